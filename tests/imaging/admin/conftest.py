"""Reviewers as an administrator makes them: staff, and in the group."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from copilot.models import User
from imaging.groups import REVIEWERS
from imaging.models import GeneratedImage
from tests.factories import make_image, make_user


@pytest.fixture
def reviewer(db: None) -> User:
    user = make_user("iris", is_staff=True)
    user.groups.add(Group.objects.get(name=REVIEWERS))
    return user


@pytest.fixture
def desk(reviewer: User) -> Client:
    """The reviewer's browser."""
    client = Client()
    client.force_login(reviewer)
    return client


@pytest.fixture
def administrator(db: None) -> Client:
    client = Client()
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def image(owner: User) -> GeneratedImage:
    return make_image(owner)
