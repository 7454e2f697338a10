"""Uploads as straight-line Python: files, lists of them under one name or another, and entries of lists in fields of their own."""

from __future__ import annotations

from contextlib import nullcontext

from imagespec.compile.function import Body, Path
from imagespec.spec.model import Parameter


def spelled_once(body: Body, parameter: Parameter, absent: str) -> str:
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
        writer.line(f"rest -= len({entries})")
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


def files(body: Body, parameter: Parameter, raw: str, path: Path, shared: str | None) -> None:
    """One file, or an array of files: the count applies to the array, everything else to each file."""
    writer = body.writer
    with writer.block(f"if {raw} is not None:") if parameter.type.nullable else nullcontext():
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
    facts = writer.variable()
    with writer.block(f"if ({facts} := file_facts({raw})) is None:"):
        body.outcome(parameter.type, parameter.rule, path, raw, parameter).fail("type")
    with nullcontext() if body.verdict else writer.block("else:", needed=False):
        if shared:
            body.share(parameter, shared, facts, first)
        for kind in parameter.constraints:
            if not kind.OF_ARRAYS:
                kind.emit(writer, facts, body.outcome(kind, parameter.rule, path, raw, parameter))
