"""What might be changed in a picture, each told with the measure that speaks for it.

A rule looks at one side of a picture and either stays silent or says how much it matters. Every
reason names what was measured of this picture or stands in its post, and the last always names its
main colour and where its subject is: two pictures have the same suggestions only where they measure
the same.
"""

from collections.abc import Callable

from imaging.prompts.edits.colour import brand, colour
from imaging.prompts.edits.drawn import suggest_drawn_edits
from imaging.prompts.edits.filling import detail, post
from imaging.prompts.edits.framing import edges, focal_point, shape
from imaging.prompts.edits.light import contrast, light, mood
from imaging.prompts.edits.seen import Advice, EditSuggestion, Seen

__all__ = ["SUGGESTIONS_MAX", "EditSuggestion", "Seen", "suggest_drawn_edits", "suggest_edits"]

SUGGESTIONS_MAX = 5

_RULES: tuple[Callable[[Seen], Advice | None], ...] = (
    light, contrast, focal_point, detail, shape, edges, post, brand, mood,
)  # fmt: skip


def suggest_edits(seen: Seen) -> tuple[EditSuggestion, ...]:
    """At most five: what matters most first, at the end one on colours, which there always is."""
    found = [advice for rule in _RULES if (advice := rule(seen))]
    ranked = sorted(found, key=lambda advice: -advice[0])
    suggestions = [suggestion for _, suggestion in ranked[: SUGGESTIONS_MAX - 1]]
    return (*suggestions, colour(seen))
