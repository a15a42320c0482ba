"""What a design is given and what it makes of it."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from imaging.providers.canvas.figure import Figure
from imaging.providers.canvas.palettes import Colour, Palette
from imaging.providers.canvas.scene import Scene
from imaging.providers.canvas.typefaces import Casting, Voice
from imaging.providers.canvas.typesetting import Frame


@dataclass(frozen=True, slots=True)
class Sheet:
    """The task of a design: a size in pixels, colours, chance, and what is to be said.

    `words` is how many characters the headline has; 0 asks for a picture that stands by itself.
    """

    width: int
    height: int
    palette: Palette
    chance: random.Random
    words: int
    figure: Figure | None = None

    @property
    def margin(self) -> float:
        return round(0.072 * self._measure)

    def largest(self, share: float) -> float:
        """The size in pixels that the words may reach, by the area: more where they are few."""
        brevity = 1.5 if self.words <= 8 else 1.22 if self.words <= 24 else 1.0
        return share * brevity * self._measure

    @property
    def _measure(self) -> float:
        """The side of a square as large as the sheet."""
        return math.sqrt(self.width * self.height)

    @property
    def short(self) -> int:
        return min(self.width, self.height)

    @property
    def wide(self) -> bool:
        return self.width > 1.2 * self.height

    @property
    def tall(self) -> bool:
        return self.height > 1.1 * self.width

    def beyond(self, frame: Frame, x: float, y: float) -> float:
        """How far a point is past the words, in pixels: to their side if wide, else below them."""
        if not self.words:
            return math.inf
        return x - frame.right if self.wide else y - frame.bottom

    def scene(self, ground: Colour | None = None) -> Scene:
        return Scene(self.width, self.height, ground or self.palette.ground)


@dataclass(frozen=True, slots=True)
class Words:
    """A place for words: the headline, or its figure where `figure` is set."""

    frame: Frame
    colour: Colour
    largest: float
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    scene: Scene
    words: tuple[Words, ...] = ()

    def mirrored(self) -> "Composition":
        """The same seen in a mirror, for words that run from right to left."""
        width = self.scene.width
        turned = tuple(
            replace(
                place,
                frame=replace(
                    place.frame, left=width - place.frame.right, right=width - place.frame.left
                ),
            )
            for place in self.words
        )
        return Composition(replace(self.scene, mirrored=not self.scene.mirrored), turned)


@dataclass(frozen=True, slots=True)
class Design:
    """A way to lay out a picture.

    `pictorial`: it stands by itself, without words. `roomy`: it takes a long headline well.
    """

    name: str
    voice: Voice
    compose: Callable[[Sheet], Composition]
    pictorial: bool = False
    roomy: bool = True
    needs_figure: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A design with its colours and, where there are words to set, the type for them."""

    design: Design
    palette: Palette
    casting: Casting | None
