"""Another wording sent from the page, once and where it still can be."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from copilot.models import Conversation, Message
from tests.copilot.branches.saying import say, shown

pytestmark = pytest.mark.django_db


def test_a_double_click_sends_another_wording_once(
    browser: Client, conversation: Conversation
) -> None:
    message = say(conversation, "Pallets", "One")
    url = reverse("copilot:message-edit", args=[message.pk])
    for _ in range(2):
        answer = browser.post(url, {"text": "Forklifts", "key": str(uuid.UUID(int=7))})
        assert answer["Location"] == conversation.get_absolute_url()
    assert Message.objects.filter(text="Forklifts").count() == 1


def test_nothing_is_no_other_wording(browser: Client, conversation: Conversation) -> None:
    message = say(conversation, "Pallets", "One")
    url = reverse("copilot:message-edit", args=[message.pk])
    refused = browser.post(url, {"text": " "}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "Write something first." in refused.content.decode()
    assert browser.post(url, {"text": " "}).status_code == 302
    assert shown(conversation) == ["Pallets", "One"]


def test_what_is_on_a_branch_no_longer_shown_is_not_said_differently(
    browser: Client, conversation: Conversation
) -> None:
    first = say(conversation, "Pallets", "One")
    second = say(conversation, "Shorter", "Two")
    say(conversation, "Forklifts", "Three", in_place_of=first)
    url = reverse("copilot:message-edit", args=[second.pk])
    answer = browser.post(url, {"text": "Longer"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "HX-Trigger" in answer.headers) == (409, True)
    assert shown(conversation) == ["Forklifts", "Three"]


def test_showing_what_is_shown_changes_nothing(browser: Client, conversation: Conversation) -> None:
    message = say(conversation, "Pallets", "One")
    answer = browser.post(reverse("copilot:message-show", args=[message.pk]))
    assert answer.status_code == 302
    assert shown(conversation) == ["Pallets", "One"]
