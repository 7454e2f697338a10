"""One place where a constraint can fail: what a finding of a compiled check refers to by its key."""

from __future__ import annotations

from imagespec.kinds.kind import Constraint, Subject
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.frozen import frozen
from imagespec.report.pointer import format_pointer
from imagespec.report.source import Source
from imagespec.values.plain import plain
from imagespec.values.text import json_value, quoted, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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

    def diagnose(
        self, operation: str, model: str, finding: tuple[Any, ...], sources: dict[str, Source], *, hurried: bool = False
    ) -> Diagnostic:
        """Say a finding ``(key of the row, is an error, value, *tokens)`` in full; ``hurried`` as for ``Subject``."""
        _, is_error, value, *tokens = finding
        value = plain(value)
        pointer = self.pointer(tuple(_token(token) for token in tokens))
        name = (
            visible(pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~"), 64)
            if self.path[-1:] == (None,) and self.problem == "unknown"
            else ""
        )
        subject = Subject(name or _name(self.path, tokens), model or UNNAMED, operation, pointer, hurried)
        source = sources[self.kind.provenance_of(self.problem).source[0]]
        return Diagnostic(
            rule=self.rule,
            severity="error" if is_error else "warning",
            pointer=pointer,
            params=self.params(value),
            message=self._message(subject, value),
            operation=operation,
            model=model,
            fixes=(self.doubt or self.kind).fixes(self.problem, subject, value),
            source=Source(source.key, source.title, source.url, source.date, self.kind.provenance_of(self.problem).basis),
        )

    def _message(self, subject: Subject, value: Any) -> str:
        message = self.kind.message(self.problem, subject, value)
        if self.doubt in (None, self.kind):
            return message
        return f"{message.rpartition('; ')[0] or message[:-1]}; leave it out."


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
