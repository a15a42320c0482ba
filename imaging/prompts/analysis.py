"""What a post is about, read locally: themes, industry, tone, figures, words for hashtags."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from imaging.prompts.data import table
from imaging.prompts.figures import Figure, figures
from imaging.prompts.vocabulary import Vocabulary, listed
from imaging.prompts.words import Word, base_forms, function_words, language, words

if TYPE_CHECKING:
    from yake import KeywordExtractor

UNKNOWN = "unknown"
THEMES_MAX = 3
TERMS_MAX = 8
PHRASE_CHARS_MAX = 40
TERM_CHARS_MIN = 5
_JOINTS = frozenset(("of", "de", "du", "des", "del", "la"))
_FRENCH_VERBS = ("ent", "és", "ées", "er")

STRONG, FAIR = 3, 1
# One strong word, or three fair ones; and clearly more than any other industry has.
ENOUGH = 3
LEAD = 1.25


@dataclass(frozen=True, slots=True)
class Analysis:
    """`industry` is a key of the industries or `unknown`; `themes` and `terms` stand in the text.

    `terms` are fit for hashtags, best first.
    """

    language: str
    themes: tuple[str, ...]
    industry: str
    tone: str
    figures: tuple[Figure, ...]
    terms: tuple[str, ...]


def analyse(content: str) -> Analysis:
    """Never fails, whatever the text; the first call in a process loads the key-phrase library."""
    code = language(content)
    found = words(content)
    phrases = key_phrases(content, code)
    return Analysis(
        language=code,
        themes=phrases[:THEMES_MAX],
        industry=_industry(found, code),
        tone=_tone(content, found),
        figures=figures(content),
        terms=_terms(phrases, found, code),
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
