"""The tables that come with the package, by the names of their revisions, such as ``openai@2026-05-07``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from imagespec.values import revisions

if TYPE_CHECKING:
    from importlib.abc import Traversable

FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "tables")
"""Where the tables are, if the package is no zip. ``pathlib`` costs as much to load as a tenth of a revision, so paths are texts here."""

_SUFFIX = ".yaml"


def shipped() -> dict[str, Traversable]:
    """The table files of the package by their name, oldest first."""
    root = _root()
    return {name: root / table / file for name, (table, file) in _entries().items()}


def in_force(name: str) -> str | None:
    """The full name of the shipped revision that a name means, ``None`` when there is none."""
    dates: dict[str, list[str]] = {}
    for table, file in _entries().values():
        dates.setdefault(table, []).append(file.removesuffix(_SUFFIX))
    return revisions.in_force(name, dates)


def place(name: str) -> str:
    """Where the table file of a revision is."""
    table, file = _split(name)
    return os.path.join(FOLDER, table, file) if os.path.isdir(FOLDER) else str(_root() / table / file)


def text(name: str) -> str:
    """The content of the table file of a revision."""
    if not os.path.isdir(FOLDER):
        table, file = _split(name)
        return (_root() / table / file).read_text("utf-8")
    with open(place(name), encoding="utf-8") as file_:
        return file_.read()


def _split(name: str) -> tuple[str, str]:
    table, _, date = name.partition("@")
    return table, date + _SUFFIX


def _entries() -> dict[str, tuple[str, str]]:
    """Folder and file of each revision by its name, oldest first."""
    if os.path.isdir(FOLDER):
        tables = {table: os.listdir(os.path.join(FOLDER, table)) for table in os.listdir(FOLDER) if "." not in table}
    else:
        tables = {table.name: [file.name for file in table.iterdir()] for table in _root().iterdir() if table.is_dir()}
    found = ((table, file) for table, files in tables.items() for file in files if file.endswith(_SUFFIX))
    return dict(sorted((f"{table}@{file.removesuffix(_SUFFIX)}", (table, file)) for table, file in found))


def _root() -> Traversable:
    if os.path.isdir(FOLDER):
        from pathlib import Path

        return Path(FOLDER)
    from importlib.resources import files

    return files("imagespec") / "tables"
