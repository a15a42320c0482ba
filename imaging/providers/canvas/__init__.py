"""The canvas provider: a local renderer without AI."""

from imaging.providers.canvas.provider import CanvasProvider

__all__ = ["CanvasProvider"]
