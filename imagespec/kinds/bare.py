"""``bare``: one file that is to stand by itself, not in a list."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer
    from imagespec.report.weight import Severity


@frozen(kw_only=True)
class Bare(Predicate):
    """A file that is to stand by itself: a list is doubtful even with one entry; how many it may have at all, count says."""

    KEY: ClassVar[str] = "bare"
    TYPES: ClassVar[frozenset[str]] = frozenset({"files"})
    OF_ARRAYS: ClassVar[bool] = True
    of_presence: ClassVar[bool] = True
    JAVASCRIPT: ClassVar[str] = """
    problem: "type",
    ofArrays: true,
    find: (l, { length }) => length === 1,
    limits: () => ({ list: false }),
    message: (l, problem, s) =>
      `${s.listed} is a list of one file, but ${s.model} takes the file by itself${because(l)}; take it out of the list.`,
    fixes(l, problem, s) {
      const edit = s.pointer.endsWith("[0]") ? move(s.pointer, `/${s.listed}`) : move(`${s.pointer}/0`, s.pointer);
      return [repair("take it out of the list", [edit], true)];
    },
    """

    @property
    def problems(self) -> tuple[str, ...]:
        return ("type",)

    def severity_of(self, problem: str) -> Severity:
        return self.provenance.implied("warning")

    def check(self, value: Any) -> Iterator[str]:
        if len(value) == 1:
            yield "type"

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return f"len({variable}) == 1"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"list": False}

    def allowed(self, problem: str) -> str:
        return "one file by itself, not in a list"

    def json_schema(self) -> Fragment:
        return {}

    def unsaid(self) -> dict[str, str]:
        return {"type": "the list is told from the file by the count of its entries"} if self.refuses("type") else {}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        why = f": {self.provenance.reason}" if self.provenance.reason else ""
        return f"{subject.listed} is a list of one file, but {subject.model} takes the file by itself{why}; take it out of the list."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        numbered = subject.pointer.endswith("[0]")
        edit = (
            Edit("move", f"/{subject.listed}", from_=subject.pointer)
            if numbered
            else Edit("move", subject.pointer, from_=f"{subject.pointer}/0")
        )
        return (Fix("take it out of the list", (edit,), safe=True),)

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        yield [None], ("type",)
        yield [], ()
        yield [None, None], ()
