"""The floor: the same calls by Google's SDK alone, with nothing around them."""

import time
from concurrent.futures import ThreadPoolExecutor

from google import genai
from google.genai import types

from tests.bench.bed import IMAGE_MODEL, KEY, TEXT_MODEL, TIMEOUT_S, Bed

PAINT = types.GenerateContentConfig(
    response_modalities=["IMAGE"],
    image_config=types.ImageConfig(aspect_ratio="1:1", image_size="1K"),
)


class Sdk:
    def __init__(self, bed: Bed) -> None:
        options = types.HttpOptions(
            base_url=bed.emulator_url, api_version="v1beta", timeout=int(TIMEOUT_S * 1000)
        )
        self._client = genai.Client(api_key=KEY, http_options=options)

    def image_s(self) -> float:
        began = time.perf_counter()
        answer = self._client.models.generate_content(
            model=IMAGE_MODEL, contents="A lighthouse", config=PAINT
        )
        took = time.perf_counter() - began
        assert answer.parts
        assert answer.parts[0].inline_data
        return took

    def images_at_once_s(self, count: int) -> float:
        began = time.perf_counter()
        with ThreadPoolExecutor(count) as pool:
            list(pool.map(lambda _: self.image_s(), range(count)))
        return time.perf_counter() - began

    def first_token_s(self, prompt: str) -> float:
        began = time.perf_counter()
        stream = self._client.models.generate_content_stream(model=TEXT_MODEL, contents=prompt)
        for chunk in stream:
            if chunk.text:
                took = time.perf_counter() - began
                break
        else:
            raise RuntimeError("no token came")
        for _ in stream:
            pass
        return took

    def close(self) -> None:
        self._client.close()
