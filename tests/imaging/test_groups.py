"""The group of reviewers, as migrating makes and leaves it."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from copilot.models import User
from imaging.groups import PERMISSIONS, REVIEWERS

pytestmark = pytest.mark.django_db


def permissions() -> set[str]:
    group = Group.objects.get(name=REVIEWERS)
    return set(group.permissions.values_list("codename", flat=True))


def test_migrating_makes_the_group_with_its_permissions(owner: User) -> None:
    assert permissions() == set(PERMISSIONS)
    owner.groups.add(Group.objects.get(name=REVIEWERS))
    assert User.objects.get(pk=owner.pk).has_perm("imaging.review_generatedimage")


def test_a_deleted_group_comes_back(db: None) -> None:
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert permissions() == set(PERMISSIONS)


def test_migrating_again_keeps_what_an_administrator_changed(db: None) -> None:
    group = Group.objects.get(name=REVIEWERS)
    group.permissions.remove(*group.permissions.filter(codename__startswith="view_"))
    call_command("migrate", verbosity=0)
    assert permissions() == {"review_generatedimage"}
