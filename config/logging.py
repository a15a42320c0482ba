"""One line an event, with the fields after the message; the same for Easel and its libraries."""

import logging
from typing import Any

import structlog

SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class NotOurFault(logging.Filter):
    """Makes one line of warning of what a stranger's request brings about."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        record.exc_info = None
        return True


def logging_config(*, debug: bool) -> dict[str, Any]:
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.KeyValueRenderer(
                        key_order=["timestamp", "level", "logger", "event"], sort_keys=True
                    ),
                ],
            }
        },
        "filters": {"not_our_fault": {"()": NotOurFault}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            # Whoever asks by an address of their own making writes no traceback into the log.
            "django.security.DisallowedHost": {"filters": ["not_our_fault"]},
            "copilot": {"level": "DEBUG" if debug else "INFO"},
            "imaging": {"level": "DEBUG" if debug else "INFO"},
            # These log whole addresses and headers at INFO; a key may be among them.
            "httpx": {"level": "WARNING"},
            "httpx2": {"level": "WARNING"},
            "google_genai": {"level": "ERROR"},
            "huey": {"level": "WARNING"},
            "django.tasks": {"level": "WARNING"},
            "uvicorn": {"level": "WARNING"},
            "uvicorn.access": {"level": "WARNING"},
        },
    }
