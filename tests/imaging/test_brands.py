"""What a brand adds to what models are asked for."""

import io

import pytest
from PIL import Image
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import storage
from imaging.brands import BrandChanged, BrandInput, brand_current, brand_save, input_of
from imaging.models import Brand
from imaging.providers.types import BrandRole, Format, Operation
from imaging.redrawing import redrawn, request_behind
from imaging.services import job_retry
from imaging.trash import image_trash
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_image
from tests.imaging.running import run

pytestmark = pytest.mark.django_db

NAVY = {BrandRole.PRIMARY: "#0b3350", BrandRole.ACCENT: "#ffc857"}


@pytest.fixture(autouse=True)
def with_gemini(gemini: GeminiEmulator, settings: Settings) -> GeminiEmulator:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1"]
    settings.GEMINI_MAX_RETRIES = 0
    return gemini


def sent(gemini: GeminiEmulator) -> tuple[str, int]:
    """The prompt of the last call, and how many pictures went along."""
    parts = gemini.calls[-1].body["contents"][0]["parts"]
    return " ".join(part.get("text", "") for part in parts), sum("inlineData" in p for p in parts)


def test_its_colours_are_named_in_words_and_codes(owner: User, gemini: GeminiEmulator) -> None:
    without = run(owner)
    plain, _ = sent(gemini)
    brand_save(owner=owner, wanted=BrandInput(NAVY))
    run(owner)
    branded, pictures = sent(gemini)

    assert without.brand is None
    assert "#0b3350" not in plain
    assert branded.startswith(plain)
    assert "dark blue (#0b3350) as the leading colour" in branded
    assert "orange (#ffc857) for the one accent" in branded
    assert pictures == 0


def test_its_style_reference_goes_where_there_is_room(owner: User, gemini: GeminiEmulator) -> None:
    reference = make_image(owner, colour="gold")
    other = make_image(owner, colour="navy")
    brand_save(owner=owner, wanted=BrandInput({}, style_reference=reference))

    run(owner)
    prompt, pictures = sent(gemini)
    assert pictures == 1
    assert "is a style reference" in prompt

    run(owner, reference_ids=[str(other.pk)] * 14)
    prompt, pictures = sent(gemini)
    assert pictures == 14
    assert "Image 15" not in prompt

    image_trash(reference)
    run(owner)
    assert sent(gemini)[1] == 0


def test_what_is_made_of_another_image_keeps_its_look(owner: User, gemini: GeminiEmulator) -> None:
    source = make_image(owner)
    brand_save(owner=owner, wanted=BrandInput(NAVY))

    job = run(owner, operation=Operation.EDIT, source_image_id=source.pk)

    assert job.brand is None
    assert "#0b3350" not in sent(gemini)[0]


def test_a_retry_is_made_with_the_same_version(owner: User, gemini: GeminiEmulator) -> None:
    first = brand_save(owner=owner, wanted=BrandInput(NAVY))
    gemini.script(behaviours.blocked())
    failed = run(owner)
    brand_save(owner=owner, wanted=BrandInput({BrandRole.PRIMARY: "#cf3560"}))

    assert job_retry(failed).brand == first


def test_two_who_save_at_once_do_not_overwrite_each_other(owner: User) -> None:
    saved = brand_save(owner=owner, wanted=BrandInput(NAVY), base=0)
    with pytest.raises(BrandChanged):
        brand_save(owner=owner, wanted=BrandInput({}, tagline="Mine"), base=0)

    assert brand_current(owner) == saved


def test_an_earlier_version_comes_back_as_a_new_one(owner: User) -> None:
    logo = make_image(owner)
    first = brand_save(owner=owner, wanted=BrandInput(NAVY, logo=logo))
    brand_save(owner=owner, wanted=BrandInput({}, tagline="Plain"))
    image_trash(logo)
    assert first is not None

    back = brand_save(owner=owner, wanted=input_of(Brand.objects.with_pictures().get(number=1)))

    assert back is not None
    assert (back.number, back.colours, back.tagline) == (3, first.colours, "")
    assert back.logo is None


def test_a_drawing_in_a_brand_is_laid_out_anew_in_it(owner: User, settings: Settings) -> None:
    settings.GEMINI_API_KEY = ""
    brand_save(owner=owner, wanted=BrandInput(NAVY))
    job = run(owner, content="Trucks wait 20 minutes now, not two hours.")
    image = job.images.get()
    assert image.provider == "canvas"

    data = redrawn(storage.read(image.original), request_behind(image), Format.SQUARE)

    with Image.open(io.BytesIO(data)) as square:
        # The whole of the original on a sheet would keep its 1200 pixels.
        assert square.size == Format.SQUARE.size
