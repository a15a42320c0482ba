"""What a request is about: the person's words in it, and the telling ones among them."""

import re
from typing import Any

STOP_WORDS = {
    "about", "after", "also", "because", "could", "from", "have", "into", "just", "like",
    "linkedin", "make", "please", "post", "should", "that", "their", "them", "then", "they",
    "this", "what", "when", "will", "with", "would", "write", "your",
}  # fmt: skip
_MARKED = re.compile(r"<(post|prompt)>\s*(\S.*?)\s*</\1>", re.DOTALL)


def last_words(body: dict[str, Any]) -> str:
    """The text of the last turn."""
    turns = body.get("contents") or [{}]
    return " ".join(part.get("text", "") for part in turns[-1].get("parts", []))


def instruction(body: dict[str, Any]) -> str:
    parts = (body.get("systemInstruction") or {}).get("parts", [])
    return "\n".join(part.get("text", "") for part in parts)


def post(body: dict[str, Any]) -> str:
    """What the last turn marks as the post, else as the prompt, else all of it."""
    said = last_words(body)
    marked = dict(_MARKED.findall(said))
    return str(marked.get("post") or marked.get("prompt") or said)


def topic(text: str) -> list[str]:
    """Up to six telling words, the last there are."""
    words = [word for word in re.findall(r"[^\W_]{4,}", text) if word.lower() not in STOP_WORDS]
    return list(dict.fromkeys(words))[-6:] or ["focus"]
