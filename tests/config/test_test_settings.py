"""A person's own environment reaches no test."""

import os
import subprocess
import sys

from config.settings.base import env

LEFT = "import os; from config.settings import test; print(*sorted(os.environ))"


def test_nothing_that_configures_easel_is_taken_over() -> None:
    # Half of the settings would refuse this value, were it read.
    of_a_person = dict.fromkeys(env.names, "nonsense")
    assert {"SIGNUP", "USER_DAILY_IMAGES", "SITE_URL", "GEMINI_API_KEY_FILE"} <= env.names
    started = subprocess.run(
        [sys.executable, "-c", LEFT],
        env=dict(os.environ) | of_a_person,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 0, started.stderr
    # What the tests start inherits none of it either.
    assert not set(started.stdout.split()) & env.names
