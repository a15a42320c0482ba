"""Colours: one suggestion for every picture, since every picture has them."""

from imaging.pictures.colour_names import chroma, complement, hex_code, name
from imaging.prompts.edits.seen import EditSuggestion, Seen

_GREY, _GAUDY, _LIVELY = 22.0, 85.0, 60
_ONE_COLOUR = 0.6


def colour(seen: Seen) -> EditSuggestion:
    facts, main = seen.facts, seen.facts.tones[0]
    leads = f"{name(main.colour)} ({hex_code(main.colour)}) covers {main.share:.0%} of it"
    accent = complement(main.colour)
    if facts.colourfulness < _GREY:
        return EditSuggestion(
            "Add one accent",
            f"Give the subject, and nothing else, one clear accent in {name(accent)} "
            f"({hex_code(accent)}). Leave everything around it muted.",
            f"It is nearly grey, with a colourfulness of {facts.colourfulness:.0f} where lively "
            f"pictures reach {_LIVELY}; {leads}.",
        )
    if facts.colourfulness > _GAUDY:
        kept = " and ".join(name(tone.colour) for tone in facts.tones[:2])
        return EditSuggestion(
            "Fewer colours",
            f"Reduce the palette to {kept} with one accent, and mute all other colours.",
            f"Its colourfulness is {facts.colourfulness:.0f}, where lively pictures reach "
            f"{_LIVELY}; {leads}.",
        )
    if main.share > _ONE_COLOUR:
        return EditSuggestion(
            "Set an accent against the main colour",
            f"Give the subject one accent in {name(accent)} ({hex_code(accent)}), against the "
            f"{name(main.colour)} around it.",
            f"Much of it is one colour: {leads}.",
        )
    vivid = max((tone.colour for tone in facts.tones[1:]), key=chroma)
    return EditSuggestion(
        "Let one colour lead",
        f"Keep {name(main.colour)} ({hex_code(main.colour)}) as the ground, use {name(vivid)} "
        f"({hex_code(vivid)}) for the subject alone, and mute the rest a little.",
        f"Its colours compete: {leads}, {_listed(seen)}.",
    )


def _listed(seen: Seen) -> str:
    rest = seen.facts.tones[1:3]
    return " and ".join(
        f"{name(tone.colour)} ({hex_code(tone.colour)}) {tone.share:.0%}" for tone in rest
    )
