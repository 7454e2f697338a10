"""Rows about parameters that depend on each other."""

from __future__ import annotations

from imagespec.kinds.interaction import Remedy
from imagespec.report.frozen import field, frozen
from imagespec.report.weight import Basis, Severity
from imagespec.spec.rows.parameters import Names


@frozen(kw_only=True)
class ConditionRow:
    """A condition on one parameter: a set of values, or a bound that must be missed or met.

    Instead of a mapping, a value or a list of values may be written.

    Attributes:
        values: the values that meet it
        below: in when, integers less than this meet it
        above: in when, integers greater than this meet it
        min: in needs, integers of this or more meet it
        max: in needs, integers of this or less meet it
    """

    values: tuple[str | bool | int, ...] = ()
    below: int | None = None
    above: int | None = None
    min: int | None = None
    max: int | None = None


@frozen(kw_only=True)
class SameDimensionsRow:
    """``of`` must have the dimensions of ``like``.

    Attributes:
        of: the file that is judged
        like: the file whose dimensions it must have
    """

    of: str
    like: str


@frozen(kw_only=True)
class LayoutRow:
    """How the frames of a file stand on their sheet.

    Attributes:
        up_to: the most frames that stand so; fewer have an earlier layout
        columns: how many frames stand side by side
        rows: how many stand below each other
    """

    up_to: int
    columns: int
    rows: int


@frozen(kw_only=True)
class SheetRow:
    """A file of several frames that is drawn as one sheet, for which the limits on edges and pixels of a size hold.

    Attributes:
        frame: the parameter with the size of one frame
        frames: the parameter with the number of frames
        layouts: how the frames stand, fewest frames first
    """

    frame: str
    frames: str
    layouts: tuple[LayoutRow, ...]


@frozen(kw_only=True)
class InteractionRow:
    """``when`` one parameter meets a condition, another ``needs`` to meet one or must be left out (``excludes``).

    Attributes:
        when: the parameter that triggers the rule, with its condition
        needs: what other parameters must be then
        excludes: the parameters that must not be there then
        sheet: the frames that are drawn on one sheet then
        same_dimensions: instead of when: two files that must have the same dimensions
        fix: what repairs a request, best first
        source: the documents it comes from; without it, those of the model or family around it
        basis: how it is known
        severity: how it is reported, where that is not what the basis implies
        reason: why it is believed or reported so
    """

    when: dict[str, ConditionRow] = field(factory=dict)
    needs: dict[str, ConditionRow] = field(factory=dict)
    excludes: Names = ()
    sheet: SheetRow | None = None
    same_dimensions: SameDimensionsRow | None = None
    fix: tuple[Remedy, ...] = ()
    source: Names = ()
    basis: Basis = "documented"
    severity: Severity | None = None
    reason: str = ""

    @property
    def names(self) -> set[str]:
        """The parameters that it names."""
        pair = (self.same_dimensions.of, self.same_dimensions.like) if self.same_dimensions else ()
        remedies = (name for remedy in self.fix for name in (remedy.remove, remedy.set) if name)
        sheet = (self.sheet.frame, self.sheet.frames) if self.sheet else ()
        return {*self.when, *self.needs, *self.excludes, *sheet, *pair, *remedies}
