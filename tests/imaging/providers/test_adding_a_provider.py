"""The guide to adding a provider, followed: one file, one row, and the chain has it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import tasks
from imaging.inputs import JobInput
from imaging.providers import registry
from imaging.services import job_create
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.imaging.providers import studio
from tests.imaging.providers.contract import REQUEST, ProviderContract
from tests.imaging.providers.studio import StudioProvider

MODEL = "gpt-image-2"
KEY = "studio-key-of-one-person-1234"
GUIDE = Path(__file__).parents[3] / "docs" / "adding-a-provider.md"


@pytest.fixture
def provider(gemini: GeminiEmulator) -> StudioProvider:
    return StudioProvider(KEY, gemini.base_url, MODEL)


class TestContract(ProviderContract):
    @pytest.fixture
    def model(self) -> str:
        return MODEL

    @pytest.fixture
    def key(self) -> str:
        return KEY

    @pytest.fixture
    def failing(
        self, gemini: GeminiEmulator, provider: StudioProvider
    ) -> Sequence[Callable[[], object]]:
        faults = [
            behaviours.refusal(401, KEY),
            behaviours.refusal(429),
            behaviours.html(),
            behaviours.html(200),
            behaviours.drop(),
            behaviours.damaged("bad_base64"),
        ]
        gemini.script(*faults)
        return [partial(provider.generate, MODEL, REQUEST) for _ in faults]


def test_it_takes_fewer_than_120_lines() -> None:
    assert len(Path(studio.__file__).read_text().splitlines()) < 120


@pytest.mark.django_db
def test_a_row_puts_it_into_the_chain_the_jobs_and_the_cards(
    owner: User,
    gemini: GeminiEmulator,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(
        registry.FACTORIES, "studio", lambda _: StudioProvider(KEY, gemini.base_url, MODEL)
    )
    settings.IMAGE_PROVIDERS = ["gemini", "studio", "canvas"]
    job = job_create(owner=owner, job_input=JobInput(prompt="A lighthouse"))
    assert tasks.run_next()

    image = job.images.get()
    assert (image.provider, image.model, str(image.cost_usd)) == ("studio", MODEL, "0.0200")
    assert registry.provider_label("studio") == "Studio"


def test_the_guide_names_what_is_there() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    root = GUIDE.parents[1]
    for path in (
        "imaging/providers/base.py",
        "imaging/providers/errors.py",
        "imaging/providers/registry.py",
        "imaging/providers/catalogue.toml",
        "imaging/keys.py",
        "config/settings/base.py",
        "tests/imaging/providers/contract.py",
        "tests/imaging/providers/studio.py",
    ):
        assert f"`{path}`" in guide
        assert (root / path).is_file()
