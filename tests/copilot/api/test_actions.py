"""Actions over the API: read with their message, agreed to, declined."""

import uuid

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot import services
from copilot.models import Action, Message, User
from imaging.brands import BrandInput, brand_save
from imaging.models import GenerationJob
from imaging.providers.types import BrandRole
from tests.factories import make_action, make_job
from tests.imaging.api.asserting import problem

pytestmark = pytest.mark.django_db

FIELDS = {
    "id", "name", "status", "arguments", "image", "price_usd", "result", "jobs", "created_at",
}  # fmt: skip


@pytest.fixture
def reply(owner: User, settings: Settings) -> Message:
    settings.IMAGE_PROVIDERS = ["canvas"]
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    return services.message_send(conversation=conversation, text="Paint it")


@pytest.fixture
def action(reply: Message) -> Action:
    return make_action(reply, price_usd="0.0000")


def url(action: Action, what: str) -> str:
    return f"/api/v1/actions/{action.pk}/{what}/"


def test_a_message_tells_its_actions(owner_api: APIClient, action: Action) -> None:
    [told] = owner_api.get(f"/api/v1/messages/{action.message_id}/").json()["actions"]
    assert set(told) == FIELDS
    assert (told["name"], told["status"], told["price_usd"]) == (
        "generate_image",
        "proposed",
        "0.0000",
    )
    assert (told["arguments"], told["jobs"]) == ({"prompt": "A lighthouse"}, [])


def test_agreeing_twice_makes_one_job(owner_api: APIClient, action: Action) -> None:
    answers = [owner_api.post(url(action, "confirm")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    job, told = GenerationJob.objects.get(), answers[1].json()
    assert (told["status"], told["jobs"]) == ("running", [str(job.pk)])


def test_what_is_declined_stays_so(owner_api: APIClient, action: Action) -> None:
    assert owner_api.post(url(action, "decline")).json()["status"] == "declined"
    assert owner_api.post(url(action, "confirm")).json()["status"] == "declined"
    assert not GenerationJob.objects.exists()


def test_limits_and_gone_pictures_are_told(
    owner_api: APIClient, action: Action, reply: Message, settings: Settings
) -> None:
    gone = make_action(reply, 1, name="edit_image", arguments={"instruction": "Warmer"})
    assert problem(owner_api.post(url(gone, "confirm")), 409)["code"] == "not_possible"
    settings.USER_DAILY_IMAGES = 1
    make_job(reply.conversation.owner, status="succeeded")
    assert problem(owner_api.post(url(action, "confirm")), 429)["code"] == "budget_exceeded"
    action.refresh_from_db()
    assert action.status == "proposed"


@pytest.mark.parametrize("who", ["stranger_api", "reviewer_api"])
def test_for_anybody_else_nothing_is_there(
    who: str, action: Action, request: pytest.FixtureRequest
) -> None:
    api: APIClient = request.getfixturevalue(who)
    for what in ("confirm", "decline"):
        problem(api.post(url(action, what)), 404)
    action.refresh_from_db()
    assert action.status == "proposed"


def test_a_new_image_is_in_the_brand_unless_said_otherwise(
    owner: User, owner_api: APIClient, reply: Message
) -> None:
    brand = brand_save(owner=owner, wanted=BrandInput({BrandRole.PRIMARY: "#0b5fff"}))
    with_it, without = make_action(reply, position=0), make_action(reply, position=1)
    assert owner_api.post(url(with_it, "confirm")).status_code == 200
    problem(owner_api.post(url(without, "confirm"), {"brand": "perhaps"}), 400, "invalid")
    told = owner_api.post(url(without, "confirm"), {"brand": False}).json()
    assert told["arguments"]["brand"] == "none"
    assert [job.brand for job in GenerationJob.objects.order_by("created_at")] == [brand, None]
