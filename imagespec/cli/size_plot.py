"""A picture of the sizes that a model takes, as SVG: width to the right, height upwards, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from imagespec.cli.size_lens import lens, wants_lens
from imagespec.cli.svg import BLUE, GREY, INK, ORANGE, RED, Frame, Mark, document, dot, line, polygon, ring, text

if TYPE_CHECKING:
    from imagespec.engine.sizes import Taken
    from imagespec.kinds.nearest import Size

_PLOT = 560
"""The side of the square of sizes."""

_LEFT, _TOP, _RIGHT = 64, 84, 300
"""The room around it: for the heights, the title and what is told beside it."""

_RATIOS = ((1, 1), (4, 3), (3, 2), (16, 9), (2, 1), (3, 1))
"""The ratios whose lines are drawn, and those of the same the other way up."""

_BEYOND = 3
"""How many times the longest edge a wanted size may have and still be drawn in its place."""


def drawing(spec: str, taken: Taken, asked: Size | None, chosen: Size | None, nearest: Mapping[str, Size | None]) -> str:
    """The picture of what a model takes.

    Args:
        spec: the name of the revision.
        taken: the sizes of the model.
        asked: the size that somebody asked for.
        chosen: the size to use.
        nearest: the nearest size by each strategy, which a lens shows where they are too near for the picture.
    """
    title = f"The sizes that {taken.model} takes"
    if taken.frames:
        title += f" for {'the frame' if taken.frames == 1 else f'each of {taken.frames} frames'} of a file"
    frame = _frame(taken, asked)
    drawn = [*_axes(frame), *_region(frame, taken), *_ratio_lines(frame), *_marks(frame, asked, chosen)]
    beside = [*_legend(taken, asked, chosen, _LEFT + _PLOT + 40, _TOP + 8)]
    step = max((run.step for _, run in taken.grid), default=1)
    if asked and chosen and wants_lens(asked, chosen, nearest, step):
        beside += lens(_LEFT + _PLOT + 40, _TOP + _PLOT - 232, taken.grid, step, asked, chosen, nearest)
    head = [
        text(_LEFT, 30, title, size=19, weight=600),
        text(_LEFT, 49, f"{taken.operation}, {spec}; width and height in pixels", size=12, fill=GREY),
    ]
    said = f"{title}, by width and height." + (f" Asked for {_named(asked)}." if asked else "")
    return document(_LEFT + _PLOT + _RIGHT, _TOP + _PLOT + 44, title, said, [*head, *drawn, *beside])


def _is_free(taken: Taken) -> bool:
    """Whether the sizes are no closed list."""
    return any(len(run) > 1 for _, run in taken.grid)


def _named(size: Size) -> str:
    return f"{size[0]}x{size[1]}"


def _frame(taken: Taken, asked: Size | None) -> Frame:
    """The axes, long enough for every allowed size, and for the wanted one unless it is far outside."""
    longest = max((max(width, run[-1]) for width, run in taken.grid), default=1024)
    wanted = max(asked) if asked and max(asked) <= _BEYOND * longest else 0
    return Frame(_LEFT, _TOP, _PLOT, max(longest, wanted) * (1.06 if _is_free(taken) else 1.15))


def _axes(frame: Frame) -> Iterator[str]:
    yield f'<rect x="{frame.left}" y="{frame.top}" width="{frame.side}" height="{frame.side}" fill="#fbfcfd" stroke="#c9ced6"/>'
    step = next(step for step in (64, 128, 256, 512, 1024, 2048, 4096, 2**40) if frame.most / step <= 6 or step == 2**40)
    for value in range(0, int(frame.most) + 1, step):
        x, y = frame.at(value, value)
        bottom = frame.top + frame.side
        if value:
            yield line((x, frame.top), (x, bottom), "#e6e9ee")
            yield line((frame.left, y), (frame.left + frame.side, y), "#e6e9ee")
        yield text(x, bottom + 18, str(value), size=11, fill=GREY, anchor="middle")
        yield text(frame.left - 8, y + 4, str(value), size=11, fill=GREY, anchor="end")
    yield text(frame.left + frame.side, frame.top + frame.side + 36, "width", size=12, fill=GREY, anchor="end")
    yield text(frame.left - 8, frame.top - 8, "height", size=12, fill=GREY, anchor="end")


def _region(frame: Frame, taken: Taken) -> Iterator[str]:
    columns = list(taken.grid)
    if not _is_free(taken):
        for width, run in columns:
            yield dot(frame.at(width, run[0]), BLUE)
            yield _label(frame, (width, run[0]), weight=400)
        return
    upper = [frame.at(width, run[-1]) for width, run in columns]
    lower = [frame.at(width, run[0]) for width, run in columns]
    yield polygon([*upper, *reversed(lower)], "#d6e6fb", BLUE)
    above = _experimental(taken)
    far = [(width, run) for width, run in columns if above and width * run[-1] > above]
    if above and far:
        high = [frame.at(width, run[-1]) for width, run in far]
        low = [frame.at(width, max(run[0], above / width)) for width, run in far]
        yield polygon([*high, *reversed(low)], "url(#experimental)", ORANGE)


def _experimental(taken: Taken) -> int | None:
    """The pixels above which sizes are experimental; for frames the documents name none."""
    above = getattr(taken.limit, "experimental", None)
    return above.above if above and not taken.sheet else None


def _ratio_lines(frame: Frame) -> Iterator[str]:
    for wide, tall in _RATIOS:
        for across, up in {(wide, tall), (tall, wide)}:
            end = (frame.most, frame.most * up / across) if across >= up else (frame.most * across / up, frame.most)
            x, y = frame.at(*end)
            yield line(frame.at(0, 0), (x, y), "#8b95a5", dashed=True)
            if across >= up:
                yield text(x + 5, y + 4, f"{across}:{up}", size=11, fill=GREY)
            else:
                yield text(x, y - 6, f"{across}:{up}", size=11, fill=GREY, anchor="middle")


def _marks(frame: Frame, asked: Size | None, chosen: Size | None) -> Iterator[str]:
    inside = asked and max(asked) <= frame.most
    if asked and chosen and inside and asked != chosen:
        yield line(frame.at(*asked), frame.at(*chosen), RED, width=1.5)
    if asked and inside:
        yield ring(frame.at(*asked), RED)
    if chosen:
        yield dot(frame.at(*chosen), INK)
        yield _label(frame, chosen, weight=600)


def _label(frame: Frame, size: Size, *, weight: int) -> str:
    """A size beside its mark, on the side with room for it."""
    x, y = frame.at(*size)
    fits = x + 100 < frame.left + frame.side and (size[0] > size[1] or x - 100 < frame.left)
    return text(x + (11 if fits else -11), y - 9, _named(size), size=13, weight=weight, anchor="start" if fits else "end", halo=True)


def _legend(taken: Taken, asked: Size | None, chosen: Size | None, x: float, y: float) -> Iterator[str]:
    """What the marks mean, and the limits in words."""
    area = f'<rect x="{x}" y="{{0}}" width="14" height="14" fill="#d6e6fb" stroke="{BLUE}"/>'
    key = [(area, "allowed")] if _is_free(taken) else []
    if key and _experimental(taken):
        zone = f'<rect x="{x}" y="{{0}}" width="14" height="14" fill="url(#experimental)" stroke="{ORANGE}"/>'
        key.append((zone, "allowed, but experimental"))
    for shape, label in key:
        yield shape.format(y)
        yield text(x + 24, y + 11, label, size=13)
        y += 24
    if not _is_free(taken):
        yield dot((x + 7, y + 7), BLUE)
        yield text(x + 24, y + 11, "allowed", size=13)
        y += 24
    for mark, label in _chosen(asked, chosen, x + 7):
        yield mark(y + 7)
        yield text(x + 24, y + 11, label, size=13)
        y += 24
    y += 14
    for limit in _limits(taken):
        yield text(x, y + 11, limit, size=12, fill=GREY)
        y += 19


def _chosen(asked: Size | None, chosen: Size | None, x: float) -> Iterator[tuple[Mark, str]]:
    if asked and asked != chosen:
        yield lambda y: ring((x, y), RED), f"asked for: {_named(asked)}"
    if chosen:
        yield lambda y: dot((x, y), INK), f"{'asked for and allowed' if asked == chosen else 'chosen'}: {_named(chosen)}"


def _limits(taken: Taken) -> Iterable[str]:
    """The limits, short enough to stand beside the picture."""
    limit = taken.sheet.image if taken.sheet else taken.limit
    free = [limit.in_words([problem]) for problem in limit.problems if problem not in ("format", "value", "experimental")]
    if taken.sheet:
        yield f"frames in {taken.sheet.columns} columns and {taken.sheet.rows} rows on a sheet,"
        yield "whose edges and pixels are limited:"
    yield from free
    above = _experimental(taken)
    if above:
        yield f"experimental above {above:,} pixels"
