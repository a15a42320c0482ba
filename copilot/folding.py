"""Text as search compares it: without case and accents, in Python and in both databases alike."""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, TextField, Transform
from django.dispatch import receiver

# The marks that decomposition leaves beside their letters: accents, umlauts, cedillas.
FIRST_MARK, LAST_MARK = "\u0300", "\u036f"


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in decomposed if not FIRST_MARK <= each <= LAST_MARK).lower()


@CharField.register_lookup
@TextField.register_lookup
class Fold(Transform):
    """`text__fold__contains`. All of a person's rows are read: there is no index over words."""

    lookup_name = "fold"
    function = "easel_fold"

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any) -> Any:
        template = (
            "LOWER(REGEXP_REPLACE(NORMALIZE(%(expressions)s, NFKD), "
            f"'[{FIRST_MARK}-{LAST_MARK}]', '', 'g'))"
        )
        return self.as_sql(compiler, connection, template=template)


@receiver(connection_created)
def teach_sqlite(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("easel_fold", 1, fold, deterministic=True)
