"""`python -m tests.bench`: measure what is promised, beside what would be possible at all."""

import argparse
import logging
import sys
import tempfile
from pathlib import Path

from tests.bench import ideas, images, pictures, replies, threads, weight
from tests.bench.bed import made_ready
from tests.bench.report import as_json, as_table
from tests.bench.sdk import Sdk


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a target is missed")
    parser.add_argument("--rounds", type=int, default=9, help="samples of each time")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder, made_ready(Path(folder)) as bed:
        sdk = Sdk(bed)
        measures = [
            *images.one_image(bed, sdk, options.rounds),
            *images.sixteen_images(bed, sdk, options.rounds),
            *replies.first_token(bed, sdk, options.rounds),
            *pictures.renditions(bed, options.rounds),
            *threads.first_view(bed, options.rounds),
            *weight.chat_page(bed),
            *ideas.local_ideas(),
        ]
        sdk.close()
    print(as_json(measures) if options.json else as_table(measures))  # noqa: T201
    missed = [each.name for each in measures if not each.met]
    return 1 if options.strict and missed else 0


if __name__ == "__main__":
    sys.exit(main())
