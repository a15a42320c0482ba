"""Mail for those who have no mail server: written to the terminal, to be read there."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend
from django.http import HttpRequest


class TerminalBackend(EmailBackend):
    """Plain, where Django's own would break long links by the rules of the wire."""

    def write_message(self, message: EmailMessage) -> None:
        rule = "-" * 72
        head = f"To: {', '.join(message.to)}\nSubject: {message.subject}"
        self.stream.write(f"{rule}\n{head}\n\n{message.body}\n{rule}\n")


def mail_server(_: HttpRequest) -> dict[str, bool]:
    """For templates: whether mail goes out to people, or only into the log."""
    backend = settings.MAILERS["default"]["BACKEND"]
    return {"has_mail_server": backend != f"{__name__}.{TerminalBackend.__name__}"}
