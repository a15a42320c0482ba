"""One request of a person at a time, where two at once could pass a limit together."""

from typing import Any

from django.contrib.auth import get_user_model


def take_turns(owner: Any) -> None:
    """Wait for the person's other requests, until the end of the transaction; needs one."""
    # Without their key: rows that refer to the person are written meanwhile.
    people = get_user_model().objects.select_for_update(no_key=True)
    people.values_list("pk").get(pk=owner.pk)
