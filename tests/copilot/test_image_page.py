"""An image's own page and its tools: for its owner, a reviewer, a stranger and nobody."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import conditional_escape
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot import services, showing, urls
from copilot.models import Conversation, Draft, Message, User
from copilot.versions import image_restyle
from imaging import tasks
from imaging.edit_suggestions import edit_suggestions
from imaging.inputs import JobInput
from imaging.models import GeneratedImage, GenerationJob, JobStatus, ReviewDecision, ReviewStatus
from imaging.services import job_create
from tests.factories import make_image, make_job

pytestmark = pytest.mark.django_db

READ = ("image", "image-posts", "image-versions", "image-compare")
TOOLS = {
    "image-edit": {"instruction": "Remove the people"},
    "image-restyle": {"style": "watercolour"},
    "image-vary": {"distance": "near", "count": "2"},
}


@pytest.fixture(autouse=True)
def _with_gemini(settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1"]


@pytest.fixture
def conversation(owner: User) -> Conversation:
    return services.conversation_open(owner=owner, pk=uuid.uuid4())


@pytest.fixture
def image(owner: User, conversation: Conversation) -> GeneratedImage:
    message = services.message_send(conversation=conversation, text="Notes of mine")
    job = make_job(owner, status=JobStatus.SUCCEEDED, content="A post")
    showing.show_job(message=message, job=job, idea=None)
    return make_image(owner, job=job)


@pytest.fixture
def child(owner: User, image: GeneratedImage) -> GeneratedImage:
    job = make_job(
        owner,
        operation="edit",
        prompt="Make it night",
        status=JobStatus.SUCCEEDED,
        source_image=image,
    )
    return make_image(
        owner, colour="navy", job=job, operation="edit", prompt="Make it night", parent=image,
        tree=image.tree_id,
    )  # fmt: skip


@pytest.fixture
def failed(owner: User, image: GeneratedImage) -> GenerationJob:
    return make_job(
        owner,
        operation="edit",
        prompt="Make it day",
        status=JobStatus.FAILED,
        error_message="Gemini declined this prompt for safety reasons.",
        source_image=image,
    )


def addresses(image: GeneratedImage, job: GenerationJob) -> dict[str, str]:
    args: dict[str, list[Any]] = {
        "image-compare": [image.pk, image.pk],
        "image-crop": [image.pk, "square"],
        "image-job-cancel": [image.pk, job.pk],
        "image-job-retry": [image.pk, job.pk],
    }
    names = [each.name for each in urls.urlpatterns if each.name]
    return {
        name: reverse(f"copilot:{name}", args=args.get(name, [image.pk]))
        for name in names
        if name.startswith("image")
    }


def page_of(client: Client, image: GeneratedImage, name: str = "image") -> str:
    answer = client.get(reverse(f"copilot:{name}", args=[image.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


class TestAccess:
    @pytest.mark.parametrize("who", ["stranger", "reviewer"])
    def test_for_anybody_else_nothing_is_there(
        self,
        who: str,
        image: GeneratedImage,
        failed: GenerationJob,
        client: Client,
        request: pytest.FixtureRequest,
    ) -> None:
        client.force_login(request.getfixturevalue(who))
        for name, url in addresses(image, failed).items():
            answer = client.get(url) if name in READ else client.post(url, TOOLS.get(name, {}))
            assert answer.status_code == 404, name
        assert GenerationJob.objects.count() == 2

    def test_nobody_is_asked_to_sign_in(
        self, image: GeneratedImage, failed: GenerationJob, client: Client
    ) -> None:
        for name, url in addresses(image, failed).items():
            answer = client.get(url) if name in READ else client.post(url)
            assert answer["Location"].startswith("/accounts/login/"), name

    def test_mine_is_not_compared_with_somebody_elses(
        self, image: GeneratedImage, stranger: User, client: Client
    ) -> None:
        client.force_login(image.owner)
        pair = [image.pk, make_image(stranger).pk]
        assert client.get(reverse("copilot:image-compare", args=pair)).status_code == 404

    def test_the_look_is_not_taken_from_somebody_elses(
        self, image: GeneratedImage, stranger: User, client: Client
    ) -> None:
        client.force_login(image.owner)
        url = reverse("copilot:image-restyle", args=[image.pk])
        answer = client.post(url, {"reference_images": make_image(stranger).pk})
        assert answer.status_code == 422
        assert GenerationJob.objects.count() == 1


class TestTools:
    @pytest.mark.parametrize("name", TOOLS)
    def test_each_makes_one_job_however_often_it_is_sent(
        self, name: str, image: GeneratedImage, client: Client
    ) -> None:
        client.force_login(image.owner)
        sent = TOOLS[name] | {"key": str(uuid.uuid4())}
        url = reverse(f"copilot:{name}", args=[image.pk])
        assert client.post(url, sent)["Location"] == f"/images/{image.pk}/#versions"
        assert client.post(url, sent, headers={"HX-Request": "true"}).content == b""
        job = image.jobs_from_it.get()
        assert name == f"image-{job.operation}"
        assert job.idea_job.message == image.job.idea_job.message  # type: ignore[union-attr]
        assert page_of(client, image).count('role="progressbar"') == 1

    @pytest.mark.parametrize(
        ("name", "sent", "refusal"),
        [
            ("image-edit", {"instruction": " "}, "Say what should change."),
            ("image-edit", {"instruction": "x" * 4001}, "at most 4,000 characters"),
            ("image-restyle", {}, "Choose a style"),
            ("image-restyle", {"style": "baroque"}, "not one of the available choices"),
            ("image-vary", {"distance": "near", "count": "5"}, "less than or equal to 4"),
        ],
    )
    def test_bad_input_is_refused_in_its_form(
        self, name: str, sent: dict[str, str], refusal: str, image: GeneratedImage, client: Client
    ) -> None:
        client.force_login(image.owner)
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.post(reverse(f"copilot:{name}", args=[image.pk]), sent, headers=headers)
            assert answer.status_code == 422
            assert refusal in answer.content.decode()
        assert not image.jobs_from_it.exists()

    @pytest.mark.parametrize("name", TOOLS)
    def test_the_price_stands_before_the_click(
        self, name: str, image: GeneratedImage, client: Client
    ) -> None:
        client.force_login(image.owner)
        assert "$0.034" in page_of(client, image, name)

    @pytest.mark.parametrize("name", TOOLS)
    def test_what_nobody_can_do_is_said_at_once(
        self, name: str, image: GeneratedImage, client: Client, settings: Settings
    ) -> None:
        settings.IMAGE_PROVIDERS = ["canvas"]
        client.force_login(image.owner)
        page = page_of(client, image, name)
        assert "needs a model that understands pictures" in page
        assert 'aria-describedby="tool-' not in page
        answer = client.post(reverse(f"copilot:{name}", args=[image.pk]), TOOLS[name])
        assert answer.status_code == 422
        assert not image.jobs_from_it.exists()

    def test_edits_are_suggested_and_fill_in_the_instruction_without_a_script(
        self, image: GeneratedImage, client: Client
    ) -> None:
        client.force_login(image.owner)
        page = page_of(client, image, "image-edit")
        suggestions = edit_suggestions(image)
        for each in suggestions:
            assert conditional_escape(each.title) in page
            assert conditional_escape(each.reason) in page
        url = reverse("copilot:image-edit", args=[image.pk])
        filled = client.get(url, {"instruction": suggestions[0].instruction}).content.decode()
        assert f"{conditional_escape(suggestions[0].instruction)}</textarea>" in filled

    def test_what_canvas_drew_can_be_changed_as_far_as_canvas_goes(
        self, owner: User, client: Client, settings: Settings
    ) -> None:
        settings.IMAGE_PROVIDERS = ["canvas"]
        job_create(owner=owner, job_input=JobInput(content="Nobody looks at dashboards."))
        assert tasks.run_next()
        drawn = GeneratedImage.objects.get(provider="canvas")
        client.force_login(owner)
        page = page_of(client, drawn, "image-edit")
        assert "Canvas drew this picture" in page
        suggested = edit_suggestions(drawn)
        assert suggested
        assert all(conditional_escape(each.title) in page for each in suggested)
        url = reverse("copilot:image-edit", args=[drawn.pk])
        for each in suggested:
            assert client.post(url, {"instruction": each.instruction}).status_code == 302
        made = len(suggested)

        refused = client.post(url, {"instruction": "Use blue and remove the people"})
        assert refused.status_code == 422
        assert "does not understand “remove the people”" in refused.content.decode()
        assert client.post(url, {"instruction": "Use blue"}).status_code == 302
        assert drawn.jobs_from_it.count() == made + 1
        assert drawn.jobs_from_it.latest("created_at").prompt == "Use blue"

    def test_what_no_model_could_do_is_told_and_not_offered(
        self,
        image: GeneratedImage,
        client: Client,
        settings: Settings,
        owner_api: APIClient,
    ) -> None:
        settings.IMAGE_PROVIDERS = ["canvas"]
        client.force_login(image.owner)
        page = page_of(client, image, "image-edit")
        assert "suggested__use" not in page
        told = owner_api.get(f"/api/v1/images/{image.pk}/edit-suggestions/").json()["results"]
        assert told
        for each in told:
            assert conditional_escape(each["reason"]) in page

    def test_the_daily_limit_is_told_in_the_form(
        self, image: GeneratedImage, client: Client, settings: Settings
    ) -> None:
        settings.USER_DAILY_IMAGES = 1
        client.force_login(image.owner)
        url = reverse("copilot:image-edit", args=[image.pk])
        answer = client.post(url, {"instruction": "Make it night"})
        assert answer.status_code == 422
        assert "1 of today&#x27;s 1 images" in answer.content.decode()
        assert "Make it night</textarea>" in answer.content.decode()


class TestPage:
    def test_it_tells_all_of_the_image(
        self, image: GeneratedImage, conversation: Conversation, client: Client
    ) -> None:
        client.force_login(image.owner)
        page = page_of(client, image)
        for told in (
            "A lighthouse",
            "gemini-nano-banana-2.1",
            "$0.034",
            "1376 × 768",
            image.sha256,
        ):
            assert told in page
        assert f"{conversation.get_absolute_url()}#image-{image.pk}" in page

    def test_every_version_is_in_the_tree_of_each(
        self, image: GeneratedImage, child: GeneratedImage, client: Client
    ) -> None:
        client.force_login(image.owner)
        for each, other in ((image, child), (child, image)):
            page = page_of(client, each)
            assert f'href="/images/{other.pk}/"' in page
            assert f"/images/{each.pk}/compare/{other.pk}/" in page
        assert "Edit: Make it night" in page_of(client, image)

    def test_a_version_that_failed_says_why_and_can_be_tried_again(
        self, image: GeneratedImage, failed: GenerationJob, client: Client
    ) -> None:
        client.force_login(image.owner)
        assert "declined this prompt" in page_of(client, image)
        client.post(reverse("copilot:image-job-retry", args=[image.pk, failed.pk]))
        again = failed.retries.get()
        assert (again.prompt, again.source_image) == ("Make it day", image)
        assert "declined this prompt" not in page_of(client, image)
        client.post(reverse("copilot:image-job-cancel", args=[image.pk, again.pk]))
        again.refresh_from_db()
        assert again.status == JobStatus.CANCELLED

    def test_the_tree_is_asked_for_again_only_while_something_comes(
        self, image: GeneratedImage, client: Client
    ) -> None:
        client.force_login(image.owner)
        assert "every 2s" not in page_of(client, image, "image-versions")
        make_job(image.owner, operation="vary", source_image=image)
        assert "every 2s" in page_of(client, image, "image-versions")

    def test_the_tree_takes_as_many_queries_however_large(
        self, image: GeneratedImage, child: GeneratedImage, client: Client,
        django_assert_num_queries: object,
    ) -> None:  # fmt: skip
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.force_login(image.owner)
        asked = []
        for number in range(3):
            with CaptureQueriesContext(connection) as queries:
                page_of(client, image, "image-versions")
            asked.append(len(queries))
            make_image(
                image.owner, colour=f"#00000{number}", tree=image.pk, parent=child,
                job=make_job(image.owner, operation="vary", status="succeeded"),
            )  # fmt: skip
        assert len(set(asked)) == 1

    def test_alt_text_is_written_from_the_prompt_until_a_person_says_it(
        self, image: GeneratedImage, client: Client
    ) -> None:
        client.force_login(image.owner)
        type(image).objects.update(prompt="Paint a lighthouse at dusk. Lit by a low sun. No text.")
        page = page_of(client, image)
        assert ">A lighthouse at dusk.</textarea>" in page
        assert "Written from the prompt." in page
        url = reverse("copilot:image-alt", args=[image.pk])
        client.post(url, {"alt_text": "A red lighthouse"})
        page = page_of(client, image)
        assert ">A red lighthouse</textarea>" in page
        assert "Written from the prompt." not in page

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("Ten years", "Taken from the picture before, with the words that were put on it."),
            ("", "Taken from the picture before."),
        ],
    )
    def test_the_alt_text_of_a_touched_one_is_said_to_be_the_pictures_before(
        self, image: GeneratedImage, client: Client, text: str, told: str
    ) -> None:
        client.force_login(image.owner)
        facts = {
            "kind": "text" if text else "logo", "text": text, "spot": "bottom-right",
            "size": "medium", "contrast": 7.0, "plate": False,
        }  # fmt: skip
        touched = make_image(
            image.owner, operation="touch", parent=image, tree=image.pk, touch=facts
        )
        page = page_of(client, touched)
        assert told in page
        assert "Written from the prompt." not in page

    def test_alt_text_is_kept_and_refused_where_it_is_too_long(
        self, image: GeneratedImage, client: Client
    ) -> None:
        client.force_login(image.owner)
        url = reverse("copilot:image-alt", args=[image.pk])
        assert client.post(url, {"alt_text": "A lighthouse at dusk"}).status_code == 302
        image.refresh_from_db()
        assert image.alt_text == "A lighthouse at dusk"
        answer = client.post(url, {"alt_text": "x" * 4087})
        assert answer.status_code == 422
        assert "at most 4,086 characters" in answer.content.decode()
        image.refresh_from_db()
        assert image.alt_text == "A lighthouse at dusk"

    def test_it_can_be_chosen_for_the_post_of_its_conversation(
        self, image: GeneratedImage, conversation: Conversation, client: Client
    ) -> None:
        client.force_login(image.owner)
        assert "Use in post" not in page_of(client, image)
        draft = Draft.objects.create(conversation=conversation, version=1)
        draft.versions.create(number=1, text="A post")
        assert "Use in post" in page_of(client, image)
        client.post(reverse("copilot:draft-image", args=[conversation.pk, image.pk]))
        assert "Use in post" not in page_of(client, image)
        assert f"{conversation.get_absolute_url()}#post" in page_of(client, image)

    def test_a_picture_of_ones_own_can_be_taken_into_any_post(
        self, owner: User, stranger: User, conversation: Conversation, client: Client
    ) -> None:
        picture = make_image(owner, operation="upload", provider="", model="", ai_generated=False)
        client.force_login(owner)
        assert "use-title" not in page_of(client, picture)
        draft = Draft.objects.create(conversation=conversation, version=1)
        theirs = services.conversation_open(owner=stranger, pk=uuid.uuid4())
        Draft.objects.create(conversation=theirs, version=1)
        page = page_of(client, picture)
        assert "Use in a post" in page
        assert 'href="/library/" aria-label="Back to the library"' in page
        assert f'<option value="{conversation.pk}">' in page
        assert str(theirs.pk) not in page
        url = reverse("copilot:image-use", args=[picture.pk])
        assert client.post(url, {"post": theirs.pk})["Location"] == f"/images/{picture.pk}/"
        answer = client.post(url, {"post": conversation.pk})
        assert answer["Location"] == f"{conversation.get_absolute_url()}#post"
        draft.refresh_from_db()
        assert draft.image == picture
        assert Draft.objects.get(conversation=theirs).image is None
        assert "use-title" not in page_of(client, picture)

    def test_the_posts_it_can_be_taken_into_are_listed(
        self, image: GeneratedImage, stranger: User, conversation: Conversation, client: Client
    ) -> None:
        client.force_login(image.owner)
        assert "You have no post yet." in page_of(client, image, "image-posts")
        Draft.objects.create(conversation=conversation, version=1)
        theirs = services.conversation_open(owner=stranger, pk=uuid.uuid4())
        Draft.objects.create(conversation=theirs, version=1)
        page = page_of(client, image, "image-posts")
        assert f'name="post" value="{conversation.pk}"' in page
        assert str(theirs.pk) not in page
        Draft.objects.filter(conversation=conversation).update(image=image)
        assert "In the post" in page_of(client, image, "image-posts")


class TestReview:
    def test_until_approved_there_is_a_preview(
        self, image: GeneratedImage, client: Client, settings: Settings
    ) -> None:
        settings.IMAGE_REVIEW = "required"
        client.force_login(image.owner)
        page = page_of(client, image)
        assert "This is a preview." in page
        assert "download=1" not in page
        assert '/content/"' not in page
        assert 'content/?rendition=thumbnail"' in page

    def test_a_rejection_says_why_and_leaves_no_download(
        self, image: GeneratedImage, client: Client
    ) -> None:
        GeneratedImage.objects.update(
            review_status=ReviewStatus.REJECTED, review_reason="A logo is in it."
        )
        client.force_login(image.owner)
        page = page_of(client, image)
        assert "A logo is in it." in page
        assert "download=1" not in page


@pytest.mark.parametrize(("operation", "leads_to_the_tool"), [("edit", True), ("vary", False)])
def test_what_was_blocked_is_not_tried_again_in_the_same_words(
    client: Client, owner: User, image: GeneratedImage, operation: str, leads_to_the_tool: bool
) -> None:
    job = make_job(
        owner,
        operation=operation,
        prompt="Give him a gun",
        status=JobStatus.FAILED,
        error_code="content_blocked",
        error_message="The model declined this prompt for safety reasons.",
        error_action={"kind": "edit_prompt", "label": "Try this prompt instead", "at": None},
        source_image=image,
    )
    client.force_login(owner)
    page = client.get(reverse("copilot:image", args=[image.pk])).content.decode()
    assert "declined this prompt" in page
    assert reverse("copilot:image-job-retry", args=[image.pk, job.pk]) not in page
    assert ("Change the prompt" in page) == leads_to_the_tool


def test_a_rejected_image_says_so_and_what_follows(owner: User, settings: Settings) -> None:
    settings.IMAGE_REVIEW = "flag"
    client = Client()
    client.force_login(owner)
    image = make_image(
        owner, review_status=ReviewStatus.REJECTED, review_reason="Shows a customer."
    )
    ReviewDecision.objects.create(image=image, decision="reject", category="Privacy")

    page = client.get(f"/images/{image.pk}/").content.decode()

    assert "A reviewer rejected this image: Privacy. Shows a customer. It cannot be" in page
    assert "Finishing touch" not in page


def test_a_refused_touch_can_be_reloaded(owner: User) -> None:
    client = Client()
    client.force_login(owner)
    image = make_image(owner)

    assert client.get(f"/images/{image.pk}/touch/").headers["Location"] == f"/images/{image.pk}/"


def test_a_style_is_only_promised_where_somebody_paints_it(owner: User, settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    client = Client()
    client.force_login(owner)
    job_create(owner=owner, job_input=JobInput(content="Nobody opens dashboards."))
    assert tasks.run_next()
    drawn = GeneratedImage.objects.get()
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    message = Message.objects.create(conversation=conversation, author="copilot", born=1, version=1)
    promise = "Canvas sets the same words anew, in a design that goes with the style"
    form = client.get(f"/images/{drawn.pk}/restyle/").content.decode()
    assert promise in form
    assert "styles/canvas/blueprint.webp" in form
    assert 'value="photographic"' not in form

    image_restyle(image=drawn, style="watercolour", message=message)
    assert "Restyle: Watercolour" in client.get(conversation.get_absolute_url()).text
    assert tasks.run_next()
    page = client.get(f"/images/{drawn.pk}/").content.decode()
    assert "A design that goes with Watercolour" in page
    thread = client.get(conversation.get_absolute_url()).text
    assert "A design that goes with Watercolour" in thread
    assert "In the style Watercolour" not in page + thread
    restyled = GeneratedImage.objects.exclude(pk=drawn.pk).get()
    assert "<dd>Watercolour</dd>" not in client.get(f"/images/{restyled.pk}/").text


def test_a_refused_edit_brings_its_form_alone(owner: User) -> None:
    client = Client(headers={"HX-Request": "true"})
    client.force_login(owner)
    image = make_image(owner)
    address = f"/images/{image.pk}/edit/"

    assert f'id="look-{image.pk}"' in client.get(address).content.decode()
    refused = client.post(address, {"instruction": ""})
    assert refused.status_code == 422
    assert f'id="look-{image.pk}"' not in refused.content.decode()
