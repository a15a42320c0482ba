"""Everything for a post as one ZIP."""

import io
import uuid
import zipfile
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient, Client
from django.utils import timezone
from PIL import Image
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot import services
from copilot.models import Conversation, Draft, User
from imaging import storage
from imaging.models import GeneratedImage, ReviewStatus
from tests.factories import make_draft, make_image
from tests.imaging.api.asserting import problem

pytestmark = pytest.mark.django_db

TEXT = "Cross docking works.\n\nZehn Paletten, größer als je. 🚚"
PICTURES = {
    "landscape-1200x627.jpg": (1200, 627),
    "square-1080x1080.jpg": (1080, 1080),
    "portrait-1080x1350.jpg": (1080, 1350),
}


@pytest.fixture
def conversation(owner: User) -> Conversation:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    make_draft(conversation, TEXT)
    return conversation


def url(conversation: Conversation) -> str:
    return f"/api/v1/conversations/{conversation.pk}/bundle/"


def choose(owner: User, **values: Any) -> GeneratedImage:
    image = make_image(owner, **{"alt_text": "Palettes at dawn"} | values)
    Draft.objects.update(image=image)
    return image


def unpacked(api: APIClient, conversation: Conversation) -> dict[str, bytes]:
    response: Any = api.get(url(conversation))
    assert response.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_the_text_the_alt_text_and_every_size(
    conversation: Conversation, owner: User, owner_api: APIClient
) -> None:
    image = choose(owner)

    files = unpacked(owner_api, conversation)

    assert set(files) == {"post.txt", "alt-text.txt", "original.png", *PICTURES}
    assert files["post.txt"].decode() == f"{TEXT}\n"
    assert files["alt-text.txt"] == b"Palettes at dawn\n"
    assert files["original.png"] == storage.read(image.original)
    for name, size in PICTURES.items():
        with Image.open(io.BytesIO(files[name])) as picture:
            assert (picture.format, picture.size) == ("JPEG", size)


def test_its_name_is_the_conversations(
    conversation: Conversation, owner: User, owner_api: APIClient
) -> None:
    Conversation.objects.update(title="Zwölf / Paletten")

    response: Any = owner_api.get(url(conversation))

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="easel-zwolf-paletten.zip"'
    b"".join(response.streaming_content)


def test_it_is_its_owners_alone(
    conversation: Conversation,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
) -> None:
    for other in (reviewer_api, stranger_api):
        problem(other.get(url(conversation)), 404, "not_found")
    problem(anonymous_api.get(url(conversation)), 401, "not_authenticated")


def test_there_is_none_before_the_post(owner: User, owner_api: APIClient) -> None:
    empty = services.conversation_open(owner=owner, pk=uuid.uuid4())

    problem(owner_api.get(url(empty)), 404, "not_found")


def test_a_post_without_a_picture_is_its_text(
    conversation: Conversation, owner: User, owner_api: APIClient
) -> None:
    assert set(unpacked(owner_api, conversation)) == {"post.txt"}

    choose(owner, trashed_at=timezone.now())
    assert set(unpacked(owner_api, conversation)) == {"post.txt"}


@pytest.mark.parametrize(
    ("mode", "status", "said"),
    [
        ("flag", ReviewStatus.REJECTED, "a reviewer has rejected it"),
        ("required", ReviewStatus.PENDING, "it waits for review"),
    ],
)
def test_what_must_not_be_exported_is_left_out_and_said(
    conversation: Conversation,
    owner: User,
    owner_api: APIClient,
    settings: Settings,
    mode: str,
    status: ReviewStatus,
    said: str,
) -> None:
    settings.IMAGE_REVIEW = mode
    choose(owner, review_status=status)

    files = unpacked(owner_api, conversation)

    assert set(files) == {"post.txt", "alt-text.txt", "pictures-left-out.txt"}
    assert said in files["pictures-left-out.txt"].decode()


@pytest.mark.django_db(transaction=True)
async def test_under_asgi_it_comes_in_pieces(owner: User, async_client: AsyncClient) -> None:
    await async_client.aforce_login(owner)
    conversation = await sync_to_async(services.conversation_open)(owner=owner, pk=uuid.uuid4())
    await sync_to_async(make_draft)(conversation, TEXT)
    await sync_to_async(choose)(owner)

    response: Any = await async_client.get(url(conversation))
    pieces = [piece async for piece in response]

    assert len(pieces) > 2
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 6


def test_an_alt_text_that_nobody_wrote_is_no_file(
    conversation: Conversation, owner: User, owner_api: APIClient
) -> None:
    brought = {"operation": "upload", "provider": "", "prompt": "", "ai_generated": False}
    image = choose(owner, alt_text="", **brought)

    assert "alt-text.txt" not in unpacked(owner_api, conversation)
    client = Client()
    client.force_login(owner)
    page = client.get(f"/c/{conversation.pk}/").content.decode()
    assert f'href="/images/{image.pk}/#alt">Add alt text</a>' in page
