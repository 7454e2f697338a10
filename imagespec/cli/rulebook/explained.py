"""One rule in full, as its page, the terminal and JSON tell it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from os.path import splitext
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli import catalogue
from imagespec.cli.rulebook import examples, repairs
from imagespec.cli.rulebook.addresses import page
from imagespec.cli.rulebook.meanings import MEANINGS
from imagespec.cli.rulebook.written import is_long
from imagespec.values.text import SHOWN, visible

if TYPE_CHECKING:
    import imagespec
    from imagespec.cli.rulebook.examples import Example
    from imagespec.cli.rulebook.repairs import Repair
    from imagespec.cli.rulebook.rows import Place
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.spec.model import Spec


class OfFiles(NamedTuple):
    """What a rule of files or batch lines says: its row, its document, what is found in its bad example, and the fixes.

    ``allowed`` is what the table allows in a batch, empty where ``what`` says it all.
    """

    row: catalogue.FrontRule
    allowed: str
    source: dict[str, Any]
    found: Diagnostic | None
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
            row, found = self.of_files.row, self.of_files.found
            said["file"] = {
                "severity": row.severity, "what": row.what, "why": row.why, "allowed": self.of_files.allowed,
                "source": self.of_files.source,
                "bad": row.bad, "bad_name": row.bad_name or row.name, "message": found.message if found else None,
                "good": row.good, "good_name": row.name, "limits": dict(row.limits),
                "fixes": [repair.to_dict() for repair in self.of_files.repairs],
            }  # fmt: skip
        if self.example:
            said["example"] = {
                "operation": self.example.operation, "today": self.example.day, "bad": _shortened(self.example.bad),
                "message": self.example.diagnostic.message, "good": _shortened(self.example.good),
                "fixes": [{"title": fix.title, "safety": fix.to_dict()["safety"]} for fix in self.example.diagnostic.fixes],
            }  # fmt: skip
        return said


def explained(handle: imagespec.Handle, rule: str, places: list[Place]) -> Explanation:
    """One rule of a spec, with every limit of the table behind it; none for a rule of files alone."""

    def judge(request: Any, operation: str, day: str) -> imagespec.Report:
        return handle.check(request, operation, today=day)

    row = catalogue.RULES.get(rule)
    of_files = _of_files(handle, rule, row) if row else None
    what, why = MEANINGS[rule.rpartition(".")[2]] if places or not row else (row.what, row.why)
    return Explanation(
        handle.name, rule, page(rule), what, why, [*_limits(handle.spec, places)],
        repairs.repairs(handle.spec, judge, rule, places), examples.example(handle.spec, judge, rule, places), of_files,
    )  # fmt: skip


def _limits(spec: Spec, places: list[Place]) -> Iterator[dict[str, Any]]:
    groups: dict[Any, list[Place]] = {}
    for place in places:
        groups.setdefault(place.limit, []).append(place)
    for (allowed, severity, sources, basis, reason), group in groups.items():
        models: dict[str, list[str]] = {}
        for place in group:
            models.setdefault(place.operation, []).append(place.model)
        yield {
            "allowed": allowed, "severity": severity, "basis": basis, "reason": reason,
            "models": {
                operation: [name for name in names if name and not spec.models[name].snapshot_of] for operation, names in models.items()
            },
            "sources": [spec.sources[key].to_dict() | {"basis": basis} for key in sources],
        }  # fmt: skip


# -- rules of files ------------------------------------------------------------------------------------------------


def _of_files(handle: imagespec.Handle, rule: str, row: catalogue.FrontRule) -> OfFiles:
    found = next((d for d in _read(handle, row) if d.rule == rule), None)
    source = found.source if found else catalogue.source_of(rule, handle.batch)
    return OfFiles(row, _allowed(rule, handle.batch or {}), source.to_dict(), found, repairs.of(found) if found else [])


def _allowed(rule: str, batch: dict[str, Any]) -> str:
    if not batch:
        return ""
    others = ", ".join(batch.get("unsupported", ()))
    allowed: dict[str, str] = {
        "batch.count": f"at most {batch['max_requests']:,} requests",
        "batch.file-size": f"at most {batch['max_bytes']:,} bytes",
        "batch.file-type": f"a name that ends in {batch['suffix']}" if batch.get("suffix") else "",
        "method.value": batch["method"],
        "model.unsupported": f"every model but {others}" if others else "",
        "url.value": " or ".join(batch["paths"]),
    }
    return allowed.get(rule, "")


def _read(handle: imagespec.Handle, row: catalogue.FrontRule) -> Iterator[Diagnostic]:
    """What a reader finds in the bad example; the findings about comments come from elsewhere."""
    from imagespec.cli.inputs import content
    from imagespec.cli.inputs.records import Recorder, records

    name = row.bad_name or row.name
    stream = BytesIO(as_bytes(row.bad))
    limits = {**handle.batch, **row.limits} if handle.batch else None
    for record in records(Recorder(name, "", handle.engine.operations, limits), content.read(stream, splitext(name)[1])):
        yield from (problem.diagnostic for problem in record.problems)


def as_bytes(text: str) -> bytes:
    """The file that an example of a rule of files stands for."""
    return text.replace("\\ufeff", "\ufeff").encode() + (b"\n" if text else b"")


# -- long examples -------------------------------------------------------------------------------------------------


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
