"""The chain's own rules, with providers that do as they are told."""

import logging
from decimal import Decimal

import pytest

from imaging.providers.errors import (
    AllProvidersFailed,
    AuthenticationFailed,
    ContentBlocked,
    InternalError,
    InvalidImage,
    ModelRetired,
    NoImage,
    NotConfigured,
    ProviderTimeout,
    ProviderUnavailable,
    QuotaExceeded,
    UnsupportedOption,
)
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult
from tests.emulator import pictures
from tests.imaging.providers.chains import Attempt, Fake, Log, chain_of, picture

BROKEN = ImageResult((ImagePayload(b"no image", "image/png"),), cost_usd=Decimal("0.03"))


def test_the_first_step_delivers_and_no_other_is_called() -> None:
    second = Fake(alias="second")
    run = chain_of(Fake(alias="first"), second)
    delivered = run()
    assert (delivered.provider, delivered.model) == ("first", "one")
    assert delivered.picture.width == 64
    assert delivered.cost_usd == Decimal("0.03")
    assert delivered.failures == ()
    assert second.requests == []
    assert run.log.attempts == [Attempt("first", "one", "succeeded", True, Decimal("0.03"))]


def test_a_fallback_can_be_explained() -> None:
    run = chain_of(Fake(ModelRetired(), models=("one", "two")), Fake(alias="other"))
    delivered = run()
    assert delivered.model == "two"
    (failure,) = delivered.failures
    assert (failure.provider, failure.model, failure.error.code) == ("fake", "one", "model_retired")


def test_every_cause_is_kept_when_all_fail() -> None:
    run = chain_of(Fake(ModelRetired()), Fake(AuthenticationFailed(), alias="other"))
    with pytest.raises(AllProvidersFailed) as raised:
        run()
    assert [step.error.code for step in raised.value.failures] == [
        "model_retired",
        "authentication",
    ]
    assert raised.value.code == "all_providers_failed"


def test_a_sole_step_fails_with_its_own_error() -> None:
    with pytest.raises(ModelRetired):
        chain_of(Fake(models=()), Fake(ModelRetired()))()


def test_blocked_content_is_not_shopped_around() -> None:
    laxer = Fake(alias="laxer")
    run = chain_of(Fake(ModelRetired(), ContentBlocked(), models=("one", "two")), laxer)
    with pytest.raises(ContentBlocked):
        run()
    assert laxer.requests == []
    assert run.log.outcomes == [("one", "model_retired"), ("two", "content_blocked")]


def test_without_any_configured_step_the_reason_is_the_missing_key() -> None:
    run = chain_of(Fake(models=()))
    with pytest.raises(NotConfigured):
        run()
    assert run.log.attempts == []


@pytest.mark.parametrize("error", [ProviderUnavailable(), ProviderTimeout()])
def test_an_outage_is_retried_with_growing_pauses(
    error: ProviderUnavailable | ProviderTimeout,
) -> None:
    run = chain_of(Fake(error, error, error, error, error), max_retries=4)
    with pytest.raises(type(error)):
        run()
    assert run.time.slept == [0.5, 1.0, 2.0, 4.0]
    assert [attempt.outcome for attempt in run.log.attempts] == [error.code] * 5


def test_the_pauses_are_drawn_from_zero_upwards() -> None:
    run = chain_of(Fake(ProviderUnavailable(), ProviderTimeout()), jitter=0)
    assert run().failures == ()
    assert run.time.slept == []


def test_no_retries_means_none_for_outages() -> None:
    run = chain_of(Fake(ProviderUnavailable()), Fake(alias="other"), max_retries=0)
    assert run().provider == "other"


def test_an_outage_that_names_a_long_delay_is_left_at_once() -> None:
    run = chain_of(Fake(ProviderUnavailable(retry_after_s=30)), Fake(alias="other"))
    assert run().provider == "other"
    assert run.time.slept == []


@pytest.mark.parametrize("error", [NoImage(), InvalidImage()])
def test_a_useless_answer_is_asked_for_once_more(error: NoImage | InvalidImage) -> None:
    run = chain_of(Fake(error, error), Fake(alias="other"), max_retries=5)
    assert run().provider == "other"
    assert [attempt.outcome for attempt in run.log.attempts] == [error.code] * 2 + ["succeeded"]


def test_a_picture_that_does_not_verify_is_an_invalid_image_that_was_paid_for() -> None:
    run = chain_of(Fake(BROKEN))
    run()
    first, second = run.log.attempts
    assert (first.outcome, first.checked, first.cost_usd) == (
        "invalid_image",
        True,
        Decimal("0.03"),
    )
    assert second.outcome == "succeeded"


def test_a_short_quota_delay_is_waited_for_once() -> None:
    short = QuotaExceeded(retry_after_s=1.5)
    run = chain_of(Fake(short), Fake(alias="other"))
    assert run().provider == "fake"
    assert run.time.slept == [1.5]
    run = chain_of(Fake(short, short), Fake(alias="other"))
    assert run().provider == "other"
    assert run.time.slept == [1.5]


def test_a_long_quota_delay_moves_on_at_once() -> None:
    run = chain_of(Fake(QuotaExceeded(retry_after_s=17)), Fake(alias="other", uses_ai=False))
    assert run().provider == "other"
    assert run.time.slept == []


def test_a_long_quota_delay_is_waited_for_on_the_last_step_within_the_deadline() -> None:
    run = chain_of(Fake(QuotaExceeded(retry_after_s=17)))
    assert run().provider == "fake"
    assert run.time.slept == [17]
    run = chain_of(Fake(QuotaExceeded(retry_after_s=17)), deadline_s=15)
    with pytest.raises(QuotaExceeded):
        run()
    assert run.time.slept == []


def test_a_quota_without_a_date_is_never_waited_for() -> None:
    run = chain_of(Fake(QuotaExceeded()))
    with pytest.raises(QuotaExceeded):
        run()
    assert len(run.log.attempts) == 1


def test_the_deadline_bounds_each_call_and_skips_the_rest_but_not_the_local_one() -> None:
    slow = Fake(ProviderTimeout())
    run = chain_of(
        slow,
        Fake(alias="late"),
        Fake(alias="local", uses_ai=False),
        deadline_s=50,
        max_retries=0,
    )
    generate = slow.generate

    def takes_its_time(model: str, request: ImageRequest) -> ImageResult:
        run.time.now += 50
        return generate(model, request)

    slow.generate = takes_its_time  # type: ignore[method-assign]
    assert run().provider == "local"
    assert slow.requests[0].timeout_s == 50
    assert [attempt.outcome for attempt in run.log.attempts] == [
        "timeout",
        "skipped timeout",
        "succeeded",
    ]


def test_what_one_model_refuses_is_not_asked_of_its_like() -> None:
    class Alike(Fake):
        def capability(self, model: str) -> str:
            return model[0]

    run = chain_of(Alike(UnsupportedOption(), models=("a1", "a2", "b1")))
    assert run().model == "b1"
    assert run.log.outcomes == [
        ("a1", "unsupported_option"),
        ("a2", "skipped unsupported_option"),
        ("b1", "succeeded"),
    ]


def test_a_step_that_cannot_do_the_operation_is_passed_over() -> None:
    class Mute(Fake):
        def offers(self, model: str, request: ImageRequest) -> bool:
            return False

    run = chain_of(Mute(alias="mute"), Fake())
    assert run().provider == "fake"
    assert len(run.log.attempts) == 1
    with pytest.raises(UnsupportedOption):
        chain_of(Mute(alias="mute"))()


def test_pins_leave_no_step_beyond_them() -> None:
    def providers() -> tuple[Fake, Fake]:
        return Fake(models=("one", "two")), Fake(ModelRetired(), alias="other", models=("three",))

    assert chain_of(*providers())(pin_model="two").model == "two"
    assert chain_of(*providers())(pin_provider="fake").model == "one"
    assert chain_of(*providers())(pin_provider="fake", pin_model="unlisted").model == "unlisted"
    for provider, model in (("other", ""), ("", "three"), ("other", "three")):
        with pytest.raises(ModelRetired):
            chain_of(*providers())(pin_provider=provider, pin_model=model)
    for provider, model in (("nobody", ""), ("", "unlisted")):
        with pytest.raises(NotConfigured):
            chain_of(*providers())(pin_provider=provider, pin_model=model)


def test_a_providers_bug_ends_its_step_and_not_the_run(caplog: pytest.LogCaptureFixture) -> None:
    run = chain_of(Fake(ZeroDivisionError("with a secret")), Fake(alias="other"))
    with caplog.at_level(logging.ERROR):
        delivered = run()
    assert delivered.provider == "other"
    assert isinstance(delivered.failures[0].error, InternalError)
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text


def test_the_log_may_end_the_run() -> None:
    class Cancelled(Exception):
        pass

    class Stops(Log):
        def started(self, provider: str, model: str) -> Attempt:
            if self.attempts:
                raise Cancelled
            return super().started(provider, model)

    provider = Fake(ProviderUnavailable())
    run = chain_of(provider)
    run.log = Stops()
    with pytest.raises(Cancelled):
        run()
    assert len(provider.requests) == 1


def test_every_final_picture_is_delivered_and_drafts_only_in_need() -> None:
    def payload(*, draft: bool = False, broken: bool = False) -> ImagePayload:
        data = b"no image" if broken else pictures.unique_png((64, 48))
        return ImagePayload(data, "image/png", draft=draft)

    paid_for_two = ImageResult((payload(draft=True), payload(), payload(broken=True), payload()))
    assert len(chain_of(Fake(paid_for_two))().pictures) == 2
    first, second = payload(draft=True), payload(draft=True)
    rescued = chain_of(Fake(ImageResult((first, second, payload(broken=True)))))()
    assert len(rescued.pictures) == 1


def test_the_price_is_that_of_the_first_step() -> None:
    class Priced(Fake):
        def price_usd(self, model: str, request: ImageRequest) -> Decimal | None:
            return Decimal(len(model))

    chain = chain_of(Fake(models=()), Priced(models=("four", "seventy"))).chain
    request = ImageRequest("x")
    assert chain.price_usd(request) == 4
    assert chain.price_usd(request, pin_model="seventy") == 7
    assert chain.price_usd(request, pin_provider="nobody") is None


def test_one_result_serves_one_run() -> None:
    assert picture().payloads[0].data != picture().payloads[0].data
