"""Limits of a revision as data: each distinct one once, with the document that it comes from; and parameters as rows of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from imagespec.compile.javascript.pool import Pool
from imagespec.compile.javascript.script import Call, Code, identifier, imported, literal
from imagespec.kinds import Type
from imagespec.kinds.interaction import Condition
from imagespec.kinds.kind import Constraint, Provenance
from imagespec.kinds.reference import Reference
from imagespec.report.field import default_of
from imagespec.report.frozen import fields, has
from imagespec.report.source import Source
from imagespec.spec.model import Parameter

_READ_ELSEWHERE = {
    "reference.js": ("reference",),
    "uploads.js": ("judgedFile", "judgedFiles", "typedFile"),
}
"""What the data of limits names, by module."""

_SHORT = 120
"""Limits of fewer characters are written where they are used: a constant of each would make the package larger."""


class Limits:
    """The limits that the contracts of a revision name."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self._sources = sources
        self._documents: dict[str, Code] = {}
        self._pool, self._known = Pool(), Pool()
        self.kinds: dict[str, type[Constraint]] = {}

    @property
    def names(self) -> Collection[str]:
        """The constants that hold limits."""
        return self._pool.names

    def limit(self, kind: Constraint, about: str, **derived: Sequence[str]) -> Code:
        """A limit: itself where it is short, else a constant, whose name ``about`` begins.

        ``derived`` is what the package makes of the contract itself.
        """
        name = type(kind).__name__
        self.kinds[name] = type(kind)
        data = self._data(kind, about) | {key: list(getattr(kind, key)) for key in derived}
        data = {key: value for key, value in data.items() if value != list(derived.get(key, ())) or key not in derived}
        source = data.pop("source", Code("undefined"))
        call = Call("limit", Code(name), source, *([data] if data else []))
        return Code(text) if len(text := literal(call)) < _SHORT else self._pool.name(call, identifier(about, name))

    def parameter(self, parameter: Parameter) -> list[Any]:
        """A parameter as a row: its name, type, limits, and what else there is to say of it."""

        def limits(kinds: Collection[Constraint]) -> list[Code]:
            return [self.limit(kind, parameter.rule) for kind in kinds]

        inside = [name for field in parameter.fields for name in field.names]
        given: dict[str, Any] = {
            "rule": "" if parameter.rule == parameter.name else parameter.rule,
            "also_named": list(parameter.also_named),
            "instead": self._instead(parameter, limits),
            "required": parameter.required and self.limit(parameter.required, parameter.rule),
            "once": parameter.once and self.limit(parameter.once, parameter.rule, names=parameter.names),
            "unknown": parameter.unknown and self.limit(parameter.unknown, parameter.rule, known=inside),
            "numbered": parameter.numbered,
            "instead_of": list(parameter.instead_of),
            "fields": list(map(self.parameter, parameter.fields)),
            "item": parameter.item and self.parameter(parameter.item),
        }
        more = {key: value for key, value in given.items() if value}
        more |= {"default": parameter.default} if isinstance(parameter.default, (str, int)) else {}
        row = [parameter.name, self.limit(parameter.type, parameter.rule), limits(parameter.constraints)]
        return [*row, more] if more else row if parameter.constraints else row[:2]

    def _instead(self, parameter: Parameter, limits: Any) -> dict[str, Any] | None:
        held = parameter.instead
        return {"when": self._condition(held.when), "limits": limits(held.constraints)} if held else None

    def sources(self) -> str:
        """The module of the documents."""
        return self._known.source()

    def source(self) -> str:
        """The module of the limits."""
        text = self._pool.source()
        return self.imports(text) + "\n" + text

    def imports(self, text: str, folder: str = "./") -> str:
        """The imports of what is named in the text of limits."""
        words = set(re.findall(r"[A-Za-z_$][\w$]*", text))
        modules = {"contract.js": ("limit",), "kinds.js": self.kinds, "sources.js": self._known.names, **_READ_ELSEWHERE}
        return "".join(imported(words & set(names), folder + module) for module, names in modules.items())

    def _document(self, key: str) -> Code:
        if key not in self._documents:
            source = self._sources[key]
            row = [key, source.title, source.url, source.date]
            self._documents[key] = self._known.name(row, identifier(key, "source"))
        return self._documents[key]

    def _data(self, kind: Constraint, about: str) -> dict[str, Any]:
        """What a limit is but for its kind: fields that have their default are left out."""
        data = self._fields(kind, about) | kind.in_javascript()
        if isinstance(kind, Type):
            if kind.name not in ("integer", "boolean"):
                data.pop("form", None)  # texts are as they are
            data |= _reading(kind)
        data.pop("fits", None)  # for samples
        soft = [problem for problem in kind.problems if kind.severity_of(problem) == "warning"]
        return data | ({"soft": True if len(soft) == len(kind.problems) else soft} if soft else {})

    def _fields(self, value: Any, about: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in fields(type(value)):
            own = getattr(value, field.name)
            if isinstance(own, Provenance):
                found |= self._provenance(own)
            elif own != default_of(field):
                found[field.name] = self._value(own, about)
        return found

    def _provenance(self, own: Provenance) -> dict[str, Any]:
        found: dict[str, Any] = {"source": self._document(own.source[0])} if own.source else {}
        found |= {} if own.basis == "documented" else {"basis": own.basis}
        return found | ({"reason": own.reason} if own.reason else {})

    def _condition(self, condition: Condition) -> Any:
        return self._value(condition, condition.parameter)

    def _value(self, value: Any, about: str) -> Any:
        if isinstance(value, Constraint):
            return self.limit(value, about)
        if isinstance(value, Reference):
            return Code(f"/* @__PURE__ */ reference({literal(value.texts)}{', true' if value.listed else ''})")
        if has(type(value)):
            return self._fields(value, about)
        if isinstance(value, (tuple, list)):
            return [self._value(entry, about) for entry in value]
        return value


def _reading(kind: Type) -> dict[str, Code]:
    """Files are judged in a way of their own, which other operations need not load."""
    if kind.open or kind.reader != "file_facts":
        return {}
    return {"judge": Code("judgedFiles" if kind.name == "files" else "judgedFile"), "typed": Code("typedFile")}
