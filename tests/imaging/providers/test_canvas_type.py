"""Type for every script: right glyphs, right direction, nothing outside its frame."""

import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont

from imaging.providers.canvas import system_fonts, typefaces
from imaging.providers.canvas.breaking import pieces, split_long
from imaging.providers.canvas.cmap import coverage, face_count
from imaging.providers.canvas.headline import hook
from imaging.providers.canvas.shaping import drawn, is_right_to_left, needs_engine
from imaging.providers.canvas.typefaces import Casting, Voice, cast
from imaging.providers.canvas.typesetting import Align, Frame, Setting, set_words
from tests.imaging.providers.canvas_posts import JAPANESE, POSTS
from tests.properties import examples

FONTS = Path(typefaces.__file__).parent / "fonts"
SETTABLE = [post for post in POSTS if post is not JAPANESE]
FRAME = Frame(40, 30, 640, 430)


def found(text: str, voice: Voice = Voice.SANS, *, engine: bool = True) -> Casting:
    casting = cast(text, voice, engine=engine)
    assert casting is not None
    return casting


def ink(setting: Setting, size: tuple[int, int] = (700, 480)) -> tuple[int, int, int, int]:
    mask = Image.new("L", size)
    setting.draw(mask)
    box = mask.getbbox()
    assert box is not None
    return box


def assert_inside(setting: Setting, frame: Frame) -> None:
    left, top, right, bottom = ink(setting)
    assert left >= frame.left - 1
    assert top >= frame.top - 1
    assert right <= frame.right + 1
    assert bottom <= frame.bottom + 1


def assert_no_empty_boxes(casting: Casting) -> None:
    """Compare each character's picture with that of a character no font has."""
    font = casting.typeface.font(40)
    box = bytes(font.getmask("\U0010fffe"))
    for character in set(casting.typeface.drawn(casting.text)) - set(" \u00a0\u200c\u200d"):
        assert bytes(font.getmask(character)) != box, f"no glyph for {character!r}"


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "font_folders", lambda: ())


@pytest.mark.usefixtures("no_system_fonts")
@pytest.mark.parametrize("engine", [True, False])
@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize(
    "text",
    [
        "Plain words — “quoted”, 100 % true…",
        "Łódź, Åse, Çeşme, Þór, Đorđe, Việt Nam, Ŵy",
        "Το μεγαλύτερο λάθος μου ήταν ότι δεν άκουγα",
        "Подъём, ёлка, їжак, Ђорђе, ўсё",
        "قبل ثلاث سنوات كنت أخاف، لا اليوم؟ ۱۲ پگچژ",
        "לפני שנה פיטרו אותי. היום? 12 אנשים!",
        "ב-AI לומדים מהר: API ו-SQL",
    ],
)
def test_the_bundled_fonts_cover_their_scripts(text: str, voice: Voice, engine: bool) -> None:
    casting = found(text, voice, engine=engine)
    assert casting.text == text
    assert casting.typeface.path.parent == FONTS
    assert_no_empty_boxes(casting)
    assert_inside(set_words(casting.text, casting.typeface, FRAME, 90), FRAME)


def test_every_bundled_font_has_its_licence_beside_it() -> None:
    for font in FONTS.glob("*.ttf"):
        licence = FONTS / f"{font.stem.split('-')[0]}-OFL.txt"
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text()
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < 3_000_000


def test_coverage_is_what_the_font_draws() -> None:
    for path in FONTS.glob("*.ttf"):
        covered = coverage(path)
        font = ImageFont.truetype(path, 20, layout_engine=ImageFont.Layout.BASIC)
        box = bytes(font.getmask("\U0010fffe"))
        for code in (
            *range(0x21, 0x7F),
            *range(0xA1, 0x180),
            *range(0x391, 0x460),
            *range(0x5D0, 0x5EB),
        ):
            drawn_differently = bytes(font.getmask(chr(code))) != box
            assert (code in covered) == drawn_differently, f"{path.name} {code:X}"


def test_a_file_that_is_no_font_covers_nothing(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"ttcf\0", b"\0\1\0\0\0\x09" + b"x" * 40)):
        file = tmp_path / f"{number}.ttf"
        file.write_bytes(content)
        assert not coverage(file).covers("a")
    assert face_count(tmp_path / "missing.ttf") == 0


@pytest.mark.usefixtures("no_system_fonts")
def test_symbols_no_font_has_are_replaced_or_dropped_but_letters_never() -> None:
    assert found("From idea → launch ⟁ fast").text == "From idea › launch fast"
    assert cast("日本語の見出し", Voice.SANS) is None
    assert cast("Mixed 日本語 words", Voice.SANS) is None


def write_kana_font(path: Path) -> None:
    """A bundled font whose character map names kana instead: all a stand-in needs."""
    data = bytearray((FONTS / "Inter-Bold.ttf").read_bytes())
    groups = struct.pack(">LLL", 0x3041, 0x30FF, 40)
    subtable = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, 1) + groups
    table = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + subtable
    for entry in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[entry : entry + 4] == b"cmap":
            struct.pack_into(">LL", data, entry + 8, len(data), len(table))
    path.write_bytes(bytes(data) + table)


def test_a_font_of_the_machine_serves_other_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_fonts, "font_folders", lambda: (tmp_path,))
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    for name in ("Kana-Light.ttf", "Kana-Bold.ttf", "KanaMono-Bold.ttf", "LastResort.ttf"):
        write_kana_font(folder / name)
    (folder / "broken.ttf").write_bytes(b"ttcf")
    casting = found("ひらがなカタカナ")
    assert casting.typeface.path.name == "Kana-Bold.ttf"
    assert_no_empty_boxes(casting)
    assert_inside(set_words(casting.text, casting.typeface, FRAME, 90), FRAME)


def test_a_font_of_boxes_for_everything_is_never_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_fonts, "font_folders", lambda: (tmp_path,))
    write_kana_font(tmp_path / "LastResort.otf")
    shutil.copy(FONTS / "Inter-Bold.ttf", tmp_path / "Inter.ttf")
    assert cast("ひらがな", Voice.SANS) is None


def test_direction_follows_most_of_the_letters() -> None:
    assert is_right_to_left("AI يغيّر كل شيء في العمل")
    assert not is_right_to_left("Our שלום project grew by 40%")
    assert not is_right_to_left("2026")


def test_without_an_engine_lines_are_joined_and_ordered_here() -> None:
    assert drawn("שלום", right_to_left=True, engine=False) == "םולש"
    assert drawn("ב-12 (AI)", right_to_left=True, engine=False) == "(AI) 12-ב"
    joined = drawn("سلام", right_to_left=True, engine=False)
    assert [f"{ord(c):X}" for c in joined] == ["FEE1", "FEFC", "FEB3"]
    assert drawn("Plain", right_to_left=False, engine=False) == "Plain"
    assert drawn("سلام", right_to_left=True, engine=True) == "سلام"


def test_scripts_that_need_an_engine_are_left_unset_without_one() -> None:
    assert needs_engine("नमस्ते दुनिया")
    assert needs_engine("ภาษาไทยที่ดี")
    assert not needs_engine("Việt Nam, naïve, مُحَمَّد, שָׁלוֹם, ελληνικά")
    assert cast("नमस्ते", Voice.SANS, engine=False) is None


@pytest.mark.parametrize("stand", Align)
@pytest.mark.parametrize("align", Align)
def test_words_stand_where_the_frame_says(align: Align, stand: Align) -> None:
    frame = Frame(40, 30, 640, 430, align=align, stand=stand)
    left, top, right, bottom = ink(set_words("Hxx", found("Hxx").typeface, frame, 60))
    across = {Align.START: left - 40, Align.END: 640 - right, Align.CENTRE: left + right - 680}
    down = {Align.START: top - 30, Align.END: 430 - bottom, Align.CENTRE: top + bottom - 460}
    assert abs(across[align]) <= 3
    assert abs(down[stand]) <= 3


@pytest.mark.parametrize("engine", [True, False])
def test_right_to_left_lines_begin_at_the_right(engine: bool) -> None:
    text = "לפני שנה פיטרו אותי. היום אני מנהלת צוות של 12 אנשים"
    setting = set_words(text, found(text, engine=engine).typeface, FRAME, 90)
    assert len(setting.lines) > 1
    for line in setting.lines:
        assert abs(line.ink[2] - FRAME.right) <= 2


@pytest.mark.parametrize("text", [*SETTABLE, "Hello", "M" * 80, "w" * 400, "a b " * 100, "i" * 5])
def test_no_line_leaves_the_frame_or_touches_another(text: str) -> None:
    casting = found(hook(text), Voice.DISPLAY)
    for frame in (FRAME, Frame(10, 10, 210, 470), Frame(10, 200, 690, 290)):
        setting = set_words(casting.text, casting.typeface, frame, 160)
        assert_inside(setting, frame)
        for above, below in zip(setting.lines, setting.lines[1:], strict=False):
            assert above.ink[3] < below.ink[1]


@examples(60)
@given(st.text(st.characters(codec="utf-8", max_codepoint=0x2FFF), min_size=1, max_size=400))
def test_whatever_can_be_cast_can_be_set(text: str) -> None:
    casting = cast(" ".join(text.split()) or "x", Voice.SANS)
    if casting is not None:
        assert casting.typeface.has_glyphs_for(casting.text)
        setting = set_words(casting.text, casting.typeface, FRAME, 120)
        assert setting.ink[0] >= FRAME.left - 1
        assert setting.ink[2] <= FRAME.right + 1


def test_what_has_no_letters_to_be_seen_is_not_set() -> None:
    assert cast("\u00ad \u0301", Voice.SANS) is None


def test_words_are_as_large_as_they_fit_and_no_larger_than_allowed() -> None:
    typeface = found("x").typeface
    few = set_words("Go on", typeface, FRAME, 90)
    many = set_words("Go on and on and further on " * 8, typeface, FRAME, 90)
    assert few.size == 90
    assert 30 < many.size < 60


def test_lines_are_balanced() -> None:
    setting = set_words(
        "Your calendar is your strategy and nothing else", found("x").typeface, FRAME, 60
    )
    widths = [line.ink[2] - line.ink[0] for line in setting.lines]
    assert min(widths) > 0.6 * max(widths)


def test_a_number_stays_with_what_it_counts() -> None:
    assert [piece.text for piece in pieces("cut 14 days of 3 people to 2. So")] == [
        "cut", "14\u00a0days", "of", "3\u00a0people", "to\u00a02.", "So",
    ]  # fmt: skip


def test_ideographs_break_anywhere_but_before_their_punctuation() -> None:
    assert [piece.text for piece in pieces("去年、「会議」を。")] == [
        "去", "年、", "「会", "議」", "を。",
    ]  # fmt: skip


def test_long_words_break_at_syllables_with_a_hyphen() -> None:
    word = pieces("Rechtsschutzversicherungsgesellschaften")[0]
    parts = [part.text for part in split_long(word, 14, lambda text: float(len(text)))]
    assert parts == ["Rechtsschutz-", "versicherungs-", "gesellschaften"]
    assert "".join(part.rstrip("-") for part in parts) == word.text


def test_a_break_adds_no_hyphen_where_the_script_has_none_and_splits_no_letter() -> None:
    thai = pieces("ที่นี่ที่นี่ที่นี่")[0]
    parts = [part.text for part in split_long(thai, 7, lambda text: float(len(text)))]
    assert "".join(parts) == thai.text
    assert all(part[0] in "ทน" for part in parts)
