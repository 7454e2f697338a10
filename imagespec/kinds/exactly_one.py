"""``exactly_one``: an object with exactly one of several keys."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate
from imagespec.kinds.reference import Reference
from imagespec.kinds.schema import NULL, none_of
from imagespec.report.frozen import field, frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Flaw, Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer


@frozen(kw_only=True)
class ExactlyOne(Predicate):
    """An object of which exactly one of several fields is there and not null.

    Attributes:
        keys: the fields of the object
        texts: how the texts of its fields begin, by field, so that a text or another shape in its place is understood
    """

    KEY: ClassVar[str] = "exactly_one"
    TYPES: ClassVar[frozenset[str]] = frozenset({"object"})
    JAVASCRIPT: ClassVar[str] = """
    problems: () => ["requires", "excludes"],
    find(l, value) {
      const count = present(value, l.keys);
      return when(count !== 1, count ? "excludes" : "requires");
    },
    limits: { keys: [] },
    message(l, problem, s) {
      const [has, remedy] = problem === "requires" ? ["none", "add one"] : ["more than one", "keep one"];
      return `${s.parameter} needs exactly one of ${l.keys.join(", ")}, but has ${has}; ${remedy}.`;
    },
    """

    keys: tuple[str, ...]
    texts: dict[str, tuple[str, ...]] = field(factory=dict, hash=False)

    @property
    def reference(self) -> Reference | None:
        """What stands for the object, where the table tells how its texts begin."""
        return Reference(texts=tuple(self.texts.items())) if self.texts else None

    @property
    def problems(self) -> tuple[str, ...]:
        return ("requires", "excludes")

    def check(self, value: Any) -> Iterator[str]:
        present = sum(value.get(key) is not None for key in self.keys)
        if present != 1:
            yield "excludes" if present else "requires"

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        present = " + ".join(f"({variable}.get({key!r}) is not None)" for key in self.keys)
        return f"{present} {'== 0' if problem == 'requires' else '> 1'}"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"keys": list(self.keys)}

    def allowed(self, problem: str) -> str:
        return f"an object with exactly one of {', '.join(self.keys)}"

    def json_schema(self) -> Fragment:
        if not self.refuses("requires"):
            return {}
        absent: list[Fragment] = [{"type": "object", "properties": {key: NULL}} for key in self.keys]  # zod asks for the type
        there = absent if len(absent) == 2 else list(map(none_of, absent))  # of two, one is there when the other is not
        return none_of({"type": "object", **none_of({"oneOf": there})})

    def alternatives(self) -> tuple[str, ...]:
        return self.keys if self.refuses("requires") and self.refuses("excludes") else ()

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        has, remedy = ("none", "add one") if problem == "requires" else ("more than one", "keep one")
        return f"{subject.parameter} needs exactly one of {', '.join(self.keys)}, but has {has}; {remedy}."

    def flaws(self) -> Iterator[Flaw]:
        if len(self.keys) < 2:
            yield ("keys",), "fewer than two keys, so the rule can never fire", "name two keys or more"
        for key, beginnings in self.texts.items():
            if key not in self.keys:
                yield ("texts", key), f"{key} is none of the keys", f"use some of {', '.join(self.keys)}"
            elif not beginnings or not all(beginnings):
                yield ("texts", key), "an empty beginning", "give at least one beginning"

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        yield {}, ("requires",)
        yield dict.fromkeys(self.keys), ("requires",)
        yield dict.fromkeys(self.keys, "https://x"), ("excludes",)
        for key in self.keys:
            yield {key: "https://x"}, ()
