"""Every fault alone, first of two and last of three, in every operation that a provider has.

Real SDKs and real HTTP, no real waiting.
"""

from dataclasses import dataclass

import pytest

from imaging.providers import google, openai_api
from imaging.providers.errors import AllProvidersFailed, ProviderError
from imaging.providers.gemini import GeminiProvider
from imaging.providers.types import ImageRequest, Operation
from tests.emulator import behaviours, pictures
from tests.emulator.server import GeminiEmulator
from tests.imaging.providers.chains import Run, chain_of
from tests.imaging.providers.faults import FAMILIES, KEY, MODELS, PATIENCE_S, RETRIES, Family, Row

# Healthy ones of another provider, or that fail in a way of their own.
FIRST, SECOND = MODELS[1], MODELS[2]


@dataclass(frozen=True)
class Case:
    family: Family
    row: Row
    operation: Operation

    @property
    def model(self) -> str:
        return self.family.model

    @property
    def request(self) -> ImageRequest:
        return self.row.request_for(self.operation)


CASES = {
    f"{alias} {operation} {name}": Case(family, row, operation)
    for alias, family in FAMILIES.items()
    for operation in family.operations
    for name, row in family.rows.items()
}
every_case = pytest.mark.parametrize("case", list(CASES.values()), ids=list(CASES))
retried = {name: case for name, case in CASES.items() if case.row.calls_last > 1}


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    """What takes long only once must not look like a timeout."""
    google.warm_up()
    openai_api.client(KEY)
    for size in ((1376, 768), (1536, 864)):
        pictures.unique_png(size)


def chain(gemini: GeminiEmulator, case: Case, *, before: int = 0, after: int = 0) -> Run:
    """The faulty step between `before` and `after` steps of Gemini's other models."""
    others = [
        GeminiProvider(KEY, gemini.base_url, [model], PATIENCE_S) for model in (FIRST, SECOND)
    ]
    faulty = case.family.step(gemini.base_url)
    return chain_of(*others[:before], faulty, *others[:after], max_retries=RETRIES, jitter=0)


def asked(gemini: GeminiEmulator) -> list[str]:
    return [call.model for call in gemini.calls]


@every_case
def test_alone(gemini: GeminiEmulator, case: Case) -> None:
    gemini.script(case.row.fault, target=case.model, standing=True)
    run = chain(gemini, case)
    with pytest.raises(ProviderError) as raised:
        run(case.request)
    row = case.row
    assert raised.value.code == row.code
    assert asked(gemini) == [case.model] * row.calls_last
    assert [attempt.outcome for attempt in run.log.attempts] == [row.code] * row.calls_last


@every_case
def test_first_of_two(gemini: GeminiEmulator, case: Case) -> None:
    gemini.script(case.row.fault, target=case.model, standing=True)
    run = chain(gemini, case, after=1)
    row = case.row
    if row.falls_back:
        delivered = run(case.request)
        assert delivered.model == FIRST
        assert [failure.error.code for failure in delivered.failures] == [row.code]
    else:
        with pytest.raises(ProviderError) as raised:
            run(case.request)
        assert raised.value.code == row.code
    assert asked(gemini) == [case.model] * row.calls + [FIRST] * row.falls_back


@every_case
def test_last_of_three(gemini: GeminiEmulator, case: Case) -> None:
    gemini.script(behaviours.not_found(), target=FIRST, standing=True)
    gemini.script(behaviours.zero_quota(), target=SECOND, standing=True)
    gemini.script(case.row.fault, target=case.model, standing=True)
    run = chain(gemini, case, before=2)
    with pytest.raises(ProviderError) as raised:
        run(case.request)
    row = case.row
    if row.falls_back:
        assert isinstance(raised.value, AllProvidersFailed)
        codes = [failure.error.code for failure in raised.value.failures]
        assert codes == ["model_retired", "quota_exceeded", row.code]
    else:
        assert raised.value.code == row.code
    assert asked(gemini) == [FIRST, SECOND] + [case.model] * row.calls_last


@pytest.mark.parametrize("case", list(retried.values()), ids=list(retried))
def test_a_passing_fault_is_healed_on_the_same_step(gemini: GeminiEmulator, case: Case) -> None:
    gemini.script(case.row.fault, target=case.model)
    # The emulator's Imagen has gone, as the real one has.
    gemini.state.models.setdefault(case.model, "predict")
    run = chain(gemini, case)
    assert run(case.request).picture.width in {1376, 1408, 1536}
    assert asked(gemini) == [case.model] * 2


def test_an_option_that_like_models_share_is_not_asked_again(gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.error(400, "INVALID_ARGUMENT"), standing=True)
    alike = GeminiProvider(KEY, gemini.base_url, ["gemini-unknown-a", "gemini-unknown-b"], 20)
    with pytest.raises(ProviderError, match="400"):
        chain_of(alike, max_retries=RETRIES)()
    assert asked(gemini) == ["gemini-unknown-a"]
