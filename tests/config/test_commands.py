"""Commands that need an Easel make none."""

from pathlib import Path

import pytest

from config.commands import require_easel
from config.env import Env


def test_one_line_says_which_folder_was_looked_into(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    env = Env({"DATA_DIR": str(folder)})

    with pytest.raises(SystemExit, match=f"no database in {folder}"):
        require_easel(["manage.py", "create_api_token", "admin"], env)

    assert not folder.exists()


@pytest.mark.parametrize("command", ["migrate", "serve", ""])
def test_others_go_on(tmp_path: Path, command: str) -> None:
    require_easel(["manage.py", command], Env({"DATA_DIR": str(tmp_path)}))
    require_easel(["manage.py"], Env({"DATA_DIR": str(tmp_path)}))


def test_what_is_there_will_do(tmp_path: Path) -> None:
    elsewhere = Env({"DATA_DIR": str(tmp_path), "DATABASE_URL": "postgres://me@host/easel"})
    require_easel(["manage.py", "create_api_token"], elsewhere)
    (tmp_path / "easel.sqlite3").touch()
    require_easel(["manage.py", "create_api_token"], Env({"DATA_DIR": str(tmp_path)}))
