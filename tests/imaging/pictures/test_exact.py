"""LinkedIn's shapes: to the pixel, sharp, of the look that was agreed on, and telling their origin.

After a change that is meant, `python -m tests.imaging.pictures.test_exact` writes the golden files
anew; look at them before they are committed.
"""

import io
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from imaging.pictures.colour import srgb_profile
from imaging.pictures.crop import Focus, find_focus
from imaging.pictures.exact import MAX_BYTES, exact_jpeg
from imaging.pictures.provenance import DigitalSource, Provenance, has_manifest, xmp_packet
from imaging.pictures.verify import VerifiedPicture, verify
from imaging.providers.types import Format
from tests.imaging.pictures.odd import drawn, encoded, with_chunk

GOLDEN = Path(__file__).parent / "golden"
# Of 255: the mean over the picture, and over its worst square of 27 pixels.
MEAN_OFF, SQUARE_OFF, SQUARE_PX = 2.0, 6.0, 27
TOLD = Provenance(
    tool="Easel",
    original="urn:uuid:0190",
    created_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
    made_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    source=DigitalSource.TRAINED,
    system="Gemini",
    version='nano "2"',
)


def scene() -> VerifiedPicture:
    """A lighthouse to the left of a wide sea, in fine lines and soft light."""
    picture = Image.linear_gradient("L").resize((1376, 768)).convert("RGB")
    picture = Image.blend(picture, Image.new("RGB", picture.size, "#3f6f9f"), 0.6)
    draw = ImageDraw.Draw(picture)
    for wave in range(520, 768, 16):
        draw.line((0, wave, 1376, wave - 12), "#9db9d2", 2)
    draw.polygon([(250, 640), (290, 210), (350, 210), (390, 640)], "#f4efe6")
    for band in range(260, 620, 90):
        draw.rectangle((276, band, 364, band + 40), "#c43f16")
    draw.ellipse((286, 150, 354, 218), "#ffd977")
    return verify(encoded(picture, "PNG"))


def rendered(format: Format) -> bytes:
    picture = scene()
    width, height = format.size
    focus = find_focus(picture.image, width / height)
    return exact_jpeg(picture, format.size, focus, xmp=xmp_packet(TOLD)).data


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
    return picture


@pytest.mark.parametrize("format", Format)
def test_looks_as_agreed(format: Format) -> None:
    off = ImageChops.difference(
        opened(rendered(format)), opened((GOLDEN / f"{format}.jpg").read_bytes())
    ).convert("L")

    assert ImageStat.Stat(off).mean[0] <= MEAN_OFF
    assert max(off.reduce(SQUARE_PX).tobytes()) <= SQUARE_OFF


def test_a_picture_of_the_very_size_stays_as_it_is() -> None:
    original = scene().image.crop((0, 0, 1080, 760)).resize((1080, 1080)).convert("RGB")

    result = exact_jpeg(verify(encoded(original, "PNG")), (1080, 1080), Focus())

    off = ImageChops.difference(opened(result.data), original).convert("L")
    assert result.enlarged == 1
    assert ImageStat.Stat(off).mean[0] < 1.5


def test_fine_lines_survive_the_scaling() -> None:
    lines = Image.new("L", (2160, 2160), 255)
    for x in range(0, 2160, 8):
        lines.paste(0, (x, 0, x + 4, 2160))

    made = opened(exact_jpeg(verify(encoded(lines, "PNG")), (1080, 1080), Focus()).data)

    assert ImageStat.Stat(made.convert("L").crop((100, 100, 980, 980))).stddev[0] > 105


def test_says_by_how_much_pixels_were_blown_up() -> None:
    assert exact_jpeg(scene(), (1080, 1080), Focus()).enlarged == pytest.approx(1080 / 768)
    assert exact_jpeg(scene(), (1080, 1080), Focus(scale=0.5)).enlarged == pytest.approx(2.8125)


def test_the_heaviest_picture_weighs_no_more_than_linkedin_takes() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1080, 1350), 200) for _ in range(3)])
    sharp = noise.filter(ImageFilter.UnsharpMask(1, 500, 0))

    data = exact_jpeg(verify(encoded(sharp, "PNG")), (1080, 1350), Focus()).data

    assert 500_000 < len(data) <= MAX_BYTES


def test_tells_its_origin_and_nothing_else() -> None:
    exif = Image.Exif()
    exif[0x010E] = "home address"
    private = verify(drawn("JPEG", exif=exif, comment=b"home address", xmp=b"<home/>"))

    made = opened(exact_jpeg(private, (1080, 1080), Focus(), xmp=xmp_packet(TOLD)).data)

    assert made.info["icc_profile"] == srgb_profile()
    assert not {"exif", "comment"} & set(made.info)
    assert described(made.info["xmp"]) == {
        "CreatorTool": "Easel",
        "CreateDate": "2026-11-01T09:00:00+00:00",
        "ModifyDate": "2026-11-02T09:00:00+00:00",
        "OriginalDocumentID": "urn:uuid:0190",
        "DigitalSourceType": (
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        ),
        "AISystemUsed": "Gemini",
        "AISystemVersionUsed": 'nano "2"',
    }


def described(xmp: bytes) -> dict[str, str]:
    """The properties of an XMP packet by their local names."""
    root = ElementTree.fromstring(xmp.decode())  # noqa: S314 - our own
    (description,) = root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
    values = {name.rpartition("}")[2]: value for name, value in description.attrib.items()}
    values.pop("about")
    return values


MANIFEST = b"\0\0\0\x2ejumb\0\0\0\x1ejumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0"


def jpeg_with(marker: int, body: bytes) -> bytes:
    data = drawn("JPEG")
    return data[:2] + bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body + data[2:]


def webp_with(kind: bytes, body: bytes) -> bytes:
    data = drawn("WEBP")
    data += kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
    return data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:]


@pytest.mark.parametrize(
    ("data", "carries"),
    [
        (with_chunk(drawn("PNG"), b"caBX", MANIFEST), True),
        (with_chunk(drawn("PNG"), b"tEXt", b"Comment\0caBX c2pa jumb"), False),
        (jpeg_with(0xEB, b"JP\0\1\0\0\0\1" + MANIFEST), True),
        (jpeg_with(0xEB, b"HDR_RI ver=11"), False),
        (jpeg_with(0xFE, MANIFEST), False),
        (webp_with(b"C2PA", MANIFEST + b"!"), True),
        (webp_with(b"XXXX", b"C2PA"), False),
        *((drawn(kind), False) for kind in ("PNG", "JPEG", "WEBP", "GIF")),
        (b"\x89PNG\r\n\x1a\n\0\0", False),
        (b"\xff\xd8\xff\xeb\0\0", False),
        (b"", False),
    ],
)
def test_notices_a_manifest(data: bytes, *, carries: bool) -> None:
    assert has_manifest(data) is carries


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in Format:
        opened(rendered(each)).save(
            GOLDEN / f"{each}.jpg", quality=80, subsampling=0, optimize=True
        )
