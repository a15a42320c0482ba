"""The prompt a model is sent: what the person wrote, then how it should be made.

The same input gives the same prompt.
"""

import re

from imaging.prompts import styles
from imaging.prompts.ideas import suggest_ideas
from imaging.providers.types import Format

# The canvas only: where things stand on it is the prompt's own business.
COMPOSITION = {
    # Made at 16:9 and cropped to 1.91:1: the outermost bands above and below are lost.
    Format.LANDSCAPE: (
        "Wide landscape frame; keep a quiet margin of plain background along the top and bottom "
        "edges, which will be cropped, and everything that matters well inside it."
    ),
    Format.SQUARE: (
        "Square frame with even margins on all four sides, the focal point large enough to be "
        "recognised in a thumbnail."
    ),
    Format.PORTRAIT: (
        "Tall 4:5 frame that is filled from foreground to background, the focal point large "
        "enough to be recognised on a phone, calm edges above and below."
    ),
}

# A prompt that speaks of one of these, be it for or against, has the last word on it.
_UNWANTED = {
    "text": re.compile(
        r"\b(?:text|texts|lettering|letters|captions?|headlines?|slogans?|typography|reads|saying|"
        r"says|wording)\b",
        re.IGNORECASE,
    ),
    "logos": re.compile(r"\blogos?\b", re.IGNORECASE),
    "watermarks": re.compile(r"\bwater-?marks?\b", re.IGNORECASE),
}


def write_prompt(*, prompt: str, content: str, style: str, format: Format) -> str:
    """`prompt` intact and first; from `content`, the post, where there is none.

    `style` is a slug, or "" for no particular one.
    """
    subject = prompt.strip()
    if not subject:
        (idea,) = suggest_ideas(content, count=1)
        subject, style = idea.prompt, style or idea.style
    chosen = styles.style(style)
    unwanted = [f"no {name}" for name, said in _UNWANTED.items() if not said.search(subject)]
    sentences = [
        subject if subject[-1] in ".!?…" else f"{subject}.",
        chosen.fragment if chosen else "",
        COMPOSITION[format],
        f"{', '.join(unwanted)}.".capitalize() if unwanted else "",
    ]
    return " ".join(filter(None, sentences))
