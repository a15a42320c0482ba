"""Pictures attached to a form: offered, brought along, sent with a role, and refused."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot import services
from copilot.models import Idea, User
from imaging.library import PAGE
from imaging.models import GeneratedImage, GenerationJob
from imaging.trash import image_trash
from tests.factories import make_image, make_png

pytestmark = pytest.mark.django_db

URL = "/references/"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _with_gemini(settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_API_KEY = "a-test-key-0001"


@pytest.fixture
def client(owner: User) -> Client:
    signed_in = Client()
    signed_in.force_login(owner)
    return signed_in


@pytest.fixture
def image(owner: User) -> GeneratedImage:
    return make_image(owner)


def restyle(client: Client, image: GeneratedImage, **sent: object) -> tuple[int, str]:
    answer = client.post(reverse("copilot:image-restyle", args=[image.pk]), sent)
    return answer.status_code, answer.content.decode()


class TestAccess:
    @pytest.mark.parametrize("who", ["stranger", "reviewer"])
    def test_nobody_attaches_or_sees_somebody_elses(
        self, who: str, image: GeneratedImage, request: pytest.FixtureRequest
    ) -> None:
        client = Client()
        client.force_login(request.getfixturevalue(who))
        assert client.get(f"{URL}{image.pk}/").status_code == 404
        assert str(image.pk) not in client.get(URL).content.decode()

    def test_nobody_is_asked_to_sign_in(self, image: GeneratedImage) -> None:
        for answer in (Client().get(URL), Client().post(URL), Client().get(f"{URL}{image.pk}/")):
            assert answer["Location"].startswith("/accounts/login/")

    def test_what_lies_in_the_trash_is_not_there(
        self, client: Client, image: GeneratedImage
    ) -> None:
        image_trash(image)
        assert client.get(f"{URL}{image.pk}/").status_code == 404
        assert "Your library is empty" in client.get(URL).content.decode()


class TestChoosing:
    def test_the_latest_come_first_and_then_the_others(self, owner: User, client: Client) -> None:
        images = [make_image(owner) for _ in range(PAGE + 2)]
        first = client.get(URL).content.decode()
        assert first.count("data-reference-pick") == PAGE
        assert first.index(str(images[-1].pk)) < first.index(str(images[-2].pk))
        rest = client.get(URL, {"after": str(images[2].pk)}).content.decode()
        assert rest.count("data-reference-pick") == 2
        assert "Show more" in first
        assert "Show more" not in rest
        assert "From your library" not in rest

    def test_one_is_given_with_a_role_to_choose(
        self, client: Client, image: GeneratedImage
    ) -> None:
        item = client.get(f"{URL}{image.pk}/").content.decode()
        assert f'name="reference_images" value="{image.pk}"' in item
        assert 'value="style" selected' in item


class TestBringing:
    def test_the_same_picture_is_kept_once(self, client: Client) -> None:
        files = [SimpleUploadedFile("red.png", make_png("red"), "image/png") for _ in range(2)]
        answers = [client.post(URL, {"file": file}) for file in files]
        kept = GeneratedImage.objects.get()
        for answer in answers:
            assert answer.status_code == 201
            assert str(kept.pk) in answer.content.decode()

    def test_what_is_no_picture_is_refused_in_a_sentence(self, client: Client) -> None:
        answer = client.post(URL, {"file": SimpleUploadedFile("a.txt", b"no picture at all")})
        assert answer.status_code == 422
        assert answer["Content-Type"].startswith("text/plain")
        assert answer.content.decode().startswith("The file is not a PNG, JPEG or WebP")
        assert client.post(URL).content.decode() == "Choose a picture first."

    def test_not_more_often_than_the_rate(self, client: Client, settings: Settings) -> None:
        settings.JOB_RATE = "1/hour"
        files = [SimpleUploadedFile("a.png", make_png(colour)) for colour in ("red", "blue")]
        answers = [client.post(URL, {"file": file}) for file in files]
        assert [answer.status_code for answer in answers] == [201, 429]
        assert GeneratedImage.objects.count() == 1


class TestSending:
    def test_order_and_roles_reach_the_job(
        self, owner: User, client: Client, image: GeneratedImage
    ) -> None:
        others = [str(make_image(owner, colour=colour).pk) for colour in ("red", "blue")]
        status, _ = restyle(
            client, image, reference_images=others, reference_roles=["logo", "style"]
        )
        assert status == 302
        job = image.jobs_from_it.get()
        assert (job.reference_ids, job.reference_roles) == (others, ["logo", "style"])

    def test_without_a_script_files_go_with_the_form(
        self, client: Client, image: GeneratedImage
    ) -> None:
        key = str(uuid.uuid4())
        for _ in range(2):
            look = SimpleUploadedFile("look.png", make_png("gold"), "image/png")
            assert restyle(client, image, reference_files=look, key=key)[0] == 302
        job = image.jobs_from_it.get()
        assert job.reference_ids == [str(GeneratedImage.objects.get(operation="upload").pk)]

    def test_an_edit_takes_them_too_and_the_images_page_says_so(
        self, owner: User, client: Client, image: GeneratedImage
    ) -> None:
        logo = str(make_image(owner, colour="red").pk)
        url = reverse("copilot:image-edit", args=[image.pk])
        sent = {"instruction": "Add it", "reference_images": [logo], "reference_roles": ["logo"]}
        assert client.post(url, sent).status_code == 302
        job = image.jobs_from_it.get()
        assert (job.prompt, job.reference_roles) == ("Add it", ["logo"])
        child = make_image(owner, job=job, parent=image)
        page = client.get(reverse("copilot:image", args=[child.pk])).content.decode()
        assert "1 logo" in page

    def test_one_choice_says_what_pictures_without_a_role_are_for(
        self, owner: User, client: Client, image: GeneratedImage
    ) -> None:
        other = str(make_image(owner, colour="red").pk)
        look = SimpleUploadedFile("look.png", make_png("gold"), "image/png")
        sent = {
            "style": "flat",
            "reference_images": [other],
            "reference_files": look,
            "reference_files_role": "logo",
        }
        assert restyle(client, image, **sent)[0] == 302
        assert image.jobs_from_it.get().reference_roles == ["logo", "logo"]

    def test_a_logo_alone_is_no_look(
        self, owner: User, client: Client, image: GeneratedImage
    ) -> None:
        other = str(make_image(owner, colour="red").pk)
        status, page = restyle(client, image, reference_images=[other], reference_roles=["logo"])
        assert status == 422
        assert "Choose a style, or a picture to take the look from." in page
        assert f'name="reference_images" value="{other}"' in page
        assert 'value="logo" selected' in page

    @pytest.mark.parametrize(
        ("sent", "refusal"),
        [
            ({"reference_images": ["no-id"]}, "no longer there"),
            ({"reference_images": [str(uuid.uuid4())]}, "no longer there"),
            ({"style": "flat", "reference_roles": ["mood"]}, "Say what each picture is for."),
        ],
    )
    def test_what_makes_no_sense_is_told(
        self, client: Client, image: GeneratedImage, sent: dict[str, object], refusal: str
    ) -> None:
        status, page = restyle(client, image, **sent)
        assert (status, refusal in page) == (422, True)

    def test_more_than_the_model_takes_are_told_with_its_limit(
        self, client: Client, image: GeneratedImage
    ) -> None:
        status, page = restyle(client, image, reference_images=[str(image.pk)] * 14)
        assert status == 422
        assert "takes up to 13 beside this one. You attached 14." in page

    def test_a_broken_file_is_told_in_the_form(self, client: Client, image: GeneratedImage) -> None:
        broken = SimpleUploadedFile("look.png", b"no picture", "image/png")
        status, page = restyle(client, image, reference_files=broken)
        assert (status, "not a PNG, JPEG or WebP" in page) == (422, True)
        assert not image.jobs_from_it.exists()


class TestWithAnIdea:
    @pytest.fixture
    def idea(self, owner: User) -> Idea:
        conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
        reply = services.message_send(conversation=conversation, text="Notes")
        services.reply_stop(reply)
        return Idea.objects.create(
            message=reply, position=0, kind="people", style="collage", prompt="A picker at dawn"
        )

    @pytest.fixture(autouse=True)
    def _with_imagen(self, settings: Settings) -> None:
        settings.IMAGE_PROVIDERS = ["gemini", "imagen", "canvas"]
        settings.IMAGEN_FALLBACK_ENABLED = True

    def send(self, client: Client, idea: Idea, to: str, **sent: object) -> tuple[int, str]:
        values = {
            "prompt": "A cup", "format": "square", "style": "flat", "quality": "1K", "count": "1",
            "model": "",
        }  # fmt: skip
        url = reverse(f"copilot:idea-{to}", args=[idea.pk])
        answer = client.post(url, values | sent, headers=SCRIPT)
        return answer.status_code, answer.content.decode()

    def test_the_pictures_go_with_the_job(
        self, client: Client, idea: Idea, image: GeneratedImage
    ) -> None:
        sent = {"reference_images": [str(image.pk)], "reference_roles": ["subject"]}
        assert self.send(client, idea, "generate", **sent)[0] == 204
        job = GenerationJob.objects.get()
        assert (job.reference_ids, job.reference_roles) == ([str(image.pk)], ["subject"])

    @pytest.mark.parametrize("model", ["imagen:imagen-4.0-generate-001", "canvas:canvas-1"])
    def test_a_model_that_takes_none_says_so_and_what_is_attached_stays(
        self, client: Client, idea: Idea, image: GeneratedImage, model: str
    ) -> None:
        sent = {
            "model": model,
            "reference_images": [str(image.pk)],
            "reference_roles": ["logo"],
        }
        _, form = self.send(client, idea, "options", **sent)
        assert "takes no pictures. Choose another model for them." in form
        assert f'value="{image.pk}"' in form
        status, form = self.send(client, idea, "generate", **sent)
        assert status == 422
        assert 'value="logo" selected' in form
        assert not GenerationJob.objects.exists()

    def test_the_limit_is_that_of_the_first_model(self, client: Client, idea: Idea) -> None:
        assert 'data-limit="14"' in self.send(client, idea, "options")[1]

    def test_a_broken_file_is_told_in_the_form(self, client: Client, idea: Idea) -> None:
        broken = SimpleUploadedFile("look.png", b"no picture")
        status, form = self.send(client, idea, "generate", reference_files=broken)
        assert (status, "not a PNG, JPEG or WebP" in form) == (422, True)


class TestOffering:
    def form(self, client: Client, image: GeneratedImage, **headers: str) -> str:
        url = reverse("copilot:image-restyle", args=[image.pk])
        return client.get(url, headers=headers).content.decode()

    def test_the_limit_is_the_models(self, client: Client, image: GeneratedImage) -> None:
        page = self.form(client, image)
        assert 'data-limit="13"' in page
        assert "takes up to 13 beside this one." in page

    def test_where_no_model_sees_pictures_the_reason_stands_instead(
        self, owner: User, client: Client, settings: Settings
    ) -> None:
        settings.IMAGE_PROVIDERS = ["canvas"]
        drawn = make_image(owner, provider="canvas")
        page = self.form(client, drawn)
        assert "none that is set up here does" in page
        assert "data-references-list" not in page
        other = str(make_image(owner, colour="red").pk)
        assert restyle(client, drawn, style="flat", reference_images=[other])[0] == 422

    def test_a_browser_without_scripts_may_choose_the_latest(
        self, owner: User, client: Client, image: GeneratedImage
    ) -> None:
        other = make_image(owner, colour="red")
        assert f'type="checkbox" name="reference_images" value="{other.pk}"' in self.form(
            client, image
        )
        assert "<noscript>" not in self.form(client, image, **SCRIPT)


def test_a_file_survives_a_form_that_is_refused(client: Client, owner: User) -> None:
    image = make_image(owner)
    file = SimpleUploadedFile("look.png", make_png("gold"), content_type="image/png")
    url = reverse("copilot:image-edit", args=[image.pk])
    refused = client.post(url, {"instruction": "", "reference_files": file})
    assert refused.status_code == 422
    brought = GeneratedImage.objects.exclude(pk=image.pk).get()
    assert f'name="reference_images" value="{brought.pk}"' in refused.content.decode()
