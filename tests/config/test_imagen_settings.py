"""Imagen's switches as the environment gives them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = (
    "IMAGEN_FALLBACK_ENABLED", "IMAGEN_AUTO_FALLBACK", "IMAGEN_MODEL", "IMAGEN_MAX_IMAGES",
    "IMAGEN_QUALITY", "IMAGEN_BASE_URL",
)  # fmt: skip
READ = f"import json; from config.settings import base; print(json.dumps([getattr(base, name) for name in {NAMES!r}]))"  # noqa: E501


def read(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEN_")}
    return subprocess.run(
        [sys.executable, "-c", READ],
        env=clean | {"DATA_DIR": str(folder), "SECRET_KEY": "x"} | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_defaults_are_the_documented_ones(tmp_path: Path) -> None:
    assert json.loads(read(tmp_path).stdout) == [
        True, True, "imagen-4.0-generate-001", 1, "1K", "",
    ]  # fmt: skip


def test_each_is_read(tmp_path: Path) -> None:
    given = ["off", "no", "imagen-9", "4", "2K", "https://images.example.org/"]
    answer = read(tmp_path, **dict(zip(NAMES, given, strict=True)))
    assert json.loads(answer.stdout) == [
        False, False, "imagen-9", 4, "2K", "https://images.example.org",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [("IMAGEN_QUALITY", "4K"), ("IMAGEN_MAX_IMAGES", "0"), ("IMAGEN_AUTO_FALLBACK", "maybe")],
)
def test_a_wrong_value_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    answer = read(tmp_path, **{name: value})
    assert answer.returncode != 0
    assert answer.stderr.startswith(f"easel: {name} is not valid")
    assert answer.stderr.count("\n") == 1
