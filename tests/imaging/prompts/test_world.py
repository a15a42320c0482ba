"""Things, places and people as a card calls them."""

import pytest

from imaging.prompts import world
from imaging.prompts.ideas import suggest_ideas
from imaging.prompts.material import read

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


@pytest.mark.parametrize(
    ("post", "shown", "absent"),
    [
        ("Los lunes empezamos con media hora de café, sin cronómetro.", "cup", "watch"),
        ("We cook dinner without a recipe, in an old oven.", "oven", "plate"),
        ("Wir haben aufgehört zu suchen. Stattdessen reparieren wir das Fahrrad.", "", "plate"),
        ("Nous avons moins de pluie depuis mars. Le vignoble souffre.", "vines", "shore"),
        ("Our grain elevator lost barley to moisture.", "silo", "lift"),
        ("I strike three clauses from every SaaS contract.", "document", "laptop"),
    ],
)
def test_what_is_shown_is_there_and_meant(post: str, shown: str, absent: str) -> None:
    material = read(post)
    found = [hit.key for hit in (*material.named_things, *material.named_places)]
    assert absent not in found
    assert not shown or shown in found


def test_what_nobody_does_is_no_turn_of_the_post() -> None:
    assert not read("The readings went to a mailbox that nobody opened.").concepts
    assert [hit.key for hit in read("Today we opened the new mill.").concepts] == ["launch"]


def test_a_place_that_is_the_thing_is_shown_once() -> None:
    for idea in suggest_ideas("Hier soir, le dernier train de Lyon a eu deux heures de retard."):
        assert idea.prompt.lower().count("a railway carriage, waiting with nobody aboard yet") <= 1
