"""Meaning helps where words do not, and only where the extra is installed."""

import pytest

from imaging.prompts import similarity
from imaging.prompts.analysis import analyse
from imaging.prompts.purpose import UNKNOWN

# Nothing in it is in the vocabulary of its industry.
NEAR = (
    "The whistle went, eleven of us dropped to the grass, and nobody spoke. We had trained since "
    "June for ninety minutes, and we lost them in the last two. On Monday we run again."
)
SHORT = "The whistle went."
ABOUT_NOTHING = (
    "A decision that nobody can name by the end of the hour was never one at all. "
    "Write it down first, invite fewer people, and stop as soon as you have it."
)


INSTALLED = similarity.is_installed()


def test_without_the_extra_nothing_is_near() -> None:
    assert similarity.nearest_industry(NEAR, UNKNOWN).key == UNKNOWN
    assert analyse(NEAR).industry == UNKNOWN


@pytest.mark.skipif(not INSTALLED, reason="needs the semantic extra")
class TestInstalled:
    @pytest.fixture(autouse=True)
    def _by_meaning(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(similarity, "is_installed", lambda: True)

    def test_a_text_is_placed_by_its_meaning(self) -> None:
        analysis = analyse(NEAR)

        assert analysis.industry == "sports"
        assert 0 < analysis.confidence.industry <= similarity.SUREST

    @pytest.mark.parametrize(
        "text",
        [SHORT, "", ABOUT_NOTHING],
    )
    def test_what_is_near_to_nothing_stays_unknown(self, text: str) -> None:
        assert similarity.nearest_industry(text, UNKNOWN).key == UNKNOWN
