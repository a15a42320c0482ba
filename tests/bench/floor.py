"""What the machine and the SDK take on their own, without Easel."""

import time

from google import genai
from google.genai import types

IMAGE_MODEL = "gemini-nano-banana-2.1"
TEXT_MODEL = "gemini-3.8-flash"


def client(base_url: str) -> genai.Client:
    return genai.Client(
        api_key="bench-key-0001",
        vertexai=False,
        http_options=types.HttpOptions(
            base_url=base_url,
            api_version="v1beta",
            timeout=60_000,
            retry_options=types.HttpRetryOptions(attempts=1),
        ),
    )


def image_s(sdk: genai.Client) -> float:
    """Seconds for one image by the SDK alone, its bytes in hand."""
    config = types.GenerateContentConfig(
        response_modalities=["IMAGE"],
        image_config=types.ImageConfig(aspect_ratio="1:1", image_size="1K"),
    )
    started = time.perf_counter()
    answer = sdk.models.generate_content(model=IMAGE_MODEL, contents="A lighthouse", config=config)
    part = (answer.parts or [])[-1]
    assert part.inline_data is not None
    assert part.inline_data.data
    return time.perf_counter() - started


def first_token_s(sdk: genai.Client) -> float:
    """Seconds until the SDK alone has the first piece of a streamed text."""
    started = time.perf_counter()
    for chunk in sdk.models.generate_content_stream(model=TEXT_MODEL, contents="Our news"):
        if chunk.text:
            return time.perf_counter() - started
    raise AssertionError("a stream without text")
