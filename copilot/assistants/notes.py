"""A person's notes taken apart: statements and points in their order, hashtags, language."""

import re
from dataclasses import dataclass

from copilot.assistants.requests import read_request
from copilot.assistants.sentences import sentences, unspliced
from imaging.prompts.words import function_words, language, words

_BULLET = re.compile(r"^\s*(?:[-*\u2022\u25aa\u2023\u2013\u2014]|\(?\d{1,2}[.)])\s+")
_HASHTAG = re.compile(r"(?<!\w)#[^\W\d_]\w*")
# Somebody who speaks in sentences; "Churn: 3.1%" is a fact with its name.
_SPEAKER = re.compile(r"^[A-ZÀ-Þ][\w.-]+(?: [A-ZÀ-Þ][\w.-]+)?: (?=[^\W\d](?:\S*\s+){3}\S)")
_ROW = re.compile(r"^\s*[^\s:.!?][^:.!?]{0,30}: [^!?\d]{0,25}\d[^!?]{0,25}$")
ROW_WORDS = 7
_SMALL_I = re.compile(r"(?<![\w.])i(?=['\u2019 ])")
FRAGMENT_WORDS = 7


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, or a point of a list, as it was written."""

    text: str
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """`items` in the order they came; `topic` is what the person said it is about, or empty."""

    language: str
    items: tuple[Item, ...]
    topic: str = ""
    hashtags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(item.text for item in self.items)


def read_notes(message: str) -> Notes:
    hashtags = tuple(dict.fromkeys(_HASHTAG.findall(message)))
    asked = read_request(_HASHTAG.sub("", message))
    items = [item for line in _cased(asked.material).splitlines() for item in _items(line)]
    if asked.topic and items and items[-1].text.endswith("?"):
        # The post will end with the person's own question, so the topic has no place there.
        items.insert(0, Item(asked.topic))
    return Notes(
        language=language(asked.material),
        items=tuple(_without_speakers(items)),
        topic=_bare(asked.topic),
        hashtags=hashtags,
    )


def content_words(text: str) -> list[str]:
    """The words and numbers that carry the subject, as they are written, once each."""
    empty = function_words(language(text))
    found: dict[str, str] = {}
    for word in words(text):
        if word.low not in empty and (len(word.low) > 2 or word.low.isdigit()):
            found.setdefault(word.low, text[word.start : word.end])
    return list(found.values())


def _cased(material: str) -> str:
    """English with its "I", where nobody has typed a capital."""
    typed_small = material.islower() and language(material) == "en"
    english = {"the", "my", "to", "was", "am"} & {word.low for word in words(material)}
    return _SMALL_I.sub("I", material) if typed_small and english else material


def _bare(topic: str) -> str:
    """Without "our new" before it, so that it can stand alone."""
    empty = function_words(language(topic))
    start = next((word.start for word in words(topic) if word.low not in empty), 0)
    return topic[start:]


def _items(line: str) -> list[Item]:
    if _BULLET.match(line):
        return _worded([Item(_BULLET.sub("", line).strip(" .;,"), is_point=True)])
    if _ROW.match(line) and len(line.split()) <= ROW_WORDS and len(sentences(line)) == 1:
        return _worded([Item(line.strip(" .;,"), is_point=True)])
    items: list[Item] = []
    for sentence in (each for told in sentences(line) for each in unspliced(told)):
        fragments = [each.strip(" .") for each in re.split(r"[,;] (?!\d)", sentence)]
        if len(fragments) > 2 and all(_is_note(each) for each in fragments):
            said = (re.sub(r"^(?:and|und|et|y) ", "", each) for each in fragments)
            items += [Item(each, is_point=True) for each in said]
        else:
            items.append(Item(sentence))
    return _worded(items)


def _is_note(fragment: str) -> bool:
    """Short and about something, as in "dock schedule on screens, robots that ask for help"."""
    return len(fragment.split()) <= FRAGMENT_WORDS and len(content_words(fragment)) > 1


def _worded(items: list[Item]) -> list[Item]:
    return [item for item in items if words(item.text)]


def _without_speakers(items: list[Item]) -> list[Item]:
    """A transcript names who speaks before each sentence; a post does not."""
    if sum(bool(_SPEAKER.match(item.text)) for item in items) < 2:
        return items
    return [Item(_SPEAKER.sub("", item.text), item.is_point) for item in items]
