"""Proof of a difference: a request that two revisions judge differently, through rules of the parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from imagespec.report.frozen import frozen
from imagespec.values.text import json_value

Effect = Literal["allowed", "refused", "relaxed", "tightened", "warned", "unwarned"]
"""``allowed``, ``refused``: a model or parameter as a whole; ``relaxed``, ``tightened``: values of it; then warnings."""

Judgement = list[tuple[str, str, str]]
"""Rule, pointer and severity of every finding of a request."""

Judge = Callable[[dict[str, Any], str], Judgement]
"""Judges a request in an operation by one revision."""


@frozen(kw_only=True)
class Change:
    """One difference. ``before`` and ``after`` say what is allowed; ``witness`` is a request that shows it."""

    operation: str
    model: str
    parameter: str
    effect: Effect
    before: str
    after: str
    witness: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The change as plain JSON, long values of the witness shortened."""
        witness = {key: json_value(value) if isinstance(value, str) else value for key, value in self.witness.items()}
        return {
            "operation": self.operation, "model": self.model, "parameter": self.parameter, "effect": self.effect,
            "before": self.before, "after": self.after, "witness": witness,
        }  # fmt: skip


WHOLE: tuple[Effect, ...] = ("allowed", "refused", "warned", "unwarned")
"""What can happen to a model or a parameter as a whole."""

VALUES: tuple[Effect, ...] = ("relaxed", "tightened", "warned", "unwarned")
"""What can happen to values of a parameter."""


class Proof:
    """Turns candidate requests into changes: an effect counts once a request shows it through rules of the parameter."""

    def __init__(self, old: Judge, new: Judge, without: str = "") -> None:
        self._judges = (old, new)
        self._without = without

    def nameless(self) -> Proof:
        """The same for requests from which the model is taken out."""
        return Proof(*self._judges, without="model")

    def __call__(
        self,
        requests: Iterable[dict[str, Any]],
        operation: str,
        model: str,
        parameter: str,
        before: str,
        after: str,
        effects: tuple[Effect, ...],
    ) -> Iterator[Change]:
        found: dict[Effect, dict[str, Any]] = {}
        for candidate in requests:
            request = {key: value for key, value in candidate.items() if key != self._without}
            effect = self._effect(request, operation, parameter, effects)
            if effect and effect not in found:
                found[effect] = request
                if len(found) == len(effects):
                    break
        for effect, witness in found.items():
            yield Change(operation=operation, model=model, parameter=parameter, effect=effect, before=before, after=after, witness=witness)

    def _effect(self, request: dict[str, Any], operation: str, parameter: str, effects: tuple[Effect, ...]) -> Effect | None:
        old, new = (judge(request, operation) for judge in self._judges)
        old_ok, new_ok = (all(severity != "error" for _, _, severity in found) for found in (old, new))
        if old_ok != new_ok:
            return (effects[0] if new_ok else effects[1]) if _own(new if old_ok else old, parameter) else None
        if not new_ok:
            return None
        before, after = _own(old, parameter), _own(new, parameter)
        return None if before == after else "warned" if after - before else "unwarned"


def _own(found: Judgement, parameter: str) -> set[str]:
    """The rules of a parameter among the findings of the severity that decides."""
    severity = "error" if any(entry[2] == "error" for entry in found) else "warning"
    return {
        rule
        for rule, pointer, weight in found
        if weight == severity and parameter in (rule.rpartition(".")[0], pointer[1:].partition("/")[0])
    }
