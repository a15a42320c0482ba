"""Somebody else's things are not there: 404 for all of them, as for what never was."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.serving.installation import SESSION_COOKIE, Account
from tests.serving.server import EaselServer

TOKEN = "x" * 32


@pytest.fixture
def stranger(easel: EaselServer, accounts: Iterator[Account]) -> Iterator[httpx.Client]:
    cookies = {SESSION_COOKIE: next(accounts).session, "csrftoken": TOKEN}
    headers = {"X-CSRFToken": TOKEN}
    with httpx.Client(base_url=easel.url, cookies=cookies, headers=headers, timeout=20) as client:
        yield client


def test_a_stranger_finds_nothing(chat: Chat, stranger: httpx.Client) -> None:
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.generate.first.click()
    chat.wait_for_picture()
    page = chat.page.content()
    conversation = ids(chat.page.url, r"/c/")[0]
    reply = ids(page, "message-")[-1]
    idea = ids(page, "/ideas/")[0]
    job = ids(page, 'id="job-')[0]
    image = ids(page, "/images/")[0]
    reads = [
        f"/c/{conversation}/",
        f"/c/{conversation}/stream/",
        f"/api/v1/jobs/{job}/",
        f"/api/v1/jobs/{job}/events/",
        f"/api/v1/images/{image}/",
        f"/api/v1/images/{image}/content/",
        f"/api/v1/images/{image}/content/?rendition=thumbnail",
    ]
    writes = [
        f"/c/{conversation}/messages/",
        f"/c/{conversation}/image/{image}/",
        f"/messages/{reply}/stop/",
        f"/messages/{reply}/retry/",
        f"/ideas/{idea}/generate/",
        f"/jobs/{job}/cancel/",
        f"/jobs/{job}/retry/",
    ]
    body = {"text": "mine now", "prompt": "mine now"}
    answers = {path: stranger.get(path).status_code for path in reads}
    answers |= {path: stranger.post(path, data=body).status_code for path in writes}
    cancel = f"/api/v1/jobs/{job}/cancel/"
    answers[cancel] = stranger.post(cancel, json={}).status_code
    review = stranger.post(f"/api/v1/images/{image}/review/", json={"decision": "approve"})
    # Reviewing needs a permission, whoever owns the image.
    assert review.status_code in {403, 404}
    assert answers == dict.fromkeys(answers, 404)
    chat.page.reload()
    expect(chat.said).to_have_count(1)
    expect(chat.reply.get_by_role("figure")).to_have_count(1, timeout=IMAGE_MS)


@pytest.mark.parametrize("path", ["/", "/c/7b0f3f5e-0000-4000-8000-000000000000/"])
def test_nobody_without_signing_in(easel: EaselServer, path: str) -> None:
    answer = httpx.get(easel.url + path)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/accounts/login/")


def ids(text: str, after: str) -> list[str]:
    return re.findall(after + r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", text)
