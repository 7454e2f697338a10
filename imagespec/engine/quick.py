"""The shortest ways to an answer: a plain dict that names its model, asked about without options. All else goes the careful way."""

from __future__ import annotations

from imagespec.report.report import Report
from imagespec.values.days import today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from imagespec.report.report import Finding, Refuse, Render

    Verdicts = dict[str, Mapping[str, tuple[Any, ...]]]
    Reports = dict[str, Callable[[dict[Any, Any]], Report]]


_new = object.__new__


def reporter(
    operation: str,
    models: Mapping[str, tuple[Any, ...]],
    clean: Mapping[str, Report],
    unknown: Callable[[str, dict[Any, Any]], Report],
    says: tuple[Render, Refuse],
) -> Callable[[dict[Any, Any]], Report]:
    """What reports on a dict that names a model.

    It raises on all that needs more care, such as values with code of their own.

    Args:
        operation: the name of the operation.
        models: the entries of its models.
        clean: the reports without a finding by model, as far as they were made.
        unknown: the report on a request for a model of another name than these.
        says: what says the findings of a report in full, and what words them as the API.
    """

    def report(request: dict[Any, Any]) -> Report:
        name = request["model"]
        try:
            entry = models[name]
        except KeyError:
            if names_none(models, name):
                return unknown(name, request)
            raise
        found: list[Finding] = []
        if entry[4] and (day := today()) >= entry[5]:
            found.append((entry[3] if day >= entry[4] else entry[2], False, name))
        entry[1](request, found)
        if not found:
            return clean[name]
        if type(name) is not str:
            raise TypeError(name)
        made = _new(Report)  # a call of the class takes three times as long
        made.operation, made.model, made.findings, made.request, made.unchecked = operation, name, found, request.copy(), ()
        made._render, made._refuse = says
        made._answer = made._diagnostics = made._every = None
        return made

    return report


def names_none(models: Mapping[str, tuple[Any, ...]], name: object) -> bool:
    """Whether a name is surely of no model: a plain text, without the prefix of a provider."""
    return type(name) is str and name not in models and "/" not in name


def _is_for_none(verdicts: Verdicts, operation: Any, request: dict[Any, Any]) -> bool:
    """Whether a request is surely for no model of an operation that was used."""
    try:
        return names_none(verdicts[operation], request["model"])
    except Exception:
        return False  # first use, no model, or keys with code of their own


def naming_model(request: dict[Any, Any], model: object) -> dict[Any, Any]:
    """The request with its model named, as compiled functions ask for; itself where it names one."""
    return request if "model" in request else {**request, "model": model}


def checking(careful: Any, reports: Reports) -> Any:
    """The function ``check``, whose plain calls take the short way. ``reports`` has it for each operation that was used."""

    def check(request: Any, operation: Any = "generate", **options: Any) -> Any:
        if not options and type(request) is dict:
            try:
                return reports[operation](request)
            except Exception:
                pass  # first use, no such model, or values of odd types
        return careful(request, operation, **options)

    return _like(careful, check)


def judging(careful: Any, verdicts: Verdicts) -> Any:
    """The function ``is_valid``, likewise. ``verdicts`` has the entries of the models of each operation that was used."""

    def is_valid(request: Any, operation: Any = "generate", **options: Any) -> Any:
        if not options and type(request) is dict:
            try:
                return verdicts[operation][request["model"]][0](request)
            except Exception:
                if _is_for_none(verdicts, operation, request):
                    return False
        return careful(request, operation, **options)

    return _like(careful, is_valid)


def checking_method(careful: Any) -> Any:
    """The method ``check``, likewise, of what has an ``engine``."""

    def check(self: Any, request: Any, operation: Any = "generate", **options: Any) -> Any:
        if not options and type(request) is dict:
            try:
                return self.engine.reports[operation](request)
            except Exception:
                pass
        return careful(self, request, operation, **options)

    return _like(careful, check)


def judging_method(careful: Any) -> Any:
    """The method ``is_valid``, likewise."""

    def is_valid(self: Any, request: Any, operation: Any = "generate", **options: Any) -> Any:
        if not options and type(request) is dict:
            try:
                return self.engine.verdicts[operation][request["model"]][0](request)
            except Exception:
                if _is_for_none(self.engine.verdicts, operation, request):
                    return False
        return careful(self, request, operation, **options)

    return _like(careful, is_valid)


def _like(careful: Any, quick: Any) -> Any:
    """The short way under the name, the description and the signature of the careful one."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__"):
        setattr(quick, name, getattr(careful, name))
    quick.__wrapped__ = careful  # what help() and inspect read the signature from
    return quick
