"""A row that is inserted is the row that Django would have saved."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from copilot.models import User
from imaging.inserts import insert
from imaging.models import GenerationJob

pytestmark = pytest.mark.django_db


def asked_for(owner: User, **asked: Any) -> GenerationJob:
    return GenerationJob(
        owner=owner,
        prompt="A lighthouse",
        max_cost_usd=Decimal("0.5000"),
        reference_ids=["a", "b"],
        **asked,
    )


def values(row: Model) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return {name: getattr(row, name) for name in names}


def test_it_is_kept_as_it_was(owner: User) -> None:
    first = asked_for(owner)
    first.save(force_insert=True)
    second = asked_for(owner, retry_of=first, created_at=first.created_at)
    insert(second)

    assert not second._state.adding
    assert values(GenerationJob.objects.get(pk=second.pk)) == values(second)
    assert values(second) == values(first) | {"retry_of_id": first.pk}


def test_its_statement_is_djangos_own(owner: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        asked_for(owner).save(force_insert=True)
        insert(asked_for(owner))
        insert(asked_for(owner))
    statements = {each["sql"].partition("VALUES")[0] for each in queries}
    assert len(queries) == 3
    assert len(statements) == 1


def test_one_that_may_not_be_ends_the_transaction(owner: User) -> None:
    with transaction.atomic():
        asked_for(owner).save(force_insert=True)
        with pytest.raises(IntegrityError):
            insert(asked_for(owner, count=0))
        assert connection.needs_rollback
    assert not GenerationJob.objects.exists()
