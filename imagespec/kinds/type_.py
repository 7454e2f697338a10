"""``type``: the JSON type of a parameter, strict: ``"2"`` and ``true`` are no integers, ``1.0`` is one."""

from __future__ import annotations

from imagespec.kinds.kind import Kind, Predicate, replace
from imagespec.kinds.reference import Reference
from imagespec.kinds.schema import NOTHING, NULL, alternatives, any_of, none_of, one_of_several, whole_number
from imagespec.report.frozen import evolve, frozen
from imagespec.values import files, scalars
from imagespec.values.opaque import Opaque
from imagespec.values.text import quoted, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Constraint, Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer
    from imagespec.report.fix import Fix

NAMES = {
    "string": "a string",
    "integer": "an integer",
    "boolean": "true or false",
    "object": "an object",
    "array": "an array",
    "file": "one file",
    "files": "a file or an array of files",
}
ANY = "any"
"""The type of a parameter whose value nobody judges: not all models take it, and none is named. No table can use it."""

FEW_TEXTS = 32
"""The most integers that are spelled out one by one, as numbers and as texts."""

_MEANT = 10**9
"""Numbers from here on are not read in the place of a text."""

_EXACT = {"string": "str", "integer": "int", "object": "dict", "array": "list"}
_READERS = {"string": "string", "integer": "integer", "boolean": "boolean", "object": "object_", "array": "array"}
_FORM_READERS = {"integer": "form_integer", "boolean": "form_boolean"}


@frozen(kw_only=True)
class Type(Predicate):
    """``name`` is one of the keys of ``NAMES``, or ``ANY``.

    ``form`` says that the request is a form, where scalars may be text; ``needed`` that the value cannot be left out.
    ``reference`` says what is meant by a value in place of an object, of an array of such objects, or of a text in one.
    ``numbers`` is the limit that reads a number in place of a text, such as 1024 for a size.
    ``addressed`` shows how a JSON body names the file that a form uploads, ``""`` where none can.
    """

    KEY: ClassVar[str] = "type"
    TYPES: ClassVar[frozenset[str]] = frozenset(NAMES)
    JAVASCRIPT: ClassVar[str] = """
    problem: "type",
    limits: (l) => ({ type: l.name, nullable: Boolean(l.nullable) }),
    message(l, problem, s, value, meant) {
      if (l.name.startsWith("file") && typeof value === "string") {
        const elsewhere = l.addressed ? `, or name it in a JSON body as ${l.addressed}` : "";
        return `${s.parameter} is an address, ${quoted(value)}, but a form uploads the file itself; upload it${elsewhere}.`;
      }
      const [named, shown] = [typeName(value), quoted(value)];
      const got = shown === named || shown === "null" ? named : `${named}, ${shown}`;
      const allowed = TYPES[l.name] + (l.nullable ? " or null" : "");
      return `${s.parameter} must be ${allowed}, but is ${got}; ${this.remedy(l, s, value, meant)}.`;
    },
    remedy(l, s, value, meant) {
      if (meant !== undefined) return `write ${quoted(meant)}`;
      if (value === null && !l.needed && s.pointer) return "leave it out";
      if (l.reference && l.name !== "string") return `write ${l.reference.shown}`;
      return value === null ? `write ${TYPES[l.name]}` : "change its type";
    },
    fixes(l, problem, s, value, meant) {
      if (meant !== undefined) return [replace(s, meant)];
      if (!l.reference) return [];
      return l.name === "string" ? l.reference.fieldFixes(s.pointer, value) : l.reference.fixes(s.pointer, value);
    },
    meant(l, value) {
      if (typeof value === "string") {
        const text = strip(value).toLowerCase();
        const whole = /^[^.]*(?=\\.0+$)/.exec(text)?.[0] ?? text;
        return [l.name === "integer" ? formInteger(whole) : l.name === "boolean" ? formBoolean(whole) : undefined];
      }
      if (l.name === "boolean" && (value === 0 || value === 1)) return [value === 1];
      const isEdge = l.numbers && Number.isInteger(value) && value > 0 && value < 1e9;
      return isEdge ? l.numbers.kind.meant(l.numbers, String(value)) : undefined;
    },
    """

    name: str
    nullable: bool = False
    form: bool = False
    needed: bool = False
    reference: Reference | None = None
    numbers: Kind | None = None
    addressed: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        return ("type",)

    @property
    def open(self) -> bool:
        """Whether any value is of the type."""
        return self.name == ANY

    @property
    def can_be_null(self) -> bool:
        """Whether null is a value beside those of the type."""
        return self.nullable and not self.open

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

    @property
    def scalar(self) -> bool:
        """Whether what is read is a text, a number or a truth value."""
        return self.name in ("string", "integer", "boolean")

    def missed(self, variable: str) -> str:
        """The Python expression that is true when the value in a local variable has another type; what is read of it is there then."""
        tests = [f"type({variable}) is not {self.exact}"] if self.exact else []
        tests += [f"{variable} is not True", f"{variable} is not False"] if self.name == "boolean" else []
        tests += [f"{variable} is not None"] if self.nullable else []
        return " and ".join([*tests, f"({variable} := {self.reader}({variable})) is None"])

    def read(self, value: Any) -> Any:
        """The value as the constraints see it, ``None`` when it has another type."""
        if self.open:
            return value
        return files.file_facts(value) if self.reader == "file_facts" else getattr(scalars, self.reader)(value)

    def common(self, others: Sequence[Any]) -> Constraint | None:
        every = (self, *others)
        if any((kind.name, kind.form) != (self.name, self.form) for kind in every):
            return None
        addressed = self.addressed if all(kind.addressed == self.addressed for kind in every) else ""
        nullable, needed = any(kind.nullable for kind in every), all(kind.needed for kind in every)
        numbers = self.numbers if all(kind.numbers == self.numbers for kind in every) else None
        return evolve(self, nullable=nullable, needed=needed, addressed=addressed, numbers=numbers)

    def check(self, value: Any) -> Iterator[str]:
        if not (value is None and self.nullable) and self.read(value) is None:
            yield "type"

    def json_schema(self) -> Fragment:
        return self.schema_of({})

    def schema_of(self, limits: Fragment) -> Fragment:
        """The JSON Schema of the values of this type that meet the limits, and of null where that stands for leaving it out.

        One mistake gives one error: a choice among types is said by what the value must not be.
        """
        if self.open:
            return {}
        if limits.get("not") == NOTHING["not"]:
            return NULL if self.nullable else NOTHING
        if self.reader == "file_facts":
            return self._files(limits)
        if self.form and self.name == "boolean":
            return self._members([True, False], limits)
        if self.form and self.name == "integer":
            return self._form_integer(limits)
        if "enum" in limits and not {"pattern", "minLength", "maxLength"} & set(limits):
            return self._members(limits["enum"], limits)
        return {"type": [self.name, "null"] if self.nullable else self.name, **limits}

    def spellings(self, value: Any) -> list[Any]:
        """The JSON values that mean a value of this type: in a form also its text."""
        if not self.form or isinstance(value, str):
            return [value]
        return [value, str(value).lower()]

    def between(self, low: int | None, high: int | None, own: Fragment) -> Fragment:
        """The JSON Schema of the integers between inclusive bounds, in every spelling.

        ``own`` are limits that hold anyway: texts outside them need not be spelled. To Python, a final newline does not
        belong to a text, so what stands alone must refuse it.
        """
        bounds = {keyword: bound for keyword, bound in (("minimum", low), ("maximum", high)) if bound is not None}
        number: Fragment = {"type": "integer", **bounds}
        if not self.form:
            return number
        least = max((bound for bound in (low, own.get("minimum")) if bound is not None), default=None)
        most = min((bound for bound in (high, own.get("maximum")) if bound is not None), default=None)
        if least is not None and most is not None and most - least < FEW_TEXTS:
            return {"enum": [spelling for value in range(least, most + 1) for spelling in self.spellings(value)]}
        return {"anyOf": [number, {"type": "string", "pattern": f"^{whole_number(least, most)}$"}]}

    def _members(self, values: list[Any], limits: Fragment) -> Fragment:
        spelled = [spelling for value in values for spelling in self.spellings(value)]
        notes = {keyword: note for keyword, note in limits.items() if keyword != "enum"}
        return {"enum": [*spelled, *([None] if self.nullable else [])], **notes}

    def _form_integer(self, limits: Fragment) -> Fragment:
        notes = {keyword: note for keyword, note in limits.items() if keyword not in ("minimum", "maximum")}
        numbers = self.between(limits.get("minimum"), limits.get("maximum"), {})
        if "enum" in numbers:
            return {"enum": [*numbers["enum"], *([None] if self.nullable else [])], **notes}
        number, text = numbers["anyOf"]
        one_line = text | none_of({"type": "string", "pattern": r"\n"})
        return one_of_several(number, one_line, *([NULL] if self.nullable else [])) | notes

    def _files(self, limits: Fragment) -> Fragment:
        """Text stands for a file, an object describes one; an array holds several."""
        count = {keyword: bound for keyword, bound in limits.items() if keyword in ("minItems", "maxItems")}
        said = limits.get("properties", {})
        notes = {keyword: note for keyword, note in limits.items() if keyword not in (*count, "properties", "not")}
        described: Fragment = {"type": "object", "properties": {**dict.fromkeys(files.REFERENCES, False), **said}}
        named: Fragment = {"type": "string", **_no_address(limits.get("not", {}))}
        null = [NULL] if self.nullable else []
        if self.name == "file":
            return one_of_several(named, described, *null) | notes
        one = one_of_several(named, described)
        return one_of_several(one, {"type": "array", **count, "items": one}, *null) | notes

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return f"{self.reader}({variable}) is None"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"type": self.name, "nullable": self.nullable}

    def allowed(self, problem: str) -> str:
        return "anything" if self.open else NAMES[self.name] + (" or null" if self.nullable else "")

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        if self.reader == "file_facts" and isinstance(value, str):
            elsewhere = f", or name it in a JSON body as {self.addressed}" if self.addressed else ""
            return f"{subject.parameter} is an address, {quoted(value)}, but a form uploads the file itself; upload it{elsewhere}."
        named = type_name(value)
        shown = named if isinstance(value, (dict, list)) else quoted(value)
        got = named if shown in (named, "null") else f"{named}, {shown}"
        return f"{subject.parameter} must be {self.allowed(problem)}, but is {got}; {self._remedy(subject, value)}."

    def _remedy(self, subject: Subject, value: Any) -> str:
        meant = self._meant(value)
        if meant is not None:
            return f"write {quoted(meant)}"
        if isinstance(value, Opaque) and value.lacks:
            return "give the path of a file that is there"
        if value is None and not self.needed and subject.pointer:
            return "leave it out"
        if self.reference and self.name != "string":
            return f"write {self.reference.shown}"
        return f"write {NAMES[self.name]}" if value is None else "change its type"

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        meant = self._meant(value)
        if meant is not None:
            return (replace(subject, meant),)
        if not self.reference:
            return ()
        ask = self.reference.field_fixes if self.name == "string" else self.reference.fixes
        return ask(subject.pointer, value)

    def _meant(self, value: Any) -> Any:
        """The value somebody plainly meant: a number or truth value written as text, or text written as a number."""
        if isinstance(value, str):
            text = value.strip().lower()
            whole, dot, fraction = text.partition(".")
            text = whole if dot and fraction and not fraction.strip("0") else text
            return {"integer": scalars.form_integer, "boolean": scalars.form_boolean}.get(self.name, lambda _: None)(text)
        if self.name == "integer" and self.form and isinstance(value, float):
            return scalars.integer(value)
        if self.name == "boolean" and value in (0, 1) and isinstance(value, int):
            return bool(value)
        if self.numbers and type(value) is int and 0 < value < _MEANT:
            return self.numbers.meant(str(value)) or None
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


def _no_address(refused: Fragment) -> Fragment:
    """The texts that are no address, and none of those refused; one pattern says it with the first of these."""
    first, *others = [entry["pattern"] for entry in alternatives(refused)] if refused else [""]
    joined = "|".join(filter(None, (f"^{any_of(files.ADDRESSES)}", first)))
    return none_of(*({"type": "string", "pattern": pattern} for pattern in (joined, *others)))
