"""New rows, by SQL that is written once a model.

As for `imaging.compiled_queries`: Django writes it anew for each row, from thirty fields for a job.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery


def insert(row: Model) -> None:
    """Do as `row.save(force_insert=True)`, without its signals.

    For rows that bring their key, of models without defaults of the database.
    """
    fields = _fields(type(row))
    params = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection=connection)
        for field in fields
    ]
    with transaction.mark_for_rollback_on_error(connection.alias), connection.cursor() as cursor:
        cursor.execute(_sql(type(row)), params)
    row._state.adding, row._state.db = False, connection.alias


def _fields(model: type[Model]) -> "Sequence[Field[Any, Any]]":
    return model._meta.local_concrete_fields


@cache
def _sql(model: type[Model]) -> str:
    query = InsertQuery(model)
    query.insert_values(_fields(model), [model()])
    sql: str = query.get_compiler(connection=connection).as_sql()[0][0]
    return sql
