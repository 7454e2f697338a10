"""``imagespec size``: whether a model takes a size, and which that it takes is nearest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from math import gcd
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from imagespec.cli import options
from imagespec.cli.columns import paragraph, table
from imagespec.cli.config import configured
from imagespec.cli.terminal import shown_path
from imagespec.kinds.nearest import LONGEST, MEASURES, OFF, STRATEGIES, Size, good_sizes, granted, nearest, of_ratio
from imagespec.values.sizes import dimensions
from imagespec.values.text import counted, visible
from imagespec.values.wishes import USUAL, Wish, edges_of, read_ratio, wished

if TYPE_CHECKING:
    import imagespec
    from imagespec.engine.sizes import Taken
    from imagespec.report.diagnostic import Diagnostic

_MEANINGS = "WIDTHxHEIGHT, a ratio such as 16:9, a name such as 4k, 1080p or square, or one edge such as 1024"


class Answer(NamedTuple):
    """What is said of a wanted size.

    Attributes:
        wanted: the text of the user, empty where no size was asked for.
        meant: the size it means, which for a ratio is the one chosen for it, or a word such as auto.
        wish: the size as it was read, ``None`` for a word.
        pixels: how many were asked for with a ratio.
        size: the size to use, ``None`` where there is none.
        findings: what is wrong with what it means.
        nearest: the nearest size by each strategy.
    """

    wanted: str
    meant: str = ""
    wish: Wish | None = None
    pixels: int = 0
    size: Size | None = None
    findings: tuple[Diagnostic, ...] = ()
    nearest: dict[str, Size | None] = {}  # noqa: RUF012  # of a tuple, nobody writes to it

    @property
    def allowed(self) -> bool:
        """Whether the meant size may be asked for."""
        return all(finding.severity != "error" for finding in self.findings)

    @property
    def wanted_size(self) -> Size | None:
        """The meant size in pixels."""
        return dimensions(self.meant)


@click.command(short_help="Say whether a model takes a size, and the nearest that it takes.")
@click.argument("model")
@click.argument("wanted", required=False)
@click.option("--ratio", metavar="W:H", help="Choose a size of a ratio, such as 16:9.")
@click.option("--megapixels", metavar="NUMBER", help="How many million pixels a size of a ratio has. [default: as 1024x1024]")
@click.option("--list", "listing", is_flag=True, help="List the good sizes of the ratio, or of the ratio of the size.")
@click.option("--frames", type=int, metavar="N", help="The size is that of one of N frames, as in a GIF.")
@click.option("--operation", metavar="NAME", help="The operation. [default: the first that takes sizes of the model]")
@click.option("--plot", metavar="FILE", type=click.Path(dir_okay=False), help="Draw the allowed sizes with this one as SVG.")
@options.spec_option
@options.format_option
@click.pass_context
def size(
    ctx: click.Context, model: str, wanted: str | None, ratio: str | None, megapixels: str | None, listing: bool, frames: int | None,
    operation: str | None, plot: str | None, spec: str | None, format_: str,
) -> None:  # fmt: skip
    """Say whether MODEL takes a size, which rules it breaks, and the nearest size by each strategy.

    WANTED is WIDTHxHEIGHT, a ratio such as 16:9, a name such as 4k, 1080p or square, or one edge such as 1024. Without it,
    the limits are shown. The exit code is 1 when the model does not take the size.
    """
    config = configured()
    handle = options.loaded(spec, config)
    try:
        taken = handle.sizes(model, operation, frames, config.aliases or None)
    except (ValueError, LookupError) as error:
        raise click.UsageError(visible(str(error), 500)) from None
    asked = _asked(wanted, ratio)
    answer = _answer(handle, taken, asked, _pixels(megapixels, asked))
    said = _said(handle, taken, answer)
    if listing:
        said |= {"sizes": _listed(taken, answer)}
    if plot is not None:
        from pathlib import Path

        from imagespec.cli.size_plot import drawing
        from imagespec.cli.writing import reported, write_whole

        meant = answer.wish and not answer.wish.ratio and (answer.wish.width, answer.wish.height)
        with reported(plot):
            write_whole(Path(plot), drawing(handle.name, taken, meant or None, answer.size, answer.nearest))
    lines = [json.dumps(said, indent=2)] if format_ == "json" else [*_text(taken, answer), *_sizes(said)]
    click.echo("\n".join(lines))
    if plot is not None:
        click.echo(f"wrote {shown_path(plot)}", err=format_ == "json")
    ctx.exit(0 if answer.allowed else 1)


# -- what was asked ------------------------------------------------------------------------------------------------


def _asked(wanted: str | None, ratio: str | None) -> str:
    if wanted is not None and ratio is not None:
        raise click.UsageError("give a size or --ratio, not both")
    if ratio is not None and not read_ratio(ratio.strip()):
        raise click.UsageError(f"--ratio: {visible(ratio)} is no ratio; write width to height, such as 16:9")
    return wanted if wanted is not None else ratio or ""


def _pixels(megapixels: str | None, asked: str) -> int:
    """The pixels of a size of a ratio."""
    if megapixels is None:
        return USUAL
    wish = wished(asked)
    if not wish or not wish.ratio:
        raise click.UsageError("--megapixels chooses among the sizes of a ratio; give one, such as --ratio 16:9")
    try:
        number = Decimal(megapixels)
        pixels = int(number * 1_000_000) if number.is_finite() and number < LONGEST else 0
    except InvalidOperation:
        pixels = 0
    if pixels < 1:
        raise click.UsageError(f"--megapixels takes a number above 0, such as 2 or 0.75, got {visible(megapixels)}")
    return pixels


def _answer(handle: imagespec.Handle, taken: Taken, asked: str, pixels: int) -> Answer:
    words = getattr(taken.limit, "words", getattr(taken.limit, "values", ()))
    if not asked:
        return Answer("")
    if asked in words and not wished(asked):
        return Answer(asked, asked, findings=_findings(handle, taken, asked))
    wish = wished(asked) if len(asked) <= 64 else None
    if not wish or max(wish.width, wish.height) > LONGEST:
        raise click.UsageError(f"{visible(asked)} says no size; write {_MEANINGS}")
    if wish.ratio:
        wish = Wish(*edges_of(*wish.ratio, pixels), wish.ratio)
        found = of_ratio(taken.grid, *wish.ratio, pixels) if wish.ratio and taken.grid.widths else None
        meant = found or (wish.width, wish.height)
    else:
        found, meant = granted(taken.grid, wish), (wish.width, wish.height)
    findings = _findings(handle, taken, _spelled(meant))
    near: dict[str, Size | None] = {name: nearest(taken.grid, *meant, name) for name in STRATEGIES}
    return Answer(asked, _spelled(meant), wish, pixels, found, findings, near)


def _findings(handle: imagespec.Handle, taken: Taken, size: str) -> tuple[Diagnostic, ...]:
    """What a request says of a size: whatever else it lacks is not asked for here."""
    report = handle.check(taken.request(size), taken.operation)
    return tuple(finding for finding in report.diagnostics if finding.pointer == "/size")


def _listed(taken: Taken, answer: Answer) -> list[dict[str, Any]]:
    """The good sizes, each with its pixels and how far its ratio is from the wanted one."""
    if not answer.wish:
        raise click.UsageError("--list lists the sizes of a ratio; give one, such as --ratio 16:9")
    wide, tall = _ratio(answer.wish)
    return [
        {"size": _spelled(size), "pixels": size[0] * size[1], "off_percent": round(100 * (size[0] * tall / (size[1] * wide) - 1), 2)}
        for size in good_sizes(taken.grid, wide, tall)
    ]


def _ratio(wish: Wish) -> tuple[int, int]:
    common = gcd(wish.width, wish.height)
    return wish.ratio or (wish.width // common, wish.height // common)


# -- what is said --------------------------------------------------------------------------------------------------


def _spelled(size: Size | None) -> str:
    return f"{size[0]}x{size[1]}" if size else ""


def _said(handle: imagespec.Handle, taken: Taken, answer: Answer) -> dict[str, Any]:
    """The answer as JSON. Sizes are texts as a request has them, ``null`` where there is none."""
    said: dict[str, Any] = {
        "spec": handle.name, "model": taken.model, "operation": taken.operation, "frames": taken.frames,
        "limits": _limits(taken),
    }  # fmt: skip
    if not answer.wanted:
        return said
    findings = [{"rule": one.rule, "severity": one.severity, "message": one.message} for one in answer.findings]
    near = {name: _spelled(found) or None for name, found in answer.nearest.items()}
    return said | {
        "wanted": visible(answer.wanted), "meant": answer.meant, "allowed": answer.allowed, "size": _spelled(answer.size) or None,
        "findings": findings, "nearest": near,
    }  # fmt: skip


def _limits(taken: Taken) -> list[str]:
    limit = taken.sheet or taken.limit
    return [limit.allowed(problem) for problem in limit.problems]


def _text(taken: Taken, answer: Answer) -> Iterator[str]:
    frames = f", {counted(taken.frames, 'frame')}" if taken.frames else ""
    where = f"{taken.operation}{frames}"
    if not answer.wanted:
        yield f"{taken.model} takes ({where})"
        yield from (paragraph(f"{said};", 2) for said in _limits(taken)[:-1])
        yield paragraph(f"{_limits(taken)[-1]}.", 2)
        return
    what = "it" if _meaning(answer) else visible(answer.wanted)
    warned = ", with a warning" if answer.allowed and answer.findings else ""
    verb = "takes" if answer.allowed else "does not take"
    yield paragraph(f"{_meaning(answer)}{taken.model} {verb} {what}{warned} ({where}).")
    yield from (paragraph(f"{one.severity} {one.rule}  {one.message}", 2) for one in answer.findings)
    if answer.nearest and answer.size != answer.wanted_size:
        yield ""
        yield from table([_row(name, found) for name, found in answer.nearest.items()], 2)


def _meaning(answer: Answer) -> str:
    """What was read out of a text that is no size itself."""
    if answer.wanted == answer.meant:
        return ""
    about = f" of about {answer.pixels:,} pixels" if answer.wish and answer.wish.ratio else ""
    return f"{visible(answer.wanted)}{about} is {answer.meant}. "


def _row(strategy: str, size: Size | None) -> tuple[str, ...]:
    if not size:
        return strategy, "none", "", "", MEASURES[strategy].says
    return strategy, _spelled(size), f"{size[0] * size[1]:,} pixels", _of_one(size), MEASURES[strategy].says


def _of_one(size: Size) -> str:
    """The ratio of a size to one, the long edge first as people say it."""
    wide, tall = size
    return f"{wide / tall:.3f}:1" if wide >= tall else f"1:{tall / wide:.3f}"


def _sizes(said: dict[str, Any]) -> Iterator[str]:
    if "sizes" not in said:
        return
    yield ""
    if not said["sizes"]:
        yield f"No size is within {OFF[0] - OFF[1]} % of that ratio."
    rows = [(entry["size"], f"{entry['pixels']:,} pixels", _off(entry["off_percent"])) for entry in said["sizes"]]
    yield from table(rows, 2)


def _off(percent: float) -> str:
    return f"ratio {percent:+} %" if percent else "exactly"
