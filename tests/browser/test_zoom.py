"""A picture on its page, looked at closely: by mouse, by keys, by fingers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.viewports import PHONE, Viewport
from tests.factories import make_png

WIDE = (2400, 1350)


@pytest.fixture
def page(person: Person, tmp_path: Path) -> Page:
    """The page of a picture that is far larger than the screen."""
    person.sign_in()
    page = person.open()
    page.goto("/library/")
    (tmp_path / "dock.png").write_bytes(make_png("teal", WIDE))
    page.get_by_label("Add pictures").set_input_files(tmp_path / "dock.png")
    page.locator("[data-card]").first.click()
    expect(page.get_by_role("heading", name="dock.png")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.viewer__stage img').complete")
    return page


def stage(page: Page) -> Locator:
    return page.locator(".viewer__stage")


def share(page: Page) -> int:
    """How large the picture is shown, in percent of its own pixels, by what is on the screen."""
    width: float = stage(page).locator("img").evaluate("each => each.getBoundingClientRect().width")
    return round(100 * width / WIDE[0])


def told(page: Page) -> Locator:
    return page.get_by_label("Shown at")


def scrolled(page: Page) -> list[int]:
    at: list[int] = stage(page).evaluate("each => [each.scrollLeft, each.scrollTop]")
    return at


def test_by_wheel_double_click_and_drag(page: Page) -> None:
    fitted = share(page)
    expect(told(page)).to_have_text(f"{fitted} %")
    box = stage(page).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 4
    page.mouse.move(x, y)
    page.mouse.wheel(0, -100)
    assert share(page) == fitted, "the page scrolls over a picture that fits"
    page.mouse.wheel(0, 100)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(told(page)).not_to_have_text(f"{fitted} %")
    pinched = share(page)
    assert pinched > fitted
    page.mouse.wheel(0, -100)
    expect(told(page)).not_to_have_text(f"{pinched} %")
    assert share(page) > pinched
    page.mouse.dblclick(x, y)
    expect(told(page)).to_have_text(f"{fitted} %")
    page.mouse.dblclick(x, y)
    expect(page.get_by_role("radio", name="100 %")).to_be_checked()
    assert share(page) == 100
    # What was clicked on is still under the pointer.
    (left, _) = scrolled(page)
    assert abs((left + box["width"] / 4) / WIDE[0] - 1 / 4) < 0.02
    page.mouse.down()
    page.mouse.move(x - 80, y - 40)
    page.mouse.up()
    assert scrolled(page)[0] == left + 80


def test_by_keys_and_buttons(page: Page) -> None:
    fitted = share(page)
    stage(page).focus()
    page.keyboard.press("+")
    assert share(page) > fitted
    page.keyboard.press("-")
    expect(page.get_by_role("radio", name="Fit")).to_be_checked()
    assert share(page) == fitted
    page.get_by_role("button", name="Larger").click()
    larger = share(page)
    assert larger > fitted
    stage(page).focus()
    before = scrolled(page)[0]
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "before => document.querySelector('.viewer__stage').scrollLeft > before", arg=before
    )
    check(page)
    page.keyboard.press("0")
    assert share(page) == fitted
    page.get_by_text("200 %").click()
    assert share(page) == 200
    page.get_by_role("button", name="Smaller").click()
    assert share(page) == 133


@pytest.mark.parametrize("viewport", [PHONE], ids=str)
def test_by_two_fingers_and_a_double_tap(page: Page, viewport: Viewport) -> None:
    fitted = share(page)
    fingers = page.context.new_cdp_session(page)
    box = stage(page).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind: str, *apart: int) -> None:
        points = [{"x": x + each, "y": y, "id": number} for number, each in enumerate(apart)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", -30, 30)
    for apart in (45, 60, 75, 90):
        touch("touchMove", -apart, apart)
    touch("touchEnd")
    expect(told(page)).not_to_have_text(f"{fitted} %")
    assert 2.8 < share(page) / fitted < 3.2
    assert page.evaluate("visualViewport.scale") == 1
    (left, _) = scrolled(page)
    assert abs((left + box["width"] / 2) / (WIDE[0] * share(page) / 100) - 1 / 2) < 0.02
    stage(page).dblclick()
    expect(page.get_by_role("radio", name="Fit")).to_be_checked()


def test_without_a_script_there_are_three_sizes(
    new_person: Callable[..., Person], tmp_path: Path
) -> None:
    person = new_person(script=False)
    person.sign_in()
    page = person.open()
    page.goto("/library/")
    (tmp_path / "dock.png").write_bytes(make_png("teal", WIDE))
    page.get_by_label("Add pictures").set_input_files(tmp_path / "dock.png")
    page.get_by_role("button", name="Upload").click()
    page.goto(page.locator("[data-card]").first.get_attribute("href") or "")
    page.get_by_role("radio", name="200 %").check(force=True)
    assert share(page) == 200
    expect(page.get_by_role("button", name="Larger")).to_be_hidden()
