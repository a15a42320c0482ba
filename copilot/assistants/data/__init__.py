"""What the assistants know of words, as data."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table in `name`.toml beside this file; shared, so not to be changed."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
