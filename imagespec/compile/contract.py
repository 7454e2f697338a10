"""One contract as straight-line Python: a verdict and an all-findings function from the same traversal.

The verdict answers as soon as it can; the findings function passes tuples ``(key of the row, is an error, value,
*tokens)`` to ``add`` in table order.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from imagespec.compile.function import Body, Path
from imagespec.compile.rows import Rows
from imagespec.compile.writer import CodeWriter
from imagespec.kinds import Misshapen, Type, Unsupported
from imagespec.kinds.kind import Kind
from imagespec.spec.model import Contract, Parameter


def write_function(writer: CodeWriter, contract: Contract, rows: Rows, *, verdict: bool) -> None:
    """Write the body of a contract's verdict, or of its findings function."""
    body = Body(writer, verdict, rows, contract.model)
    between = [kind for kind in contract.interactions if not verdict or any(map(kind.refuses, kind.problems))]
    for name in dict.fromkeys(name for interaction in between for name in interaction.parameters):
        body.shared[name] = f"x{len(body.shared)}"
    triggers = {interaction.parameters[0] for interaction in between}
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
    for interaction in between:
        first = writer.about = interaction.parameters[0]
        shown = f"p.get({first!r})" if contract[first].type.reader == "file_facts" else body.shared[first]
        interaction.emit_over(writer, body.shared, body.outcome(interaction, first, Path((first,)), shown, contract[first]))
    writer.about = "keys"
    _leftovers(body, contract)


def _leftovers(body: Body, contract: Contract) -> None:
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
                _unsupported(body, contract, name, kind)
        known = {"model", *(spelling for parameter in contract.parameters for spelling in parameter.names), *contract.unsupported}
        lists = [parameter.name for parameter in contract.parameters if parameter.numbered]
        entry = "".join(f" and entry_number(key, {name!r}) < 0" for name in lists)
        with writer.block("for key in p:"), writer.block(f"if key not in {writer.constant(frozenset(known))}{entry}:"):
            body.outcome(contract.unknown, "parameter", Path((None,), ("key",)), "p[key]").fail("unknown")


def _unsupported(body: Body, contract: Contract, name: str, kind: Unsupported) -> None:
    """A parameter that is not taken. It is not to be renamed where that would overwrite another."""
    rule, path, value = name.removesuffix("[]"), Path((name,)), f"p[{name!r}]"
    if not kind.renamed:
        body.outcome(kind, rule, path, value).fail("unsupported")
        return
    with body.writer.block(f"if {' or '.join(f'{other!r} in p' for other in contract[kind.renamed].names)}:"):
        body.outcome(kind.beside, rule, path, value).fail("unsupported")
    with body.writer.block("else:"):
        body.outcome(kind, rule, path, value).fail("unsupported")


def _parameter(body: Body, parameter: Parameter, owner: str = "p", counter: str = "seen", path: Path | None = None) -> None:
    """A parameter of the request, or a field of an object in it."""
    writer, path = body.writer, path or Path()
    for spelling in parameter.names:
        with writer.block(f"if {spelling!r} in {owner}:"):
            raw = writer.variable()
            writer.line(f"{counter} += 1; {raw} = {owner}[{spelling!r}]")
            _value(body, parameter, raw, path.key(spelling), body.shared.get(parameter.name) if owner == "p" else None)
    absent = " and ".join(f"{spelling!r} not in {owner}" for spelling in parameter.names)
    if parameter.once:
        absent = _spelled_once(body, parameter, absent)
    if parameter.required:
        absent += "".join(f" and {spelling!r} not in {owner}" for spelling in parameter.instead_of)
        with writer.block(f"if {absent}:"):
            body.outcome(parameter.required, parameter.rule, path.key(parameter.name), "None").fail("required")


def _spelled_once(body: Body, parameter: Parameter, absent: str) -> str:
    """A list under more than one of its names, and its entries in fields of their own; answers the test that it is absent."""
    writer = body.writer
    assert parameter.once
    for index, spelling in enumerate(parameter.names[1:], 1):
        earlier = " or ".join(f"{other!r} in p" for other in parameter.names[:index])
        with writer.block(f"if {spelling!r} in p and ({earlier}):"):
            body.outcome(parameter.once, parameter.rule, Path((spelling,)), f"p[{spelling!r}]").fail("excludes")
    if not parameter.numbered:
        return absent
    entries = writer.variable()
    lazily = f" if {absent} else []" if body.verdict else ""  # beside another name they are not counted, which refuses them
    writer.line(f"{entries} = numbered(p, {parameter.name!r}){lazily}")
    with writer.block(f"if {entries}:"):
        writer.line(f"seen += len({entries})")
        with writer.block(f"if not ({absent}):"):
            first = Path((None,), (f"{entries}[0][1]",))
            body.outcome(parameter.once, parameter.rule, first, f"p[{entries}[0][1]]").fail("excludes")
        if not parameter.type.open:
            _entries(body, parameter, entries)
    return f"{absent} and not {entries}"


def _entries(body: Body, parameter: Parameter, entries: str) -> None:
    """The entries of a list that are fields of their own: the count applies to the list that they spell."""
    writer = body.writer
    listed, number, key, entry = (writer.variable() for _ in range(4))
    writer.line(f"{listed} = spread(p, {entries})")
    for kind in parameter.constraints:
        if kind.OF_ARRAYS:
            kind.emit(writer, listed, body.outcome(kind, parameter.rule, Path((None,), (f"{entries}[-1][1]",)), listed, parameter))
    with writer.block(f"for {number}, {key} in {entries}:"):
        writer.line(f"{entry} = p[{key}]")
        shared = body.shared.get(parameter.name)
        _one_file(body, parameter, entry, Path((None,), (key,)), shared, first=f"{number} == {entries}[0][0]")


def _value(body: Body, parameter: Parameter, raw: str, path: Path, shared: str | None) -> None:
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
def _otherwise(body: Body) -> Iterator[None]:
    """After a type test: a verdict has returned by now, a findings function goes on in an else branch."""
    if body.verdict:
        yield
        return
    with body.writer.block("else:"):
        yield


def _typed(body: Body, parameter: Parameter, raw: str, path: Path) -> str:
    """Write the type test; answer the local that holds the value as its type reads it."""
    writer, type_ = body.writer, parameter.type
    typed = writer.variable()
    read = f"{type_.reader}({raw})"
    writer.line(f"{typed} = {raw} if type({raw}) is {type_.exact} else {read}" if type_.exact else f"{typed} = {read}")
    with writer.block(f"if {typed} is None:"):
        body.outcome(type_, parameter.rule, path, raw, parameter).fail("type")
    return typed


def _constraints(body: Body, parameter: Parameter, typed: str, shown: str, path: Path) -> None:
    """What holds for a value of the right type; an object of references that is written in another shape is judged as a whole."""
    if not isinstance(parameter.unknown, Misshapen) or body.verdict:
        _judged(body, parameter, typed, shown, path)
        return
    writer, key = body.writer, body.writer.variable()
    known = frozenset(name for entry in parameter.fields for name in entry.names)
    with writer.block(f"for {key} in {typed}:"), writer.block(f"if {key} not in {writer.constant(known)}:"):
        body.outcome(parameter.unknown, "parameter", path.open(key), typed, parameter).fail("unknown")
        writer.line("break")
    with writer.block("else:"):
        _judged(body, parameter, typed, shown, path)


def _judged(body: Body, parameter: Parameter, typed: str, shown: str, path: Path) -> None:
    if parameter.instead:
        when = parameter.instead.when
        with body.writer.block(f"if {when.expression(f'p.get({when.parameter!r})')}:"):
            _kinds(body, parameter, parameter.instead.constraints, typed, shown, path)
        with body.writer.block("else:"):
            _kinds(body, parameter, parameter.constraints, typed, shown, path)
    else:
        _kinds(body, parameter, parameter.constraints, typed, shown, path)
    if parameter.fields:
        _fields(body, parameter, typed, path)
    if parameter.item:
        index, entry = body.writer.variable(), body.writer.variable()
        with body.writer.block(f"for {index}, {entry} in enumerate({typed}):"):
            _value(body, parameter.item, entry, path.open(index), None)


def _kinds(body: Body, parameter: Parameter, kinds: tuple[Kind, ...], typed: str, shown: str, path: Path) -> None:
    for kind in kinds:
        kind.emit(body.writer, typed, body.outcome(kind, parameter.rule, path, shown, parameter))


def _fields(body: Body, parameter: Parameter, typed: str, path: Path) -> None:
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


def _files(body: Body, parameter: Parameter, raw: str, path: Path, shared: str | None) -> None:
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


def _one_file(body: Body, parameter: Parameter, raw: str, path: Path, shared: str | None, first: str) -> None:
    writer = body.writer
    typed = _typed(body, parameter, raw, path)
    with _otherwise(body):
        if shared:
            writer.line(f"{shared} = {typed}" + (f" if {first} else {shared}" if first else ""))
        for kind in parameter.constraints:
            if not kind.OF_ARRAYS:
                kind.emit(writer, typed, body.outcome(kind, parameter.rule, path, raw, parameter))
