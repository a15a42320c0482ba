"""The words of a PDF's pages beneath their pictures: unseen, to be searched, copied and read out.

Each line has a font of its own (Type 3, ISO 32000-1, 9.6.5) whose characters are the line's own, in
their order: blank shapes that say which letter of Unicode they stand for. So no font file is
needed, whatever the writing, and there is nothing to embed or to replace.
"""

import io
import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Any

from PIL import PdfParser

LINE_CHARS = 40
_MARGIN, _LEADING = 0.09, 1.3
# Of a letter, in thousandths of the type's size.
_ADVANCE = 500
# What a bfchar block holds at most is more than a line's characters.
_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Line def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
{count} beginbfchar
{pairs}
endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end"""

_name = PdfParser.PdfName


def put_words(file: io.BytesIO, words: Sequence[str]) -> None:
    """Append to a PDF a text behind each page's picture, "" for none."""
    with PdfParser.PdfParser(f=file, mode="r+b") as pdf:
        # Nothing can be read any more once writing has started.
        pages = [(reference, pdf.read_indirect(reference)) for reference in pdf.pages]
        pdf.start_writing()
        file.write(b"\n")
        blank = pdf.write_obj(None, stream=f"{_ADVANCE} 0 d0".encode())
        for (reference, page), text in zip(pages, words, strict=True):
            if lines := lines_of(text):
                pdf.write_obj(reference, _with_lines(pdf, page, lines, blank))
        pdf.write_xref_and_trailer()


def lines_of(text: str) -> list[str]:
    """Lines of at most 40 characters, as they are laid on a page: from the left.

    So what is written from the right stands there from its end; readers turn it about again.
    """
    paragraphs = (" ".join(line.split()) for line in text.splitlines())
    lines = [line for each in paragraphs for line in textwrap.wrap(each, LINE_CHARS)]
    return [line[::-1] if _from_the_right(line) else line for line in lines]


def _from_the_right(line: str) -> bool:
    strong = (unicodedata.bidirectional(letter) for letter in line)
    return next((each for each in strong if each in {"L", "R", "AL"}), "L") != "L"


def _with_lines(
    pdf: PdfParser.PdfParser,
    page: PdfParser.PdfDict,
    lines: Sequence[str],
    blank: PdfParser.IndirectReference,
) -> dict[Any, Any]:
    fonts = {_name(f"L{number}"): _font(pdf, line, blank) for number, line in enumerate(lines)}
    drawn = pdf.write_obj(None, stream=_drawn(lines, page[b"MediaBox"]))
    resources = {**page[b"Resources"], _name("Font"): fonts}
    return {**page, b"Contents": [page[b"Contents"], drawn], b"Resources": resources}


def _drawn(lines: Sequence[str], box: Sequence[Any]) -> bytes:
    """Each line from the left margin, all of them over the page's height."""
    width, height = float(box[2]), float(box[3])
    room = height * (1 - 2 * _MARGIN)
    size = min(
        width * (1 - 2 * _MARGIN) / (LINE_CHARS * _ADVANCE / 1000), room / len(lines) / _LEADING
    )
    said = []
    for number, line in enumerate(lines):
        down = height * (1 - _MARGIN) - size * (1 + number * _LEADING)
        codes = bytes(range(1, len(line) + 1)).hex()
        # Rendering mode 3 is neither filled nor stroked.
        said.append(
            f"BT 3 Tr /L{number} {size:.2f} Tf {width * _MARGIN:.2f} {down:.2f} Td <{codes}> Tj ET"
        )
    return "\n".join(said).encode()


def _font(
    pdf: PdfParser.PdfParser, line: str, blank: PdfParser.IndirectReference
) -> PdfParser.IndirectReference:
    pairs = "\n".join(
        f"<{code:02X}> <{letter.encode('utf-16-be').hex()}>"
        for code, letter in enumerate(line, start=1)
    )
    letters = pdf.write_obj(None, stream=_CMAP.format(count=len(line), pairs=pairs).encode())
    return pdf.write_obj(
        None,
        Type=_name("Font"),
        Subtype=_name("Type3"),
        FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs={_name("blank"): blank},
        Encoding={
            _name("Type"): _name("Encoding"),
            _name("Differences"): [1, *[_name("blank")] * len(line)],
        },
        FirstChar=1,
        LastChar=len(line),
        Widths=[_ADVANCE] * len(line),
        Resources={},
        ToUnicode=letters,
    )


def words_of(data: bytes) -> list[str]:
    """The lines behind each page as they are read from the file, one below the other."""
    with PdfParser.PdfParser(buf=bytearray(data)) as pdf:
        return ["\n".join(_read(pdf, pdf.read_indirect(page))) for page in pdf.pages]


def _read(pdf: PdfParser.PdfParser, page: PdfParser.PdfDict) -> list[str]:
    fonts = page[b"Resources"].get(b"Font", {})
    lines = []
    for number in range(len(fonts)):
        font = pdf.read_indirect(fonts[f"L{number}".encode()])
        cmap = pdf.read_indirect(font[b"ToUnicode"]).buf.decode()
        pairs = cmap.partition("beginbfchar")[2].partition("endbfchar")[0].split()
        lines.append("".join(bytes.fromhex(each[1:-1]).decode("utf-16-be") for each in pairs[1::2]))
    return lines
