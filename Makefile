SHELL := /bin/bash
.DEFAULT_GOAL := help
ARGS ?=
COMPILE := pip compile pyproject.toml --quiet --generate-hashes --universal \
	--python-version 3.12 --no-header

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.PHONY: run
run: setup ## Set up, migrate and serve on http://127.0.0.1:8000 (PORT=9000 for another port)
	@exec .venv/bin/python manage.py serve --prepare

.PHONY: setup
setup: ## Build .venv and the static files
	@scripts/venv runtime
	@scripts/static

.PHONY: dev
dev: ## As setup, with all that the checks and the tests need
	@scripts/venv dev
	@scripts/static

.PHONY: test
test: dev ## Run the whole test suite, or what ARGS names: make test ARGS="-k fold"
	@scripts/test $(ARGS)

.PHONY: soak
soak: dev ## Run the long tests, which make test leaves out
	@EASEL_CHROMIUM=$$(scripts/chromium) .venv/bin/pytest -m soak --timeout 3600 $(ARGS)

.PHONY: properties
properties: dev ## Try what holds for any input with many new examples
	@.venv/bin/pytest -n auto -m hypothesis --hypothesis-profile thorough --timeout 3600 $(ARGS)

.PHONY: bench
bench: dev ## Measure the times and weights Easel promises
	@.venv/bin/python -m tests.bench $(ARGS)

.PHONY: bench-faults
bench-faults: dev ## Measure what each fault of a provider costs (ARGS=--write for docs/reliability.md)
	@.venv/bin/python -m tests.bench.faults $(ARGS)

.PHONY: lint
lint: dev ## Check style, formatting, layers, templates, migrations and settings
	@scripts/lint

.PHONY: format
format: dev ## Format the code and the templates
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	git ls-files -z '*.html' | xargs -0r .venv/bin/djade --target-version 6.1

.PHONY: typecheck
typecheck: dev ## Check the types, strictly
	.venv/bin/mypy

.PHONY: lock
lock: ## Write both locks anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@. scripts/python.sh && uv=$$(find_uv) && \
	"$$uv" $(COMPILE) $(ARGS) --extra postgres --extra redis --output-file requirements.lock && \
	"$$uv" $(COMPILE) $(ARGS) --all-extras --constraint requirements.lock --output-file requirements-dev.lock
	@scripts/no-registry-hosts
