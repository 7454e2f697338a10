"""The rows that findings refer to: each constraint of an operation in each place where it can fail, under a stable key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from imagespec.compile.writer import identifier, literal
from imagespec.kinds.kind import Provenance
from imagespec.kinds.row import Row
from imagespec.report.frozen import Factory, fields, has


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
    """The rows as a module: what several rows share is written once, and nothing is made before it is asked for."""
    parts = _Parts()
    texts = {key: [(kind, parts.text(kind)) for kind in (row.kind, row.doubt) if kind] for key, row in rows.items()}
    uses = Counter(text for own in texts.values() for _, text in own)
    for kind, text in (entry for own in texts.values() for entry in own):
        if uses[text] > 1:
            parts.share(kind, text)
    lines = ["", "ROWS = WrittenRows({"]
    for key, row in rows.items():
        kinds = ", ".join(parts.shared.get(text, text) for _, text in texts[key])
        lines.append(f"    {key!r}: ({row.rule!r}, {row.severity!r}, {literal(row.path)}, {row.problem!r}, {kinds}),")
    return "\n".join([_IMPORT, "", *parts.lines(), *lines, "})"]) + "\n"


class _Parts:
    """The expressions of kinds and of what they are made of; provenances, and whatever else is said to be shared, have names."""

    def __init__(self) -> None:
        self.shared: dict[str, str] = {}
        self._names: set[str] = set()
        self._classes: dict[str, str] = {}

    def text(self, value: Any) -> str:
        """The expression that writes a value, without the fields that have their default."""
        if has(type(value)):
            name = type(value).__name__
            self._classes[name] = type(value).__module__.rpartition(".")[2]
            given = [
                f"{field.name}={self.text(own)}" for field in fields(type(value)) if (own := getattr(value, field.name)) != _default(field)
            ]
            text = f"{name}({', '.join(given)})"
            return self.share(value, text) if isinstance(value, Provenance) else text
        if isinstance(value, tuple):
            return f"({', '.join(map(self.text, value))}{',' if len(value) == 1 else ''})"
        return literal(value)

    def share(self, value: Any, text: str) -> str:
        """The name of an expression that is written once."""
        if text not in self.shared:
            about = identifier("_".join(value.source)) if isinstance(value, Provenance) else "1"
            base = type(value).__name__
            name, number = f"{base}_{about}", 1
            while name in self._names:
                number += 1
                name = f"{base}_{number}" if about == "1" else f"{base}_{about}_{number}"
            self._names.add(name)
            self.shared[text] = name
        return self.shared[text]

    def lines(self) -> Iterator[str]:
        """The classes, and what has a name."""
        yield from (f"{name} = written({module!r}, {name!r})" for name, module in sorted(self._classes.items()))
        yield ""
        yield from (f"{name} = {text}" for text, name in self.shared.items())


def _default(field: Any) -> Any:
    default = field.default
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]  # typed as a function


_IMPORT = "from imagespec.kinds.written import WrittenRows, written"
