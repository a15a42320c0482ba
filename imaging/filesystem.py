"""Files on a disk that appear under their name whole, or not at all."""

import time
import uuid
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

# Beside the files themselves: a rename is atomic within one file system only.
UNFINISHED = "unfinished"


class AtomicFileSystemStorage(FileSystemStorage):
    """Saving replaces what has the name, as it does in the stores of the cloud.

    Each writer writes a file of its own and renames it into place, so writers of the same name
    cannot hurt each other, and no reader ever sees half a file.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def clear_unfinished(self, age: timedelta) -> None:
        """Delete what writers that died longer than `age` ago have left."""
        oldest = time.time() - age.total_seconds()
        for path in Path(self.path(UNFINISHED)).glob("*"):
            # One that is finished at this very moment is no longer here.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _save(self, name: str, content: "File[bytes]") -> str:
        part = Path(self.path(f"{UNFINISHED}/{uuid.uuid4().hex}"))
        whole = Path(self.path(name))
        # Only the first makes it; who made it themselves has chosen who may look in.
        Path(self.location).mkdir(mode=0o700, parents=True, exist_ok=True)
        whole.parent.mkdir(parents=True, exist_ok=True)
        try:
            super()._save(part.relative_to(self.location).as_posix(), content)  # type: ignore[misc]
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
        return name
