"""The rules of a table, explained by trying requests on its checks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from os.path import splitext
from typing import TYPE_CHECKING, Any

from imagespec.cli import catalogue
from imagespec.cli.rulebook import examples, repairs, rows
from imagespec.cli.rulebook.addresses import page
from imagespec.cli.rulebook.explanation import Explanation, OfFiles
from imagespec.cli.rulebook.meanings import meaning

if TYPE_CHECKING:
    import imagespec
    from imagespec.cli.rulebook.book import Listed
    from imagespec.cli.rulebook.rows import Place
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.spec.model import Spec


class OfTable:
    """The rules of any table."""

    def __init__(self, handle: imagespec.Handle) -> None:
        self._handle, self._spec, self._known = handle, handle.spec, rows.rules(handle.spec)
        self.models = tuple(name for name, model in self._spec.models.items() if not model.snapshot_of)

    def listed(self) -> Iterator[Listed]:
        """Every rule in short."""
        for name, places in self._known.items():
            named = {place.model for place in places}
            models = tuple(model for model in self.models if model in named or "" in named)
            yield name, tuple(sorted({place.severity for place in places})), models
        yield from ((name, (row.severity,), ()) for name, row in catalogue.RULES.items() if name not in self._known)

    def explained(self, rule: str) -> Explanation:
        """One of the rules in full."""
        return explained(self._handle, rule, self._known.get(rule, []))


def explained(handle: imagespec.Handle, rule: str, places: list[Place]) -> Explanation:
    """One rule of a spec, with every limit of the table behind it; none for a rule of files alone."""

    def judge(request: Any, operation: str, day: str) -> imagespec.Report:
        return handle.check(request, operation, today=day)

    row = catalogue.RULES.get(rule)
    of_files = _of_files(handle, rule, row) if row else None
    what, why = meaning(rule, of_table=bool(places))
    return Explanation(
        handle.name, rule, page(rule), what, why, [*_limits(handle.spec, places)],
        repairs.repairs(handle.spec, judge, rule, places), examples.example(handle.spec, judge, rule, places), of_files,
    )  # fmt: skip


def _limits(spec: Spec, places: list[Place]) -> Iterator[dict[str, Any]]:
    groups: dict[Any, list[Place]] = {}
    for place in places:
        groups.setdefault(place.limit, []).append(place)
    for (allowed, severity, sources, basis, reason), group in groups.items():
        models: dict[str, dict[str, None]] = {}
        for place in group:
            names = models.setdefault(place.operation, {})
            if place.model and not spec.models[place.model].snapshot_of:
                names[place.model] = None  # once, also where two spellings of a parameter have the limit
        yield {
            "allowed": allowed, "severity": severity, "basis": basis, "reason": reason,
            "models": {operation: [*names] for operation, names in models.items()},
            "sources": [spec.sources[key].to_dict() | {"basis": basis} for key in sources],
        }  # fmt: skip


# -- rules of files ------------------------------------------------------------------------------------------------


def _of_files(handle: imagespec.Handle, rule: str, row: catalogue.FrontRule) -> OfFiles:
    found = next((d for d in _read(handle, row) if d.rule == rule), None)
    source = found.source if found else catalogue.source_of(rule, handle.batch)
    message, fixes = (found.message, repairs.of(found)) if found else ("", [])
    return OfFiles(row, _allowed(rule, handle.batch or {}), source.to_dict(), message, fixes)


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
