"""What the form of a prompt says of its person's brand, and how it is made without it."""

import pytest
from django.test import Client

from copilot.models import Idea, User
from imaging.brands import BrandInput, brand_save
from imaging.models import GenerationJob
from imaging.providers.types import BrandRole
from tests.copilot.selector.choosing import form, generate

pytestmark = pytest.mark.django_db


def with_brand(owner: User) -> None:
    brand_save(owner=owner, wanted=BrandInput({BrandRole.PRIMARY: "#0b2545"}))


def test_without_a_brand_there_is_nothing_to_switch(browser: Client, idea: Idea) -> None:
    assert "Use my brand" not in form(browser, idea)


def test_it_says_what_the_brand_adds(browser: Client, owner: User, idea: Idea) -> None:
    with_brand(owner)

    html = form(browser, idea)

    assert 'name="brand" value="on" checked' in html
    assert "Your brand adds: its colours #0b2545." in html
    switched_off = form(browser, idea, brand="", prompt="A pier")
    assert 'name="brand" value="on" checked' not in switched_off


def test_an_image_is_made_with_it_unless_it_is_switched_off(
    browser: Client, owner: User, idea: Idea
) -> None:
    with_brand(owner)
    for sent in ({}, {"brand": ["", "on"]}, {"brand": ""}):
        generate(browser, idea, **sent)

    made = GenerationJob.objects.order_by("created_at").values_list("brand__number", flat=True)
    assert list(made) == [1, 1, None]


def test_words_that_the_person_avoids_are_named(browser: Client, owner: User, idea: Idea) -> None:
    owner.profile.avoid = "synergy\npicker"
    owner.profile.save()

    assert "Among the words you avoid: “picker”." in form(browser, idea)


def test_a_colour_of_two_roles_is_said_once(browser: Client, owner: User, idea: Idea) -> None:
    brand_save(
        owner=owner,
        wanted=BrandInput({BrandRole.PRIMARY: "#0b2545", BrandRole.TEXT: "#0b2545"}),
    )
    assert "Your brand adds: its colours #0b2545." in form(browser, idea)
