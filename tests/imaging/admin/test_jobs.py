"""Jobs in the admin: read by those who may, changed only by cancelling."""

import pytest
from django.test import Client
from django.utils import timezone

from copilot.models import User
from imaging.models import AttemptStatus, GenerationJob, JobStatus
from tests.factories import make_image, make_job
from tests.imaging.admin import addresses

pytestmark = pytest.mark.django_db

DRAFT = "What nobody but its author has read yet"


@pytest.fixture
def failed(owner: User) -> GenerationJob:
    job = make_job(
        owner,
        content=DRAFT,
        status=JobStatus.FAILED,
        stage="done",
        error_code="content_blocked",
        error_message="The provider declined this prompt.",
        finished_at=timezone.now(),
    )
    job.attempts.create(
        provider="gemini",
        model="gemini-nano-banana-2.1",
        status=AttemptStatus.FAILED,
        error_code="content_blocked",
        error_detail="IMAGE_SAFETY",
        http_status=200,
        latency_ms=2340,
    )
    return job


def test_a_job_shows_its_end_and_each_attempt(failed: GenerationJob, desk: Client) -> None:
    html = desk.get(addresses.job_page(failed.pk)).content.decode()
    for fact in (
        "The provider declined this prompt.",
        "gemini-nano-banana-2.1",
        "IMAGE_SAFETY",
        "2.3 s",
        "Failed",
    ):
        assert fact in html


def test_the_text_of_a_post_is_not_shown(failed: GenerationJob, administrator: Client) -> None:
    for page in (addresses.JOBS, addresses.job_page(failed.pk)):
        assert DRAFT not in administrator.get(page).content.decode()


def test_a_notice_and_the_images_are_shown(owner: User, desk: Client) -> None:
    job = make_job(owner, status=JobStatus.SUCCEEDED, stage="done", notice="Drawn locally, no AI.")
    image = make_image(owner, job=job)
    html = desk.get(addresses.job_page(job.pk)).content.decode()
    assert "Drawn locally, no AI." in html
    assert addresses.image_page(image.pk) in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status__exact=failed", 1),
        ("status__exact=queued", 0),
        ("attempts__provider=gemini", 1),
        ("attempts__provider=canvas", 0),
        ("created_at__gte=2020-01-01+00:00:00%2B00:00", 1),
        ("q=owner", 1),
    ],
)
def test_the_list_is_narrowed(failed: GenerationJob, desk: Client, query: str, found: int) -> None:
    assert desk.get(f"{addresses.JOBS}?{query}").context["cl"].result_count == found


def test_a_job_is_edited_by_nobody(failed: GenerationJob, administrator: Client) -> None:
    page = addresses.job_page(failed.pk)
    assert not administrator.get(page).context["adminform"].form.fields
    assert administrator.post(page, {"prompt": "Another"}).status_code == 403
    assert administrator.get(f"{addresses.JOBS}add/").status_code == 403
    assert administrator.get(page.replace("change", "delete")).status_code == 403


def test_an_administrator_cancels_a_job(owner: User, administrator: Client) -> None:
    job = make_job(owner)
    shown = administrator.get(addresses.job_page(job.pk))
    assert "Cancel the job" in shown.content.decode()
    told = administrator.post(addresses.job_cancel(job.pk), follow=True)
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert "Cancelled: 1 of 1." in told.content.decode()
    assert "Cancel the job" not in told.content.decode()


def test_cancelling_many_leaves_those_that_ended(
    owner: User, failed: GenerationJob, administrator: Client
) -> None:
    waiting = make_job(owner)
    chosen = {"action": "cancel", "_selected_action": [str(failed.pk), str(waiting.pk)]}
    html = administrator.post(addresses.JOBS, chosen, follow=True).content.decode()
    assert "Cancelled: 1 of 2." in html
    assert "Had ended before: 1 of 2." in html
    failed.refresh_from_db()
    assert failed.status == JobStatus.FAILED


def test_reviewers_look_but_do_not_cancel(owner: User, desk: Client) -> None:
    job = make_job(owner)
    assert "Cancel the job" not in desk.get(addresses.job_page(job.pk)).content.decode()
    assert desk.post(addresses.job_cancel(job.pk)).status_code == 403
    job.refresh_from_db()
    assert job.status == JobStatus.QUEUED
