"""People, their tokens and conversations in the admin."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse

from copilot.models import ApiToken, Conversation, User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

USERS = "/admin/copilot/user/"
TOKENS = "/admin/copilot/apitoken/"
CONVERSATIONS = "/admin/copilot/conversation/"


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def manager() -> Client:
    """Staff who may change users, but are no administrator."""
    client = Client()
    client.force_login(
        make_user("manager", is_staff=True, permissions=["change_user", "view_user"])
    )
    return client


def fields_of(page: Client, user: User) -> set[str]:
    form = page.get(f"{USERS}{user.pk}/change/").context["adminform"].form
    return set(form.fields)


def test_a_person_is_added_with_an_address_and_a_profile(administrator: Client) -> None:
    assert "profile" not in administrator.get(f"{USERS}add/").content.decode()
    added = administrator.post(
        f"{USERS}add/",
        {
            "username": "dana",
            "email": "dana@example.org",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert added.status_code == 302
    dana = User.objects.get(username="dana")
    assert dana.check_password(PASSWORD)
    shown = administrator.get(f"{USERS}{dana.pk}/change/").content.decode()
    assert 'name="profile-0-headline"' in shown


def test_an_address_in_use_is_refused_whatever_its_case(administrator: Client, owner: User) -> None:
    refused = administrator.post(
        f"{USERS}add/",
        {
            "username": "second",
            "email": "OWNER@example.org",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert refused.context["adminform"].form.errors
    assert not User.objects.filter(username="second").exists()


def test_a_reviewer_is_made_by_a_group(administrator: Client, owner: User) -> None:
    page = f"{USERS}{owner.pk}/change/"
    saved = administrator.post(
        page,
        {
            "username": owner.username,
            "email": owner.email,
            "is_active": "on",
            "is_staff": "on",
            "groups": [str(Group.objects.get(name="Reviewers").pk)],
            "profile-TOTAL_FORMS": "1",
            "profile-INITIAL_FORMS": "1",
            "profile-0-user": str(owner.pk),
            "profile-0-headline": "Operations, Northdock",
        },
    )
    assert saved.status_code == 302
    reviewer = User.objects.get(pk=owner.pk)
    assert reviewer.has_perm("imaging.review_generatedimage")
    assert reviewer.profile.headline == "Operations, Northdock"


def test_only_administrators_give_powers(manager: Client, owner: User) -> None:
    powers = {"is_staff", "is_superuser", "groups", "user_permissions"}
    assert not fields_of(manager, owner) & powers
    assert "first_name" in fields_of(manager, owner)


def test_nobody_takes_over_an_administrator(manager: Client) -> None:
    root = make_user("root", is_staff=True, is_superuser=True)
    page = f"{USERS}{root.pk}"
    assert manager.post(f"{page}/change/", {"email": "mine@example.org"}).status_code == 403
    assert manager.post(f"{page}/password/", {"password1": PASSWORD}).status_code == 403
    assert manager.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    root.refresh_from_db()
    assert root.email == "root@example.org"


def test_nobody_but_an_administrator_edits_other_staff(
    manager: Client, administrator: Client
) -> None:
    reviewer = make_user("reviewer", is_staff=True, permissions=["review_generatedimage"])
    page = f"{USERS}{reviewer.pk}"
    given = {"usable_password": "true", "password1": "mine now 4711", "password2": "mine now 4711"}
    assert manager.post(f"{page}/change/", {"email": "mine@example.org"}).status_code == 403
    assert manager.post(f"{page}/password/", given).status_code == 403
    reviewer.refresh_from_db()
    assert reviewer.check_password(PASSWORD)
    assert reviewer.email == "reviewer@example.org"
    # Their own account stays theirs to edit, and everybody's an administrator's.
    me = User.objects.get(username="manager")
    assert manager.get(f"{USERS}{me.pk}/change/").context["adminform"].form.fields
    assert administrator.post(f"{page}/password/", given).status_code == 302
    reviewer.refresh_from_db()
    assert reviewer.check_password("mine now 4711")


def test_tokens_are_listed_and_revoked_without_their_digest(
    administrator: Client, owner: User
) -> None:
    token, secret = ApiToken.objects.create(user=owner)
    pages = [administrator.get(TOKENS)]
    revoke = reverse("admin:copilot_apitoken_revoke", args=[token.token_key])
    assert revoke in pages[0].content.decode()
    pages.append(administrator.get(revoke))
    assert ApiToken.objects.exists()
    pages.append(administrator.post(revoke, follow=True))
    assert not ApiToken.objects.exists()
    for page in pages:
        html = page.content.decode()
        assert token.digest not in html
        assert secret not in html
        assert not re.search(r"[0-9a-f]{64}", html)


@pytest.mark.parametrize("page", ["add", "change", "delete", "history"])
def test_no_page_of_a_token_is_named_by_its_digest(page: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:copilot_apitoken_{page}", args=["0"])


def test_looking_at_tokens_is_not_revoking_them(client: Client, owner: User) -> None:
    token, _ = ApiToken.objects.create(user=owner)
    client.force_login(make_user("clerk", is_staff=True, permissions=["view_apitoken"]))
    listed = client.get(TOKENS).content.decode()
    revoke = reverse("admin:copilot_apitoken_revoke", args=[token.token_key])
    assert "owner" in listed
    assert revoke not in listed
    assert client.post(revoke).status_code == 403
    assert ApiToken.objects.exists()


def test_conversations_show_counts_and_no_word_of_them(administrator: Client, owner: User) -> None:
    conversation = Conversation.objects.create(owner=owner, title="Pick errors down")
    conversation.messages.create(author="person", text="Between us only", born=1, version=1)
    html = administrator.get(CONVERSATIONS).content.decode()
    assert "Pick errors down" in html
    assert "Between us only" not in html
    assert administrator.get(f"{CONVERSATIONS}{conversation.pk}/delete/").status_code == 403


def test_what_people_write_is_in_no_page_of_the_admin(administrator: Client) -> None:
    models = {
        model["object_name"]
        for app in administrator.get("/admin/").context["app_list"]
        for model in app["models"]
    }
    assert models == {
        "ApiToken",
        "Conversation",
        "GeneratedImage",
        "GenerationJob",
        "Group",
        "User",
    }
