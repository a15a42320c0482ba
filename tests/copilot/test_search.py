"""Looking for words in all of one's conversations."""

import uuid

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext

from copilot import services
from copilot.folding import fold
from copilot.models import Conversation, DraftVersion, Message, User
from copilot.search import Run, excerpt, marked, search
from tests.conversations import make_long
from tests.factories import make_draft

pytestmark = pytest.mark.django_db


def make(owner: User, text: str, *, title: str = "Untitled", draft: str = "") -> Conversation:
    conversation = Conversation.objects.create(pk=uuid.uuid4(), owner=owner, title=title)
    services.message_send(conversation=conversation, text=text)
    if draft:
        make_draft(conversation, draft)
    return conversation


def found(owner: User, query: str) -> list[Conversation]:
    return [hit.conversation for hit in search(owner, query)]


def plain(runs: list[Run]) -> str:
    return "".join(f"[{run.text}]" if run.marked else run.text for run in runs)


@pytest.mark.parametrize(
    "query",
    [
        "cafe",
        "CAFÉ",
        "café zürich",
        "zurich",
        "ZÜR caf",
        "  zurich  ",
        "ПРИВЕТ",
        "%",
        "_x",
        "caf\0",
    ],
)
def test_case_and_accents_do_not_matter(owner: User, query: str) -> None:
    conversation = make(owner, "A Café in Zürich, привет, 40 % and _x")
    make(owner, "Something else")
    assert found(owner, query) == [conversation]


def test_all_words_stand_in_one_place(owner: User) -> None:
    conversation = make(owner, "Docks and trucks")
    make(owner, "Docks", draft="Trucks")
    assert found(owner, "trucks docks") == [conversation]


def test_titles_drafts_and_messages_are_looked_through(owner: User) -> None:
    titled = make(owner, "One", title="About forklifts")
    drafted = make(owner, "Two", draft="We bought forklifts.")
    said = make(owner, "Three forklifts")
    hits = {hit.conversation: hit for hit in search(owner, "forklift")}
    assert set(hits) == {titled, drafted, said}
    assert plain(hits[titled].title) == "About [forklift]s"
    assert plain(hits[drafted].piece) == "We bought [forklift]s."
    assert hits[said].message == said.messages.earliest("born")


def test_nothing_and_nobody_elses_is_found(owner: User, stranger: User) -> None:
    make(stranger, "Docks")
    assert not found(owner, "docks")
    assert not found(owner, "   ")
    assert not found(owner, "\u0301")


def test_what_is_on_another_branch_is_not_found(owner: User) -> None:
    conversation = make(owner, "Docks")
    first = conversation.messages.earliest("born")
    services.message_send(conversation=conversation, text="Robots", in_place_of=first)
    assert found(owner, "robots") == [conversation]
    assert not found(owner, "docks")


def test_a_piece_is_cut_at_words_around_the_match(owner: User) -> None:
    text = "Once upon a time there was a warehouse with very many docks.\n\nAnd " + "more " * 40
    piece = plain(excerpt(text, [fold("Docks")]))
    assert piece.startswith("… was a warehouse with very many [docks]. And")
    assert piece.endswith(" …")


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Straße", ["strasse"], "Straße"),
        ("ﬁne ﬁsh", ["fi"], "[ﬁ]ne [ﬁ]sh"),
        ("e\u0301cole", ["eco"], "[e\u0301co]le"),
        ("aaa", ["a", "aa"], "[aa][a]"),
        ("<b>", ["b"], "<[b]>"),
        ("", ["b"], ""),
    ],
)
def test_matches_are_marked_as_they_are_written(text: str, words: list[str], shown: str) -> None:
    assert plain(marked(text, words)) == shown


def test_more_results_take_no_more_queries(owner: User) -> None:
    asked = []
    for _ in range(2):
        make(owner, "Docks", draft="Docks")
        with CaptureQueriesContext(connection) as queries:
            assert search(owner, "docks")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_results_are_a_page_or_what_the_rail_shows(owner: User, client: Client) -> None:
    conversation = make(owner, "About <docks>", title="Docks & trucks")
    message = Message.objects.get(author="person")
    client.force_login(owner)
    page = client.get("/posts/?q=docks").content.decode()
    part = client.get("/posts/?q=docks", headers={"HX-Request": "true"}).content.decode()
    for each in (page, part):
        assert "About &lt;<mark>docks</mark>&gt;" in each
        assert "<mark>Docks</mark> &amp; trucks" in each
        link = f"{conversation.get_absolute_url()}?before={message.born + 1}#message-{message.pk}"
        assert link in each
    assert "<main" in page
    assert "<main" not in part
    none = client.get("/posts/?q=pallets", headers={"HX-Request": "true"}).content.decode()
    assert "Nothing found" in none
    assert not client.get("/posts/?q=", headers={"HX-Request": "true"}).content.strip()


def test_no_more_is_read_of_what_matches_often(owner: User) -> None:
    """A hundred messages say it, and a hundred drafts."""
    conversation = make_long(owner, 200)
    Message.objects.filter(author="person").update(text="The trucks again")
    read: list[object] = []

    def note(instance: object, **_: object) -> None:
        read.append(instance)

    post_init.connect(note, sender=Message)
    post_init.connect(note, sender=DraftVersion)
    try:
        [hit] = search(owner, "trucks")
    finally:
        post_init.disconnect(note, sender=Message)
        post_init.disconnect(note, sender=DraftVersion)
    assert hit.message == Message.objects.filter(author="person").latest("born")
    assert hit.conversation == conversation
    assert len(read) <= 3
