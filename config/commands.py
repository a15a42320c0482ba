"""What `manage.py` sees to before it reads the settings, which make what is missing."""

from collections.abc import Sequence

from config.env import Env

# These work on an Easel that is there; the data folder of a new one would be of no use to them.
ON_WHAT_IS_THERE = {"changepassword", "create_api_token", "rotate_keys"}


def require_easel(arguments: Sequence[str], env: Env | None = None) -> None:
    """End the process with one line where a command is to work on an Easel that is not there."""
    env = env or Env()
    if not ON_WHAT_IS_THERE.intersection(arguments[1:2]) or env.secret("DATABASE_URL"):
        return
    folder = env.data_dir()
    if not (folder / "easel.sqlite3").exists():
        raise SystemExit(
            f"easel: there is no database in {folder}. Give this command the DATA_DIR, or the "
            "DATABASE_URL, that Easel runs with; a new one is made by make run."
        )
