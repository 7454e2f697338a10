"""``required`` and the parameters a request must not hold: unsupported by the model, or unknown to the table."""

from __future__ import annotations

from functools import lru_cache

from imagespec.kinds.kind import Constraint, remove
from imagespec.kinds.reference import Reference
from imagespec.kinds.schema import NOTHING
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import evolve, frozen
from imagespec.report.pointer import format_pointer, parse_pointer
from imagespec.values.names import nearest
from imagespec.values.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Subject
    from imagespec.kinds.schema import Fragment


@frozen(kw_only=True)
class Required(Constraint):
    """The parameter must be there."""

    JAVASCRIPT: ClassVar[str] = """
    message: (l, problem, s) => `${s.parameter} is missing, but ${s.operation} requires it; add it.`,
    """

    @property
    def problems(self) -> tuple[str, ...]:
        return ("required",)

    def allowed(self, problem: str) -> str:
        return "present"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        return f"{subject.parameter} is missing, but {subject.operation} requires it; add it."


@frozen(kw_only=True)
class SpelledOnce(Constraint):
    """One list has several names in a form, of which a request uses one. ``names`` are examples of all."""

    of_presence: ClassVar[bool] = True
    JAVASCRIPT: ClassVar[str] = """
    spelled: spelledOnce,
    isEntry,
    limits: { names: [] },
    message: ({ names }) =>
      `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are one list, ` +
      "but the request has more than one of them; send every entry under one name.",
    """

    names: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return ("excludes",)

    def limits(self, problem: str) -> dict[str, Any]:
        return {"names": list(self.names)}

    def allowed(self, problem: str) -> str:
        return f"under one of the names {_listed(self.names)}"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        names = f"{_listed(self.names[:-1])} and {self.names[-1]}"
        return f"{names} are one list, but the request has more than one of them; send every entry under one name."


@frozen(kw_only=True)
class Unsupported(Constraint):
    """The parameter exists in the API, but this model or operation does not take it.

    ``taken_by`` names who does; ``droppable`` says that removing it loses nothing the API would have honoured;
    ``renamed`` is the parameter that carries the same thing in this operation, ``reference`` how it does so in JSON.
    """

    of_presence: ClassVar[bool] = True
    JAVASCRIPT: ClassVar[str] = """
    limits: { taken_by: [] },
    message(l, problem, s) {
      const { taken_by: takers = [], renamed } = l;
      const taken = takers.length ? ` (${takers.join(", ")} take${takers.length > 1 ? "" : "s"} it)` : "";
      const remedy = renamed ? `use ${renamed}${l.reference ? ` as ${l.reference.shown}` : ""} instead` : "remove it";
      const verb = l.soft ? "should not be sent" : "is not taken";
      return `${s.parameter} ${verb} by ${s.model} in ${s.operation}${taken}${because(l)}; ${remedy}.`;
    },
    fixes(l, problem, s, value) {
      if (!l.renamed) return [remove(s, `remove ${s.parameter}`, l.droppable !== false)];
      const place = `${ownerOf(s.pointer)}/${l.renamed}`;
      const shaped = l.reference ? l.reference.edits(place, value) : [];
      return [repair(`rename it to ${l.renamed}`, [move(s.pointer, place), ...shaped])];
    },
    """

    taken_by: tuple[str, ...] = ()
    droppable: bool = True
    renamed: str = ""
    reference: Reference | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        return ("unsupported",)

    def common(self, others: Sequence[Any]) -> Constraint | None:
        every = (self, *others)
        takers = tuple(name for name in self.taken_by if all(name in kind.taken_by for kind in every))
        renamed = self.renamed if all(kind.renamed == self.renamed for kind in every) else ""
        soft = evolve(self.softest(others), taken_by=takers, droppable=all(kind.droppable for kind in every))
        return evolve(soft, renamed=renamed, reference=self.reference if renamed else None)

    @property
    def beside(self) -> Unsupported:
        """The same where the request has the parameter that carries the thing as well, which a new name would overwrite."""
        return evolve(self, renamed="", reference=None)

    def limits(self, problem: str) -> dict[str, Any]:
        return {"taken_by": list(self.taken_by)}

    def allowed(self, problem: str) -> str:
        return "left out"

    def json_schema(self) -> Fragment:
        return NOTHING if self.refuses("unsupported") else {"deprecated": True}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        takers = f" ({_listed(self.taken_by)} take{'' if len(self.taken_by) > 1 else 's'} it)" if self.taken_by else ""
        why = f": {self.provenance.reason}" if self.provenance.reason else ""
        shown = f" as {self.reference.shown}" if self.reference else ""
        remedy = f"use {self.renamed}{shown} instead" if self.renamed else "remove it"
        verb = "is not taken" if self.severity_of(problem) == "error" else "should not be sent"
        return f"{subject.parameter} {verb} by {subject.model} in {subject.operation}{takers}{why}; {remedy}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        if self.renamed:
            place = f"{subject.pointer.rpartition('/')[0]}/{self.renamed}"
            shaped = self.reference.edits(place, value) if self.reference else ()
            return (Fix(f"rename it to {self.renamed}", (Edit("move", place, from_=subject.pointer), *shaped)),)
        return (remove(subject, f"remove {subject.parameter}", safe=self.droppable),)


@frozen(kw_only=True)
class Unknown(Constraint):
    """A key no operation of the table has. ``known`` lists the parameters the contract takes."""

    of_presence: ClassVar[bool] = True
    JAVASCRIPT: ClassVar[str] = """
    limits: { known: [] },
    meant: (l, value, s) => [s.hurried ? "" : nearest(strip(cut(s.parameter, 64)).toLowerCase().replaceAll("-", "_"), l.known, 0.75)],
    message(l, problem, s, value, near) {
      return `"${visible(s.parameter)}" is no parameter of ${s.operation}; ${near ? `did you mean ${near}?` : "remove it."}`;
    },
    fixes(l, problem, s, value, near) {
      const drop = remove(s, `remove ${visible(s.parameter)}`);
      return near ? [repair(`rename it to ${near}`, [move(s.pointer, `${ownerOf(s.pointer)}/${near}`)]), drop] : [drop];
    },
    """

    known: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        return ("unknown",)

    def common(self, others: Sequence[Any]) -> Constraint | None:
        return evolve(self.softest(others), known=tuple(dict.fromkeys(name for kind in (self, *others) for name in kind.known)))

    def limits(self, problem: str) -> dict[str, Any]:
        return {"known": list(self.known)}

    def allowed(self, problem: str) -> str:
        return f"one of {_listed(self.known)}"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        near = self._near(subject)
        remedy = f"did you mean {near}?" if near else "remove it."
        return f'"{visible(subject.parameter)}" is no parameter of {subject.operation}; {remedy}'

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        near = self._near(subject)
        drop = remove(subject, f"remove {visible(subject.parameter)}", safe=False)
        if not near:
            return (drop,)
        base = subject.pointer.rpartition("/")[0]
        return (Fix(f"rename it to {near}", (Edit("move", f"{base}/{near}", from_=subject.pointer),)), drop)

    def _near(self, subject: Subject) -> str:
        return "" if subject.hurried else _nearest(subject.parameter[:64].strip().lower().replace("-", "_"), self.known)


@frozen(kw_only=True)
class Misshapen(Unknown):
    """A key that an object of references does not have: the object is written in another shape, and is judged as a whole."""

    JAVASCRIPT: ClassVar[str] = """
    meant: undefined,
    message(l, problem, s) {
      const [name, ...inside] = parsed(s.pointer).slice(0, -1);
      const place = visible(name + inside.map((token) => `[${token}]`).join(""));
      return `"${visible(s.parameter)}" does not belong in ${place} of ${s.operation}; write ${l.reference.shown}.`;
    },
    fixes(l, problem, s, value) {
      const owner = ownerOf(s.pointer);
      const meant = l.reference.fixes(owner, value);
      if (meant.length || !l.known.some((name) => typeof own(value, name) === "string")) return meant;
      const strange = Object.keys(value).filter((name) => !l.known.includes(name));
      return [repair(`remove ${visible(strange.join(", "))}`, strange.map((name) => removal(owner + step(name))))];
    },
    """

    reference: Reference

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        name, *inside, _ = parse_pointer(subject.pointer)
        place = "".join([name, *(f"[{token}]" for token in inside)])
        return f'"{visible(subject.parameter)}" does not belong in {visible(place)} of {subject.operation}; write {self.reference.shown}.'

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        owner = subject.pointer.rpartition("/")[0]
        meant = self.reference.fixes(owner, value)
        if meant or not isinstance(value, dict) or not any(isinstance(value.get(name), str) for name in self.known):
            return meant
        strange = [name for name in value if isinstance(name, str) and name not in self.known]
        return (Fix(f"remove {visible(', '.join(strange))}", tuple(Edit("remove", owner + format_pointer((name,))) for name in strange)),)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)


@lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...]) -> str:
    """The known name that was meant, asked for by a message and again by its fixes."""
    return nearest(name, known, 0.75)
