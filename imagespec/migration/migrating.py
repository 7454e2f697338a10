"""Moves a request to another model: names the model, then repairs what that one does not take and the old one did.

What moves where comes from the table: its lifecycles name the replacement, its contracts find what does not fit, and the fixes
of their kinds say what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.engine.naming import refuse_unknown
from imagespec.migration.changes import said
from imagespec.migration.migrated import Migrated
from imagespec.migration.warnings import warnings
from imagespec.repair.fixing import fixing, fresh
from imagespec.report.fix import Edit, Fix
from imagespec.report.report import Report
from imagespec.values.text import quoted
from imagespec.values.unknown import UNKNOWN

if TYPE_CHECKING:
    from imagespec.api import Handle

PROMPT = "Make a variation of this image."
"""The prompt of an edit that was a variation, which has none."""

VARIATION = "variation"
EDITS = ("edit", "edit-json")
"""What a variation may become, first choice first."""

ENDING = ("model.deprecated", "model.retired")
FAR = 5
"""How many replacements are followed, one after the other."""


class Target(NamedTuple):
    """Where a request goes: the model, and what there is to say about the choice."""

    model: str
    said: tuple[str, ...] = ()


class Migration:
    """Moves requests by one spec. ``to`` is the model, ``None`` for the replacement that the documents name; ``options`` as of ``check``.

    Raises:
        ValueError: the table has no such model.
    """

    def __init__(self, handle: Handle, to: str | None, options: Mapping[str, Any]) -> None:
        self._handle, self._to, self._options = handle, to, dict(options)
        if to is not None:
            refuse_unknown(handle.engine.checks(next(iter(handle.engine.operations))), None, to)

    def migrated(self, request: Any, operation: str, *, becomes: tuple[str, ...] = EDITS) -> Migrated:
        """The request for the other model. ``becomes`` are the operations that a variation may turn into.

        Never raises for a request, and never changes it.
        """
        before = self._handle.check(request, operation, **self._options)
        try:
            return self._migrated(request, operation, before, becomes)
        except Exception:
            return _unmoved(request, before, "a value with code of its own is in the way; give plain data")

    def _migrated(self, request: Any, operation: str, before: Report, becomes: tuple[str, ...]) -> Migrated:
        target = self._target(before)
        if target is None or target.model == before.model:
            return _unmoved(request, before)
        if not isinstance(request, Mapping):
            return _unmoved(request, before, "the request is no object")
        if request.get("model") is UNKNOWN:
            return _unmoved(request, before, "its model is not known")
        if not before.model and request.get("model") is not None:
            return _unmoved(request, before, before.errors[0].message)
        turns = operation == VARIATION and not self._serves(target.model, operation)
        served = [name for name in (becomes if turns else (operation,)) if self._serves(target.model, name)]
        outcomes = (self._moved(dict(request), before, target, name) for name in served)
        first = next(outcomes, None)
        if first is None:
            return _unmoved(request, before, f"no operation that could do what {operation} does serves {target.model}")
        return next((outcome for outcome in chain((first,), outcomes) if not outcome.refused), first)

    def left(self, request: Any, operation: str, refused: str) -> Migrated:
        """A request that was not moved, and why."""
        return _unmoved(request, self._handle.check(request, operation, **self._options), refused)

    def _target(self, before: Report) -> Target | None:
        """The model to move to; ``None`` where a request stays."""
        if self._to is not None:
            return Target(self._to)
        model, notes = "", []
        for _ in range(FAR):
            report = before if not model else self._handle.check({"model": model}, before.operation, **self._options)
            ending = next((d for d in report if d.rule in ENDING and d.params["replacement"]), None)
            if ending is None:
                break
            model, *others = ending.params["replacement"]
            if others:
                notes.append(f"the documents name {' and '.join((model, *others))} as replacements; the first was taken")
        return Target(model, tuple(notes)) if model else None

    def _serves(self, model: str, operation: str) -> bool:
        return operation in self._handle.engine.operations and model in self._handle.engine.checks(operation).MODELS

    def _moved(self, request: dict[str, Any], before: Report, target: Target, operation: str) -> Migrated:
        """The request for a model in an operation that serves it."""
        name, options, notes = self._named(request, before, target.model)
        first = list(name)
        if operation != before.operation:
            first.append(Fix(f"make it {operation}", (Edit("add", "/prompt", PROMPT),)))
            notes.append(f"a variation becomes an edit, with the prompt {quoted(PROMPT)}; say there what may vary")
        work = fixing(self._handle, operation, lambda d: not d.rule.startswith("model."), options, unsafe=True)
        start = request
        for fix in first:
            start = fix.apply(start)
        known = {(d.rule, d.pointer) for d in before}
        done = work.repaired(work.state(start, tuple(first)), lambda d: d.severity == "error" or (d.rule, d.pointer) not in known)
        new = [d for d in done.report.errors if (d.rule, d.pointer) not in known or operation != before.operation]
        if new:
            return _unmoved(request, before, new[0].message)
        notes += warnings(before.model, target.model, request, done.request, lambda *asked: self._takes(before.operation, *asked))
        changes = tuple(said(request, done.applied))
        return Migrated(done.request, operation, before.model, target.model, done.applied, changes, (*target.said, *notes), "", done.report)

    def _named(self, request: dict[str, Any], before: Report, to: str) -> tuple[tuple[Fix, ...], dict[str, Any], list[str]]:
        """The fix that names the model, if the request itself does; the options to check the result with; and what there is to say.

        The prefix of a provider stays. A name of the user's own stays as well: what it stands for is said elsewhere.
        """
        name, options = request.get("model"), dict(self._options)
        if name is None and options.get("model") is not None:
            return (), options | {"model": to}, [f"the model is named outside of the request; name {to} there"]
        text = str(getattr(name, "value", name))
        if name is None or text == before.model or text.endswith(f"/{before.model}"):
            prefix = "" if name is None else text.removesuffix(before.model)
            return (Fix(f"use {prefix}{to}", (Edit("add", "/model", prefix + to),)),), options, []
        aliases = {**(options.get("aliases") or {}), text: to}
        return (), options | {"aliases": aliases}, [f"model {quoted(text)} is a name of your own; let it stand for {to}"]

    def _takes(self, operation: str, model: str, parameter: str, value: Any) -> bool:
        report = self._handle.check({"model": model, parameter: value}, operation if self._serves(model, operation) else "generate")
        outline = self._handle.engine.outline(report)
        return not any(pointer in ("/model", f"/{parameter}") and severity == "error" for _, pointer, severity in outline)


def _unmoved(request: Any, before: Report, refused: str = "") -> Migrated:
    return Migrated(fresh(request), before.operation, before.model, before.model, (), (), (), refused, before)
