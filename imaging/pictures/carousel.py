"""Pages of one size as a PDF that LinkedIn takes as a document: flat pictures, one a page."""

import io
from collections.abc import Sequence

from PIL import Image, PdfParser

from imaging.pictures.exact import NotAsAsked
from imaging.pictures.pdf_words import lines_of, put_words, words_of

MAX_BYTES = 100_000_000
MAX_PAGES = 300
_POINTS_PER_INCH = 72
_QUALITY = 92


def carousel_pdf(
    pages: Sequence[Image.Image], title: str = "", xmp: bytes = b"", *, words: Sequence[str] = ()
) -> bytes:
    """RGB pictures, all of one size, as the pages of a PDF; a pixel is a point.

    `xmp` is the packet that tells where it comes from, b"" for none; `words` are what can be read
    on each page, "" for nothing, which lies unseen behind its picture.

    Read back before it is handed out: raises `NotAsAsked` where it is not what was asked for, and
    `ValueError` for no pages, too many, or pages of several sizes.
    """
    if not 1 <= len(pages) <= MAX_PAGES:
        raise ValueError(f"{len(pages)} pages")
    size, *others = {page.size for page in pages}
    if others:
        raise ValueError("pages of several sizes")
    out = io.BytesIO()
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=_POINTS_PER_INCH,
        quality=_QUALITY,
        subsampling=0,
        title=title,
        producer="Easel",
    )
    if any(words):
        put_words(out, words)
    if xmp:
        _tell(out, xmp)
    data = out.getvalue()
    check_pdf(data, len(pages), size, xmp)
    if any(words) and words_of(data) != ["\n".join(lines_of(each)) for each in words]:
        raise NotAsAsked("other words than were written")
    return data


def _tell(file: io.BytesIO, xmp: bytes) -> None:
    """Append the packet as the document's metadata stream (ISO 32000-1, 14.3.2)."""
    with PdfParser.PdfParser(f=file, mode="r+b") as pdf:
        pdf.start_writing()
        file.write(b"\n")
        name = PdfParser.PdfName
        stream = pdf.write_obj(None, Type=name("Metadata"), Subtype=name("XML"), stream=xmp)
        pdf.write_obj(pdf.root_ref, {**pdf.root, name("Metadata"): stream})
        pdf.write_xref_and_trailer()


def xmp_of(data: bytes) -> bytes:
    """The packet of a PDF as it was appended, b"" for none."""
    with PdfParser.PdfParser(buf=bytearray(data)) as pdf:
        reference = pdf.root.get(b"Metadata")
        return pdf.read_indirect(reference).buf if reference else b""


def check_pdf(data: bytes, pages: int, size: tuple[int, int], xmp: bytes | None = None) -> None:
    """That a PDF has so many pages of this size, each a picture in RGB that fills it; and that it
    tells `xmp`, None for whatever.
    """
    if len(data) > MAX_BYTES:
        raise NotAsAsked(f"{len(data)} bytes instead of at most {MAX_BYTES}")
    try:
        with PdfParser.PdfParser(buf=bytearray(data)) as pdf:
            found = [pdf.read_indirect(page) for page in pdf.pages]
            shown = [_picture_of(pdf, page) for page in found]
        told = xmp_of(data)
    except (PdfParser.PdfFormatError, KeyError, OSError, ValueError) as error:
        raise NotAsAsked(f"unreadable: {error}") from error
    if xmp is not None and told != xmp:
        raise NotAsAsked("other metadata than was written")
    if len(found) != pages:
        raise NotAsAsked(f"{len(found)} pages instead of {pages}")
    for page, picture in zip(found, shown, strict=True):
        box = [float(value) for value in page[b"MediaBox"]]
        if box != [0, 0, *size] or picture.size != size or picture.mode != "RGB":
            raise NotAsAsked(f"a page of {box} with {picture.size} pixels instead of {size}")


def _picture_of(pdf: PdfParser.PdfParser, page: PdfParser.PdfDict) -> Image.Image:
    """The picture of a page, decoded in full."""
    (reference,) = page[b"Resources"][b"XObject"].values()
    with Image.open(io.BytesIO(pdf.read_indirect(reference).buf), formats=("JPEG",)) as picture:
        picture.load()
    return picture
