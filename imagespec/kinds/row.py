"""One place where a constraint can fail: what a finding of a compiled check refers to by its key."""

from __future__ import annotations

from imagespec.kinds.kind import Constraint, Subject
from imagespec.report.frozen import frozen
from imagespec.report.pointer import format_pointer
from imagespec.report.source import Source
from imagespec.values.plain import plain
from imagespec.values.text import json_value, quoted, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from imagespec.report.fix import Fix
    from imagespec.report.weight import Severity

UNNAMED = "the API"
"""What takes the values of a request that names no model, in sentences."""


@frozen
class Row:
    """A rule in a contract.

    ``path`` are the tokens of the pointer; ``None`` stands for one that a finding fills in (an index or a key). ``doubt``
    is the limit that advises to leave the parameter out, which is then the advice of every finding about its value.
    """

    rule: str
    severity: Severity
    path: tuple[str | None, ...]
    problem: str
    kind: Constraint
    doubt: Constraint | None = None

    def pointer(self, tokens: tuple[Any, ...]) -> str:
        """The RFC 6901 pointer of a finding."""
        filled = iter(tokens)
        return format_pointer(tuple(next(filled) if token is None else token for token in self.path))

    def parameter(self, tokens: tuple[Any, ...]) -> str:
        """The parameter of a finding as a sentence names it: ``images[0].image_url``, empty for the request itself."""
        return _name(self.path, [token if type(token) is int else _token(token) for token in tokens]) if self.path else ""

    def params(self, value: Any) -> dict[str, Any]:
        """The machine-readable part of a finding."""
        return params(self.kind, self.problem, value)

    def say(self, operation: str, model: str, finding: tuple[Any, ...], sources: Mapping[str, Source], *, hurried: bool = False) -> Said:
        """Say a finding ``(key of the row, is an error, value, *tokens)``, whose value is a plain one; ``hurried`` as for ``Subject``."""
        _, _, value, *tokens = finding
        pointer = self.pointer(tuple(_token(token) for token in tokens))
        name = (
            visible(pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~"), 64)
            if self.path[-1:] == (None,) and self.problem == "unknown"
            else ""
        )
        subject = Subject(name or _name(self.path, tokens), model or UNNAMED, operation, pointer, hurried)
        provenance = self.kind.provenance_of(self.problem)
        source = sources[provenance.source[0]]
        return Said(self, subject, value, Source(source.key, source.title, source.url, source.date, provenance.basis))


class Said:
    """What a finding says, whatever the request around it. Each part is made when it is first read."""

    __slots__ = ("_fixes", "_row", "_subject", "_value", "pointer", "rule", "source", "told")

    def __init__(self, row: Row, subject: Subject, value: Any, source: Source) -> None:
        self.rule, self.pointer, self.source = row.rule, subject.pointer, source
        self._row, self._subject, self._value = row, subject, value
        self.told: str | None = None
        self._fixes: tuple[Fix, ...] | None = None

    def of(self, value: Any) -> Said:
        """What a finding about another value in the same place says."""
        return Said(self._row, self._subject, value, self.source)

    @property
    def message(self) -> str:
        """One plain sentence."""
        if self.told is None:
            row = self._row
            message = row.kind.message(row.problem, self._subject, self._value)
            if row.doubt not in (None, row.kind):
                message = f"{message.rpartition('; ')[0] or message[:-1]}; leave it out."
            self.told = message
        return self.told

    def params(self) -> dict[str, Any]:
        """The limits and the value as JSON, new for each reader."""
        return self._row.params(self._value)

    def fixes(self) -> tuple[Fix, ...]:
        """The repairs, none of them tried yet. Only those without objects and arrays, which a reader could change, are kept."""
        if self._fixes is not None:
            return self._fixes
        found = (self._row.doubt or self._row.kind).fixes(self._row.problem, self._subject, self._value)
        if not any(isinstance(edit.value, (dict, list, tuple)) for fix in found for edit in fix.edits):
            self._fixes = found
        return found


def params(kind: Constraint, problem: str, value: Any) -> dict[str, Any]:
    """The limit behind a problem and the value that missed it, as JSON."""
    return {"actual": json_value(value), **kind.limits(problem)}


def _token(token: Any) -> Any:
    token = plain(token, 0)
    if isinstance(token, (str, int)):
        return token if isinstance(token, str) else quoted(token)
    return visible(str(getattr(token, "name", "key")), 64)


def _name(path: tuple[str | None, ...], tokens: list[Any]) -> str:
    """The parameter as a sentence names it: ``images[0].image_url``."""
    filled = iter(tokens)
    name = ""
    for token in path:
        if token is None:
            entry = next(filled)
            name += f"[{entry}]" if isinstance(entry, int) else f".{entry}" if name else str(entry)
        else:
            name += f".{token}" if name else token
    return name or "the request"
