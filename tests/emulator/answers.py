"""Bodies of answers in Gemini's and Imagen's JSON."""

import base64
import json
from collections.abc import Iterator, Sequence
from typing import Any

from tests.emulator import material, pictures, structured
from tests.emulator.behaviours import Behaviour, Part

TOKENS = {"1K": 1120, "2K": 1680, "4K": 2520}
SIGNATURE = base64.b64encode(b"signed by the emulator").decode()
BLANK = "\0PICTURE\0"


def image_config(body: dict[str, Any]) -> tuple[str, str]:
    """Ratio and size class as asked for, with the defaults of the real service."""
    config = body.get("generationConfig", {}).get("imageConfig", {})
    return config.get("aspectRatio", "1:1"), config.get("imageSize", "1K")


def image_pieces(model: str, body: dict[str, Any], *, noisy: bool, with_usage: bool) -> list[bytes]:
    """The default image answer; the big piece is cached, so sixteen at once cost little."""
    ratio, size = image_config(body)
    head, tail = pictures.unique_base64(pictures.size_of(ratio, size), noisy)
    part = {"inlineData": {"mimeType": "image/png", "data": BLANK}}
    metadata = usage(TOKENS.get(size, 1120), image=True) if with_usage else None
    answer = candidate_answer(model, [part], "STOP", metadata)
    before, after = json.dumps(answer).encode().split(json.dumps(BLANK)[1:-1].encode())
    return [before, head, tail, after]


def candidate_answer(
    model: str,
    parts: Sequence[Part],
    finish_reason: str,
    metadata: dict[str, Any] | None = None,
) -> dict[str, Any]:
    candidate: dict[str, Any] = {"index": 0}
    if parts:
        candidate["content"] = {"role": "model", "parts": list(parts)}
    if finish_reason:
        candidate["finishReason"] = finish_reason
    answer = {
        "candidates": [candidate],
        "modelVersion": model,
        "responseId": "emulated",
    }
    return answer | ({"usageMetadata": metadata} if metadata else {})


def usage(tokens: int, *, image: bool) -> dict[str, Any]:
    modality = "IMAGE" if image else "TEXT"
    return {
        "promptTokenCount": 60,
        "candidatesTokenCount": tokens,
        "totalTokenCount": tokens + 60,
        "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 60}],
        "candidatesTokensDetails": [{"modality": modality, "tokenCount": tokens}],
    }


def blocked_answer(model: str, reason: str) -> dict[str, Any]:
    return {
        "promptFeedback": {"blockReason": reason},
        "usageMetadata": {"promptTokenCount": 60, "totalTokenCount": 60},
        "modelVersion": model,
        "responseId": "emulated",
    }


def scripted_answer(model: str, body: dict[str, Any], behaviour: Behaviour) -> dict[str, Any]:
    """All scripted chunks as one answer, for calls that do not stream."""
    if behaviour.block_reason:
        return blocked_answer(model, behaviour.block_reason)
    parts = [part for chunk in behaviour.chunks or [] for part in resolve(chunk, body)]
    has_image = any("inlineData" in part for part in parts)
    tokens = TOKENS.get(image_config(body)[1], 1120) if has_image else 25
    return candidate_answer(model, parts, behaviour.finish_reason, usage(tokens, image=has_image))


def stream(model: str, body: dict[str, Any], behaviour: Behaviour) -> Iterator[dict[str, Any]]:
    """The answers of a stream, one a chunk; the finish reason and usage come with the last."""
    if behaviour.block_reason:
        yield blocked_answer(model, behaviour.block_reason)
        return
    chunks = list(behaviour.chunks) if behaviour.chunks is not None else default_chunks(body)
    for number, chunk in enumerate(chunks, 1):
        parts = resolve(chunk, body)
        if number < len(chunks) or behaviour.drop:
            yield candidate_answer(model, parts, "")
        else:
            yield candidate_answer(model, parts, behaviour.finish_reason, usage(180, image=False))


def resolve(parts: Sequence[Part], body: dict[str, Any]) -> list[Part]:
    """Pictures made real, in the size that was asked for; the first call signed."""
    made = [_with_picture(part, body) if "_picture" in part else part for part in parts]
    first = next((part for part in made if "functionCall" in part), None)
    return [{"thoughtSignature": SIGNATURE, **part} if part is first else part for part in made]


def is_unsigned(body: dict[str, Any]) -> bool:
    """Whether a call since the person's last words has come back without its signature."""
    since: list[list[Part]] = []
    for turn in body.get("contents") or []:
        parts = turn.get("parts", [])
        if turn.get("role") == "user" and any("text" in part for part in parts):
            since = []
        since.append(parts)
    firsts = [next((part for part in parts if "functionCall" in part), None) for parts in since]
    return any(first is not None and "thoughtSignature" not in first for first in firsts)


def _with_picture(part: Part, body: dict[str, Any]) -> Part:
    kind = part["_picture"]
    png = pictures.unique_png(pictures.size_of(*image_config(body)))
    data = {
        "png": png,
        "truncated": png[: len(png) // 2],
        "not_an_image": b"<html>This is no image.</html>",
        "bomb": pictures.bomb(),
        "bad_base64": b"",
        "empty": b"",
    }[kind]
    encoded = "%%% no base64 %%%" if kind == "bad_base64" else base64.b64encode(data).decode()
    rest = {key: value for key, value in part.items() if key != "_picture"}
    return {"inlineData": {"mimeType": "image/png", "data": encoded}} | rest


def predictions(body: dict[str, Any], behaviour: Behaviour) -> dict[str, Any]:
    """Imagen's answer: as many pictures as asked for, or what was scripted."""
    if behaviour.predictions is not None:
        return {"predictions": list(behaviour.predictions)}
    if behaviour.chunks is not None:
        parts = [part for chunk in behaviour.chunks for part in resolve(chunk, body)]
        blobs = [part["inlineData"] for part in parts if "inlineData" in part]
        return {
            "predictions": [
                {"mimeType": blob["mimeType"], "bytesBase64Encoded": blob["data"]} for blob in blobs
            ]
        }
    options = body.get("parameters", {})
    size = pictures.size_of(options.get("aspectRatio", "1:1"), options.get("sampleImageSize", "1K"))
    return {
        "predictions": [
            {
                "mimeType": "image/png",
                "bytesBase64Encoded": base64.b64encode(pictures.unique_png(size)).decode(),
            }
            for _ in range(options.get("sampleCount", 1))
        ]
    }


def default_chunks(body: dict[str, Any]) -> list[list[Part]]:
    """A LinkedIn post about the last words of the person, in about a dozen pieces.

    After the result of a call, a sentence; what the request gives a form comes in one piece.
    """
    turns = body.get("contents") or [{}]
    if any("functionResponse" in part for part in turns[-1].get("parts", [])):
        return [[{"text": "It is as "}], [{"text": "you asked."}]]
    if formed := structured.answer(body):
        return [[{"text": formed}]]
    words = default_post(body).split(" ")
    step = max(1, -(-len(words) // 12))
    pieces = [" ".join(words[start : start + step]) for start in range(0, len(words), step)]
    return [
        [{"text": piece + (" " if number < len(pieces) else "")}]
        for number, piece in enumerate(pieces, 1)
    ]


def default_post(body: dict[str, Any]) -> str:
    topic = material.topic(material.last_words(body))
    tags = " ".join(f"#{word.capitalize()}" for word in topic[:3])
    about = " ".join(topic)
    return (
        f"Most teams get {about} wrong, and it costs them months.\n\n"
        f"Here is what we learned about {topic[0]}:\n\n"
        "1. Start with the people who do the work every day.\n"
        "2. Measure one thing, and measure it honestly.\n\n"
        f"When we first tried {about}, it failed. The second time we listened first, "
        "and the result held.\n\n"
        f"What has {topic[-1]} taught you?\n\n{tags} #Leadership #Learning"
    )
