"""Everything for a post, as files: its text, its alternative text, its picture in every size."""

from pathlib import PurePosixPath

from copilot import linkedin
from copilot.selectors import Thread
from imaging.alt_texts import alt_of
from imaging.api.archives import Entry
from imaging.credentials import Credentials, credentials, credentials_notice
from imaging.models import GeneratedImage
from imaging.providers.types import Format
from imaging.renditions import EXTENSION, rendition_file, signing_refused
from imaging.review import export_block

LEFT_OUT = {
    "review_required": "The picture is left out: it waits for review.\n",
    "review_rejected": "The picture is left out: a reviewer has rejected it. Choose another one.\n",
}


def bundle_of(thread: Thread) -> list[Entry]:
    """The files, empty where there is no post yet. Sizes that nobody has asked for are made now."""
    if thread.draft is None or thread.version is None:
        return []
    entries: list[Entry] = [("post.txt", f"{linkedin.clean(thread.version.text)}\n")]
    image = thread.draft.image
    if image is None or image.trashed_at:
        return entries
    alt = alt_of(image)
    if alt:
        entries.append(("alt-text.txt", f"{alt}\n"))
    if blocked := export_block(image):
        return [*entries, ("pictures-left-out.txt", LEFT_OUT[blocked])]
    return [*entries, *_pictures(image), *_unsigned(image)]


def _unsigned(image: GeneratedImage) -> list[Entry]:
    refused = any(signing_refused(image, each) for each in Format)
    if credentials(refused=refused) is not Credentials.UNSIGNED:
        return []
    return [("pictures-unsigned.txt", f"{credentials_notice(image, refused=refused)}\n")]


def _pictures(image: GeneratedImage) -> list[Entry]:
    original = image.original
    sizes: list[Entry] = [
        ("{}-{}x{}.{}".format(each, *each.size, EXTENSION), rendition_file(image, each))
        for each in Format
    ]
    return [*sizes, (f"original{PurePosixPath(original.name).suffix}", original)]
