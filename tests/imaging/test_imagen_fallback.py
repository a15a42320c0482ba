"""Imagen behind Gemini, through the job: its five switches, each both ways, and its triggers."""

from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import tasks
from imaging.models import GenerationJob, JobStatus
from imaging.providers import google
from imaging.services import job_retry
from tests.emulator import behaviours
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator
from tests.imaging.running import run

pytestmark = pytest.mark.django_db

GEMINI, IMAGEN = "gemini-nano-banana-2.1", "imagen-4.0-generate-001"
KEY = "a-test-key-0001"
QUOTA = behaviours.zero_quota()


@pytest.fixture(autouse=True)
def alive(gemini: GeminiEmulator, settings: Settings) -> None:
    gemini.state.models[IMAGEN] = gemini.state.models["imagen-next"] = "predict"
    settings.IMAGE_PROVIDERS = ["gemini", "imagen", "canvas"]
    settings.GEMINI_API_KEY = KEY
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_IMAGE_MODELS = [GEMINI]
    settings.GEMINI_MAX_RETRIES = 0


def providers(job: GenerationJob) -> list[str]:
    return [image.provider for image in job.images.order_by("index")]


def action(job: GenerationJob) -> str:
    return str((job.error_action or {}).get("kind"))


@pytest.mark.parametrize(
    "fault",
    [
        behaviours.quota(90),
        behaviours.error(403, "PERMISSION_DENIED"),
        behaviours.error(429, "RESOURCE_EXHAUSTED"),
        behaviours.finish("NO_IMAGE"),
        behaviours.unavailable(),
    ],
    ids=["quota", "403", "429", "no image", "retries exhausted"],
)
def test_each_trigger_leads_to_imagen(
    owner: User, gemini: GeminiEmulator, fault: Behaviour
) -> None:
    gemini.script(fault, target=GEMINI, standing=True)
    job = run(owner)
    assert providers(job) == ["imagen"]
    assert gemini.calls[-1].key_last4 == KEY[-4:]


def test_a_client_that_cannot_be_made_leads_to_imagen(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no TLS here")

    monkeypatch.setattr("google.genai.Client", broken)
    google.close_clients()
    job = run(owner)
    assert providers(job) == ["imagen"]
    assert [each.error_code for each in job.attempts.all()] == ["internal", ""]


def test_what_gemini_blocks_never_reaches_imagen(owner: User, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.blocked(), target=GEMINI)
    assert run(owner).error_code == "content_blocked"
    assert gemini.calls_of("predict") == []


class TestFallbackEnabled:
    def test_on(self, owner: User, gemini: GeminiEmulator) -> None:
        gemini.script(QUOTA, target=GEMINI)
        assert providers(run(owner)) == ["imagen"]

    def test_off_imagen_is_never_called(
        self, owner: User, gemini: GeminiEmulator, settings: Settings
    ) -> None:
        settings.IMAGEN_FALLBACK_ENABLED = False
        gemini.script(QUOTA, target=GEMINI)
        assert providers(run(owner)) == ["canvas"]
        assert gemini.calls_of("predict") == []


class TestAutoFallback:
    """Off: the job ends before Imagen, canvas included, and asks."""

    def test_on(self, owner: User, gemini: GeminiEmulator) -> None:
        gemini.script(QUOTA, target=GEMINI)
        job = run(owner)
        assert (providers(job), job.error_action) == (["imagen"], None)

    @pytest.fixture
    def off(self, settings: Settings) -> None:
        settings.IMAGEN_AUTO_FALLBACK = False

    def test_off(self, owner: User, gemini: GeminiEmulator, off: None) -> None:
        gemini.script(QUOTA, target=GEMINI)
        job = run(owner)
        assert (job.status, job.error_code) == (JobStatus.FAILED, "quota_exceeded")
        assert job.error_action == {"kind": "try_imagen", "label": "Try with Imagen", "at": None}
        assert gemini.calls_of("predict") == []

    def test_off_a_retry_may_begin_with_imagen(
        self, owner: User, gemini: GeminiEmulator, off: None
    ) -> None:
        gemini.script(QUOTA, target=GEMINI)
        retry = job_retry(run(owner), start_at="imagen")
        assert retry.estimated_cost_usd == Decimal("0.04")
        assert tasks.run_next()
        assert providers(retry) == ["imagen"]
        assert len(gemini.calls_of("image")) == 1

    def test_off_and_from_imagen_it_goes_on_down_the_chain(
        self, owner: User, gemini: GeminiEmulator, off: None
    ) -> None:
        gemini.script(QUOTA, target=GEMINI)
        retry = job_retry(run(owner), start_at="imagen")
        gemini.retire(IMAGEN)
        assert tasks.run_next()
        assert providers(retry) == ["canvas"]

    def test_off_what_was_blocked_is_not_offered_to_imagen(
        self, owner: User, gemini: GeminiEmulator, off: None
    ) -> None:
        gemini.script(behaviours.blocked(), target=GEMINI)
        assert action(run(owner)) == "edit_prompt"

    def test_off_a_pinned_step_fails_by_itself(
        self, owner: User, gemini: GeminiEmulator, off: None
    ) -> None:
        gemini.script(QUOTA, target=GEMINI)
        assert action(run(owner, provider="gemini")) == "wait"

    @pytest.mark.parametrize("name", ["IMAGEN_MODEL", "IMAGEN_FALLBACK_ENABLED", "GEMINI_API_KEY"])
    def test_off_without_imagen_canvas_draws_as_ever(
        self, owner: User, gemini: GeminiEmulator, settings: Settings, off: None, name: str
    ) -> None:
        setattr(settings, name, "")
        gemini.script(QUOTA, target=GEMINI)
        assert providers(run(owner)) == ["canvas"]


class TestModel:
    @pytest.mark.parametrize("model", [IMAGEN, "imagen-next"])
    def test_is_the_one_called(
        self, owner: User, gemini: GeminiEmulator, settings: Settings, model: str
    ) -> None:
        settings.IMAGEN_MODEL = model
        gemini.script(QUOTA, target=GEMINI)
        assert run(owner).images.get().model == model
        assert [call.model for call in gemini.calls_of("predict")] == [model]

    def test_a_retired_one_leaves_it_to_the_next(self, owner: User, gemini: GeminiEmulator) -> None:
        gemini.retire(IMAGEN)
        gemini.script(QUOTA, target=GEMINI)
        job = run(owner)
        assert providers(job) == ["canvas"]
        assert "Imagen failed: the model no longer exists." in job.notice


class TestMaxImages:
    @pytest.mark.parametrize(
        ("most", "wanted", "calls"),
        [(1, 1, [1]), (1, 3, [1, 1, 1]), (4, 3, [3]), (2, 3, [2, 1]), (4, 1, [1])],
    )
    def test_bounds_a_call_and_further_calls_bring_the_rest(
        self,
        owner: User,
        gemini: GeminiEmulator,
        settings: Settings,
        most: int,
        wanted: int,
        calls: list[int],
    ) -> None:
        settings.IMAGEN_MAX_IMAGES = most
        gemini.script(QUOTA, target=GEMINI, standing=True)
        job = run(owner, count=wanted)
        assert [
            call.body["parameters"]["sampleCount"] for call in gemini.calls_of("predict")
        ] == calls
        images = list(job.images.order_by("index"))
        assert [image.index for image in images] == list(range(wanted))
        assert len({image.sha256 for image in images}) == wanted
        assert [image.cost_usd for image in images] == [Decimal("0.04")] * wanted
        assert job.cost_usd == wanted * Decimal("0.04")
        assert job.notice == ""


class TestQuality:
    @pytest.mark.parametrize(("quality", "width"), [("1K", 1376), ("2K", 2752)])
    def test_is_sent_and_delivered(
        self, owner: User, gemini: GeminiEmulator, settings: Settings, quality: str, width: int
    ) -> None:
        settings.IMAGEN_QUALITY = quality
        gemini.script(QUOTA, target=GEMINI)
        assert run(owner).images.get().width == width
        (call,) = gemini.calls_of("predict")
        assert call.body["parameters"]["sampleImageSize"] == quality


def test_imagens_prompt_is_its_own(owner: User, gemini: GeminiEmulator) -> None:
    gemini.script(QUOTA, target=GEMINI)
    run(owner, prompt="**Generate an image of** a hospital ward at dawn, 16:9")
    (call,) = gemini.calls_of("predict")
    assert call.prompt.startswith("a hospital ward at dawn")
    assert "Professional image for a LinkedIn post" in call.prompt
    assert "healthcare setting" in call.prompt
    assert "16:9" not in call.prompt
    assert "**" not in call.prompt


def test_it_may_live_at_an_address_of_its_own(
    owner: User, gemini: GeminiEmulator, settings: Settings
) -> None:
    settings.GEMINI_BASE_URL = "http://127.0.0.1:1"
    settings.IMAGEN_BASE_URL = gemini.base_url
    job = run(owner)
    assert (job.status, providers(job)) == (JobStatus.SUCCEEDED, ["imagen"])
