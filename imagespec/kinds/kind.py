"""The protocol of a constraint kind: one row of the matrix of kinds and artefacts."""

from __future__ import annotations

from abc import ABC, abstractmethod

from imagespec.kinds.schema import opposite
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import evolve, frozen
from imagespec.values.text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import Any, ClassVar, TypeVar

    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Outcome, Writer
    from imagespec.report.weight import Basis, Severity

    _C = TypeVar("_C", bound="Constraint")


@frozen(kw_only=True)
class Provenance:
    """Why a limit is believed, and how strongly it is reported: these keys stand beside those of every limit.

    Attributes:
        source: the documents it comes from, by their keys in sources
        basis: how it is known; what is not documented is reported as a warning
        severity: how it is reported, where that is not what the basis implies; then with a reason
        reason: why it is believed or reported so
    """

    source: tuple[str, ...] = ()
    basis: Basis = "documented"
    severity: Severity | None = None
    reason: str = ""

    def implied(self, firm: Severity = "error") -> Severity:
        """The severity: the override, else ``firm`` for a documented limit and ``warning`` for a weaker basis."""
        return self.severity or (firm if self.basis == "documented" else "warning")


Flaw = tuple[tuple[str, ...], str, str]
"""What makes a limit senseless by itself: the path of the part below the kind, what is wrong, what to do."""

UNSOURCED = Provenance()
"""The provenance of a limit that inherits its source."""


@frozen
class Subject:
    """What a sentence talks about: a parameter of a request for one model in one operation.

    ``hurried`` says that it is one of so many that near names are not worth their search.
    """

    parameter: str
    model: str
    operation: str
    pointer: str = ""
    hurried: bool = False

    @property
    def listed(self) -> str:
        """The name of the list that the parameter is, also where an entry of it is a field of its own, such as ``image[0]``."""
        return self.parameter.partition("[")[0] if self.pointer.endswith("]") else self.parameter


@frozen(kw_only=True)
class Constraint(ABC):
    """One limit or several that belong together: where they come from, how they are said, and what repairs a violation."""

    provenance: Provenance = UNSOURCED

    JAVASCRIPT: ClassVar[str] = ""
    """The kind in JavaScript: the members of an object that checks and says its limits, with ``l`` for a limit as data.

    ``find`` answers the problems of a value, or with one ``problem`` only whether it is there. ``limits`` names the fields to show
    with what stands for one that is missing, or makes them. ``meant`` answers the value that was meant, which ``message`` is given,
    and whether it is a safe repair; ``fixes`` is for any other repair than to put it in place.
    """

    of_presence: ClassVar[bool] = False
    """Whether it is about a parameter or an entry being there at all, whatever its value."""

    def in_javascript(self) -> dict[str, Any]:
        """What JavaScript knows of the limit beside its fields, or in place of them."""
        return {}

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of the request whose values it needs beside the value that it judges."""
        return ()

    @property
    @abstractmethod
    def problems(self) -> tuple[str, ...]:
        """The problems this constraint can find, in the order they are reported."""

    def provenance_of(self, problem: str) -> Provenance:
        """Where the limit behind a problem comes from."""
        return self.provenance

    def severity_of(self, problem: str) -> Severity:
        """How a problem is reported."""
        return self.provenance_of(problem).implied()

    def refuses(self, problem: str) -> bool:
        """Whether the constraint can find the problem and reports it as an error."""
        return problem in self.problems and self.severity_of(problem) == "error"

    def common(self, others: Sequence[Any]) -> Constraint | None:
        """The limit that refuses what this one and each of others of its class refuse, as softly as the softest of them.

        ``None`` where none does, or none can be said.
        """
        same = all(evolve(other, provenance=self.provenance) == self for other in others)
        return self.softest(others) if same else None

    def softest(self: _C, others: Sequence[_C]) -> _C:
        """Of this limit and others, the one that reports the fewest errors; the first of equals."""
        return min((self, *others), key=lambda kind: sum(kind.severity_of(problem) == "error" for problem in kind.problems))

    def limits(self, problem: str) -> dict[str, Any]:
        """The machine-readable limit behind a problem, as JSON values."""
        return {}

    @abstractmethod
    def allowed(self, problem: str) -> str:
        """What is allowed, as the end of a sentence such as "n must be ..."."""

    def in_words(self, problems: Collection[str]) -> str:
        """The limits behind several problems in one phrase."""
        return "; ".join(dict.fromkeys(self.allowed(problem) for problem in self.problems if problem in problems))

    def unsaid(self) -> dict[str, str]:
        """Problems reported as errors that JSON Schema cannot see, each with the reason: the schema is wider there."""
        return {}

    @abstractmethod
    def message(self, problem: str, subject: Subject, value: Any) -> str:
        """One plain sentence: value, limit and what to do."""

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        """Repairs of the value, best first; none where no repair is obvious."""
        return ()

    @property
    def leaves_out(self) -> bool:
        """Whether all it advises is to leave the parameter out: no other finding about the value may then ask for another one."""
        return False


@frozen(kw_only=True)
class Kind(Constraint):
    """A constraint on one value of the right type.

    A kind checks a value, emits that check as code, says it in a sentence and proposes a fix. It sees one value and
    knows nothing of traversal, order or other kinds.
    """

    KEY: ClassVar[str]
    """The key that introduces the kind in a table."""

    TYPES: ClassVar[frozenset[str]]
    """The parameter types the kind applies to."""

    OF_ARRAYS: ClassVar[bool] = False
    """Whether the kind judges an array of files as a whole, and a single file not at all."""

    READS_NUMBERS: ClassVar[bool] = False
    """Whether the kind tells what a number in the place of a text means (``meant``)."""

    @abstractmethod
    def check(self, value: Any) -> Iterator[str]:
        """Yield each problem of a value of the right type: the meaning of the constraint."""

    @abstractmethod
    def emit(self, writer: Writer, variable: str, outcome: Outcome) -> None:
        """Write the check of the value in ``variable`` as straight-line code."""

    @abstractmethod
    def json_schema(self) -> Fragment:
        """The JSON Schema of the values of the right type that have no problem reported as an error."""

    def beyond(self, looser: Kind) -> Fragment:
        """The JSON Schema of the values without an error by looser limits of the same kind that have one by these."""
        own = {keyword: value for keyword, value in self.json_schema().items() if keyword != "examples"}
        return opposite(own)

    def typescript(self) -> tuple[str, ...] | None:
        """The types whose union holds every value without an error, as narrow as TypeScript can say; ``None`` claims nothing."""
        return None

    def alternatives(self) -> tuple[str, ...]:
        """The fields of an object of which just one is there, for types; ``()`` claims nothing."""
        return ()

    @property
    def usual(self) -> tuple[str, ...]:
        """The texts that requests usually have, or all that may be allowed; none where nothing is usual."""
        return ()

    def meant(self, text: str) -> str:
        """The allowed value that a text means as people write it; ``""`` where none can be told."""
        return ""

    def flaws(self) -> Iterator[Flaw]:
        """What is wrong with the limit as a row of a table, whatever stands around it."""
        return iter(())

    @abstractmethod
    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        """Yield values at and around every edge, each with the problems it must have."""


@frozen(kw_only=True)
class Predicate(Kind):
    """A kind each of whose problems is one expression."""

    @abstractmethod
    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        """The Python expression that is true when the value in ``variable`` has the problem."""

    def emit(self, writer: Writer, variable: str, outcome: Outcome) -> None:
        for problem in filter(outcome.wants, self.problems):
            with writer.block(f"if {self.violated(problem, variable, writer)}:"):
                outcome.fail(problem)


@frozen(kw_only=True)
class Parts(Predicate):
    """A kind of several limits that are given or not, each about one problem and with where it comes from itself."""

    FIELDS: ClassVar[dict[str, str]]
    """The attribute of each problem."""

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(problem for problem, name in self.FIELDS.items() if getattr(self, name) is not None)

    def provenance_of(self, problem: str) -> Provenance:
        own: Provenance = getattr(self, self.FIELDS[problem]).provenance
        return own


def remove(subject: Subject, title: str, *, safe: bool) -> Fix:
    """The fix that drops the parameter."""
    return Fix(title, (Edit("remove", subject.pointer),), safe)


def replace(subject: Subject, value: Any, *, safe: bool = False) -> Fix:
    """The fix that puts another value in place."""
    return Fix(f"use {quoted(value)}", (Edit("replace", subject.pointer, value),), safe)
