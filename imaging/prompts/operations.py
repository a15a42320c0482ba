"""What a model is told to do with pictures that it is sent along with the prompt.

The picture to work from comes first, those that are for something else after it.
"""

from collections.abc import Sequence

from imaging.pictures.colour_names import Rgb
from imaging.prompts import styles
from imaging.prompts.brand import palette_sentence
from imaging.prompts.references import told_of
from imaging.prompts.writing import COMPOSITION, write_prompt
from imaging.providers.types import BrandRole, Distance, Format, Operation, ReferenceRole

_REST = (
    "Leave everything that this does not touch exactly as it is: subject, composition, light, "
    "colours, faces and lettering."
)
_SAME = (
    "Keep its subject, its composition and every person and object in their places; change only "
    "how it is made."
)

_DISTANCES = {
    Distance.NEAR: (
        "Stay close to it: the same composition and point of view, the same people and objects; "
        "only details, gestures and light may change a little."
    ),
    Distance.FAR: "Choose a clearly different composition, point of view and light.",
}


def operation_prompt(
    operation: Operation,
    *,
    prompt: str,
    content: str,
    style: str,
    format: Format,
    references: Sequence[ReferenceRole] = (),
    distance: Distance = Distance.FAR,
    brand: Sequence[tuple[BrandRole, Rgb]] = (),
) -> str:
    """The prompt for an operation; `references` says what each further picture is for.

    `brand` are colours for a new picture; what is made of another keeps the ones it has.

    `prompt` is what to paint, what to change, or for restyle and vary what the picture is of.
    """
    sentences = {
        Operation.GENERATE: lambda: [
            write_prompt(prompt=prompt, content=content, style=style, format=format),
            palette_sentence(brand),
        ],
        Operation.EDIT: lambda: _edit(prompt, style),
        Operation.RESTYLE: lambda: _restyle(prompt, style),
        Operation.VARY: lambda: _vary(prompt, style, format, distance),
    }[operation]()
    sentences.append(told_of(references, first=1 if operation is Operation.GENERATE else 2))
    return " ".join(filter(None, sentences))


def _edit(prompt: str, style: str) -> list[str]:
    return [
        "Edit the first picture.",
        _sentence(prompt),
        _fragment(style),
        _REST,
    ]


def _restyle(prompt: str, style: str) -> list[str]:
    return [
        "Make the first picture anew in another manner.",
        _SAME,
        _fragment(style),
        _subject(prompt),
    ]


def _vary(prompt: str, style: str, format: Format, distance: Distance) -> list[str]:
    return [
        "Make another picture with the subject, the message and the manner of the first.",
        _DISTANCES[distance],
        _subject(prompt),
        _fragment(style),
        COMPOSITION[format],
    ]


def _subject(prompt: str) -> str:
    return f"What it is of: {_sentence(prompt)}" if prompt.strip() else ""


def _fragment(style: str) -> str:
    chosen = styles.style(style)
    return chosen.fragment if chosen else ""


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
