"""A request that was found somewhere, and what it was recognised by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

Locate = Callable[[tuple[str, ...], bool], tuple[int, "int | None"]]
"""Line and column, both from 1, of the value that tokens lead to, or with ``True`` of its key; for a missing one, of what is around it."""


class Evidence(NamedTuple):
    """One thing that speaks for a request, or with a weight below 0 against one. ``what`` completes *recognised by*."""

    what: str
    weight: int


class Found(NamedTuple):
    """A request in a document or in source code.

    Attributes:
        request: its parameters. In source code, values that are not known are ``imagespec.values.unknown.UNKNOWN``.
        operation: of the table; ``""`` where it cannot be told.
        path: where it stands in the document, keys and indices; ``()`` for the whole document and for source code.
        partial: whether only some parameters are known, as of a config, a preset or a call.
        evidence: what it was recognised by.
        locate: the place of a part of the request by tokens in the request; ``None`` where only the file is known.
        in_place: whether each part of the request stands in the document below ``path`` by the same names, so that an edit of
            the request is an edit of the document.
        own: keys beside the parameters that are not the API's but those of the program that reads the document.
        fine: rules whose findings are none where it stands, such as ``model.prefixed`` for a client that takes prefixes.
    """

    request: dict[str, Any]
    operation: str
    path: tuple[str | int, ...]
    partial: bool
    evidence: tuple[Evidence, ...]
    locate: Locate | None = None
    in_place: bool = True
    own: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """The sum of the weights."""
        return sum(evidence.weight for evidence in self.evidence)
