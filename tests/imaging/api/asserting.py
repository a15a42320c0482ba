"""What every error of the API looks like."""

from http import HTTPStatus
from typing import Any


def problem(response: Any, status: int, code: str = "") -> dict[str, Any]:
    """The body of a response that must be a problem of this status, and of this code."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["title"] == HTTPStatus(status).phrase
    assert body["type"] == "about:blank"
    assert body["detail"]
    assert body["instance"].startswith("/api")
    if code:
        assert body["code"] == code
    return body


def errors(response: Any) -> dict[str, list[str]]:
    """The messages by field of a response to bad input."""
    by_field: dict[str, list[str]] = problem(response, 400, "invalid")["errors"]
    return by_field
