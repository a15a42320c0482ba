"""Every reader of the environment: what it takes, and the one line with which it refuses."""

import multiprocessing
import os
import time
from collections.abc import Callable
from decimal import Decimal
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from config.env import Env, SettingError

NAME = "A_SETTING"


def env(value: str, name: str = NAME) -> Env:
    return Env({name: value})


def number(of: Env) -> int:
    return of.integer(NAME, 3, minimum=1)


def port(of: Env) -> int:
    return of.port(NAME, 8000)


def fraction(of: Env) -> Decimal:
    return of.decimal(NAME, "0.5")


def flag(of: Env) -> bool:
    return of.flag(NAME, default=False)


def words(of: Env) -> list[str]:
    return of.words(NAME, "one", among=("one", "two"))


def choice(of: Env) -> str:
    return of.choice(NAME, "one", ("one", "two"))


def url(of: Env) -> str:
    return of.url(NAME, "http://127.0.0.1:8000")


def rate(of: Env) -> str | None:
    return of.rate(NAME, "60/minute")


def database(of: Env) -> Any:
    return of.database(NAME, Path("/data"))


def mailer(of: Env) -> Any:
    return of.mailer(NAME)


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (number, "", 3),
        (number, " 7 ", 7),
        (fraction, "", Decimal("0.5")),
        (fraction, "1.25", Decimal("1.25")),
        (port, "", 8000),
        (port, "65535", 65535),
        (flag, "", False),
        (flag, "Yes", True),
        (flag, "on", True),
        (flag, "OFF", False),
        (words, "", ["one"]),
        (words, "two, one,two,", ["two", "one"]),
        (choice, "", "one"),
        (choice, "TWO", "two"),
        (url, "", "http://127.0.0.1:8000"),
        (url, "https://easel.example.org/", "https://easel.example.org"),
        (url, "http://[::1]:9000", "http://[::1]:9000"),
        (rate, "", "60/minute"),
        (rate, "5/second", "5/second"),
        (rate, "off", None),
    ],
)
def test_what_is_read(read: Callable[[Env], Any], value: str, expected: Any) -> None:
    assert read(env(value)) == expected


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (number, "geheim"),
        (number, "0"),
        (number, "1.5"),
        (fraction, "geheim"),
        (fraction, "-1"),
        (fraction, "NaN"),
        (fraction, "Infinity"),
        (port, "geheim"),
        (port, "0"),
        (port, "65536"),
        (port, "-1"),
        (port, "9" * 5000),
        (flag, "geheim"),
        (words, "one,geheim"),
        (choice, "geheim"),
        (url, "geheim.example.org"),
        (url, "ftp://geheim.example.org"),
        (url, "https://"),
        (url, "http://[geheim"),
        (url, "http://geheim:no-port"),
        (url, "http://geheim:99999"),
        (rate, "geheim"),
        (rate, "5/geheim"),
        (rate, "²/minute"),
        (database, "geheim"),
        (database, "mysql://easel:geheim@host/name"),
        (database, "postgres://easel:geheim@host"),
        (database, "postgres://easel:ge/heim@host/name"),
        (database, "postgres://easel:geheim@[host/name"),
        (mailer, "geheim"),
        (mailer, "smtp://"),
        (mailer, "smtp://easel:ge/heim@host:25"),
        (mailer, "smtp+tls://easel:geheim@[host:587"),
    ],
)
def test_a_wrong_value_is_named_in_one_line_and_not_repeated(
    read: Callable[[Env], Any], value: str
) -> None:
    with pytest.raises(SettingError) as raised:
        read(env(value))
    line = str(raised.value)
    assert line.startswith(f"easel: {NAME} is not valid: expected ")
    assert "\n" not in line
    assert "heim" not in line
    # Nothing of it is in what a traceback would show either.
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


def test_text_is_trimmed_and_empty_is_unset() -> None:
    assert env("  a text ").text(NAME, "default") == "a text"
    assert env("  ").text(NAME, "default") == "default"
    assert env("  ").raw(NAME) is None


def test_a_database_by_its_address() -> None:
    sqlite = database(env(""))
    assert sqlite["NAME"] == Path("/data/easel.sqlite3")
    assert database(env("sqlite:////var/my%20data.sqlite3"))["NAME"] == Path("/var/my data.sqlite3")

    found = database(env("postgres://easel:p%2Fw@db.example.org:5433/name?sslmode=require"))
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("name", "easel", "p/w")
    assert (found["HOST"], found["PORT"]) == ("db.example.org", "5433")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert database(env("postgresql://host/name"))["PORT"] == ""


def test_a_mail_server_by_its_address() -> None:
    assert mailer(env(""))["BACKEND"].endswith("mail.TerminalBackend")
    assert mailer(env("console:"))["BACKEND"].endswith("mail.TerminalBackend")

    options = mailer(env("smtp+tls://easel:p%2Fw@mail.example.org"))["OPTIONS"]
    assert (options["host"], options["port"]) == ("mail.example.org", 587)
    assert (options["username"], options["password"]) == ("easel", "p/w")
    assert (options["use_tls"], options["use_ssl"]) == (True, False)
    options = mailer(env("smtps://mail.example.org"))["OPTIONS"]
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (465, False, True)
    assert mailer(env("smtp://mail.example.org:25"))["OPTIONS"]["port"] == 25


def test_a_secret_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    given = {f"{NAME}_FILE": str(file)}
    assert Env(given).secret(NAME) == "from a file"
    assert Env(given | {NAME: "given"}).secret(NAME) == "given"
    assert Env({}).secret(NAME) == ""


def test_an_address_with_a_password_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("postgres://easel:pw@host/name\n")
    assert Env({f"{NAME}_FILE": str(file)}).database(NAME, tmp_path)["PASSWORD"] == "pw"


@pytest.mark.parametrize("content", [None, b"\xffgeheim"])
def test_a_file_that_cannot_be_read_is_named_by_its_variable(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingError) as raised:
        Env({f"{NAME}_FILE": str(file)}).secret(NAME)
    assert str(raised.value).startswith(
        f"easel: {NAME}_FILE is not valid: expected a readable file"
    )
    assert "geheim" not in str(raised.value)


def test_a_kept_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    made = Env({}).kept_secret(NAME, folder)
    assert len(made) > 40
    assert Env({}).kept_secret(NAME, folder) == made
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in folder.iterdir()] == ["a_setting"]
    assert (folder / "a_setting").stat().st_mode & 0o777 == 0o600


def test_a_given_secret_is_not_kept(tmp_path: Path) -> None:
    assert env("given").kept_secret(NAME, tmp_path / "data") == "given"
    assert not (tmp_path / "data").exists()


def test_a_crash_while_a_secret_is_made_leaves_nothing(tmp_path: Path) -> None:
    def crash() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Env({}).kept_secret(NAME, tmp_path, crash)
    assert Env({}).kept_secret(NAME, tmp_path, lambda: "made") == "made"


def test_an_empty_file_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "a_setting").touch()
    with pytest.raises(SettingError, match="a_setting"):
        Env({}).kept_secret(NAME, tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingError, match="DATA_DIR"):
        Env({}).kept_secret(NAME, tmp_path / "file" / "data")


def _make(folder: Path, barrier: Barrier, answers: Any) -> None:
    def slowly() -> str:
        barrier.wait(timeout=10)
        time.sleep(0.05)
        return f"made by {os.getpid()}"

    answers.put(Env({}).kept_secret(NAME, folder, slowly))


def test_two_processes_at_once_keep_the_same_secret(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(2), context.Queue()
    both = [context.Process(target=_make, args=(tmp_path, barrier, answers)) for _ in range(2)]
    for process in both:
        process.start()
    read = {answers.get(timeout=30) for _ in both}
    for process in both:
        process.join()
    assert read == {(tmp_path / "a_setting").read_text()}
    assert len(list(tmp_path.iterdir())) == 1
