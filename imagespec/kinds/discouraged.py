"""``discouraged``: a parameter that is documented for a model, but doubtful there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import frozen

from imagespec.kinds.kind import Kind, Subject, Writer, remove
from imagespec.report.fix import Fix
from imagespec.report.source import Severity


@frozen(kw_only=True)
class Discouraged(Kind):
    """Sent at all, the parameter draws a warning ``<parameter>.unsupported``; its other limits apply as well."""

    KEY: ClassVar[str] = "discouraged"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string", "integer", "boolean", "object", "array", "file", "files"})

    @property
    def problems(self) -> tuple[str, ...]:
        return ("unsupported",)

    def severity_of(self, problem: str) -> Severity:
        return self.provenance.implied("warning")

    def check(self, value: Any) -> Iterator[str]:
        yield "unsupported"

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return "True"

    def allowed(self, problem: str) -> str:
        return "better left out"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        why = f": {self.provenance.reason}" if self.provenance.reason else ""
        return f"{subject.parameter} is doubtful for {subject.model} in {subject.operation}{why}; leave it out."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        return (remove(subject, f"remove {subject.parameter}", safe=True),)

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        yield "", ("unsupported",)
