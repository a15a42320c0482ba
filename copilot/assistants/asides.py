"""Tells the post from what is said beside it, while both are still coming.

A model's text is the post, except for what stands between `<aside>` and `</aside>`, which it says
to the person. Once it goes on from its actions, it is the other way round: the text is said, and a
post stands between `<post>` and `</post>`. Tags may be cut anywhere between two chunks, and the
closing one may be missing.
"""

import re
from collections.abc import Iterator

from copilot.assistants.base import Talk, Write

TAG = re.compile(r"<(/?)(aside|post)>", re.IGNORECASE)
LONGEST_TAG = len("</aside>")


class AsideParser:
    """`post` is what was written so far, `said` whether there was anything at all."""

    def __init__(self, *, going_on: bool = False) -> None:
        self.post = ""
        self.said = False
        self._held = ""
        self._plainly_said = self._aside = going_on

    def feed(self, text: str) -> Iterator[Talk | Write]:
        """The events of a chunk; an end that may be the beginning of a tag is held back."""
        self._held += text
        while match := TAG.search(self._held):
            yield from self._event(self._held[: match.start()])
            self._held = self._held[match.end() :]
            if match[1]:
                self._aside = self._plainly_said
            else:
                self._aside = match[2].lower() == "aside"
        opening = self._held.rfind("<", -LONGEST_TAG)
        if opening == -1 or not _may_open_a_tag(self._held[opening:]):
            opening = len(self._held)
        yield from self._event(self._held[:opening])
        self._held = self._held[opening:]

    def end(self) -> Iterator[Talk | Write]:
        yield from self._event(self._held)
        self._held = ""

    def _event(self, text: str) -> Iterator[Talk | Write]:
        # The post begins with its first word, not with the line break after an aside.
        text = text if self._aside or self.post else text.lstrip()
        if not text:
            return
        self.said = True
        if self._aside:
            yield Talk(text)
        else:
            self.post += text
            yield Write(text)


def _may_open_a_tag(text: str) -> bool:
    low = text.lower()
    return any(tag.startswith(low) for tag in ("<aside>", "</aside>", "<post>", "</post>"))
