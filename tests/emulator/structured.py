"""Answers that fit a request's JSON schema, about its post, in the lengths it asks for.

A schema says little of what a text is to be; the instruction does, in a line for each name:
`- prompt: 50 to 100 English words ...`, `- quote: ... copied exactly, two to ten of them`.
"""

import json
import random
import re
from collections.abc import Sequence
from typing import Any

from tests.emulator import material

_GUIDE = re.compile(r"^ *- (\w+): (.*(?:\n(?! *- ).*)*)", re.MULTILINE)
_LENGTH = re.compile(r"(\w+) to (\w+) (?:\w+ )?(words|characters)")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_IN_ITS_WORDS = re.compile(r"copied exactly|own words|named in the post")
_WHOLE_TEXT = re.compile(r"Answer with [^.]* alone, ([^.]*)\.")
_OPENINGS = ("More of", "Closer to", "Room around", "Softer light on", "Fewer things behind")
_SENTENCES = (
    "A calm scene tells of {0}, with one person at work in the middle.",
    "A wooden table by a tall window holds what {1} is made of.",
    "Soft morning light falls from the left and leaves long, quiet shadows.",
    "Deep blues and warm greys carry the scene, with a single touch of amber.",
    "The one focal point stands slightly right of the middle, in full focus.",
    "Behind it, far and blurred, others go about {0} at their own pace.",
    "The view is level and close, as if one had just walked in.",
    "Wide empty space on the left lets the eye rest before it finds {1}.",
    "Paper, glass and brushed metal give it a texture that feels real.",
    "Two hands meet over a map of {0}, and neither is in a hurry.",
    "The far end of a long corridor opens onto {1} and the evening sky.",
    "Thin lines lead from every edge towards what matters about {0}.",
)


def answer(body: dict[str, Any]) -> str | None:
    """The text of the default answer; None where the request leaves its form open."""
    config = body.get("generationConfig", {})
    schema = config.get("responseJsonSchema") or config.get("responseSchema")
    writer = _Writer(body)
    if schema:
        return json.dumps(writer.instance(schema), ensure_ascii=False)
    whole = _WHOLE_TEXT.search(material.instruction(body))
    return writer.text(whole[1], 0, "") if whole else None


class _Writer:
    """Writes the same for the same request, and something else for any other."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.said = material.last_words(body)
        self.post = material.post(body)
        self.guides = dict(_GUIDE.findall(material.instruction(body)))

    def instance(self, schema: dict[str, Any], name: str = "", index: int = 0) -> Any:
        """`name` is the property's, `index` the place in the innermost list."""
        if chosen := schema.get("enum") or [schema[key] for key in ("const",) if key in schema]:
            return chosen[index % len(chosen)]
        if options := schema.get("anyOf") or schema.get("oneOf"):
            return self.instance(options[0], name, index)
        kind = schema.get("type", "object")
        match str(kind[0] if isinstance(kind, list) else kind).lower():
            case "object":
                fields = schema.get("properties", {})
                return {key: self.instance(field, key, index) for key, field in fields.items()}
            case "array":
                count = int(schema.get("maxItems", max(3, int(schema.get("minItems", 0)))))
                return [self.instance(schema["items"], name, at) for at in range(count)]
            case "string":
                guide = self.guides.get(name) or schema.get("description", "")
                text = self.text(guide, index, name)
                return text[: int(schema.get("maxLength", len(text)))]
            case "integer" | "number":
                return schema.get("maximum", schema.get("minimum", 1))
            case "boolean":
                return True
            case _:
                return None

    def text(self, guide: str, index: int, name: str) -> str:
        """As a line of the instruction wants it: a quote, a few words, or sentences."""
        length = _LENGTH.search(guide)
        least, most = (_number(length[1]), _number(length[2])) if length else (1, 1)
        if _IN_ITS_WORDS.search(guide):
            return _quote(self.post, index, most if length else 3)
        about = material.topic(self.post)
        first, second = about[index % len(about)], about[(index + 1) % len(about)]
        if length and length[3] == "words" and most < 12:
            return f"{_OPENINGS[index % len(_OPENINGS)]} {first}"
        chosen = random.Random(f"{name} {index} {self.said}")
        sentences = chosen.sample(_SENTENCES, len(_SENTENCES))
        said = [sentence.format(first, second) for sentence in sentences]
        return _until(said, least, in_words=length is None or length[3] == "words")


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS.get(word, 1)


def _quote(post: str, index: int, most: int) -> str:
    """Words that stand together in the post, others for another index."""
    words = post.split()
    count = max(1, min(most, 4, len(words)))
    start = index * count % max(1, len(words) - count + 1)
    return " ".join(words[start : start + count])


def _until(sentences: Sequence[str], least: int, *, in_words: bool) -> str:
    """As many sentences as it takes to be long enough."""
    text = sentences[0]
    for sentence in sentences[1:]:
        if (len(text.split()) if in_words else len(text)) >= least:
            break
        text = f"{text} {sentence}"
    return text
