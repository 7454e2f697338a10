"""What is told of one rule: as its page, the terminal and JSON tell it."""

from __future__ import annotations

from typing import Any, NamedTuple

from imagespec.cli import catalogue
from imagespec.cli.rulebook.written import is_long
from imagespec.values.text import SHOWN, visible

ANY_DAY = "2000-01-01"
"""The day of examples that hold on any day."""

NO_FIX = "There is none: only the author knows what is wanted."


class Repair(NamedTuple):
    """One fix in general words, whether it is safe, and why."""

    does: str
    safe: bool
    because: str

    def to_dict(self) -> dict[str, str]:
        """The repair as plain JSON."""
        return {"fix": self.does, "safety": "safe" if self.safe else "unsafe", "because": self.because}


class Example(NamedTuple):
    """A request that breaks a rule on a day, what is said about it, its fixes by title and safety, and a request that keeps the rule."""

    operation: str
    day: str
    bad: Any
    message: str
    fixes: tuple[tuple[str, str], ...]
    good: dict[str, Any]


class OfFiles(NamedTuple):
    """What a rule of files or batch lines says: its row, its document, what is said about its bad example, and the fixes.

    ``allowed`` is what the table allows in a batch, empty where ``what`` says it all; ``message`` is empty where nothing is said.
    """

    row: catalogue.FrontRule
    allowed: str
    source: dict[str, Any]
    message: str
    repairs: list[Repair]


class Explanation(NamedTuple):
    """One rule in full.

    ``limits`` are equal limits once, each with the models of each operation it holds for, and its sources; ``page`` is
    empty for a rule that only the user's own table has.
    """

    spec: str
    rule: str
    page: str
    what: str
    why: str
    limits: list[dict[str, Any]]
    repairs: list[Repair]
    example: Example | None
    of_files: OfFiles | None

    def to_dict(self) -> dict[str, Any]:
        """The rule as plain JSON; long texts and arrays are cut."""
        said: dict[str, Any] = {
            "spec": self.spec, "rule": self.rule, "page": self.page or None, "what": self.what, "why": self.why,
            "limits": self.limits, "fixes": [repair.to_dict() for repair in self.repairs],
        }  # fmt: skip
        if self.of_files:
            row = self.of_files.row
            said["file"] = {
                "severity": row.severity, "what": row.what, "why": row.why, "allowed": self.of_files.allowed,
                "source": self.of_files.source,
                "bad": row.bad, "bad_name": row.bad_name or row.name, "message": self.of_files.message or None,
                "good": row.good, "good_name": row.name, "limits": dict(row.limits),
                "fixes": [repair.to_dict() for repair in self.of_files.repairs],
            }  # fmt: skip
        if self.example:
            said["example"] = {
                "operation": self.example.operation, "today": self.example.day, "bad": _shortened(self.example.bad),
                "message": self.example.message, "good": _shortened(self.example.good),
                "fixes": [{"title": title, "safety": safety} for title, safety in self.example.fixes],
            }  # fmt: skip
        return said


def _shortened(value: Any) -> Any:
    """A request for show: where it is long, its long texts are cut, its long arrays too."""
    return _cut(value) if is_long(value) else value


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _cut(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_cut(entry) for entry in value[:3]] + ([f"\u2026 {len(value)} in all"] if len(value) > 3 else [])
    if isinstance(value, str) and len(value) > SHOWN:
        return f"{visible(value, 20)} {len(value):,} characters in all"
    return value
