"""Content Credentials (C2PA) of derivatives: signed, dropped, or unsigned against one's will."""

from enum import StrEnum

from django.conf import settings
from django.utils import timezone

from imaging.models import GeneratedImage
from imaging.pictures.signing import Identity

_UNSIGNED = (
    "Pictures are to be signed with Content Credentials (C2PA) here, but {reason}. This one goes "
    "out unsigned; how it was made still stands in its XMP. Ask an administrator for another "
    "certificate."
)


class Credentials(StrEnum):
    """`unsigned`: a certificate is set, and cannot sign."""

    NONE = "none"
    SIGNED = "signed"
    UNSIGNED = "unsigned"


def usable_identity() -> Identity | None:
    """With what a derivative is signed at this moment; None where nothing could."""
    identity: Identity | None = settings.C2PA_IDENTITY
    return None if identity is None or identity.obstacle(timezone.now()) else identity


def credentials(*, refused: bool = False) -> Credentials:
    """What a derivative carries; `refused` says that signing it has failed."""
    if settings.C2PA_IDENTITY is None:
        return Credentials.NONE
    return Credentials.UNSIGNED if refused or usable_identity() is None else Credentials.SIGNED


def credentials_notice(image: GeneratedImage, *, refused: bool = False) -> str:
    """What a person should know before they take along another size; "" for nothing."""
    state = credentials(refused=refused)
    if state is Credentials.UNSIGNED:
        identity: Identity | None = settings.C2PA_IDENTITY
        obstacle = identity.obstacle(timezone.now()) if identity else ""
        return _UNSIGNED.format(reason=obstacle or "the certificate was refused")
    if not image.has_manifest:
        return ""
    if state is Credentials.SIGNED:
        return (
            "The original carries Content Credentials (C2PA). This smaller picture has a new "
            "manifest, which refers to it."
        )
    return (
        "The original carries Content Credentials (C2PA), which this smaller picture drops. "
        "Post the original to keep them."
    )
