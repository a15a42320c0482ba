"""The options that a sentence names: "Do you prefer remote, hybrid or office work?"."""

import re

_CHOICE = re.compile(
    r"\b(?:prefer|choose|pick|bevorzugt|lieber|préférez-vous|préfères-tu|prefieres|preferís)\b:? "
    r"(?P<first>[^,.;:?!]+(?:, [^,.;:?!]+)*),? (?:or|oder|ou|o) (?P<last>[^,.;:?!]+)[?.!]*$",
    re.IGNORECASE,
)


def options_in(sentence: str) -> list[str]:
    """The options in their order; empty for a sentence that names none."""
    match = _CHOICE.search(sentence)
    return [*match["first"].split(", "), match["last"].strip()] if match else []
