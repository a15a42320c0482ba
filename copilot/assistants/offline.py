"""Arranges a person's own notes as a LinkedIn post, without a model: nothing is made up.

Every word of the post is the person's, but for a question at its end and the list's marks.
"""

import re
from collections.abc import Iterator, Sequence

from copilot.assistants.base import Assistant, Context, ReplyEvent, Suggest, Talk, Write
from copilot.assistants.notes import Notes, content_words, read_notes
from imaging.prompts.analysis import analyse
from imaging.prompts.ideas import suggest_ideas

POST_MAX = 3000
ENOUGH_WORDS = 4
HASHTAGS = 5
HOOK_MAX = 180
PARAGRAPH_SENTENCES = 2

# With a topic of at least two words, and without one.
QUESTIONS = {
    "en": ("What is your experience with {topic}?", "What would you add?"),
    "de": ("Was sind eure Erfahrungen mit {topic}?", "Was würdet ihr ergänzen?"),
    "fr": ("Quelle est votre expérience : {topic} ?", "Que souhaitez-vous ajouter ?"),
    "es": ("¿Qué experiencia tienes con este tema: {topic}?", "¿Qué añadirías?"),
}
DONE = "Arranged from your own notes, without AI. With a Gemini key, Easel can sharpen it too."
TOO_LITTLE = (
    "I work without AI at the moment, so I can only arrange what you give me. Send me your notes, "
    "a few facts or sentences, and I will set them as a post."
)
CONTRAST = re.compile(
    r"\b(?:not|never|without|instead|but|same|only|less|fewer|nicht|ohne|statt|nie|sans|pas|sin|no)\b",
    re.IGNORECASE,
)
TOKEN = re.compile(r"\S+\s*|\s+")


class OfflineAssistant(Assistant):
    label = "Offline drafting, no AI"
    uses_ai = False

    def reply(self, context: Context) -> Iterator[ReplyEvent]:
        notes = read_notes(context.turns[-1].text if context.turns else "")
        if len(content_words(notes.text)) < ENOUGH_WORDS:
            yield Talk(TOO_LITTLE)
            return
        post = write_post(notes)
        for piece in TOKEN.findall(post):
            yield Write(piece)
        yield Talk(DONE)
        yield Suggest(suggest_ideas(post))


def write_post(notes: Notes) -> str:
    """Hook, statements, points, question, hashtags; cut at whole blocks to LinkedIn's length."""
    hook = _hook(notes)
    statements = [_sentence(each) for each in notes.statements if each != hook]
    points = [f"• {_capitalised(each)}" for each in notes.points if each != hook]
    topics = analyse(notes.text).terms[:HASHTAGS]
    blocks = [
        _sentence(hook),
        *(
            " ".join(statements[i : i + PARAGRAPH_SENTENCES])
            for i in range(0, len(statements), PARAGRAPH_SENTENCES)
        ),
        "\n".join(points),
    ]
    ending = [" ".join(_hashtag(term) for term in topics)]
    if not any(each.endswith("?") for each in statements[-1:]):
        ending.insert(0, _question(notes.language, topics))
    room = POST_MAX - sum(len(block) + 2 for block in ending)
    kept: list[str] = []
    for block in filter(None, blocks):
        room -= len(block) + 2
        if room < 0 and kept:
            break
        kept.append(block[:POST_MAX])
    return "\n\n".join([*kept, *filter(None, ending)])[:POST_MAX]


def _hook(notes: Notes) -> str:
    """The statement with the most to it: a number, a contrast, few words; the first of equals."""
    candidates = [each for each in (*notes.statements, *notes.points) if not each.endswith("?")]
    return max(candidates or (*notes.statements, *notes.points), key=_weight)


def _question(language: str, topics: Sequence[str]) -> str:
    about, plain = QUESTIONS[language]
    named = next((topic for topic in topics if " " in topic), None)
    return about.format(topic=named) if named else plain


def _weight(text: str) -> int:
    has_number = bool(re.search(r"\d", text))
    has_contrast = bool(CONTRAST.search(text))
    return 3 * has_number + 2 * has_contrast + (len(text) <= HOOK_MAX) + (len(text.split()) > 2)


def _sentence(text: str) -> str:
    text = _capitalised(text.strip())
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hashtag(term: str) -> str:
    return "#" + "".join(_capitalised(word) for word in re.findall(r"\w+", term))
