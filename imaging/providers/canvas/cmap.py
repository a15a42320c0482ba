"""Which characters a font file can draw, read from its `cmap` table."""

import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

_OUTLINES = {b"glyf", b"CFF ", b"CFF2"}
_UNICODE_TABLES = {(3, 10): 4, (0, 6): 3, (0, 4): 3, (3, 1): 2, (0, 3): 1, (0, 2): 1, (0, 1): 1}
_MALFORMED = (OSError, struct.error, IndexError, ValueError)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sorted, disjoint ranges of code points, both ends included."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def __contains__(self, code: int) -> bool:
        at = bisect_right(self.starts, code) - 1
        return at >= 0 and code <= self.ends[at]

    def covers(self, text: str) -> bool:
        return all(ord(character) in self for character in text)


@lru_cache(maxsize=4096)
def coverage(path: Path, index: int = 0) -> Coverage:
    """The characters of one face of a font file; none where it is unreadable or has no outlines."""
    try:
        with path.open("rb") as file:
            tables = _tables(file, index)
            if b"cmap" not in tables or not _OUTLINES & tables.keys():
                return Coverage()
            offset, length = tables[b"cmap"]
            file.seek(offset)
            return _coverage(file.read(length))
    except _MALFORMED:
        return Coverage()


@lru_cache(maxsize=4096)
def face_count(path: Path) -> int:
    """How many faces a font file holds: more than one in a collection, none if unreadable."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
        return int(struct.unpack(">L", head[8:12])[0]) if head[:4] == b"ttcf" else 1
    except _MALFORMED:
        return 0


def _tables(file: BinaryIO, index: int) -> dict[bytes, tuple[int, int]]:
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * index)
        file.seek(struct.unpack(">L", file.read(4))[0] + 4)
    count = struct.unpack(">H", file.read(2))[0]
    file.read(6)
    found = {}
    for _ in range(count):
        tag, _checksum, offset, length = struct.unpack(">4sLLL", file.read(16))
        found[tag] = (offset, length)
    return found


def _coverage(table: bytes) -> Coverage:
    best_rank, best_offset = 0, 0
    for number in range(struct.unpack_from(">H", table, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * number)
        rank = _UNICODE_TABLES.get((platform, encoding), 0)
        if rank > best_rank:
            best_rank, best_offset = rank, offset
    if not best_rank:
        return Coverage()
    subtable = table[best_offset:]
    layout = struct.unpack_from(">H", subtable)[0]
    pairs = {4: _segments, 12: _groups}[layout](subtable) if layout in {4, 12} else []
    return _merged(pairs)


def _groups(table: bytes) -> list[tuple[int, int]]:
    count = struct.unpack_from(">L", table, 12)[0]
    groups = struct.iter_unpack(">LLL", table[16 : 16 + 12 * count])
    return [(start if glyph else start + 1, end) for start, end, glyph in groups]


def _segments(table: bytes) -> list[tuple[int, int]]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 4 * count)
    offsets = struct.unpack_from(f">{count}H", table, 16 + 6 * count)
    ranges = []
    for at, (start, end, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        if not offset:
            ranges.append((start, end))
            if start <= (-delta & 0xFFFF) <= end:  # this one code maps to the empty box
                ranges[-1:] = [(start, (-delta & 0xFFFF) - 1), ((-delta & 0xFFFF) + 1, end)]
            continue
        first = 16 + 6 * count + 2 * at + offset
        glyphs = struct.unpack_from(f">{end - start + 1}H", table, first)
        ranges += [(start + i, start + i) for i, glyph in enumerate(glyphs) if glyph]
    return ranges


def _merged(pairs: list[tuple[int, int]]) -> Coverage:
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(pair for pair in pairs if pair[0] <= pair[1]):
        if ends and start <= ends[-1] + 1:
            ends[-1] = max(end, ends[-1])
        else:
            starts.append(start)
            ends.append(end)
    return Coverage(tuple(starts), tuple(ends))
