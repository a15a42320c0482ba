"""What the log says of a request that is nobody's fault here."""

import logging.config
from collections.abc import Iterator

import pytest
from django.test import Client

from config.logging import logging_config

FOREIGN = "django.security.DisallowedHost"


@pytest.fixture
def _configured() -> Iterator[None]:
    """The one logger, as where Easel is served."""
    config = logging_config(debug=False)
    kept = {"version": 1, "incremental": False, "disable_existing_loggers": False}
    loggers = {FOREIGN: config["loggers"][FOREIGN]}
    logging.config.dictConfig(kept | {"filters": config["filters"], "loggers": loggers})
    yield
    logging.getLogger(FOREIGN).filters.clear()


@pytest.mark.usefixtures("_configured")
def test_a_foreign_host_is_one_line_of_warning(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400

    [record] = [each for each in caplog.records if each.name == FOREIGN]
    assert (record.levelname, record.exc_info) == ("WARNING", None)
    assert "evil.example" in record.getMessage()
