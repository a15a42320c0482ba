"""The wire format of server-sent events."""

import pytest

from imaging.sse import event, last_event_id


def test_an_event_has_its_name_data_and_id() -> None:
    assert event("job", "one\ntwo", id=7) == "event: job\ndata: one\ndata: two\nid: 7\n\n"
    assert event("nothing", "") == "event: nothing\ndata: \n\n"


def test_only_line_ends_of_the_format_part_the_data() -> None:
    data = "a\r\nb\rc\nd\x85e\u2028f\x0cg"

    assert event("job", data) == (
        "event: job\ndata: a\ndata: b\ndata: c\ndata: d\x85e\u2028f\x0cg\n\n"
    )


@pytest.mark.parametrize("nonsense", [None, "", "-1", "1.5", "x", "²", "1\n", "9" * 5000])
def test_a_last_event_id_that_is_no_count_is_passed_over(nonsense: str | None) -> None:
    assert last_event_id(nonsense, "42", "43") == 42
    assert last_event_id(nonsense) is None
