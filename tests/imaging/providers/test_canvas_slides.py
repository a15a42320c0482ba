"""Slides of words alone, as Canvas sets them."""

from PIL import Image

from imaging.providers.canvas.slides import text_slide


def test_the_lines_of_a_slide_stay_lines() -> None:
    def slide(text: str) -> Image.Image:
        return text_slide("", text, size=(1080, 1350), number="1 / 1")

    def second_line(text: str) -> int:
        """How many colours stand where a second line would."""
        return len(slide(text).crop((0, 230, 1080, 320)).getcolors(9999) or [])

    assert second_line("• a • b") == 1
    assert second_line("• a\n• b") > 1
