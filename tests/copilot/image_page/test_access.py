"""An image's own page and its tools are for its owner alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from copilot import urls
from copilot.models import User
from imaging.models import GeneratedImage, GenerationJob
from tests.copilot.image_page.opening import TOOLS
from tests.factories import make_image

pytestmark = pytest.mark.django_db

READ = ("image", "image-posts", "image-versions", "image-compare")


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


@pytest.mark.parametrize("who", ["stranger", "reviewer"])
def test_for_anybody_else_nothing_is_there(
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
    image: GeneratedImage, failed: GenerationJob, client: Client
) -> None:
    for name, url in addresses(image, failed).items():
        answer = client.get(url) if name in READ else client.post(url)
        assert answer["Location"].startswith("/accounts/login/"), name


def test_mine_is_not_compared_with_somebody_elses(
    image: GeneratedImage, stranger: User, client: Client
) -> None:
    client.force_login(image.owner)
    pair = [image.pk, make_image(stranger).pk]
    assert client.get(reverse("copilot:image-compare", args=pair)).status_code == 404


def test_the_look_is_not_taken_from_somebody_elses(
    image: GeneratedImage, stranger: User, client: Client
) -> None:
    client.force_login(image.owner)
    url = reverse("copilot:image-restyle", args=[image.pk])
    answer = client.post(url, {"reference_images": make_image(stranger).pk})
    assert answer.status_code == 422
    assert GenerationJob.objects.count() == 1
