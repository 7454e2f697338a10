"""Plain data to rows through cattrs, strictly: no unknown keys, no coercion, errors with their line."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_mapping_structure_fn

from imagespec.kinds import ROW_KINDS, file, resolution
from imagespec.kinds.kind import Kind, Provenance
from imagespec.kinds.type_ import NAMES
from imagespec.report.errors import TableError
from imagespec.spec import rows
from imagespec.spec.document import Document, Path_
from imagespec.values.text import quoted, visible

_PROVENANCE = ("source", "basis", "severity", "reason")
_SOURCED = (resolution.Step, resolution.Most, resolution.Pixels, resolution.Above, file.Formats, file.Below, file.Claim)


def structure(document: Document) -> rows.TableRow:
    """Turn a document into rows.

    Raises:
        TableError: with the line of the first entry that does not fit.
    """
    try:
        return _strict().structure(document.data, rows.TableRow)
    except Exception as error:
        raise _located(document, error) from None


_C = TypeVar("_C", bound=cattrs.BaseConverter)
_T = TypeVar("_T")


class _Misfit(ValueError):
    """A value that does not fit its row: what is wrong and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def structure_trusted(document: Document) -> rows.TableRow:
    """Turn a document of the package into rows.

    It was held against ``structure`` before it was shipped: nothing is looked for in it, and no code is generated for a single use.
    """
    return _hooks(cattrs.BaseConverter(detailed_validation=False)).structure(document.data, rows.TableRow)


@cache
def _strict() -> cattrs.Converter:
    return _hooks(cattrs.Converter(forbid_extra_keys=True, detailed_validation=True))


def _hooks(converter: _C) -> _C:
    """The converter with what this module knows of rows. One that generates code also looks for misfits."""
    converter.register_structure_hook_factory(attrs.has, lambda cls: _from_mapping(_plain(converter, cls)))
    if isinstance(converter, cattrs.Converter):
        converter.register_structure_hook_factory(
            _made_of(dict), lambda t: _from_mapping(make_mapping_structure_fn(t, converter, detailed_validation=True))
        )
    converter.register_structure_hook_factory(_made_of(tuple), lambda t: _from_list(converter, get_args(t)[0]))
    converter.register_structure_hook_func(_made_of(Literal), _literal)
    for primitive in (str, int, bool):
        converter.register_structure_hook(primitive, _exactly(primitive))
    converter.register_structure_hook_func(lambda t: t == rows.Names, _names)
    converter.register_structure_hook_func(lambda t: t == tuple[str | bool, ...] or t == tuple[str | bool | int, ...], _scalars)
    converter.register_structure_hook_func(lambda t: t == (str | int | None), _scalar)
    converter.register_structure_hook_func(lambda t: t is Any, lambda value, _: value)
    for kind in (*ROW_KINDS.values(), *_SOURCED):
        converter.register_structure_hook(kind, _sourced(converter, kind))
    converter.register_structure_hook(rows.ParameterRow, _parameter(converter))
    converter.register_structure_hook(rows.ConditionRow, _condition(converter))
    return converter


def _plain(converter: cattrs.BaseConverter, cls: type[_T], **overrides: Any) -> Callable[[Any, Any], _T]:
    """How a converter makes an instance of a class from a mapping of its own fields."""
    if isinstance(converter, cattrs.Converter):
        return make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **overrides)
    resolvable: Any = cls
    attrs.resolve_types(resolvable)
    return converter.structure_attrs_fromdict


def _made_of(origin: Any) -> Callable[[Any], bool]:
    return lambda cls: get_origin(cls) is origin


def _from_mapping(structured: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def hook(value: Any, cls: Any) -> Any:
        if not isinstance(value, dict):
            raise _Misfit(f"{quoted(value)} is no mapping", "write it as a mapping, key: value")
        return structured(value, cls)

    return hook


def _from_list(converter: cattrs.BaseConverter, entry: Any) -> Callable[[Any, Any], Any]:
    structured = converter.get_structure_hook(list[entry])

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise _Misfit(f"{quoted(value)} is no list", "write it as a list, with a dash before each entry")
        return tuple(structured(value, list[entry]))

    return hook


def _literal(value: Any, cls: Any) -> Any:
    if type(value) is not str or value not in get_args(cls):
        raise _Misfit(f"{quoted(value)} is no known word", f"use one of {', '.join(get_args(cls))}")
    return value


def _scalar(value: Any, _: Any) -> Any:
    if not isinstance(value, (str, int, type(None))):
        raise _Misfit(f"{quoted(value)} is no single value", "write text, a whole number, true or false")
    return value


def _exactly(primitive: type) -> Callable[[Any, Any], Any]:
    def hook(value: Any, _: Any) -> Any:
        if type(value) is not primitive:
            name = {str: "text", int: "a whole number", bool: "true or false"}[primitive]
            raise _Misfit(f"{quoted(value)} is not {name}", f"write {name}")
        return value

    return hook


def _names(value: Any, _: Any) -> tuple[str, ...]:
    """One name or a list of names."""
    entries = [value] if isinstance(value, str) else value
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise _Misfit(f"{quoted(value)} is no name or list of names", "write names as text, numbers in double quotes")
    if len(set(entries)) != len(entries):
        raise _Misfit("a name stands twice in the list", "remove one")
    return tuple(entries)


def _scalars(value: Any, _: Any) -> tuple[Any, ...]:
    entries = value if isinstance(value, list) else [value]
    if not entries or not all(isinstance(entry, (str, bool, int)) for entry in entries):
        raise _Misfit(f"{quoted(value)} is no value or list of values", "write text, whole numbers, true or false")
    return tuple(entries)


def _sourced(converter: cattrs.BaseConverter, cls: type) -> Callable[[Any, Any], Any]:
    """A class with a provenance: in the table, the provenance's keys stand beside the others."""
    plain: Callable[[Any, Any], Any] = _plain(converter, cls)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise _Misfit(f"{quoted(value)} is no mapping", f"write {{{', '.join(_keys(cls))}: ...}}")
        own = {key: entry for key, entry in value.items() if key not in _PROVENANCE}
        return plain(own | {"provenance": {key: value[key] for key in _PROVENANCE if key in value}}, cls)

    return hook


def _keys(cls: type) -> list[str]:
    return [attribute.name for attribute in attrs.fields(cls) if attribute.name != "provenance"]


def _parameter(converter: cattrs.BaseConverter) -> Callable[[Any, Any], rows.ParameterRow]:
    """A parameter row: its kinds stand beside its other keys."""
    plain = _plain(converter, rows.ParameterRow, constraints=cattrs.override(omit=True))

    def hook(value: Any, _: Any) -> rows.ParameterRow:
        if not isinstance(value, dict):
            raise _Misfit(f"{quoted(value)} is no parameter row", "write a mapping such as {range: {min: 1, max: 10}}")
        own = {key: entry for key, entry in value.items() if key not in ROW_KINDS}
        row = plain(own, rows.ParameterRow)
        if row.type is not None and row.type not in NAMES:
            raise _Misfit(f"{visible(row.type)} is no parameter type", f"use one of {', '.join(NAMES)}")
        kinds = _structured_kinds(converter, value)
        return attrs.evolve(row, constraints=kinds)

    return hook


def _structured_kinds(converter: cattrs.BaseConverter, value: dict[str, Any]) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    errors = []
    for key in (key for key in ROW_KINDS if key in value):
        try:
            kinds[key] = converter.structure(value[key], ROW_KINDS[key])
        except Exception as error:
            note = cattrs.AttributeValidationNote("in a row", key, dict)
            vars(error)["__notes__"] = [*getattr(error, "__notes__", ()), note]  # read by cattrs on every Python
            errors.append(error)
    if errors:
        raise cattrs.ClassValidationError("in a row", errors, rows.ParameterRow)
    return kinds


def _condition(converter: cattrs.BaseConverter) -> Callable[[Any, Any], rows.ConditionRow]:
    plain = _plain(converter, rows.ConditionRow)

    def hook(value: Any, _: Any) -> rows.ConditionRow:
        return plain(value if isinstance(value, dict) else {"values": value}, rows.ConditionRow)

    return hook


def _located(document: Document, error: BaseException, path: Path_ = ()) -> TableError:
    """The first leaf of a cattrs error tree, with the line of its entry."""
    if isinstance(error, cattrs.BaseValidationError):
        inner = error.exceptions[0]
        for note in getattr(inner, "__notes__", ()):
            step = getattr(note, "name", getattr(note, "index", None))
            path = path if step is None or step == "provenance" else (*path, step)
        return _located(document, inner, path)
    where = ".".join(map(str, path)) or "the table"
    if isinstance(error, _Misfit):
        return document.error(path, f"{where}: {error.problem}", error.remedy)
    if isinstance(error, ForbiddenExtraKeysError):
        extra = sorted(error.extra_fields)[0]
        known = ", ".join(_known_keys(error.cl))
        return document.error((*path, extra), f"{where}: unknown key {visible(extra)}", f"use one of {known}")
    if isinstance(error, KeyError):
        missing = path[-1] if path and path[-1] == error.args[0] else error.args[0]
        return document.error(path[:-1] if missing == path[-1:] else path, f"{where}: {missing} is missing", f"add {missing}:")
    return document.error(path, f"{where}: {visible(str(error), 200)}", "see imagespec/tables/README.md")


def _known_keys(cls: type) -> list[str]:
    own = [key for key in _keys(cls) if key != "constraints"]
    if cls is rows.ParameterRow:
        return own + list(ROW_KINDS)
    sourced = inspect.isclass(cls) and (issubclass(cls, Kind) or cls in _SOURCED or cls is Provenance)
    return own + (list(_PROVENANCE) if sourced and cls is not Provenance else [])
