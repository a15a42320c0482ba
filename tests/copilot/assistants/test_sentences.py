"""Where a sentence ends, also in text that nobody has typed a capital letter in."""

import pytest

from copilot.assistants.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "We moved. | It took 6 weeks. | Nobody got hurt!",
        "we moved. | it took 6 weeks. | nobody got hurt! | what would you do?",
        "wir sind umgezogen. | das hat im 2. quartal approx. 6 wochen gedauert. | es war gut.",
        "Schuhe, Taschen usw. an 3 Orten. | Und das z.B. seit dem 1. März.",
        "Es dauert z. B. 5 statt 20 Minuten. | Das ist d. h. gut.",
        "We shipped it after 14 months 😅 | Thanks to all ❤️ | It's fast 💸",
        "It costs approx. fifty euros.",
        "Yahoo! announced it.",
        "He said “Stop.” | Then he left.",
        "We did it! 🎉 | Next one.",
        "🚀 we did it! 🎉 | next one. | then more",
        "we waited … | and nobody came.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    expected = text.split(" | ")
    assert sentences(" ".join(expected)) == expected
