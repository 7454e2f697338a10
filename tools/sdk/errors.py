"""What goes wrong when a release is read."""

from __future__ import annotations


class ExtractError(Exception):
    """The release holds something this module cannot describe faithfully."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem
