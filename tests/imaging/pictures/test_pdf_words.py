"""The words behind the pages of a PDF, read from the file as it was written."""

import pytest
from PIL import Image, PdfParser

from imaging.pictures.carousel import carousel_pdf, check_pdf, xmp_of
from imaging.pictures.pdf_words import LINE_CHARS, words_of

SIZE = (1080, 627)


def pages(count: int) -> list[Image.Image]:
    return [Image.new("RGB", SIZE, "teal") for _ in range(count)]


def test_each_page_says_its_own_words_whatever_the_writing() -> None:
    words = ["Ünïcödé\n日本語 👍🏽", "", "Привет, \\(мир)>"]

    data = carousel_pdf(pages(3), "Docks", b"<x/>", words=words)

    assert words_of(data) == words
    assert xmp_of(data) == b"<x/>"
    check_pdf(data, 3, SIZE)


def test_what_is_written_from_the_right_stands_from_its_end() -> None:
    assert words_of(carousel_pdf(pages(1), words=["שלום\nabc"])) == ["םולש\nabc"]


@pytest.mark.parametrize("text", ["word " * 104, "語" * 520])
def test_as_many_words_as_a_slide_takes_stay_on_the_page(text: str) -> None:
    data = carousel_pdf(pages(1), words=[text])

    lines = words_of(data)[0].split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(len, lines)) <= LINE_CHARS
    with PdfParser.PdfParser(buf=bytearray(data)) as pdf:
        _, drawn = pdf.read_indirect(pdf.pages[0])[b"Contents"]
        steps = [line.split() for line in pdf.read_indirect(drawn).buf.decode().splitlines()]
    assert len(steps) == len(lines)
    # BT 3 Tr /L0 size Tf x y Td: from the top down, and none beneath the page.
    heights = [float(step[7]) for step in steps]
    assert SIZE[1] > heights[0]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] > 0
    assert all(step[1:3] == ["3", "Tr"] for step in steps)


def test_pictures_alone_have_no_words() -> None:
    assert words_of(carousel_pdf(pages(2))) == ["", ""]
