"""A number in a hook that is worth showing large: as written, never counted or invented."""

import re
from dataclasses import dataclass

_CURRENCY = "$€£¥₹₽₪"
_QUANTITY = re.compile(  # the ambiguous signs are those of other keyboards
    rf"(?<![\w.,:/+#@&'’-])"  # noqa: RUF001
    rf"(?P<text>[{_CURRENCY}]?[+−-]?(?P<number>\d{{1,3}}(?:[.,'’\u00a0]\d{{3}})+(?:[.,]\d{{1,2}})?|"  # noqa: RUF001
    rf"\d+(?:[.,]\d{{1,2}})?)"
    rf"(?P<unit>\s?[%٪‰]|[xX×](?!\w)|\s?[{_CURRENCY}]|(?:[kKMB]|bn|BN)(?!\w)|\+(?!\w))?)"  # noqa: RUF001
    rf"(?![\w:/]|[.,-]\w)"
)
_YEARS = range(1900, 2100)
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """`text` stands in the hook letter for letter; `percent` is set for a share of 100."""

    text: str
    percent: float | None


def find_figure(hook: str) -> Figure | None:
    """The first quantity of the hook; years, times, versions and names like B2B are none."""
    for match in _QUANTITY.finditer(hook):
        text, number, unit = match["text"].strip(), match["number"], (match["unit"] or "").strip()
        bare_year = not unit and text == number and number.isdecimal() and int(number) in _YEARS
        if bare_year or len(text) > _LONGEST:
            continue
        share = None
        if unit in {"%", "٪"} and text[0] not in "+-−":  # noqa: RUF001
            share = float(number.replace(",", "."))
        return Figure(text, share if share is not None and 0 <= share <= 100 else None)
    return None
