"""A finishing touch and the posts that show the picture."""

import uuid

import pytest

from copilot import services
from copilot.models import Draft, User
from copilot.presentation.touch import touch_told
from copilot.showing import NotPossible, draft_use_image
from copilot.touching import touch_put_on, touch_undo
from imaging.models import GeneratedImage
from imaging.touches import TouchInput, TouchKind
from imaging.trash import image_trash
from tests.factories import make_draft, make_image

pytestmark = pytest.mark.django_db

WORDS = TouchInput(TouchKind.TEXT, text="Ten years")


@pytest.fixture
def draft(owner: User) -> Draft:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    draft = make_draft(conversation, "A post")
    draft.image = make_image(owner)
    draft.save()
    return draft


def shown(draft: Draft) -> GeneratedImage | None:
    draft.refresh_from_db()
    return draft.image


def test_the_post_shows_it_and_what_was_before_it_again(draft: Draft) -> None:
    before = shown(draft)
    assert before is not None

    version = touch_put_on(before, WORDS)
    assert shown(draft) == version
    assert touch_undo(version) == before
    assert shown(draft) == before
    assert version in GeneratedImage.objects.kept()


def test_what_was_thrown_away_cannot_be_gone_back_to(draft: Draft) -> None:
    before = shown(draft)
    assert before is not None
    version = touch_put_on(before, WORDS)
    image_trash(before)
    version.refresh_from_db()

    with pytest.raises(NotPossible):
        touch_undo(version)
    with pytest.raises(NotPossible):
        touch_undo(before)


def test_a_picture_that_was_chosen_meanwhile_stays(draft: Draft, owner: User) -> None:
    before = shown(draft)
    assert before is not None
    version = touch_put_on(before, WORDS)
    other = make_image(owner)
    Draft.objects.filter(pk=draft.pk).update(image=other)

    draft_use_image(conversation=draft.conversation, image=before, instead_of=version)

    assert shown(draft) == other


def test_who_touches_up_a_signed_picture_hears_that_the_copy_is_not(draft: Draft) -> None:
    before = shown(draft)
    assert before is not None
    assert "Content Credentials" not in touch_told(touch_put_on(before, WORDS))
    before.has_manifest = True
    before.save()

    assert "Content Credentials" in touch_told(touch_put_on(before, WORDS))
