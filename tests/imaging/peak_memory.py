"""`python -m tests.imaging.peak_memory URL`: MB that a 4K picture adds to a worker's peak.

A process of its own, as the peak of one cannot be taken back.
"""

import os
import resource
import sys

import django

MODEL = "gemini-nano-banana-2.1"


def main(base_url: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    from imaging import generation
    from imaging.pictures.sending import REQUEST_BYTES, fit_to_send
    from imaging.providers.gemini import GeminiProvider
    from imaging.providers.types import ImageRequest, Operation, Quality, ReferenceImage

    provider = GeminiProvider("a-test-key-0001", base_url, [MODEL], 60)
    # What is loaded at the first picture is the worker's own.
    generation._check(provider.generate(MODEL, ImageRequest("x")).payloads[-1])
    before = _peak_mb()
    large = ImageRequest("x", quality=Quality.FOUR_K)
    painting = generation._check(provider.generate(MODEL, large).payloads[-1])
    generated = _peak_mb()
    source = ReferenceImage(*fit_to_send(painting.data, painting.mime_type, REQUEST_BYTES))
    edit = ImageRequest("x", operation=Operation.EDIT, references=(source,))
    generation._check(provider.generate(MODEL, edit).payloads[-1])
    print(round(generated - before), round(_peak_mb() - before))  # noqa: T201


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(sys.argv[1])
