"""Text models by the real SDKs: what fails is left alone, and every call leaves a row."""

import uuid
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from copilot import services, sweep, tasks
from copilot.assistants.base import ReplyEvent
from copilot.models import Conversation, Message, MessageStatus, User
from copilot.progress import Progress
from imaging import gate, model_states
from imaging.keys import key_save
from imaging.models import Breaker, ModelState, ProviderAttempt, Purpose
from tests.emulator import behaviours
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What no worker survives to tell of."""


FIRST, SECOND, OPENAI = "gemini-3.8-flash", "gemini-3.5-flash-lite", "gpt-5.4-mini"
OFFLINE = "Offline drafting, no AI"


@pytest.fixture(autouse=True)
def _models(gemini: GeminiEmulator, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_TEXT_MODELS = [FIRST, SECOND]
    settings.GEMINI_MAX_RETRIES = 2
    monkeypatch.setattr("imaging.providers.retries.BACKOFF_BASE_S", 0.001)


def answer(conversation: Conversation) -> Message:
    reply = services.message_send(conversation=conversation, text="Notes on four lighthouses")
    assert tasks.run_next()
    reply.refresh_from_db()
    return reply


def rows() -> list[tuple[str, str, str]]:
    return list(
        ProviderAttempt.objects.order_by("started_at").values_list("model", "status", "error_code")
    )


def called(gemini: GeminiEmulator) -> list[str]:
    return [call.model for call in gemini.calls_of("text")]


def test_a_call_is_a_row_with_its_tokens(owner: User, conversation: Conversation) -> None:
    reply = answer(conversation)

    assert (reply.status, reply.model) == (MessageStatus.COMPLETE, FIRST)
    attempt = ProviderAttempt.objects.get()
    assert (attempt.purpose, attempt.owner, attempt.job) == (Purpose.TEXT, owner, None)
    assert (attempt.provider, attempt.model, attempt.status) == ("gemini", FIRST, "succeeded")
    assert (attempt.input_tokens, attempt.output_tokens) == (60, 180)
    assert attempt.request_id == "emulated"
    # No price is known of this model, and 0 would be a claim.
    assert attempt.cost_usd is None


def test_a_priced_model_is_settled_by_its_tokens(
    conversation: Conversation, settings: Settings
) -> None:
    settings.GEMINI_TEXT_MODELS = ["gemini-nano-banana-2.1"]
    answer(conversation)
    # 60 in at 1.50 and 180 out at 7.50 a million.
    assert ProviderAttempt.objects.get().cost_usd == Decimal("0.0014")


def test_a_row_is_open_while_the_call_is(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("copilot.progress.FLUSH_S", 0.0)
    monkeypatch.setattr(
        "copilot.progress.transitions.stream",
        lambda *_, **__: seen.append(ProviderAttempt.objects.get().status),
    )
    answer(conversation)
    assert set(seen) == {"started"}


@pytest.mark.parametrize(
    ("scripted", "code", "http_status"),
    [
        (behaviours.zero_quota(), "quota_exceeded", 429),
        (behaviours.quota(17), "quota_exceeded", 429),
        (behaviours.error(401, "UNAUTHENTICATED"), "authentication", 401),
        (behaviours.bad_key(), "authentication", 400),
    ],
)
def test_what_a_key_may_not_do_is_asked_once_and_skipped_then(
    conversation: Conversation,
    gemini: GeminiEmulator,
    scripted: Behaviour,
    code: str,
    http_status: int,
) -> None:
    gemini.script(scripted, target=FIRST, standing=True)
    first, second = answer(conversation), answer(conversation)

    assert (first.model, second.model) == (SECOND, SECOND)
    assert first.notice.startswith("Gemini could not answer: ")
    assert second.notice == ""
    assert called(gemini) == [FIRST, SECOND, SECOND]
    assert rows() == [
        (FIRST, "failed", code),
        (SECOND, "succeeded", ""),
        (FIRST, "skipped", code),
        (SECOND, "succeeded", ""),
    ]
    failed = ProviderAttempt.objects.get(status="failed")
    assert failed.http_status == http_status
    assert Breaker.objects.get().model == FIRST


def test_a_retired_model_is_tried_again_only_when_somebody_says_so(
    conversation: Conversation, gemini: GeminiEmulator
) -> None:
    gemini.retire(FIRST)
    answer(conversation)
    assert ModelState.objects.get(model=FIRST).retired_at is not None

    gemini.state.models[FIRST] = "generateContent"
    answer(conversation)
    assert called(gemini) == [FIRST, SECOND, SECOND]

    gate.try_now("gemini", FIRST)
    assert answer(conversation).model == FIRST


def test_a_good_answer_closes_the_breaker(
    conversation: Conversation, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.zero_quota(), target=FIRST)
    answer(conversation)
    Breaker.objects.update(open_until="2026-01-01T00:00:00Z")

    assert answer(conversation).model == FIRST
    assert not Breaker.objects.exists()


def test_another_key_has_a_breaker_of_its_own(
    owner: User, conversation: Conversation, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.zero_quota(), target="key:0001", standing=True)
    assert answer(conversation).assistant == OFFLINE

    key_save(owner=owner, provider="gemini", key="AIza-of-the-owner-8080")
    assert answer(conversation).model == FIRST


def test_an_outage_is_tried_again_before_the_next_model(
    conversation: Conversation, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.unavailable(), behaviours.drop(), target=FIRST)
    reply = answer(conversation)

    assert (reply.model, reply.notice) == (FIRST, "")
    assert rows() == [
        (FIRST, "failed", "provider_unavailable"),
        (FIRST, "failed", "provider_unavailable"),
        (FIRST, "succeeded", ""),
    ]


def test_half_a_reply_is_not_begun_again(
    conversation: Conversation, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.cut_off("We cut ", "pick errors"), target=FIRST)
    reply = answer(conversation)

    assert reply.status == MessageStatus.FAILED
    assert rows() == [(FIRST, "failed", "provider_unavailable")]


def test_blocked_is_a_word_from_the_provider_and_taken_nowhere_else(
    conversation: Conversation, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.blocked(), target=FIRST)
    reply = answer(conversation)

    assert (reply.status, reply.error_code) == (MessageStatus.FAILED, "content_blocked")
    assert rows() == [(FIRST, "failed", "content_blocked")]
    assert ProviderAttempt.objects.get().input_tokens == 60
    assert not Breaker.objects.exists()


def test_a_stopped_reply_closes_its_row(
    conversation: Conversation, gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copilot.progress.FLUSH_S", 0.0)
    gemini.script(behaviours.zero_quota(), target=FIRST)
    answer(conversation)
    # The stopped call is the one that is let through to see whether the model is back.
    Breaker.objects.update(open_until="2026-01-01T00:00:00Z")
    taken = Progress.take

    def take(progress: Progress, event: ReplyEvent) -> None:
        services.reply_stop(Message.objects.get(status=MessageStatus.PENDING))
        taken(progress, event)

    monkeypatch.setattr(Progress, "take", take)

    assert answer(conversation).status == MessageStatus.STOPPED
    assert rows()[-1] == (FIRST, "cancelled", "")
    assert Breaker.objects.get().probe_until is None


def test_a_dead_workers_call_is_lost_with_its_reply(
    conversation: Conversation, gemini: GeminiEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise Killed

    other = answer(services.conversation_open(owner=conversation.owner, pk=uuid.uuid4()))
    monkeypatch.setattr(Progress, "take", die)
    reply = services.message_send(conversation=conversation, text="Notes on four lighthouses")
    with pytest.raises(Killed):
        tasks.run_next()
    assert rows()[-1] == (FIRST, "started", "")

    Message.objects.filter(pk=reply.pk).update(lease_expires_at="2026-01-01T00:00:00Z")
    sweep.sweep_replies()

    assert Message.objects.get(pk=reply.pk).status == MessageStatus.INTERRUPTED
    lost = ProviderAttempt.objects.get(subject=reply.pk)
    assert (lost.status, lost.latency_ms is not None) == ("lost", True)
    assert ProviderAttempt.objects.get(subject=other.pk).status == "succeeded"


def test_openai_is_under_the_same_rules(
    conversation: Conversation, gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = ""
    settings.OPENAI_API_KEY = "sk-of-the-site-0002"
    settings.OPENAI_BASE_URL = f"{gemini.base_url}/v1"
    settings.OPENAI_TEXT_MODEL = OPENAI
    answer(conversation)
    attempt = ProviderAttempt.objects.get()
    assert (attempt.provider, attempt.input_tokens, attempt.output_tokens) == ("openai", 60, 180)

    gemini.script(behaviours.refusal(404, "model_not_found"), target=OPENAI)
    assert answer(conversation).assistant == OFFLINE
    assert model_states.is_retired("openai", OPENAI)
    skipped = answer(conversation)
    assert rows()[-1] == (OPENAI, "skipped", "model_retired")
    # Nobody's model answered, so the person is told why.
    assert skipped.notice.startswith("OpenAI could not answer: the model no longer exists.")


def test_the_one_without_a_model_leaves_no_row(
    conversation: Conversation, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = ""
    assert answer(conversation).assistant == OFFLINE
    assert rows() == []
