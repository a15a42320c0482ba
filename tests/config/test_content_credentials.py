"""What signs derivatives is all there, or nothing is."""

import pytest

from config.content_credentials import c2pa_identity
from config.env import Env, SettingError


def test_nothing_set_signs_nothing() -> None:
    assert c2pa_identity(Env({})) is None


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"C2PA_CERTIFICATE": "x"}, "C2PA_PRIVATE_KEY"),
        ({"C2PA_PRIVATE_KEY": "secret"}, "C2PA_CERTIFICATE"),
        # Without the extra the certificate is at fault, with it the key is.
        ({"C2PA_CERTIFICATE": "x", "C2PA_PRIVATE_KEY": "secret"}, "C2PA_"),
    ],
)
def test_half_of_it_stops_the_start_and_tells_no_secret(given: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError, match=named) as caught:
        c2pa_identity(Env(given))

    assert "secret" not in str(caught.value)
