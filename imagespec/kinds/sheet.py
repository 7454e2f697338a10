"""``sheet``: a file of several frames that is drawn as one sheet, such as a GIF.

The size that is asked for is that of one frame. Its edges and pixels are limited as those of an image are, but on the sheet,
where the frames stand in columns and rows.
"""

from __future__ import annotations

from functools import lru_cache

from imagespec.kinds.interaction import Condition
from imagespec.kinds.kind import Constraint, replace
from imagespec.kinds.nearest import Grid, granted
from imagespec.kinds.range_ import bounds
from imagespec.kinds.resolution import Resolution
from imagespec.kinds.size_limits import SizeLimits
from imagespec.report.frozen import evolve, frozen
from imagespec.values.sizes import dimensions
from imagespec.values.text import quoted
from imagespec.values.wishes import wished

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Subject
    from imagespec.kinds.schema import Clause, Fragment
    from imagespec.kinds.type_ import Type
    from imagespec.kinds.writing import Outcome, Writer
    from imagespec.report.fix import Fix

_OF_SHEET = ("edge", "pixels")


@frozen(kw_only=True, slots=False)
class FrameSize(Resolution):
    """The size of a frame by itself. ``advised`` are the sizes that are right for any number of frames."""

    EXAMPLE: ClassVar[str] = "512x512"
    JAVASCRIPT: ClassVar[str] = """
    example: "512x512",
    nearest: () => "the nearest size for any number of frames is",
    grid: (l) => sizesWithin(l, l.advised),
    """

    advised: SizeLimits

    @property
    def grid(self) -> Grid:
        return self.advised.grid

    def in_javascript(self) -> dict[str, Any]:
        step, edge, ratio, least, most = self.advised.numbers
        parts: dict[str, dict[str, Any]] = {
            "step": {"of": step},
            "edge": {"max": edge},
            "ratio": {"max": ratio},
            "pixels": bounds(least, most),
        }
        return {"advised": {name: part for name, part in parts.items() if part and None not in part.values()}}

    def _nearest(self, size: tuple[int, int]) -> str:
        return "the nearest size for any number of frames is"


@frozen(kw_only=True)
class Sheet(Constraint):
    """``low`` to ``high`` frames stand in ``columns`` and ``rows`` on one sheet.

    ``when`` says which files are drawn so, ``frame`` is the parameter with the size of one frame in pixels, ``frames`` the
    one with their number, ``default`` that number where it is left out. ``image`` are the limits of an image: the ratio
    holds for a frame, edge and pixels for the sheet. A frame that is wrong by itself, in step or edge, is not judged.
    """

    JAVASCRIPT: ClassVar[str] = """
    problems: (l) => ["ratio", "edge", "pixels"].filter((problem) => l.image[problem]),
    parameters: ({ when: { parameter }, frame, frames }) => [frame, parameter, frames],
    find(l, text, value, number) {
      const count = number ?? l.default;
      const frame = count >= l.low && count <= l.high && dimensions(text);
      const { step, edge, ratio } = l.image;
      if (!frame || missed({ step, edge }, ...frame)) return undefined;
      const [width, height] = frame;
      const times = typeof width === "bigint" ? BigInt : Number;
      const sheet = missed({ ...l.image, step: undefined, ratio: undefined }, width * times(l.columns), height * times(l.rows));
      const found = [...(missed({ ratio }, width, height) ?? []), ...(sheet ?? [])];
      return found.length ? found : undefined;
    },
    of: (l) => l,
    limits: (l, problem) => ({
      frames: [l.low, l.high],
      columns: l.columns,
      rows: l.rows,
      ...l.image.kind.limits(l.image, problem),
    }),
    limit: (l, problem) =>
      `a ${problem === "ratio" ? "frame" : "sheet"}${l.image.kind.allowed(l.image, problem).replace(/^a size/, "")}`,
    frames({ low, high }) {
      if (low === 1) return `up to ${high} frames`;
      return low < high ? `${low} to ${high} frames` : `${low} frames`;
    },
    message(l, problem, s, value, near) {
      const [width, height] = dimensions(value) ?? [0, 0];
      const whole = problem !== "ratio" && width < 1e9 && height < 1e9;
      const of = whole ? ` of ${Number(width) * l.columns}x${Number(height) * l.rows} pixels` : "";
      const stand = `${this.frames(l)} stand in ${l.columns} columns and ${l.rows} rows on one sheet${of}`;
      const remedy = near ? `; the nearest size of a frame is ${near}` : "";
      return `${s.parameter} is ${quoted(value)}, and ${stand}, but ${s.model} takes ${this.limit(l, problem)}${remedy}.`;
    },
    meant: (l, text) => [sizeMeant(sizesWithin(l, l.image, l.columns, l.rows), text)?.[0]],
    """

    when: Condition
    frame: str
    frames: str
    default: int | None = None
    low: int
    high: int
    columns: int
    rows: int
    image: Resolution

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(problem for problem in self.image.problems if problem in ("ratio", *_OF_SHEET))

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters whose values the check needs; the first is the one reported."""
        return self.frame, self.when.parameter, self.frames

    @property
    def trigger(self) -> Condition:
        """What must hold for anything to be found."""
        return self.when

    @property
    def _by_itself(self) -> SizeLimits:
        return evolve(self.image.numbers, ratio=None, least=None, most=None)

    @property
    def _of_frame(self) -> SizeLimits:
        return SizeLimits(ratio=self.image.numbers.ratio)

    @property
    def _of_sheet(self) -> SizeLimits:
        return evolve(self.image.numbers, step=1, ratio=None)

    def check(self, value: Mapping[str, Any]) -> Iterator[str]:
        """``value`` maps each of ``parameters`` to its value, ``None`` where absent, null or of another type."""
        number = self.default if value[self.frames] is None else value[self.frames]
        if number is None or not self.low <= number <= self.high or not self.when.holds(value[self.when.parameter]):
            return
        frame = dimensions(value[self.frame] or "")
        if frame and not any(self._by_itself.missed(*frame)):
            yield from self._of_frame.missed(*frame)
            yield from self._of_sheet.missed(frame[0] * self.columns, frame[1] * self.rows)

    def emit_over(self, writer: Writer, variables: Mapping[str, str], outcome: Outcome) -> None:
        """Write the check over the local variables that hold the parameters."""
        if not any(map(outcome.wants, self.problems)):
            return
        size, kind, count = (variables[name] for name in self.parameters)
        number = count if self.default is None else f"({self.default} if {count} is None else {count})"
        there = f"{size} is not None" + (f" and {count} is not None" if self.default is None else "")
        wrong = " or ".join(f"({expression})" for _, expression in self._by_itself.expressions()) or "False"
        with writer.block(f"if {there} and ({self.when.expression(kind)}) and {self.low} <= {number} <= {self.high}:"):
            writer.line(f"frame = dimensions({size})")
            with writer.block("if frame is not None:"):
                writer.line("width, height = frame")
                with writer.block(f"if not ({wrong}):"):
                    self._emit(self._of_frame, writer, outcome)
                    writer.line(f"width, height = width * {self.columns}, height * {self.rows}")
                    self._emit(self._of_sheet, writer, outcome)

    def _emit(self, limits: SizeLimits, writer: Writer, outcome: Outcome) -> None:
        for problem, expression in limits.expressions():
            if outcome.wants(problem):
                with writer.block(f"if {expression}:"):
                    outcome.fail(problem)

    # -- the allowed frames --------------------------------------------------------------------------------------

    @property
    def frame_limits(self) -> SizeLimits:
        """The limits on a frame but for its edges, of which each has one of its own."""
        limits, cells = self.image.numbers, self.columns * self.rows
        least = None if limits.least is None else -(-limits.least // cells)
        return evolve(limits, least=least, most=None if limits.most is None else limits.most // cells)

    @property
    def grid(self) -> Grid:
        """Every size that a frame may have."""
        return _grid(self.frame_limits, self.columns, self.rows)

    def _nearest(self, value: str) -> str:
        """The allowed frame nearest to what a text says, ``""`` when it says nothing readable or there is none."""
        wish = wished(value) if len(value) <= 64 else None
        nearest = granted(self.grid, wish) if wish else None
        return f"{nearest[0]}x{nearest[1]}" if nearest else ""

    # -- schema and types ----------------------------------------------------------------------------------------

    def clauses(self, types: Mapping[str, Type], own: Mapping[str, Fragment]) -> tuple[Clause, ...]:
        """None: JSON Schema does not calculate."""
        return ()

    @property
    def choice(self) -> None:
        """No types say it: they do not calculate."""
        return None

    def unsaid(self) -> dict[str, str]:
        refused = (problem for problem in self.problems if self.refuses(problem))
        return dict.fromkeys(refused, f"JSON Schema cannot multiply {self.frame} by columns and rows")

    # -- words ---------------------------------------------------------------------------------------------------

    def limits(self, problem: str) -> dict[str, Any]:
        return {"frames": [self.low, self.high], "columns": self.columns, "rows": self.rows, **self.image.limits(problem)}

    @property
    def _frames(self) -> str:
        if self.low == 1:
            return f"up to {self.high} frames"
        return f"{self.low} to {self.high} frames" if self.low < self.high else f"{self.low} frames"

    def _limit(self, problem: str) -> str:
        whole = "sheet" if problem in _OF_SHEET else "frame"
        return f"a {whole}{self.image.allowed(problem).removeprefix('a size')}"

    @property
    def said(self) -> tuple[str, str]:
        """What is bound to something else, and to what."""
        limits = ", ".join(map(self._limit, self.problems))
        return f"{self.frame} of {self._frames} with {self.when}", f"should make, in {self.columns} columns and {self.rows} rows, {limits}"

    def allowed(self, problem: str) -> str:
        return f"with {self.when} and {self._frames} in {self.columns} columns and {self.rows} rows, {self._limit(problem)}"

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        width, height = dimensions(value) or (0, 0)
        measured = f" of {width * self.columns}x{height * self.rows} pixels" if problem in _OF_SHEET and max(width, height) < 10**9 else ""
        stand = f"{self._frames} stand in {self.columns} columns and {self.rows} rows on one sheet{measured}"
        nearest = self._nearest(value)
        remedy = f"; the nearest size of a frame is {nearest}" if nearest else ""
        return f"{subject.parameter} is {quoted(value)}, and {stand}, but {subject.model} takes {self._limit(problem)}{remedy}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        nearest = self._nearest(value)
        return (replace(subject, nearest),) if nearest else ()

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for frames in (self.low - 1, self.low, self.high, self.high + 1, None):
            for size in self._sizes():
                for kind in (*self.when.values, "png", None):
                    value = {self.frame: size, self.when.parameter: kind, self.frames: frames}
                    yield value, tuple(self.check(value))

    def _sizes(self) -> Iterator[str | None]:
        """Sizes of frames around each corner of what is allowed."""
        yield from (None, "auto", "1024x1024", "512x512", "16x16")
        runs = list(self.grid)
        for width, run in (*runs[:1], *runs[len(runs) // 2 :][:1], *runs[-1:]):
            for height in (run[0], run[-1]):
                for step in (-run.step, -1, 0, 1, run.step):
                    yield from (f"{width + step}x{height}", f"{width}x{height + step}")


@lru_cache(maxsize=64)
def _grid(limits: SizeLimits, columns: int, rows: int) -> Grid:
    """The frames within limits whose edges fit the columns and rows of a sheet; none where no limit bounds its edges."""
    if limits.edge is None:
        return Grid(())
    most = limits.edge // rows
    widths = evolve(limits, edge=limits.edge // columns).widths()
    runs = ((width, evolve(limits, edge=max(width, most)).heights(width)) for width in widths)
    return Grid((width, range(run.start, min(run.stop, most + 1), run.step)) for width, run in runs)
