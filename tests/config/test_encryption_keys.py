"""FIELD_ENCRYPTION_KEYS: given, made on first use, or refused with one line."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config.env import Env, SettingError

NAME = "FIELD_ENCRYPTION_KEYS"


def test_one_is_made_on_first_use_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    (made,) = Env({}).encryption_keys(NAME, tmp_path)
    Fernet(made)
    file = tmp_path / "field_encryption_keys"
    assert file.stat().st_mode & 0o777 == 0o600
    assert Env({}).encryption_keys(NAME, tmp_path) == [made]


def test_several_are_read_newest_first(tmp_path: Path) -> None:
    new, old = (Fernet.generate_key().decode() for _ in range(2))
    assert Env({NAME: f"{new}, {old}"}).encryption_keys(NAME, tmp_path) == [new, old]
    assert list(tmp_path.iterdir()) == []


def test_they_may_come_from_a_file(tmp_path: Path) -> None:
    key = Fernet.generate_key().decode()
    (tmp_path / "secret").write_text(f"{key}\n")
    env = Env({f"{NAME}_FILE": str(tmp_path / "secret")})
    assert env.encryption_keys(NAME, tmp_path) == [key]


@pytest.mark.parametrize("value", ["secret", ",", "é" * 44, "A" * 43, f"{'A' * 43}=,secret"])
def test_what_is_no_key_ends_the_start_and_is_not_repeated(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingError) as raised:
        Env({NAME: value}).encryption_keys(NAME, tmp_path)
    assert NAME in str(raised.value)
    assert "secret" not in str(raised.value)
