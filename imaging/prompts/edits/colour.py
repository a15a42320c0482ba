"""Colours: the brand's, and one suggestion for every picture, since every picture has them."""

from collections import defaultdict
from collections.abc import Sequence

from imaging.pictures.colour_names import Rgb, chroma, complement, difference, name
from imaging.prompts.edits.seen import Advice, EditSuggestion, Seen, named, subject

_GREY, _GAUDY, _LIVELY = 22.0, 85.0, 60
_ONE_COLOUR = 0.6
_COLOURED = 0.2
"""The chroma from which a brand's colour is one to bring in: its white is anybody's."""
_KIN, _TRACE = 0.11, 0.02
"""How near a colour passes for the brand's, and the least share of a picture that is no speck."""


def brand(seen: Seen) -> Advice | None:
    """Where none of the brand's colours is to be seen."""
    wanted = next((each for each in seen.brand if chroma(each) > _COLOURED), None)
    if wanted is None:
        return None
    tones = [tone for tone in seen.facts.tones if tone.share >= _TRACE]
    nearest = min(tones, key=lambda tone: difference(tone.colour, wanted))
    if any(_is_kin(tone.colour, seen.brand) for tone in tones):
        return None
    return 0.62, EditSuggestion(
        f"Bring in your brand's {name(wanted)}",
        f"Give something that belongs to {subject(seen)} the colour {named(wanted)}: a thing, a "
        "garment or the light on it, on about a tenth of the picture. Keep all other colours.",
        f"None of its main colours is one of your brand's: the nearest to {named(wanted)} is "
        f"{named(nearest.colour)}, on {nearest.share:.0%} of it.",
    )


def _is_kin(colour: Rgb, brand: Sequence[Rgb]) -> bool:
    coloured = (each for each in brand if chroma(each) > _COLOURED)
    return any(difference(colour, each) <= _KIN for each in coloured)


def colour(seen: Seen) -> EditSuggestion:
    facts, main = seen.facts, seen.facts.tones[0]
    leads = f"{named(main.colour)} covers {main.share:.0%} of it"
    accent = complement(main.colour)
    if facts.colourfulness < _GREY:
        return EditSuggestion(
            "Add one accent",
            f"Give {subject(seen)}, and nothing else, one clear accent in {named(accent)}. Leave "
            "everything around it muted.",
            f"It is nearly grey, with a colourfulness of {facts.colourfulness:.0f} where lively "
            f"pictures reach {_LIVELY}; {leads}.",
        )
    if facts.colourfulness > _GAUDY:
        kept = " and ".join(name(tone.colour) for tone in facts.tones[:2])
        return EditSuggestion(
            "Fewer colours",
            f"Reduce the palette to {kept} with one accent on {subject(seen)}, and mute all other "
            "colours.",
            f"Its colourfulness is {facts.colourfulness:.0f}, where lively pictures reach "
            f"{_LIVELY}; {leads}.",
        )
    if main.share > _ONE_COLOUR:
        return EditSuggestion(
            "Set an accent against the main colour",
            f"Give {subject(seen)} one accent in {named(accent)}, against the "
            f"{name(main.colour)} around it.",
            f"Much of it is one colour: {leads}.",
        )
    others = _others(seen)
    if not others:
        return EditSuggestion(
            "Set an accent against the main colour",
            f"Give {subject(seen)} one accent in {named(accent)}, against the "
            f"{name(main.colour)} around it.",
            f"All its main colours are kinds of {name(main.colour)}: {leads}.",
        )
    vivid = max(others, key=chroma)
    return EditSuggestion(
        "Let one colour lead",
        f"Keep {named(main.colour)} as the ground, use {named(vivid)} for {subject(seen)} "
        "alone, and mute the rest a little.",
        f"Its colours compete: {leads}, {_listed(others)}.",
    )


def _others(seen: Seen) -> dict[Rgb, float]:
    """The colours beside the main one with their shares; those of one name are one."""
    main = name(seen.facts.tones[0].colour)
    first: dict[str, Rgb] = {}
    shares: defaultdict[str, float] = defaultdict(float)
    for tone in seen.facts.tones[1:]:
        if (called := name(tone.colour)) != main:
            first.setdefault(called, tone.colour)
            shares[called] += tone.share
    return {
        first[called]: share for called, share in sorted(shares.items(), key=lambda each: -each[1])
    }


def _listed(others: dict[Rgb, float]) -> str:
    told = [f"{named(colour)} {share:.0%}" for colour, share in others.items()]
    return " and ".join(told[:2])
