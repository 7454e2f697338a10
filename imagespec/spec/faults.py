"""Mistakes in a table: found everywhere, told all at once, each only once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from imagespec.report.errors import TableError
from imagespec.values import names

if TYPE_CHECKING:
    from imagespec.spec.document import Document

MOST = 50
"""Most mistakes of a table that are told at once."""

_MOST_COMPARED = 30_000
"""Most pairs of names that are compared for remedies; what comes after has its other remedy."""

Path_ = tuple[str | int, ...]
"""Keys and indices from the top of a table to an entry."""


class Meant(NamedTuple):
    """A remedy that is worked out when it is told: the known name nearest to one that is not there, or something else."""

    name: str
    known: Collection[str]
    otherwise: str

    def __str__(self) -> str:
        near = nearest(self.name, self.known)
        return f"did you mean {near}?" if near else self.otherwise


class Fault(NamedTuple):
    """One mistake: the path of the entry, what is wrong, what to do.

    ``missing`` is the path that a reference should lead to, with ``*`` for any key: however many references lack it, that
    is one mistake. ``line`` is given where the path does not tell it.
    """

    path: Path_
    problem: str
    remedy: str | Meant
    missing: Path_ = ()
    line: int = 0


def told(faults: Iterable[Fault], document: Document) -> TableError:
    """One error that tells every mistake, of which there is one at least, in the order of lines."""
    different: dict[tuple[object, ...], Fault] = {}
    for fault in _once(faults, document):
        remedy = fault.remedy if isinstance(fault.remedy, str) else fault.remedy.name
        different.setdefault((*document.place(fault), fault.path if not fault.line else (), fault.problem, remedy), fault)
    ordered = sorted(different.values(), key=lambda fault: _order(document, *document.place(fault)))
    first, *others = map(document.error, _remedied(ordered[:MOST]))
    return TableError(first.file, first.line, first.problem, first.remedy, tuple(others), len(ordered) - len(others) - 1)


def _remedied(faults: Iterable[Fault]) -> Iterator[Fault]:
    compared = 0
    for fault in faults:
        if isinstance(fault.remedy, str):
            yield fault
        else:
            yield fault._replace(remedy=str(fault.remedy) if compared < _MOST_COMPARED else fault.remedy.otherwise)
            compared += len(fault.remedy.known)


def _order(document: Document, file: str, line: int) -> tuple[bool, str, int]:
    return file != document.file, file, line


def _once(faults: Iterable[Fault], document: Document) -> Iterator[Fault]:
    """The mistakes, of the references to one missing thing only the first that is written, with the number of the others."""
    dangling: dict[Path_, list[Fault]] = {}
    for fault in faults:
        if fault.missing:
            dangling.setdefault(fault.missing, []).append(fault)
        else:
            yield fault
    for alike in dangling.values():
        first = min(alike, key=lambda fault: document.place(fault)[1])
        again = len({fault.path for fault in alike}) - 1
        yield first._replace(problem=f"{first.problem} (and {again:,} more like it)") if again else first


def independent(faults: Iterable[Fault], wrong: Collection[Path_]) -> Iterator[Fault]:
    """The mistakes that do not follow from others.

    A mistake follows when it is at an entry that is wrong already, in one, or right around one, or when it is a reference
    to what would stand in one.
    """
    around = {path[:-1] for path in wrong if path}
    anywhere = {(path[0], "*", *path[2:]) for path in wrong if len(path) > 1}
    for fault in faults:
        if fault.path in around or any(start in wrong for start in _starts(fault.path)):
            continue
        if not any(start in wrong or start in anywhere for start in _starts(fault.missing)):
            yield fault


def _starts(path: Path_) -> Iterator[Path_]:
    return (path[:length] for length in range(1, len(path) + 1))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was meant, ``""`` when none is near."""
    return names.nearest(name, known, 0.7)


def meant(name: str, known: Collection[str], otherwise: str) -> Meant:
    """The remedy for a name that is not there: the nearest that is, else another remedy."""
    return Meant(name, known, otherwise)
