"""``type``: the JSON type of a parameter, strict: ``"2"`` and ``true`` are no integers, ``1.0`` is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import frozen

from imagespec.kinds.kind import Kind, Subject, replace
from imagespec.report.fix import Fix
from imagespec.values import files, scalars
from imagespec.values.text import quoted, type_name

NAMES = {
    "string": "a string",
    "integer": "an integer",
    "boolean": "true or false",
    "object": "an object",
    "array": "an array",
    "file": "one file",
    "files": "a file or an array of files",
}
_EXACT = {"string": "str", "integer": "int", "object": "dict", "array": "list"}
_READERS = {"string": "string", "integer": "integer", "boolean": "boolean", "object": "object_", "array": "array"}
_FORM_READERS = {"integer": "form_integer", "boolean": "form_boolean"}


@frozen(kw_only=True)
class Type(Kind):
    """``name`` is one of the keys of ``NAMES``; ``form`` says that the request is a form, where scalars may be text."""

    KEY: ClassVar[str] = "type"
    TYPES: ClassVar[frozenset[str]] = frozenset(NAMES)

    name: str
    nullable: bool = False
    form: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        return ("type",)

    @property
    def reader(self) -> str:
        """The function that reads a value of this type and answers ``None`` for any other value."""
        if self.name in ("file", "files"):
            return "file_facts"
        return (_FORM_READERS if self.form else {}).get(self.name, _READERS[self.name])

    @property
    def exact(self) -> str | None:
        """The built-in class whose instances need no reading."""
        return _EXACT.get(self.name)

    def read(self, value: Any) -> Any:
        """The value as the constraints see it, ``None`` when it has another type."""
        return files.file_facts(value) if self.reader == "file_facts" else getattr(scalars, self.reader)(value)

    def check(self, value: Any) -> Iterator[str]:
        if not (value is None and self.nullable) and self.read(value) is None:
            yield "type"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"type": self.name, "nullable": self.nullable}

    def allowed(self, problem: str) -> str:
        return NAMES[self.name] + (" or null" if self.nullable else "")

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        got = type_name(value) if isinstance(value, (dict, list, tuple)) or value is None else f"{type_name(value)}, {quoted(value)}"
        meant = self._meant(value)
        remedy = f"write {quoted(meant)}" if meant is not None else "leave it out" if value is None else "change its type"
        return f"{subject.parameter} must be {self.allowed(problem)}, but is {got}; {remedy}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        meant = self._meant(value)
        return (replace(subject, meant),) if meant is not None else ()

    def _meant(self, value: Any) -> Any:
        """The value somebody plainly meant: a number or truth value written as text, or text written as a number."""
        if isinstance(value, str):
            text = value.strip().lower()
            return {"integer": scalars.form_integer, "boolean": scalars.form_boolean}.get(self.name, lambda _: None)(text)
        if self.name == "boolean" and value in (0, 1) and isinstance(value, int):
            return bool(value)
        return None

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        odd: list[Any] = [
            "text",
            "2",
            "true",
            "",
            1,
            1.0,
            1.5,
            -1,
            True,
            False,
            {},
            [],
            {"a": 1},
            ["a"],
            10**400,
            float("nan"),
            float("inf"),
        ]
        for value in odd:
            yield value, tuple(self.check(value))
        yield None, () if self.nullable else ("type",)
