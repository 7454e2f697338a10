"""One contract as straight-line Python: a verdict and an all-findings function from the same traversal.

The verdict answers as soon as it can; the findings function passes tuples ``(key of the row, is an error, value,
*tokens)`` to ``found`` in table order.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from imagespec.compile.function import Body, Path
from imagespec.compile.rows import Rows
from imagespec.compile.uploads import files, spelled_once
from imagespec.compile.writer import CodeWriter
from imagespec.kinds import Interaction, Misshapen, Together
from imagespec.kinds.interaction import Condition
from imagespec.kinds.kind import Kind
from imagespec.spec.model import Contract, Parameter

EXIT_EVERY = 2
"""After how many parameters that need not be there a body asks whether any key is left."""


def write_function(writer: CodeWriter, contract: Contract, rows: Rows, *, verdict: bool) -> None:
    """Write the body of a contract's verdict, or of its findings function."""
    body = Body(writer, verdict, rows, contract.model)
    between = [kind for kind in contract.interactions if not verdict or any(map(kind.refuses, kind.problems))]
    for kind in between:
        for name in kind.parameters:
            body.shared.setdefault(name, f"x{len(body.shared)}")
        condition, beside = _trigger(body, contract, kind)
        body.triggers.setdefault(condition.parameter, {})[condition, beside] = None
    writer.line(f"rest = len(p) - {1 + sum(map(_is_needed, contract.parameters))}")
    if between:
        late = [read for name, read in body.shared.items() if not _plainly_read(contract[name])]
        writer.line(" = ".join(["late", *late, "None"]))
    _parameters(body, contract, "not rest and not late" if between else "not rest")
    with writer.block("if late:", needed=False):
        for interaction in between:
            first = writer.about = interaction.parameters[0]
            read, typed = body.shared[first], contract[first].type
            shown = f"p.get({first!r})" if typed.reader == "file_facts" else read
            outcome = body.outcome(interaction, first, Path((first,)), shown, contract[first], settled=typed.scalar)
            interaction.emit_over(writer, body.shared, outcome)
    writer.about = "keys"
    _leftovers(body, contract)


def _trigger(body: Body, contract: Contract, kind: Interaction) -> tuple[Condition, str]:
    """What a value of a parameter must be for an interaction to apply, and what must hold beside it of those that were read before.

    Of two parameters, the later one is asked where it can tell by both, but not where all its usual texts would have to be looked at.
    """
    if not isinstance(kind, Together):
        return kind.trigger, ""
    places = {parameter.name: place for place, parameter in enumerate(contract.parameters)}
    when, clash = kind.when, kind.clash
    if not all(_plainly_read(contract[name]) for name in kind.parameters):
        return kind.trigger, ""
    if places[when.parameter] > places[clash.parameter]:
        return when, kind.clashes(body.shared[clash.parameter])
    if not kind.clash_default and contract[clash.parameter].type.name != "string":
        return clash, when.expression(body.shared[when.parameter])
    return kind.trigger, ""


def _parameters(body: Body, contract: Contract, done: str) -> None:
    """Every parameter; once none that must be there is left to come, the body ends early where all keys are accounted for."""
    writer, since = body.writer, 0
    needed = max((index for index, parameter in enumerate(contract.parameters) if parameter.required), default=-1)
    for index, parameter in enumerate(contract.parameters):
        writer.about = parameter.name
        _parameter(body, parameter)
        since += 1
        if index >= needed and since >= EXIT_EVERY and index + 1 < len(contract.parameters):
            since = 0
            with writer.block(f"if {done}:"):
                writer.line("return True" if body.verdict else "return")


def _leftovers(body: Body, contract: Contract) -> None:
    """The keys no parameter accounted for."""
    writer = body.writer
    if body.verdict:
        soft = [name for name, kind in contract.unsupported.items() if kind.severity_of("unsupported") != "error"]
        for name in soft:
            writer.line(f"rest -= {name!r} in p")
        writer.line("return not rest or not all_sent(p)")
        return
    known = frozenset({"model", *(spelling for parameter in contract.parameters for spelling in parameter.names)})
    unknown = body.outcome(contract.unknown, "parameter", Path((None,), ("key",)), "").row("unknown")
    lists = tuple(parameter.name for parameter in contract.parameters if parameter.numbered)
    tables = ", ".join(writer.constant(table) for table in (known, _unsupported(body, contract)))
    with writer.block("if rest:"):
        writer.line(f"leftovers(p, found, rest, {tables}, {unknown!r}{f', {lists!r}' if lists else ''})")


def _unsupported(body: Body, contract: Contract) -> dict[str, tuple[Any, ...]]:
    """The rows of the parameters that are not taken, as ``leftovers`` reads them."""
    rows: dict[str, tuple[Any, ...]] = {}
    for place, (name, kind) in enumerate(contract.unsupported.items()):
        rule, path = name.removesuffix("[]"), Path((name,))
        row = (*body.outcome(kind, rule, path, "").row("unsupported"), place)
        others = contract[kind.renamed].names if kind.renamed else ()
        beside = body.outcome(kind.beside, rule, path, "").row("unsupported")[0] if kind.renamed else ""
        rows[name] = (*row, others, beside)
    return rows


def _parameter(body: Body, parameter: Parameter, owner: str = "p", counter: str = "rest", path: Path | None = None) -> None:
    """A parameter of the request, or a field of an object in it."""
    writer, path = body.writer, path or Path()
    shared = body.shared.get(parameter.name) if owner == "p" else None
    kept = shared if shared and _plainly_read(parameter) else None
    if _is_needed(parameter):
        _needed(body, parameter, owner, counter, path, kept)
        return
    for spelling in parameter.names:
        with writer.block(f"if {spelling!r} in {owner}:"):
            raw = f"{owner}[{spelling!r}]"
            if parameter.type.open:
                writer.line(f"{counter} -= 1")
                continue
            value = kept or writer.variable()
            writer.line(f"{counter} -= 1; {value} = {raw}")
            _value(body, parameter, value, raw, path.key(spelling), shared)
    if kept:
        writer.line(f"else: {kept} = None")
    absent = " and ".join(f"{spelling!r} not in {owner}" for spelling in parameter.names)
    if parameter.once:
        absent = spelled_once(body, parameter, absent)
    if parameter.required:
        absent += "".join(f" and {spelling!r} not in {owner}" for spelling in parameter.instead_of)
        with writer.block(f"if {absent}:"):
            body.outcome(parameter.required, parameter.rule, path.key(parameter.name), "None", settled=True).fail("required")


def _is_needed(parameter: Parameter) -> bool:
    """Whether it has to be there, under its one name; it is counted before it is looked for."""
    simple = len(parameter.names) == 1 and not (parameter.once or parameter.instead_of or parameter.type.open)
    return parameter.required is not None and simple


def _needed(body: Body, parameter: Parameter, owner: str, counter: str, path: Path, kept: str | None) -> None:
    """One that has to be there: the usual request is not asked whether it is."""
    assert parameter.required
    writer, raw = body.writer, f"{owner}[{parameter.name!r}]"
    value = kept or writer.variable()
    with writer.aside() as there:
        _value(body, parameter, value, raw, path.key(parameter.name), kept)
    writer.line("try:")
    writer.line(f"    {value} = {raw}")
    with writer.block("except KeyError:"):
        if not body.verdict:
            writer.line(f"{counter} += 1" + (f"; {kept} = None" if kept else ""))
        body.outcome(parameter.required, parameter.rule, path.key(parameter.name), "None", settled=True).fail("required")
    with nullcontext() if body.verdict else writer.block("else:"):
        writer.paste(there)


def _plainly_read(parameter: Parameter) -> bool:
    """Whether one value is read of the parameter, so that the local for the interactions can hold it from the start."""
    return len(parameter.names) == 1 and not parameter.numbered and parameter.type.name != "files" and not parameter.type.open


def _quiet(body: Body, parameter: Parameter, shared: str | None) -> frozenset[str]:
    """The usual texts about which nothing is to be said: one look-up lets them pass."""
    kinds = [
        kind
        for kind in (*parameter.constraints, *(parameter.instead.constraints if parameter.instead else ()))
        if not body.verdict or any(map(kind.refuses, kind.problems))
    ]
    triggers = body.triggers.get(parameter.name, ()) if shared else ()

    def says_nothing(text: str) -> bool:
        found = (problem for kind in kinds for problem in kind.check(text) if not body.verdict or kind.refuses(problem))
        return not any(condition.holds(text) for condition, _ in triggers) and next(found, None) is None

    return frozenset(filter(says_nothing, (text for kind in kinds for text in kind.usual)))


def _value(body: Body, parameter: Parameter, value: str, raw: str, path: Path, shared: str | None) -> None:
    """One value: its type, then its constraints; null is left alone where it stands for leaving it out.

    The local ``value`` holds it, and then what its type reads; ``raw`` is an expression of it as it was sent, ``shared`` the
    local that the interactions read.
    """
    if parameter.type.name == "files":
        files(body, parameter, value, path, shared)
        return
    writer = body.writer
    quiet = _quiet(body, parameter, shared)
    loud = writer.block(f"if type({value}) is not str or {value} not in {writer.constant(quiet)}:") if quiet else nullcontext()
    with loud, _typed(body, parameter, value, raw, path):
        if shared:
            body.share(parameter, shared, value)
        _constraints(body, parameter, value, raw if parameter.type.reader == "file_facts" else value, path)


@contextmanager
def _typed(body: Body, parameter: Parameter, value: str, raw: str, path: Path) -> Iterator[None]:
    """Write the type test, which leaves the value as its type reads it in its local; what follows is about a value of the type."""
    writer, type_ = body.writer, parameter.type
    with writer.block(f"if {type_.missed(value)}:"):
        body.outcome(type_, parameter.rule, path, raw, parameter).fail("type")
    if body.verdict and not type_.nullable:
        yield
        return
    with writer.block(f"elif {value} is not None:" if type_.nullable else "else:", needed=False):
        yield


def _constraints(body: Body, parameter: Parameter, typed: str, shown: str, path: Path) -> None:
    """What holds for a value of the right type; an object of references that is written in another shape is judged as a whole."""
    if body.verdict or not isinstance(parameter.unknown, Misshapen):
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
        with body.depending(f"p.get({when.parameter!r})"):
            with body.writer.block(f"if {when.parameter!r} in p and ({when.expression(f'p[{when.parameter!r}]')}):"):
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
            read = body.writer.variable()
            body.writer.line(f"{read} = {entry}")
            _value(body, parameter.item, read, entry, path.open(index), None)


def _kinds(body: Body, parameter: Parameter, kinds: tuple[Kind, ...], typed: str, shown: str, path: Path) -> None:
    for kind in kinds:
        kind.emit(body.writer, typed, body.outcome(kind, parameter.rule, path, shown, parameter, settled=parameter.type.scalar))


def _fields(body: Body, parameter: Parameter, typed: str, path: Path) -> None:
    writer, counter = body.writer, body.writer.variable()
    needed = sum(map(_is_needed, parameter.fields))
    writer.line(f"{counter} = len({typed})" + (f" - {needed}" if needed else ""))
    for entry in parameter.fields:
        _parameter(body, entry, typed, counter, path)
    with writer.block(f"if {counter} and all_sent({typed}):"):
        if body.verdict:
            writer.line("return False")
        elif parameter.unknown:
            key = writer.variable()
            known = frozenset(name for entry in parameter.fields for name in entry.names)
            with writer.block(f"for {key} in {typed}:"), writer.block(f"if {key} not in {writer.constant(known)}:"):
                body.outcome(parameter.unknown, "parameter", path.open(key), f"{typed}[{key}]").fail("unknown")
