"""The requests of a revision as TypedDicts, for programs that keep plain dicts."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.compile.prose import docstring
from imagespec.compile.request_types import Entry, Shapes, literals, shapes
from imagespec.compile.writer import literal
from imagespec.spec.model import Parameter, Spec

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
    """One TypedDict. Python 3.10 marks keys as required by class, so a class with required keys has a base of its own."""
    keys = [("model", text, needed) for text, needed in models]
    keys += [
        (entry.key, _type(found, entry.parameter) + (" | None" if entry.parameter.type.can_be_null else ""), bool(entry.parameter.required))
        for entry in entries
        if entry.key.isidentifier()
    ]
    required = [(key, text) for key, text, needed in keys if needed]
    base = f"_{name}Required" if required else "TypedDict"
    if required:
        yield f"class {base}(TypedDict):"
        yield from (f"    {key}: {text}" for key, text in required)
        yield ""
        yield ""
    yield f"class {name}({base}, total=False):"
    yield from docstring(summary, {}, [])
    yield ""
    yield from (f"    {key}: {text}" for key, text, needed in keys if not needed)


def _type(found: Shapes, parameter: Parameter) -> str:
    members = literals(parameter)
    if members:
        return f"Literal[{', '.join(map(repr, members))}]"
    if parameter.type.name == "array":
        return f"Sequence[{_type(found, parameter.item) if parameter.item else 'Any'}]"
    return found.object_of(parameter) if parameter.fields else _SCALARS[parameter.type.name]
