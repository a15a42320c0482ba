"""What notes are about, in their own words: terms, and hashtags of them."""

import re
from functools import cache

from copilot.assistants.data import table
from copilot.assistants.notes import Notes, content_words
from copilot.assistants.stated_names import names_somebody, words_of_persons
from imaging.prompts.analysis import analyse
from imaging.prompts.data import table as prompts_table

HASHTAGS_MIN, HASHTAGS_MAX = 3, 5
PHRASE_WORDS = 3
SINGLE_LETTERS = 4
_ADJECTIVE = re.compile(r"[^\W\d_]{2}e[nrms]?$")
# Endings of verbs and adverbs; nouns end so too, and are found as terms.
_NO_NOUN = re.compile(r"(?:ed|ly|ió|aron|ieron)$")


def hashtags(notes: Notes) -> list[str]:
    """The person's own first, then phrases, then single words while there are too few.

    Rather fewer than weak ones, and none of somebody's name.
    """
    found = terms(notes)
    phrases = [term for term in found if 1 <= term.count(" ") < PHRASE_WORDS]
    if notes.topic and notes.topic.count(" ") < PHRASE_WORDS:
        phrases.insert(0, notes.topic)
    tags = [*notes.hashtags, *map(_hashtag, phrases)][:HASHTAGS_MAX]
    singles = (term for term in found if " " not in term)
    rest = (word for word in content_words(notes.text) if _is_noun(word, notes))
    for word in (*singles, *rest):
        if len(tags) >= HASHTAGS_MIN:
            break
        is_new = not any(word.casefold() in tag.casefold() for tag in tags)
        if is_new and _stands_alone(word, notes):
            tags.append(_hashtag(word))
    return list(dict.fromkeys(tags))


def terms(notes: Notes) -> list[str]:
    """What the text is about, in German nouns only; nobody's name, and no units of time."""
    persons = words_of_persons(notes.text)
    found = [
        term
        for term in analyse(notes.text).terms
        if not names_somebody(term)
        and persons.isdisjoint(term.casefold().split())
        and _verbs().isdisjoint(_ends(term))
    ]
    if notes.language == "de":
        found = [term for term in found if _is_german_noun(term)]
    return [term for term in found if term.casefold() not in _units()]


def _ends(phrase: str) -> set[str]:
    """Its first and last word where it has several; a single one may be a noun as well."""
    first, *rest = phrase.casefold().split()
    return {first, *({rest[-1]} - _nouns())} if rest else set()


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stands_alone(word: str, notes: Notes) -> bool:
    """Whether a single word names a subject."""
    low = word.casefold()
    long = len(word) >= SINGLE_LETTERS or (word.isupper() and len(word) > 1)
    named = low in words_of_persons(notes.text) or f"@{low}" in notes.text.casefold()
    return word.isalpha() and long and not named and low not in _weak() | _verbs() | _units()


def _is_noun(word: str, notes: Notes) -> bool:
    """As far as its form tells. In German a capital does, but not where a sentence begins."""
    if notes.language == "de" and not notes.text.islower():
        return bool(re.search(rf"(?<=[\w,] ){re.escape(word)}\b", notes.text)) and word[0].isupper()
    return not _NO_NOUN.search(word)


def _is_german_noun(term: str) -> bool:
    """A noun, with adjectives before it or none; in "Koch heißt Emil" stands a verb."""
    *before, noun = term.split()
    described = all(word[0].isupper() or _ADJECTIVE.search(word) for word in before)
    return noun[0].isupper() and described


def _hashtag(term: str) -> str:
    return "#" + "".join(capitalised(word) for word in re.findall(r"\w+", term))


@cache
def _units() -> frozenset[str]:
    units = prompts_table("quantities")["durations"]
    return frozenset(word for unit in units for word in unit["words"].split())


@cache
def _weak() -> frozenset[str]:
    general = re.findall(r"[^\s,]+", prompts_table("verbs")["general"])
    return frozenset((*table("topics")["weak"].split(), *general))


@cache
def _verbs() -> frozenset[str]:
    listed = re.findall(r"[^\s,]+", prompts_table("verbs")["words"])
    return frozenset((*listed, *table("topics")["verbs"].split()))


@cache
def _nouns() -> frozenset[str]:
    """Those that end a name as well: "remote work"."""
    return frozenset(re.findall(r"[^\s,]+", prompts_table("verbs")["nouns"]))
