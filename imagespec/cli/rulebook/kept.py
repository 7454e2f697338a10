"""The rules of the newest revisions, from what ``tools/build`` wrote of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import imagespec
from imagespec._compiled import REVISIONS
from imagespec.cli import catalogue
from imagespec.cli.rulebook.addresses import page
from imagespec.cli.rulebook.explanation import Example, Explanation, OfFiles, Repair
from imagespec.cli.rulebook.meanings import meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imagespec.cli.rulebook.book import Listed


def kept(handle: imagespec.Handle) -> Kept | None:
    """The rules of a revision, if it is the newest one of its table in the package."""
    table, _, date = handle.name.partition("@")
    if REVISIONS.get(table, ("",))[-1] != date or handle is not imagespec.load(handle.name):
        return None
    return Kept(handle.name, f"imagespec._compiled.{table}")


class Kept:
    """The rules as ``RULES`` of a module ``rulebook`` has them, by name.

    Each is severities, models, limits, fixes, example (a function that makes it where that is long), and what it says of files. A limit
    is what is allowed, severity, basis, reason, models by operation, and keys of sources; what is said of files is what is allowed, the
    source, the message and the fixes.
    """

    def __init__(self, name: str, package: str) -> None:
        module = import_module(f"{package}.rulebook")
        self.models: tuple[str, ...] = module.MODELS
        self._name, self._package, self._rules = name, package, module.RULES

    def listed(self) -> Iterator[Listed]:
        """Every rule in short."""
        return ((rule, severities, models) for rule, (severities, models, *_) in self._rules.items())

    def explained(self, rule: str) -> Explanation:
        """One of the rules in full."""
        _, _, limits, repairs, example, of_files = self._rules[rule]
        what, why = meaning(rule, of_table=bool(limits))
        return Explanation(
            self._name, rule, page(rule), what, why, [self._limit(*limit) for limit in limits], [*map(Repair._make, repairs)],
            example and Example._make(example if isinstance(example, tuple) else example()), of_files and _of_files(rule, *of_files),
        )  # fmt: skip

    def _limit(self, allowed: str, severity: str, basis: str, reason: str, models: Any, sources: tuple[str, ...]) -> dict[str, Any]:
        known = import_module(f"{self._package}.sources").SOURCES
        return {
            "allowed": allowed, "severity": severity, "basis": basis, "reason": reason,
            "models": {operation: [*names] for operation, names in models},
            "sources": [known[key].to_dict() | {"basis": basis} for key in sources],
        }  # fmt: skip


def _of_files(rule: str, allowed: str, source: tuple[tuple[str, str], ...], message: str, repairs: tuple[Any, ...]) -> OfFiles:
    return OfFiles(catalogue.RULES[rule], allowed, dict(source), message, [*map(Repair._make, repairs)])
