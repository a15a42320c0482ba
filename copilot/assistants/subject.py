"""Whether two posts are about the same thing."""

from copilot.assistants.notes import content_words
from imaging.prompts.words import language

# A post that is only reworded keeps its names, numbers and nouns; this share of them is enough.
SHARED = 0.2


def same_subject(before: str, after: str) -> bool:
    """Judged by the words that carry the subject; in doubt, as in a translation, it is the same."""
    if language(before) != language(after):
        return True
    one, other = ({word.casefold() for word in content_words(text)} for text in (before, after))
    fewer = min(len(one), len(other))
    return not fewer or len(one & other) >= SHARED * fewer
