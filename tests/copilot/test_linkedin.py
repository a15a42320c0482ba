"""What LinkedIn makes of a text."""

import pytest

from copilot import linkedin


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("Grüße", 5), ("a\nb", 3), ("Go 🚀", 5), ("👩🏽‍🚀", 7), ("漢字", 2)],
)
def test_an_emoji_counts_as_its_units(text: str, length: int) -> None:
    assert linkedin.length(text) == length


def test_clean_text_is_what_one_would_paste() -> None:
    copied = "\ufeffHook.  \r\n\r\n\r\n\r\nA\u00a0soft\u00adly hy\u200bphened line\t\n#Tag \n"
    assert linkedin.clean(copied) == "Hook.\n\nA softly hyphened line\n#Tag"
    assert linkedin.clean("👩🏽‍🚀 flies") == "👩🏽‍🚀 flies"


def test_a_fold_cuts_at_a_word() -> None:
    fold = linkedin.fold("We cut pick errors by 38 percent", 20)
    assert (fold.shown, fold.more) == ("We cut pick errors", True)
    assert linkedin.fold("We cut", 20) == linkedin.Fold("We cut", more=False)
    assert linkedin.fold("We cut\n\npick errors", 8).shown == "We cut"


def test_a_fold_cuts_no_emoji_and_needs_no_spaces() -> None:
    assert linkedin.fold("漢" * 30, 20).shown == "漢" * 20
    assert linkedin.fold("ab👩🏽‍🚀cd", 4).shown == "ab"
    assert linkedin.fold("cafe\u0301s and more", 4).shown == "caf"
    assert linkedin.split_at("ab🚀", 3) == ("ab", "🚀")


def test_hashtags_are_found_once_and_numbers_are_none() -> None:
    text = "We are #1 at #Logistics, see example.org/#top and #logistics. #Ops2026 #Über"
    assert linkedin.hashtags(text) == ("#Logistics", "#Ops2026", "#Über")
    assert "".join(piece for piece, _ in linkedin.parts(text)) == text


@pytest.mark.parametrize("marker", ["•", "-", "–", "1.", "2)", "👉", "→", "✅ "])
def test_a_marker_stays_with_its_words(marker: str) -> None:
    told = "We learned two things at the docks this year:"
    post = f"{told}\n\n{marker} Schedules work, and so do people who trust them"
    for limit in range(len(told) + 2, len(told) + 4 + len(marker)):
        assert linkedin.fold(post, limit).shown == told


def test_a_line_of_words_is_kept_however_short() -> None:
    assert linkedin.fold(
        "What we learned\n\n• No. That was all there was to say", 24
    ).shown.endswith("• No.")
    assert linkedin.fold("Done\n#Docks and so on and on", 12).shown == "Done\n#Docks"
