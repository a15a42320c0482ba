# Sourced by the scripts: finds a Python for .venv, and uv, which it keeps in .tools when the machine has none.

say() { printf 'easel: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# uv reads SSL_CERT_FILE and UV_*; pip's and curl's names for the same things are honoured too.
certificates=${SSL_CERT_FILE:-${PIP_CERT:-${REQUESTS_CA_BUNDLE:-${CURL_CA_BUNDLE:-}}}}
[ -z "$certificates" ] || export SSL_CERT_FILE="$certificates"
[ -z "${PIP_INDEX_URL:-}" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"
export UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-180}"

# Is $1 an interpreter that runs (a pyenv shim may not) and that Easel supports?
supported() {
    "$1" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

# Every interpreter worth a try, the version of .python-version first.
candidates() {
    local version root
    [ -z "${PYTHON:-}" ] || echo "$PYTHON"
    for version in "$(cat .python-version)" 3.13 3.14 3.12; do
        command -v "python$version" || true
        for root in "${PYENV_ROOT:-$HOME/.pyenv}/versions" "${UV_PYTHON_INSTALL_DIR:-$HOME/.local/share/uv/python}"; do
            ls -d "$root/$version"*/bin/python "$root/cpython-$version"*/bin/python 2>/dev/null || true
        done
    done
    command -v python3 || true
}

find_python() {
    local python
    while read -r python; do
        if supported "$python"; then
            echo "$python"
            return
        fi
    done < <(candidates)
    return 1
}

# Any Python 3 can carry uv, also one too old for Easel itself.
find_uv() {
    local python
    if command -v uv; then
        return
    fi
    if ! .tools/bin/uv --version >/dev/null 2>&1; then
        while read -r python; do
            rm -rf .tools
            say "fetching uv into .tools with $python"
            if "$python" -m venv .tools 2>/dev/null && .tools/bin/python -m pip install -qq \
                --disable-pip-version-check 'uv>=0.9,<1' >&2; then
                break
            fi
        done < <(
            find_python || true
            command -v python3 || true
            ls /usr/bin/python3 2>/dev/null || true
        )
    fi
    .tools/bin/uv --version >/dev/null 2>&1 && echo "$PWD/.tools/bin/uv"
}
