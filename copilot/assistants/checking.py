"""What in a draft a person should look at before it is published."""

from enum import StrEnum


class CheckKind(StrEnum):
    NUMBER = "number"
    NAME = "name"
    AVOID = "avoid"
