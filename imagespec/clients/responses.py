"""The image tools among the tools of a Responses request, each judged for itself, with pointers that lead into the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

from imagespec.clients.answers import inside
from imagespec.clients.endpoints import TOOL
from imagespec.clients.sent import SentReport, said
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import Fix

if TYPE_CHECKING:
    from imagespec.clients.judging import Judge

_TYPE = "image_generation"


def passed(judge: Judge, request: Any, call: object) -> Any:
    """The request as it may be sent. Arguments and errors as for ``Judge.passed``."""
    places = tool_places(request)
    if not places:
        return request
    tools = list(request["tools"])
    reports = []
    for place in places:
        if judge.settings.mode == "fix":
            tools[place], report = judge.fixed(tools[place], TOOL)
        else:
            report = SentReport(judge.found(tools[place], TOOL))
        reports.append(_moved(report, place))
    judge.settled(_together(reports), call)
    return {**request, "tools": tools} if any(report.applied for report in reports) else request


def tool_places(request: Any) -> list[int]:
    """The indexes of the image tools of a request."""
    tools = request.get("tools") if isinstance(request, Mapping) else None
    if not isinstance(tools, (list, tuple)):
        return []
    return [place for place, tool in enumerate(tools) if isinstance(tool, Mapping) and tool.get("type") == _TYPE]


def _together(reports: list[SentReport]) -> SentReport:
    if len(reports) == 1:
        return reports[0]
    diagnostics = tuple(diagnostic for report in reports for diagnostic in report)
    models = {report.model for report in reports}
    answer = next((report.to_openai_error() for report in reports if not report.ok), None)
    together = said(TOOL, models.pop() if len(models) == 1 else "", diagnostics, answer)
    return SentReport(together, tuple(fix for report in reports for fix in report.applied))


def _moved(report: SentReport, place: int) -> SentReport:
    """A report on a tool as one on the request."""
    if not report.findings and not report.applied:
        return report
    to = f"/tools/{place}"
    diagnostics = tuple(_diagnostic(diagnostic, to) for diagnostic in report)
    answer = inside(report.to_openai_error(), f"tools[{place}]")
    return SentReport(said(report.operation, report.model, diagnostics, answer), tuple(_fix(fix, to) for fix in report.applied))


def _diagnostic(diagnostic: Diagnostic, to: str) -> Diagnostic:
    fixes = tuple(_fix(fix, to) for fix in diagnostic.fixes)
    return evolve(diagnostic, pointer=to + diagnostic.pointer, fixes=fixes)


def _fix(fix: Fix, to: str) -> Fix:
    edits = tuple(evolve(edit, path=to + edit.path, from_=None if edit.from_ is None else to + edit.from_) for edit in fix.edits)
    return evolve(fix, edits=edits)
