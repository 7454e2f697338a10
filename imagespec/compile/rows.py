"""The rows that findings refer to: each constraint of an operation in each place where it can fail, under a stable key."""

from __future__ import annotations

from collections import Counter
from typing import Any

from attrs import Factory, fields, has

from imagespec.compile.writer import literal
from imagespec.kinds.row import Row


class Rows:
    """Rows by key: ``n.range@dall-e-3`` is the row of ``n.range`` as the contract of dall-e-3 first had it.

    Equal rows of several contracts are one. A key says nothing of numbers, so that a changed limit changes no code around it.
    """

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self._alike: dict[tuple[Any, ...], list[str]] = {}

    def add(self, key: str, row: Row) -> None:
        """Put a row under a key of its own."""
        self.rows[key] = row

    def key(self, row: Row, model: str) -> str:
        """The key of a row of a model's contract."""
        alike = self._alike.setdefault((row.rule, row.severity, row.path), [])
        for known in alike:
            if self.rows[known] == row:
                return known
        base = f"{row.rule}@{model}"
        key, number = base, 1
        while key in self.rows:
            number += 1
            key = f"{base}#{number}"
        alike.append(key)
        self.rows[key] = row
        return key


def rows_source(rows: dict[str, Row]) -> str:
    """The rows as a module: a kind that several rows share is built once."""
    texts = {key: [(type(kind).__name__, constructed(kind)) for kind in (row.kind, row.doubt) if kind] for key, row in rows.items()}
    uses = Counter(text for own in texts.values() for _, text in own)
    names: dict[str, str] = {}
    lines = []
    for kind, text in (entry for own in texts.values() for entry in own):
        if uses[text] > 1 and text not in names:
            names[text] = f"{kind}_{sum(name.startswith(f'{kind}_') for name in names.values()) + 1}"
            lines.append(f"{names[text]} = {text}")
    lines += ["", "ROWS = {"]
    for key, row in rows.items():
        kinds = ", ".join(names.get(text, text) for _, text in texts[key])
        lines.append(f"    {key!r}: Row({row.rule!r}, {row.severity!r}, {literal(row.path)}, {row.problem!r}, {kinds}),")
    return "\n".join([_IMPORTS, *lines, "}"]) + "\n"


def constructed(value: Any) -> str:
    """The Python expression that builds a kind, without the fields that have their default."""
    if has(type(value)):
        given = [
            f"{field.name}={constructed(own)}" for field in fields(type(value)) if (own := getattr(value, field.name)) != _default(field)
        ]
        return f"{type(value).__name__}({', '.join(given)})"
    if isinstance(value, tuple):
        return f"({', '.join(map(constructed, value))}{',' if len(value) == 1 else ''})"
    return literal(value)


def _default(field: Any) -> Any:
    default = field.default
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]  # typed as a function


_IMPORTS = """\
from imagespec.kinds import (
    Bare, Contents, Count, DataUrl, Deprecated, Discouraged, ExactlyOne, File, KnownModel, Length, Lifecycle, Misshapen, NamedModel, OneOf,
    PrefixedModel, Preview, Provenance, Range, Refused, Required, Resolution, SameDimensions, ServedModel, Sheet, Sizes, SpelledOnce,
    StartsWith, Together, Type, Unknown, Unsupported,
)
from imagespec.kinds.file import Below, Claim, Formats
from imagespec.kinds.interaction import Condition, Remedy
from imagespec.kinds.reference import Reference
from imagespec.kinds.resolution import Above, Most, Pixels, Step
from imagespec.kinds.row import Row
from imagespec.kinds.sheet import FrameSize
from imagespec.kinds.size_limits import SizeLimits
"""
