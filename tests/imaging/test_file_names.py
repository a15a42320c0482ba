"""The names that files come under, and leave under."""

import pytest

from imaging.file_names import file_name
from imaging.limits import FILE_NAME_MAX


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Team photo.jpg", "Team photo.jpg"),
        ("C:\\Users\\me\\Desktop\\logo.png", "logo.png"),
        ("../../etc/passwd", "passwd"),
        ("Mu\u0308nchen\t2026.png", "M\u00fcnchen 2026.png"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ('a<b>c:"d|e?.png', "a b c d e.png"),
        ("line\nbreak\x00.png", "line break.png"),
        (".png", "png"),
        (" . ", ""),
        ("", ""),
        ("\u65e5\u672c.webp", "\u65e5\u672c.webp"),
    ],
)
def test_a_name_is_kept_as_far_as_every_system_can_write_it(sent: str, kept: str) -> None:
    assert file_name(sent) == kept


@pytest.mark.parametrize("sent", ["a" * 300 + ".png", "a." + "b" * 300, "a" * 300])
def test_a_long_name_keeps_its_beginning_and_its_end(sent: str) -> None:
    kept = file_name(sent)

    assert len(kept) <= FILE_NAME_MAX
    assert kept[0] == "a"
    assert kept.endswith(".png") == sent.endswith(".png")
