"""Notes set as an article, a carousel, a video script, a comment reply or a poll, without a model.

As in `arranging`, every word is the person's own, but for a question and the names of the parts.
"""

from collections.abc import Iterator
from dataclasses import replace

from copilot.assistants.anatomy import OPTION, PARTS, SLIDE, clock, seconds_of
from copilot.assistants.arranging import (
    as_sentence,
    blocks_of,
    fitted,
    hook_and_rest,
    question,
    write_post,
)
from copilot.assistants.kinds import (
    COMMENT_MAX,
    KINDS,
    POLL_OPTION_MAX,
    POLL_OPTIONS,
    POLL_QUESTION_MAX,
    SLIDES_MAX,
    ContentType,
)
from copilot.assistants.notes import Item, Notes
from copilot.assistants.poll_options import options_in
from copilot.assistants.restructuring import Outcome
from copilot.assistants.topics import capitalised, hashtags

PART_WORDS = 40

WHICH = {
    "en": "{topic}: which one?",
    "de": "{topic}: Was davon?",
    "fr": "{topic} : lequel ?",
    "es": "{topic}: ¿cuál?",
}
PREFERRED = {
    "en": "Which do you prefer?",
    "de": "Was ist euch lieber?",
    "fr": "Que préférez-vous ?",
    "es": "¿Qué prefieres?",
}
TOO_LONG = (
    f"An option of a poll may have at most {POLL_OPTION_MAX} characters: “{{text}}” has {{count}}."
)
NO_POLL = (
    f"A poll needs {POLL_OPTIONS[0]} to {POLL_OPTIONS[1]} options of at most {POLL_OPTION_MAX} "
    "characters each. Send them as a list, with your question, and I will set them."
)


def write_draft(notes: Notes, kind: ContentType) -> Outcome:
    """The notes in the shape of a kind; without a text where that takes something they lack."""
    match kind:
        case ContentType.ARTICLE:
            return Outcome(_article(notes), "")
        case ContentType.CAROUSEL:
            return Outcome(_carousel(notes), "")
        case ContentType.VIDEO_SCRIPT:
            return Outcome(_script(notes), "")
        case ContentType.COMMENT_REPLY:
            return Outcome(_reply(notes), "")
        case ContentType.POLL:
            return _poll(notes)
        case ContentType.POST:
            return Outcome(write_post(notes), "")


def _article(notes: Notes) -> str:
    """A headline and paragraphs; what the person wrote with a colon heads a section."""
    hook, rest = hook_and_rest(notes)
    headline = capitalised(notes.topic) or hook.rstrip(".")
    body = [] if headline == hook.rstrip(".") else [hook]
    body += [block.removesuffix(":") for block in blocks_of(rest)]
    most = KINDS[ContentType.ARTICLE].most
    return fitted([headline, *body], [*filter(None, [question(notes)])], most)


def _carousel(notes: Notes) -> str:
    hook, rest = hook_and_rest(notes)
    closing = question(notes)
    points = [as_sentence(item.text) for item in rest]
    room = SLIDES_MAX - 1 - bool(closing)
    # More points than slides: they stand together, evenly.
    per_slide = max(1, -(-len(points) // room))
    grouped = ["\n".join(points[at : at + per_slide]) for at in range(0, len(points), per_slide)]
    slides = [hook, *grouped, *filter(None, [closing])]
    name = SLIDE[notes.language]
    numbered = [f"{name} {number}\n{slide}" for number, slide in enumerate(slides, 1)]
    return fitted(numbered, [*filter(None, [" ".join(hashtags(notes))])])


def _script(notes: Notes) -> str:
    """Parts with the time at which each begins, at the pace at which people speak."""
    hook, rest = hook_and_rest(notes)
    opening, story, close = PARTS[notes.language]
    asked = rest.pop().text if rest and rest[-1].text.endswith("?") else question(notes)
    spoken = [(opening, hook), *((story, part) for part in _spoken(rest))]
    if asked:
        spoken.append((close, capitalised(asked)))
    parts: list[str] = []
    seconds = 0
    for name, words in spoken:
        parts.append(f"{clock(seconds)} {name}\n{words}")
        seconds += seconds_of(words)
    return fitted(parts, [])


def _spoken(items: list[Item]) -> Iterator[str]:
    part: list[str] = []
    for item in items:
        sentence = as_sentence(item.text)
        if part and len(" ".join([*part, sentence]).split()) > PART_WORDS:
            yield " ".join(part)
            part = []
        part.append(sentence)
    if part:
        yield " ".join(part)


def _reply(notes: Notes) -> str:
    """One paragraph in the notes' order, of as many sentences as there is room for."""
    said: list[str] = []
    for item in notes.items:
        sentence = as_sentence(item.text)
        if said and len(" ".join([*said, sentence])) > COMMENT_MAX:
            break
        said.append(sentence)
    return " ".join(said)[:COMMENT_MAX]


def _poll(notes: Notes) -> Outcome:
    fewest, most = POLL_OPTIONS
    short = [item for item in notes.items if item.is_point and len(item.text) <= POLL_OPTION_MAX]
    points = [item for item in notes.items if item.is_point]
    if not points and (named := _with_options(notes)):
        return _poll(named)
    long = next((item.text for item in points if len(item.text) > POLL_OPTION_MAX), "")
    if long and fewest <= len(points) <= most:
        return Outcome("", TOO_LONG.format(text=long, count=len(long)))
    if not fewest <= len(short) <= most or len(short) < len(points):
        return Outcome("", NO_POLL)
    rest = [item for item in notes.items if item not in short]
    asked = next((item for item in reversed(rest) if item.text.endswith("?")), None)
    if asked is None and not notes.topic:
        return Outcome("", "What is the question? Send it with the options, and I will set both.")
    text = asked.text if asked else WHICH[notes.language].format(topic=capitalised(notes.topic))
    if len(text) > POLL_QUESTION_MAX:
        return Outcome("", f"The question may have at most {POLL_QUESTION_MAX} characters.")
    options = "\n".join(OPTION + capitalised(item.text) for item in short)
    before = list(blocks_of([item for item in rest if item is not asked]))
    tags = " ".join(hashtags(notes))
    return Outcome(fitted([*before, f"{capitalised(text)}\n{options}"], [tags] if tags else []), "")


def _with_options(notes: Notes) -> Notes | None:
    """The notes with the options that one of their sentences names as points."""
    for at, item in enumerate(notes.items):
        if options := options_in(item.text):
            asks = item.text.endswith("?")
            question = item if asks else Item(PREFERRED[notes.language])
            points = (Item(option, is_point=True) for option in options)
            return replace(
                notes, items=(*notes.items[:at], question, *points, *notes.items[at + 1 :])
            )
    return None
