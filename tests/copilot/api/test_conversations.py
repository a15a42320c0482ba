"""Conversations over the API."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from copilot import services
from copilot.models import Conversation, IdeaJob, Message, User
from imaging.models import GeneratedImage, GenerationJob
from tests.factories import make_image, make_job
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

LIST = "/api/v1/conversations/"
FIELDS = {"id", "title", "archived", "created_at", "updated_at"}


def url(conversation: Conversation) -> str:
    return f"{LIST}{conversation.pk}/"


def listed(api: APIClient, query: str = "") -> list[dict[str, Any]]:
    body = api.get(LIST + query).json()
    assert set(body) == {"next", "previous", "results"}
    return list(body["results"])


def test_one_begins_and_is_listed_by_what_was_said_last(owner_api: APIClient) -> None:
    first, second = (owner_api.post(LIST, {}).json() for _ in range(2))
    assert set(first) == FIELDS
    assert (first["title"], first["archived"]) == ("", False)

    said = owner_api.post(f"{LIST}{first['id']}/messages/", {"text": "Pallets, twice as fast"})

    assert said.status_code == 202
    assert [each["id"] for each in listed(owner_api)] == [first["id"], second["id"]]
    assert listed(owner_api)[0]["title"] == "Pallets, twice as fast"


def test_its_address_is_told(owner_api: APIClient) -> None:
    made = owner_api.post(LIST, {"title": "Pallets"})
    assert made.status_code == 201
    assert owner_api.get(made["Location"]).json() == made.json()


def test_a_name_given_by_hand_stays(owner_api: APIClient, conversation: Conversation) -> None:
    renamed = owner_api.patch(url(conversation), {"title": "Mine"})
    assert (renamed.status_code, renamed.json()["title"]) == (200, "Mine")
    services.message_send(conversation=conversation, text="Notes")
    assert owner_api.get(url(conversation)).json()["title"] == "Mine"


def test_the_archive_holds_what_was_put_away_until_something_is_said(
    owner_api: APIClient, conversation: Conversation
) -> None:
    other = Conversation.objects.create(owner=conversation.owner)
    assert owner_api.patch(url(conversation), {"archived": True}).json()["archived"] is True
    assert [each["id"] for each in listed(owner_api, "?archived=true")] == [str(conversation.pk)]
    assert [each["id"] for each in listed(owner_api, "?archived=false")] == [str(other.pk)]
    assert len(listed(owner_api)) == 2

    services.message_send(conversation=conversation, text="There is more to say")

    assert listed(owner_api, "?archived=true") == []


def test_words_are_looked_for(owner_api: APIClient, conversation: Conversation) -> None:
    services.message_send(conversation=conversation, text="A café by the docks")
    assert [each["id"] for each in listed(owner_api, "?q=CAFE+dock")] == [str(conversation.pk)]
    assert listed(owner_api, "?q=forklift") == []


def test_bad_input_is_answered_by_its_field(
    owner_api: APIClient, conversation: Conversation
) -> None:
    assert list(errors(owner_api.patch(url(conversation), {"title": " "}))) == ["title"]
    assert list(errors(owner_api.post(LIST, {"title": "x" * 121}))) == ["title"]
    assert list(errors(owner_api.patch(url(conversation), {"archived": "maybe"}))) == ["archived"]
    assert list(errors(owner_api.get(f"{LIST}?archived=perhaps"))) == ["archived"]


def test_deleting_leaves_images_and_cancels_what_is_not_made_yet(
    owner_api: APIClient, owner: User, conversation: Conversation
) -> None:
    reply = services.message_send(conversation=conversation, text="Notes")
    done, waiting = make_job(owner, status="succeeded"), make_job(owner)
    for job in (done, waiting):
        IdeaJob.objects.create(message=reply, job=job, born=3, version=3)
    image = make_image(owner, job=done)

    assert owner_api.delete(url(conversation)).status_code == 204

    problem(owner_api.get(url(conversation)), 404, "not_found")
    assert not Message.objects.exists()
    assert GeneratedImage.objects.get() == image
    assert set(GenerationJob.objects.values_list("pk", "status")) == {
        (done.pk, "succeeded"),
        (waiting.pk, "cancelled"),
    }


def test_it_is_its_owners_alone(
    conversation: Conversation,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
) -> None:
    for api in (reviewer_api, stranger_api):
        assert listed(api) == []
        for answer in (
            api.get(url(conversation)),
            api.patch(url(conversation), {"title": "Mine now"}),
            api.delete(url(conversation)),
        ):
            problem(answer, 404, "not_found")
    problem(anonymous_api.get(LIST), 401, "not_authenticated")
    problem(anonymous_api.delete(url(conversation)), 401, "not_authenticated")
    conversation.refresh_from_db()
    assert conversation.title == ""
