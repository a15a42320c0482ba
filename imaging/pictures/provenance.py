"""Where a picture comes from, as its file tells: XMP written, C2PA manifests noticed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from xml.sax.saxutils import quoteattr

_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JUMBF_MARK, _MANIFEST_LABEL = b"jumb", b"c2pa"
_APP11, _START_OF_SCAN = 0xEB, 0xDA
_BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})


class DigitalSource(StrEnum):
    """IPTC's terms for how a picture came to be (NewsCodes, digitalsourcetype)."""

    TRAINED = "trainedAlgorithmicMedia"
    ALGORITHM = "algorithmicMedia"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a derivative tells of its original. `source` None where nobody can know.

    `system` and `version` name what made the pixels, "" for a person; `original` is a URI.
    """

    tool: str
    original: str
    created_at: datetime
    made_at: datetime
    source: DigitalSource | None = None
    system: str = ""
    version: str = ""


def xmp_packet(provenance: Provenance) -> bytes:
    """XMP (ISO 16684-1) with IPTC's extension: source type, creator tool, dates, the original."""
    values = {
        "xmp:CreatorTool": provenance.tool,
        "xmp:CreateDate": provenance.created_at.isoformat(timespec="seconds"),
        "xmp:ModifyDate": provenance.made_at.isoformat(timespec="seconds"),
        "xmpMM:OriginalDocumentID": provenance.original,
    }
    if provenance.source is not None:
        values["Iptc4xmpExt:DigitalSourceType"] = _SOURCE_TYPES + provenance.source
    if provenance.system:
        values["Iptc4xmpExt:AISystemUsed"] = provenance.system
        values["Iptc4xmpExt:AISystemVersionUsed"] = provenance.version
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
        f' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" {attributes}/>'
        "</rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def has_manifest(data: bytes) -> bool:
    """Whether a PNG, JPEG or WebP carries a C2PA manifest; it is noticed, not verified."""
    if data.startswith(_PNG_SIGNATURE):
        return any(kind == b"caBX" for kind in _png_chunks(data))
    if data.startswith(b"\xff\xd8"):
        return any(
            marker == _APP11 and _JUMBF_MARK in body and _MANIFEST_LABEL in body
            for marker, body in _jpeg_segments(data)
        )
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return any(kind == b"C2PA" for kind in _riff_chunks(data))
    return False


def tells_of_ai(data: bytes) -> bool:
    """Whether a file's own XMP says that a model has made the picture, or a part of it."""
    said = re.search(rb"digitalsourcetype/(?:compositeWithT|t)rainedAlgorithmicMedia", data)
    return said is not None


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG_SIGNATURE)
    while at + 8 <= len(data):
        yield data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4])


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers with their bodies, up to the first scan."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _START_OF_SCAN:
            return
        if marker == 0xFF or marker in _BARE_MARKERS:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        if length < 2:
            return
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length


def _riff_chunks(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        yield data[at : at + 4]
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
