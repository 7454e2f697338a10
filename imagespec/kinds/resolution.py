"""``resolution``: free image sizes ``WIDTHxHEIGHT`` within step, ratio, edge and pixel limits.

All arithmetic is on integers. Each limit is a rule of its own and may have its own source.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from json import dumps
from math import log
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve, frozen

from imagespec.kinds.kind import UNSOURCED, Constraint, Kind, Outcome, Provenance, Subject, Writer, replace
from imagespec.kinds.range_ import between, bounds, outside, widest
from imagespec.kinds.schema import Fragment, none_of
from imagespec.report.fix import Fix
from imagespec.report.source import Severity
from imagespec.values.sizes import dimensions, intended_dimensions
from imagespec.values.text import quoted

if TYPE_CHECKING:
    from imagespec.kinds.size_pattern import SizePatterns

_TABLE_LIMIT = 4096
_TYPICAL = ((1024, 1024), (1536, 864), (3840, 2160))


@frozen(kw_only=True)
class Step:
    """Both edges are multiples of ``of`` pixels."""

    of: int
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Most:
    """The most a quantity may be: an aspect ratio (long edge to short edge), or an edge in pixels."""

    max: int
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Pixels:
    """Width times height: ``min`` and ``max`` pixels, both allowed themselves."""

    min: int | None = None
    max: int | None = None
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Above:
    """More than ``above`` pixels: accepted, but experimental."""

    above: int
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True, slots=False)
class Resolution(Kind):
    """``words`` such as ``auto`` stand beside the free sizes; a limit that is ``None`` claims nothing."""

    KEY: ClassVar[str] = "resolution"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string"})

    words: tuple[str, ...] = ()
    step: Step | None = None
    ratio: Most | None = None
    edge: Most | None = None
    pixels: Pixels | None = None
    experimental: Above | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        optional = ("step", "ratio", "edge", "pixels", "experimental")
        return ("format", *(name for name in optional if getattr(self, name) is not None))

    def provenance_of(self, problem: str) -> Provenance:
        if problem == "format":
            return self.provenance
        own: Provenance = getattr(self, problem).provenance
        return own if own.source else evolve(own, source=self.provenance.source)

    def severity_of(self, problem: str) -> Severity:
        return self.provenance_of(problem).implied("warning" if problem == "experimental" else "error")

    def check(self, value: Any) -> Iterator[str]:
        if any(value == word for word in self.words):
            return
        size = dimensions(value)
        if size is None:
            yield "format"
            return
        found = tuple(self._missed(*size))
        yield from found
        if not found and self.experimental and size[0] * size[1] > self.experimental.above:
            yield "experimental"

    def _missed(self, width: int, height: int) -> Iterator[str]:
        if self.step and (width % self.step.of or height % self.step.of):
            yield "step"
        if self.ratio and (width > self.ratio.max * height or height > self.ratio.max * width):
            yield "ratio"
        if self.edge and (width > self.edge.max or height > self.edge.max):
            yield "edge"
        area = self.pixels
        if area and ((area.min is not None and width * height < area.min) or (area.max is not None and width * height > area.max)):
            yield "pixels"

    def common(self, others: Sequence[Any]) -> Constraint | None:
        every = (self, *others)
        words = tuple(dict.fromkeys(word for kind in every for word in kind.words))
        parts = {name: _widest([getattr(kind, name) for kind in every]) for name in ("step", "ratio", "edge", "pixels")}
        same = len({tuple(kind.limits(problem).values() for problem in kind.problems[1:]) for kind in every}) == 1
        above = _widest([kind.experimental for kind in every]) if same else None  # reported of sizes with no other problem only
        return evolve(self.softest(others), words=words, **parts, experimental=above)

    # -- code ---------------------------------------------------------------------------------------------------

    def emit(self, writer: Writer, variable: str, outcome: Outcome) -> None:
        binding = self._binding() if outcome.verdict else self
        guard = f"{variable} not in {writer.constant(frozenset(self.words))}" if self.words else "True"
        with writer.block(f"if {guard}:"):
            if not binding.spans:
                self._emit_arithmetic(writer, variable, outcome)
                return
            writer.line(f"left, _, right = {variable}.partition('x')")
            writer.line(f"span = {writer.constant(binding.spans)}.get(left)")
            writer.line(f"edge = {writer.constant(binding.edges)}.get(right)")
            with writer.block("if span is None or edge is None or not span[0] <= edge <= span[1]:"):
                if outcome.verdict:
                    outcome.fail("format")
                else:
                    self._emit_arithmetic(writer, variable, outcome)
            if self.experimental and outcome.wants("experimental"):
                with writer.block(f"elif span[2] * edge > {self.experimental.above}:"):
                    outcome.fail("experimental")

    def _binding(self) -> Resolution:
        """The same sizes with only the limits whose violation is an error."""
        soft: dict[str, Any] = {name: None for name in self.problems if name != "format" and self.severity_of(name) != "error"}
        return evolve(self, **soft) if soft else self

    def _emit_arithmetic(self, writer: Writer, variable: str, outcome: Outcome) -> None:
        writer.line(f"size = dimensions({variable})")
        with writer.block("if size is None:"):
            outcome.fail("format")
        with writer.block("else:"):
            writer.line("width, height = size")
            for problem, expression in self._expressions():
                if outcome.wants(problem):
                    with writer.block(f"if {expression}:"):
                        outcome.fail(problem)
            if not self.spans and self.experimental and outcome.wants("experimental"):
                missed = " or ".join(f"({expression})" for _, expression in self._expressions()) or "False"
                with writer.block(f"if width * height > {self.experimental.above} and not ({missed}):"):
                    outcome.fail("experimental")

    def _expressions(self) -> Iterator[tuple[str, str]]:
        if self.step:
            yield "step", f"width % {self.step.of} or height % {self.step.of}"
        if self.ratio:
            yield "ratio", f"width > {self.ratio.max} * height or height > {self.ratio.max} * width"
        if self.edge:
            yield "edge", f"width > {self.edge.max} or height > {self.edge.max}"
        if self.pixels:
            yield "pixels", outside("width * height", self.pixels.min, self.pixels.max)

    # -- the allowed sizes --------------------------------------------------------------------------------------

    def heights(self, width: int) -> range:
        """The allowed heights of a width, in pixels: always one unbroken run of multiples of the step.

        Raises:
            ValueError: the limits leave the heights unbounded.
        """
        step = self.step.of if self.step else 1
        low, highs = 1, []
        if self.edge:
            highs.append(self.edge.max)
        if self.ratio:
            low = -(-width // self.ratio.max)
            highs.append(width * self.ratio.max)
        if self.pixels and self.pixels.min is not None:
            low = max(low, -(-self.pixels.min // width))
        if self.pixels and self.pixels.max is not None:
            highs.append(self.pixels.max // width)
        if not highs:
            raise ValueError("no limit bounds the height")
        fits = width % step == 0 and not (self.edge and width > self.edge.max)
        return range(-(-low // step) * step, min(highs) + 1 if fits else 0, step)

    def widths(self) -> range:
        """Every width that may have an allowed height; empty when the limits leave widths unbounded or too many."""
        step = self.step.of if self.step else 1
        most = self.edge.max if self.edge else 0
        return range(step, most + 1, step) if most // step <= _TABLE_LIMIT else range(0)

    @cached_property
    def spans(self) -> dict[str, tuple[int, int, int]]:
        """Width as text, to lowest height, highest height and width in pixels."""
        runs = ((width, self.heights(width)) for width in self.widths())
        return {str(width): (run[0], run[-1], width) for width, run in runs if run}

    @cached_property
    def edges(self) -> dict[str, int]:
        """Height as text, to the height in pixels."""
        return {str(height): height for height in sorted({h for width in map(int, self.spans) for h in self.heights(width)})}

    def nearest(self, width: int, height: int) -> tuple[int, int] | None:
        """The allowed size with the least ``distance`` from a wanted one, the larger of equals; ``None`` without any."""
        return _nearest(self, width, height)

    # -- schema --------------------------------------------------------------------------------------------------

    def json_schema(self) -> Fragment:
        if not self.refuses("format"):
            return {}
        typical = [f"{width}x{height}" for width, height in _TYPICAL if not tuple(self._binding()._missed(width, height))]
        examples = {"examples": [*self.words, *typical]}
        try:
            return _said(self._patterns(self.words)) | examples
        except ValueError:  # a word that looks like the beginning of a size
            sizes = {"type": "string", **_said(self._patterns(()))}
            return {"anyOf": [{"type": "string", "enum": [*self.words]}, sizes]} | examples

    def _patterns(self, words: tuple[str, ...]) -> SizePatterns:
        """The patterns of the sizes without an error; of all sizes where no pattern of sane length says so."""
        from imagespec.kinds.size_pattern import size_patterns

        return size_patterns(*(self._numbers() if self._expressible() else (1, None, None, None, None)), words)

    def _numbers(self) -> tuple[int, int | None, int | None, int | None, int | None]:
        """Step, largest edge, largest ratio, least and most pixels, of the limits whose violation is an error."""
        limits = self._binding()
        area = limits.pixels or Pixels()
        step = limits.step.of if limits.step else 1
        edge = limits.edge.max if limits.edge else None
        ratio = limits.ratio.max if limits.ratio else None
        return step, edge, ratio, area.min, area.max

    def _expressible(self) -> bool:
        from imagespec.kinds.size_pattern import NotExpressible, size_patterns

        try:
            size_patterns(*self._numbers())
        except NotExpressible:
            return False
        return True

    def unsaid(self) -> dict[str, str]:
        if not self.refuses("format") or self._expressible():
            return {}
        limits = [problem for problem in ("step", "ratio", "edge", "pixels") if self.refuses(problem)]
        return dict.fromkeys(limits, "no pattern of a usable length says so for sizes without a bound or with so many")

    def typescript(self) -> tuple[str, ...] | None:
        return (*map(dumps, self.words), "`${number}x${number}`") if self.refuses("format") else None

    # -- words --------------------------------------------------------------------------------------------------

    def limits(self, problem: str) -> dict[str, Any]:
        if problem == "format":
            return {"format": "WIDTHxHEIGHT", "words": list(self.words)}
        if problem == "pixels" and self.pixels:
            return bounds(self.pixels.min, self.pixels.max)
        key = {"step": "of", "experimental": "above"}.get(problem, "max")
        return {key: getattr(getattr(self, problem), key)}

    def allowed(self, problem: str) -> str:
        if problem == "step" and self.step:
            return f"a size with both edges divisible by {self.step.of}"
        if problem == "ratio" and self.ratio:
            return f"a size no longer than {self.ratio.max}:1 and no taller than 1:{self.ratio.max}"
        if problem == "edge" and self.edge:
            return f"a size with no edge above {self.edge.max:,} pixels"
        if problem == "pixels" and self.pixels:
            return f"a size of {between(self.pixels.min, self.pixels.max)} pixels in all"
        if problem == "experimental" and self.experimental:
            return f"a size of at most {self.experimental.above:,} pixels, above which sizes are experimental"
        words = f", or {' or '.join(self.words)}" if self.words else ""
        return f"WIDTHxHEIGHT in pixels, such as 1536x864{words}"

    def in_words(self, problems: Collection[str]) -> str:
        phrases = {
            "step": f"both edges divisible by {self.step.of}" if self.step else "",
            "ratio": f"at most {self.ratio.max}:1" if self.ratio else "",
            "edge": f"no edge above {self.edge.max:,}" if self.edge else "",
            "pixels": f"{between(self.pixels.min, self.pixels.max)} pixels in all" if self.pixels else "",
            "experimental": f"at most {self.experimental.above:,} pixels" if self.experimental else "",
        }
        limits = ", ".join(phrase for problem, phrase in phrases.items() if problem in problems)
        forms = " or ".join(("WIDTHxHEIGHT", *self.words)) if "format" in problems else ""
        return "; ".join(filter(None, (forms, limits)))

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        size = dimensions(value)
        start = f"{subject.parameter} is {quoted(value)}"
        if size is None:
            meant = self._meant(value)
            remedy = f"write {quoted(meant)}" if meant else "write both edges in pixels"
            return f"{start}, but must be {self.allowed('format')}; {remedy}."
        if problem == "experimental" and self.experimental:
            return f"{start}, {size[0] * size[1]:,} pixels; {subject.model} treats more than {self.experimental.above:,} as experimental."
        meant = self._meant(value)
        remedy = f"; the nearest allowed size is {meant}" if meant else ""
        return f"{start}{self._measure(problem, size)}, but {subject.model} takes {self.allowed(problem)}{remedy}."

    def _measure(self, problem: str, size: tuple[int, int]) -> str:
        if problem == "pixels":
            return f", {size[0] * size[1]:,} pixels"
        if problem == "ratio":
            return f", a ratio of {max(size) / min(size):.2f}:1" if max(size) < 10**15 else ""
        return ""

    def _meant(self, value: str) -> str:
        """The allowed size or word nearest to what a text seems to say, ``""`` when it says nothing readable."""
        word = value[:64].strip().lower()
        if word in self.words:
            return word
        wanted = intended_dimensions(value) if len(value) <= 64 else None
        nearest = self.nearest(*wanted) if wanted else None
        return f"{nearest[0]}x{nearest[1]}" if nearest else ""

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        if problem == "experimental":
            return ()
        meant = self._meant(value)
        same = meant and (meant in self.words or dimensions(meant) == intended_dimensions(value))
        return (replace(subject, meant, safe=bool(same)),) if meant else ()

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for word in self.words:
            yield word, ()
            yield word.upper(), ("format",)
        for text in ("", "x", "1024", "1024x", "x1024", "1024X1024", "01024x1024", " 1024x1024", "1024x1024\n", "1024x1024x1", "0x0"):
            yield text, ("format",)
        for size in self._edge_sizes():
            text = f"{size[0]}x{size[1]}"
            yield text, tuple(self.check(text))

    def _edge_sizes(self) -> Iterator[tuple[int, int]]:
        step = self.step.of if self.step else 1
        for run, width in ((self.heights(width), width) for width in self.widths()):
            for height in {run[0], run[-1]} if run else ():
                for width_off in (-step, -1, 0, 1, step):
                    for height_off in (-step, -1, 0, 1, step):
                        if width + width_off > 0 and height + height_off > 0:
                            yield width + width_off, height + height_off


def _widest(parts: Sequence[Any]) -> Any:
    """The part of several limits that takes every size that any of them takes, as softly as the softest; ``None`` where none is."""
    if None in parts:
        return None
    softest = next((part for part in parts if part.provenance.implied() == "warning"), parts[0])
    if isinstance(softest, Step):
        least = min(part.of for part in parts)
        return None if any(part.of % least for part in parts) else evolve(softest, of=least)
    if isinstance(softest, Pixels):
        low, high = widest([(part.min, part.max) for part in parts])
        return evolve(softest, min=low, max=high)
    name = "above" if isinstance(softest, Above) else "max"
    return evolve(softest, **{name: max(getattr(part, name) for part in parts)})


def _said(patterns: SizePatterns) -> Fragment:
    """Neither in the corners of the grid of sizes nor beside it: one negation of both, so that one mistake gives one error."""
    beside = none_of({"type": "string", "pattern": patterns.allowed})
    return none_of({"type": "string", "pattern": patterns.forbidden}, {"type": "string", **beside})


def distance(a: tuple[int, int], b: tuple[int, int]) -> float:
    """How far apart two sizes are: twice the difference in shape plus the difference in area, both as logarithms."""
    return 2 * abs(log(a[0]) - log(a[1]) - log(b[0]) + log(b[1])) + abs(log(a[0]) + log(a[1]) - log(b[0]) - log(b[1]))


@lru_cache(maxsize=4096)
def _nearest(limits: Resolution, width: int, height: int) -> tuple[int, int] | None:
    best: tuple[float, int, int, int] | None = None
    for candidate in limits.widths():
        run = limits.heights(candidate)
        # On one width the distance has its least values where the shape or the area is met, or at an end of the run.
        for ideal in (candidate * height // width, width * height // candidate):
            for near in (ideal, ideal + run.step):
                if run:
                    tall = min(max(near // run.step * run.step, run[0]), run[-1])
                    key = (round(distance((width, height), (candidate, tall)), 12), -candidate * tall, candidate, tall)
                    best = key if best is None else min(best, key)
    return (best[2], best[3]) if best else None
