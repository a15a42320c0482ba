"""What in a draft its person should look at: it is not in what they gave, or they avoid it."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models

from copilot.assistants.checking import CheckKind
from copilot.models.draft import DraftVersion


class DraftCheckQuerySet(models.QuerySet["DraftCheck"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(version__draft__conversation__owner=user)


class DraftCheck(models.Model):
    """`text` stands in the version exactly so, once or more often."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(DraftVersion, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in CheckKind])
    text = models.CharField(max_length=200)
    # The person has said that it is right.
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["DraftCheck"]] = DraftCheckQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("version", "position"), name="check_position_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"
