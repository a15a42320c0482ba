"""The labelled posts: half for tuning the local analyser, half it has never been tuned on."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("posts.toml")


@dataclass(frozen=True, slots=True)
class LabelledPost:
    """`themes` and `sees`: words one of which stands in a good answer; `audience`: those right."""

    text: str
    language: str
    industry: str
    purpose: str
    tone: str
    audience: tuple[str, ...]
    themes: tuple[str, ...]
    sees: tuple[str, ...]


@cache
def posts() -> tuple[LabelledPost, ...]:
    rows = tomllib.loads(_FILE.read_text("utf-8"))["posts"]
    return tuple(
        LabelledPost(
            text=row["text"].strip(),
            language=row.get("language", "en"),
            industry=row["industry"],
            purpose=row["purpose"],
            tone=row["tone"],
            audience=tuple(row["audience"]),
            themes=tuple(row["themes"]),
            sees=tuple(row["sees"]),
        )
        for row in rows
    )


def tuning() -> tuple[LabelledPost, ...]:
    return posts()[::2]


def held_out() -> tuple[LabelledPost, ...]:
    return posts()[1::2]
