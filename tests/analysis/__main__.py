"""How well posts are analysed without a key, by field: `python -m tests.analysis [--write]`."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from imaging.prompts import similarity
from imaging.prompts.analysis import Analysis, analyse, industry_name
from imaging.prompts.purpose import UNKNOWN
from tests.analysis.posts import LabelledPost, held_out, tuning

PAGE = Path(__file__).parents[2] / "docs" / "analysis.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->\n"

AUDIENCES = {
    "hiring": "Recruiters and hiring managers",
    "job_seekers": "Job seekers and early careers",
    "managers": "Managers and team leads",
    "founders": "Founders and investors",
    "engineers": "Engineers and developers",
    "operations": "Operations and supply chain leaders",
    "marketers": "Marketers and communicators",
    "clinicians": "Clinicians and care managers",
    "teachers": "Teachers and trainers",
    "sustainability": "Sustainability leads",
    "lawyers": "Lawyers and compliance teams",
    "anybody": UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a field was right, and whether it said anything at all."""

    right: bool
    said: bool


def answers(post: LabelledPost) -> dict[str, Answer]:
    found = analyse(post.text)
    return {
        "industry": _exact(found.industry, post.industry),
        "purpose": _exact(found.purpose, post.purpose),
        "tone": _exact(found.tone, post.tone),
        "audience": Answer(found.audience in _audiences(post), found.audience != UNKNOWN),
        "themes": _named(found.themes, post.themes),
        "visual elements": _named(found.visual_elements, post.sees),
    }


def table_of(parts: Mapping[str, Sequence[LabelledPost]]) -> str:
    """Rows of Markdown: each field, with right, wrong and unknown of every part."""
    measured = {name: [answers(post) for post in posts] for name, posts in parts.items()}
    lines = [
        f"| field | {' | '.join(f'{name}: right | wrong | unknown' for name in parts)} |",
        f"|---|{'---|' * 3 * len(parts)}",
    ]
    for field in next(iter(measured.values()))[0]:
        cells = []
        for posts in measured.values():
            given = [each[field] for each in posts]
            right = sum(answer.right for answer in given)
            wrong = sum(answer.said and not answer.right for answer in given)
            missing = len(given) - right - wrong
            cells += [f"{right / len(given):.0%}", f"{wrong}", f"{missing}"]
        lines.append(f"| {field} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def confidence_of(posts: Sequence[LabelledPost]) -> str:
    """How often an industry and a purpose are right where they claim to be sure, and where not."""
    lines = ["| confidence | industry right | purpose right |", "|---|---|---|"]
    found = [(post, analyse(post.text)) for post in posts]
    for low, high in ((0.6, 1.01), (0.45, 0.6), (0.01, 0.45)):
        cells = [_right_within(found, field, low, high) for field in ("industry", "purpose")]
        name = f"{low:.2f} and more" if high > 1 else f"below {high:.2f}"
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _right_within(
    found: Sequence[tuple[LabelledPost, Analysis]], field: str, low: float, high: float
) -> str:
    within = [
        getattr(analysis, field) == getattr(post, field)
        for post, analysis in found
        if low <= getattr(analysis.confidence, field) < high
    ]
    return f"{sum(within)} of {len(within)}"


def _exact(said: str, label: str) -> Answer:
    return Answer(said == label, said != UNKNOWN)


def _named(said: tuple[str, ...], labels: tuple[str, ...]) -> Answer:
    text = " ".join(said).casefold()
    return Answer(any(label.casefold() in text for label in labels), bool(said))


def _audiences(post: LabelledPost) -> set[str]:
    industry = industry_name(post.industry).lower()
    return {AUDIENCES.get(name, f"People in {industry}") for name in post.audience}


def measured() -> str:
    """What words alone find, and what changes with the `semantic` extra, which must be there."""
    parts = {"held out": held_out(), "tuned on": tuning()}
    with patch.object(similarity, "is_installed", return_value=False):
        by_words = table_of(parts)
        confidence = confidence_of(held_out())
    by_meaning = set(table_of(parts).splitlines()) - set(by_words.splitlines())
    return (
        f"{by_words}\nHeld out, by confidence:\n\n{confidence}\n"
        "With the `semantic` extra these are other:\n\n"
        + "\n".join([*by_words.splitlines()[:2], *sorted(by_meaning, reverse=True)])
        + "\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name} of the docs")
    report = measured()
    if not parser.parse_args().write:
        sys.stdout.write(report)
        return
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{report}{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
