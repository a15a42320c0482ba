"""What may be made of an image, and who could make it."""

import io

import pytest
from PIL import Image
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import storage
from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.providers.types import Distance
from imaging.references import Reference
from imaging.versions import edit_of, obstacle, restyle_of, variations_of
from tests.factories import make_image
from tests.imaging.running import run_job

pytestmark = pytest.mark.django_db

POST = "We cut pick errors by a good third."


@pytest.fixture
def canvas_alone(settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]


@pytest.fixture
def drawn(owner: User, canvas_alone: None) -> GeneratedImage:
    return run_job(owner, JobInput(content=POST, style="flat")).images.get()


def ground_of(image: GeneratedImage) -> tuple[int, ...]:
    """The colour that fills most of the picture."""
    picture = Image.open(io.BytesIO(storage.read(image.original))).convert("RGB")
    picture.thumbnail((300, 300), Image.Resampling.NEAREST)
    counted = picture.getcolors(300 * 300) or []
    colour = max(counted)[1]
    assert isinstance(colour, tuple)
    return colour


class TestTree:
    def test_versions_belong_to_the_tree_of_the_first_image(
        self, owner: User, drawn: GeneratedImage
    ) -> None:
        child = run_job(owner, variations_of(drawn)).images.get()
        grandchild = run_job(owner, restyle_of(child, style="blueprint")).images.get()
        assert (child.parent, grandchild.parent) == (drawn, child)
        assert {image.tree_id for image in (drawn, child, grandchild)} == {drawn.pk}

    def test_it_stays_one_where_the_first_image_has_gone(
        self, owner: User, drawn: GeneratedImage
    ) -> None:
        children = run_job(owner, variations_of(drawn, count=2)).images.all()
        drawn.delete()
        assert len({image.tree_id for image in children.all()}) == 1

    def test_a_version_keeps_the_shape_of_its_source(self, owner: User, canvas_alone: None) -> None:
        source = make_image(owner, format="portrait")
        versions = [edit_of(source, "x"), restyle_of(source, style="flat"), variations_of(source)]
        assert {each.format for each in versions} == {"portrait"}


class TestDistance:
    def test_a_near_variation_of_canvas_keeps_design_and_colours(
        self, owner: User, drawn: GeneratedImage
    ) -> None:
        near = run_job(owner, variations_of(drawn, distance=Distance.NEAR, count=4))
        first = near.images.order_by("index")[0]
        again = run_job(owner, variations_of(first, distance=Distance.NEAR))
        images = [drawn, *near.images.all(), *again.images.all()]
        assert len({image.sha256 for image in images}) == 6
        assert len({ground_of(image) for image in images}) == 1

    def test_a_far_one_may_change_them(self, owner: User, drawn: GeneratedImage) -> None:
        far = run_job(owner, variations_of(drawn, count=4))
        assert len({ground_of(image) for image in [drawn, *far.images.all()]}) > 1


class TestObstacle:
    def test_canvas_alone_works_from_what_it_drew(self, drawn: GeneratedImage) -> None:
        assert not obstacle(variations_of(drawn), source=drawn)
        assert not obstacle(restyle_of(drawn, style="minimal"), source=drawn)

    def test_it_takes_no_look_from_a_picture(self, owner: User, drawn: GeneratedImage) -> None:
        asked = restyle_of(drawn, references=[Reference(make_image(owner))])
        assert obstacle(asked, source=drawn).startswith("Restyling it after other pictures")

    def test_nobody_can_work_from_what_a_model_made(self, owner: User, canvas_alone: None) -> None:
        image = make_image(owner)
        for asked in (
            edit_of(image, "Night"),
            restyle_of(image, style="flat"),
            variations_of(image),
        ):
            assert "Add a provider key" in obstacle(asked, source=image)

    def test_a_model_that_understands_pictures_can(self, owner: User, settings: Settings) -> None:
        settings.IMAGE_PROVIDERS = ["imagen", "gemini", "canvas"]
        settings.GEMINI_API_KEY = "a-test-key-0001"
        image = make_image(owner)
        asked = restyle_of(image, references=[Reference(make_image(owner, colour="red"))])
        assert not obstacle(edit_of(image, "Remove the people"), source=image)
        assert not obstacle(asked, source=image)

    def test_imagen_alone_only_makes_new_pictures(self, owner: User, settings: Settings) -> None:
        settings.IMAGE_PROVIDERS = ["imagen", "canvas"]
        settings.GEMINI_API_KEY = "a-test-key-0001"
        image = make_image(owner)
        assert obstacle(edit_of(image, "Remove the people"), source=image)
