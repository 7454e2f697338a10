"""Load a table: read, structure, judge by the table's own rules, resolve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from imagespec.spec.document import Document, parse_document, read_document
from imagespec.spec.faults import Fault, independent, told
from imagespec.spec.limits import excesses
from imagespec.spec.model import Spec
from imagespec.spec.overlay import changes_without_source, merge
from imagespec.spec.resolve import resolve
from imagespec.spec.structure import structure
from imagespec.values import revisions
from imagespec.values.once import Once
from imagespec.values.text import quoted

if TYPE_CHECKING:
    from importlib.abc import Traversable


def _tables() -> Traversable:
    """The tables of the package: a folder, or a part of the zip that the package is imported from."""
    folder = Path(__file__).parent.parent / "tables"
    if folder.is_dir():
        return folder
    from importlib.resources import files  # costs as much to load as attrs does, and is for zips only

    return files("imagespec") / "tables"


TABLES: Traversable = _tables()


def shipped() -> dict[str, Traversable]:
    """The table files of the package by their name, such as ``openai@2026-05-07``, oldest first."""
    tables = [table for table in TABLES.iterdir() if table.is_dir()]
    found = {f"{table.name}@{file.name.removesuffix('.yaml')}": file for table in tables for file in table.iterdir()}
    return dict(sorted((name, file) for name, file in found.items() if file.name.endswith(".yaml")))


@Once
def load_shipped(name: str) -> Spec:
    """Load a revision of the package by its full name.

    It is taken as right: ``load_file`` judges the same file when the package is built and tested.
    """
    document = _shipped_document(name)
    return resolve(structure(document).table, lambda: digest(document))


def load_file(path: Path) -> Spec:
    """Load a table file.

    Raises:
        TableError: with file, line, problem and remedy.
    """
    document = read_document(path)
    return load_document(document)


def in_force(name: str) -> str | None:
    """The full name of the shipped revision that a name means, ``None`` when there is none."""
    dates: dict[str, list[str]] = {}
    for key in shipped():
        table, _, date = key.partition("@")
        dates.setdefault(table, []).append(date)
    return revisions.in_force(name, dates)


def whole(document: Document) -> Document:
    """The document with everything it extends merged in; what it changes wrongly or without a source is among its faults.

    Raises:
        TableError: it extends a table the package does not have.
    """
    merged = _merged(document)
    return evolve(merged, faults=[*merged.faults, *changes_without_source(document)]) if merged is not document else document


def _merged(document: Document) -> Document:
    if "extends" not in document.data:
        return document
    name = document.data["extends"]
    base = in_force(name) if isinstance(name, str) else None
    if base is None or shipped()[base] == Path(document.file):
        remedy = f"use openai or one of {', '.join(shipped())}"
        raise told([*document.faults, Fault(("extends",), f"no table {quoted(name)} to extend", remedy)], document)
    return merge(_shipped_document(base), document)


@Once
def _shipped_document(name: str) -> Document:
    file = shipped()[name]
    return _merged(parse_document(file.read_text("utf-8"), str(file)))


def load_document(document: Document) -> Spec:
    """Load a parsed table.

    Raises:
        TableError: with every mistake that can be told: its file and line, what is wrong and what to do.
    """
    from imagespec.spec.lint import unsourced, written
    from imagespec.spec.lint.dead import dead
    from imagespec.spec.lint.sound import sound_part

    _refuse_excess(document)
    document = whole(document)
    _refuse_excess(document)
    rows = structure(document)
    document = evolve(document, renamed=rows.renamed)
    unread = {fault.path for fault in document.faults if fault.path}
    faults = [*document.faults, *(fault for fault in rows.faults if fault.path not in unread)]
    wrong = rows.wrong | unread
    senseless = [*independent(written(rows.table), wrong)]
    faults += [*senseless, *independent(unsourced(rows.table), wrong)]
    wrong |= {fault.path for fault in senseless}
    sound = sound_part(rows.table, wrong)
    spec = resolve(sound.table, lambda: digest(document)) if sound else None
    if sound and spec:
        faults += independent(map(sound.original, dead(sound.table, spec)), wrong)
    if faults or spec is None:
        raise told(faults, document)
    return spec


def _refuse_excess(document: Document) -> None:
    """Refuse what is too large before any more time is spent on it.

    Raises:
        TableError: with every limit that it is over.
    """
    faults = [*excesses(document.data)]
    if faults:
        raise told(faults, document)


def digest(document: Document) -> str:
    """A short hash of the content of a table, without regard to comments and layout."""
    import hashlib  # loads OpenSSL, which costs as much as a whole overlay

    return hashlib.sha256(repr(document.data).encode("utf-8", "surrogatepass")).hexdigest()[:16]
