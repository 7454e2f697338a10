"""Findings as a person reads them: the same lines from a report and on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import Fix
from imagespec.report.source import Source
from imagespec.values.text import counted, visible


def findings_said(diagnostics: Sequence[Diagnostic], operation: str, model: str) -> str:
    """Every finding with its fix and source, and what was found in one line."""
    lines = [line for diagnostic in diagnostics for line in _diagnostic(diagnostic)]
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    found = f"{counted(errors, 'error')}, {counted(len(diagnostics) - errors, 'warning')}" if diagnostics else "no findings"
    return "\n".join([*lines, f"{found}; checked as {operation}{f' for {model}' if model else ''}"])


def _diagnostic(diagnostic: Diagnostic) -> Iterator[str]:
    yield f"{visible(diagnostic.pointer) or '/'}: {diagnostic.severity} {diagnostic.rule}  {diagnostic.message}"
    yield from details(diagnostic)


def details(diagnostic: Diagnostic) -> Iterator[str]:
    """The lines below a finding: its fixes, best first, and its source."""
    if diagnostic.fixes:
        yield f"    fix: {' or '.join(map(_fix, diagnostic.fixes))}"
    yield f"    source: {_source(diagnostic.source)}"


def _fix(fix: Fix) -> str:
    return fix.title + (" (safe)" if fix.safe else "")


def _source(source: Source) -> str:
    basis = "" if source.basis == "documented" else f" ({source.basis})"
    return f"{source.title}, {source.date}, {source.url}{basis}"


def each_fix_once(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics with each repair at the first of them only that it repairs."""
    said: set[str] = set()
    result = []
    for diagnostic in diagnostics:
        fresh = tuple(fix for fix in diagnostic.fixes if repr(fix.edits) not in said)
        said.update(repr(fix.edits) for fix in fresh)
        result.append(diagnostic if len(fresh) == len(diagnostic.fixes) else evolve(diagnostic, fixes=fresh))
    return tuple(result)
