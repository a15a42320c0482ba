"""What files are called: an upload as it comes in, an image as it is taken along."""

import re
import unicodedata
from pathlib import PurePosixPath

from imaging.limits import FILE_NAME_MAX
from imaging.models import GeneratedImage

# What no file may be called on some system, and what is read as a folder.
_RESERVED = re.compile(r'[<>:"/\\|?*]')


def file_name(sent: str) -> str:
    """A name that came with a file: its last part, without what is unseen or reserved; or "".

    Right-to-left marks go with the unseen, since they can turn an ending about.
    """
    last = unicodedata.normalize("NFC", sent).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if each.isspace() else each for each in last)
    seen = "".join(each for each in seen if unicodedata.category(each)[0] != "C")
    plain = " ".join(_RESERVED.sub(" ", seen).split()).strip(". ")
    path = PurePosixPath(plain)
    suffix = path.suffix[: FILE_NAME_MAX // 4]
    return path.stem[: FILE_NAME_MAX - len(suffix)].rstrip(". ") + suffix if plain else ""


def download_stem(image: GeneratedImage) -> str:
    """How every file of the image begins: as it was called, or as Easel calls it."""
    return PurePosixPath(image.file_name).stem or f"easel-{str(image.pk)[:8]}"
