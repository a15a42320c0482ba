"""Twelve posts and their ideas, as a page of the docs: `python -m tests.analysis.gallery`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from imaging.prompts.analysis import Analysis, analyse, industry_name
from imaging.prompts.ideas import ImageIdea, suggest_ideas
from imaging.prompts.recent import Recent
from imaging.prompts.sketches import Circle, Line, Rect, Shape
from imaging.prompts.sketches import Path as Drawn
from imaging.prompts.styles import style
from tests.analysis.posts import posts

PAGE = Path(__file__).parents[2] / "docs" / "ideas.md"
SKETCHES = PAGE.with_suffix("")
# Every fifth of the sixty: twelve fields, four languages, held out or not.
STEP = 5
WIDTH, HEIGHT, GAP = 96, 72, 12

HEAD = """\
# Twelve posts and their image ideas

As Easel writes them without a key, for one person who has asked for them in this order: each post
keeps away from the pictures of those before it. A model is sent the prompt with the style and the
frame added. The sketches are drawn from each idea's own layout.

Descriptions and reasons are in English, whatever the post's language, as all else on the page is;
what a reason quotes stays in the words of the post.

Made by `python -m tests.analysis.gallery`.
"""


def page() -> str:
    """The page; its sketches are written beside it."""
    parts = [HEAD]
    recent: list[Recent] = []
    for number, post in enumerate(posts()[::STEP], 1):
        analysis = analyse(post.text)
        ideas = suggest_ideas(post.text, analysis=analysis, recent=recent[-20:])
        recent += [Recent(idea.prompt, idea.style, idea.kind) for idea in ideas]
        name = f"{number:02}.svg"
        (SKETCHES / name).write_text(strip(ideas), "utf-8")
        parts.append("\n".join(_section(number, post.text, analysis, ideas, name)))
    return "\n".join(parts)


def _section(
    number: int, text: str, analysis: Analysis, ideas: Sequence[ImageIdea], sketches: str
) -> Iterator[str]:
    sure = analysis.confidence
    yield f"## {number}. {', '.join(analysis.themes) or 'A post'}\n"
    yield "\n".join(f"> {line}".rstrip() for line in text.splitlines()) + "\n"
    yield (
        f"Read as {industry_name(analysis.industry)} ({sure.industry:.2f}), "
        f"{analysis.purpose.replace('_', ' ')} ({sure.purpose:.2f}), {analysis.tone} "
        f"({sure.tone:.2f}), for {analysis.audience.lower()} ({sure.audience:.2f}).\n"
    )
    yield f"![Sketches of the four compositions](ideas/{sketches})\n"
    for idea in ideas:
        chosen = style(idea.style)
        yield f"**{idea.description}** {idea.kind.capitalize()}, {chosen.name if chosen else ''}."
        yield f"{idea.reason}\n"
        yield f"> {idea.prompt}\n"


def strip(ideas: Sequence[ImageIdea]) -> str:
    """The sketches of some ideas side by side, as one SVG."""
    width = len(ideas) * (WIDTH + GAP) - GAP
    frames = [
        f'<g transform="translate({at * (WIDTH + GAP)} 0)">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="6" fill="#f4f1ea" stroke="none"/>'
        f"{''.join(map(_svg, idea.sketch))}</g>"
        for at, idea in enumerate(ideas)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" '
        f'width="{2 * width}" fill="none" stroke="#3d4652" stroke-width="1.5">\n'
        + "\n".join(frames)
        + "\n</svg>\n"
    )


def _svg(shape: Shape) -> str:
    match shape:
        case Circle(x, y, radius):
            return f'<circle cx="{x}" cy="{y}" r="{radius}"/>'
        case Rect(x, y, width, height, radius):
            return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"/>'
        case Line(x1, y1, x2, y2):
            return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'
        case Drawn(d):
            return f'<path d="{d}"/>'


def main() -> None:
    SKETCHES.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE.name} and its sketches written\n")


if __name__ == "__main__":
    main()
