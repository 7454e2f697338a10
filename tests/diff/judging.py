"""Whether a list of changes says what two revisions do, judged by the engine alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from random import Random
from typing import Any

from imagespec.api import Handle
from imagespec.cli.diff import HandleJudge
from imagespec.spec.diff import NOT_SERVED, Change, diff
from tests.support.requests import generated

TODAY = "2026-11-21"

OPENING, CLOSING = ("allowed", "relaxed"), ("refused", "tightened")


def changes(old: Handle, new: Handle) -> list[Change]:
    return list(diff(old.spec, new.spec, HandleJudge(old, TODAY), HandleJudge(new, TODAY)))


class Outcome:
    """What the engine says of a request; an operation that a revision lacks refuses everything."""

    def __init__(self, handle: Handle, request: Any, operation: str) -> None:
        self.model, self.ok, self.findings = "", False, NOT_SERVED
        if operation in handle.engine.operations:
            report = handle.check(request, operation, today=TODAY)
            self.model, self.ok = report.model, report.ok
            self.findings = handle.engine.outline(report)


def requests(old: Handle, new: Handle, count: int, seed: int = 5) -> Iterator[tuple[str, Any]]:
    """Requests around the limits of both revisions, now and then without a model."""
    random = Random(seed)
    for operation, request in chain(generated(old.spec, count // 2, seed), generated(new.spec, count - count // 2, seed + 1)):
        if random.random() < 0.05:
            request.pop("model", None)
        yield operation, request


class Said:
    """Changes by operation and model."""

    def __init__(self, listed: Iterable[Change]) -> None:
        self._found: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for change in listed:
            self._found.setdefault((change.operation, change.model), set()).add((change.parameter, change.effect))

    def of(self, operation: str, models: set[str]) -> set[tuple[str, str]]:
        return set().union(*(self._found.get((operation, model), set()) for model in models))


def unexplained(said: Said, old: Handle, new: Handle, operation: str, request: Any) -> str:
    """What changed without a word of it: a verdict, or the warnings of a request that is fine in both; empty when nothing did."""
    before, after = Outcome(old, request, operation), Outcome(new, request, operation)
    if before.findings == after.findings or (not before.ok and not after.ok):
        return ""
    models = {before.model, after.model}
    if not (isinstance(request, dict) and request.get("model") is not None):
        models.add("")
    reported = said.of(operation, models)
    if before.ok is not after.ok:
        effects = OPENING if after.ok else CLOSING
        places = named(before if after.ok else after)
        if not any(effect in effects and parameter in places for parameter, effect in reported):
            return f"{operation} {str(request)[:300]}: {'allowed' if after.ok else 'refused'} ({sorted(places)}), but {sorted(reported)}"
    elif before.ok:
        old_rules, new_rules = warnings(before), warnings(after)
        for parameter in old_rules.keys() | new_rules.keys():
            one, other = old_rules.get(parameter, set()), new_rules.get(parameter, set())
            effects = {effect for effect, rules in (("warned", other - one), ("unwarned", one - other)) if rules}
            if effects and not any((parameter, effect) in reported for effect in effects):
                return f"{operation} {str(request)[:300]}: {parameter} is {sorted(effects)}, but {sorted(reported)}"
    return ""


def named(outcome: Outcome) -> set[str]:
    """The parameters that the errors are about, by rule and by place."""
    errors = [(rule, pointer) for rule, pointer, severity in outcome.findings if severity == "error"]
    return {rule.rpartition(".")[0] for rule, _ in errors} | {pointer[1:].partition("/")[0] for _, pointer in errors}


def warnings(outcome: Outcome) -> dict[str, set[str]]:
    """The rules of the warnings by their parameter."""
    rules: dict[str, set[str]] = {}
    for rule, _, severity in outcome.findings:
        if severity == "warning":
            rules.setdefault(rule.rpartition(".")[0], set()).add(rule)
    return rules


def shows(change: Change, old: Handle, new: Handle) -> bool:
    """Whether the witness of a change shows its effect, on the parameter it names."""
    before, after = (Outcome(handle, change.witness, change.operation) for handle in (old, new))
    if change.effect in OPENING:
        return after.ok and not before.ok and change.parameter in named(before)
    if change.effect in CLOSING:
        return before.ok and not after.ok and change.parameter in named(after)
    one, other = (warnings(outcome).get(change.parameter, set()) for outcome in (before, after))
    return before.ok and after.ok and bool(other - one if change.effect == "warned" else one - other)
