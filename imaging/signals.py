"""News from imaging for whoever listens; sent inside the transaction that made the change."""

from django.dispatch import Signal

# Keyword argument: job_id, a UUID.
job_changed = Signal()
