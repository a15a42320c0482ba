"""What a draft is made of, told from its text alone: headings, points, options, how it ends."""

import re

BULLET = "• "
OPTION = "○ "
SLIDE = {"en": "Slide", "de": "Folie", "fr": "Diapo", "es": "Diapositiva"}
# Of a video script.
PARTS = {
    "en": ("Hook", "Story", "Close"),
    "de": ("Einstieg", "Geschichte", "Schluss"),
    "fr": ("Accroche", "Histoire", "Fin"),
    "es": ("Gancho", "Historia", "Cierre"),
}
WORDS_A_MINUTE = 150
# What a person may end with after all else: "Thanks, Anna".
SIGNATURE_WORDS = 5
# What a reader is called to do at the end: "Tell me in the comments."
_CALL = re.compile(
    r"\b(?:in the comments|let (?:me|us) know|tell (?:me|us)|(?:drop|send|write) (?:me|us)|dm me"
    r"|share your|reach out|get in touch|sign up|register (?:now|here|at)|apply (?:now|here|by|at)"
    r"|join us|follow (?:me|us)|read more|link in|in die kommentare|schreibt? (?:mir|uns|es)"
    r"|meldet? (?:euch|dich)|bewirb dich|bewerbt euch|en commentaires?|en los comentarios"
    r"|contactez|escríbe(?:me|nos))\b",
    re.IGNORECASE,
)
CALL_WORDS = 25
_TAGS = re.compile(r"\s*#\w+(?:\s+#\w+)*\s*")
_HEADING = re.compile(
    rf"(?:{'|'.join(SLIDE.values())})\s\d{{1,2}}|\d{{1,2}}:\d\d\b.{{0,40}}", re.IGNORECASE
)


def blocks_in(draft: str) -> list[str]:
    """What empty lines divide."""
    return [block for block in re.split(r"\n\s*\n", draft.strip()) if block.strip()]


def is_tags(text: str) -> bool:
    """Whether it is hashtags and nothing else."""
    return bool(_TAGS.fullmatch(text))


def is_heading(line: str) -> bool:
    """Whether it heads a slide of a carousel or a part of a script: "Slide 2", "0:04 Story"."""
    return bool(_HEADING.fullmatch(line.strip()))


def without_heading(block: str) -> tuple[str, str]:
    """The heading of a block, "" for none, and the rest of it."""
    first, _, rest = block.partition("\n")
    return (first, rest) if is_heading(first) else ("", block)


def seconds_of(words: str) -> int:
    """How long it takes to say them to a camera."""
    return max(2, round(len(words.split()) * 60 / WORDS_A_MINUTE))


def clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def renumbered(draft: str) -> str:
    """With its slides numbered anew, and the times at which a script's parts begin."""
    blocks, slides, seconds = blocks_in(draft), 0, 0
    for number, block in enumerate(blocks):
        heading, rest = without_heading(block)
        if ":" in heading:
            blocks[number] = f"{re.sub(r'^[0-9]+:[0-9]+', clock(seconds), heading)}\n{rest}"
            seconds += seconds_of(rest)
        elif heading:
            slides += 1
            blocks[number] = f"{re.sub(r'[0-9]+', str(slides), heading)}\n{rest}"
    return "\n\n".join(blocks)


def parts(post: str) -> tuple[list[str], list[str]]:
    """The blocks of a post, and what ends it: a question, a call, hashtags, a signature."""
    blocks = blocks_in(post)
    ending: list[str] = []
    while len(blocks) > 1 and _ends(blocks[-1]):
        ending.insert(0, blocks.pop())
    return blocks, ending


def _ends(block: str) -> bool:
    if OPTION in block or block.startswith(BULLET):
        return False
    told = block.strip()
    signed = len(told.split()) <= SIGNATURE_WORDS and not re.search(r"[.!:…\d\n]", told)
    calls = len(told.split()) <= CALL_WORDS and bool(_CALL.search(told))
    return is_tags(block) or told.endswith("?") or calls or signed
