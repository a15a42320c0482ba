"""Migrate the database and make the first administrator: one process, since each costs a start."""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup()
call_command("migrate", verbosity=0)
call_command("create_administrator", once=True)
