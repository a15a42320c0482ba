"""New versions of an image, asked for in the chat."""

import pytest
from pytest_django.fixtures import Settings

from copilot import services, showing, versions
from copilot.models import Conversation, IdeaJob, Message, User
from imaging.models import GeneratedImage, GenerationJob, JobStatus
from imaging.providers.types import Distance
from imaging.services import KeyReused
from tests.factories import make_image, make_job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _with_gemini(settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_API_KEY = "a-test-key-0001"


@pytest.fixture
def message(conversation: Conversation) -> Message:
    return services.message_send(conversation=conversation, text="Notes")


@pytest.fixture
def shown(owner: User, message: Message) -> GeneratedImage:
    """An image beneath a message."""
    job = make_job(owner, status=JobStatus.SUCCEEDED, content="A post")
    showing.show_job(message=message, job=job, idea=None)
    return make_image(owner, job=job)


def test_versions_show_beneath_the_message_of_their_source(
    shown: GeneratedImage, message: Message
) -> None:
    jobs = [
        versions.image_edit(image=shown, instruction="Remove the people"),
        versions.image_restyle(image=shown, style="watercolour"),
        versions.image_vary(image=shown, distance=Distance.NEAR, count=3),
    ]
    assert [job.operation for job in jobs] == ["edit", "restyle", "vary"]
    assert {job.source_image for job in jobs} == {shown}
    assert {job.content for job in jobs} == {"A post"}
    assert (jobs[2].distance, jobs[2].count) == ("near", 3)
    assert set(IdeaJob.objects.filter(message=message).values_list("job", flat=True)) == {
        shown.job_id,
        *(job.pk for job in jobs),
    }


def test_a_script_may_show_them_elsewhere(
    shown: GeneratedImage, conversation: Conversation
) -> None:
    later = services.message_send(conversation=conversation, text="And now?")
    job = versions.image_edit(image=shown, instruction="Night", message=later)
    assert IdeaJob.objects.get(job=job).message == later


def test_an_image_of_no_conversation_has_versions_too(owner: User) -> None:
    job = versions.image_vary(image=make_image(owner))
    assert not IdeaJob.objects.filter(job=job).exists()


def test_two_clicks_make_one_job(shown: GeneratedImage) -> None:
    first, second = (
        versions.image_edit(image=shown, instruction="Night", key="one") for _ in range(2)
    )
    assert first == second
    assert GenerationJob.objects.filter(operation="edit").count() == 1
    with pytest.raises(KeyReused):
        versions.image_edit(image=shown, instruction="Day", key="one")


def test_what_nobody_can_do_is_said_at_once(shown: GeneratedImage, settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    with pytest.raises(showing.NotPossible, match="Add a provider key"):
        versions.image_edit(image=shown, instruction="Night")
    assert not GenerationJob.objects.filter(operation="edit").exists()
