"""The rows that findings refer to: each constraint of an operation in each place where it can fail, under a stable key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from imagespec.compile.writer import literal
from imagespec.kinds.row import Row
from imagespec.report.field import default_of
from imagespec.report.frozen import fields, has


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
    """The rows as a module: a kind that several rows share is written once, and nothing is made before it is asked for."""
    classes: dict[str, str] = {}
    texts = {key: [(type(kind).__name__, _written(kind, classes)) for kind in (row.kind, row.doubt) if kind] for key, row in rows.items()}
    uses = Counter(text for own in texts.values() for _, text in own)
    names: dict[str, str] = {}
    lines = []
    for kind, text in (entry for own in texts.values() for entry in own):
        if uses[text] > 1 and text not in names:
            names[text] = f"{kind}_{sum(name.startswith(f'{kind}_') for name in names.values()) + 1}"
            lines.append(f"{names[text]} = {text}")
    lines += ["", "ROWS = WrittenRows({"]
    for key, row in rows.items():
        kinds = ", ".join(names.get(text, text) for _, text in texts[key])
        lines.append(f"    {key!r}: ({row.rule!r}, {row.severity!r}, {literal(row.path)}, {row.problem!r}, {kinds}),")
    used = sorted(classes.items())
    names_of = _lines(name for name, _ in used)
    places = _lines(repr(place) for _, place in used)
    return "\n".join([_IMPORT, "", "(", *names_of, ") = written(", *places, ")", "", *lines, "})"]) + "\n"


def _lines(words: Iterable[str]) -> list[str]:
    """Words with commas on lines of usual length."""
    return [f"    {line}" for line in wrap(", ".join(words) + ",", _WIDTH, break_long_words=False, break_on_hyphens=False)]


def _written(value: Any, classes: dict[str, str]) -> str:
    """The expression that writes a kind, without the fields that have their default; its classes are noted with where they stand."""
    if has(type(value)):
        name = type(value).__name__
        classes[name] = f"{type(value).__module__.rpartition('.')[2]}.{name}"
        given = [
            f"{field.name}={_written(own, classes)}"
            for field in fields(type(value))
            if (own := getattr(value, field.name)) != default_of(field)
        ]
        return f"{name}({', '.join(given)})"
    if isinstance(value, tuple):
        return f"({', '.join(_written(entry, classes) for entry in value)}{',' if len(value) == 1 else ''})"
    return literal(value)


_WIDTH = 130
_IMPORT = "from imagespec.kinds.written import WrittenRows, written"
