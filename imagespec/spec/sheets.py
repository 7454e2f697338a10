"""Sizes of frames: the limits of a size, held by the sheets on which all frames stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from imagespec.kinds import Interaction, Resolution, Sheet
from imagespec.kinds.interaction import Condition
from imagespec.kinds.kind import UNSOURCED, Provenance
from imagespec.kinds.sheet import FrameSize
from imagespec.report.frozen import evolve
from imagespec.spec import rows
from imagespec.spec.model import Instead, Parameter


def sheets(row: rows.SheetRow, when: Condition, provenance: Provenance, taken: Mapping[str, Parameter]) -> Iterator[Sheet]:
    """The sheets of a row, one per layout, where the size of a frame is free."""
    if row.frame not in taken or row.frames not in taken:
        return
    image = next((kind for kind in taken[row.frame].constraints if isinstance(kind, Resolution)), None)
    low = 1
    for layout in row.layouts if image else ():
        assert image
        yield Sheet(
            when=when, frame=row.frame, frames=row.frames, default=taken[row.frames].default, low=low, high=layout.up_to,
            columns=layout.columns, rows=layout.rows, image=_limits(image), provenance=provenance,
        )  # fmt: skip
        low = layout.up_to + 1


def on_sheets(parameters: Iterable[Parameter], interactions: Iterable[Interaction]) -> Iterator[Parameter]:
    """The parameters; one that is the size of a frame keeps fewer limits beside such a file, as the sheets keep the others."""
    found = [kind for kind in interactions if isinstance(kind, Sheet)]
    for parameter in parameters:
        own = [kind for kind in found if kind.frame == parameter.name]
        yield evolve(parameter, instead=_instead(parameter, own)) if own else parameter


def _instead(parameter: Parameter, found: list[Sheet]) -> Instead:
    kept = tuple(_of_frame(kind, found) if isinstance(kind, Resolution) else kind for kind in parameter.constraints)
    return Instead(when=found[0].when, constraints=kept)


def _limits(image: Resolution) -> Resolution:
    """The limits of an image alone: the sheets have a source of their own."""
    parts = {name: getattr(image, name) for name in ("step", "ratio", "edge", "pixels")}
    return Resolution(**{name: part and evolve(part, provenance=UNSOURCED) for name, part in parts.items()})


def _of_frame(size: Resolution, found: list[Sheet]) -> FrameSize:
    """What a frame must keep by itself, whatever the number of frames. Advised is what fits every sheet either way round."""
    frames = [sheet.frame_limits for sheet in found]
    common = evolve(
        frames[0],
        edge=frames[0].edge and min(frames[0].edge // max(sheet.columns, sheet.rows) for sheet in found),
        least=max((limits.least for limits in frames if limits.least is not None), default=None),
        most=min((limits.most for limits in frames if limits.most is not None), default=None),
    )
    return FrameSize(words=size.words, step=size.step, edge=size.edge, provenance=size.provenance, advised=common)
