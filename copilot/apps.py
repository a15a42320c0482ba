from django.apps import AppConfig


class CopilotConfig(AppConfig):
    name = "copilot"

    def ready(self) -> None:
        from copilot import listeners  # noqa: F401 - connects the signals
