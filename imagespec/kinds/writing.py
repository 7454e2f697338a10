"""What a kind is handed to write its check as code."""

from __future__ import annotations

from typing import Any, Protocol


class Writer(Protocol):
    """What a kind may ask of the code writer."""

    def line(self, text: str) -> None: ...
    def block(self, header: str) -> Any: ...
    def constant(self, value: object) -> str: ...


class Outcome(Protocol):
    """What happens on a violation in the body being written."""

    def wants(self, problem: str) -> bool:
        """Whether this body cares about the problem: a verdict ignores warnings."""
        ...

    def fail(self, problem: str) -> None:
        """Write the statement that refuses or reports."""
        ...

    @property
    def verdict(self) -> bool:
        """True while writing a verdict, which may test all problems in one go."""
        ...
