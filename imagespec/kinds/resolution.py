"""``resolution``: free image sizes ``WIDTHxHEIGHT`` within step, ratio, edge and pixel limits.

Each limit is a rule of its own and may have its own source; ``size_limits`` has the arithmetic.
"""

from __future__ import annotations

from functools import cached_property

from imagespec.kinds.kind import Kind, replace
from imagespec.kinds.nearest import granted, repair_strategy
from imagespec.kinds.range_ import between, bounds
from imagespec.kinds.schema import literals
from imagespec.kinds.size_flaws import implied, impossible
from imagespec.kinds.size_limits import SizeLimits
from imagespec.kinds.size_parts import Above, Most, Pixels, Step, widest_part
from imagespec.kinds.size_schema import beyond, expressible, size_schema
from imagespec.report.frozen import evolve, frozen
from imagespec.values.sizes import dimensions, intended_dimensions
from imagespec.values.text import quoted
from imagespec.values.wishes import wished

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Constraint, Flaw, Provenance, Subject
    from imagespec.kinds.nearest import Grid
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Outcome, Writer
    from imagespec.report.fix import Fix
    from imagespec.report.weight import Severity

_USUAL = (
    "1024x1024", "1536x1024", "1024x1536", "1792x1024", "1024x1792", "512x512", "2048x2048", "2048x1152", "1152x2048",
    "1280x720", "720x1280", "1536x864", "864x1536", "1920x1088", "1088x1920", "2560x1440", "1440x2560", "3840x2160", "2160x3840",
)  # fmt: skip
"""Sizes that requests often ask for: those of the models with closed sets, the popular ones of the guide, and 16:9 both ways."""

__all__ = ["Above", "Most", "Pixels", "Resolution", "Step"]


@frozen(kw_only=True, slots=False)
class Resolution(Kind):
    """Any image size WIDTHxHEIGHT within limits; one that is not given claims nothing.

    Attributes:
        words: what may stand in place of a size, such as auto
        step: the pixels that both edges are multiples of
        ratio: how many times the short edge the long one may be
        edge: how long an edge may be, in pixels
        pixels: how many pixels there may be
        experimental: from where on sizes are experimental
    """

    KEY: ClassVar[str] = "resolution"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string"})
    READS_NUMBERS: ClassVar[bool] = True
    EXAMPLE: ClassVar[str] = "1536x864"
    JAVASCRIPT: ClassVar[str] = """
    problems: (l) => ["format", ...["step", "ratio", "edge", "pixels", "experimental"].filter((problem) => l[problem])],
    find(l, text) {
      if (l.words?.includes(text)) return undefined;
      const size = dimensions(text);
      if (!size) return ["format"];
      const [width, height] = size;
      return missed(l, width, height) ?? when(l.experimental && width * height > l.experimental.above, "experimental");
    },
    of: (l, problem) => (problem === "format" ? l : l[problem]),
    example: "1536x864",
    limits(l, problem) {
      if (problem === "format") return { format: "WIDTHxHEIGHT", words: l.words ?? [] };
      return problem === "pixels" ? bounds(l.pixels) : without(l[problem], "source", "basis", "reason");
    },
    allowed(l, problem) {
      if (problem === "step") return `a size with both edges divisible by ${l.step.of}`;
      if (problem === "ratio") return `a size no longer than ${l.ratio.max}:1 and no taller than 1:${l.ratio.max}`;
      if (problem === "edge") return `a size with no edge above ${commas(l.edge.max)} pixels`;
      if (problem === "pixels") return `a size of ${between(l.pixels)} pixels in all`;
      const words = l.words ? `, or ${l.words.join(" or ")}` : "";
      return `WIDTHxHEIGHT in pixels, such as ${this.example}${words}`;
    },
    message(l, problem, s, value, meant) {
      const size = dimensions(value);
      const start = `${s.parameter} is ${quoted(value)}`;
      if (!size) {
        return `${start}, but must be ${this.allowed(l, "format")}; write ${meant ? quoted(meant) : "both edges in pixels"}.`;
      }
      if (problem === "experimental") {
        const above = commas(l.experimental.above);
        return `${start}${measured("pixels", size)}; ${s.model} treats more than ${above} as experimental.`;
      }
      const remedy = meant ? `; ${this.nearest(l, size)} ${meant}` : "";
      return `${start}${measured(problem, size)}, but ${s.model} takes ${this.allowed(l, problem)}${remedy}.`;
    },
    nearest(l, [width, height]) {
      const shape = repairStrategy(this.grid(l), Number(width), Number(height)) === "ratio";
      return `the nearest allowed size ${shape ? "in shape " : ""}is`;
    },
    grid: (l) => sizesWithin(l, l),
    meant(l, text, s, problem) {
      if (problem === "experimental") return undefined;
      const word = strip(cut(text, 64)).toLowerCase();
      return l.words?.includes(word) ? [word, true] : sizeMeant(this.grid(l), text);
    },
    """

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
        else:
            yield from self._missed(*size)

    def _missed(self, width: int, height: int) -> Iterator[str]:
        found = tuple(self.numbers.missed(width, height))
        yield from found
        if not found and self.experimental and width * height > self.experimental.above:
            yield "experimental"

    @cached_property
    def numbers(self) -> SizeLimits:
        """The limits without where they come from."""
        return self._numbers()

    @cached_property
    def firm(self) -> SizeLimits:
        """Only the limits whose violation is an error."""
        soft: dict[str, Any] = {name: None for name in self.problems if name != "format" and self.severity_of(name) != "error"}
        return evolve(self, **soft)._numbers()

    def _numbers(self) -> SizeLimits:
        area = self.pixels or Pixels()
        return SizeLimits(
            step=self.step.of if self.step else 1,
            edge=self.edge.max if self.edge else None,
            ratio=self.ratio.max if self.ratio else None,
            least=area.min,
            most=area.max,
        )

    def common(self, others: Sequence[Any]) -> Constraint | None:
        every = (self, *others)
        words = tuple(dict.fromkeys(word for kind in every for word in kind.words))
        parts = {name: widest_part([getattr(kind, name) for kind in every]) for name in ("step", "ratio", "edge", "pixels")}
        same = len({tuple(kind.limits(problem).values() for problem in kind.problems[1:]) for kind in every}) == 1
        above = widest_part([kind.experimental for kind in every]) if same else None  # reported of sizes with no other problem only
        return evolve(self.softest(others), words=words, **parts, experimental=above)

    @property
    def usual(self) -> tuple[str, ...]:
        return (*self.words, *_USUAL)

    # -- code ---------------------------------------------------------------------------------------------------

    def emit(self, writer: Writer, variable: str, outcome: Outcome) -> None:
        binding = self.firm if outcome.verdict else self.numbers
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

    def _emit_arithmetic(self, writer: Writer, variable: str, outcome: Outcome) -> None:
        writer.line(f"size = dimensions({variable})")
        with writer.block("if size is None:"):
            outcome.fail("format")
        with writer.block("else:"):
            writer.line("width, height = size")
            for problem, expression in self.numbers.expressions():
                if outcome.wants(problem):
                    with writer.block(f"if {expression}:"):
                        outcome.fail(problem)
            if not self.numbers.spans and self.experimental and outcome.wants("experimental"):
                missed = " or ".join(f"({expression})" for _, expression in self.numbers.expressions()) or "False"
                with writer.block(f"if width * height > {self.experimental.above} and not ({missed}):"):
                    outcome.fail("experimental")

    @property
    def grid(self) -> Grid:
        """The sizes that are advised: every allowed one, or none where they cannot be listed."""
        return self.numbers.grid

    # -- schema --------------------------------------------------------------------------------------------------

    def json_schema(self) -> Fragment:
        return size_schema(self.firm, self.words) if self.refuses("format") else {}

    def beyond(self, looser: Kind) -> Fragment:
        outside = beyond(self.firm, looser.firm) if isinstance(looser, Resolution) else None
        return super().beyond(looser) if outside is None else outside

    def unsaid(self) -> dict[str, str]:
        if not self.refuses("format") or expressible(self.firm):
            return {}
        limits = [problem for problem in ("step", "ratio", "edge", "pixels") if self.refuses(problem)]
        return dict.fromkeys(limits, "no pattern of a usable length says so for sizes without a bound or with so many")

    def typescript(self) -> tuple[str, ...] | None:
        return (*literals(self.words), "`${number}x${number}`") if self.refuses("format") else None

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
        return f"WIDTHxHEIGHT in pixels, such as {self.EXAMPLE}{words}"

    def in_words(self, problems: Collection[str]) -> str:
        phrases = {
            "step": f"both edges divisible by {self.step.of}" if self.step else "",
            "ratio": f"at most {self.ratio.max}:1" if self.ratio else "",
            "edge": f"no edge above {self.edge.max:,}" if self.edge else "",
            "pixels": f"{between(self.pixels.min, self.pixels.max)} pixels" if self.pixels else "",
            "experimental": f"at most {self.experimental.above:,} pixels" if self.experimental else "",
        }
        limits = ", ".join(phrase for problem, phrase in phrases.items() if problem in problems)
        forms = " or ".join(("WIDTHxHEIGHT", *self.words)) if "format" in problems else ""
        return "; ".join(filter(None, (forms, limits)))

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        size = dimensions(value)
        start = f"{subject.parameter} is {quoted(value)}"
        if size is None:
            meant = self.meant(value)
            remedy = f"write {quoted(meant)}" if meant else "write both edges in pixels"
            return f"{start}, but must be {self.allowed('format')}; {remedy}."
        if problem == "experimental" and self.experimental:
            return f"{start}{self._measure('pixels', size)}; {subject.model} treats more than {self.experimental.above:,} as experimental."
        meant = self.meant(value)
        remedy = f"; {self._nearest(size)} {meant}" if meant else ""
        return f"{start}{self._measure(problem, size)}, but {subject.model} takes {self.allowed(problem)}{remedy}."

    def _nearest(self, size: tuple[int, int]) -> str:
        """How the size that is advised is nearest."""
        shape = repair_strategy(self.grid, *size) == "ratio"
        return f"the nearest allowed size {'in shape ' if shape else ''}is"

    def _measure(self, problem: str, size: tuple[int, int]) -> str:
        if max(size) >= 10**15:
            return ""
        if problem == "pixels":
            return f", {size[0] * size[1]:,} pixels"
        return f", a ratio of {max(size) / min(size):.2f}:1" if problem == "ratio" else ""

    def meant(self, text: str) -> str:
        """The allowed size or word nearest to what a text seems to say, ``""`` when it says nothing readable."""
        word = text[:64].strip().lower()
        if word in self.words:
            return word
        wish = wished(text) if len(text) <= 64 else None
        nearest = granted(self.grid, wish) if wish else None
        return f"{nearest[0]}x{nearest[1]}" if nearest else ""

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        if problem == "experimental":
            return ()
        meant = self.meant(value)
        same = meant and (meant in self.words or dimensions(meant) == intended_dimensions(value))
        return (replace(subject, meant, safe=bool(same)),) if meant else ()

    def flaws(self) -> Iterator[Flaw]:
        above = self.experimental.above if self.experimental else None
        numbers = [part.of if isinstance(part, Step) else part.max for part in (self.step, self.ratio, self.edge) if part]
        if any(number < 1 for number in (*numbers, *((above,) if above is not None else ()))):
            yield (), "a limit below 1", "use 1 or more"
            return
        found = tuple(impossible(self.numbers, above, bounded=self.pixels is not None))
        yield from found or implied(self.numbers, stepped=self.step is not None)

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for word in self.words:
            yield word, ()
            yield word.upper(), ("format",)
        for text in ("", "x", "1024", "1024x", "x1024", "1024X1024", "01024x1024", " 1024x1024", "1024x1024\n", "1024x1024x1", "0x0"):
            yield text, ("format",)
        for width, height in self.numbers.around():
            yield f"{width}x{height}", tuple(self._missed(width, height))
