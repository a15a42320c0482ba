"""How many examples a property is tried with."""

from hypothesis import settings

USUAL = 100


def examples(usual: int) -> settings:
    """So many in `make test`; in `make properties` as many times more as its profile tries."""
    return settings(max_examples=usual * settings().max_examples // USUAL)
