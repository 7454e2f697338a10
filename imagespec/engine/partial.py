"""What a check reports on a request of which not all is known: exactly what it would report on every completion of it.

A completion gives what is ``UNKNOWN`` any value, and a part of a request any more parameters; the model is one that the operation
serves. So a finding stays where it holds whatever the rest is: it is found in every variant of the part that the checks tell
apart, and it reads nothing that is left open.
"""

from __future__ import annotations

from imagespec.engine.naming import refuse_unknown
from imagespec.engine.quick import naming_model
from imagespec.report.keys import REQUEST_TYPE
from imagespec.report.report import Report
from imagespec.values.entries import entry_number
from imagespec.values.plain import plain
from imagespec.values.unknown import UNKNOWN, filled, unknowns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from imagespec.engine.engine import Engine
    from imagespec.kinds.row import Row
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.report import Finding

    Parameters = dict[str, Any]
    Identity = tuple[str, bool, str, object]
    Tokens = tuple[str | int, ...]

FILLERS = (None, "")
"""What stands for a value that is not known, in turn: what objects with it look like without it, and with it."""


class PartialCheck:
    """Checks requests of one operation of which not all is known. ``whole`` says that no parameter is missing in them.

    The other arguments and errors are those of ``Engine.check``.
    """

    def __init__(
        self, engine: Engine, operation: str, aliases: Mapping[str, str] | None, today: int, model: str | None, *, whole: bool = False
    ) -> None:
        self._engine, self._operation, self._whole = engine, operation, whole
        self._aliases, self._today, self._default = aliases, today, model
        self._checks = engine.checks(operation)
        refuse_unknown(self._checks, aliases, model)

    def report(self, request: object) -> Report:
        """Every finding that holds for each completion of a request."""
        part: Any = plain(request)
        if part is UNKNOWN:
            return Report(self._operation, "")
        if type(part) is not dict:
            return Report(self._operation, "", ((REQUEST_TYPE, True, part),), self._engine.render, part)
        model, findings = self._certain(part)
        return Report(self._operation, model, tuple(findings), self._render, part) if findings else Report(self._operation, model)

    def _render(self, report: Report) -> tuple[Diagnostic, ...]:
        return self._engine.render(report, lambda part: self._certain(part)[1])

    def _certain(self, part: Parameters) -> tuple[str, list[Finding]]:
        """The model of a part, empty where it is not known, and the findings that hold for each completion."""
        models = [*self._checks.MODELS] if self._any_model(part) else []
        reports = self._reports(part, models)
        first = next(reports)
        model = "" if len(models) > 1 else first.model
        if not first.findings:
            return model, []
        rows = self._engine.rows_by_key(self._operation)
        open_ = unknowns(part)
        found = {
            _identity(rows, finding): finding
            for finding in first.findings
            if self._reads_only_known(rows[finding[0]], finding, part, open_)
        }
        for report in reports:
            if not found:
                break
            there = {_identity(rows, finding): finding for finding in report.findings}
            found = {identity: there[identity] if models else finding for identity, finding in found.items() if identity in there}
        return model, [*found.values()] if model or not found else self._worded(part, rows, found)

    def _worded(self, part: Parameters, rows: Mapping[str, Row], found: dict[Identity, Finding]) -> list[Finding]:
        """Findings that hold for every model, said with the limits that all current models have in common."""
        common: list[Finding] = []
        if not self._checks.DEFAULT:
            self._checks.COMMON(naming_model(next(self._variants(part)), None), common)
        return [*(found | {i: finding for finding in common if (i := _identity(rows, finding)) in found}).values()]

    def _reports(self, part: Parameters, models: list[str]) -> Iterator[Report]:
        """The reports on the variants of a part that the checks may tell apart, the plainest first; of many models, the newest last."""
        check, operation, today = self._engine.check, self._operation, self._today
        variants = [*self._variants(part)]
        for variant in variants[::-1] if models else variants:
            if models:
                yield from (check({**variant, "model": name}, operation, None, today) for name in models)
            else:
                yield check(variant, operation, self._aliases, today, self._default)

    def _variants(self, part: Parameters) -> Iterator[Parameters]:
        fillers = FILLERS if unknowns(part) else FILLERS[:1]
        variants = [filled(part, filler) for filler in fillers]
        for name, values in self._checks.SWITCHES.items():
            if self._is_open(name, part):  # limits of other parameters depend on it
                variants += [{**variant, name: value} for variant in variants for value in values]
        return iter(variants)

    def _any_model(self, part: Parameters) -> bool:
        return part["model"] is UNKNOWN if "model" in part else self._default is None and not self._whole

    def _is_open(self, name: str, part: Parameters) -> bool:
        """Whether a parameter, under whichever of its names, has no value that is known."""
        names = [key for key in part if key in (name, f"{name}[]") or entry_number(key, name) >= 0]
        return any(part[key] is UNKNOWN for key in names) if names else not self._whole

    def _reads_only_known(self, row: Row, finding: Finding, part: Parameters, open_: list[Tokens]) -> bool:
        """Whether a finding reads no value that is not known, and no parameter that may be added."""
        if row.problem == "required" and len(row.path) == 1 and row.path[0] not in part and not self._whole:
            return False
        filler = iter(finding[3:])
        place = tuple([next(filler) if token is None else token for token in row.path])
        whatever = row.kind.of_presence or place == ("model",)
        if not whatever and any(place[: len(gone)] == gone for gone in open_):
            return False
        return not any(self._is_open(name, part) for name in row.kind.parameters)


def _identity(rows: Mapping[str, Row], finding: Finding) -> Identity:
    """What makes two findings the same. One about the model itself is about that model."""
    key, is_error, value, *tokens = finding
    pointer = rows[key].pointer(tuple(tokens))
    return rows[key].rule, is_error, pointer, value if pointer == "/model" and type(value) is str else None
