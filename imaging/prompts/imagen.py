"""A prompt rewritten for Imagen, which takes plain descriptions of at most 480 tokens.

What was written for Gemini goes: Markdown, "generate an image of", ratios and sizes, preambles that
give a role. What makes a picture fit for LinkedIn comes: a professional finish, and a sentence for
the post's context. Where it is too long, the middle goes, so that the subject, which comes first,
and the finish, which comes last, always stay.
"""

import re
from collections.abc import Iterable

from imaging.prompts.tokens import estimate_tokens

MAX_TOKENS = 480

PROFESSIONAL = (
    "Professional image for a LinkedIn post, polished and credible, clean composition with one "
    "focal point, balanced natural light, no text, no logos, no watermarks."
)

# Whole words that are evidence of a context, and what is then added.
CONTEXTS: dict[str, tuple[str, str]] = {
    "technology": (
        (
            "ai algorithm api app apps automation cloud code coding computer cybersecurity "
            "developer developers devops digital engineering hardware innovation internet machine "
            "robot robots robotics saas software startup tech technology"
        ),
        "Modern technology setting, precise shapes, cool blue and white tones.",
    ),
    "healthcare": (
        (
            "care clinic clinical doctor doctors health healthcare hospital hospitals medical "
            "medicine nurse nurses patient patients pharma therapy wellbeing wellness"
        ),
        "Bright and calm healthcare setting, clean surfaces, reassuring soft light.",
    ),
    "finance": (
        (
            "accounting bank banking banks budget capital cash credit finance financial fintech "
            "fund funding investment investments investor investors money pricing tax"
        ),
        "Confident financial setting, orderly lines, deep blue and slate tones.",
    ),
    "education": (
        (
            "classroom coach coaching course courses education learn learning lesson lessons "
            "mentor mentoring school schools student students teach teacher teachers teaching "
            "training university workshop"
        ),
        "Inviting place of learning, warm daylight, a sense of curiosity and progress.",
    ),
    "data": (
        (
            "analysis analytics benchmark chart charts dashboard data dataset graph kpi kpis "
            "metric metrics numbers percent statistics survey trend trends"
        ),
        "Abstract shapes that suggest data and flow, clear hierarchy, without figures or labels.",
    ),
    "people": (
        (
            "colleague colleagues collaboration culture diversity employee employees hiring "
            "inclusion interview leader leaders leadership manager managers onboarding people "
            "recruiting remote team teams teamwork"
        ),
        "Authentic people at work, natural expressions, diverse and respectful.",
    ),
    "business": (
        (
            "b2b brand business client clients company corporate customer customers enterprise "
            "entrepreneur growth market marketing meeting negotiation office partnership product "
            "retail sales service strategy"
        ),
        "Contemporary business setting, tidy and open, blues, greys and whites.",
    ),
}

_EVIDENCE = {name: frozenset(words.split()) for name, (words, _) in CONTEXTS.items()}

_SUBJECT_FIRST = re.compile(
    r"^\s*(?:please\s+)?(?:can you\s+|could you\s+|i want you to\s+|i need you to\s+)?"
    r"(?:generate|create|make|draw|design|produce|render|paint|show)\s+(?:me\s+|us\s+)?"
    r"(?:an?|the|one)?\s*(?:[\w-]+\s+){0,3}?"
    r"(?:image|picture|photo|photograph|illustration|visual|graphic)\s*"
    r"(?:of|showing|depicting|that shows|with|for)?\s*:?\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*(?:image\s+)?(?:prompt|description|system|user|assistant|instructions?|task|role|subject)"
    r"\s*:\s*",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"^\s*(?:you are|you're|act as|acting as|as an? (?:ai|expert|assistant|designer|artist)"
    r"|your (?:task|role|job|goal) is|follow these|ignore (?:all|any|previous)"
    r"|(?:respond|reply|answer|output) (?:only|with)|return only)\b",
    re.IGNORECASE,
)
_RATIOS = r"\b(?:1:1|1:4|1:8|2:3|3:2|3:4|4:1|4:3|4:5|5:4|8:1|9:16|16:9|21:9|1[.]91:1)\b"
_PIXELS = r"\b\d{3,5}\s?[x\u00d7]\s?\d{3,5}\b"
_SIZE_CLASS = r"\b[1248]K\b(?=\s*(?:resolution|quality|size|image|$|[,.;]))"
_MEASURE = r"(?:\b(?:aspect[ -]ratio|ratio|resolution|image size|dimensions?|size)\b)"
_GEOMETRY = re.compile(
    rf"(?:,?\s*\b(?:in|at|with|use|using|as|of)\b)?(?:\s+an?\b)?\s*"
    rf"(?:{_MEASURE}\s*(?:\b(?:of|is)\b|:|=)?\s*)?"
    rf"(?:{_RATIOS}|{_PIXELS}|{_SIZE_CLASS})"
    rf"(?:\s*(?:px\b|pixels?\b|format\b|quality\b|{_MEASURE}))*",
    re.IGNORECASE,
)
_MARKDOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"```\w*"), " "),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^\s{0,3}(?:#{1,6}|>|[-*+•]|\d{1,2}[.)])\s+", re.MULTILINE), ""),
    (re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__|~~|`|\*)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"</?[a-z][^>]*>", re.IGNORECASE), ""),
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")  # noqa: RUF001 - these are meant
_LOOSE_SIGNS = re.compile(r"[\s,;:]+([,.!?;:])")
_WORD = re.compile(r"[^\W_]+")
# Scripts that set no spaces: each character may end a line, so each counts as a word.
_UNSPACED = re.compile(r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])")


def imagen_prompt(prompt: str, content: str = "") -> str:
    """The prompt for Imagen, at most `MAX_TOKENS` by `estimate_tokens`; `content` is the post."""
    sentences = _plain_sentences(prompt) or _plain_sentences(content)
    finish = " ".join(filter(None, (PROFESSIONAL, _enhancement(f"{prompt} {content}"))))
    kept = _fit(sentences, MAX_TOKENS - estimate_tokens(finish))
    return " ".join([*kept, finish])


def context_of(text: str) -> str:
    """The context with the most different words in the text, the first of equals; "" for none."""
    words = {word.lower() for word in _WORD.findall(text)}
    evidence = {name: len(words & known) for name, known in _EVIDENCE.items()}
    best = max(evidence, key=lambda name: evidence[name])
    return best if evidence[best] else ""


def _enhancement(text: str) -> str:
    context = context_of(text)
    return CONTEXTS[context][1] if context else ""


def _plain_sentences(text: str) -> list[str]:
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    cleaned = (_plain(sentence) for sentence in _SENTENCE_END.split(text))
    return [sentence for sentence in cleaned if _WORD.search(sentence)]


def _plain(sentence: str) -> str:
    sentence = _LABEL.sub("", sentence)
    if _PREAMBLE.match(sentence):
        return ""
    sentence = _GEOMETRY.sub("", _SUBJECT_FIRST.sub("", sentence))
    sentence = _LOOSE_SIGNS.sub(r"\1", " ".join(sentence.split()))
    sentence = sentence.strip(" ,;:-")
    if not sentence:
        return ""
    return sentence if sentence[-1] in ".!?…。！？" else f"{sentence}."  # noqa: RUF001


def _fit(sentences: list[str], budget: int) -> list[str]:
    """The sentences from the start while they fit; of the first one as many words as fit."""
    kept: list[str] = []
    for sentence in sentences:
        cost = estimate_tokens(sentence)
        if cost > budget:
            break
        kept.append(sentence)
        budget -= cost
    if not kept and sentences:
        words = _whole_words(sentences[0], budget - 1)
        return [f"{words.rstrip(' ,;:')}."] if words else []
    return kept


def _whole_words(sentence: str, budget: int) -> str:
    """As many words as fit, none of them cut; a word that is too long by itself is left out."""
    kept: list[str] = []
    for word in _words(sentence):
        cost = estimate_tokens(word)
        if cost <= budget:
            kept.append(word)
            budget -= cost
        elif kept:
            break
    return "".join(kept).strip()


def _words(sentence: str) -> Iterable[str]:
    for piece in re.findall(r"\S+\s*", sentence):
        yield from (part for part in _UNSPACED.split(piece) if part)
