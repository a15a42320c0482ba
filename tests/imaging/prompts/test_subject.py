"""The ideas for a post show what it speaks of."""

import re

import pytest

from imaging.prompts.ideas import suggest_ideas

BEES = (
    "Our beekeepers lost a third of their hives last winter. This year we checked every hive twice "
    "a week, and the bees came through. The honey tastes of linden trees. Look early, act small."
)
VIOLIN = (
    "The museum lends its violin to a student for one year. Nobody has played the violin since "
    "1931. We think instruments want to be heard, and a glass case is silence."
)
FERRY = (
    "The 6:40 ferry was late again. I use the time on deck to write. My best ideas this year came "
    "from the ferry."
)
PEN = "I bought a fountain pen to sign our contract. The client kept the fountain pen."
PARKING = (
    "The CISO gave up his parking space for the intern who reported the phishing mail. A parking "
    "space says more than a poster about security."
)
FATHER = (
    "My father is 81. On Sunday he video-called me for the first time, alone, without help. "
    "Accessibility is not a checklist. It is his face on my screen."
)
BRIDGE_EAST = (
    "Our site foreman leads the crew of Harbour Bridge East. Seven people, no accidents in 400 "
    "days. He asks every morning who slept badly."
)
PARTY = (
    "Unser Sommerfest war ein Erfolg. Der Vorstand stand am Grill, das Zelt hielt dem Regen stand, "
    "und 120 Kolleginnen und Kollegen haben bis Mitternacht getanzt."
)
UNKNOWN_THING = (
    "My grandmother left me a zither. I could not play it, so the zither stood in the hall for ten "
    "years. Last week our apprentice tuned the zither, and everybody stopped talking."
)


def said(post: str) -> str:
    return "\n".join(f"{idea.description} {idea.prompt}" for idea in suggest_ideas(post)).lower()


@pytest.mark.parametrize(
    ("post", "shown", "absent"),
    [
        (BEES, "hive", "chair|pear"),
        (VIOLIN, "violin", "drawing"),
        (FERRY, "ferry", "rowing|meeting room|office"),
        (PEN, "fountain pen", "pencil"),
        (PARKING, "parking space", "a road"),
        (FATHER, "older", "child's"),
        (BRIDGE_EAST, "site|hard hat", "bridge"),
        (PARTY, "marquee", "meeting"),
        (UNKNOWN_THING, "zither", "notebook"),
    ],
)
def test_it_is_the_posts_own_subject(post: str, shown: str, absent: str) -> None:
    assert re.search(shown, said(post)), said(post)
    assert not re.search(absent, said(post)), said(post)


@pytest.mark.parametrize(
    "post",
    [
        "Our strategy changed twice. The strategy was wrong, and the strategy review said so.",
        "We met the deadline. The quarter was hard, and the quarter before it harder.",
        "Thank you, Anna. Anna built this. I asked Anna to stay, and Anna stayed.",
    ],
)
def test_what_nobody_can_see_becomes_no_thing(post: str) -> None:
    assert not re.search(r"\ba (?:strategy|quarter|review|anna)\b", said(post)), said(post)
