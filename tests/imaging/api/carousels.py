"""Carousels as they are made over HTTP, and the slides of one."""

from typing import Any

from rest_framework.test import APIClient

from imaging.models import GeneratedImage

URL = "/api/v1/carousels/"
WORDS = {"title": "Three things", "text": "Zehn Paletten, größer als je."}


def made(api: APIClient, *slides: dict[str, Any], **values: Any) -> dict[str, Any]:
    response = api.post(URL, {"slides": slides} | values)
    assert response.status_code == 201, response.content
    body: dict[str, Any] = response.json()
    assert response["Location"].endswith(f"{URL}{body['id']}/")
    return body


def of(image: GeneratedImage) -> dict[str, str]:
    return {"image": str(image.pk)}
