"""Findings as a person reads them: the same words from a report and on the command line."""

from __future__ import annotations

from imagespec.report.diagnostic import every_fix
from imagespec.report.fix import each_once
from imagespec.report.frozen import evolve
from imagespec.values.text import counted, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix
    from imagespec.report.source import Source

    Repaired = tuple[Diagnostic, tuple[Fix, ...]]
    """A finding and every fix that repairs it."""


def findings_said(findings: Sequence[Repaired], operation: str, model: str) -> str:
    """Every finding with its fixes, those with one fix together; then the sources, each once, and what was found in one line."""
    lines: list[str] = []
    sources = Sources()
    for group in together(findings):
        first = group[0][0]
        rules = ", ".join(dict.fromkeys(diagnostic.rule for diagnostic, _ in group))
        message = said_together([diagnostic.message for diagnostic, _ in group])
        marks = sources.marks(diagnostic.source for diagnostic, _ in group)
        lines.append(f"{visible(first.pointer) or '/'}: {first.severity} {rules}  {message} {marks}")
        if fixes := fixes_offered(group):
            lines.append(f"    fix: {fixes}")
    lines += sources.lines()
    errors = sum(diagnostic.severity == "error" for diagnostic, _ in findings)
    found = f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}" if findings else "no findings"
    return "\n".join([*lines, f"{found}; checked as {operation}{f' for {model}' if model else ''}"])


def together(findings: Iterable[Repaired]) -> Iterator[list[Repaired]]:
    """Findings in groups: those that follow each other at one place, are equally severe and have the same first fix."""
    group: list[Repaired] = []
    for finding in findings:
        if group and not _belong(group[-1], finding):
            yield group
            group = []
        group.append(finding)
    if group:
        yield group


def _belong(one: Repaired, other: Repaired) -> bool:
    (first, fixes), (second, others) = one, other
    same = first.pointer == second.pointer and first.severity == second.severity
    return bool(same and fixes and others and fixes[0].edits == others[0].edits)


def said_together(messages: Sequence[str]) -> str:
    """Several sentences about one value in one: what they begin with and the remedy they end with are said once.

    ``size is "1x1", but m takes a; use b.`` and ``size is "1x1", but m takes c; use b.`` become ``size is "1x1", but m
    takes a, and c; use b.``
    """
    if len(messages) == 1:
        return messages[0]
    shortest = min(map(len, messages))
    head = next((end for end in range(shortest) if len({message[end] for message in messages}) > 1), shortest)
    head = messages[0].rfind(" ", 0, head) + 1
    tail = messages[0].rfind("; ")
    ending = messages[0][tail:] if tail >= head else ""
    if not head or not ending or not all(message.endswith(ending) and len(message) > head + len(ending) for message in messages):
        return " ".join(messages)
    middles = [message[head : len(message) - len(ending)] for message in messages]
    return f"{messages[0][:head]}{', '.join(middles[:-1])}, and {middles[-1]}{ending}"


def fixes_offered(group: Sequence[Repaired]) -> str:
    """The fixes of findings that are said together, best first, each once."""
    fixes: dict[str, Fix] = {}
    for diagnostic, _ in group:
        fixes.update((repr(fix.edits), fix) for fix in diagnostic.fixes)
    return " or ".join(fix.title + (" (safe)" if fix.safe else "") for fix in fixes.values())


class Sources:
    """The documents behind findings, numbered in the order they are first met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def marks(self, sources: Iterable[Source]) -> str:
        """The numbers of documents, such as ``[1]`` or ``[1, 3]``."""
        found = {self._numbers.setdefault(said_source(source), len(self._numbers) + 1) for source in sources}
        return f"[{', '.join(map(str, sorted(found)))}]"

    def lines(self) -> Iterator[str]:
        """The list of the documents by their numbers."""
        return (f"[{number}] {said}" for said, number in self._numbers.items())


def said_source(source: Source) -> str:
    """A document in one line; how it is known is said where that is not by its word."""
    basis = "" if source.basis == "documented" else f" ({source.basis})"
    return f"{source.title}, {source.date}, {source.url}{basis}"


def each_fix_once(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics with each repair at the first of them only that it repairs."""
    own = each_once(diagnostic.fixes for diagnostic in diagnostics)
    return tuple(
        diagnostic if len(fixes) == len(diagnostic.fixes) else evolve(diagnostic, fixes=fixes)
        for diagnostic, fixes in zip(diagnostics, own, strict=True)
    )


def with_every_fix(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a report with the repairs, too, that stand at an earlier one."""
    result = []
    for diagnostic in diagnostics:
        fixes = every_fix(diagnostic)
        result.append(diagnostic if fixes is None or len(fixes) == len(diagnostic.fixes) else evolve(diagnostic, fixes=fixes))
    return tuple(result)
