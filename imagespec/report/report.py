"""The diagnostics of one request. Light to make: text exists only once it is read."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix

    Finding = tuple[Any, ...]  # key of its row, is an error, value, then the tokens its row's pointer leaves open
    Refuse = Callable[["Report", "tuple[Diagnostic, ...]"], dict[str, Any] | None]
    Render = Callable[["Report"], tuple[Diagnostic, ...]]


class Report:
    """What a check found. False in a boolean test when the request has errors.

    Attributes:
        operation: the operation the request was checked as, such as ``generate``.
        model: the model whose contract applied; empty when none is known.
        findings: the raw findings, whose layout is no promise.
        request: a shallow copy of the request that has findings, ``None`` for anything but an object.
        unchecked: what could not be checked of files in hand, such as one that can be read only once: pointer and reason.
    """

    __slots__ = ("_answer", "_diagnostics", "_every", "_refuse", "_render", "findings", "model", "operation", "request", "unchecked")

    def __init__(
        self,
        operation: str,
        model: str,
        findings: Sequence[Finding] = (),
        render: Render | None = None,
        request: object = None,
        refuse: Refuse | None = None,
    ) -> None:
        self.operation = operation
        self.model = model
        self.findings: Sequence[Finding] = findings
        self.request = request.copy() if type(request) is dict else None
        self._render = render
        self._refuse = refuse
        self.unchecked: tuple[str, ...] = ()
        self._answer: dict[str, Any] | None = None
        self._diagnostics: tuple[Diagnostic, ...] | None = None
        self._every: tuple[Diagnostic, ...] | None = None

    @property
    def ok(self) -> bool:
        """True when there is no error; warnings are allowed."""
        for finding in self.findings:  # noqa: SIM110  # twice as fast as a generator
            if finding[1]:
                return False
        return True

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every finding, in table order. A repair stands at the first finding only that it repairs."""
        if self._diagnostics is None:
            found = self._every
            if found is None:
                found = self._render(self) if self._render and self.findings else ()
                if not (found and hasattr(found[0], "_later")):  # else each has its own fixes already, made when they are read
                    self._every = found
            self._diagnostics = found if self._every is None else self._once(found)
        return self._diagnostics

    def _rendered(self) -> tuple[Diagnostic, ...]:
        """Every finding with all its repairs."""
        if self._every is None:
            from imagespec.report.said import with_every_fix

            self._every = with_every_fix(self.diagnostics)
        return self._every

    def with_repairs(self) -> Iterator[tuple[Diagnostic, tuple[Fix, ...]]]:
        """Each diagnostic with every fix that repairs it, also those that stand at an earlier diagnostic."""
        return ((diagnostic, every.fixes) for diagnostic, every in zip(self.diagnostics, self._rendered(), strict=True))

    def fixable(self, unsafe: bool = False) -> int:
        """How many findings a safe fix repairs; with ``unsafe`` any fix."""
        return sum(any(fix.safe or unsafe for fix in every.fixes) for every in self._rendered())

    @staticmethod
    def _once(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        if len(diagnostics) < 2:
            return diagnostics
        from imagespec.report.said import each_fix_once

        return each_fix_once(diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of severity ``error``."""
        return tuple(d for d in self.diagnostics if d.severity == "error")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of severity ``warning``."""
        return tuple(d for d in self.diagnostics if d.severity == "warning")

    def kept(self, keep: Callable[[str], bool] | None, strict: bool) -> Report:
        """The same report with only the rules that ``keep`` admits, and warnings counted as errors when ``strict``."""
        pairs = [
            (finding, diagnostic)
            for finding, diagnostic in zip(self.findings, self._rendered(), strict=True)
            if keep is None or keep(diagnostic.rule)
        ]
        findings = tuple((finding[0], finding[1] or strict, *finding[2:]) for finding, _ in pairs)
        report = Report(self.operation, self.model, findings, None, self.request, self._refuse)
        report._every = tuple(diagnostic.as_error() if strict else diagnostic for _, diagnostic in pairs)
        report._diagnostics = self._once(report._every)
        report.unchecked = self.unchecked
        return report

    def doubting(self, unchecked: tuple[str, ...]) -> Report:
        """The same report with what could not be checked."""
        report = Report(self.operation, self.model, self.findings, self._render, self.request, self._refuse)
        report.unchecked = unchecked
        return report

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON."""
        diagnostics = [d.to_dict() for d in self.diagnostics]
        said = {"ok": self.ok, "operation": self.operation, "model": self.model, "diagnostics": diagnostics}
        return said | ({"unchecked": list(self.unchecked)} if self.unchecked else {})

    def to_openai_error(self) -> dict[str, Any] | None:
        """What the API would answer to the request: ``{"error": {"message", "type", "param", "code"}}``, status 400.

        The API tells one mistake, so this is one of the errors: that which it comes to first. Of a report without errors it
        is one of the warnings about what the API was seen to refuse, such as ``model.required``; ``None`` where there is none.
        ``param`` and ``code`` may be ``None``. What the API was not seen to say is said in the words of the finding.
        """
        if self._answer is None and self._refuse and self.findings:
            self._answer = self._refuse(self, self.diagnostics)
        return {"error": {**self._answer["error"]}} if self._answer else None

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled and copied as what it says, without the request and the engine."""
        findings = tuple(finding[:2] for finding in self.findings)
        return _restored, (self.operation, self.model, findings, self.diagnostics, self.to_openai_error(), self.unchecked)

    def __bool__(self) -> bool:
        return self.ok

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.findings)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return (self.operation, self.model, self.diagnostics) == (other.operation, other.model, other.diagnostics)

    def __hash__(self) -> int:
        return hash((self.operation, self.model, len(self.findings)))

    def __str__(self) -> str:
        """The findings as ``imagespec lint`` shows them, each at its pointer."""
        from imagespec.report.said import findings_said

        return findings_said([*self.with_repairs()], self.operation, self.model)

    def __repr__(self) -> str:
        return f"<Report {self.operation} {self.model or '(no known model)'}: {'ok' if self.ok else 'not ok'}, {len(self)} diagnostics>"


def _restored(
    operation: str,
    model: str,
    findings: tuple[Finding, ...],
    diagnostics: tuple[Diagnostic, ...],
    answer: dict[str, Any] | None = None,
    unchecked: tuple[str, ...] = (),
) -> Report:
    report = Report(operation, model, findings)
    report._diagnostics = diagnostics
    report._answer = answer
    report.unchecked = unchecked
    return report
