"""The designs: one file each; a new one is added here."""

from imaging.providers.canvas.composition import Design
from imaging.providers.canvas.designs import (
    aurora,
    contours,
    editorial,
    halftone,
    number,
    orbits,
    quotation,
    ribbon,
    tiles,
    waves,
)

DESIGNS: tuple[Design, ...] = (
    editorial.DESIGN,
    tiles.DESIGN,
    waves.DESIGN,
    halftone.DESIGN,
    contours.DESIGN,
    quotation.DESIGN,
    number.DESIGN,
    orbits.DESIGN,
    aurora.DESIGN,
    ribbon.DESIGN,
)
