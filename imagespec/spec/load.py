"""Load a table: read, structure, judge by the table's own rules, resolve."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from imagespec.spec.document import Document, read_document
from imagespec.spec.lint import first_dead_rule, first_fault
from imagespec.spec.model import Spec
from imagespec.spec.resolve import resolve
from imagespec.spec.structure import structure

TABLES = Path(__file__).resolve().parent.parent / "tables"


def shipped() -> dict[str, Path]:
    """The table files of the package by their name, such as ``openai@2026-05-07``, oldest first."""
    return {f"{path.parent.name}@{path.stem}": path for path in sorted(TABLES.glob("*/*.yaml"))}


@lru_cache(maxsize=32)
def load_shipped(name: str) -> Spec:
    """Load a revision of the package by its full name."""
    return load_file(shipped()[name])


def load_file(path: Path) -> Spec:
    """Load a table file.

    Raises:
        TableError: with file, line, problem and remedy.

    """
    document = read_document(path)
    return load_document(document)


def load_document(document: Document) -> Spec:
    """Load a parsed table.

    Raises:
        TableError: with file, line, problem and remedy.

    """
    table = structure(document)
    fault = first_fault(table, document)
    if fault:
        raise fault
    spec = resolve(table, digest(document))
    fault = first_dead_rule(table, spec, document)
    if fault:
        raise fault
    return spec


def digest(document: Document) -> str:
    """A short hash of the content of a table, without regard to comments and layout."""
    return hashlib.sha256(repr(document.data).encode("utf-8", "surrogatepass")).hexdigest()[:16]
