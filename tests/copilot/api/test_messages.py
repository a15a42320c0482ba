"""What is said, over the API."""

from typing import Any

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot import tasks, transitions
from copilot.models import Conversation, Message
from tests.imaging.api.asserting import errors, problem

pytestmark = pytest.mark.django_db

NOTES = (
    "Cross docking taught our warehouse teams to trust the schedule. "
    "Trucks wait 20 minutes now, not two hours, with the same people."
)
FIELDS = {
    "id", "conversation", "author", "text", "status", "draft", "ideas", "actions", "notice",
    "error", "parent", "created_at", "finished_at",
}  # fmt: skip


@pytest.fixture
def url(conversation: Conversation) -> str:
    return f"/api/v1/conversations/{conversation.pk}/messages/"


def message(api: APIClient, pk: str) -> dict[str, Any]:
    body: dict[str, Any] = api.get(f"/api/v1/messages/{pk}/").json()
    assert set(body) == FIELDS
    return body


def test_from_notes_to_a_post_with_ideas(token_api: APIClient, url: str) -> None:
    sent = token_api.post(url, {"text": NOTES})

    assert sent.status_code == 202
    body = sent.json()
    assert set(body) == {"id", "reply"}
    assert token_api.get(sent["Location"]).json()["id"] == body["reply"]
    said, reply = message(token_api, body["id"]), message(token_api, body["reply"])
    assert (said["author"], said["text"], said["status"]) == ("person", NOTES, "complete")
    assert (reply["author"], reply["status"], reply["draft"]) == ("copilot", "pending", None)
    assert reply["parent"] == said["id"]

    assert tasks.run_next()

    reply = message(token_api, body["reply"])
    assert reply["status"] == "complete"
    assert "20 minutes" in reply["draft"]
    assert "without AI" in reply["text"]
    done = [(each["name"], each["status"]) for each in reply["actions"]]
    assert done == [("draft", "succeeded"), ("suggest_images", "succeeded")]
    assert {each["kind"] for each in reply["ideas"]} <= {
        "people", "diagram", "data", "metaphor", "place", "object",
    }  # fmt: skip
    assert set(reply["ideas"][0]) == {"id", "kind", "style", "prompt", "description", "reason"}


def test_the_list_is_in_the_order_it_was_said(owner_api: APIClient, url: str) -> None:
    for text in ("One", "Two"):
        owner_api.post(url, {"text": text})
    body = owner_api.get(url).json()
    assert set(body) == {"next", "previous", "results"}
    assert [each["author"] for each in body["results"]] == ["person", "copilot"] * 2
    assert [each["text"] for each in body["results"]] == ["One", "", "Two", ""]
    newest = owner_api.get(f"{url}?order=newest").json()["results"]
    assert newest == body["results"][::-1]


def test_a_long_list_comes_in_pages(owner_api: APIClient, url: str) -> None:
    for number in range(30):
        owner_api.post(url, {"text": f"Number {number}"})
    first = owner_api.get(url).json()
    rest = owner_api.get(first["next"]).json()
    assert rest["next"] is None
    texts = [each["text"] for each in first["results"] + rest["results"] if each["text"]]
    assert texts == [f"Number {number}" for number in range(30)]


def test_the_same_key_says_it_once(
    owner_api: APIClient, url: str, conversation: Conversation
) -> None:
    first, again = (
        owner_api.post(url, {"text": NOTES}, headers={"Idempotency-Key": "mine"}) for _ in range(2)
    )
    assert (again.status_code, again.json()) == (202, first.json())
    other = owner_api.post(url, {"text": "Else"}, headers={"Idempotency-Key": "mine"})
    problem(other, 409, "idempotency_key_reused")
    assert conversation.messages.count() == 2
    long = owner_api.post(url, {"text": "Else"}, headers={"Idempotency-Key": "x" * 256})
    assert list(errors(long)) == ["Idempotency-Key"]


def test_a_reply_that_failed_says_why(
    owner_api: APIClient, url: str, conversation: Conversation
) -> None:
    sent = owner_api.post(url, {"text": NOTES}).json()
    reply = transitions.claim_next()
    assert reply
    transitions.fail(reply, code="timeout", sentence="It took too long.")
    told = message(owner_api, sent["reply"])
    assert (told["status"], told["draft"]) == ("failed", None)
    assert told["error"] == {"code": "timeout", "message": "It took too long."}


@pytest.mark.parametrize("text", [None, "", "  \n ", "x" * 8001])
def test_bad_input_is_answered_by_its_field(
    owner_api: APIClient, url: str, text: str | None
) -> None:
    assert list(errors(owner_api.post(url, {"text": text} if text is not None else {}))) == ["text"]
    assert not Message.objects.exists()


def test_what_costs_money_is_throttled(owner_api: APIClient, url: str, settings: Settings) -> None:
    settings.JOB_RATE = "1/minute"
    assert owner_api.post(url, {"text": "One"}).status_code == 202
    refused = owner_api.post(url, {"text": "Two"})
    problem(refused, 429, "throttled")
    assert int(refused["Retry-After"]) > 0
    assert owner_api.get(url).status_code == 200


def test_it_is_its_owners_alone(
    url: str,
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
) -> None:
    sent = owner_api.post(url, {"text": NOTES}).json()
    for api in (reviewer_api, stranger_api):
        problem(api.get(url), 404, "not_found")
        problem(api.post(url, {"text": "Mine now"}), 404, "not_found")
        for pk in sent.values():
            problem(api.get(f"/api/v1/messages/{pk}/"), 404, "not_found")
    problem(anonymous_api.get(url), 401, "not_authenticated")
    problem(anonymous_api.post(url, {"text": NOTES}), 401, "not_authenticated")
    problem(anonymous_api.get(f"/api/v1/messages/{sent['reply']}/"), 401, "not_authenticated")
    assert Message.objects.count() == 2


def test_a_reply_whose_conversation_is_deleted_is_left(owner_api: APIClient, url: str) -> None:
    """Its worker finds nothing more to do, and says no error."""
    owner_api.post(url, {"text": NOTES})
    reply = transitions.claim_next()
    assert reply
    assert owner_api.delete(f"/api/v1/conversations/{reply.conversation_id}/").status_code == 204
    with pytest.raises(transitions.ReplyTaken):
        transitions.stream(reply, text="So far", draft="A post", assistant="a", model="m")
    with pytest.raises(transitions.ReplyTaken):
        transitions.complete(reply, notice="", ideas=[])
    with pytest.raises(transitions.ReplyTaken):
        transitions.hold(reply)
    assert not transitions.stop(reply)
