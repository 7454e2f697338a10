"""The exceptions users meet."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from imagespec.report.report import Report


class InvalidRequest(ValueError):
    """A request that was asked to be valid is not. ``report`` holds every finding."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(report)

    def __str__(self) -> str:
        return "\n".join(map(str, self.report.diagnostics))

    def to_openai_error(self) -> dict[str, Any]:
        """What the API would answer to the request, as ``Report.to_openai_error`` says."""
        unknown = {"message": str(self), "type": "invalid_request_error", "param": None, "code": None}
        return self.report.to_openai_error() or {"error": unknown}


class TableError(ValueError):
    """A table that cannot be used: every mistake in it with file and line, what is wrong, and what to do.

    The text has one line for each mistake, in the order of lines.

    Attributes:
        file, line, problem, remedy: the first mistake. ``line`` counts from 1; 0 means the file as a whole.
        others: one exception for each further mistake.
        more: the number of mistakes beyond those, which are not told.
    """

    def __init__(self, file: str, line: int, problem: str, remedy: str, others: tuple[TableError, ...] = (), more: int = 0) -> None:
        self.file, self.line, self.problem, self.remedy = file, line, problem, remedy
        self.others, self.more = others, more
        lines = [f"{file}:{line}: {problem}; {remedy}" if line else f"{file}: {problem}; {remedy}", *map(str, others)]
        super().__init__("\n".join([*lines, f"and {more:,} more"] if more else lines))

    @property
    def errors(self) -> tuple[TableError, ...]:
        """Every mistake as an exception of its own."""
        return (TableError(self.file, self.line, self.problem, self.remedy), *self.others)

    def __reduce__(self) -> tuple[type[TableError], tuple[object, ...]]:
        return TableError, (self.file, self.line, self.problem, self.remedy, self.others, self.more)


class InvalidResponse(ValueError):
    """An answer that cannot be read. ``problems`` are pairs of an RFC 6901 pointer and what is wrong there."""

    def __init__(self, name: str, problems: tuple[tuple[str, str], ...]) -> None:
        self.name, self.problems = name, problems
        super().__init__(f"no {name}: " + "; ".join(f"{pointer or 'the answer'} {problem}" for pointer, problem in problems))

    def __reduce__(self) -> tuple[type[InvalidResponse], tuple[str, tuple[tuple[str, str], ...]]]:
        return InvalidResponse, (self.name, self.problems)
