"""Two descriptions of the API against each other, as sentences that can be listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from imagespec.spec.model import Spec
from tools.sdk.described import described_operation, described_responses, described_unions
from tools.sdk.extract import Extract
from tools.sdk.shapes import FieldEntry


@frozen
class Sides:
    """What the two sides are called."""

    one: str
    other: str

    def differ(self, place: str, verb: str, what: str, *, one: bool) -> str:
        """The sentence that one side does what the other does not."""
        first, second = (self.one, self.other) if one else (self.other, self.one)
        return f"{place}: {first} {verb} {what}, {second} does not"


def against_table(spec: Spec, extract: Extract) -> list[str]:
    """What a release and a revision of the table say differently."""
    sides = Sides("the table", "the release")
    found: list[str] = []
    for name, entry in extract["operations"].items():
        found += _fields(name, described_operation(spec, spec.operations[name]), entry["parameters"], sides)
    found += _sets("models", "has", spec.models, map(str, extract["models"]), sides)
    found += _responses(described_responses(spec), extract["responses"], sides)
    return found + _unions(described_unions(spec), extract["unions"], sides)


def against_release(old: Extract, new: Extract) -> list[str]:
    """What a later release says differently from an earlier one, changed documentation included."""
    sides = Sides(old["version"], new["version"])
    found: list[str] = []
    for name in dict.fromkeys([*old["operations"], *new["operations"]]):
        before, after = (side["operations"].get(name, {"parameters": {}})["parameters"] for side in (old, new))
        found += [*_fields(name, before, after, sides), *_texts(name, before, after)]
    found += _sets("models", "has", map(str, old["models"]), map(str, new["models"]), sides)
    if old["models_text"] != new["models_text"]:
        found.append(_reread("models"))
    for name, fields in new["responses"].items():
        found += _texts(name, old["responses"].get(name, {}), fields)
    found += _responses(old["responses"], new["responses"], sides) + _unions(old["unions"], new["unions"], sides)
    return found + list(_sets("files without a reader", "has", old["unread_files"], new["unread_files"], sides))


def _fields(place: str, one: Mapping[str, FieldEntry], other: Mapping[str, FieldEntry], sides: Sides) -> Iterator[str]:
    yield from _sets(place, "has", one, other, sides)
    for name in one:
        if name in other:
            yield from _entries(f"{place}.{name}", one[name], other[name], sides)


def _entries(place: str, one: Mapping[str, Any], other: Mapping[str, Any], sides: Sides) -> Iterator[str]:
    yield from _sets(place, "takes the type", one["types"], other["types"], sides)
    yield from _sets(place, "lists", map(str, one["enum"]), map(str, other["enum"]), sides)
    for key, verb, what in (("open", "takes", "texts it does not list"), ("nullable", "takes", "null"), ("required", "requires", "it")):
        if one.get(key, False) != other.get(key, False):
            yield sides.differ(place, verb, what, one=bool(one.get(key)))
    yield from _fields(place, one.get("fields") or {}, other.get("fields") or {}, sides)
    if "items" in one and "items" in other:
        yield from _entries(f"{place}[]", one["items"], other["items"], sides)


def _sets(place: str, verb: str, one: Iterable[str], other: Iterable[str], sides: Sides) -> Iterator[str]:
    left, right = list(one), list(other)
    yield from (sides.differ(place, verb, name, one=True) for name in left if name not in right)
    yield from (sides.differ(place, verb, name, one=False) for name in right if name not in left)


def _responses(one: Mapping[str, Any], other: Mapping[str, Any], sides: Sides) -> list[str]:
    """Answers: whether unlisted texts and null are read is up to the reader, so it is no difference."""
    left, right = ({name: _answered(fields) for name, fields in side.items()} for side in (one, other))
    found = list(_sets("responses", "has", left, right, sides))
    for name in left:
        if name in right:
            found += _fields(name, left[name], right[name], sides)
    return found


def _answered(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _readable(entry) for name, entry in fields.items()}


def _readable(entry: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in entry.items() if key not in ("open", "nullable")}
    if "fields" in kept:
        kept["fields"] = _answered(kept["fields"])
    if "items" in kept:
        kept["items"] = _readable(kept["items"])
    return kept


def _unions(one: Mapping[str, list[str]], other: Mapping[str, list[str]], sides: Sides) -> list[str]:
    found = list(_sets("unions", "has", one, other, sides))
    for name in one:
        found += _sets(name, "has", one[name], other.get(name, []), sides) if name in other else ()
    return found


def _texts(place: str, one: Mapping[str, FieldEntry], other: Mapping[str, FieldEntry]) -> Iterator[str]:
    for name in one:
        if name in other:
            here = f"{place}.{name}"
            if one[name].get("text", "") != other[name].get("text", ""):
                yield _reread(here)
            yield from _texts(here, one[name].get("fields", {}), other[name].get("fields", {}))


def _reread(place: str) -> str:
    return f"{place}: its documentation has changed; read it"
