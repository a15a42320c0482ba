"""Typed readers of environment variables: a wrong value ends the start with one clear line."""

import base64
import binascii
import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from config.sqlite import Connection

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
ROOT = Path(__file__).resolve().parent.parent


# Where settings come from; those of the test suite put a mapping of their own here.
environ: Mapping[str, str] = os.environ


class SettingError(SystemExit):
    """Ends the process with one line; the value may be secret and is never repeated."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"easel: {name} is not valid: expected {expected}")


class Env:
    """`names` are the variables that have been asked for."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._environ = environ if given is None else given
        self.names: set[str] = set()

    def raw(self, name: str) -> str | None:
        """The trimmed value; None where it is unset or empty."""
        self.names.add(name)
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

    def port(self, name: str, default: int) -> int:
        value = self.raw(name)
        if value is None:
            return default
        if not (value.isdecimal() and len(value) < 6 and 0 < int(value) < 65536):
            raise SettingError(name, "a port number from 1 to 65535")
        return int(value)

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
            # Not a number compares with nothing: that raises too.
            valid = minimum <= number < Decimal("Infinity")
        except (ValueError, InvalidOperation):
            raise SettingError(name, expected) from None
        if not valid:
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
        expected = "an address such as https://example.org"
        value = self.text(name, default).rstrip("/")
        parts, _ = _split(name, value, expected)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise SettingError(name, expected)
        return value

    def rate(self, name: str, default: str) -> str | None:
        """A rate as DRF writes it; None for `off`."""
        value = self.text(name, default)
        if value.lower() in FALSE:
            return None
        count, _, period = value.partition("/")
        if not count.isdecimal() or period not in {"second", "minute", "hour", "day"}:
            raise SettingError(name, "a rate such as 60/minute, or off")
        return value

    def data_dir(self) -> Path:
        """Where Easel keeps what is its own; perhaps not there yet."""
        return Path(self.text("DATA_DIR", str(ROOT / "var"))).resolve()

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
        except UnicodeDecodeError:
            raise SettingError(f"{name}_FILE", "a readable file (of text in UTF-8)") from None

    def kept_secret(
        self, name: str, folder: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(50)
    ) -> str:
        """A secret that is made on first use and kept in `folder`, readable by its owner alone."""
        if value := self.secret(name):
            return value
        path = folder / name.lower()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                _keep(path, make())
            kept = path.read_text().strip()
        except OSError as error:
            raise SettingError("DATA_DIR", f"a writable folder ({error.strerror})") from None
        if not kept:
            raise SettingError("DATA_DIR", f"a folder whose file {path.name} is not empty")
        return kept

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
        expected = "sqlite:///path or postgres://user:password@host/name"
        parts, port = _split(name, value, expected)
        if parts.scheme in {"sqlite", "sqlite3"} and parts.path:
            return sqlite(Path(unquote(parts.path.removeprefix("/"))))
        if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.strip("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": parts.hostname or "",
                "PORT": str(port or ""),
                "OPTIONS": {"pool": {"max_size": 20}, **dict(parse_qsl(parts.query))},
            }
        raise SettingError(name, expected)

    def mailer(self, name: str) -> dict[str, Any]:
        expected = "console: or smtp+tls://user:password@host:587"
        value = self.secret(name)
        parts, port = _split(name, value, expected)
        if not value or parts.scheme == "console":
            return {"BACKEND": "config.mail.TerminalBackend"}
        if parts.scheme in {"smtp", "smtps", "smtp+tls"} and parts.hostname:
            return {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {
                    "host": parts.hostname,
                    "port": port or (465 if parts.scheme == "smtps" else 587),
                    "username": unquote(parts.username or ""),
                    "password": unquote(parts.password or ""),
                    "use_tls": parts.scheme == "smtp+tls",
                    "use_ssl": parts.scheme == "smtps",
                    "timeout": 20,
                },
            }
        raise SettingError(name, expected)


def _split(name: str, value: str, expected: str) -> tuple[SplitResult, int | None]:
    """An address's parts and its port, whose own errors would repeat a piece of a password."""
    try:
        parts = urlsplit(value)
        return parts, parts.port
    except ValueError:
        raise SettingError(name, expected) from None


def _keep(path: Path, text: str) -> None:
    """Make the file whole or not at all; of two processes at once, the first one's text stays."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)


def _is_fernet_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text.encode(), altchars=b"-_", validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # A file holds up nobody by staying open, and opening it costs more than most reads.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE takes the write lock at BEGIN, where the busy timeout applies; a deferred
            # transaction that turns into a writer fails at once instead.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "factory": Connection,
        },
    }
