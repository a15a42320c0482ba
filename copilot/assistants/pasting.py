"""What pasting does to a text, undone: lines broken at a width, and the frame of a letter."""

import re

_POINT = re.compile(r"\s*(?:[-*\u2022\u25aa\u2023\u2013\u2014]|\(?\d{1,2}[.)])\s")
_ENDS = re.compile(r"[.!?…:;][\"\u201d\u201c\u2019»)]?$")
# A line that ends so goes on in the next.
_HANGING = re.compile(
    r"(?:\b(?:a|an|the|to|of|in|on|at|by|for|from|with|and|or|but|than|as|that|our|my|your|their|its"
    r"|der|die|das|den|dem|des|ein|eine|einen|einem|einer|und|oder|mit|von|zu|zum|zur|im|am|für|auf"
    r"|bei|aus|als|dass|unser|unsere|unseren|mein|meine|le|la|les|un|une|des|du|de|et|ou|avec|pour"
    r"|dans|sur|que|notre|nos|el|los|las|una|del|y|con|para|por|en|nuestro|nuestra)|,)$",
    re.IGNORECASE,
)
WRAPPED_CHARS = 35
_GREETING = re.compile(
    r"^\s*(?:dear|liebe[rs]?|sehr geehrte[rs]?|hallo|hi|hello|guten tag|chère?s?|bonjour"
    r"|estimad[oa]s?|hola)\b[^.!?:\n]{0,40},[ \t]*\n",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"\n\s*(?:(?:best|kind|warm|many)(?: (?:regards|wishes))?|regards|cheers"
    r"|(?:viele|liebe|beste|herzliche) grüße|mit freundlichen grüßen|lg|vg|cordialement|bien à vous"
    r"|(?:un )?saludos?),?[ \t]*(?:\n[^\n.!?:]{1,40})?\s*$",
    re.IGNORECASE,
)


def unpasted(text: str) -> str:
    """The text with one line a paragraph, sentence or point, and without a letter's frame."""
    bare = _SIGNATURE.sub("", _GREETING.sub("", text))
    paragraphs = re.split(r"(\n[ \t]*\n\s*)", bare)
    return "".join(_unwrapped(each) if each.strip() else each for each in paragraphs)


def _unwrapped(paragraph: str) -> str:
    lines = paragraph.splitlines()
    wrapped = _is_wrapped(lines)
    joined = lines[:1]
    for line in lines[1:]:
        before = joined[-1].rstrip()
        goes_on = _HANGING.search(before) or (wrapped and not _ENDS.search(before))
        if goes_on and line.strip() and not _POINT.match(line):
            joined[-1] = f"{before} {line.strip()}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether sentences with capitals go on over line breaks, at about a page's width."""
    first, *others = (line.strip() for line in lines)
    return (
        bool(re.search(r"(?:^|[.!?] )[A-ZÀ-Þ]", " ".join((first, *others))))
        and any(line[:1].islower() for line in others)
        and all(len(line) >= WRAPPED_CHARS for line in (first, *others)[:-1])
        and not any(_POINT.match(line) for line in lines)
    )
