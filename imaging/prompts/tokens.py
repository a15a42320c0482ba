"""How long a prompt is to a model whose tokenizer cannot be had: counted rather too high.

Subword tokenizers make about one token of four letters of English. Here a token is taken for every
three letters of a word, two of a long one, for every digit and sign, and for every byte of a
character that may be spelled out in bytes. Real counts came out below this for prose in Latin,
Cyrillic, Greek, Arabic and East Asian scripts; random letters can exceed it.
"""

import math
import re

_PIECE = re.compile(r"[A-Za-z]+|\n|[^\sA-Za-z]")
_LONG_WORD = 12
_LAST_TWO_BYTE = 0x7FF


def estimate_tokens(text: str) -> int:
    """Tokens of the text, an upper estimate; 0 for nothing."""
    return sum(_piece_tokens(piece) for piece in _PIECE.findall(text))


def _piece_tokens(piece: str) -> int:
    if piece.isascii():
        return math.ceil(len(piece) / (3 if len(piece) <= _LONG_WORD else 2))
    if piece.isalpha() and ord(piece) <= _LAST_TWO_BYTE:
        return 1
    return len(piece.encode("utf-8", "surrogatepass"))
