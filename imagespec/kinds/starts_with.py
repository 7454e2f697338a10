"""``starts_with``: the prefixes a text may begin with, such as the schemes of a URL."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate
from imagespec.kinds.schema import any_of
from imagespec.report.frozen import evolve, frozen
from imagespec.values.text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Constraint, Flaw, Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer


@frozen(kw_only=True)
class StartsWith(Predicate):
    """How a text must begin.

    Attributes:
        prefixes: the beginnings, of which one must be there; ASCII case does not matter, as in schemes of URLs
        such_as: whole texts as examples, for the message
    """

    KEY: ClassVar[str] = "starts_with"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string"})
    JAVASCRIPT: ClassVar[str] = """
    problem: "format",
    find: (l, text) => !l.prefixes.some((prefix) => startsWith(text, prefix)),
    limits: { prefixes: [] },
    message(l, problem, s, value) {
      const remedy = l.such_as ? `write ${l.such_as.join(" or ")}` : "give the whole text";
      return `${s.parameter} is ${quoted(cut(value, 40))}, but must start with ${l.prefixes.join(" or ")}; ${remedy}.`;
    },
    """

    prefixes: tuple[str, ...]
    such_as: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        return ("format",)

    @property
    def _longest(self) -> int:
        return max(map(len, self.prefixes))

    def check(self, value: Any) -> Iterator[str]:
        if not any(value[: len(prefix)].lower() == prefix.lower() for prefix in self.prefixes):
            yield "format"

    def common(self, others: Sequence[Any]) -> Constraint | None:
        prefixes = tuple(dict.fromkeys(prefix for kind in (self, *others) for prefix in kind.prefixes))
        return evolve(self.softest(others), prefixes=prefixes)

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        lowered = tuple(prefix.lower() for prefix in self.prefixes)
        return f"not {variable}[:{self._longest}].lower().startswith({writer.constant(lowered)})"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"prefixes": list(self.prefixes)}

    def allowed(self, problem: str) -> str:
        return f"a text that starts with {' or '.join(self.prefixes)}"

    def json_schema(self) -> Fragment:
        if not self.refuses("format"):
            return {}
        return {"pattern": f"^{any_of([prefix.lower() for prefix in self.prefixes])}"}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        remedy = f"write {' or '.join(self.such_as)}" if self.such_as else "give the whole text"
        return f"{subject.parameter} is {quoted(value[:40])}, but must start with {' or '.join(self.prefixes)}; {remedy}."

    def flaws(self) -> Iterator[Flaw]:
        if not self.prefixes or not all(prefix and prefix.isascii() for prefix in self.prefixes):
            yield (), "an empty or non-ASCII prefix", "give at least one ASCII prefix"
            return
        lowered = [prefix.lower() for prefix in self.prefixes]
        for prefix in lowered:
            wider = [other for other in lowered if prefix.startswith(other)]
            if len(wider) > 1:
                yield ("prefixes",), f"{prefix} begins with {min(wider, key=len)}, which is enough", "keep the shorter one"
                return

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for prefix in self.prefixes:
            for text in (prefix, prefix + "x", prefix.upper() + "x", prefix[:-1], " " + prefix, "x" + prefix):
                yield text, tuple(self.check(text))
        yield "", ("format",)
