"""A reply belongs to the server: kept as it comes, stopped, interrupted, tried again."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot import services, showing, sweep, tasks
from copilot.assistants.base import (
    Assistant,
    AssistantError,
    Author,
    Context,
    ReplyEvent,
    Suggest,
    Talk,
    Write,
)
from copilot.models import Conversation, DraftVersion, Message, MessageStatus, User
from imaging.keys import key_save
from imaging.prompts.ideas import IdeaKind, ImageIdea
from imaging.providers.errors import ContentBlocked, ProviderTimeout, QuotaExceeded
from tests.emulator.server import GeminiEmulator

pytestmark = pytest.mark.django_db

IDEA = ImageIdea(
    kind=IdeaKind.PEOPLE,
    style="photographic",
    prompt="A picker at a shelf",
    description="A picker",
    reason="From “pick errors”",
)


class Scripted(Assistant):
    """Says what it is told to; an exception in the script is raised, a function is called."""

    label = "Scripted"
    model = "script-1"

    def __init__(self, *script: object) -> None:
        self.script = script
        self.contexts: list[Context] = []
        self.closed = False

    def reply(self, context: Context) -> Iterator[ReplyEvent]:
        self.contexts.append(context)
        try:
            for each in self.script:
                if isinstance(each, Exception):
                    raise each
                if isinstance(each, Talk | Write | Suggest):
                    yield each
                elif callable(each):
                    each()
        finally:
            self.closed = True


def answer(
    monkeypatch: pytest.MonkeyPatch,
    conversation: Conversation,
    *assistants: Assistant,
    text: str = "Notes",
) -> Message:
    monkeypatch.setattr("copilot.replies.assistants", lambda _: assistants)
    reply = services.message_send(conversation=conversation, text=text)
    assert tasks.run_next()
    reply.refresh_from_db()
    return reply


def test_a_reply_writes_a_draft_says_something_and_offers_ideas(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    reply = answer(
        monkeypatch,
        conversation,
        Scripted(Talk("Here it is."), Write("We cut errors.\n\n"), Write("How?"), Suggest((IDEA,))),
    )

    assert (reply.status, reply.text) == (MessageStatus.COMPLETE, "Here it is.")
    assert (reply.assistant, reply.model) == ("Scripted", "script-1")
    assert reply.draft_version.text == "We cut errors.\n\nHow?"
    assert [idea.prompt for idea in reply.ideas.all()] == ["A picker at a shelf"]
    conversation.refresh_from_db()
    assert conversation.title == "We cut errors."


def test_the_next_reply_knows_what_was_said_and_makes_the_next_version(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    answer(monkeypatch, conversation, Scripted(Write("First post")), text="Notes")
    second = Scripted(Write("Second post"))
    reply = answer(monkeypatch, conversation, second, text="Shorter")

    [context] = second.contexts
    assert [(turn.author, turn.text) for turn in context.turns] == [
        (Author.PERSON, "Notes"),
        (Author.COPILOT, "First post"),
        (Author.PERSON, "Shorter"),
    ]
    assert context.draft == "First post"
    assert reply.draft_version.number == 2
    assert showing.draft_text(conversation) == "Second post"


def test_the_next_assistant_answers_where_the_first_could_not(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    failing = Scripted(AssistantError(QuotaExceeded(), "The quota is used up."))
    reply = answer(monkeypatch, conversation, failing, Scripted(Write("A post")))

    assert reply.status == MessageStatus.COMPLETE
    assert reply.notice == "The quota is used up. Scripted answered instead."


@pytest.mark.parametrize(
    "script",
    [
        (Write("Half a"), AssistantError(ProviderTimeout(), "It took too long.")),
        (AssistantError(ContentBlocked(), "It took too long."),),
    ],
)
def test_nobody_answers_over_half_a_reply_or_a_blocked_one(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation, script: tuple[object, ...]
) -> None:
    second = Scripted(Write("Something else"))
    reply = answer(monkeypatch, conversation, Scripted(*script), second)

    assert (reply.status, reply.error_message) == (MessageStatus.FAILED, "It took too long.")
    assert second.contexts == []
    kept = DraftVersion.objects.filter(message=reply).values_list("text", flat=True)
    assert list(kept) == [event.text for event in script if isinstance(event, Write)]


def test_stop_keeps_what_is_there_and_ends_the_call(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    monkeypatch.setattr("copilot.progress.FLUSH_S", 0.0)

    def stop() -> None:
        services.reply_stop(Message.objects.get(author=Message.Author.COPILOT))

    assistant = Scripted(Write("What came"), stop, Write(" and what did not"))
    reply = answer(monkeypatch, conversation, assistant)

    assert reply.status == MessageStatus.STOPPED
    assert reply.draft_version.text == "What came"
    assert assistant.closed


def test_a_bug_in_an_assistant_ends_the_reply_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    reply = answer(monkeypatch, conversation, Scripted(RuntimeError("secret detail")))

    assert (reply.status, reply.error_code) == (MessageStatus.FAILED, "internal")
    assert "secret" not in reply.error_message


def test_a_dead_workers_reply_is_interrupted_and_can_be_tried_again(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    reply = services.message_send(conversation=conversation, text="Notes")
    Message.objects.filter(pk=reply.pk).update(
        claim=uuid.uuid4(),
        status=MessageStatus.STREAMING,
        lease_expires_at=timezone.now() - timedelta(seconds=1),
    )

    sweep.sweep_replies()

    reply.refresh_from_db()
    assert reply.status == MessageStatus.INTERRUPTED
    assert not tasks.run_next()

    services.reply_retry(reply)
    monkeypatch.setattr("copilot.replies.assistants", lambda _: (Scripted(Write("A post")),))
    assert tasks.run_next()
    reply.refresh_from_db()
    assert reply.status == MessageStatus.COMPLETE


def test_trying_again_replaces_what_had_been_written(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    broken = Scripted(Write("Half"), AssistantError(ProviderTimeout(), "It took too long."))
    reply = answer(monkeypatch, conversation, broken)

    services.reply_retry(reply)

    assert not DraftVersion.objects.exists()
    assert showing.draft_text(conversation) == ""
    with pytest.raises(showing.NotPossible):
        services.reply_retry(reply)


def test_the_same_key_sends_once(conversation: Conversation) -> None:
    key = uuid.uuid4()
    first = services.message_send(conversation=conversation, text="Notes", key=key)
    second = services.message_send(conversation=conversation, text="Notes", key=key)

    assert first == second
    assert conversation.messages.count() == 2


def test_somebody_elses_conversation_is_not_opened(
    conversation: Conversation, stranger: User
) -> None:
    with pytest.raises(Conversation.DoesNotExist):
        services.conversation_open(owner=stranger, pk=conversation.pk)


def test_gemini_answers_with_the_key_of_whoever_asks(
    owner: User, conversation: Conversation, gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_API_KEY = ""
    key_save(owner=owner, provider="gemini", key="AIza-of-the-owner-8080")

    reply = services.message_send(conversation=conversation, text="Notes")
    assert tasks.run_next()

    reply.refresh_from_db()
    assert reply.status == MessageStatus.COMPLETE
    assert {call.key_last4 for call in gemini.calls_of("text")} == {"8080"}


def test_a_reply_that_broke_off_does_not_take_the_posts_place(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    answer(monkeypatch, conversation, Scripted(Write("A whole post")))
    broken = Scripted(Write("Half a"), AssistantError(ProviderTimeout(), "It took too long."))
    answer(monkeypatch, conversation, broken)

    assert showing.draft_text(conversation) == "A whole post"


def test_the_draft_before_is_told_that_it_has_left_the_post(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    first = answer(monkeypatch, conversation, Scripted(Write("First post")))
    broken = Scripted(Write("Half a"), AssistantError(ProviderTimeout(), "It took too long."))
    failed = answer(monkeypatch, conversation, broken)
    first.refresh_from_db()
    # Told that it is not the last any more, and of nothing when the other one broke off.
    told = first.version
    assert told < failed.born
    last = answer(monkeypatch, conversation, Scripted(Write("Second post")))
    first.refresh_from_db()
    assert first.version == last.version > told


def test_half_a_post_stands_where_there_is_no_other(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    broken = Scripted(Write("Half a"), AssistantError(ProviderTimeout(), "It took too long."))
    answer(monkeypatch, conversation, broken)

    assert showing.draft_text(conversation) == "Half a"
