"""An image of the owner's."""

import pytest

from copilot.models import User
from imaging.models import GeneratedImage
from tests.factories import make_image


@pytest.fixture
def image(owner: User) -> GeneratedImage:
    return make_image(owner)
