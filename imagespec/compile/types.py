"""The requests of a revision as TypedDicts, for programs that keep plain dicts."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.compile.prose import docstring
from imagespec.compile.request_types import Entry, Shapes, literals, shapes
from imagespec.compile.writer import literal
from imagespec.spec.model import Parameter, Spec
from imagespec.spec.reserved import ATTRIBUTES, WORDS

_IMPORTS = """\
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NoReturn, TypeAlias, TypedDict

from imagespec.typed.files import FileInput
"""

_SCALARS = {"string": "str", "integer": "int", "boolean": "bool", "object": "Mapping[str, Any]"}
_SCALARS |= {"any": "Any", "file": "FileInput", "files": "FileInput | list[FileInput]"}


def types_source(spec: Spec) -> str:
    """The module of the TypedDicts. Its names are those of the request classes."""
    found = shapes(spec)
    lines = [_IMPORTS, f"__all__ = {literal(type_names(spec))}"]
    models = [f"    {name!r}," for name in spec.models]
    lines += ["", "ImageModel: TypeAlias = Literal[", *models, "]", '"""The models and snapshots that the table knows."""']
    for shape in found.objects:
        lines += ["", "", *_dict(found, shape.name, shape.summary, shape.entries, [])]
    for request in found.requests:
        named = f"Literal[{', '.join(map(repr, request.models))}]" if request.models else ""
        null = "None" if request.operation.model_type.nullable else ""
        model = " | ".join(filter(None, (named, null))) or "NoReturn"
        summary = f"A request to {request.operation.name}; the class of the same name says what each key takes"
        lines += ["", "", *_dict(found, request.name, summary, request.entries, [(model, not request.nameless)])]
    lines += [""] + [f"{alias}: TypeAlias = {name}" for alias, name in found.aliases.items()]
    for operation in spec.operations.values():
        union, members = found.union(operation)
        if members:
            lines += ["", f"{union}: TypeAlias = {' | '.join(members)}", f'"""A request to {operation.name}."""']
    return "\n".join(lines) + "\n"


def type_names(spec: Spec) -> tuple[str, ...]:
    """The public names of the module."""
    found = shapes(spec)
    unions = [union for union, members in map(found.union, spec.operations.values()) if members]
    return ("ImageModel", *found.names, *found.aliases, *unions)


def _dict(found: Shapes, name: str, summary: str, entries: tuple[Entry, ...], models: list[tuple[str, bool]]) -> Iterator[str]:
    """One TypedDict.

    Python 3.10 marks keys as required by class, so a class with required keys has a base of its own. Keys that cannot stand
    in a class have another, which is written as a call.
    """
    keys = [("model", text, needed) for text, needed in models]
    keys += [
        (entry.key, _type(found, entry.parameter) + (" | None" if entry.parameter.type.can_be_null else ""), bool(entry.parameter.required))
        for entry in entries
    ]
    bases = []
    for part, needed in (("Required", True), ("Other", False)):
        called = {key: text for key, text, own in keys if own is needed and not _is_plain(key)}
        if called:
            bases.append(f"_{name}{part}Keys")
            total = "" if needed else ", total=False"
            yield f"{bases[-1]} = TypedDict({bases[-1]!r}, {literal(called)}{total})"
    required = [(key, text) for key, text, needed in keys if needed and _is_plain(key)]
    if required:
        if bases:
            yield from ("", "")
        yield f"class _{name}Required({', '.join(bases) or 'TypedDict'}):"
        yield from (f"    {key}: {text}" for key, text in required)
        bases = [f"_{name}Required"]
    if bases:
        yield from ("", "")
    yield f"class {name}({', '.join(bases) or 'TypedDict'}, total=False):"
    yield from docstring(summary, {}, [])
    yield ""
    yield from (f"    {key}: {text}" for key, text, needed in keys if not needed and _is_plain(key))


def _is_plain(key: str) -> bool:
    """Whether a key can be written in the body of a class, where some names are taken and others are changed."""
    return key.isidentifier() and not key.startswith("__") and key not in WORDS and key not in ATTRIBUTES


def _type(found: Shapes, parameter: Parameter) -> str:
    members = literals(parameter)
    if members:
        return f"Literal[{', '.join(map(repr, members))}]"
    if parameter.type.name == "array":
        return f"Sequence[{_type(found, parameter.item) if parameter.item else 'Any'}]"
    return found.object_of(parameter) if parameter.fields else _SCALARS[parameter.type.name]
