"""Which sizes a model takes, found by asking its checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from imagespec.engine.naming import meant, refuse_unknown
from imagespec.kinds.nearest import LONGEST, STRATEGIES, Grid, nearest
from imagespec.kinds.resolution import Resolution
from imagespec.kinds.sheet import Sheet
from imagespec.kinds.sizes import Sizes
from imagespec.values.names import remedy
from imagespec.values.text import quoted, visible

if TYPE_CHECKING:
    from imagespec.api import Handle

SIZE = "size"
"""The parameter with the size of an image."""


class Taken(NamedTuple):
    """The sizes of a model in an operation.

    Attributes:
        model: its name in the table.
        operation: the name of the operation.
        limit: what allows the sizes of an image, be it a closed list or limits.
        sheet: what allows the sizes of a frame, where there are several.
        frames: how many there are, ``None`` for one image.
    """

    model: str
    operation: str
    limit: Resolution | Sizes
    sheet: Sheet | None = None
    frames: int | None = None

    @property
    def grid(self) -> Grid:
        """Every allowed size."""
        return (self.sheet or self.limit).grid

    def request(self, size: str) -> dict[str, object]:
        """A request for a size, as far as the size counts."""
        of_frames = {self.sheet.when.parameter: self.sheet.when.values[0], self.sheet.frames: self.frames} if self.sheet else {}
        return {"model": self.model, SIZE: size, **of_frames}


def taken(handle: Handle, model: str, operation: str, frames: int | None, aliases: Mapping[str, str] | None) -> Taken:
    """The sizes that a model takes.

    Args:
        handle: the revision.
        model: a model, or a name among ``aliases``.
        operation: its name; empty for the first that takes sizes of the model.
        frames: the number of frames, ``None`` for one image.
        aliases: own model names to names of the table.

    Raises:
        ValueError: there is no such model, or it takes no sizes, or no such number of frames.
    """
    engine = handle.engine
    name = model
    for one in [operation] if operation else engine.operations:
        checks = engine.checks(one)
        refuse_unknown(checks, aliases, model)
        name = meant(model, checks, aliases)[0]
        limit = _limit(handle, one, name) if name in checks.MODELS else None
        if limit:
            return Taken(name, one, limit, None if frames is None else _sheet(handle, one, name, frames), frames)
    where = f" in {operation}" if operation else ""
    raise ValueError(f"{visible(name)} takes no sizes{where} in {handle.name}")


def _limit(handle: Handle, operation: str, model: str) -> Resolution | Sizes | None:
    """The limit that refuses what is no size."""
    missed = handle.engine.missed(operation, model, {"model": model, SIZE: "x"})
    return next((row.kind for row in missed if row.path == (SIZE,) and isinstance(row.kind, (Resolution, Sizes))), None)


def _sheet(handle: Handle, operation: str, model: str, frames: int) -> Sheet:
    """The sheet on which so many frames stand."""
    sheets = [kind for kind in handle.contract(operation, model).interactions if isinstance(kind, Sheet) and kind.frame == SIZE]
    if not sheets:
        raise ValueError(f"the sizes of {model} do not depend on frames; leave frames out")
    for sheet in sheets:
        if type(frames) is int and sheet.low <= frames <= sheet.high:
            return sheet
    raise ValueError(f"frames must be {sheets[0].low} to {sheets[-1].high} for {model}, got {quoted(frames)}")


def nearest_size(grid: Grid, width: int, height: int, strategy: str) -> tuple[int, int] | None:
    """The size of a grid that is nearest to a wanted one.

    Raises:
        ValueError: an edge is no number of pixels, or there is no such strategy.
    """
    for name, edge in (("width", width), ("height", height)):
        if type(edge) is not int or not 1 <= edge <= LONGEST:
            raise ValueError(f"{name} must be 1 to {LONGEST:,} pixels, got {quoted(edge)}")
    if strategy not in STRATEGIES:
        raise ValueError(f"no strategy {quoted(strategy)}; {remedy(str(strategy), STRATEGIES)}")
    return nearest(grid, width, height, strategy)
