"""Load a table: read, structure, judge by the table's own rules, resolve."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from imagespec.report.frozen import evolve
from imagespec.spec.document import Document, parse_document, read_document
from imagespec.spec.faults import Fault, independent, told
from imagespec.spec.limits import excesses
from imagespec.spec.model import Spec
from imagespec.spec.overlay import changes_without_source, merge
from imagespec.spec.resolve import resolve
from imagespec.spec.shipped import in_force, place, shipped, text
from imagespec.spec.structure import structure
from imagespec.values.once import Once
from imagespec.values.text import quoted

if TYPE_CHECKING:
    from pathlib import Path


@Once
def load_shipped(name: str) -> Spec:
    """Load a revision of the package by its full name.

    It is taken as right: ``load_file`` judges the same file when the package is built and tested.
    """
    document = _shipped_document(name)
    return resolve(structure(document).table, lambda: digest(document))


@Once
def load_compiled(package: str) -> Spec:
    """Load what a shipped revision and all that it extends make, from the data beside its checks, by the name of their package."""
    data: dict[str, Any] = import_module(f"{package}.document").DATA
    known_digest: str = import_module(package).DIGEST
    return resolve(structure(Document("", data)).table, lambda: known_digest)


def shipped_data(name: str) -> dict[str, Any]:
    """The whole data of a shipped revision."""
    return _shipped_document(name).data


def load_file(path: Path) -> Spec:
    """Load a table file.

    Raises:
        TableError: with file, line, problem and remedy.
    """
    document = read_document(path)
    return load_document(document)


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
    if base is None or os.path.normpath(place(base)) == os.path.normpath(document.file):
        remedy = f"use openai or one of {', '.join(shipped())}"
        raise told([*document.faults, Fault(("extends",), f"no table {quoted(name)} to extend", remedy)], document)
    return merge(_shipped_document(base), document)


@Once
def _shipped_document(name: str) -> Document:
    return _merged(parse_document(text(name), place(name)))


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
