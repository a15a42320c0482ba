"""Where the subject stands, how large it is, and what LinkedIn's shape leaves of it."""

from imaging.prompts.edits.seen import Advice, EditSuggestion, Seen, percent

_SPREAD_OUT, _SMALL = 0.55, 0.06
_TIMES = "\N{MULTIPLICATION SIGN}"
_NEAR = 0.04
_KEPT = 0.85

_BACK = {
    "left": "to the right", "right": "to the left", "top": "downwards", "bottom": "upwards",
}  # fmt: skip


def focal_point(seen: Seen) -> Advice | None:
    area = seen.facts.framing.subject_area
    if area > _SPREAD_OUT:
        return area, EditSuggestion(
            "Give it one focal point",
            "Let one thing lead: make the main subject larger and clearer, and soften, dim or "
            "remove what competes with it.",
            f"What stands out is spread over {area:.0%} of the picture, so the eye has nowhere to "
            "land first.",
        )
    if 0 < area < _SMALL:
        return 0.7, EditSuggestion(
            "Come closer",
            "Move closer, so that the subject fills about a third of the frame. Keep it whole, "
            "with some room on every side.",
            f"What stands out takes {percent(area)} of the picture; on a phone, where a post is "
            "some 360 pixels wide, that is little.",
        )
    return None


def shape(seen: Seen) -> Advice | None:
    kept, kept_saliency = seen.facts.framing.kept, seen.facts.framing.kept_saliency
    width, height = seen.format.size
    own, wanted = seen.size[0] / seen.size[1], width / height
    # Not by what is kept: a person may have chosen a small part.
    if min(own, wanted) / max(own, wanted) >= _KEPT:
        return None
    across = own < wanted
    sides = "to the left and the right" if across else "at the top and the bottom"
    return 1 - kept_saliency / 2, EditSuggestion(
        f"Frame it for {seen.format}",
        f"Widen the scene {sides} until the picture has the shape {width}:{height}, going on with "
        "its own background. Keep the whole subject inside.",
        f"It has {seen.size[0]} {_TIMES} {seen.size[1]} pixels. LinkedIn's {seen.format}, "
        f"{width} {_TIMES} {height}, keeps {kept:.0%} of it and "
        f"{kept_saliency:.0%} of what the eye goes to.",
    )


def edges(seen: Seen) -> Advice | None:
    margins = seen.facts.framing.margins
    if not margins:
        return None
    side = min(margins, key=lambda each: margins[each])
    gap = margins[side]
    if gap >= _NEAR or seen.facts.framing.subject_area > _SPREAD_OUT:
        return None
    where = f"the {side} edge of LinkedIn's {seen.format}"
    reason = (
        f"What stands out is cut by {where}: it reaches {percent(-gap)} of the frame beyond it."
        if gap < 0
        else f"What stands out ends {percent(gap)} from {where}, which looks cramped."
    )
    return 0.75 - gap, EditSuggestion(
        f"Move the subject away from the {side} edge",
        f"Shift the subject {_BACK[side]} so that a tenth of the frame stays free at its {side} "
        "side, and go on with the background there.",
        reason,
    )
