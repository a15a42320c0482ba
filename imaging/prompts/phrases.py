"""Key phrases of a text, in its own words."""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from imaging.prompts.data import table
from imaging.prompts.vocabulary import listed
from imaging.prompts.words import Word, base_forms, function_words, words

if TYPE_CHECKING:
    from yake import KeywordExtractor

TERMS_MAX = 8
PHRASE_CHARS_MAX = 40
TERM_CHARS_MIN = 5
_JOINTS = frozenset(("of", "de", "du", "des", "del", "la"))
VERB_CHARS_MIN = 4
_VERB_ENDINGS = {
    "fr": ("ent", "és", "ées", "er", "ez", "rait"),
    "es": (
        "amos", "emos", "imos", "aron", "ieron", "ando", "iendo", "aban", "ían", "ía", "ó", "é",
        "ado", "ido",
    ),
}  # fmt: skip


def key_phrases(content: str, code: str) -> tuple[str, ...]:
    """Phrases of one to three words as they stand in the text, best first, none within another."""
    idle = function_words(code) | function_words("en") | _verbs()
    phrases: list[str] = []
    kept: set[str] = set()
    for phrase, _ in _extractor(code).extract_keywords(content):
        parts = [word.low for word in words(phrase)]
        if not parts or len(phrase) > PHRASE_CHARS_MAX or len("".join(parts)) < 4:
            continue
        if idle & {parts[0], parts[-1]} or not _is_a_name(phrase, parts, code):
            continue
        forms = {form for part in parts for form in base_forms(part, code)} - _JOINTS
        if forms & kept:
            continue
        if as_written := _as_written(phrase, content, function_words(code)):
            phrases.append(as_written)
            kept |= forms
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
    if parts[-1] in _general() or (len(parts) == 1 and set(base_forms(parts[0])) & _general()):
        return False
    # "Label lowered" and "requested" end in what happened, not in what it happened to.
    if code == "en" and parts[-1].endswith(("ed", "ly")) and parts[-1] not in _nouns():
        return False
    if code == "de":
        return phrase.rsplit(maxsplit=1)[-1][:1].isupper()
    endings = _VERB_ENDINGS.get(code, ())
    return not any(len(part) > VERB_CHARS_MIN and part.endswith(endings) for part in parts)


@cache
def _extractor(code: str) -> "KeywordExtractor":
    # Imported here: it takes most of a second, and only workers need it.
    from yake import KeywordExtractor

    return KeywordExtractor(lan=code, n=3, top=30, dedupLim=0.9)


@cache
def _verbs() -> frozenset[str]:
    verbs = table("verbs")
    return frozenset(listed(verbs["words"])) | frozenset(listed(verbs["plain"]))


@cache
def _general() -> frozenset[str]:
    return frozenset(listed(table("verbs")["general"]))


@cache
def _nouns() -> frozenset[str]:
    return frozenset(listed(table("verbs")["nouns"]))


def hashtag_terms(phrases: tuple[str, ...], found: tuple[Word, ...], code: str) -> tuple[str, ...]:
    """The phrases, and single words said most, that would do as a hashtag; best first."""
    idle = function_words(code) | _verbs() | _general()
    singles = Counter(
        word.low
        for word in found
        if word.low.isalpha()
        and len(word.low) >= TERM_CHARS_MIN
        and not idle.intersection(base_forms(word.low))
        and _is_a_name(word.low.capitalize(), [word.low], code)
    )
    known = {word.low for phrase in phrases for word in words(phrase)}
    rest = [single for single, _ in singles.most_common() if single not in known]
    return tuple([*phrases, *rest][:TERMS_MAX])
