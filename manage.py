#!/usr/bin/env python
"""Django's command line, for Easel."""

import os
import sys

from django.core.management import execute_from_command_line

from config.commands import require_easel

if __name__ == "__main__":
    require_easel(sys.argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    execute_from_command_line(sys.argv)
