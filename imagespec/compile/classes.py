"""The requests of a revision as Python source: one frozen attrs class per operation and unique contract."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.compile.prose import docstring, sentence
from imagespec.compile.request_types import Entry, ObjectShape, RequestShape, Shapes, literals, shapes
from imagespec.compile.writer import literal
from imagespec.kinds.kind import Constraint
from imagespec.report.source import Source
from imagespec.spec.model import Parameter, Spec

_IMPORTS = """\
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from imagespec.report.frozen import field, frozen
from imagespec.typed.files import FileInput, Files, uploads
from imagespec.typed.kept import keep, keep_all, sent
from imagespec.typed.nested import Nested, adopt, adopt_all
from imagespec.typed.omitted import OMIT, Omitted, omittable
from imagespec.typed.request import Request
from imagespec.typed.revision import Revision

if TYPE_CHECKING:
    from . import types
"""

_SCALARS = {"string": "str", "integer": "int", "boolean": "bool", "any": "Any", "file": "FileInput", "object": "Mapping[str, Any]"}


def classes_source(spec: Spec) -> str:
    """The module of the request classes."""
    found = shapes(spec)
    names = class_names(spec)
    lines = [_IMPORTS, f"__all__ = {literal(names)}", "", f"REVISION = Revision({spec.name!r}, __package__)"]
    functions = _Functions()
    for shape in found.objects:
        text = list(_object(found, shape, functions))
        lines += [*functions.new(), "", "", *text]
    for request in found.requests:
        text = list(_request(spec, found, request, functions))
        lines += [*functions.new(), "", "", *text]
    lines += [""] + [f"{alias}: TypeAlias = {name}" for alias, name in found.aliases.items()]
    for operation in spec.operations.values():
        union, members = found.union(operation)
        if members:
            lines += ["", f"{union}: TypeAlias = {' | '.join(members)}", f'"""A valid request to {operation.name}."""']
    return "\n".join([*lines, "", *_index(spec, found)]) + "\n"


def class_names(spec: Spec) -> tuple[str, ...]:
    """The public names of the module."""
    found = shapes(spec)
    unions = [union for union, members in map(found.union, spec.operations.values()) if members]
    return (*found.names, *found.aliases, *unions)


def annotation(found: Shapes, entry: Entry, *, given: bool) -> str:
    """The type of a field: as it may be given, or as an instance holds it."""
    parameter = entry.parameter
    own = _type(found, parameter, given)
    return own + (" | None" if parameter.type.can_be_null else "") + ("" if parameter.required else " | Omitted")


def _type(found: Shapes, parameter: Parameter, given: bool) -> str:
    members = literals(parameter)
    if members:
        return f"Literal[{', '.join(map(repr, members))}]"
    if parameter.type.name == "files":
        return "FileInput | Sequence[FileInput]" if given else "FileInput | Files"
    if parameter.type.name == "array":
        item = _type(found, parameter.item, given) if parameter.item else "Any"
        return f"Sequence[{item}]" if given else f"tuple[{item}, ...]"
    if parameter.fields:
        name = found.object_of(parameter)
        return f"{name} | types.{name}" if given else name
    return _SCALARS[parameter.type.name]


class _Functions:
    """The functions that classes share: equal ones are written once, before the first class that uses them."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._new: list[str] = []

    def name(self, wanted: str, signature: str, body: list[str]) -> str:
        """The name of the function with a signature and a body; ``wanted`` when there is none yet."""
        key = (signature, *body)
        if key not in self._names:
            self._names[key] = wanted
            self._new += ["", "", f"def {wanted}{signature}:", *(f"    {line}" for line in body)]
        return self._names[key]

    def new(self) -> list[str]:
        """What was added since this was asked last."""
        lines, self._new = self._new, []
        return lines


def _object(found: Shapes, shape: ObjectShape, functions: _Functions) -> Iterator[str]:
    yield "@frozen(kw_only=True, repr=False, field_transformer=omittable)"
    yield f"class {shape.name}(Nested):"
    yield from docstring(shape.summary, {"Attributes": [(entry.attribute, _described(entry.parameter)) for entry in shape.entries]}, [])
    yield ""
    yield "    _revision: ClassVar[Revision] = REVISION"
    yield f"    _keys: ClassVar[dict[str, str]] = {literal({entry.key: entry.attribute for entry in shape.entries})}"
    if any(entry.key != entry.attribute for entry in shape.entries):
        yield "    _renamed: ClassVar[bool] = True"
    yield ""
    for entry in shape.entries:
        yield _line(found, shape.name, entry, functions)
    yield from _hash("Nested")
    yield from _body(shape.name, [(entry.key, entry.attribute, _sent(entry)) for entry in shape.entries], functions)


def _request(spec: Spec, found: Shapes, shape: RequestShape, functions: _Functions) -> Iterator[str]:
    names = {"model": "model"} | {entry.key: entry.attribute for entry in shape.entries}
    spellings = {other: entry.key for entry in shape.entries for other in entry.parameter.also_named}
    yield "@frozen(kw_only=True, repr=False, field_transformer=omittable)"
    yield f"class {shape.name}(Request):"
    yield from docstring(f"{shape.operation.title}: {_takers(shape)}", _sections(shape), _sources(spec, shape))
    yield ""
    yield f"    operation: ClassVar[str] = {shape.operation.name!r}"
    yield f"    models: ClassVar[frozenset[str]] = {literal(frozenset(shape.models))}"
    yield "    _revision: ClassVar[Revision] = REVISION"
    yield f"    _keys: ClassVar[dict[str, str]] = {literal(names)}"
    if shape.nameless:
        yield "    _nameless: ClassVar[bool] = True"
    if spellings:
        yield f"    _spellings: ClassVar[dict[str, str]] = {literal(spellings)}"
    if lists := frozenset(entry.key for entry in shape.entries if entry.parameter.numbered):
        yield f"    _numbered: ClassVar[frozenset[str]] = {literal(lists)}"
    yield ""
    named = [f"Literal[{', '.join(map(repr, shape.models))}]"] if shape.models else []
    absent = [*(["None"] if shape.operation.model_type.nullable else []), "Omitted"] if shape.nameless else []
    yield f"    model: {' | '.join([*named, *absent])}{' = OMIT' if shape.nameless else ''}"
    for entry in shape.entries:
        yield _line(found, shape.name, entry, functions)
    yield from _hash("Request")
    sent = [("model", "model", "value"), *((entry.key, entry.attribute, _sent(entry)) for entry in shape.entries)]
    yield from _body(shape.name, sent, functions)


def _hash(base: str) -> Iterator[str]:
    """The hash of the base class, which attrs would replace by one that fails for values an ignored rule admits."""
    yield ""
    yield f"    __hash__ = {base}.__hash__"


def _body(owner: str, fields: list[tuple[str, str, str]], functions: _Functions) -> Iterator[str]:
    """The method that says what is sent, written out field by field as it runs for every instance."""
    lines = ["body: dict[str, Any] = {}", "value: Any", "omit: Any = OMIT"]
    for key, attribute, expression in fields:
        lines += [f"if (value := self.{attribute}) is not omit:", f"    body[{key!r}] = {expression}"]
    yield ""
    yield f"    _body = {functions.name(f'_body_of_{owner}', '(self: Any) -> dict[str, Any]', [*lines, 'return body'])}"


def _sent(entry: Entry) -> str:
    return "sent(value)" if _converted(entry) else "value"


def _converted(entry: Entry) -> bool:
    return entry.parameter.type.name in ("file", "files", "array", "object")


def _line(found: Shapes, owner: str, entry: Entry, functions: _Functions) -> str:
    line = f"    {entry.attribute}: {annotation(found, entry, given=False)}"
    if _converted(entry):
        default = "" if entry.parameter.required else "default=OMIT, "
        return f"{line} = field({default}converter={_converter(found, owner, entry, functions)})"
    return line if entry.parameter.required else f"{line} = OMIT"


def _converter(found: Shapes, owner: str, entry: Entry, functions: _Functions) -> str:
    """The function that freezes what is given for a field."""
    parameter, kept = entry.parameter, annotation(found, entry, given=False)
    if parameter.type.name == "files":
        call = "uploads(value)"
    elif parameter.fields:
        call = f"adopt(value, {found.object_of(parameter)})"
    elif parameter.item and parameter.item.fields:
        call = f"adopt_all(value, {found.object_of(parameter.item)})"
    else:
        call = "keep_all(value)" if parameter.type.name == "array" else "keep(value)"
    signature = f"(value: {annotation(found, entry, given=True)}) -> {kept}"
    return functions.name(f"_{owner}_{entry.attribute}", signature, [f"kept: {kept} = {call}", "return kept"])


# -- words ---------------------------------------------------------------------------------------------------------


def _takers(shape: RequestShape) -> str:
    """Whose requests these are."""
    if not shape.models:
        return "what every current model takes, where none is named"
    return f"what {shape.models[0]} takes" if len(shape.models) == 1 else f"what {shape.models[0]} and models with the same limits take"


def _sections(shape: RequestShape) -> dict[str, list[tuple[str, str]]]:
    optional = "; may be left out where the API has a default model" if shape.nameless else ""
    named = f"The image model: {', '.join(shape.models)}{optional}." if shape.models else "Left out."
    fields = [("model", named)]
    fields += [(entry.attribute, _described(entry.parameter)) for entry in shape.entries]
    together = [
        ("", sentence(_limit(interaction, problem))) for interaction in shape.contract.interactions for problem in interaction.problems
    ]
    return {"Attributes": fields, "Limits across parameters": together}


def _described(parameter: Parameter) -> str:
    limits = "; ".join(_limit(kind, problem) for kind in parameter.constraints for problem in kind.problems)
    what = parameter.type.allowed("type")
    default = f" The API takes {literal(parameter.default)} when it is left out." if parameter.default is not None else ""
    needed = " Required." if parameter.required else ""
    entries = f" Each entry: {parameter.item.summary}" if parameter.item and parameter.item.summary else ""
    inner = f" {_limits_only(parameter.item)}" if parameter.item and parameter.item.constraints else ""
    said = f"{sentence(parameter.summary)} {what[0].upper()}{what[1:]}".lstrip()
    return f"{said}{': ' + limits if limits else ''}.{entries}{inner}{default}{needed}"


def _limits_only(parameter: Parameter) -> str:
    return sentence("; ".join(_limit(kind, problem) for kind in parameter.constraints for problem in kind.problems).capitalize())


def _limit(kind: Constraint, problem: str) -> str:
    return kind.allowed(problem) + ("" if kind.severity_of(problem) == "error" else " (else a warning)")


def _sources(spec: Spec, shape: RequestShape) -> list[Source]:
    kinds: list[tuple[Constraint, str]] = [
        (kind, problem) for parameter in shape.contract.parameters for kind in parameter.constraints for problem in kind.problems
    ]
    kinds += [(kind, problem) for kind in shape.contract.interactions for problem in kind.problems]
    types = [parameter.type.provenance.source for parameter in shape.contract.parameters]
    keys = dict.fromkeys(key for group in (*types, *(kind.provenance_of(problem).source for kind, problem in kinds)) for key in group)
    return [spec.sources[key] for key in keys]


def _index(spec: Spec, found: Shapes) -> Iterator[str]:
    yield "CLASSES: dict[str, dict[str, type[Request]]] = {"
    for operation in spec.operations.values():
        yield f"    {operation.name!r}: {{"
        for shape in found.requests:
            if shape.operation is operation:
                yield from (f"        {model!r}: {shape.name}," for model in shape.models or ("",))
        yield "    },"
    yield "}"
