"""Notes arranged as a LinkedIn post: nothing is reworded and nothing is made up.

Every word is the person's, but for a question at the end.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from copilot.assistants.anatomy import BULLET, parts
from copilot.assistants.emojis import EMOJI
from copilot.assistants.kinds import POST_MAX
from copilot.assistants.notes import Item, Notes, content_words
from copilot.assistants.sentences import leans
from copilot.assistants.topics import capitalised, hashtags, terms
from imaging.prompts.analysis import analyse
from imaging.prompts.figures import Measure, Trend, figures

HOOK_MAX, POINTED_MAX = 180, 90
PARAGRAPH_SENTENCES, PARAGRAPH_CHARS = 3, 220
LIST_MIN = 3
HEADING_WORDS = 8
_ENDED = re.compile(rf"(?:[.!?…:。！？][\"”’»)]?|[{EMOJI}]|https?://\S+)$")  # noqa: RUF001
# "The depot" after "a depot": what it is has been said.
_DEFINITE = re.compile(r"(?:the|this|der|die|das|den|le|la|les|el|los|las) (\w+)", re.IGNORECASE)
# Measures of what came of something; a mere count is none.
BIG = {Measure.PERCENT, Measure.MONEY, Measure.TIMES}

# With a topic, which stands apart so that any phrase fits: after a result, and else; without one.
QUESTIONS = {
    "en": (
        "{topic}: what has worked for you?",
        "{topic}: what is your experience?",
        "What would you add?",
    ),
    "de": (
        "{topic}: Was hat bei euch funktioniert?",
        "{topic}: Was sind eure Erfahrungen?",
        "Was würdet ihr ergänzen?",
    ),
    "fr": (
        "{topic} : qu'est-ce qui a marché chez vous ?",
        "{topic} : quelle est votre expérience ?",
        "Que souhaitez-vous ajouter ?",
    ),
    "es": (
        "{topic}: ¿qué os ha funcionado?",
        "{topic}: ¿cuál es tu experiencia?",
        "¿Qué añadirías?",
    ),
}
_CONTRAST = re.compile(
    r"\b(?:not|never|without|instead|but|same|only|less|fewer|nobody|nicht|ohne|statt|nie|sans|pas"
    r"|sin|no)\b",
    re.IGNORECASE,
)


def write_post(notes: Notes) -> str:
    """Hook, the rest in its order, question, hashtags; whole blocks, at most `POST_MAX` long."""
    hook, rest = hook_and_rest(notes)
    asked = rest.pop().text if rest and rest[-1].text.endswith("?") else question(notes)
    blocks = [hook, *blocks_of(rest)]
    ending = list(filter(None, [capitalised(asked), " ".join(hashtags(notes))]))
    return fitted(blocks, ending)


def hook_and_rest(notes: Notes) -> tuple[str, list[Item]]:
    """What opens a post best, in doubt what came first, as a sentence; and all the others."""
    hook = notes.items[0]
    best = weight(hook) + 1
    before = hook.text.casefold()
    for item in notes.items[1:]:
        back = _DEFINITE.match(item.text)
        found = weight(item) - 4 * bool(back and back[1].casefold() in before)
        if found > best:
            hook, best = item, found
        before = f"{before} {item.text.casefold()}"
    return as_sentence(hook.text), [item for item in notes.items if item is not hook]


def fitted(blocks: Iterable[str], ending: list[str], most: int = POST_MAX) -> str:
    """As many blocks from the start as leave room for the ending, in `most` characters."""
    room = most - sum(len(block) + 2 for block in ending)
    kept: list[str] = []
    for block in blocks:
        room -= len(block) + 2
        if room < 0:
            if not kept:
                kept.append(block[: room + len(block)].rsplit(" ", 1)[0])
            break
        kept.append(block)
    return "\n\n".join([*kept, *ending])


def extended(post: str, *texts: str) -> str:
    """With more paragraphs before the ending."""
    blocks, ending = parts(post)
    return fitted([*blocks, *map(as_sentence, texts)], ending)


def weight(item: Item) -> int:
    """How well it opens a post: a result, a contrast, few words, and no leaning on another."""
    text = item.text
    if text.endswith("?"):
        return -9
    told = any(
        each.measure in BIG or (each.trend is not Trend.NONE and re.search(r"\d", each.text))
        for each in figures(text)
    )
    is_pointed = len(text) <= POINTED_MAX and len(content_words(text)) > 2
    return (
        3 * told
        + (bool(re.search(r"\d", text)) and not told)
        + 2 * bool(_CONTRAST.search(text) and is_pointed)
        + (len(text) <= HOOK_MAX)
        + (len(text.split()) > 2)
        - 4 * leans(text)
        - 4 * text.endswith(":")
    )


def blocks_of(items: list[Item]) -> Iterator[str]:
    """Paragraphs and lists, in the order of the notes; a line that heads a list leads to it."""
    runs = [list(run) for _, run in groupby(items, key=lambda item: item.is_point)]
    heading = ""
    nothing: list[Item] = []
    for run, after in zip_longest(runs, runs[1:], fillvalue=nothing):
        if heading:
            yield "\n".join([heading, *_list(run)])
            heading = ""
        elif run[0].is_point:
            yield from _list(run)
        else:
            if len(after) >= LIST_MIN and _is_heading(run[-1]):
                heading = f"{capitalised(run.pop().text).rstrip(':')}:"
            yield from _paragraphs(run)


def _is_heading(item: Item) -> bool:
    return len(item.text.split()) <= HEADING_WORDS and not _ENDED.search(item.text.rstrip(":"))


def _list(points: list[Item]) -> Iterator[str]:
    if len(points) < LIST_MIN:
        yield from _paragraphs(points)
    else:
        yield "\n".join(BULLET + capitalised(point.text) for point in points)


def _paragraphs(items: list[Item]) -> Iterator[str]:
    paragraph = ""
    count = 0
    for sentence in (as_sentence(item.text) for item in items):
        full = count == PARAGRAPH_SENTENCES or len(paragraph) + len(sentence) > PARAGRAPH_CHARS
        if paragraph and full:
            yield paragraph
            paragraph, count = "", 0
        paragraph = f"{paragraph} {sentence}".strip()
        count += 1
    if paragraph:
        yield paragraph


def question(notes: Notes) -> str:
    """One made of the notes' own words; none of ours where the person asks one at the end."""
    if notes.items[-1].text.endswith("?"):
        return ""
    with_result, about, plain = QUESTIONS[notes.language]
    topic = notes.topic or _main_phrase(notes)
    if not topic:
        return plain
    told = analyse(notes.text).figures
    has_result = any(figure.trend is not Trend.NONE for figure in told)
    return (with_result if has_result else about).format(topic=capitalised(topic))


def _main_phrase(notes: Notes) -> str:
    """What the post is about: its hook says it, or it comes again. "" for none."""
    text, hook = notes.text.casefold(), hook_and_rest(notes)[0].casefold()
    phrases = [term for term in terms(notes) if " " in term and not _is_name(term, notes)]
    central = [
        each for each in phrases if each.casefold() in hook or text.count(each.casefold()) > 1
    ]
    return max(central, key=lambda each: text.count(each.split()[-1].casefold()), default="")


def _is_name(phrase: str, notes: Notes) -> bool:
    """Written like "Maria Lopez" or "intern Tom", whom one does not ask what has worked.

    German nouns are written so too: there, two of them side by side may be a name.
    """
    large = [word for word in phrase.split() if word[0].isupper()]
    if notes.language == "de":
        return len(large) > 1
    last = phrase.rsplit(maxsplit=1)[-1]
    return last in large and not (last.isupper() and len(last) > 1)


def as_sentence(text: str) -> str:
    text = capitalised(text.strip())
    text = re.sub(r"[,;]$", "", text)
    return text if _ENDED.search(text) else f"{text}."
