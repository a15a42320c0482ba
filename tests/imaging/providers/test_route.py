"""Where a request's way through the providers begins and ends."""

from dataclasses import replace

import pytest

from imaging.providers.route import route
from imaging.providers.types import ImageRequest, Operation
from tests.imaging.providers.chains import REQUEST, Fake


class OnlyNew(Fake):
    """Edits nothing."""

    def offers(self, model: str, request: ImageRequest) -> bool:
        return request.operation is Operation.GENERATE


GEMINI, OFF = Fake(alias="gemini"), Fake(alias="gemini", models=())
IMAGEN, IMAGEN_OFF = OnlyNew(alias="imagen"), OnlyNew(alias="imagen", models=())
CANVAS = Fake(alias="canvas", uses_ai=False)


def aliases(*providers: Fake, start_at: str = "", operation: str = "generate") -> tuple[str, str]:
    way = route(
        providers,
        replace(REQUEST, operation=Operation(operation)),
        start_at=start_at,
        ask_first=["imagen"],
    )
    return " ".join(each.alias for each in way.providers), way.held_back


def test_without_reservations_it_is_the_whole_order() -> None:
    way = route([GEMINI, IMAGEN, CANVAS], REQUEST)
    assert way.providers == (GEMINI, IMAGEN, CANVAS)
    assert way.held_back == ""


def test_it_ends_before_the_one_to_be_asked_about() -> None:
    assert aliases(GEMINI, IMAGEN, CANVAS) == ("gemini", "imagen")


def test_started_there_it_goes_on_down_the_order() -> None:
    assert aliases(GEMINI, IMAGEN, CANVAS, start_at="imagen") == ("imagen canvas", "")


@pytest.mark.parametrize("start_at", ["", "no-such-provider", "gemini"])
def test_any_other_start_changes_nothing_about_the_end(start_at: str) -> None:
    assert aliases(GEMINI, IMAGEN, CANVAS, start_at=start_at) == ("gemini", "imagen")


def test_what_comes_first_is_no_fallback() -> None:
    assert aliases(IMAGEN, GEMINI, CANVAS) == ("imagen gemini canvas", "")
    assert aliases(OFF, IMAGEN, CANVAS) == ("gemini imagen canvas", "")


def test_what_could_not_help_anyway_ends_nothing() -> None:
    assert aliases(GEMINI, IMAGEN_OFF, CANVAS) == ("gemini imagen canvas", "")
    assert aliases(GEMINI, IMAGEN, CANVAS, operation="edit") == ("gemini imagen canvas", "")
