"""What waits says so where no worker has been seen that could do it."""

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import AsyncClient, Client
from django.urls import reverse
from django.utils import timezone

from copilot.models import Conversation, Idea, IdeaJob, IdeaRound, Message, User
from imaging.carousels import Slide, carousel_create
from imaging.events import in_reader
from imaging.models import Look, PdfStatus, Rewording, WorkerHeartbeat
from imaging.providers.types import Format
from tests.factories import make_image, make_job

pytestmark = pytest.mark.django_db(transaction=True)

UNATTENDED = "No worker has been seen lately, so this waits."


@pytest.fixture
def a_while_ago() -> Any:
    """Longer than a worker that is there leaves anything alone."""
    return timezone.now() - timedelta(minutes=1)


@pytest.fixture
def reply(owner: User) -> Message:
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner, version=3)
    return Message.objects.create(
        conversation=conversation, author=Message.Author.COPILOT, born=2, version=3
    )


def page(browser: Client, reply: Message) -> str:
    return browser.get(reply.conversation.get_absolute_url()).content.decode()


def beat() -> None:
    WorkerHeartbeat.objects.update_or_create(name="a", defaults={"beat_at": timezone.now()})


def make_rewording(owner: User, asked_at: Any) -> Rewording:
    offer = {"prompt": "A lamp", "reason": "Without the gun.", "is_new": True}
    job = make_job(owner, status="failed", stage="done", error_action={"offer": offer})
    return Rewording.objects.create(job=job, asked_at=asked_at)


@pytest.mark.parametrize("kind", ["reply", "lost reply", "job", "lost job", "ideas", "rewording"])
def test_a_card_in_the_chat_says_so_until_a_worker_is_there(
    browser: Client, owner: User, reply: Message, a_while_ago: Any, kind: str
) -> None:
    lost = {"claim": uuid.uuid4(), "lease_expires_at": a_while_ago}
    match kind:
        case "reply":
            Message.objects.update(status="pending", created_at=a_while_ago)
        case "lost reply":
            Message.objects.update(status="streaming", **lost)
        case "ideas":
            Idea.objects.create(message=reply, position=0, kind="people", style="", prompt="A")
            IdeaRound.objects.create(message=reply, asked_at=a_while_ago)
        case "rewording":
            job = make_rewording(owner, a_while_ago).job
            IdeaJob.objects.create(message=reply, job=job, born=3, version=3)
        case _:
            state = {"status": "running", "stage": "requesting"} | lost
            job = make_job(owner, created_at=a_while_ago, **(state if "lost" in kind else {}))
            IdeaJob.objects.create(message=reply, job=job, born=3, version=3)
    assert page(browser, reply).count(UNATTENDED) == 1
    beat()
    assert UNATTENDED not in page(browser, reply)


def test_what_has_just_been_asked_is_given_a_moment(
    browser: Client, owner: User, reply: Message
) -> None:
    Message.objects.update(status="pending")
    IdeaJob.objects.create(message=reply, job=make_job(owner), born=3, version=3)
    assert UNATTENDED not in page(browser, reply)


def test_a_look_says_so_on_the_page_and_on_the_card_that_asks_for_itself(
    browser: Client, owner: User, a_while_ago: Any
) -> None:
    image = make_image(owner, job=make_job(owner, status="succeeded", stage="done"))
    Look.objects.create(image=image, asked_at=a_while_ago)
    addresses = [reverse(f"copilot:{name}", args=[image.pk]) for name in ("image", "image-look")]
    for address in addresses:
        shown = browser.get(address, headers={"HX-Request": "true"}).content.decode()
        assert UNATTENDED in shown
        assert "Gemini is looking" not in shown
    beat()
    for address in addresses:
        shown = browser.get(address, headers={"HX-Request": "true"}).content.decode()
        assert UNATTENDED not in shown
        assert "Gemini is looking" in shown


def test_a_version_that_waits_says_so_on_the_images_page(
    browser: Client, owner: User, a_while_ago: Any
) -> None:
    image = make_image(owner)
    make_job(owner, operation="vary", source_image=image, created_at=a_while_ago)
    address = reverse("copilot:image", args=[image.pk])
    assert UNATTENDED in browser.get(address).content.decode()


def test_a_carousels_pdf_says_so(browser: Client, owner: User, a_while_ago: Any) -> None:
    carousel = carousel_create(owner=owner, slides=[Slide(title="a")], format=Format.SQUARE)
    carousel.pdf_status, carousel.pdf_asked_at = PdfStatus.MAKING, a_while_ago
    carousel.save()
    address = reverse("copilot:carousel", args=[carousel.pk])
    assert UNATTENDED in browser.get(address).content.decode()
    beat()
    assert UNATTENDED not in browser.get(address).content.decode()


async def test_an_open_page_is_told_when_workers_go_and_come(
    owner: User, reply: Message, async_client: AsyncClient, a_while_ago: Any
) -> None:
    await Message.objects.aupdate(status="pending", created_at=a_while_ago)
    waiting = await in_reader(make_rewording, owner, a_while_ago)
    await IdeaJob.objects.acreate(message=reply, job=waiting.job, born=3, version=3)
    await async_client.aforce_login(owner)
    response: Any = await async_client.get(f"/c/{reply.conversation_id}/stream/?since=3")
    frames = aiter(response)

    async def told() -> Any:
        while not (frame := (await anext(frames)).decode()).startswith("event:"):
            pass
        return frame

    async with asyncio.timeout(10):
        gone = await told()
        assert f"event: message-{reply.pk}\n" in gone
        assert f"event: job-{waiting.job_id}\n" in gone
        assert UNATTENDED in gone
        await in_reader(beat)
        back = await told()
    assert f"event: message-{reply.pk}\n" in back
    assert f"event: job-{waiting.job_id}\n" in back
    assert UNATTENDED not in back
