"""What the web process loads as it starts, so that no request has to."""

import subprocess
import sys
from pathlib import Path

from tests.serving.installation import environment

READ_AFTERWARDS = """
import sys, threading
import config.asgi
[warming] = [each for each in threading.enumerate() if each.name == "warm-up"]
warming.join(60)
from imaging.prompts.ideas import suggest_ideas
loaded = set(sys.modules)
suggest_ideas("We moved our warehouse to electric forklifts last year. Costs fell by 30%.")
print("yake" in loaded, sorted(set(sys.modules) - loaded))
"""


def test_the_first_post_that_is_read_waits_for_nothing_to_be_loaded(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_AFTERWARDS],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "True []"
