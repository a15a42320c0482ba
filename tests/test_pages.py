"""The pages around the chat, and the rules every template and style sheet keeps."""

import gzip
import re
from pathlib import Path

import pytest
from django.core import mail
from django.template import loader
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import User

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
TEMPLATES = sorted(
    [*ROOT.glob("templates/**/*.html"), *ROOT.glob("copilot/templates/**/*.html")],
)
STYLES = sorted((STATIC / "css").glob("*.css"))
TOKENS = (STATIC / "css" / "tokens.css").read_text()
# What every page loads, and the chat.
SHEETS = (STATIC / "css" / "easel.css", STATIC / "css" / "chat.css")

READABLE = 4.5
VISIBLE = 3.0


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("template", TEMPLATES, ids=relative)
def test_a_template_runs_nothing_inline(template: Path) -> None:
    html = template.read_text()
    assert not re.search(r"\sstyle=|<style", html)
    assert not re.search(r"\son[a-z]+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


def test_every_icon_used_is_in_the_sprite() -> None:
    sprite = (ROOT / "templates/components/_sprite.svg.html").read_text()
    drawn = set(re.findall(r'id="i-([a-z-]+)"', sprite))
    used = {
        name
        for template in TEMPLATES
        for name in re.findall(
            r'(?:_icon\.html" with name=|\bicon=)"([a-z-]+)"', template.read_text()
        )
    }
    assert used
    assert used <= drawn


@pytest.mark.parametrize("sheet", STYLES, ids=relative)
def test_a_style_sheet_names_only_tokens(sheet: Path) -> None:
    css = sheet.read_text()
    # Scripts set three lengths: what a phone's keyboard leaves, where two pictures part, and how
    # wide an enlarged one is.
    scripted = {"--viewport", "--split", "--zoomed"}
    known = set(re.findall(r"^\s*(--[\w-]+):", TOKENS, re.MULTILINE)) | scripted
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= known
    if sheet.name != "tokens.css":
        assert not re.search(r":[^;{]*#[0-9a-f]{3,8}\b", css)


def imported_by(sheet: Path) -> list[str]:
    return re.findall(r'@import url\("(.+)"\);', sheet.read_text())


def test_what_a_page_loads_stays_light() -> None:
    # As they are sent: joined.
    joined = [
        b"".join((STATIC / "css" / name).read_bytes() for name in imported_by(sheet))
        for sheet in SHEETS
    ]
    assert all(joined)
    assert sum(len(gzip.compress(sheet)) for sheet in joined) < 20_000
    assert sum(path.stat().st_size for path in STATIC.glob("fonts/*.woff2")) <= 110_000


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "needed"),
    [
        ("ink", "bg", READABLE),
        ("ink-2", "sunken", READABLE),
        ("ink-3", "bg", READABLE),
        ("ink-3", "surface", READABLE),
        ("ink-3", "sunken", READABLE),
        ("accent", "bg", READABLE),
        ("accent", "accent-soft", READABLE),
        ("on-accent", "accent", READABLE),
        ("on-accent", "accent-hover", READABLE),
        ("on-ink", "ink", READABLE),
        ("good", "good-soft", READABLE),
        ("warn", "warn-soft", READABLE),
        ("bad", "bad-soft", READABLE),
        ("bad", "surface", READABLE),
        ("field-line", "surface", VISIBLE),
    ],
)
def test_colours_can_be_told_apart(front: str, back: str, needed: float, scheme: int) -> None:
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
    colours = {name: (light, dark)[scheme] for name, light, dark in pairs}
    assert contrast(colours[front], colours[back]) >= needed


def contrast(one: str, other: str) -> float:
    """WCAG's ratio, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_context(name: str) -> None:
    html = loader.get_template(f"{name}.html").render()
    assert f"Error {name[:3]}" in html
    assert re.search(r"<h1>\w.+</h1>", html)
    assert 'href="/"' in html


def test_a_missing_page_is_ours(client: Client, owner: User) -> None:
    client.force_login(owner)
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert b"There is nothing here" in response.content


def test_sign_in_tells_what_was_wrong_and_keeps_the_name(client: Client, db: None) -> None:
    html = client.post(
        "/accounts/login/", {"login": "dana", "password": "not-the-password"}
    ).content.decode()
    assert 'role="alert"' in html
    assert 'value="dana"' in html
    assert "not-the-password" not in html


def test_errors_are_tied_to_their_fields(client: Client, db: None) -> None:
    html = client.post(
        "/accounts/signup/",
        {"email": "no address", "username": "dana", "password1": "1", "password2": "1"},
    ).content.decode()
    described = re.findall(r'aria-invalid="true"[^>]*aria-describedby="([^"]+)"', html)
    assert ">E-mail</label>" in html
    assert "id_email_error" in described[0].split()
    for ids in described:
        for each in ids.split():
            assert f'id="{each}"' in html


def test_a_forgotten_password_is_replaced_by_mail(client: Client, owner: User) -> None:
    page = client.post("/accounts/password/reset/", {"email": owner.email}, follow=True)
    assert b"Check your e-mail" in page.content
    (message,) = mail.outbox
    assert "Choose a new password for Easel" in message.subject
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", str(message.body))
    assert link is not None
    form = client.get(link[1], follow=True)
    assert b"Choose a new password" in form.content
    saved = client.post(
        form.request["PATH_INFO"],
        {"password1": "a-new-long-pass-8", "password2": "a-new-long-pass-8"},
        follow=True,
    )
    assert b"Password saved" in saved.content
    assert client.login(username=owner.username, password="a-new-long-pass-8")


def test_without_a_mail_server_the_log_is_named(
    client: Client, owner: User, settings: Settings
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "config.mail.TerminalBackend"}}
    for address in (owner.email, "nobody@example.org"):
        page = client.post("/accounts/password/reset/", {"email": address}, follow=True).text
        assert "No mail server is set up here" in page
        assert "spam folder" not in page


@pytest.mark.parametrize(
    ("cookie", "expected"), [("dark", 'data-theme="dark"'), ('x"><b>', None), ("", None)]
)
def test_the_chosen_theme_is_in_the_page(
    client: Client, db: None, cookie: str, expected: str | None
) -> None:
    client.cookies["theme"] = cookie
    html = client.get("/accounts/login/").content.decode()
    opening = html.split("<head>")[0]
    assert (expected in opening) if expected else ("data-theme" not in opening)
