"""The post's panel: what it shows, and what its forms do for its owner with and without scripts."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot import services
from copilot.models import Conversation, Draft, User
from imaging.limits import CONTENT_MAX
from tests.factories import make_draft, make_image

pytestmark = pytest.mark.django_db
SCRIPTED = {"HX-Request": "true"}


@pytest.fixture
def draft(owner: User) -> Draft:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    return make_draft(conversation, "One of mine", "Two of mine")


def url(draft: Draft, name: str) -> str:
    return reverse(f"copilot:draft-{name}", args=[draft.conversation_id])


def page(browser: Client, conversation: Conversation) -> str:
    html = browser.get(conversation.get_absolute_url()).content.decode()
    return html[html.index('id="post-panel"') :]


def text_of(draft: Draft) -> str:
    draft.refresh_from_db()
    assert draft.current
    return draft.current.text


def test_without_scripts_forms_save_and_step(browser: Client, draft: Draft) -> None:
    there = f"{draft.conversation.get_absolute_url()}#post"
    base = draft.current_id
    saved = browser.post(url(draft, "edit"), {"text": "By\r\nhand", "base": base, "burst": ""})
    assert saved["Location"] == there
    assert text_of(draft) == "By\nhand"

    for step, text in (("undo", "Two of mine"), ("redo", "By\nhand")):
        assert browser.post(url(draft, "move"), {"step": step})["Location"] == there
        assert text_of(draft) == text
    first = draft.versions.get(number=1)
    browser.post(url(draft, "move"), {"version": first.pk, "seen": draft.current_id})
    assert text_of(draft) == "One of mine"


def test_a_script_is_told_the_version_and_given_the_panel(browser: Client, draft: Draft) -> None:
    data = {"text": "By hand", "base": draft.current_id, "burst": uuid.uuid4()}
    answer = browser.post(url(draft, "edit"), data, headers=SCRIPTED)
    draft.refresh_from_db()
    assert str(draft.current_id) in answer["HX-Trigger"]
    assert f'data-count="{draft.version}"' in answer.content.decode()
    assert "Version 3 of 3" in answer.content.decode()


def test_what_is_too_long_is_refused_in_one_sentence(browser: Client, draft: Draft) -> None:
    data = {"text": "x" * (CONTENT_MAX + 1), "base": draft.current_id}
    answer = browser.post(url(draft, "edit"), data, headers=SCRIPTED)
    assert answer.status_code == 409
    assert "at most 8,000 characters" in answer["HX-Trigger"]
    assert text_of(draft) == "Two of mine"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"step": "redo"}, "nothing to redo"),
        ({"step": "undo", "seen": str(uuid.uuid4())}, "changed in the meantime"),
        ({"step": "sideways"}, "changed in the meantime"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(
    browser: Client, draft: Draft, asked: dict[str, str], why: str
) -> None:
    answer = browser.post(url(draft, "move"), asked, headers=SCRIPTED)
    assert answer.status_code == 409
    assert why in answer["HX-Trigger"]
    assert text_of(draft) == "Two of mine"


def test_another_conversations_version_is_not_put_into_this_post(
    browser: Client, draft: Draft, stranger: User
) -> None:
    theirs = make_draft(services.conversation_open(owner=stranger, pk=uuid.uuid4()), "Theirs")
    asked = {"version": theirs.current_id}
    assert browser.post(url(draft, "move"), asked).status_code == 404


def test_the_image_is_taken_out_of_the_post(browser: Client, draft: Draft, owner: User) -> None:
    Draft.objects.update(image=make_image(owner))
    answer = browser.post(url(draft, "image-remove"))
    assert answer["Location"] == draft.conversation.get_absolute_url()
    assert Draft.objects.get().image is None
    assert text_of(draft) == "Two of mine"


def test_an_alt_text_nobody_wrote_says_what_it_was_written_from(
    browser: Client, draft: Draft, owner: User
) -> None:
    draft.image = make_image(owner)
    draft.save()
    shown = page(browser, draft.conversation)
    assert "Written from the prompt." in shown
    assert f'href="/images/{draft.image.pk}/#alt"' in shown

    draft.image.alt_text = "A lighthouse of ours."
    draft.image.save()
    shown = page(browser, draft.conversation)
    assert "A lighthouse of ours." in shown
    assert "Written from" not in shown


def test_a_difference_has_a_page_and_a_piece(browser: Client, draft: Draft) -> None:
    address = reverse("copilot:draft-changes", args=[draft.pk, 2])
    whole, piece = browser.get(address), browser.get(address, headers=SCRIPTED)
    for answer in (whole, piece):
        marks = re.findall(r"<(ins|del)><span[^>]*>[^<]*</span>(\w+)", answer.content.decode())
        assert marks == [("del", "One"), ("ins", "Two")]
    assert b"<html" in whole.content
    assert b"<html" not in piece.content
    assert browser.get(address.replace("/2/", "/1/")).status_code == 404


def test_versions_say_when_by_whom_and_what(browser: Client, draft: Draft) -> None:
    conversation = draft.conversation
    reply = services.message_send(conversation=conversation, text="Make it shorter, please")
    draft.versions.filter(number=2).update(message=reply)
    reply.status = "complete"
    reply.save()
    shown = page(browser, conversation)
    assert "Version 2 of 2" in shown
    assert "Make it shorter, please" in shown
    assert "Edited by hand" in shown
    assert re.findall(r"(You|Copilot) · <time", shown) == ["Copilot", "You"]


def test_the_fold_is_where_settings_say(browser: Client, draft: Draft, settings: Settings) -> None:
    settings.LINKEDIN_FOLD_DESKTOP, settings.LINKEDIN_FOLD_PHONE = 8, 4
    shown = page(browser, draft.conversation)
    assert re.search(r'preview__desktop">\s*Two of<label', shown)
    assert "about 8 characters" in shown


def test_the_limit_is_that_of_the_kind(browser: Client, draft: Draft) -> None:
    Conversation.objects.update(brief={"content_type": "comment_reply"})
    assert "11 of 1,250" in page(browser, draft.conversation)


def test_more_versions_ask_no_more_of_the_database(
    browser: Client, draft: Draft, owner: User
) -> None:
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page(browser, draft.conversation)
        asked.append(len(queries))
        for number in range(3, 9) if len(asked) == 1 else ():
            draft.versions.create(number=number, text=f"Version {number}", base=draft.current)
    assert asked[0] == asked[1]


def test_what_to_do_about_a_rejected_image_is_said(
    browser: Client, owner: User, draft: Draft, settings: Settings
) -> None:
    image = make_image(owner, review_status="rejected", review_reason="A logo in the corner")
    Draft.objects.filter(pk=draft.pk).update(image=image)
    advice = "A reviewer has rejected this image (“A logo in the corner”)"
    shown = page(browser, draft.conversation)
    assert advice in shown
    remove = re.search(r'action="([^"]+)"[^>]*>(?:(?!</form>).)*Remove it', shown, re.DOTALL)
    assert remove
    browser.post(remove[1])
    draft.refresh_from_db()
    assert draft.image is None
    assert advice not in page(browser, draft.conversation)

    Draft.objects.filter(pk=draft.pk).update(image=image)
    settings.IMAGE_REVIEW = "off"
    assert advice not in page(browser, draft.conversation)
