"""Every address of the chat, for its owner, a reviewer, a stranger and nobody."""

import uuid
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot import services, urls
from copilot.models import (
    Action,
    Briefing,
    Conversation,
    Draft,
    DraftCheck,
    Idea,
    IdeaJob,
    Message,
    MessageStatus,
    User,
)
from imaging.models import GeneratedImage, GenerationJob, ReviewStatus
from tests.copilot.browsers import signed_in
from tests.factories import make_action, make_draft, make_image, make_job, make_user

pytestmark = pytest.mark.django_db

OF_A_PERSON = (
    "settings",
    "settings-profile",
    "settings-voice",
    "settings-spending",
    "settings-key",
    "brand",
    "brand-version",
)


@dataclass
class Chat:
    """A conversation with a reply that may be stopped, an idea, a failed job, a draft, an image."""

    conversation: Conversation
    reply: Message
    idea: Idea
    job: GenerationJob
    image: GeneratedImage
    check: DraftCheck
    actions: tuple[Action, Action]

    def urls(self) -> dict[str, str]:
        """The address of each thing in it that is named by an id."""
        args: dict[str, list[uuid.UUID | int | None]] = {
            "conversation": [self.conversation.pk],
            "stream": [self.conversation.pk],
            "message-send": [self.conversation.pk],
            "draft-image": [self.conversation.pk, self.image.pk],
            "conversation-manage": [self.conversation.pk],
            "conversation-rename": [self.conversation.pk],
            "conversation-archive": [self.conversation.pk],
            "conversation-delete": [self.conversation.pk],
            "draft-image-remove": [self.conversation.pk],
            "draft-edit": [self.conversation.pk],
            "draft-move": [self.conversation.pk],
            "draft-changes": [self.check.version.draft_id, 2],
            "draft-revise": [self.conversation.pk],
            "message-knew": [self.reply.pk],
            "check-confirm": [self.check.pk],
            "message-stop": [self.reply.pk],
            "message-retry": [self.reply.pk],
            "message-show": [self.reply.pk],
            "message-edit": [self.reply.parent_id],
            "idea-selector": [self.idea.pk],
            "ideas-generate": [self.reply.pk],
            "ideas-show": [self.reply.pk],
            "ideas-again": [self.reply.pk],
            "idea-options": [self.idea.pk],
            "idea-generate": [self.idea.pk],
            "action-confirm": [self.actions[0].pk],
            "action-decline": [self.actions[1].pk],
            "job-cancel": [self.job.pk],
            "job-retry": [self.job.pk],
            "job-reprompt": [self.job.pk],
            "job-reword": [self.job.pk],
        }
        return {name: reverse(f"copilot:{name}", args=ids) for name, ids in args.items()}


def make_chat(owner: User) -> Chat:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    reply = services.message_send(conversation=conversation, text="Notes of mine")
    idea = Idea.objects.create(
        message=reply, position=0, kind="people", style="photographic", prompt="A lighthouse"
    )
    job = make_job(owner, status="failed")
    IdeaJob.objects.create(message=reply, idea=idea, job=job, born=1, version=1)
    draft = make_draft(conversation, "A post of mine", "A post of mine with 7 words")
    check = DraftCheck.objects.create(
        version=draft.versions.get(number=2), position=0, kind="number", text="7"
    )
    Briefing.objects.create(reply=reply, instruction="You write.")
    actions = [make_action(reply, position) for position in range(2)]
    return Chat(conversation, reply, idea, job, make_image(owner), check, (actions[0], actions[1]))


@pytest.fixture
def chat(owner: User) -> Chat:
    return make_chat(owner)


POSTED = {"text": "mine now", "prompt": "mine now", "edit": "shorten", "title": "mine now"}
READ = (
    "conversation", "conversation-manage", "stream", "message-knew", "draft-changes",
    "idea-selector",
)  # fmt: skip
# What these do is looked at in the tests of the post's panel.
OF_THE_POST = ("draft-edit", "draft-move", "draft-image-remove")


def answers(client: Client, chat: Chat) -> dict[str, int]:
    return {
        name: (client.get(url) if name in READ else client.post(url, POSTED)).status_code
        for name, url in chat.urls().items()
    }


def test_no_address_is_left_out(chat: Chat) -> None:
    names = [each.name or "" for each in urls.urlpatterns]
    # An image's pages, the library, references, carousels and presets have their own tests.
    apart = ("image", "library", "reference", "carousel", "preset")
    names = [name for name in names if not name.startswith(apart)]
    assert set(names) == {*chat.urls(), "new", "posts", *OF_A_PERSON}


@pytest.mark.parametrize("who", ["stranger", "reviewer", "administrator"])
def test_for_anybody_else_nothing_is_there(chat: Chat, who: str) -> None:
    if who == "administrator":
        user = make_user(who, is_staff=True, is_superuser=True)
    else:
        user = make_user(who, permissions=["review_generatedimage"] if who == "reviewer" else [])
    assert answers(signed_in(user), chat) == dict.fromkeys(chat.urls(), 404)
    assert signed_in(user).get("/").status_code == 200

    chat.reply.refresh_from_db()
    assert chat.reply.status == MessageStatus.PENDING
    assert chat.conversation.messages.count() == 2
    assert GenerationJob.objects.get() == chat.job
    assert {each.status for each in chat.reply.actions.all()} == {"proposed"}
    assert Draft.objects.get().image is None


def test_nobody_is_asked_to_sign_in(chat: Chat) -> None:
    client = Client()
    for name, url in {**chat.urls(), "new": "/"}.items():
        answer = client.get(url) if name in (*READ, "new") else client.post(url, POSTED)
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/accounts/login/"), name
    assert chat.conversation.messages.count() == 2


def test_its_owner_reads_it(chat: Chat, owner: User) -> None:
    page = signed_in(owner).get(chat.urls()["conversation"])
    assert page.status_code == 200
    assert "Notes of mine" in page.content.decode()
    assert signed_in(owner).get("/").status_code == 200


def test_its_owner_writes_to_it(chat: Chat, owner: User) -> None:
    client, addresses = signed_in(owner), chat.urls()
    page = chat.conversation.get_absolute_url()

    for name, status in (
        ("message-stop", MessageStatus.STOPPED),
        ("message-retry", MessageStatus.PENDING),
    ):
        assert client.post(addresses.pop(name))["Location"] == page
        chat.reply.refresh_from_db()
        assert chat.reply.status == status
    # Trying again takes back what the reply proposed.
    asking = {"action-confirm", "action-decline", "conversation-delete", "idea-options"}
    apart = {*OF_THE_POST, *asking}
    for name in addresses.keys() - {*READ, *apart}:
        assert client.post(addresses[name], POSTED)["Location"] == page, name

    assert Draft.objects.get().image == chat.image
    assert chat.conversation.messages.filter(text="mine now").exists()
    assert chat.conversation.messages.filter(text="Shorten", edit="shorten").exists()
    chat.check.refresh_from_db()
    assert chat.check.confirmed_at is not None
    assert chat.idea.idea_jobs.filter(job__prompt="mine now").exists()
    assert GenerationJob.objects.filter(retry_of=chat.job).exists()
    assert client.post(addresses["conversation-delete"])["Location"] == "/"
    assert not Conversation.objects.exists()


def test_its_owner_decides_on_what_is_proposed(chat: Chat, owner: User) -> None:
    client, addresses = signed_in(owner), chat.urls()
    for name, status in (("action-confirm", "running"), ("action-decline", "declined")):
        assert client.post(addresses[name])["Location"] == chat.conversation.get_absolute_url()
        action = chat.actions[name == "action-decline"]
        action.refresh_from_db()
        assert action.status == status


def test_a_waiting_job_is_cancelled_by_its_owner(chat: Chat, owner: User) -> None:
    GenerationJob.objects.filter(pk=chat.job.pk).update(status="queued")
    signed_in(owner).post(chat.urls()["job-cancel"])
    chat.job.refresh_from_db()
    assert chat.job.status == "cancelled"


def test_reading_changes_nothing_and_writing_is_no_reading(chat: Chat, owner: User) -> None:
    client = signed_in(owner)
    for name, url in chat.urls().items():
        answer = client.post(url) if name in READ else client.get(url)
        assert answer.status_code == 405, name


def test_somebody_elses_image_is_not_put_into_my_post(
    chat: Chat, owner: User, stranger: User
) -> None:
    theirs = make_image(stranger)
    url = reverse("copilot:draft-image", args=[chat.conversation.pk, theirs.pk])
    assert signed_in(owner).post(url).status_code == 404
    assert signed_in(stranger).post(url).status_code == 404
    assert Draft.objects.get().image is None


def test_a_rejected_image_is_not_put_into_a_post(
    chat: Chat, owner: User, settings: Settings
) -> None:
    settings.IMAGE_REVIEW = "flag"
    GeneratedImage.objects.update(review_status=ReviewStatus.REJECTED)
    answer = signed_in(owner).post(chat.urls()["draft-image"], headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "A reviewer has rejected this image" in answer["HX-Trigger"]
    assert Draft.objects.get().image is None


@pytest.mark.parametrize(
    ("review", "status", "offered"),
    [
        ("off", ReviewStatus.REJECTED, True),
        ("flag", ReviewStatus.PENDING, True),
        ("flag", ReviewStatus.REJECTED, False),
        ("required", ReviewStatus.PENDING, False),
        ("required", ReviewStatus.REJECTED, False),
        ("required", ReviewStatus.APPROVED, True),
    ],
)
def test_download_is_offered_where_review_allows_it(
    chat: Chat, owner: User, settings: Settings, review: str, status: str, offered: bool
) -> None:
    settings.IMAGE_REVIEW = review
    GenerationJob.objects.filter(pk=chat.job.pk).update(status="succeeded")
    GeneratedImage.objects.update(job=chat.job, review_status=status)
    page = signed_in(owner).get(chat.urls()["conversation"]).content.decode()
    # The picture itself is shown in any case, as its thumbnail at least.
    assert f"/images/{chat.image.pk}/content/" in page
    assert (f"/images/{chat.image.pk}/content/?download=1" in page) is offered
