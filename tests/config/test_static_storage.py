"""The sheets that a page imports are collected into one."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from config.static_storage import StaticStorage


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "css").mkdir(parents=True)
    (folder / "css" / "all.css").write_text(
        '/* All. */\n@import url("a.css");\n@import url("b.css");\n'
    )
    (folder / "css" / "a.css").write_text(".a { color: red }\n")
    (folder / "css" / "b.css").write_text('.b { background: url("../b.svg") }\n')
    (folder / "b.svg").write_text("<svg/>")
    return folder


def collect(source: Path) -> str:
    """What a browser is given for `all.css`."""
    storage = StaticStorage(location=source.parent / "collected", base_url="/static/")
    files, paths = FileSystemStorage(source), {}
    for path in source.rglob("*.*"):
        name = str(path.relative_to(source))
        storage.delete(name)
        with files.open(name) as file:
            storage.save(name, file)
        paths[name] = (files, name)
    list(storage.post_process(paths))
    with storage.open(storage.stored_name("css/all.css")) as collected:
        return str(collected.read().decode())


def test_imports_give_way_to_what_they_import(source: Path) -> None:
    sheet = collect(source)
    assert sheet.index(".a {") < sheet.index(".b {")
    assert "@import" not in sheet
    # By the name that changes with the file, like any other.
    assert re.search(r'url\("\.\./b\.[0-9a-f]{12}\.svg"\)', sheet)


def test_a_change_of_what_is_imported_is_a_change_of_the_whole(source: Path) -> None:
    collect(source)
    (source / "css" / "b.css").write_text(".b { color: green }\n")
    assert ".b { color: green }" in collect(source)
