"""Calls the compiled checks of one revision, and survives whatever it is given."""

from __future__ import annotations

from imagespec.engine.quick import names_none, naming_model, reporter
from imagespec.report.keys import MODEL_PREFIXED, MODEL_REQUIRED, MODEL_TYPE, MODEL_UNKNOWN, MODEL_UNSUPPORTED, REQUEST_TYPE
from imagespec.report.report import Report
from imagespec.values.days import today as day_of_the_call
from imagespec.values.plain import plain
from imagespec.values.scalars import string
from imagespec.values.unknown import unknowns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from imagespec.engine.quick import Reports, Verdicts
    from imagespec.engine.render import Again, Voice
    from imagespec.kinds.row import Row, Said
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.report import Finding
    from imagespec.report.source import Source


class Engine:
    """The compiled checks of one revision.

    ``load`` answers the compiled module of an operation's checks (``checks``), its rows (``rows``) or the sources of
    the revision (``sources``); each is loaded when first needed. ``short`` is filled with the shortest ways to a verdict and
    to a report, for each operation that is used.
    """

    def __init__(
        self, name: str, operations: Mapping[str, str], load: Callable[[str, str], Any], short: tuple[Verdicts, Reports] | None = None
    ) -> None:
        self.name = name
        self.operations = operations
        self._load = load
        self._checks: dict[str, Any] = {}
        self.also_named: Mapping[str, tuple[str, ...]] = {}
        """The endpoint paths and SDK names that mean one operation, by its name."""

        self._clean: dict[str, dict[str, Report]] = {}
        self._voice: Voice | None = None
        self.verdicts, self.reports = ({}, {}) if short is None else short

    def checks(self, operation: str) -> Any:
        """The compiled checks of an operation.

        Raises:
            ValueError: the revision has no such operation.
        """
        try:
            return self._checks[operation]
        except KeyError:
            module = self._load("checks", self._module(operation))
            clean = self._clean.setdefault(operation, {})

            def unknown(name: str, request: dict[Any, Any]) -> Report:
                return self._unknown(module, operation, name, name, request)

            report = reporter(operation, module.MODELS, clean, unknown, (self.render, self.refusal))
            whole = report if not module.FILES else lambda request: _with_doubts(report(request), request, module.FILES)
            for name in (operation, *self.also_named.get(operation, ())):
                self.reports[name], self.verdicts[name] = whole, module.MODELS
            self._checks[operation] = module
            return module

    def classes(self) -> Any:
        """The module of the request classes."""
        return self._load("classes", "classes")

    def _module(self, operation: str) -> str:
        try:
            return self.operations[operation]
        except (KeyError, TypeError):
            raise ValueError(f"no operation {operation!r}; use one of {', '.join(self.operations)}") from None

    def is_valid(self, request: Any, operation: str, aliases: Mapping[str, str] | None = None, model: str | None = None) -> bool:
        """Whether a request has no errors."""
        checks = self._checks.get(operation) or self.checks(operation)
        if aliases is None and model is None and type(request) is dict:
            try:
                name = request.get("model")
                if name in checks.MODELS:
                    verdict: bool = checks.MODELS[name][0](request)
                    return verdict
                if names_none(checks.MODELS, name):
                    return False
            except Exception:
                pass  # values of odd types: the careful way decides
        return self.check(request, operation, aliases, 0, model).ok

    def check(
        self, request: object, operation: str, aliases: Mapping[str, str] | None = None, today: int = 0, model: str | None = None
    ) -> Report:
        """Every finding of a request.

        Args:
            request: anything.
            operation: the name of an operation.
            aliases: own model names and patterns, to names of the table.
            today: a day as yyyymmdd, 0 for the day of the call.
            model: the model of a request that names none.

        Raises:
            ValueError: an option names no model of the table.
        """
        checks = self._checks.get(operation) or self.checks(operation)
        if aliases or model is not None:
            from imagespec.engine.naming import refuse_unknown

            refuse_unknown(checks, aliases, model)
        if type(request) is dict:
            try:
                report = self._check(checks, request, operation, aliases, today, model)
                return report if not checks.FILES else _with_doubts(report, request, checks.FILES)
            except Exception:
                pass  # a value with code of its own got in the way; a plain copy has none
        copy: Any = plain(request)
        if unknowns(copy):
            from imagespec.engine.partial import PartialCheck

            return PartialCheck(self, operation, aliases, today, model, whole=True).report(copy)
        report = self._check(checks, copy, operation, aliases, today, model)
        return report if not checks.FILES or type(copy) is not dict else _with_doubts(report, copy, checks.FILES)

    def finder(
        self, operation: str, model: str, aliases: Mapping[str, str] | None = None, today: int = 0
    ) -> Callable[[dict[str, Any], list[Finding]], None] | None:
        """What finds everything in requests that name a model, ``None`` where more is to be said than that.

        It may raise on values with code of their own. Arguments as for ``check``.
        """
        checks = self._checks.get(operation) or self.checks(operation)
        name, prefixed = _meant(model, checks, aliases)
        entry = checks.MODELS.get(name)
        if entry is None or prefixed or (entry[4] and (today or day_of_the_call()) >= entry[5]):
            return None
        find: Callable[[dict[str, Any], list[Finding]], None] = entry[1]
        return find

    def _check(
        self, checks: Any, request: Any, operation: str, aliases: Mapping[str, str] | None, today: int, default: str | None
    ) -> Report:
        if type(request) is not dict:
            return self._report(operation, "", [(REQUEST_TYPE, True, plain(request))], request)
        findings: list[Finding] = []
        model = request.get("model")
        if model is not None:
            text = string(model)
            if text is None:
                return self._report(operation, "", [(MODEL_TYPE, True, plain(model))], request)
            name, prefixed = _meant(text, checks, aliases)
            if prefixed and name in checks.MODELS:
                findings.append((MODEL_PREFIXED, False, text))
        elif "model" in request and not checks.MODEL_NULLABLE:
            return self._report(operation, "", [(MODEL_TYPE, True, None)], request)
        elif default is not None:
            name = _meant(default, checks, aliases)[0]
        else:
            name = default_model(checks.DEFAULT, request)
            if checks.NAMED or not name:
                findings.append((MODEL_REQUIRED, checks.NAMED_IS_ERROR or not checks.NAMED, None))
            if not name:
                checks.COMMON(naming_model(request, None), findings)
                return self._report(operation, "", findings, request)
        entry = checks.MODELS.get(name)
        if entry is None:
            return self._unknown(checks, operation, name, default if model is None else plain(model), request)
        if entry[4] and (day := today or day_of_the_call()) >= entry[5]:
            findings.append((entry[3] if day >= entry[4] else entry[2], False, name))
        entry[1](naming_model(request, name), findings)
        return self._report(operation, name, findings, request)

    def _unknown(self, checks: Any, operation: str, name: str, said: object, request: dict[Any, Any]) -> Report:
        """The report on a request for a model that the operation does not serve, ``said`` in its own words."""
        is_other = name in checks.OTHERS
        return self._report(operation, name if is_other else "", [(MODEL_UNSUPPORTED if is_other else MODEL_UNKNOWN, True, said)], request)

    def _report(self, operation: str, model: str, findings: list[Finding], request: object) -> Report:
        if findings:
            return Report(operation, model, tuple(findings), self.render, request, self.refusal)
        clean = self._clean[operation]
        return clean.get(model) or clean.setdefault(model, Report(operation, model))

    def render(self, report: Report, again: Again | None = None) -> tuple[Diagnostic, ...]:
        """Say the findings of a report in full. ``again`` checks a repaired request, where that is not done by its contract alone."""
        if self._voice is None:
            from imagespec.engine.render import Voice

            self._voice = Voice(self)
        return self._voice.render(report, again)

    def say(self, operation: str, model: str, finding: Finding, *, hurried: bool) -> Said:
        """Say one finding, whatever the request around it; ``hurried`` leaves out the search for near names."""
        sources: Mapping[str, Source] = self._load("sources", "sources").SOURCES
        return self.rows_by_key(operation)[finding[0]].say(operation, model, finding, sources, hurried=hurried)

    def once_more(self, operation: str, model: str, before: object, request: dict[str, object]) -> list[Finding]:
        """The findings of a repaired request.

        Raises:
            LookupError: another contract than of the request before, or none, applies to it.
        """
        return self._again(Report(operation, model, request=before), request)

    def rows_by_key(self, operation: str) -> Mapping[str, Row]:
        """What the findings of an operation refer to by their keys."""
        rows: Mapping[str, Row] = self._load("rows", self._module(operation)).ROWS
        return rows

    def refusal(self, report: Report, diagnostics: Sequence[Diagnostic]) -> dict[str, Any] | None:
        """What the API would answer to the request of a report, ``None`` where it was not seen to refuse it."""
        from imagespec.engine.refusals import refusal

        rows = self.rows_by_key(report.operation)
        words = self._load("sources", "sources").REFUSALS
        said = refusal(report, rows, diagnostics, words, lambda name: self._taken(report, name))
        return said.to_dict() if said else None

    def _taken(self, report: Report, name: str) -> Sequence[str]:
        """The values that the model of a report takes for a parameter, ``()`` where they are no closed set."""
        if not report.model:
            return ()
        missed = self.missed(report.operation, report.model, {name: "\0"})
        limits = [row.kind.limits("value") for row in missed if row.path == (name,) and row.problem == "value"]
        return limits[0]["values"] if limits else ()

    def every_row(self, operation: str) -> list[Row]:
        """The places of an operation where a rule can be broken."""
        part = self._load("rows", self._module(operation))
        if complete := getattr(part, "complete", None):
            complete()
        return [*part.ROWS.values()]

    def rules(self, operation: str) -> list[str]:
        """The rules of an operation."""
        self._module(operation)
        return [*self._load("vocabulary", "vocabulary").RULES[operation]]

    def parameters(self) -> Mapping[str, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
        """The parameters of each operation but ``model``: the texts that any model takes, none where it takes any, and the types."""
        parameters: Mapping[str, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = self._load("vocabulary", "vocabulary").PARAMETERS
        return parameters

    def missed(self, operation: str, model: str, request: dict[str, object]) -> list[Row]:
        """What a request for a model misses, each with its limit.

        Raises:
            KeyError: the operation does not serve the model.
        """
        findings: list[Finding] = []
        self.checks(operation).MODELS[model][1](naming_model(request, model), findings)
        rows = self._load("rows", self._module(operation)).ROWS
        return [rows[key] for key, *_ in findings]

    def outline(self, report: Report) -> list[tuple[str, str, str]]:
        """Rule, pointer and severity of every finding, without the cost of sentences and fixes."""
        if not report.findings:
            return []
        if report._render not in (None, self.render):  # of a body with requests in it, to which pointers lead
            return [(d.rule, d.pointer, d.severity) for d in report._rendered()]
        return self.outlined(report.operation, report.findings)

    def outlined(self, operation: str, findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
        """The same of raw findings of an operation."""
        rows = self.rows_by_key(operation)
        return [
            (rows[key].rule, rows[key].pointer(tuple(tokens)), "error" if is_error else "warning") for key, is_error, _, *tokens in findings
        ]

    def _again(self, report: Report, request: dict[str, object]) -> list[Finding]:
        """The findings of a repaired request.

        Raises:
            LookupError: another contract, or none, applies to it.
        """
        checks = self.checks(report.operation)
        findings: list[Finding] = []
        before: Any = report.request
        if request.get("model") is None and default_model(checks.DEFAULT, request) != default_model(checks.DEFAULT, before):
            raise LookupError(report.model)
        find = checks.MODELS[report.model][1] if report.model else checks.COMMON
        find(naming_model(request, report.model), findings)
        return findings


def _with_doubts(report: Report, request: dict[Any, Any], files: tuple[str, ...]) -> Report:
    """The report with what could not be checked of files in hand; what stands for a file or describes one is no doubt."""
    if all(type(value) is str or type(value) is dict for name in files if (value := request.get(name)) is not None) and any(
        name in request for name in files
    ):
        return report
    from imagespec.engine.unchecked import with_doubts

    return with_doubts(report, request, files)


def default_model(rule: tuple[str, tuple[str, ...], str] | None, request: Mapping[str, object]) -> str:
    """The model of a request that names none, empty where the operation has no such model."""
    if rule is None:
        return ""
    model, when_sent, then = rule
    for name in when_sent:
        if request.get(name) is not None:
            return then
    return model


def _meant(name: str, checks: Any, aliases: Mapping[str, str] | None) -> tuple[str, bool]:
    """As ``naming.meant``, which is loaded for names that may stand for others."""
    if not aliases and (name in checks.MODELS or "/" not in name):
        return name, False
    from imagespec.engine.naming import meant

    return meant(name, checks, aliases)
