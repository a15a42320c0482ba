"""Asking for images while other things happen at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from copilot.models import User
from imaging import services
from tests.factories import make_job

only_on_a_server = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one lock for everything"
)


@only_on_a_server
@pytest.mark.django_db(transaction=True)
def test_a_job_may_end_while_its_owner_asks_for_another(owner: User) -> None:
    """Rows that refer to a person are written by workers at any time."""

    def write() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                make_job(owner)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        services._check_budget(owner, 1)
        pool.submit(write).result()
