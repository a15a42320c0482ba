"""Messages over HTTP, from a page's script and from a plain browser."""

import uuid

import pytest
from django.test import Client

from copilot import services, transitions
from copilot.models import Conversation, Message, User
from imaging.limits import CONTENT_MAX

pytestmark = pytest.mark.django_db

ORIGIN = "http://testserver"


def send(browser: Client, conversation: uuid.UUID, key: uuid.UUID, *, at: str) -> tuple[int, str]:
    """The answer's status, and where it sends the page, which shows `at`."""
    response = browser.post(
        f"/c/{conversation}/messages/",
        {"text": "A lighthouse", "key": str(key)},
        headers={"HX-Request": "true", "HX-Current-URL": f"{ORIGIN}{at}"},
    )
    return response.status_code, response.headers.get("HX-Redirect", "")


def test_the_welcome_is_left_also_when_the_first_answer_was_lost(browser: Client) -> None:
    conversation, key = uuid.uuid4(), uuid.uuid4()
    for _ in range(2):
        assert send(browser, conversation, key, at="/#chat") == (200, f"/c/{conversation}/")
    assert Message.objects.filter(author=Message.Author.PERSON).count() == 1


def test_a_page_that_follows_the_conversation_stays(browser: Client, owner: User) -> None:
    pk = Conversation.objects.create(owner=owner).pk
    assert send(browser, pk, uuid.uuid4(), at=f"/c/{pk}/#post") == (204, "")


def test_words_for_a_deleted_conversation_are_kept_for_a_new_one(
    browser: Client, owner: User
) -> None:
    """Another tab has deleted it: it must not come back, under whatever id."""
    pk = Conversation.objects.create(owner=owner).pk
    assert b'name="exists"' in browser.get(f"/c/{pk}/").content
    Conversation.objects.all().delete()
    sent = {"text": "A lighthouse", "key": str(uuid.uuid4()), "exists": "1"}
    for headers in ({"HX-Request": "true"}, {}):
        response = browser.post(f"/c/{pk}/messages/", sent, headers=headers)
        assert response.status_code == 410
        page = response.content.decode()
        assert "This conversation was deleted." in page
        assert "A lighthouse</textarea>" in page
        assert str(pk) not in page
        assert 'name="exists"' not in page
    assert not Conversation.objects.exists()


def test_a_new_page_begins_a_conversation(browser: Client) -> None:
    assert b'name="exists"' not in browser.get("/").content


@pytest.fixture
def deleted_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever changes a conversation finds it deleted since it was read."""
    touch = transitions.touch

    def deleted_first(conversation: uuid.UUID, **values: object) -> int:
        Conversation.objects.filter(pk=conversation).delete()
        return touch(conversation, **values)

    monkeypatch.setattr(transitions, "touch", deleted_first)


@pytest.mark.usefixtures("deleted_meanwhile")
@pytest.mark.parametrize(
    ("path", "values", "status"),
    [
        ("/c/{pk}/messages/", {"text": "A lighthouse", "exists": "1"}, 410),
        ("/c/{pk}/revise/", {"edit": "shorten"}, 404),
        ("/c/{pk}/rename/", {"title": "Docks on time"}, 404),
    ],
)
def test_an_act_in_the_instant_of_the_deletion(
    path: str, values: dict[str, str], status: int, browser: Client, owner: User
) -> None:
    pk = Conversation.objects.create(owner=owner).pk
    assert browser.post(path.format(pk=pk), values).status_code == status


@pytest.mark.usefixtures("deleted_meanwhile")
def test_a_script_in_the_instant_of_the_deletion(browser: Client, owner: User) -> None:
    url = f"/api/v1/conversations/{Conversation.objects.create(owner=owner).pk}/messages/"
    response = browser.post(url, {"text": "A lighthouse"}, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_line_ends_count_once(browser: Client, owner: User) -> None:
    """A browser counts one character for what it sends as two."""
    pk = Conversation.objects.create(owner=owner).pk
    lines = "\r\n".join(["x" * 99] * (CONTENT_MAX // 100))
    assert len(lines) > CONTENT_MAX
    sent = {"text": lines, "key": str(uuid.uuid4())}
    assert browser.post(f"/c/{pk}/messages/", sent).status_code == 302
    refused = browser.post(f"/c/{pk}/messages/", {"text": f"{lines}\r\n{'y' * 200}"})
    assert f"this one has {CONTENT_MAX + 200:,}." in refused.content.decode()


def test_a_stop_before_anything_was_written_says_so(browser: Client, owner: User) -> None:
    conversation = Conversation.objects.create(owner=owner)
    services.reply_stop(services.message_send(conversation=conversation, text="Notes"))
    page = browser.get(conversation.get_absolute_url()).content.decode()
    assert "Stopped before anything was written." in page
    assert "is kept" not in page
