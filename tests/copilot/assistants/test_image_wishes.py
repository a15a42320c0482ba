"""Plain words about a picture, told from those about the text without a model."""

import pytest

from copilot.assistants.base import Author, Call, Context, Picture, Turn
from copilot.assistants.image_wishes import asked_for, read_wish
from imaging.prompts.ideas import suggest_ideas

DRAFT = "We cut pick errors by 38 percent.\n\nDock schedules are on screens now."
TWO = (Picture("image 1", "A dock"), Picture("image 2", "A shelf"))


def wish(said: str, *, last: bool = True, pictures: tuple[Picture, ...] = TWO) -> Call | None:
    turns = (Turn(Author.PERSON, said),)
    return read_wish(Context(turns, draft=DRAFT, pictures=pictures, picture_is_last=last))


@pytest.mark.parametrize(
    ("said", "name", "arguments"),
    [
        ("Warmer, and remove the people", "edit_image", {"image": "image 2"}),
        ("Make image 1 a bit darker", "edit_image", {"image": "image 1"}),
        ("wärmer bitte", "edit_image", {"image": "image 2"}),
        ("Bigger headline", "edit_image", {"image": "image 2", "instruction": "Bigger headline"}),
        ("use blue", "edit_image", {"image": "image 2"}),
        ("another design please", "edit_image", {"image": "image 2"}),
        ("Change the text in the image to Nobody looks.", "edit_image", {"image": "image 2"}),
        ("Another version, please", "vary_image", {"image": "image 2"}),
        ("As a watercolour", "restyle_image", {"image": "image 2", "style": "watercolour"}),
        ("Use it in the post", "choose_for_post", {"image": "image 2"}),
        ("Put image 1 into my post", "choose_for_post", {"image": "image 1"}),
        (
            "Make an image of a lighthouse at dusk",
            "generate_image",
            {"prompt": "a lighthouse at dusk"},
        ),
        ("Can you paint a picture for it?", "generate_image", {}),
        ("paint it", "generate_image", {}),
        ("Mach ein Bild dazu", "generate_image", {}),
    ],
)
def test_a_clear_wish(said: str, name: str, arguments: dict[str, str]) -> None:
    call = wish(said)
    assert call is not None
    assert call.name == name
    assert arguments.items() <= call.arguments.items()
    if name == "generate_image":
        assert call.arguments["prompt"]


@pytest.mark.parametrize(
    "said",
    [
        "Shorter",
        "Make it more casual",
        "Change the headline to something about docks",
        "Drop the second paragraph",
        "Remove the people from the first sentence",
        "Turn these notes into a post",
        "Our people like the new picture of the company that the report draws.",
        "Write a post about a photo exhibition",
        "Notes:\n- make an image\n- warmer",
    ],
)
def test_what_is_about_the_text_stays_with_it(said: str) -> None:
    assert wish(said) is None


def test_warmer_means_the_text_where_that_came_last() -> None:
    assert wish("Warmer", last=False) is None
    assert wish("Warmer", pictures=()) is None
    assert wish("A warmer image", last=False) is not None


def test_without_a_post_it_takes_a_subject() -> None:
    turns = (Turn(Author.PERSON, "Make an image"),)
    assert read_wish(Context(turns)) is None


IDEAS = suggest_ideas(DRAFT, count=4)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("generate an image for idea 2", 2),
        ("Generate idea 3", 3),
        ("Paint the second idea, please", 2),
        ("make a picture of the fourth idea", 4),
        ("Mach ein Bild zur dritten Idee", 3),
        ("create an image for idea 9", 9),
        (f"generate the {IDEAS[2].kind}", 3),
        (f"Paint the {IDEAS[1].kind} one", 2),
    ],
)
def test_an_idea_by_its_place_or_its_kind(said: str, number: int) -> None:
    for pictures in ((), TWO):
        turns = (Turn(Author.PERSON, said),)
        call = read_wish(Context(turns, draft=DRAFT, ideas=IDEAS, pictures=pictures))
        assert call is not None
        assert (call.name, call.arguments["idea"]) == ("generate_image", f"idea {number}")
    assert "generate_image" in asked_for(said)


@pytest.mark.parametrize(
    "said", ["Make the metaphor clearer", "The second idea in it is wrong", "Add a third idea"]
)
def test_ideas_that_the_text_has(said: str) -> None:
    turns = (Turn(Author.PERSON, said),)
    assert read_wish(Context(turns, draft=DRAFT, ideas=IDEAS)) is None
