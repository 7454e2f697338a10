"""One contract as straight-line Python: a verdict and an all-findings function from the same traversal.

The verdict answers as soon as it can; the findings function passes tuples ``(key of the row, is an error, value,
*tokens)`` to ``add`` in table order.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import field, frozen

from imagespec.compile.rows import Rows
from imagespec.compile.writer import CodeWriter
from imagespec.kinds import Type
from imagespec.kinds.kind import Constraint
from imagespec.kinds.row import Row
from imagespec.spec.model import Contract, Parameter


@frozen
class _Path:
    """Where the value being checked stands: pointer tokens, and the locals that fill the open ones."""

    tokens: tuple[str | None, ...] = ()
    fillers: tuple[str, ...] = ()

    def key(self, name: str) -> _Path:
        return _Path((*self.tokens, name), self.fillers)

    def open(self, local: str) -> _Path:
        return _Path((*self.tokens, None), (*self.fillers, local))


class _Outcome:
    """What a violated kind writes: a refusal in a verdict, a finding otherwise."""

    def __init__(self, body: _Body, kind: Constraint, rule: str, path: _Path, value: str, of: Parameter | None) -> None:
        self.verdict = body.verdict
        self._body, self._kind, self._rule, self._path, self._value, self._of = body, kind, rule, path, value, of
        self._doubt = next((other for other in of.constraints if other.leaves_out), None) if of else None

    def wants(self, problem: str) -> bool:
        return not self.verdict or self._kind.severity_of(problem) == "error"

    def fail(self, problem: str) -> None:
        if self._of and self._of.fields and self._kind is not self._of.type:  # what an object has too many or too few of
            self._body.writer.line(f"all_sent({self._value})")
        if self.verdict:
            self._body.writer.line("return False")
            return
        severity = self._kind.severity_of(problem)
        key = self._body.key(Row(f"{self._rule}.{problem}", severity, self._path.tokens, problem, self._kind, self._doubt))
        parts = (repr(key), repr(severity == "error"), self._value, *self._path.fillers)
        self._body.writer.line(f"add(({', '.join(parts)}))")


@frozen
class _Body:
    """One function being written."""

    writer: CodeWriter
    verdict: bool
    rows: Rows
    model: str
    shared: dict[str, str] = field(factory=dict)
    """Locals that keep parameters for the interactions, by parameter."""

    def key(self, row: Row) -> str:
        return self.rows.key(row, self.model)

    def outcome(self, kind: Constraint, rule: str, path: _Path, value: str, of: Parameter | None = None) -> _Outcome:
        """What a violation writes; ``of`` is the parameter whose value is judged."""
        return _Outcome(self, kind, rule, path, value, of)


def write_function(writer: CodeWriter, contract: Contract, rows: Rows, *, verdict: bool) -> None:
    """Write the body of a contract's verdict, or of its findings function."""
    body = _Body(writer, verdict, rows, contract.model)
    for name in dict.fromkeys(name for interaction in contract.interactions for name in interaction.parameters):
        body.shared[name] = f"x{len(body.shared)}"
    triggers = {interaction.parameters[0] for interaction in contract.interactions}
    writer.line('seen = "model" in p')
    if verdict:
        writer.line("total = len(p)")
    if body.shared:
        writer.line(f"{' = '.join(body.shared.values())} = None")
    early = verdict and bool(triggers)
    for parameter in contract.parameters:
        if early and parameter.name in triggers:
            early = False
            if not any(later.required for later in contract.parameters[contract.parameters.index(parameter) :]):
                with writer.block("if seen == total:"):
                    writer.line("return True")
        writer.about = parameter.name
        _parameter(body, parameter)
    for interaction in contract.interactions:
        first = writer.about = interaction.parameters[0]
        shown = f"p.get({first!r})" if contract[first].type.reader == "file_facts" else body.shared[first]
        interaction.emit_over(writer, body.shared, body.outcome(interaction, first, _Path((first,)), shown, contract[first]))
    writer.about = "keys"
    _leftovers(body, contract)


def _leftovers(body: _Body, contract: Contract) -> None:
    """The keys no parameter accounted for."""
    writer = body.writer
    if body.verdict:
        soft = [name for name, kind in contract.unsupported.items() if kind.severity_of("unsupported") != "error"]
        for name in soft:
            writer.line(f"seen += {name!r} in p")
        writer.line("return seen == total or not all_sent(p)")
        return
    with writer.block("if seen != len(p) and all_sent(p):"):
        for name, kind in contract.unsupported.items():
            with writer.block(f"if {name!r} in p:"):
                body.outcome(kind, name.removesuffix("[]"), _Path((name,)), f"p[{name!r}]").fail("unsupported")
        known = {"model", *(spelling for parameter in contract.parameters for spelling in parameter.names), *contract.unsupported}
        with writer.block("for key in p:"), writer.block(f"if key not in {writer.constant(frozenset(known))}:"):
            body.outcome(contract.unknown, "parameter", _Path((None,), ("key",)), "p[key]").fail("unknown")


def _parameter(body: _Body, parameter: Parameter, owner: str = "p", counter: str = "seen", path: _Path | None = None) -> None:
    """A parameter of the request, or a field of an object in it."""
    writer, path = body.writer, path or _Path()
    for spelling in parameter.names:
        with writer.block(f"if {spelling!r} in {owner}:"):
            writer.line(f"{counter} += 1")
            raw = writer.variable()
            writer.line(f"{raw} = {owner}[{spelling!r}]")
            _value(body, parameter, raw, path.key(spelling), body.shared.get(parameter.name) if owner == "p" else None)
    if parameter.required:
        absent = " and ".join(f"{spelling!r} not in {owner}" for spelling in parameter.names)
        with writer.block(f"if {absent}:"):
            body.outcome(parameter.required, parameter.rule, path.key(parameter.name), "None").fail("required")


def _value(body: _Body, parameter: Parameter, raw: str, path: _Path, shared: str | None) -> None:
    """One value: null, then its type, then its constraints."""
    writer = body.writer
    if parameter.type.open:
        return
    if parameter.type.name == "files":
        _files(body, parameter, raw, path, shared)
        return
    with _unless_null(writer, parameter.type, raw):
        typed = _typed(body, parameter, raw, path)
        with _otherwise(body):
            if shared:
                writer.line(f"{shared} = {typed}")
            _constraints(body, parameter, typed, raw if parameter.type.reader == "file_facts" else typed, path)


@contextmanager
def _unless_null(writer: CodeWriter, type_: Type, raw: str) -> Iterator[None]:
    if not type_.nullable:
        yield
        return
    with writer.block(f"if {raw} is not None:"):
        yield


@contextmanager
def _otherwise(body: _Body) -> Iterator[None]:
    """After a type test: a verdict has returned by now, a findings function goes on in an else branch."""
    if body.verdict:
        yield
        return
    with body.writer.block("else:"):
        yield


def _typed(body: _Body, parameter: Parameter, raw: str, path: _Path) -> str:
    """Write the type test; answer the local that holds the value as its type reads it."""
    writer, type_ = body.writer, parameter.type
    typed = writer.variable()
    read = f"{type_.reader}({raw})"
    writer.line(f"{typed} = {raw} if type({raw}) is {type_.exact} else {read}" if type_.exact else f"{typed} = {read}")
    with writer.block(f"if {typed} is None:"):
        body.outcome(type_, parameter.rule, path, raw, parameter).fail("type")
    return typed


def _constraints(body: _Body, parameter: Parameter, typed: str, shown: str, path: _Path) -> None:
    for kind in parameter.constraints:
        kind.emit(body.writer, typed, body.outcome(kind, parameter.rule, path, shown, parameter))
    if parameter.fields:
        _fields(body, parameter, typed, path)
    if parameter.item:
        index, entry = body.writer.variable(), body.writer.variable()
        with body.writer.block(f"for {index}, {entry} in enumerate({typed}):"):
            _value(body, parameter.item, entry, path.open(index), None)


def _fields(body: _Body, parameter: Parameter, typed: str, path: _Path) -> None:
    writer, counter = body.writer, body.writer.variable()
    writer.line(f"{counter} = 0")
    for entry in parameter.fields:
        _parameter(body, entry, typed, counter, path)
    with writer.block(f"if {counter} != len({typed}) and all_sent({typed}):"):
        if body.verdict:
            writer.line("return False")
        elif parameter.unknown:
            key = writer.variable()
            known = frozenset(name for entry in parameter.fields for name in entry.names)
            with writer.block(f"for {key} in {typed}:"), writer.block(f"if {key} not in {writer.constant(known)}:"):
                body.outcome(parameter.unknown, "parameter", path.open(key), f"{typed}[{key}]").fail("unknown")


def _files(body: _Body, parameter: Parameter, raw: str, path: _Path, shared: str | None) -> None:
    """One file, or an array of files: the count applies to the array, everything else to each file."""
    writer = body.writer
    with _unless_null(writer, parameter.type, raw):
        with writer.block(f"if type({raw}) is not list:"):
            writer.line(f"{raw} = files({raw})")
        with writer.block(f"if type({raw}) is list:"):
            for kind in parameter.constraints:
                if kind.OF_ARRAYS:
                    kind.emit(writer, raw, body.outcome(kind, parameter.rule, path, raw, parameter))
            index, entry = writer.variable(), writer.variable()
            with writer.block(f"for {index}, {entry} in enumerate({raw}):"):
                _one_file(body, parameter, entry, path.open(index), shared, first=f"{index} == 0")
        with writer.block("else:"):
            _one_file(body, parameter, raw, path, shared, first="")


def _one_file(body: _Body, parameter: Parameter, raw: str, path: _Path, shared: str | None, first: str) -> None:
    writer = body.writer
    typed = _typed(body, parameter, raw, path)
    with _otherwise(body):
        if shared:
            writer.line(f"{shared} = {typed}" + (f" if {first} else {shared}" if first else ""))
        for kind in parameter.constraints:
            if not kind.OF_ARRAYS:
                kind.emit(writer, typed, body.outcome(kind, parameter.rule, path, raw, parameter))
