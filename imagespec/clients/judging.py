"""Judges requests on their way: every client hands in what would be sent, and sends what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imagespec.clients.endpoints import FILES, IMAGES, RESPONSES, RESPONSES_PATH, Endpoint, Endpoints
from imagespec.clients.sent import SentReport, speak
from imagespec.clients.settings import Settings
from imagespec.engine.naming import meant
from imagespec.report.errors import InvalidRequest
from imagespec.report.report import Report

_MOST_CALLS = 1024
"""Most calls that are remembered, so that each is told of once and not at each of its tries."""


class Judge:
    """Judges by one ``Settings``. Is used by many threads and tasks at once.

    Attributes:
        endpoints: what each address takes, ``None`` where requests to it are not judged.
        plain_base: the address of a client, which was seen to name no deployment.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        short = settings.on_report is None and settings.mode == "raise" and not settings.aliases and settings.model is None
        self.endpoints = Endpoints(settings.handle, short=short)
        self._engine = settings.handle.engine
        self._check = settings.handle.engine.check
        self._told: dict[object, None] = {}
        self.plain_base: object = None

    def passed(self, endpoint: Endpoint, request: Any, call: object = None, *, form: bool = False, repair: bool = True) -> Any:
        """The request as it may be sent: the very one that was given, or a repaired copy of it.

        Args:
            endpoint: what its address takes.
            request: the body, as an object; for a form with the values that its parts have.
            call: what the tries of one call have in common, ``None`` where that is not known.
            form: whether the body is a form.
            repair: whether a repaired copy is of use; without it, what a fix would repair is refused.

        Raises:
            InvalidRequest: it is refused.
        """
        operation = endpoint.form if form else endpoint.json
        if not operation:
            return request
        if endpoint.kind is not IMAGES or endpoint.deployment:
            return self._elsewhere(endpoint, operation, request, call, repair)
        return self._judged(request, operation, self.settings.model, call, repair)

    def found(self, request: Any, operation: str) -> Report:
        """What is wrong with a request, by the settings."""
        return self.kept(self._check(request, operation, self.settings.aliases, 0, self.settings.model))

    def kept(self, report: Report) -> Report:
        """The findings that count."""
        settings = self.settings
        if not report.findings:
            return report
        if settings.pass_unknown and any(rule == "model.unknown" for rule, _, _ in self._engine.outline(report)):
            report = report.kept(lambda rule: rule != "model.unknown", False)
        return report if settings.keep is None else report.kept(settings.keep, False)

    def fixed(self, request: Any, operation: str) -> tuple[Any, SentReport]:
        """The request after its safe fixes, and what is left."""
        settings = self.settings
        options: dict[str, Any] = {"select": settings.select, "ignore": settings.ignore}
        fixed = settings.handle.fix(request, operation, model=settings.model, aliases=settings.aliases, **options)
        return (fixed.request if fixed.applied else request), SentReport(self.kept(fixed.report), fixed.applied)

    def settled(self, report: Report, call: object = None) -> None:
        """Tell of a report as the mode says.

        Raises:
            InvalidRequest: the request is refused.
        """
        settings = self.settings
        sent = report if isinstance(report, SentReport) else SentReport(report)
        if (sent.findings or sent.applied or sent.unchecked) and self._is_first(call):
            if settings.on_report is not None:
                settings.on_report(sent)
            if settings.mode == "warn" and sent.findings:
                speak(sent)
        if settings.mode != "warn" and not sent.ok:
            raise InvalidRequest(sent)

    def _judged(self, request: Any, operation: str, model: str | None, call: object, repair: bool) -> Any:
        report = self._check(request, operation, self.settings.aliases, 0, model)
        return self._told_of(report, request, operation, call, repair) if report.findings or report.unchecked else request

    def _told_of(self, report: Report, request: Any, operation: str, call: object, repair: bool) -> Any:
        """A request with findings, once they are told."""
        report = self.kept(report)
        if not (report.findings or report.unchecked):
            return request
        if repair and self.settings.mode == "fix":
            request, report = self.fixed(request, operation)
        self.settled(report, call)
        return request

    def _elsewhere(self, endpoint: Endpoint, operation: str, request: Any, call: object, repair: bool) -> Any:
        if endpoint.kind is FILES:
            return request
        if endpoint.kind is RESPONSES:
            if not _has_image_tool(request):
                return request
            options: dict[str, Any] = {"model": self.settings.model, "aliases": self.settings.aliases}
            report = self.settings.handle.check(request, RESPONSES_PATH, **options)
            return self._told_of(report, request, RESPONSES_PATH, call, repair) if report.findings else request
        return self._deployed(operation, endpoint.deployment, request, call, repair)

    def _deployed(self, operation: str, deployment: str, request: Any, call: object, repair: bool) -> Any:
        """A request to a deployment, whose name says the model where it means one; the service does not ask the body then."""
        checks = self._engine.checks(operation)
        name = meant(deployment, checks, self.settings.aliases)[0]
        if type(request) is not dict or (name not in checks.MODELS and name not in checks.OTHERS):
            return self._judged(request, operation, self.settings.model, call, repair)
        known = {**request, "model": deployment}
        passed = self._judged(known, operation, None, call, repair)
        if passed is known:
            return request
        passed.pop("model", None)
        return {"model": request["model"], **passed} if "model" in request else passed

    def _is_first(self, call: object) -> bool:
        """Whether nothing was told of a call before."""
        if call is None:
            return True
        if call in self._told:
            return False
        if len(self._told) >= _MOST_CALLS:
            self._told.clear()
        self._told[call] = None
        return True


def _has_image_tool(request: Any) -> bool:
    """Whether a request of the Responses API has the image tool, which few have."""
    tools = request.get("tools") if isinstance(request, Mapping) else None
    return isinstance(tools, (list, tuple)) and any(isinstance(tool, Mapping) and tool.get("type") == "image_generation" for tool in tools)
