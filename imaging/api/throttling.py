"""Requests per person; the rates are settings, None switches one off."""

from django.conf import settings
from rest_framework.throttling import UserRateThrottle


class PersonThrottle(UserRateThrottle):
    scope = "api"

    def get_rate(self) -> str | None:
        return _rate(settings.API_RATE)


class JobThrottle(UserRateThrottle):
    """For what makes jobs, on top of the other."""

    scope = "jobs"

    def get_rate(self) -> str | None:
        return _rate(settings.JOB_RATE)


def _rate(rate: str | None) -> str | None:
    return None if rate is None or rate.startswith("0/") else rate
