from django.apps import AppConfig


class CopilotConfig(AppConfig):
    name = "copilot"

    def ready(self) -> None:
        from copilot import listeners  # noqa: F401, PLC0415 - connects the signals
