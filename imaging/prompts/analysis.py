"""What a post is about, who it is for and what for, read locally from its own words."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from imaging.prompts import world
from imaging.prompts.data import table
from imaging.prompts.figures import Figure, figures
from imaging.prompts.vocabulary import Vocabulary, listed
from imaging.prompts.words import Word, base_forms, function_words, language, words

if TYPE_CHECKING:
    from yake import KeywordExtractor

UNKNOWN = "unknown"
THEMES_MAX = 3
VISUAL_ELEMENTS_MAX = 4
TERMS_MAX = 8
PHRASE_CHARS_MAX = 40
TERM_CHARS_MIN = 5
_JOINTS = frozenset(("of", "de", "du", "des", "del", "la"))
_FRENCH_VERBS = ("ent", "és", "ées", "er")

STRONG, FAIR = 3, 1
# One strong word, or three fair ones; and clearly more than any other industry has.
ENOUGH = 3
LEAD = 1.25

PURPOSES = (
    "educational", "thought_leadership", "personal_story", "industry_news", "company_update",
    "poll", UNKNOWN,
)  # fmt: skip
ANYBODY = "Professionals of every field"
# Words of somebody's own, and of a company's own.
_MINE = frozenset(("i", "my", "me", "i've", "i'm", "ich", "mein", "meine", "je", "mon", "mi"))
_OURS = frozenset(("we", "our", "we've", "wir", "unser", "unsere", "nous", "notre", "nuestra"))
_OPTIONS = re.compile(
    r"(?:^|\s)(?:a\)|1\ufe0f?\u20e3).+?\s(?:b\)|2\ufe0f?\u20e3)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Analysis:
    """`industry` is a key of the industries or `unknown`; `themes` and `terms` stand in the text.

    `terms` are fit for hashtags, best first. `visual_elements` are things and places that the post
    names, as a picture shows them; `audience` is who it speaks to, in a few words; `purpose` is one
    of `PURPOSES`.
    """

    language: str
    themes: tuple[str, ...]
    industry: str
    tone: str
    figures: tuple[Figure, ...]
    terms: tuple[str, ...]
    visual_elements: tuple[str, ...]
    audience: str
    purpose: str


def analyse(content: str) -> Analysis:
    """Never fails, whatever the text; the first call in a process loads the key-phrase library."""
    code = language(content)
    found = words(content)
    phrases = key_phrases(content, code)
    industry = _industry(found, code)
    return Analysis(
        language=code,
        themes=phrases[:THEMES_MAX],
        industry=industry,
        tone=_tone(content, found),
        figures=figures(content),
        terms=_terms(phrases, found, code),
        visual_elements=_visual_elements(found, code),
        audience=_audience(found, code, industry),
        purpose=_purpose(content, found, code),
    )


def industry_name(key: str) -> str:
    return str(table("industries")[key]["name"]) if key != UNKNOWN else UNKNOWN


def key_phrases(content: str, code: str) -> tuple[str, ...]:
    """Phrases of one to three words as they stand in the text, best first, none within another."""
    idle = function_words(code) | function_words("en") | _verbs()
    phrases: list[str] = []
    for phrase, _ in _extractor(code).extract_keywords(content):
        parts = [word.low for word in words(phrase)]
        if not parts or len(phrase) > PHRASE_CHARS_MAX or len("".join(parts)) < 4:
            continue
        if idle & {parts[0], parts[-1]} or not _is_a_name(phrase, parts, code):
            continue
        if any(set(parts) & {word.low for word in words(kept)} for kept in phrases):
            continue
        if as_written := _as_written(phrase, content, function_words(code)):
            phrases.append(as_written)
    return tuple(phrases)


def _as_written(phrase: str, content: str, idle: frozenset[str]) -> str:
    """The phrase as it stands in the text, with a noun that ends it; "" where it breaks off."""
    match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)(?P<more> \w+)?", content, re.IGNORECASE)
    if match is None:
        return ""
    more = (match["more"] or "").strip().casefold()
    if more in _nouns():
        return content[match.start() : match.end()]
    breaks_off = bool(more) and more not in idle and bool(_JOINTS & set(phrase.split()))
    return "" if breaks_off else content[match.start() : match.start() + len(phrase)]


def _is_a_name(phrase: str, parts: list[str], code: str) -> bool:
    """Whether a phrase may name something: no verb in it, joined by nothing but "of"."""
    idle = function_words(code) | function_words("en")
    if any(part in idle and part not in _JOINTS for part in parts):
        return False
    # "Remote work" is a name, though "work" alone is more often a verb.
    told = parts[:-1] if len(parts) > 1 and parts[-1] in _nouns() else parts
    if any(form in _verbs() for part in told for form in base_forms(part)):
        return False
    if code == "de":
        return phrase.rsplit(maxsplit=1)[-1][:1].isupper()
    return not (code == "fr" and len(parts) > 1 and parts[-1].endswith(_FRENCH_VERBS))


@cache
def _extractor(code: str) -> "KeywordExtractor":
    # Imported here: it takes most of a second, and only workers need it.
    from yake import KeywordExtractor

    return KeywordExtractor(lan=code, n=3, top=30, dedupLim=0.9)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(listed(table("verbs")["words"]))


@cache
def _nouns() -> frozenset[str]:
    return frozenset(listed(table("verbs")["nouns"]))


@cache
def _evidence() -> dict[str, tuple[Vocabulary, int]]:
    industries = table("industries")
    return {
        strength: (
            Vocabulary({key: listed(entry[strength]) for key, entry in industries.items()}),
            weight,
        )
        for strength, weight in (("strong", STRONG), ("fair", FAIR))
    }


def _industry(found: tuple[Word, ...], code: str) -> str:
    scores: Counter[str] = Counter()
    for vocabulary, weight in _evidence().values():
        # A word said ten times is little more evidence than one said twice.
        said: Counter[tuple[str, str]] = Counter()
        for hit in vocabulary.find(found, language=code):
            said[hit.key, hit.word] += 1
        for (key, _), times in said.items():
            scores[key] += weight * min(times, 2)
    if not scores:
        return UNKNOWN
    (best, most), *others = scores.most_common(2)
    runner_up = others[0][1] if others else 0
    return best if most >= ENOUGH and most >= runner_up * LEAD else UNKNOWN


@cache
def _tones() -> Vocabulary:
    return Vocabulary({tone: listed(said) for tone, said in table("tones").items()})


def _tone(content: str, found: tuple[Word, ...]) -> str:
    scores = Counter(hit.key for hit in _tones().find(found))
    scores["friendly"] += content.count("!")
    scores["conversational"] += sum("'" in word.low for word in found) // 2
    (best, most), *_ = scores.most_common(1)
    return best if most >= 2 else "professional"


def _terms(phrases: tuple[str, ...], found: tuple[Word, ...], code: str) -> tuple[str, ...]:
    idle = function_words(code) | _verbs()
    singles = Counter(
        word.low
        for word in found
        if word.low.isalpha()
        and len(word.low) >= TERM_CHARS_MIN
        and not idle.intersection(base_forms(word.low))
    )
    known = {word.low for phrase in phrases for word in words(phrase)}
    rest = [single for single, _ in singles.most_common() if single not in known]
    return tuple([*phrases, *rest][:TERMS_MAX])


def _visual_elements(found: tuple[Word, ...], code: str) -> tuple[str, ...]:
    things = [world.things()[hit.key].label for hit in world.named("things", found, code)]
    places = [world.places()[hit.key].label.lower() for hit in world.named("places", found, code)]
    # A place is worth one of them, at the end, so that the picture knows where it is.
    return (*things[: VISUAL_ELEMENTS_MAX - bool(places)], *places[:1])


@cache
def _audiences() -> Vocabulary:
    return Vocabulary({name: listed(said) for name, said in table("audiences").items()})


def _audience(found: tuple[Word, ...], code: str, industry: str) -> str:
    said = {(hit.key, hit.word) for hit in _audiences().find(found, language=code)}
    if said:
        return Counter(name for name, _ in sorted(said)).most_common(1)[0][0]
    return f"People in {industry_name(industry).lower()}" if industry != UNKNOWN else ANYBODY


@cache
def _purposes() -> Vocabulary:
    return Vocabulary({key: listed(said) for key, said in table("purposes").items()})


def _purpose(content: str, found: tuple[Word, ...], code: str) -> str:
    """A poll where there are options to choose from; else what most is said for."""
    if _OPTIONS.search(content):
        return "poll"
    said = {(hit.key, hit.word) for hit in _purposes().find(found, language=code)}
    scores = Counter(key for key, _ in sorted(said))
    for key, own in (("personal_story", _MINE), ("company_update", _OURS)):
        if times := sum(word.low in own for word in found) // 2:
            scores[key] += min(times, 3)
    best, most = max(scores.items(), key=lambda each: each[1], default=(UNKNOWN, 0))
    return best if most else UNKNOWN
