"""A conversation with a post, a carousel of three slides, and their owner's browser."""

import pytest
from django.test import Client

from copilot.models import Conversation, User
from imaging.carousels import Slide, carousel_create
from imaging.models import Carousel
from imaging.providers.types import Format
from tests.copilot.browsers import signed_in
from tests.factories import make_draft

POST = "Cross docking works.\n\nTrucks wait 20 minutes now.\n\nHow is it for you?\n\n#Docks #Trucks"


@pytest.fixture
def conversation(conversation: Conversation) -> Conversation:
    make_draft(conversation, POST)
    return conversation


@pytest.fixture
def carousel(owner: User) -> Carousel:
    slides = [Slide(title=name) for name in "abc"]
    return carousel_create(owner=owner, slides=slides, format=Format.SQUARE)


@pytest.fixture
def client(owner: User) -> Client:
    return signed_in(owner)
