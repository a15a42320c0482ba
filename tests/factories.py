"""Rows and files as the application itself would leave them behind."""

import io
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Permission
from PIL import Image, ImageDraw

from copilot.models import Action, Conversation, Draft, DraftVersion, Message, User
from imaging import storage
from imaging.models import GeneratedImage, GenerationJob
from imaging.pictures.renditions import thumbnail
from imaging.pictures.verify import verify
from imaging.providers.types import Format, Operation

PASSWORD = "correct horse battery"


def make_user(username: str, *, permissions: Sequence[str] = (), **values: Any) -> User:
    """`permissions` by codename."""
    user = User.objects.create_user(
        username, email=f"{username}@example.org", password=PASSWORD, **values
    )
    user.user_permissions.add(*Permission.objects.filter(codename__in=permissions))
    return user


def make_draft(conversation: Conversation, *texts: str) -> Draft:
    """A draft whose versions were made one from another; the last one stands in the post."""
    draft = Draft.objects.create(conversation=conversation, version=conversation.version)
    for number, text in enumerate(texts, 1):
        draft.current = DraftVersion.objects.create(
            draft=draft, number=number, text=text, base=draft.current, sealed=number < len(texts)
        )
    draft.save()
    return draft


def make_job(owner: User, **values: Any) -> GenerationJob:
    return GenerationJob.objects.create(owner=owner, **{"prompt": "A lighthouse"} | values)


def make_action(reply: Message, position: int = 0, **values: Any) -> Action:
    """One that waits for the person, unless said otherwise."""
    fields: dict[str, Any] = {
        "name": "generate_image",
        "arguments": {"prompt": "A lighthouse"},
        "status": "proposed",
        "price_usd": None,
        "born": reply.version,
        "version": reply.version,
    }
    return Action.objects.create(message=reply, position=position, **fields | values)


def make_png(colour: str = "teal", size: tuple[int, int] = (1376, 768)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def make_image(owner: User, *, colour: str = "teal", **values: Any) -> GeneratedImage:
    """An image with its bytes and thumbnail in the storage; of no job unless one is given."""
    data = make_png(colour)
    picture = verify(data)
    fields: dict[str, Any] = {
        "operation": Operation.GENERATE,
        "prompt": "A lighthouse",
        "provider": "gemini",
        "model": "gemini-nano-banana-2.1",
        "ai_generated": True,
        "format": Format.LANDSCAPE,
        "cost_usd": "0.0340",
        "original": storage.store(data, picture.extension, sha256=picture.sha256),
        "thumbnail": storage.store(*thumbnail(picture)),
        "width": picture.width,
        "height": picture.height,
        "mime_type": picture.mime_type,
        "sha256": picture.sha256,
    }
    return GeneratedImage.objects.create(owner=owner, **fields | values)


def make_two_halves(owner: User) -> GeneratedImage:
    """Red on the left, blue on the right, and an eye-catcher at its left edge."""
    picture = Image.new("RGB", (1600, 800), "blue")
    picture.paste("red", (0, 0, 800, 800))
    ImageDraw.Draw(picture).ellipse((40, 300, 240, 500), "white")
    out = io.BytesIO()
    picture.save(out, "PNG")
    image = make_image(owner, width=1600, height=800)
    thumbnail = io.BytesIO()
    picture.resize((640, 320)).save(thumbnail, "JPEG")
    image.original = storage.store(out.getvalue(), "png")
    image.thumbnail = storage.store(thumbnail.getvalue(), "jpg")
    image.save()
    return image
