"""What a picture says: the hook of the post, in the person's own words and nothing else."""

import re
import unicodedata
from itertools import accumulate

WHOLE_HOOK = 120
"""Characters up to which a first line, or its first sentences, are taken as they are."""
LONGEST = 220
"""Characters after which even a single sentence is shortened."""
TOO_BRIEF = 12
"""A first line shorter than this is joined by the next: "Stop." alone says little."""

_EMOJI = (
    "\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
_JOINERS = "\u200d\ufe0e\ufe0f"
_EMOJI_RUN = re.compile(rf"[0-9#*]\ufe0f?\u20e3|[{_EMOJI}][{_EMOJI}{_JOINERS}]*|[\ufe0e\ufe0f]")
_EMOJI_BEFORE_STOP = re.compile(rf"\s*(?:{_EMOJI_RUN.pattern})+(?=[,.!?;:…)])")

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_URL = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-*+•▪‣–—]\s+|\d{1,2}[.)]\s+)+")  # noqa: RUF001
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_WORD_EMPHASIS = re.compile(r"(?<!\w)(__|_|\*)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~-])")
_CLOSING_HASHTAGS = re.compile(r"(?:(?:^|\s+)#\w+)+[\s.]*$")
_HASHTAG = re.compile(r"(?<!\w)#(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TYPOGRAPHY = str.maketrans({"\u2011": "-", "\u202f": "\u00a0", "\u2007": "\u00a0", "\t": " "})
_STYLED_LETTER = re.compile("[\U0001d400-\U0001d7ff]+")

_DANGLING = re.compile(r"[\s:,;–—-]+$")  # noqa: RUF001
# An ellipsis takes the place of a full stop as well.
_CUT_OFF = re.compile(r"[\s:,;.–—-]+$")  # noqa: RUF001
_SENTENCE_END = re.compile(r"(?<=[.!?…؟۔])[\"'”’»)]*\s+(?![a-zà-öø-ÿ])|(?<=[。！？])")  # noqa: RUF001
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Nr|No|vs|etc|ca|bzw|Inc|Ltd)|\b\w|[\d.]\w)\.$"
)


def headline(content: str, prompt: str) -> str:
    """The hook of the post; of the prompt where there is no post; empty where neither has words."""
    return hook(content) or hook(prompt)


def hook(text: str) -> str:
    """The first line of a text, or as many of its first sentences as stay brief, without markup."""
    lines = [line for line in map(plain, text.splitlines()) if _has_words(line)]
    if not lines:
        return ""
    first = lines[0]
    if len(first) < TOO_BRIEF and len(lines) > 1 and len(first) + len(lines[1]) < WHOLE_HOOK:
        first = f"{first} {lines[1]}"
    return _DANGLING.sub("", shortened(_opening(first), LONGEST))


def plain(line: str) -> str:
    """A line of a post without Markdown, hashtags, links, emoji and invisible characters."""
    line = _STYLED_LETTER.sub(lambda run: unicodedata.normalize("NFKC", run.group()), line)
    line = _INVISIBLE.sub("", unicodedata.normalize("NFC", line).translate(_TYPOGRAPHY))
    line = _URL.sub("", _LINK.sub(r"\1", line))
    line = _EMOJI_RUN.sub(" ", _EMOJI_BEFORE_STOP.sub("", line))
    line = _LINE_MARK.sub("", line)
    line = _WORD_EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", line))
    line = _HASHTAG.sub("", _CLOSING_HASHTAGS.sub("", line))
    line = _APOSTROPHE.sub("’", line)  # noqa: RUF001
    line = "".join(c for c in _ESCAPE.sub(r"\1", line) if unicodedata.category(c) != "Cc")
    return re.sub(r" {2,}", " ", line).strip()


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, wide ones counting twice, cut between words with an ellipsis."""
    widths = [2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text]
    if sum(widths) <= limit:
        return text
    end = sum(used < limit for used in accumulate(widths))
    space = text.rfind(" ", 0, end + 1)
    if space > limit // 3:
        end = space
    while end > 1 and unicodedata.category(text[end])[0] == "M":
        end -= 1  # a mark belongs to the letter before it
    return _CUT_OFF.sub("", text[:end]) + "…"


def _opening(line: str) -> str:
    if len(line) <= WHOLE_HOOK:
        return line
    taken = ""
    for sentence in _sentences(line):
        if taken and len(taken) + len(sentence) > WHOLE_HOOK:
            break
        taken += sentence
    return taken.strip()


def _sentences(line: str) -> list[str]:
    """The line in sentences, each with the space that follows it."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(line):
        if not _ABBREVIATION.search(line[start : end.start()]):
            found.append(line[start : end.end()])
            start = end.end()
    return [*found, line[start:]] if start < len(line) else found


def _has_words(line: str) -> bool:
    return any(character.isalnum() for character in line)
