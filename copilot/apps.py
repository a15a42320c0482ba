from django.apps import AppConfig


class CopilotConfig(AppConfig):
    name = "copilot"

    def ready(self) -> None:
        # Before the first connection, which SQLite's function has to be taught to.
        from copilot import describing, folding, listeners  # noqa: F401 - they connect themselves
