"""Mail in the terminal can be used as it stands: no link is broken."""

import io

from django.core.mail import EmailMessage

from config.mail import TerminalBackend


def test_a_long_link_stays_whole() -> None:
    link = "http://127.0.0.1:8000/accounts/password/reset/key/" + "a1b2=" * 30
    terminal = io.StringIO()

    message = EmailMessage("Reset", f"Open {link}\nGrüße", "easel@example.org", ["a@example.org"])
    TerminalBackend(stream=terminal).send_messages([message])

    assert f"Open {link}\nGrüße" in terminal.getvalue()
    assert "To: a@example.org\nSubject: Reset" in terminal.getvalue()
