"""What Easel has too little of at this very moment."""


class ResourceBusy(Exception):
    """The same may be asked for again in a moment."""
