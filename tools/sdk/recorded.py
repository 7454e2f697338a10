"""Recorded releases, and the differences from the table that are known and have a reason."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import yaml
from attrs import field, frozen

from imagespec.spec.load import in_force, load_shipped, shipped
from imagespec.spec.model import Spec
from tools.sdk.compare import against_table
from tools.sdk.extract import Extract, dump

RECORDS = Path(__file__).resolve().parent.parent.parent / "tests" / "drift"

Version = tuple[int, ...]


@frozen
class Listed:
    """Differences that share a reason, from one release to another (both included; empty means no end)."""

    differences: tuple[str, ...]
    reason: str
    first: str
    last: str

    def covers(self, version: str) -> bool:
        """Whether the differences are expected of a release."""
        return (not self.first or ordered(self.first) <= ordered(version)) and (not self.last or ordered(version) <= ordered(self.last))


@frozen
class Verdict:
    """One release against the table: differences that nobody listed, and listed ones that are gone."""

    version: str
    revision: str
    listed: int
    unlisted: list[str] = field(factory=list)
    stale: list[str] = field(factory=list)


def ordered(version: str) -> Version:
    """A version as numbers, so that 3.9.0 comes before 3.10.0.

    Raises:
        ValueError: a part of it is no number.
    """
    return tuple(map(int, version.split(".")))


def dates() -> dict[str, str]:
    """The recorded releases with their ISO dates, oldest first."""
    found: dict[str, str] = json.loads((RECORDS / "releases.json").read_text("utf-8"))
    return {version: found[version] for version in sorted(found, key=ordered)}


def recorded(version: str) -> Extract:
    """The extract of a recorded release."""
    found: Extract = json.loads((RECORDS / "extracts" / f"{version}.json").read_text("utf-8"))
    return found


def keep(extract: Extract, date: str) -> None:
    """Record the facts of a release of a day.

    Raises:
        ValueError: the day is no ISO date.
    """
    known = dates() | {extract["version"]: datetime.date.fromisoformat(date).isoformat()}
    (RECORDS / "extracts" / f"{extract['version']}.json").write_text(dump(extract), "utf-8")
    text = json.dumps({version: known[version] for version in sorted(known, key=ordered)}, indent=1)
    (RECORDS / "releases.json").write_text(text + "\n", "utf-8")


def differences() -> list[Listed]:
    """What is listed.

    Raises:
        ValueError: an entry is incomplete.
    """
    entries: list[dict[str, Any]] = yaml.safe_load((RECORDS / "differences.yaml").read_text("utf-8"))
    for entry in entries:
        if not entry.get("reason") or not entry.get("differences") or set(entry) - {"reason", "differences", "first", "last"}:
            raise ValueError(f"differences.yaml: give differences, reason and perhaps first or last, not {entry}")
    return [Listed(tuple(e["differences"]), e["reason"], str(e.get("first", "")), str(e.get("last", ""))) for e in entries]


def revision_of(date: str) -> Spec:
    """The revision in force on a day; the oldest one for a day before it."""
    return load_shipped(in_force(f"openai@{date}") or next(name for name in shipped() if name.startswith("openai@")))


def judged(extract: Extract, spec: Spec, listed: list[Listed]) -> Verdict:
    """A release against a revision, with the listed differences taken out."""
    expected = {text for entry in listed if entry.covers(extract["version"]) for text in entry.differences}
    found = against_table(spec, extract)
    return Verdict(
        version=extract["version"],
        revision=spec.name,
        listed=len(expected & set(found)),
        unlisted=[text for text in found if text not in expected],
        stale=sorted(expected - set(found)),
    )
