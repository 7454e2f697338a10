"""What the founding documents type, and its counterpart here: a page, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imagespec.compile import escape
from imagespec.compile.request_types import Entry, Shapes, literals, shapes
from imagespec.report.frozen import frozen
from imagespec.spec.model import Spec

FILE_INPUT = "FileInput"
"""The type of one upload, which no table names."""

Values = set[Any] | None
"""The values a field can have; ``None`` where the set is open."""


@frozen
class Row:
    """A type of a document, a field or a value of it, and where it is found here; ``here`` is empty where it is missing."""

    document: str
    type: str
    member: str
    here: str


class Index:
    """The public types of a revision, with their fields and the values those can have."""

    def __init__(self, spec: Spec) -> None:
        found = shapes(spec)
        self.types: dict[str, dict[str, Values]] = {FILE_INPUT: {}, "ImageModel": {}}
        self.types |= {shape.name: _fields(shape.entries) for shape in found.objects}
        for shape in found.requests:
            self.types[shape.name] = {"model": set(shape.models), **_fields(shape.entries)}
        self.types |= {alias: self.types[name] for alias, name in found.aliases.items()}
        self._responses(spec)
        self._unions(spec, found)
        self.models = set(spec.models)

    def _responses(self, spec: Spec) -> None:
        for name, row in spec.responses.items():
            fields: dict[str, Values] = {key: set(entry.values) or None for key, entry in row.fields.items()}
            self.types[name] = {"type": {row.event}, **fields} if row.event else fields

    def _unions(self, spec: Spec, found: Shapes) -> None:
        pairs = [found.union(operation) for operation in spec.operations.values()]
        pairs += [(name, row.any_of) for name, row in spec.responses.items() if row.any_of]
        for union, members in pairs:
            merged: dict[str, Values] = {}
            for fields in (self.types[member] for member in members):
                for key, values in fields.items():
                    known = merged.get(key, set())
                    merged[key] = None if known is None or values is None else known | values
            self.types[union] = merged

    def values(self, place: str) -> Values:
        """The values of a field, named as ``Type.field``, or of a type that is a set of texts.

        Raises:
            KeyError: there is no such place.
        """
        type_, _, key = place.partition(".")
        return self.types[type_][key] if key else {"ImageModel": self.models}[type_]


def coverage(spec: Spec, documents: Mapping[str, Any]) -> Iterator[Row]:
    """Every type, field and value of the documents."""
    index = Index(spec)
    for document, content in documents.items():
        for name, entry in content["types"].items():
            place = content["counterparts"].get(name, name)
            yield Row(document, name, "", place if place.partition(".")[0] in index.types else "")
            for key, values in entry.get("fields", {}).items():
                own = content["counterparts"].get(f"{name}.{key}", key)
                here = f"{place}.{own}" if own in index.types.get(place, {}) else ""
                yield Row(document, name, key, here)
                yield from _values(index, Row(document, name, key, here), values)
            yield from _values(index, Row(document, name, "", place), entry.get("values", ()))
            for member in entry.get("members", ()):
                yield Row(document, name, member, _member(index, place, member))


def _fields(entries: tuple[Entry, ...]) -> dict[str, Values]:
    result: dict[str, Values] = {}
    for entry in entries:
        members = literals(entry.parameter)
        result[entry.key] = {False, True} if entry.parameter.type.name == "boolean" else set(members) if members else None
    return result


def _values(index: Index, field: Row, values: list[Any]) -> Iterator[Row]:
    for value in values:
        try:
            allowed = index.values(field.here)
        except KeyError:
            allowed = set()
        here = f"{field.here}: {value}" if allowed is None or value in allowed else ""
        yield Row(field.document, field.type, f"{field.member} {value}".strip(), here)


def _member(index: Index, place: str, member: str) -> str:
    """A member of a union: a type of that name, or one way to give a field that takes one or many."""
    if member in index.types and "." not in place:
        return member
    type_, _, key = place.partition(".")
    return place if key in index.types.get(type_, {}) else ""


def coverage_page(spec: Spec, documents: Mapping[str, Any]) -> str:
    """The page, in Markdown."""
    rows = list(coverage(spec, documents))
    lines = [
        "# Coverage of the founding documents",
        "",
        f"Every type, field and listed value of the five client documents, and its counterpart in {spec.name}.",
        "Generated by `tools/build`; do not edit. A request type stands for the union of the classes of its operation.",
        "",
        f"{len(rows)} entries, {sum(not row.here for row in rows)} without a counterpart.",
    ]
    for document, content in documents.items():
        source = spec.sources[document]
        lines += ["", f"## {escape.markdown(source.title)}", "", f"{source.url}, {source.date}", "", "| there | here |", "|---|---|"]
        for name in content["types"]:
            own = [row for row in rows if (row.document, row.type) == (document, name)]
            lines += [f"| **`{name}`** | {_code(own[0].here)} |"]
            lines += [f"| `{row.member}` | {_code(row.here)} |" for row in own[1:]]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"`{text}`" if text else "**missing**"
