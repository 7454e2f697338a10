"""Proof of a difference: a request that two revisions judge differently, through rules of the parameter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Literal, Protocol

from imagespec.report.frozen import frozen
from imagespec.values.text import json_value

Effect = Literal["allowed", "refused", "relaxed", "tightened", "warned", "unwarned"]
"""``allowed``, ``refused``: a model or parameter as a whole; ``relaxed``, ``tightened``: values of it; then warnings."""

Judgement = list[tuple[str, str, str]]
"""Rule, pointer and severity of every finding of a request."""


class Judge(Protocol):
    """Judges requests by one revision."""

    def accepts(self, request: dict[str, Any], operation: str) -> bool:
        """Whether a request has no errors: asked of every request."""
        ...

    def judgement(self, request: dict[str, Any], operation: str) -> Judgement:
        """What is found in a request: asked where that can still tell something."""
        ...


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
        *,
        ends: bool = False,
    ) -> Iterator[Change]:
        """The effects that some of the requests show. ``ends`` says that after one of another verdict there is no other."""
        found: dict[Effect, dict[str, Any]] = {}
        for candidate in requests:
            request = {key: value for key, value in candidate.items() if key != self._without} if self._without else candidate
            effect = self._effect(request, operation, parameter, effects, found)
            if effect:
                found[effect] = request
                if len(found) == len(effects) or (ends and effect in effects[:2]):
                    break
        for effect, witness in found.items():
            yield Change(operation=operation, model=model, parameter=parameter, effect=effect, before=before, after=after, witness=witness)

    def _effect(
        self, request: dict[str, Any], operation: str, parameter: str, effects: tuple[Effect, ...], known: Collection[Effect]
    ) -> Effect | None:
        """An effect that is not known yet, and that a request shows."""
        old, new = self._judges
        old_ok, new_ok = old.accepts(request, operation), new.accepts(request, operation)
        if old_ok != new_ok:
            effect = effects[0] if new_ok else effects[1]
            refusing = self._judges[old_ok]  # the new one where the old accepts
            return effect if effect not in known and _own(refusing.judgement(request, operation), parameter) else None
        if not new_ok or ("warned" in known and "unwarned" in known):
            return None
        before, after = (_own(judge.judgement(request, operation), parameter) for judge in self._judges)
        effect = "warned" if after - before else "unwarned"
        return None if before == after or effect in known else effect


def _own(found: Judgement, parameter: str) -> set[str]:
    """The rules of a parameter among the findings of the severity that decides."""
    severity = "error" if any(entry[2] == "error" for entry in found) else "warning"
    return {
        rule
        for rule, pointer, weight in found
        if weight == severity and parameter in (rule.rpartition(".")[0], pointer[1:].partition("/")[0])
    }
