"""What people look at Easel with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewport:
    name: str
    width: int
    height: int
    mobile: bool = False

    def __str__(self) -> str:
        return self.name


LAPTOP = Viewport("laptop", 1440, 900)
PHONE = Viewport("phone", 390, 844, mobile=True)
VIEWPORTS = (LAPTOP, PHONE)
