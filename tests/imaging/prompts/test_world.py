"""Things, places and people as a card calls them."""

import pytest

from imaging.prompts import world

LABELS = [
    entry.label
    for entries in (world.things(), world.places(), world.roles())
    for entry in entries.values()
]


@pytest.mark.parametrize("label", LABELS)
def test_a_short_name_ends_with_what_it_names(label: str) -> None:
    *_, last = label.split()

    assert len(label.split()) > 1
    assert last not in {"of", "made", "with", "and", "in", "on", "at", "from", "by"}


def test_what_hands_can_hold_fits_in_a_room() -> None:
    assert not [thing.key for thing in world.things().values() if thing.small and thing.huge]
