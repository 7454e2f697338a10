"""Proof of a difference: a request that two revisions judge differently, through rules of the parameter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Literal, Protocol

from imagespec.report.frozen import frozen
from imagespec.values.text import json_value

Effect = Literal["allowed", "refused", "relaxed", "tightened", "warned", "unwarned"]
"""``allowed``, ``refused``: a model or parameter as a whole; ``relaxed``, ``tightened``: values of it; then warnings."""

Judgement = list[tuple[str, str, str]]
"""Rule, pointer and severity of every finding of a request."""


Finding = tuple[Any, ...]
"""What a judge remembers of a finding; the second entry says whether it is an error."""

Find = Callable[[dict[str, Any]], Sequence[Finding]]


class Judge(Protocol):
    """Judges requests by one revision."""

    def finding(self, operation: str, parameter: str) -> Find:
        """What finds all that is wrong in requests of an operation, as far as it may be about a parameter or refuses the request."""
        ...

    def told(self, operation: str, found: Sequence[Finding]) -> Judgement:
        """What was found, said."""
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
        last: Effect | None = None,
    ) -> Iterator[Change]:
        """The effects that some of the requests show. ``last`` is one after which there is no other."""
        found: dict[Effect, dict[str, Any]] = {}
        one, other = (judge.finding(operation, parameter) for judge in self._judges)
        for candidate in requests:
            request = {key: value for key, value in candidate.items() if key != self._without} if self._without else candidate
            effect = self._effect(request, (one, other), operation, parameter, effects, found)
            if effect:
                found[effect] = request
                if len(found) == len(effects) or effect == last:
                    break
        for effect, witness in found.items():
            yield Change(operation=operation, model=model, parameter=parameter, effect=effect, before=before, after=after, witness=witness)

    def _effect(
        self, request: dict[str, Any], find: tuple[Find, Find], operation: str, parameter: str, effects: tuple[Effect, ...],
        known: Collection[Effect],
    ) -> Effect | None:  # fmt: skip
        """An effect that is not known yet, and that a request shows."""
        opened, closed = effects[0] in known, effects[1] in known
        first = 1 if closed and not opened else 0  # what this one refuses may show nothing new, and the other need not look
        found = find[first](request)
        refused = _refuses(found)
        if refused and (closed if first else opened):
            return None
        others = find[not first](request)
        if refused != _refuses(others):
            effect = effects[0] if refused != bool(first) else effects[1]
            refusing, why = (first, found) if refused else (1 - first, others)
            return effect if effect not in known and _own(self._judges[refusing].told(operation, why), parameter) else None
        if refused or ("warned" in known and "unwarned" in known):
            return None
        pair = (others, found) if first else (found, others)
        before, after = (_own(judge.told(operation, said), parameter) for judge, said in zip(self._judges, pair, strict=True))
        effect = "warned" if after - before else "unwarned"
        return None if before == after or effect in known else effect


def _refuses(found: Sequence[Finding]) -> bool:
    return any(entry[1] for entry in found) if found else False


def _own(found: Judgement, parameter: str) -> set[str]:
    """The rules of a parameter among the findings of the severity that decides."""
    severity = "error" if any(entry[2] == "error" for entry in found) else "warning"
    return {
        rule
        for rule, pointer, weight in found
        if weight == severity and parameter in (rule.rpartition(".")[0], pointer[1:].partition("/")[0])
    }
