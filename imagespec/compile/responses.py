"""The responses of a revision as Python source: one attrs class each, unions of events, and a map of event types."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.compile import escape
from imagespec.compile.prose import docstring, sentence
from imagespec.compile.writer import literal
from imagespec.spec.model import Spec
from imagespec.spec.rows import ResponseFieldRow, ResponseRow

_SCALARS = {"string": "str", "integer": "int"}
_READ = {"string": "Text", "integer": "Integer"}
_NAMES = {"string": "a text", "integer": "a whole number"}

_IMPORTS = """\
from __future__ import annotations

import builtins
from typing import ClassVar, Literal, TypeAlias

from imagespec.report.frozen import field, frozen
from imagespec.typed import documented as doc
from imagespec.typed.content import decode
from imagespec.typed.message import Message
from imagespec.typed.shown import brief
"""


def responses_source(spec: Spec) -> str:
    """The module of the response and event classes."""
    lines = [_IMPORTS, f"__all__ = {literal(tuple(spec.responses))}"]
    for name, row in spec.responses.items():
        if row.fields:
            lines += ["", "", *_class(spec, name, row)]
    lines.append("")
    for name, row in spec.responses.items():
        if row.any_of:
            lines += ["", f"{name}: TypeAlias = {' | '.join(row.any_of)}", f'"""{escape.docstring(sentence(row.summary))}"""']
    return "\n".join([*lines, "", *_events(spec)]) + "\n"


def _events(spec: Spec) -> Iterator[str]:
    events = {row.event: name for name, row in spec.responses.items() if row.event}
    kinds = " | ".join(f"type[{name}]" for name in events.values()) or "type[Message]"
    yield f"EVENTS: dict[str, {kinds}] = {{"
    yield from (f"    {event!r}: {name}," for event, name in events.items())
    yield "}"
    finals = ", ".join(repr(event) for event, name in events.items() if spec.responses[name].final)
    yield f"FINAL = frozenset({{{finals}}})" if finals else "FINAL: frozenset[str] = frozenset()"


def _class(spec: Spec, name: str, row: ResponseRow) -> Iterator[str]:
    yield "@frozen(kw_only=True)"
    yield f"class {name}(Message):"
    entries = [("type", f"always {row.event}.")] if row.event else []
    entries += [(key, _described(entry)) for key, entry in row.fields.items()]
    keys = dict.fromkeys(key for source in (row.source, *(entry.source for entry in row.fields.values())) for key in source)
    yield from docstring(row.summary, {"Attributes": entries}, [spec.sources[key] for key in keys])
    yield ""
    images = [key for key, entry in row.fields.items() if entry.type == "array" and _encoded(spec.responses[entry.items])]
    if images:
        yield f"    _images: ClassVar[str] = {images[0]!r}"
    if row.event:
        yield f"    type: Literal[{row.event!r}] = {row.event!r}"
    for key, entry in row.fields.items():
        yield f"    {key}: {_annotation(entry)} = {'field(default=None, repr=brief)' if entry.encoding else 'None'}"
    yield ""
    yield "    __hash__ = Message.__hash__"
    yield from _reading(row)
    if len(_encoded(row)) == 1:
        yield from _decoding(_encoded(row)[0])


def _encoded(row: ResponseRow) -> list[str]:
    """The fields that hold a file as text."""
    return [key for key, entry in row.fields.items() if entry.encoding]


def _annotation(row: ResponseFieldRow) -> str:
    known = f"Literal[{', '.join(map(repr, row.values))}] | " if row.values else ""
    own = f"tuple[{row.items}, ...]" if row.type == "array" else _SCALARS.get(row.type, row.type)
    return f"{known}{own} | None"


def _reading(row: ResponseRow) -> Iterator[str]:
    """The method that says what is documented, for reading."""
    yield ""
    yield "    @staticmethod"
    yield "    def _documented() -> dict[str, doc.Documented]:"
    yield "        return {"
    if row.event:
        yield f"            'type': doc.Name(text={row.event!r}),"
    for key, entry in row.fields.items():
        kind = "Several" if entry.type == "array" else _READ.get(entry.type, "One")
        inner = [f"of={entry.items or entry.type}"] if kind not in _READ.values() else []
        yield f"            {key!r}: doc.{kind}({', '.join([*inner, *(['optional=True'] if entry.optional else [])])}),"
    yield "        }"


def _described(row: ResponseFieldRow) -> str:
    what = f"an array of {row.items}" if row.type == "array" else _NAMES.get(row.type, f"{row.type}")
    known = f", known values {', '.join(row.values)}" if row.values else ""
    return f"{sentence(row.summary)} {sentence(what[0].upper() + what[1:] + known)}{' May be missing.' if row.optional else ''}"


def _decoding(key: str) -> Iterator[str]:
    yield ""
    yield "    def bytes(self) -> builtins.bytes:"
    yield f'        """The image file, decoded from ``{key}``.'
    yield ""
    yield "        Raises:"
    yield f"            InvalidResponse: ``{key}`` is missing, empty or no base64 text."
    yield '        """'
    yield f"        return decode(self.{key}, type(self).__name__, {key!r})"
