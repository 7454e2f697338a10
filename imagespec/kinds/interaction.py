"""Constraints that need more than one parameter, on effective values: an absent or null one has its default."""

from __future__ import annotations

from imagespec.kinds.kind import Constraint
from imagespec.kinds.schema import NULL, Clause, none_of
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import evolve, frozen
from imagespec.values.text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.type_ import Type
    from imagespec.kinds.writing import Outcome, Writer


@frozen(kw_only=True)
class Condition:
    """A test of one parameter's value: member of ``values``, under ``below``, over ``above``, or just present."""

    parameter: str
    values: tuple[str | bool, ...] = ()
    below: int | None = None
    above: int | None = None

    @property
    def example(self) -> str | bool | int:
        """A value that meets the condition; ``True`` stands for any value where it asks for presence only."""
        if self.values:
            return self.values[0]
        if self.above is not None:
            return self.above + 1
        return True if self.below is None else self.below - 1

    @property
    def of_presence(self) -> bool:
        """Whether it asks no more than that the parameter is there."""
        return not self.values and self.below is None and self.above is None

    def holds(self, value: Any) -> bool:
        """Whether the value, of the parameter's own type or ``None``, meets the condition."""
        if self.values:
            return any(value == member for member in self.values)
        if value is None:
            return False
        return (self.below is None or value < self.below) and (self.above is None or value > self.above)

    def common(self, others: Sequence[Condition]) -> Condition | None:
        """What meets this condition and others on the same parameter, ``None`` where nothing does or nothing can be said."""
        every = (self, *others)
        if any(bool(each.values) != bool(self.values) for each in every):
            return None
        values = tuple(value for value in self.values if all(value in each.values for each in others))
        lows, highs = (
            [bound for bound in bounds if bound is not None] for bounds in zip(*((e.above, e.below) for e in every), strict=True)
        )
        if self.values and not values:
            return None
        return evolve(self, values=values, above=max(lows, default=None), below=min(highs, default=None))

    def expression(self, variable: str, *, there: bool = False) -> str:
        """The same test as a Python expression; ``there`` says that the value is known not to be ``None``."""
        if self.values:
            return " or ".join(f"{variable} is {v!r}" if isinstance(v, bool) else f"{variable} == {v!r}" for v in self.values)
        tests = [] if there and not self.of_presence else [f"{variable} is not None"]
        tests += [f"{variable} < {self.below}"] if self.below is not None else []
        tests += [f"{variable} > {self.above}"] if self.above is not None else []
        return " and ".join(tests)

    def json_schema(self, type_: Type, own: Fragment) -> Fragment:
        """The schema of the values that meet the condition, given type and own limits of the parameter; never of a null that is taken."""
        if self.values:
            return {"enum": [spelling for value in self.values for spelling in type_.spellings(value)]}
        if self.below is None and self.above is None:
            if type_.exact is None or type_.form:
                return none_of(NULL) if type_.nullable else {}
            return {"type": type_.name}
        return type_.between(None if self.above is None else self.above + 1, None if self.below is None else self.below - 1, own)

    def __str__(self) -> str:
        if self.values:
            return f"{self.parameter} {' or '.join(map(quoted, self.values)).replace(chr(34), '')}"
        if self.below is not None:
            return f"{self.parameter} below {self.below}"
        return f"{self.parameter} above {self.above}" if self.above is not None else self.parameter


@frozen(kw_only=True)
class Remedy:
    """How to repair: remove one parameter, or set one to a value; ``safe`` when nothing asked for is lost.

    Attributes:
        remove: the parameter to take out
        set: instead of remove: the parameter to set
        to: the value to set it to
        safe: whether nothing that was asked for is lost
    """

    remove: str = ""
    set: str = ""
    to: str | int | None = None
    safe: bool = False

    def fix(self) -> Fix:
        """The remedy as a fix of top-level parameters."""
        if self.remove:
            return Fix(f"remove {self.remove}", (Edit("remove", f"/{self.remove}"),), self.safe)
        return Fix(f"set {self.set} to {quoted(self.to)}", (Edit("add", f"/{self.set}", self.to),), self.safe)


@frozen(kw_only=True)
class Together(Constraint):
    """When one parameter meets ``when``, another must not meet ``clash``.

    ``clash`` is what is left of the other's contract outside the ``needs`` of the table row, ``fits`` what is inside;
    ``clash_default`` says that leaving the other out clashes too. Reported as ``<when>.requires``, or as
    ``<when>.excludes`` where nothing is needed.
    """

    JAVASCRIPT: ClassVar[str] = """
    problems: (l) => [l.needs ? "requires" : "excludes"],
    parameters: (l) => [l.when.parameter, l.clash.parameter],
    find(l, value, other) {
      return when(other === undefined ? l.clash_default : meets(l.clash, other), this.problems(l)[0]);
    },
    limits: ({ when: one, needs, clash }) =>
      needs ? { when: condition(one), needs } : { when: condition(one), excludes: condition(clash) },
    message(l, problem, s, value) {
      const remedy = (l.remedies ?? []).map((one) => remedied(one).title).join(" or ") || "drop one of them";
      const clause = l.needs
        ? `${l.soft ? "should have" : "needs"} ${l.needs}`
        : `${l.soft ? "should not" : "cannot"} be combined with ${l.clash.parameter}`;
      const why = l.reason ? ` (${l.reason})` : "";
      const said = ["string", "number", "bigint", "boolean"].includes(typeof value) ? ` ${quoted(value)}` : "";
      return `${s.parameter}${said} ${clause}${why}; ${remedy}.`;
    },
    fixes: (l) => (l.remedies ?? []).map(remedied),
    """

    when: Condition
    clash: Condition
    clash_default: bool = False
    fits: tuple[str | bool | int, ...] = ()
    needs: str = ""
    remedies: tuple[Remedy, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        return ("requires" if self.needs else "excludes",)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters whose values the check needs; the first is the one reported."""
        return self.when.parameter, self.clash.parameter

    @property
    def trigger(self) -> Condition:
        """What must hold for anything to be found."""
        return self.when

    def common(self, others: Sequence[Any]) -> Constraint | None:
        every = (self, *others)
        if any((kind.problems, kind.parameters) != (self.problems, self.parameters) for kind in every):
            return None
        when, clash = self.when.common([kind.when for kind in others]), self.clash.common([kind.clash for kind in others])
        if when is None or clash is None:
            return None
        remedies = tuple(remedy for remedy in self.remedies if all(remedy in kind.remedies for kind in others))
        widest = max(every, key=lambda kind: len(kind.fits))
        return evolve(
            self.softest(others), when=when, clash=clash, clash_default=all(kind.clash_default for kind in every),
            fits=widest.fits, needs=widest.needs, remedies=remedies,
        )  # fmt: skip

    def check(self, value: Mapping[str, Any]) -> Iterator[str]:
        """``value`` maps each of ``parameters`` to its value, ``None`` where absent, null or of another type."""
        other = value[self.clash.parameter]
        clashes = self.clash_default if other is None else self.clash.holds(other)
        if self.when.holds(value[self.when.parameter]) and clashes:
            yield self.problems[0]

    def clashes(self, other: str) -> str:
        """The Python expression that is true when the value of the other parameter in a variable must not stand beside ``when``."""
        return f"({self.clash.expression(other)})" + (f" or {other} is None" if self.clash_default else "")

    def emit_over(self, writer: Writer, variables: Mapping[str, str], outcome: Outcome) -> None:
        """Write the check over the local variables that hold the parameters."""
        if not outcome.wants(self.problems[0]):
            return
        clash = self.clashes(variables[self.clash.parameter])
        with writer.block(f"if ({self.when.expression(variables[self.when.parameter])}) and ({clash}):"):
            outcome.fail(self.problems[0])

    @property
    def choice(self) -> Together | None:
        """The interaction as a choice among values, for types; ``None`` when it only warns."""
        return self if self.refuses(self.problems[0]) else None

    def clauses(self, types: Mapping[str, Type], own: Mapping[str, Fragment]) -> tuple[Clause, ...]:
        """What a request must not meet all at once, given types and own limits of the parameters; none for a warning."""
        if not self.refuses(self.problems[0]):
            return ()
        when, clash = (each.json_schema(types[each.parameter], own[each.parameter]) for each in (self.when, self.clash))
        if self.clash_default:
            clash = {"enum": [*clash["enum"], None]} if "enum" in clash else {"anyOf": [clash, NULL]}
        return Clause(self.when.parameter, when), Clause(self.clash.parameter, clash, self.clash_default)

    def limits(self, problem: str) -> dict[str, Any]:
        return {"when": str(self.when), "needs": self.needs} if self.needs else {"when": str(self.when), "excludes": str(self.clash)}

    @property
    def said(self) -> tuple[str, str]:
        """What is bound to something else, and to what."""
        return str(self.when), f"only with {self.needs}" if self.needs else f"only without {self.clash}"

    def allowed(self, problem: str) -> str:
        return " ".join(self.said)

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        remedy = " or ".join(remedy.fix().title for remedy in self.remedies) or "drop one of them"
        firm = self.severity_of(problem) == "error"
        if self.needs:
            clause = f"{'needs' if firm else 'should have'} {self.needs}"
        else:
            clause = f"{'cannot' if firm else 'should not'} be combined with {self.clash.parameter}"
        why = f" ({self.provenance.reason})" if self.provenance.reason else ""
        said = f" {quoted(value)}" if isinstance(value, (str, int)) else ""
        return f"{subject.parameter}{said} {clause}{why}; {remedy}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        return tuple(remedy.fix() for remedy in self.remedies)

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for first in (*_around(self.when), None):
            for second in (*_around(self.clash), *self.fits, None):
                value = {self.when.parameter: first, self.clash.parameter: second}
                yield value, tuple(self.check(value))


def _around(condition: Condition) -> Iterator[str | bool | int]:
    """Values at the edges of a condition; ``True`` stands for any value where it asks for presence only."""
    yield from condition.values
    if not condition.values and condition.below is None and condition.above is None:
        yield True
    for bound in (condition.below, condition.above):
        if bound is not None:
            yield from (bound - 1, bound, bound + 1)


@frozen(kw_only=True)
class SameDimensions(Constraint):
    """``of`` must have the width and height of ``like``, or of its first entry. Judged only where both are known."""

    JAVASCRIPT: ClassVar[str] = """
    problem: "dimensions",
    parameters: ({ of, like }) => [of, like],
    find(l, one, other) {
      const isKnown = [one, other].every((file) => file?.width !== undefined && file.height !== undefined);
      return isKnown && (one.width !== other.width || one.height !== other.height);
    },
    limits: { like: "" },
    message: ({ of, like }) => `${of} has other dimensions than ${like}; make both the same width and height.`,
    """

    of: str
    like: str

    @property
    def problems(self) -> tuple[str, ...]:
        return ("dimensions",)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters whose values the check needs; the first is the one reported."""
        return self.of, self.like

    @property
    def trigger(self) -> Condition:
        """What must hold for anything to be found."""
        return Condition(parameter=self.of)

    def check(self, value: Mapping[str, Any]) -> Iterator[str]:
        """``value`` maps both parameters to ``Facts``, or ``None`` where there is no file."""
        one, other = value[self.of], value[self.like]
        if one is None or other is None or None in (one.width, one.height, other.width, other.height):
            return
        if (one.width, one.height) != (other.width, other.height):
            yield "dimensions"

    def emit_over(self, writer: Writer, variables: Mapping[str, str], outcome: Outcome) -> None:
        """Write the check over the local variables that hold the parameters' facts."""
        if not outcome.wants("dimensions"):
            return
        one, other = variables[self.of], variables[self.like]
        known = " and ".join(f"{v}.{edge} is not None" for v in (one, other) for edge in ("width", "height"))
        there = f"{one} is not None and {other} is not None and {known}"
        with writer.block(f"if {there} and ({one}.width != {other}.width or {one}.height != {other}.height):"):
            outcome.fail("dimensions")

    def clauses(self, types: Mapping[str, Type], own: Mapping[str, Fragment]) -> tuple[Clause, ...]:
        """None: JSON Schema compares no two values."""
        return ()

    @property
    def choice(self) -> None:
        """No types say it: it is about the content of files."""
        return None

    def unsaid(self) -> dict[str, str]:
        if not self.refuses("dimensions"):
            return {}
        return {"dimensions": f"JSON Schema cannot compare {self.of} with {self.like}"}

    def limits(self, problem: str) -> dict[str, Any]:
        return {"like": self.like}

    @property
    def said(self) -> tuple[str, str]:
        """What is bound to something else, and to what."""
        return self.of, f"only with the dimensions of {self.like}"

    def allowed(self, problem: str) -> str:
        return f"an image with the dimensions of {self.like}"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        return f"{self.of} has other dimensions than {self.like}; make both the same width and height."

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        return iter(())
