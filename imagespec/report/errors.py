"""The exceptions users meet."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imagespec.report.report import Report


class InvalidRequest(ValueError):
    """A request that was asked to be valid is not. ``report`` holds every finding."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(report)

    def __str__(self) -> str:
        return "\n".join(map(str, self.report.diagnostics))


class TableError(ValueError):
    """A table that cannot be used: which file and line, what is wrong, and what to do.

    ``line`` counts from 1; 0 means the file as a whole.
    """

    def __init__(self, file: str, line: int, problem: str, remedy: str) -> None:
        self.file, self.line, self.problem, self.remedy = file, line, problem, remedy
        super().__init__(f"{file}:{line}: {problem}; {remedy}" if line else f"{file}: {problem}; {remedy}")

    def __reduce__(self) -> tuple[type[TableError], tuple[str, int, str, str]]:
        return TableError, (self.file, self.line, self.problem, self.remedy)


class InvalidResponse(ValueError):
    """An answer that cannot be read. ``problems`` are pairs of an RFC 6901 pointer and what is wrong there."""

    def __init__(self, name: str, problems: tuple[tuple[str, str], ...]) -> None:
        self.name, self.problems = name, problems
        super().__init__(f"no {name}: " + "; ".join(f"{pointer or 'the answer'} {problem}" for pointer, problem in problems))

    def __reduce__(self) -> tuple[type[InvalidResponse], tuple[str, tuple[tuple[str, str], ...]]]:
        return InvalidResponse, (self.name, self.problems)
