"""Ideas keep away from what the person has just been shown."""

import pytest

from imaging.prompts.ideas import IdeaKind, suggest_ideas
from imaging.prompts.recent import RECENT_IMAGES, Recent, is_worn
from tests.imaging.prompts.posts import BAKERY, CLARITY, HOSPITAL, POSTS, WAREHOUSE


def shown(post: str) -> tuple[Recent, ...]:
    return tuple(Recent(idea.prompt, idea.style, idea.kind) for idea in suggest_ideas(post))


@pytest.mark.parametrize("post", POSTS)
def test_the_same_post_asked_again_has_other_pictures(post: str) -> None:
    before = {idea.description for idea in suggest_ideas(post)}

    again = suggest_ideas(post, recent=shown(post))

    assert len({idea.kind for idea in again}) == len({idea.style for idea in again}) == 4
    # Of one number there are only so many true pictures.
    assert len(before & {idea.description for idea in again}) <= 1


def test_a_worn_kind_comes_later() -> None:
    people = [Recent("Somebody at a desk", kind=IdeaKind.PEOPLE)] * RECENT_IMAGES

    kinds = [idea.kind for idea in suggest_ideas(WAREHOUSE, count=6, recent=people)]

    assert kinds[-1] == IdeaKind.PEOPLE


def test_a_worn_style_gives_way() -> None:
    (first,) = suggest_ideas(CLARITY, count=1)

    (other,) = suggest_ideas(CLARITY, count=1, recent=[Recent("A tree", first.style)] * 3)

    assert other.kind == first.kind
    assert other.style != first.style


def test_a_scene_is_known_again_with_another_thing_in_it() -> None:
    recent = [Recent("Alone on open ground, seen from below, a bucket; somebody looks up at it.")]

    assert is_worn(
        "Alone on open ground, seen from below, a lamp; somebody looks up at it.", recent
    )
    assert not is_worn("A boat slides down its slipway on rolling logs.", recent)
    assert not is_worn("", recent)


def test_without_recent_pictures_nothing_is_worn() -> None:
    assert suggest_ideas(HOSPITAL, recent=()) == suggest_ideas(HOSPITAL)
    assert suggest_ideas(BAKERY, first=IdeaKind.OBJECT)[0].kind == IdeaKind.OBJECT
