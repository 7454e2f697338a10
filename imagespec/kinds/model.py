"""The limits on ``model`` itself: which names are known, which an operation serves, and how long they live."""

from __future__ import annotations

from imagespec.kinds.kind import Constraint, replace
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import frozen
from imagespec.values.names import nearest
from imagespec.values.text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.report.weight import Severity

_FEW = 3
"""How many names a sentence lists; all of them belong to ``imagespec models``."""


@frozen(kw_only=True)
class KnownModel(Constraint):
    """``models`` are the names the table knows."""

    JAVASCRIPT: ClassVar[str] = """
    limits: { models: [] },
    meant: (l, value) => [nearest(strip(value).split("/").at(-1), l.models, 0.7) || undefined],
    message(l, problem, s, value, near) {
      const remedy = near ? `did you mean ${near}?` : "name one that imagespec models lists, or declare an alias.";
      return `model is ${quoted(value)}, which this table does not know; ${remedy}`;
    },
    """

    models: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return ("unknown",)

    def limits(self, problem: str) -> dict[str, Any]:
        return {"models": list(self.models)}

    def allowed(self, problem: str) -> str:
        return f"one of {', '.join(self.models)}, or an alias you declare"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        near = self._near(value)
        remedy = f"did you mean {near}?" if near else "name one that imagespec models lists, or declare an alias."
        return f"model is {quoted(value)}, which this table does not know; {remedy}"

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        near = self._near(value)
        return (replace(subject, near),) if near else ()

    def _near(self, value: Any) -> str:
        name = str(value).strip().rpartition("/")[2]
        return nearest(name, self.models, 0.7)


@frozen(kw_only=True)
class ServedModel(Constraint):
    """``models`` are the names the operation serves; the table knows others, which it does not."""

    JAVASCRIPT: ClassVar[str] = """
    limits: { models: [] },
    message(l, problem, s, value) {
      const few = l.models.length <= 3;
      const remedy = few ? `use ${l.models.join(" or ")}` : `use one that imagespec models lists with ${s.operation}`;
      return `${s.operation} does not serve ${quoted(value)}; ${remedy}.`;
    },
    """

    models: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return ("unsupported",)

    def limits(self, problem: str) -> dict[str, Any]:
        return {"models": list(self.models)}

    def allowed(self, problem: str) -> str:
        return f"one of {', '.join(self.models)}"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        few = len(self.models) <= _FEW
        remedy = f"use {' or '.join(self.models)}" if few else f"use one that imagespec models lists with {subject.operation}"
        return f"{subject.operation} does not serve {quoted(value)}; {remedy}."


@frozen(kw_only=True)
class PrefixedModel(Constraint):
    """The model stands behind the prefixes of a provider, as gateways want it and the API itself does not."""

    JAVASCRIPT: ClassVar[str] = """
    message: (l, problem, s, value) =>
      `model is ${quoted(value)}, which gateways take and the API does not; drop the prefix where no gateway reads it.`,
    """

    @property
    def problems(self) -> tuple[str, ...]:
        return ("prefixed",)

    def severity_of(self, problem: str) -> Severity:
        return self.provenance.implied("warning")

    def allowed(self, problem: str) -> str:
        return "named without a prefix, which gateways want and the API does not take"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        return f"model is {quoted(value)}, which gateways take and the API does not; drop the prefix where no gateway reads it."


@frozen(kw_only=True)
class NamedModel(Constraint):
    """The request should name its model.

    ``fallback`` is what one without a model was checked as, empty where it was checked for what all current models take.
    """

    JAVASCRIPT: ClassVar[str] = """
    limits: { fallback: "" },
    message(l, problem, s) {
      const judged = l.fallback ? `as ${s.model}` : "for what holds of every current model";
      return `model is missing${because(l)}; name one (this request was checked ${judged}).`;
    },
    """

    fallback: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        return ("required",)

    def severity_of(self, problem: str) -> Severity:
        return self.provenance.implied("warning")

    def limits(self, problem: str) -> dict[str, Any]:
        return {"fallback": self.fallback}

    def allowed(self, problem: str) -> str:
        return "named"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        why = f": {self.provenance.reason}" if self.provenance.reason else ""
        judged = f"as {subject.model}" if self.fallback else "for what holds of every current model"
        return f"model is missing{why}; name one (this request was checked {judged})."


@frozen(kw_only=True)
class Lifecycle(Constraint):
    """A model with an announced end. Dates are ISO; ``retired`` from the day of ``shutdown`` on.

    ``replacement`` names the models to move to, best first. An end is ``deprecated`` from the day of ``notice`` on, always
    where there is none.
    """

    JAVASCRIPT: ClassVar[str] = """
    limits: { shutdown: "", replacement: [] },
    message(l, problem, s) {
      const says = problem === "deprecated" ? "will be shut down" : "was shut down";
      return `${s.model} ${says} on ${l.shutdown}; move to ${l.replacement?.join(" or ") || "another model"}.`;
    },
    fixes: (l, problem, s) => (l.replacement ?? []).map((model) => repair(`use ${model}`, [add(s.pointer, model)])),
    """

    shutdown: str
    notice: str = ""
    replacement: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        return ("deprecated", "retired")

    def severity_of(self, problem: str) -> Severity:
        return self.provenance.implied("warning")

    def limits(self, problem: str) -> dict[str, Any]:
        return {"shutdown": self.shutdown, "replacement": list(self.replacement)}

    def allowed(self, problem: str) -> str:
        return f"another model: it ends on {self.shutdown}" if problem == "deprecated" else f"another model: it ended on {self.shutdown}"

    def json_schema(self) -> Fragment:
        return {} if self.notice else {"deprecated": True}

    def problem_on(self, day: str) -> str:
        """What there is to say on a day (ISO); empty before ``notice``."""
        return "retired" if day >= self.shutdown else "deprecated" if day >= self.notice else ""

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        says = "will be shut down" if problem == "deprecated" else "was shut down"
        remedy = f"move to {' or '.join(self.replacement) or 'another model'}"
        return f"{subject.model} {says} on {self.shutdown}; {remedy}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        return tuple(Fix(f"use {model}", (Edit("add", subject.pointer, model),)) for model in self.replacement)
