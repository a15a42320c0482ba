"""Fonts of the machine, for the scripts that the bundled ones do not cover."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from imaging.providers.canvas.cmap import coverage, face_count

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_BOXES_FOR_ALL = ("lastresort", "last-resort", "adobeblank", "notdef", "unifont", "emoji")
_UNWANTED = ("mono", "italic", "oblique", "condensed", "narrow", "light", "thin", "hairline")
_WANTED = ("bold", "semibold", "black")
_UNLOADABLE = (OSError, ValueError)


@dataclass(frozen=True, slots=True)
class SystemFace:
    path: Path
    index: int


def find_face(text: str) -> SystemFace | None:
    """The most suitable face on this machine that has a glyph for every character of the text.

    The answer is remembered by the set of characters, so a repeated search costs nothing.
    """
    return _find_face(frozenset(text), font_folders())


def font_folders() -> tuple[Path, ...]:
    """Where this system keeps fonts; a person's own come first."""
    home = Path.home()
    if sys.platform == "darwin":
        folders = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    elif sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        folders = [local / "Microsoft/Windows/Fonts", windows / "Fonts"]
    else:
        shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        own = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
        folders = [Path(own) / "fonts", home / ".fonts"]
        folders += [Path(folder) / "fonts" for folder in shared.split(":") if folder]
    return tuple(folders)


@lru_cache(maxsize=256)
def _find_face(characters: frozenset[str], folders: tuple[Path, ...]) -> SystemFace | None:
    text = "".join(characters)
    able = [
        SystemFace(path, index)
        for path in _files(folders)
        for index in range(face_count(path))
        if coverage(path, index).covers(text)
    ]
    ranked = sorted(able, key=lambda face: _rank(face, characters))
    return next((face for face in ranked if _name(face)), None)


@lru_cache(maxsize=8)
def _files(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path for folder in folders for path in sorted(_walk(folder)))


def _walk(folder: Path) -> Iterator[Path]:
    for parent, _folders, names in os.walk(folder):
        for name in names:
            plain = name.lower().replace(" ", "")
            if Path(plain).suffix in _SUFFIXES and not any(bad in plain for bad in _BOXES_FOR_ALL):
                yield Path(parent, name)


def _rank(face: SystemFace, characters: frozenset[str]) -> tuple[bool, int, int, str, int]:
    name = f"{face.path.name} {_name(face)}".lower()
    unwanted = sum(word in name for word in _UNWANTED)
    wanted = sum(word in name for word in _WANTED)
    return (_foreign_forms(name, characters), unwanted, -wanted, str(face.path), face.index)


def _foreign_forms(name: str, characters: frozenset[str]) -> bool:
    """Whether a font draws Han characters the way another language writes them."""
    if "cjk" not in name:
        return False
    if any("\u3040" <= character <= "\u30ff" for character in characters):
        return " jp" not in name
    if any("\uac00" <= character <= "\ud7a3" for character in characters):
        return " kr" not in name
    return " sc" not in name


@lru_cache(maxsize=1024)
def _name(face: SystemFace) -> str:
    """Family and style, or nothing where Pillow cannot load the face after all."""
    try:
        return " ".join(
            part for part in ImageFont.truetype(face.path, 20, face.index).getname() if part
        )
    except _UNLOADABLE:
        return ""
