"""Where static files are collected to."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from servestatic.storage import CompressedManifestStaticFilesStorage

# By a file's name: the storage it comes from, and its name there.
type Paths = dict[str, tuple[Any, str]]

IMPORT = re.compile(r'^@import url\("([^"/]+)"\);$', re.MULTILINE)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Puts what a sheet imports in the place of the import.

    A page's sheets are then one request. Uncollected, a browser follows the imports by itself.
    """

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        if not dry_run:
            paths |= dict(self._joined(paths))
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _joined(self, paths: Paths) -> Iterator[tuple[str, tuple["StaticStorage", str]]]:
        for name in paths:
            if not name.endswith(".css"):
                continue
            whole, imports = _with_imports(paths, name)
            if imports:
                # From their sources each time: what was collected before may be older.
                self.delete(name)
                self.save(name, ContentFile(whole))
                yield name, (self, name)


def _with_imports(paths: Paths, name: str) -> tuple[str, int]:
    """A sheet with what it imports from its own folder, and how many imports that were."""
    folder = name.rpartition("/")[0]

    def imported(found: re.Match[str]) -> str:
        return _source(paths, f"{folder}/{found[1]}")

    return IMPORT.subn(imported, _source(paths, name))


def _source(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
