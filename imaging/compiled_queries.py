"""Queries whose SQL is written once.

Django writes the SQL of a query anew each time, which takes it several times as long as the
database takes to answer. docs/adr/0022-hot-queries-are-compiled-once.md says where this pays.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import wraps
from itertools import count
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


def compiled[M: Model, R, *Ts](build: Callable[[*Ts], QuerySet[M, R]]) -> Callable[[*Ts], list[R]]:
    """Finds what `build` describes; the SQL of its first answer serves for all that come after.

    So `build` may do nothing with its arguments but hand them to lookups, and whatever else it
    reads, such as the time or a setting, stays as it was then. No argument may be None. A tuple is
    for `__in` on a field that is no relation (`message__pk__in`), and may not be empty.
    """
    known: dict[tuple[object, ...], _Compiled[M, R]] = {}

    @wraps(build)
    def find(*args: *Ts) -> list[R]:
        given = [_padded(each) if isinstance(each, tuple) else each for each in args]
        shape = tuple(len(each) if isinstance(each, tuple) else type(each) for each in given)
        query = known.get(shape)
        if query is None:
            placeholders: Any = _placeholders(given)
            query = known[shape] = _Compiled(build(*placeholders))
        return query.find(_flat(given))

    return find


def share_out[M: Model](rows: Iterable[M], among: Sequence[Model], *, by: str, to: str) -> None:
    """Do with the rows as `prefetch_related` does: each goes to the one its field `by` names.

    They are found again by the related manager `to`, where it is asked for all; what is asked of
    it beyond that is asked of the database, and of the manager's own rows alone.
    """
    shares: dict[object, list[M]] = {each.pk: [] for each in among}
    owners = {each.pk: each for each in among}
    for row in rows:
        owner = getattr(row, f"{by}_id")
        shares[owner].append(row)
        setattr(row, by, owners[owner])
    for each in among:
        related = getattr(each, to).model._default_manager.all()
        # As Django's own managers keep their filter: it is written where a query goes on from here.
        related._deferred_filter = False, (), {by: each.pk}
        related._result_cache, related._prefetch_done = shares[each.pk], True
        each.__dict__.setdefault("_prefetched_objects_cache", {})[to] = related


class _Placeholder(Value):
    """Stands for an argument, whose type the first value of it shows."""

    def __init__(self, value: object, place: int) -> None:
        super().__init__(value)
        self.place = place

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class _Compiled[M: Model, R]:
    def __init__(self, queryset: QuerySet[M, R]) -> None:
        self._queryset = queryset
        self._compiler: SQLCompiler = queryset.query.get_compiler(queryset.db)
        self._sql, self._params = self._compiler.as_sql()
        # Those of one connection do for the others.
        selected = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(selected)

    def find(self, values: Sequence[object]) -> list[R]:
        connection = connections[self._queryset.db]
        params = tuple(
            each.output_field.get_db_prep_value(values[each.place], connection)
            if isinstance(each, _Placeholder)
            else each
            for each in self._params
        )
        compiler: Any = copy(self._compiler)
        # Each thread has a connection of its own.
        compiler.connection = connection
        compiler.as_sql = lambda: (self._sql, params)
        compiler.get_converters = lambda _: self._converters
        queryset: Any = self._queryset.all()
        queryset.query.get_compiler = lambda *_, **__: compiler
        return list(queryset)


def _padded(values: tuple[object, ...]) -> tuple[object, ...]:
    """As many as the next power of two, the last one repeated, so that there are few SQLs."""
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values))


def _placeholders(given: Sequence[object]) -> list[object]:
    places = count()
    return [
        [_Placeholder(value, next(places)) for value in each]
        if isinstance(each, tuple)
        else _Placeholder(each, next(places))
        for each in given
    ]


def _flat(given: Sequence[object]) -> list[object]:
    return [value for each in given for value in (each if isinstance(each, tuple) else (each,))]
