"""`python -m tests.bench.faults [--write]`: what each fault of a provider costs, measured.

Real SDK and HTTP against the emulator, breakers in a database of its own. Each fault is on the
first of two models; the second is healthy. What a step waits for when nothing follows it is
counted, not slept.
"""

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
django.setup()

from django.core.management import call_command  # noqa: E402

from imaging import breaker  # noqa: E402
from imaging.gate import StepGate  # noqa: E402
from imaging.models import Breaker, ModelState  # noqa: E402
from imaging.providers import google  # noqa: E402
from imaging.providers.errors import ProviderError  # noqa: E402
from imaging.providers.fallback import Chain  # noqa: E402
from imaging.providers.gemini import GeminiProvider  # noqa: E402
from imaging.providers.types import ImageRequest  # noqa: E402
from tests.bench import text_faults  # noqa: E402
from tests.emulator.server import GeminiEmulator  # noqa: E402
from tests.imaging.providers.chains import Attempt, Log, chain_of, check  # noqa: E402
from tests.imaging.providers.faults import MODELS, RETRIES, ROWS, Row  # noqa: E402

KEY = "bench-key-0001"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
MARK = "<!-- measured -->"
TEXTS = """\
Text models are called by the same rules, for replies in the chat. Somebody waits for the first
word, so a long wait is never sat out: the next model answers, and where none can, the draft is made
by rules and says why. *Alone* is one model with nothing but the rules after it. A reply that has
begun is not begun again by another model: what is there stays, and can be tried again."""
COLUMNS = (
    "fault", "with another model after it", "added", "calls", "the fourth job", "added", "calls",
    "alone", "calls", "waits",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """`added_ms` is what passed until the healthy model was asked, or until the end.

    `calls` are those to the faulty model; `waited_s` is what a chain would have slept.
    """

    text: str
    added_ms: float
    calls: int
    waited_s: float = 0.0


class TimedLog(Log):
    """Knows when the healthy model was asked."""

    healthy_at: float | None = None

    def started(self, provider: str, model: str) -> Attempt:
        if model == MODELS[1]:
            self.healthy_at = time.perf_counter()
        return super().started(provider, model)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.faults", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    google.warm_up()
    with GeminiEmulator() as gemini:
        lines = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|", *measure(gemini)]
        table = "\n".join([*lines, "", TEXTS, "", *text_faults.measure(gemini)])
        google.close_clients()
    print(table)  # noqa: T201
    if options.write:
        before, _, _ = PAGE.read_text().partition(MARK)
        PAGE.write_text(f"{before}{MARK}\n\n{table}\n")


def measure(gemini: GeminiEmulator) -> list[str]:
    """A line for each fault."""
    _run(gemini, ImageRequest("What takes long only once is no fault's"))
    return [_line(name, row, gemini) for name, row in ROWS.items()]


def _line(name: str, row: Row, gemini: GeminiEmulator) -> str:
    Breaker.objects.all().delete()
    ModelState.objects.all().delete()
    gemini.reset()
    gemini.script(row.fault, target=MODELS[0], standing=True)
    first, *_, again = (_run(gemini, row.request) for _ in range(4))
    alone = _alone(gemini, row.request)
    cells = [name]
    for outcome in (first, again):
        cells += [outcome.text, f"{outcome.added_ms:.0f} ms", str(outcome.calls)]
    cells += [alone.text, str(alone.calls), f"{alone.waited_s:.1f} s"]
    return f"| {' | '.join(cells)} |"


def _run(gemini: GeminiEmulator, request: ImageRequest) -> Outcome:
    """One job as a worker makes it, with the breakers that jobs before have left."""
    provider = GeminiProvider(KEY, gemini.base_url, MODELS[:2], timeout_s=20)
    gate = StepGate({"gemini": breaker.fingerprint(KEY)})
    chain = Chain([provider], max_retries=RETRIES, gate=gate)
    before, log, began = len(gemini.calls), TimedLog(), time.perf_counter()
    try:
        delivered = chain.run(request, log=log, verify=check)
        text = f"image of the {'first' if delivered.model == MODELS[0] else 'second'}"
    except ProviderError as error:
        text = f"`{error.code}`"
    ended_at = log.healthy_at or time.perf_counter()
    return Outcome(text, (ended_at - began) * 1000, _calls_since(gemini, before))


def _alone(gemini: GeminiEmulator, request: ImageRequest) -> Outcome:
    provider = GeminiProvider(KEY, gemini.base_url, MODELS[:1], timeout_s=20)
    run = chain_of(provider, max_retries=RETRIES, jitter=1)
    before = len(gemini.calls)
    try:
        run(request)
        text = "image"
    except ProviderError as error:
        text = f"`{error.code}`"
    return Outcome(text, 0, _calls_since(gemini, before), waited_s=sum(run.time.slept))


def _calls_since(gemini: GeminiEmulator, before: int) -> int:
    return sum(call.model == MODELS[0] for call in gemini.calls[before:])


if __name__ == "__main__":
    main()
