"""The limits of a revision as data: each distinct one once, with the document that it comes from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from attrs import Factory, fields, has

from imagespec.compile.javascript.script import Code, identifier, imported, laid_out, literal
from imagespec.kinds.kind import Constraint, Provenance
from imagespec.kinds.reference import Reference
from imagespec.report.source import Source


class Limits:
    """Limits by the names of the constants that hold them."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self._sources = sources
        self._names: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self._texts: dict[str, str] = {}
        self.kinds: dict[str, type[Constraint]] = {}
        self.documents: dict[str, str] = {}

    def name(self, kind: Constraint, about: str) -> str:
        """The constant of a limit. ``about`` begins its name."""
        data = self._data(kind, about)
        key = (type(kind).__name__, literal(data))
        if key not in self._names:
            self.kinds[type(kind).__name__] = type(kind)
            name = self._free(identifier(about, type(kind).__name__))
            self._names[key] = name
            entry = {"kind": Code(type(kind).__name__), **data}
            start = f"export const {name} = "
            self._texts[name] = f"{start}{laid_out(entry, 0, len(start) + 1)};\n"
        return self._names[key]

    @property
    def names(self) -> Collection[str]:
        """The constants."""
        return self._texts.keys()

    def source(self) -> str:
        """The module of the limits."""
        text = "\n".join(self._texts.values())
        return (
            imported(set(self.kinds), "./kinds.js")
            + (imported({"reference"}, "./reference.js") if "reference(" in text else "")
            + imported(set(self.documents.values()), "./sources.js")
            + "\n"
            + text
        )

    def sources_module(self) -> str:
        """The module of the documents."""
        lines = []
        for key, name in self.documents.items():
            source = self._sources[key]
            data = {"key": key, "title": source.title, "url": source.url, "date": source.date}
            start = f"export const {name} = "
            lines.append(f"{start}{laid_out(data, 0, len(start) + 1)};\n")
        return "\n".join(lines)

    def _free(self, name: str) -> str:
        free, number = name, 1
        while free in self._taken:
            number += 1
            free = f"{name}{number}"
        self._taken.add(free)
        return free

    def _document(self, key: str) -> Code:
        if key not in self.documents:
            name, number = identifier(key, "source"), 1
            while name in self.documents.values():
                number += 1
                name = identifier(key, "source", str(number))
            self.documents[key] = name
        return Code(self.documents[key])

    def _data(self, kind: Constraint, about: str) -> dict[str, Any]:
        """What a limit is but for its kind: fields that have their default are left out."""
        data = self._fields(kind, about) | {key: self._value(value, about) for key, value in kind.in_javascript().items()}
        soft = [problem for problem in kind.problems if kind.severity_of(problem) == "warning"]
        return data | ({"soft": soft} if soft else {})

    def _fields(self, value: Any, about: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in fields(type(value)):
            own = getattr(value, field.name)
            if isinstance(own, Provenance):
                found |= self._provenance(own)
            elif own != (field.default.factory() if isinstance(field.default, Factory) else field.default):  # type: ignore[arg-type]
                found[field.name] = self._value(own, about)
        return found

    def _provenance(self, own: Provenance) -> dict[str, Any]:
        found: dict[str, Any] = {"source": self._document(own.source[0])} if own.source else {}
        found |= {} if own.basis == "documented" else {"basis": own.basis}
        return found | ({"reason": own.reason} if own.reason else {})

    def _value(self, value: Any, about: str) -> Any:
        if isinstance(value, Constraint):
            return Code(self.name(value, about))
        if isinstance(value, Reference):
            listed = ", true" if value.listed else ""
            return Code(f"/* @__PURE__ */ reference({literal(value.texts)}{listed})")
        if has(type(value)):
            return self._fields(value, about)
        if isinstance(value, (tuple, list)):
            return [self._value(entry, about) for entry in value]
        return value
