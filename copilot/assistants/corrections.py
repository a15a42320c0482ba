"""Corrections in plain words, without a model: "change 38 to 40", "remove the sentence about Anna".

In English, German, French and Spanish. What is put in is the person's own, word for word.
"""

# Quotation marks of every kind are meant.
# ruff: noqa: RUF001

import re

from copilot.assistants.anatomy import blocks_in, is_tags
from copilot.assistants.arranging import as_sentence
from copilot.assistants.restructuring import Outcome
from copilot.assistants.sentences import sentences

CORRECTION_WORDS = 40

_KINDLY = r"^\W*(?:(?:please|pls|bitte|can you|could you|now|and|also)[ ,]+)*"
_QUOTE = r"[\"'“”„«»‚‘’]?"
_EXCHANGE = re.compile(
    rf"{_KINDLY}(?:replace|change|swap|correct|ersetz\w*|änder\w*|tausch\w*|remplac\w*|chang\w*"
    rf"|reemplaz\w*|cambi\w*) (?:the (?:word|name|number) |das wort |den namen |le mot )?"
    rf"{_QUOTE}(?P<old>.+?){_QUOTE},? (?:with|to|by|into|for|durch|zu|in|gegen|mit|par|en|por|con)"
    rf"\s*:?\s+{_QUOTE}(?P<new>.+?){_QUOTE}(?: (?:please|bitte))?[.!]?$",
    re.IGNORECASE,
)
_FIRST_LINE = re.compile(
    r"^(?:the |den |die |das |l['’]|le |la |el )?"
    r"(?:hook|first (?:line|sentence)|headline|title|opening|einstieg|erste zeile|ersten satz"
    r"|titel|überschrift|accroche|première (?:ligne|phrase)|titre|gancho|primera (?:línea|frase)"
    r"|título)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"{_KINDLY}(?:remove|delete|drop|cut|take out|leave out|streich\w*|lösch\w*|entfern\w*"
    r"|supprim\w*|enlèv\w*|retir\w*|elimin\w*|quit\w*|borr\w*)"
    r" (?:the |den |die |das |la |les |el )?(?:sentences?|lines?|part|bit|bullet|point|satz|sätze"
    r"|zeile|teil|punkt|phrases?|ligne|frases?|línea)"
    rf" (?:about|with|on|that mentions|mentioning|where|über|mit|zu[mr]?|sur|avec|sobre|con) "
    rf"(?:the )?{_QUOTE}(?P<what>.+?){_QUOTE}(?: (?:please|bitte))?[.!]?$",
    re.IGNORECASE,
)
_ADD_TAGS = re.compile(
    rf"{_KINDLY}(?:add|include|put|ergänz\w*|füge|ajout\w*|añad\w*|agreg\w*)\b[^#]{{0,40}}"
    r"(?P<tags>#\w+(?:[ ,]+(?:and |und |et |y )?#\w+)*)[^#]{0,20}$",
    re.IGNORECASE,
)
_ADD_TAG_FOR = re.compile(
    rf"{_KINDLY}(?:add|include|ergänz\w*|ajout\w*|añad\w*) (?:an?|the|einen|den|un|el|le) hashtag"
    rf" (?:for|about|für|zu|pour|para|sobre) {_QUOTE}(?P<words>[\w -]{{2,40}}?){_QUOTE}[.!]?$",
    re.IGNORECASE,
)


def corrected(draft: str, message: str) -> Outcome | None:
    """The draft with the correction that the message asks for; None where it asks for none."""
    told = message.strip()
    if "\n" in told or len(told.split()) > CORRECTION_WORDS:
        return None
    if match := _ADD_TAGS.match(told):
        return _with_tags(draft, re.findall(r"#\w+", match["tags"]))
    if match := _ADD_TAG_FOR.match(told):
        words = re.findall(r"\w+", match["words"])
        return _with_tags(draft, ["#" + "".join(word[:1].upper() + word[1:] for word in words)])
    if match := _ABOUT.match(told):
        return _without_sentences(draft, match["what"])
    if match := _EXCHANGE.match(told):
        return _exchanged(draft, match["old"], match["new"])
    return None


def _exchanged(draft: str, old: str, new: str) -> Outcome | None:
    if _FIRST_LINE.match(old):
        first, *rest = blocks_in(draft)
        opening = (sentences(first) or [first])[0]
        text = "\n\n".join([first.replace(opening, as_sentence(new), 1), *rest])
        return Outcome(text, "The first sentence is yours now; nothing else has changed.")
    pattern = rf"(?<!\w){re.escape(old)}(?!\w)"
    if not re.search(pattern, draft, re.IGNORECASE):
        return Outcome("", f"“{old}” does not stand in the post, so I have changed nothing.")
    text, times = re.subn(pattern, lambda _: new, draft, flags=re.IGNORECASE)
    often = "" if times == 1 else f", {times} times"
    return Outcome(text, f"I put “{new}” in place of “{old}”{often}; nothing else has changed.")


def _without_sentences(draft: str, what: str) -> Outcome:
    """Without each sentence or point that says it; hashtags stay."""
    says = re.compile(rf"(?<!\w){re.escape(what)}(?!\w)", re.IGNORECASE)
    gone: list[str] = []
    blocks = []
    for block in blocks_in(draft):
        lines = block.split("\n")
        for at, line in enumerate(lines):
            if not is_tags(line) and says.search(line):
                pieces = sentences(line)
                gone += [piece for piece in pieces if says.search(piece)]
                lines[at] = " ".join(piece for piece in pieces if not says.search(piece))
        blocks.append("\n".join(line for line in lines if line.strip()))
    text = "\n\n".join(filter(None, blocks))
    if not gone:
        return Outcome("", f"No sentence of the post says “{what}”, so I have changed nothing.")
    if not text or all(is_tags(block) for block in blocks if block):
        return Outcome("", "There would be no post left, so I have changed nothing.")
    return Outcome(text, f"I left out “{' '.join(gone)}”")


def _with_tags(draft: str, tags: list[str]) -> Outcome:
    new = [tag for tag in tags if not re.search(rf"{tag}\b", draft, re.IGNORECASE)]
    if not new:
        return Outcome("", f"It has {' '.join(tags)} already.")
    blocks = blocks_in(draft)
    for at, block in reversed(list(enumerate(blocks))):
        if is_tags(block):
            blocks[at] = f"{block.strip()} {' '.join(new)}"
            break
    else:
        blocks.append(" ".join(new))
    return Outcome("\n\n".join(blocks), f"I added {' '.join(new)}.")
