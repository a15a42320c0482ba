"""Typed readers of environment variables: a wrong value ends the start with one clear line."""

import base64
import binascii
import os
import secrets
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class SettingError(SystemExit):
    """Ends the process with one line; the value may be secret and is never repeated."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"easel: {name} is not valid: expected {expected}")


class Env:
    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._environ = environ

    def raw(self, name: str) -> str | None:
        """The trimmed value; None where it is unset or empty."""
        return self._environ.get(name, "").strip() or None

    def text(self, name: str, default: str = "") -> str:
        return self.raw(name) or default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.raw(name)
        if value is None:
            return default
        if value.lower() in TRUE:
            return True
        if value.lower() in FALSE:
            return False
        raise SettingError(name, "1/0, true/false, yes/no or on/off")

    def integer(self, name: str, default: int, *, minimum: int = 0) -> int:
        return self._number(name, default, int, "a whole number", minimum)

    def decimal(self, name: str, default: str, *, minimum: int = 0) -> Decimal:
        return self._number(name, Decimal(default), Decimal, "a number", minimum)

    def _number[N: (int, Decimal)](
        self, name: str, default: N, parse: Callable[[str], N], kind: str, minimum: int
    ) -> N:
        value = self.raw(name)
        if value is None:
            return default
        expected = f"{kind} of at least {minimum}"
        try:
            number = parse(value)
        except (ValueError, InvalidOperation):
            raise SettingError(name, expected) from None
        if not number >= minimum or number == Decimal("Infinity"):
            raise SettingError(name, expected)
        return number

    def words(self, name: str, default: str, *, among: tuple[str, ...] = ()) -> list[str]:
        """A comma-separated list, in order, without repeats."""
        words = list(dict.fromkeys(w.strip() for w in self.text(name, default).split(",")))
        words = [word for word in words if word]
        if among and not set(words) <= set(among):
            raise SettingError(name, f"a comma-separated list out of {', '.join(among)}")
        return words

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, default).lower()
        if value not in choices:
            raise SettingError(name, f"one of {', '.join(choices)}")
        return value

    def url(self, name: str, default: str = "") -> str:
        """An http or https address without a trailing slash."""
        value = self.text(name, default).rstrip("/")
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise SettingError(name, "an address such as https://example.org")
        return value

    def rate(self, name: str, default: str) -> str | None:
        """A rate as DRF writes it; None for `off`."""
        value = self.text(name, default)
        if value.lower() in FALSE:
            return None
        count, _, period = value.partition("/")
        if not count.isdigit() or period not in {"second", "minute", "hour", "day"}:
            raise SettingError(name, "a rate such as 60/minute, or off")
        return value

    def secret(self, name: str) -> str:
        """The variable, else the contents of the file that NAME_FILE names."""
        value = self.raw(name)
        path = self.raw(f"{name}_FILE")
        if value is not None or path is None:
            return value or ""
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise SettingError(f"{name}_FILE", f"a readable file ({error.strerror})") from None

    def kept_secret(
        self, name: str, folder: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(50)
    ) -> str:
        """A secret that is made on first use and kept in `folder`, readable by its owner alone."""
        if value := self.secret(name):
            return value
        path = folder / name.lower()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # O_EXCL: of two processes that start at once one writes, the other reads.
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "w") as stream:
                stream.write(make())
        except FileExistsError:
            pass
        except OSError as error:
            raise SettingError("DATA_DIR", f"a writable folder ({error.strerror})") from None
        return path.read_text()

    def encryption_keys(self, name: str, folder: Path) -> list[str]:
        """Fernet keys, newest first, parted by commas or white space."""
        kept = self.kept_secret(
            name, folder, lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        )
        keys = kept.replace(",", " ").split()
        if not keys or not all(_is_fernet_key(key) for key in keys):
            raise SettingError(name, "Fernet keys (32 bytes in URL-safe base64), newest first")
        return keys

    def database(self, name: str, folder: Path) -> dict[str, Any]:
        value = self.secret(name)
        if not value:
            return sqlite(folder / "easel.sqlite3")
        parts = urlsplit(value)
        if parts.scheme in {"sqlite", "sqlite3"} and parts.path:
            return sqlite(Path(unquote(parts.path.removeprefix("/"))))
        if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.strip("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": parts.hostname or "",
                "PORT": str(parts.port or ""),
                "OPTIONS": {"pool": {"max_size": 20}, **dict(parse_qsl(parts.query))},
            }
        raise SettingError(name, "sqlite:///path or postgres://user:password@host/name")

    def mailer(self, name: str) -> dict[str, Any]:
        value = self.secret(name)
        parts = urlsplit(value)
        if not value or parts.scheme == "console":
            return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
        if parts.scheme in {"smtp", "smtps", "smtp+tls"} and parts.hostname:
            return {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {
                    "host": parts.hostname,
                    "port": parts.port or (465 if parts.scheme == "smtps" else 587),
                    "username": unquote(parts.username or ""),
                    "password": unquote(parts.password or ""),
                    "use_tls": parts.scheme == "smtp+tls",
                    "use_ssl": parts.scheme == "smtps",
                    "timeout": 20,
                },
            }
        raise SettingError(name, "console: or smtp+tls://user:password@host:587")


def _is_fernet_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text.encode(), altchars=b"-_", validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # IMMEDIATE takes the write lock at BEGIN, where the busy timeout applies; a deferred
            # transaction that turns into a writer fails at once instead.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
