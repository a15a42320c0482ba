"""A blocked prompt reworded by a text model, only when asked, under the rules of every call."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import errand_transitions, rewording, sweep, tasks
from imaging.attempts import TextAttempts
from imaging.inputs import JobInput
from imaging.keys import keys_for
from imaging.models import GenerationJob, JobStatus, ProviderAttempt, Rewording
from imaging.services import NotRetryable, job_create, job_retry, job_reword
from imaging.text_calls import Writer
from tests.emulator import behaviours
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator

pytestmark = pytest.mark.django_db

IMAGE, FIRST, SECOND, OPENAI = (
    "gemini-nano-banana-2.1", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gpt-5.4-mini",
)  # fmt: skip
BLOCKED = "A soldier with a gun in a city"
BETTER = "A quiet street at dawn, one open door, warm light."
POST = "The war for talent is over. We lost four people and learned to listen."

Blocked = Callable[[], GenerationJob]


@pytest.fixture
def blocked(owner: User, gemini: GeminiEmulator, settings: Settings) -> Blocked:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_IMAGE_MODELS = [IMAGE]
    settings.GEMINI_TEXT_MODELS = [FIRST, SECOND]

    def make() -> GenerationJob:
        gemini.script(behaviours.blocked(), target=IMAGE)
        job = job_create(owner=owner, job_input=JobInput(prompt=BLOCKED, content=POST))
        assert tasks.run_next()
        job.refresh_from_db()
        assert job.error_code == "content_blocked"
        gemini.state.calls.clear()
        return job

    return make


def reworded(job: GenerationJob) -> Rewording:
    job_reword(job)
    row = Rewording.objects.get(job=job)
    rewording.run(row.pk)
    row.refresh_from_db()
    return row


def rows() -> list[tuple[str, str, str]]:
    texts = ProviderAttempt.objects.filter(purpose="text").order_by("started_at")
    return list(texts.values_list("model", "status", "error_code"))


def test_nothing_is_asked_or_sent_by_itself(blocked: Blocked, gemini: GeminiEmulator) -> None:
    blocked()
    assert gemini.calls == []
    assert not Rewording.objects.exists()
    assert not tasks.run_next()


def test_a_text_model_writes_another_prompt_in_a_recorded_call(
    blocked: Blocked, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.text(f"<prompt>{BETTER}</prompt>"), target=FIRST)
    job = blocked()
    version = job.version
    row = reworded(job)

    assert (row.status, row.prompt, row.provider, row.model) == ("done", BETTER, "gemini", FIRST)
    (call,) = gemini.calls
    assert BLOCKED in call.prompt
    assert "war for talent" in call.prompt
    attempt = ProviderAttempt.objects.get(purpose="text")
    assert (attempt.owner, attempt.subject, attempt.status) == (job.owner, row.pk, "succeeded")
    job.refresh_from_db()
    assert (job.status, job.version > version) == (JobStatus.FAILED, True)
    assert not tasks.run_next()


def test_it_is_asked_once_and_again_only_after_a_failure(
    blocked: Blocked, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.zero_quota(), target=FIRST, standing=True)
    gemini.script(behaviours.unavailable(), behaviours.text(BETTER), target=SECOND)
    job = blocked()
    first = reworded(job)
    assert (first.status, first.error_message) == (
        "failed",
        "It could not be reworded: the provider is not available at the moment.",
    )
    second = reworded(job)
    assert (second.pk, second.status, second.error_message) == (first.pk, "done", "")
    # The breaker of the first is open by now; the third wish finds all done.
    assert rows() == [
        (FIRST, "failed", "quota_exceeded"),
        (SECOND, "failed", "provider_unavailable"),
        (FIRST, "skipped", "quota_exceeded"),
        (SECOND, "succeeded", ""),
    ]
    assert reworded(job).prompt == BETTER
    assert len(rows()) == 4


def test_what_one_model_declines_is_not_taken_to_the_next(
    blocked: Blocked, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.blocked(), target=FIRST)
    row = reworded(blocked())
    assert (row.status, row.prompt) == ("failed", "")
    assert "declined" in row.error_message
    assert rows() == [(FIRST, "failed", "content_blocked")]


@pytest.mark.parametrize(
    "answer", [behaviours.text(f"“{BLOCKED}”"), behaviours.text("word " * 2000)]
)
def test_an_answer_that_is_no_other_prompt_is_none(
    blocked: Blocked, gemini: GeminiEmulator, answer: Behaviour
) -> None:
    gemini.script(answer, target=FIRST)
    gemini.script(behaviours.text(BETTER), target=SECOND)
    assert reworded(blocked()).model == SECOND


def test_an_openai_compatible_one_does_it_where_gemini_cannot(
    blocked: Blocked, gemini: GeminiEmulator, settings: Settings
) -> None:
    job = blocked()
    settings.GEMINI_API_KEY = ""
    settings.OPENAI_BASE_URL = f"{gemini.base_url}/v1"
    settings.OPENAI_TEXT_MODEL = OPENAI
    gemini.script(behaviours.text(BETTER), target=OPENAI)
    settings.OPENAI_API_KEY = "sk-of-the-site-0002"
    assert rewording.writer_for(keys_for(job.owner)) == Writer("OpenAI", None)
    row = reworded(job)
    assert (row.status, row.prompt, row.provider) == ("done", BETTER, "openai")
    attempt = ProviderAttempt.objects.get(purpose="text")
    assert (attempt.input_tokens, attempt.output_tokens) == (60, 180)

    gemini.script(behaviours.text("No.", finish_reason="SAFETY"), target=OPENAI)
    assert reworded(blocked_again(job)).status == "failed"


def blocked_again(job: GenerationJob) -> GenerationJob:
    return GenerationJob.objects.create(
        owner=job.owner, prompt=BLOCKED, status="failed", error_code="content_blocked"
    )


def test_without_a_text_model_nobody_is_there_to_ask(owner: User, settings: Settings) -> None:
    settings.GEMINI_API_KEY = ""
    assert rewording.writer_for(keys_for(owner)) is None


def test_whoever_reads_messages_does_not_wait_for_the_model(
    blocked: Blocked, gemini: GeminiEmulator
) -> None:
    """Few threads read the messages that wake all work: a slow answer must not hold them up."""
    gemini.script(behaviours.text(BETTER), target=FIRST)
    job = blocked()
    job_reword(job)
    row = Rewording.objects.get(job=job)

    tasks.reword.func(str(row.pk))
    assert gemini.calls == []

    assert tasks.run_errand()
    assert not tasks.run_errand()
    row.refresh_from_db()
    assert (row.status, row.prompt) == ("done", BETTER)


def test_only_what_was_blocked_is_reworded(owner: User) -> None:
    job = GenerationJob.objects.create(owner=owner, prompt="x", status="failed", error_code="x")
    with pytest.raises(NotRetryable):
        job_reword(job)


def test_one_whose_worker_died_ends_with_its_call(blocked: Blocked) -> None:
    job = blocked()
    row = errand_transitions.ask(Rewording, job=job)
    assert row is not None
    TextAttempts(job.owner, subject=row.pk).started("gemini", FIRST)
    sweep.sweep_jobs()
    row.refresh_from_db()
    assert row.status == "asked"

    late = timezone.now() - errand_transitions.LOST_AFTER
    Rewording.objects.update(begun_at=late)
    sweep.sweep_jobs()
    row.refresh_from_db()
    assert (row.status, rows()) == ("failed", [(FIRST, "lost", "")])


def test_a_person_sends_the_words_that_they_have_read(
    blocked: Blocked, gemini: GeminiEmulator
) -> None:
    job = blocked()
    again = job_retry(job, prompt=BETTER)
    assert tasks.run_next()
    again.refresh_from_db()
    assert (again.status, again.prompt, again.retry_of) == (JobStatus.SUCCEEDED, BETTER, job)
    assert again.content == POST
    assert BLOCKED not in gemini.calls[-1].prompt
