"""The OpenAI Images API as a table: check a request before it is sent.

>>> import imagespec
>>> imagespec.is_valid({"model": "gpt-image-2", "prompt": "a cat", "size": "1536x864"})
True
>>> report = imagespec.check({"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080"})
>>> [d.rule for d in report.diagnostics]
['size.step']
"""

from __future__ import annotations

from imagespec.api import VERDICTS, Handle, load, resolved
from imagespec.report.errors import InvalidRequest, TableError
from imagespec.report.report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike
    from typing import Any

    from imagespec.report.diagnostic import Diagnostic as Diagnostic
    from imagespec.report.fix import Edit as Edit
    from imagespec.report.fix import Fix as Fix
    from imagespec.report.source import Source as Source

__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "Edit",
    "Fix",
    "Handle",
    "InvalidRequest",
    "Report",
    "Source",
    "TableError",
    "check",
    "is_valid",
    "load",
    "validate",
]

_LAZY = {"Diagnostic": "report.diagnostic", "Edit": "report.fix", "Fix": "report.fix", "Source": "report.source"}


def check(
    request: object,
    operation: str = "generate",
    *,
    spec: str | PathLike[str] | Handle | None = None,
    aliases: Mapping[str, str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    strict: bool = False,
    today: str | None = None,
) -> Report:
    """Check a request and report every finding. Never raises for a request, never changes it.

    Args:
        request: the request body; anything is taken, and a non-object is a finding.
        operation: ``generate``, ``edit``, ``edit-json``, ``variation``, an endpoint path or an SDK name.
        spec: the revision to check against: a name, a path to a table, or what ``load`` returned.
        aliases: your own model names, to names of the table.
        select: keep only these rules: a name, a prefix (``size``) or a problem (``*.unsupported``).
        ignore: drop these rules.
        strict: count warnings as errors.
        today: an ISO date that stands for the day of the call in lifecycle warnings.

    Raises:
        ValueError: the operation, the revision or the date cannot be read.
        TableError: ``spec`` is a path to a table that cannot be used.
    """
    return resolved(spec).check(request, operation, aliases=aliases, select=select, ignore=ignore, strict=strict, today=today)


def is_valid(
    request: object,
    operation: str = "generate",
    *,
    spec: str | PathLike[str] | Handle | None = None,
    aliases: Mapping[str, str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    strict: bool = False,
) -> bool:
    """Whether a request has no errors: the fast path. Arguments as for ``check``."""
    if spec is None and aliases is None and select is None and ignore is None and not strict and type(request) is dict:
        try:
            verdict: bool = VERDICTS[operation][request["model"]][0](request)
            return verdict
        except Exception:
            pass  # first use, no such model, or values of odd types: the careful way decides
    return resolved(spec).is_valid(request, operation, aliases=aliases, select=select, ignore=ignore, strict=strict)


def validate(request: Any, operation: str = "generate", *, spec: str | PathLike[str] | Handle | None = None, **options: Any) -> Any:
    """Return the request when it has no errors. Arguments as for ``check``.

    Raises:
        InvalidRequest: with every finding in ``.report``.
    """
    return resolved(spec).validate(request, operation, **options)


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        value = getattr(__import__(f"imagespec.{_LAZY[name]}", fromlist=[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'imagespec' has no attribute {name!r}")
