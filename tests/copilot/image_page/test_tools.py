"""The tools of an image's page: what each makes, promises and refuses."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot import services
from copilot.models import Message, User
from copilot.versions import image_restyle
from imaging import tasks
from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.services import job_create
from tests.copilot.image_page.opening import TOOLS, page_of
from tests.factories import make_image

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", TOOLS)
def test_each_makes_one_job_however_often_it_is_sent(
    name: str, image: GeneratedImage, client: Client
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
    name: str, sent: dict[str, str], refusal: str, image: GeneratedImage, client: Client
) -> None:
    client.force_login(image.owner)
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post(reverse(f"copilot:{name}", args=[image.pk]), sent, headers=headers)
        assert answer.status_code == 422
        assert refusal in answer.content.decode()
    assert not image.jobs_from_it.exists()


@pytest.mark.parametrize("name", TOOLS)
def test_the_price_stands_before_the_click(
    name: str, image: GeneratedImage, client: Client
) -> None:
    client.force_login(image.owner)
    assert "$0.034" in page_of(client, image, name)


@pytest.mark.parametrize("name", TOOLS)
def test_what_nobody_can_do_is_said_at_once(
    name: str, image: GeneratedImage, client: Client, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    client.force_login(image.owner)
    page = page_of(client, image, name)
    assert "needs a model that understands pictures" in page
    assert 'aria-describedby="tool-' not in page
    answer = client.post(reverse(f"copilot:{name}", args=[image.pk]), TOOLS[name])
    assert answer.status_code == 422
    assert not image.jobs_from_it.exists()


def test_the_daily_limit_is_told_in_the_form(
    image: GeneratedImage, client: Client, settings: Settings
) -> None:
    settings.USER_DAILY_IMAGES = 1
    client.force_login(image.owner)
    url = reverse("copilot:image-edit", args=[image.pk])
    answer = client.post(url, {"instruction": "Make it night"})
    assert answer.status_code == 422
    assert "1 of today&#x27;s 1 images" in answer.content.decode()
    assert "Make it night</textarea>" in answer.content.decode()


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


def test_a_refused_touch_can_be_reloaded(owner: User) -> None:
    client = Client()
    client.force_login(owner)
    image = make_image(owner)

    assert client.get(f"/images/{image.pk}/touch/").headers["Location"] == f"/images/{image.pk}/"
