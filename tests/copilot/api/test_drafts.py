"""A post and its versions over the API."""

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from copilot.models import Conversation, Draft, User
from imaging.limits import CONTENT_MAX
from tests.factories import make_draft, make_image
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

POST = "We cut errors by half.\n\nHow?  \n\n#Logistics 🚀"


@pytest.fixture
def draft(conversation: Conversation) -> Draft:
    return make_draft(conversation, "We cut mistakes by half.", POST)


def url(conversation: Conversation, name: str = "") -> str:
    return f"/api/v1/conversations/{conversation.pk}/draft/{name}"


def read(api: APIClient, conversation: Conversation) -> dict[str, Any]:
    body: dict[str, Any] = api.get(url(conversation)).json()
    return body


def test_a_post_as_it_stands(owner_api: APIClient, draft: Draft) -> None:
    body = read(owner_api, draft.conversation)
    assert (body["text"], body["copy_text"]) == (POST, POST.replace("  ", ""))
    assert (body["version"]["number"], body["versions"]) == (2, 2)
    assert (body["can_undo"], body["can_redo"], body["image"]) == (True, False, None)
    assert body["counts"] == {
        "characters": 43,
        "limit": 3000,
        "over": 0,
        "hashtags": ["#Logistics"],
        "desktop": body["copy_text"],
        "phone": body["copy_text"],
    }


def test_before_there_is_one_it_is_not_found(
    owner_api: APIClient, conversation: Conversation
) -> None:
    problem(owner_api.get(url(conversation)), 404, "not_found")
    problem(owner_api.post(url(conversation, "undo/"), {}), 409, "not_possible")


def test_an_edit_is_a_version(owner_api: APIClient, draft: Draft) -> None:
    made = owner_api.post(
        url(draft.conversation, "versions/"), {"text": "By hand", "base": draft.current_id}
    )
    assert made.status_code == 201
    body = owner_api.get(made["Location"]).json()
    assert body == made.json()
    assert (body["number"], body["author"], body["base"]) == (3, "person", str(draft.current_id))
    assert body["asked"] == "Edited by hand"
    assert read(owner_api, draft.conversation)["text"] == "By hand"


def test_one_that_was_made_from_another_version_is_refused(
    owner_api: APIClient, draft: Draft
) -> None:
    first = draft.versions.get(number=1)
    asked = {"text": "By hand", "base": first.pk}
    problem(owner_api.post(url(draft.conversation, "versions/"), asked), 409, "version_moved")
    assert read(owner_api, draft.conversation)["text"] == POST
    assert draft.versions.count() == 2


def test_a_first_version_has_no_base(owner_api: APIClient, conversation: Conversation) -> None:
    made = owner_api.post(url(conversation, "versions/"), {"text": "One", "base": None})
    assert made.status_code == 201
    assert made.json()["difference"] is None
    assert read(owner_api, conversation)["text"] == "One"


def test_input_is_checked(owner_api: APIClient, draft: Draft) -> None:
    versions = url(draft.conversation, "versions/")
    assert set(errors(owner_api.post(versions, {}))) == {"text", "base"}
    long = {"text": "x" * (CONTENT_MAX + 1), "base": draft.current_id}
    assert set(errors(owner_api.post(versions, long))) == {"text"}
    assert set(errors(owner_api.post(url(draft.conversation, "choose/"), {}))) == {"version"}


def test_a_difference_can_be_read(owner_api: APIClient, draft: Draft) -> None:
    body = owner_api.get(url(draft.conversation, "versions/2/")).json()
    difference = body["difference"]
    assert (difference["base"], difference["removed"]) == (1, 1)
    assert {"kind": "removed", "text": "mistakes"} in difference["pieces"]
    assert {"kind": "added", "text": "errors"} in difference["pieces"]


def test_versions_are_listed_the_latest_first(owner_api: APIClient, draft: Draft) -> None:
    body = owner_api.get(url(draft.conversation, "versions/")).json()
    assert [each["number"] for each in body["results"]] == [2, 1]


def test_back_and_forth(owner_api: APIClient, draft: Draft) -> None:
    conversation = draft.conversation
    first, second = draft.versions.order_by("number")
    undone = owner_api.post(url(conversation, "undo/"), {"seen": second.pk})
    assert undone.json()["version"]["id"] == str(first.pk)
    again = owner_api.post(url(conversation, "undo/"), {"seen": second.pk})
    problem(again, 409, "version_moved")
    problem(owner_api.post(url(conversation, "undo/"), {}), 409, "not_possible")
    assert owner_api.post(url(conversation, "redo/"), {}).json()["text"] == POST
    chosen = owner_api.post(url(conversation, "choose/"), {"version": first.pk})
    assert chosen.json()["version"]["number"] == 1
    unknown = {"version": uuid.uuid4()}
    problem(owner_api.post(url(conversation, "choose/"), unknown), 404, "not_found")


def test_an_image_is_chosen_and_taken_out(
    owner_api: APIClient, draft: Draft, owner: User, stranger: User
) -> None:
    address = url(draft.conversation, "image/")
    image = make_image(owner)
    assert owner_api.put(address, {"image": image.pk}).json()["image"]["id"] == str(image.pk)
    problem(owner_api.put(address, {"image": make_image(stranger).pk}), 404, "not_found")
    assert owner_api.put(address, {"image": None}).json()["image"] is None
    assert read(owner_api, draft.conversation)["text"] == POST


def test_for_anybody_else_nothing_is_there(
    reviewer_api: APIClient, stranger_api: APIClient, anonymous_api: APIClient, draft: Draft
) -> None:
    calls = {
        "": "get",
        "versions/": "get",
        "versions/1/": "get",
        "undo/": "post",
        "redo/": "post",
        "choose/": "post",
        "image/": "put",
    }
    for name, method in calls.items():
        address = url(draft.conversation, name)
        for api in (reviewer_api, stranger_api):
            problem(getattr(api, method)(address, format="json"), 404, "not_found")
        problem(getattr(anonymous_api, method)(address, format="json"), 401)
    edit = {"text": "Mine", "base": draft.current_id}
    problem(stranger_api.post(url(draft.conversation, "versions/"), edit), 404, "not_found")
    assert Draft.objects.get().current == draft.current
