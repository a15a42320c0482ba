"""Exposure, contrast, and whether the light says what the post says."""

from imaging.pictures.colour_names import hex_code, name
from imaging.prompts.edits.seen import Advice, EditSuggestion, Seen, main_colour

_DARK, _MUCH_BLACK = 0.30, 0.35
_WHITE_BORDER, _BRIGHT = 0.60, 0.88
_FLAT = 0.38
_WORTH_TELLING = 0.02
_COLD, _WARM = -0.08, 0.12

_WARM_TONES = frozenset({"friendly", "conversational", "inspirational"})
_COOL_TONES = frozenset({"professional", "authoritative"})


def light(seen: Seen) -> Advice | None:
    facts = seen.facts
    if facts.brightness < _DARK or facts.black > _MUCH_BLACK:
        return 1 - facts.brightness, EditSuggestion(
            "Lift the light",
            "Brighten the scene with soft, even light and open the shadows, so that detail shows "
            "in them. Keep the composition and the colours as they are.",
            _exposure(facts.brightness, facts.black, "dark"),
        )
    if facts.white_border > _WHITE_BORDER:
        tint = main_colour(seen)
        return facts.white_border * 0.8, EditSuggestion(
            "Set it off from the page",
            f"Give the background a soft, even tint of {name(tint)} ({hex_code(tint)}) right to "
            "the edges. Leave the subject as it is.",
            f"{facts.white_border:.0%} of its border is nearly white: in a white feed one cannot "
            "see where it ends.",
        )
    if facts.brightness > _BRIGHT:
        return facts.brightness * 0.6, EditSuggestion(
            "Bring the light down",
            "Lower the light a little and give the subject a soft shadow, so that its shape reads. "
            "Keep the composition as it is.",
            _exposure(facts.brightness, facts.white, "light"),
        )
    return None


def contrast(seen: Seen) -> Advice | None:
    contrast = seen.facts.contrast
    if contrast >= _FLAT:
        return None
    return 0.9 * (1 - contrast), EditSuggestion(
        "More contrast",
        "Increase the contrast: a deeper tone behind the subject and a clear light on it, so that "
        "it stands out at the size of a thumbnail. Change nothing else.",
        f"Between its darkest and its brightest twentieth lie {contrast:.0%} of the range from "
        "black to white.",
    )


def mood(seen: Seen) -> Advice | None:
    """Where the light says another thing than the words."""
    if seen.post is None:
        return None
    warmth, tone = seen.facts.warmth, seen.post.tone
    if tone in _WARM_TONES and warmth < _COLD:
        return 0.6 - warmth, EditSuggestion(
            "Warm the light",
            "Turn the light to that of a late afternoon: warmer highlights and skin, the shadows "
            "a little softer. Keep the composition as it is.",
            f"The post sounds {tone}, but the picture is cold: it has {-warmth:.0%} more blue "
            "than red.",
        )
    if tone in _COOL_TONES and warmth > _WARM:
        return 0.4 + warmth, EditSuggestion(
            "Cool the light",
            "Turn the light to neutral daylight, with clean whites and no yellow cast. Keep the "
            "composition as it is.",
            f"The post sounds {tone}, but the picture glows: it has {warmth:.0%} more red than "
            "blue.",
        )
    return None


def _exposure(brightness: float, lost: float, how: str) -> str:
    if lost < _WORTH_TELLING:
        return f"Its mean brightness is {brightness:.0%} of white."
    return (
        f"Its mean brightness is {brightness:.0%} of white, and {lost:.0%} of it is too {how} to "
        "show any detail."
    )
