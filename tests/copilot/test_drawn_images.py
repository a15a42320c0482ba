"""What is said of images that the canvas drew and changed."""

import uuid

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import Conversation, Idea, IdeaJob, Message, User
from imaging import tasks
from imaging.alt_texts import written_alt
from imaging.inputs import JobInput
from imaging.models import GeneratedImage, GenerationJob
from imaging.services import job_create
from imaging.touches import TouchInput, TouchKind, image_touch
from imaging.versions import edit_of
from tests.factories import make_image, make_job

pytestmark = pytest.mark.django_db


def made(owner: User, asked: JobInput) -> GeneratedImage:
    job = job_create(owner=owner, job_input=asked)
    assert tasks.run_next()
    return job.images.get()


def alt(image: GeneratedImage) -> str:
    return written_alt(image)


def test_the_alt_text_says_the_words_that_stand_in_the_picture(
    owner: User, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    first = made(owner, JobInput(content="Nobody opens dashboards."))
    assert alt(first) == "The words “Nobody opens dashboards.” over a drawn background."

    edited = made(owner, edit_of(first, "Change the text to Nobody looks."))
    assert alt(edited) == "The words “Nobody looks.” over a drawn background."
    bare = made(owner, edit_of(edited, "No shapes"))
    assert alt(bare) == "The words “Nobody looks.” on a plain background."


def test_a_touched_copy_is_told_of_as_its_parent_with_the_words_put_on_it(
    owner: User, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    drawn = made(owner, JobInput(content="Nobody opens dashboards."))
    once = image_touch(drawn, TouchInput(TouchKind.TEXT, text="Ten years"))
    twice = image_touch(once, TouchInput(TouchKind.TEXT, text="Join us"))

    told = "The words “Nobody opens dashboards.” over a drawn background."
    first = f"{told} The words “Ten years” are written on it."
    assert alt(once) == first
    assert alt(twice) == f"{first} The words “Join us” are written on it."

    drawn.alt_text = "A poster."
    named = image_touch(drawn, TouchInput(TouchKind.TEXT, text="Ten years"))
    assert named.alt_text == "A poster. The words “Ten years” are written on it."


def test_what_was_drawn_is_called_by_its_words_and_not_by_its_ideas_scene(
    owner: User, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    scene = "A long domino line has stopped falling halfway."
    made(owner, JobInput(content="Nobody opens dashboards.", prompt=scene))
    own = Conversation.objects.create(pk=uuid.uuid4(), owner=owner)
    author = Message.Author.COPILOT
    reply = Message.objects.create(conversation=own, author=author, born=1, version=1)
    idea = Idea.objects.create(
        message=reply, position=0, kind="metaphor", style="photo", prompt=scene,
        description="A crooked domino has stopped the whole fall.", reason="-",
    )  # fmt: skip
    IdeaJob.objects.create(
        message=reply, idea=idea, job=GenerationJob.objects.get(), born=1, version=1
    )

    client = Client()
    client.force_login(owner)
    shelf = client.get("/library/").content.decode()
    assert '<p class="shelf__label">Nobody opens dashboards.</p>' in shelf
    picker = client.get("/references/").content.decode()
    assert "The words “Nobody opens dashboards.” over a drawn background." in picker
    assert "domino" not in shelf + picker

    GeneratedImage.objects.update(ai_generated=True)
    assert idea.description in client.get("/library/").content.decode()


def test_without_words_it_is_a_drawing(owner: User) -> None:
    job = make_job(owner, prompt="…")
    image = make_image(owner, job=job, prompt="…", provider="canvas", ai_generated=False)
    assert alt(image) == "A drawing."


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("A lighthouse at dawn.", "A lighthouse, seen from the sea."),
        ("A harbour full of ferries.", "An edited picture: Make it night"),
    ],
)
def test_an_edit_is_told_by_the_idea_only_where_that_was_painted_as_it_stood(
    owner: User, prompt: str, told: str
) -> None:
    idea = Idea(prompt="A lighthouse at dawn.", description="A lighthouse, seen from the sea.")
    first = make_image(owner, job=make_job(owner, prompt=prompt), prompt=prompt)
    job = make_job(owner, prompt="Make it night", operation="edit")
    edited = make_image(
        owner, colour="navy", job=job, operation="edit", prompt="Make it night", parent=first,
        tree=first.tree_id,
    )  # fmt: skip
    # Its job finds the one it is of, saved or not.
    IdeaJob(idea=idea, job=job)

    assert written_alt(edited) == told
