"""The table as written: one attrs class per shape of row. Keys of the YAML are the fields."""

from __future__ import annotations

from typing import Any, Literal

from attrs import field, frozen

from imagespec.kinds.interaction import Remedy
from imagespec.kinds.kind import Kind, Provenance
from imagespec.report.source import Basis, Severity

Names = tuple[str, ...]


@frozen(kw_only=True)
class SourceRow:
    """A document: title, address and ISO date of the state that was read."""

    title: str
    url: str
    date: str


@frozen(kw_only=True)
class ParameterRow:
    """What a table says of one parameter. ``constraints`` holds the kinds of the row by their key.

    ``basis`` says how firmly ``source`` has it that the operation takes the parameter, with the ``reason``; fields of an
    object have that of the object.
    """

    type: str | None = None
    nullable: bool | None = None
    required: bool | None = None
    default: Any = None
    summary: str = ""
    also_named: Names = ()
    instead_of: Names = ()
    source: Names = ()
    basis: Basis | None = None
    reason: str = ""
    unsupported: Provenance | None = None
    constraints: dict[str, Kind] = field(factory=dict)
    fields: dict[str, ParameterRow] = field(factory=dict)
    items: ParameterRow | None = None


@frozen(kw_only=True)
class ConditionRow:
    """A condition on one parameter: a set of values, or a bound that must be missed or met."""

    values: tuple[str | bool | int, ...] = ()
    below: int | None = None
    above: int | None = None
    min: int | None = None
    max: int | None = None


@frozen(kw_only=True)
class SameDimensionsRow:
    """``of`` must have the dimensions of ``like``."""

    of: str
    like: str


@frozen(kw_only=True)
class InteractionRow:
    """``when`` one parameter meets a condition, another ``needs`` to meet one or must be left out (``excludes``)."""

    when: dict[str, ConditionRow] = field(factory=dict)
    needs: dict[str, ConditionRow] = field(factory=dict)
    excludes: Names = ()
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
        return {*self.when, *self.needs, *self.excludes, *pair, *remedies}


@frozen(kw_only=True)
class DefaultModelRow:
    """The model of a request that names none: ``then`` when any parameter of ``when_sent`` is there, else ``model``."""

    model: str
    when_sent: Names = ()
    then: str = ""
    source: Names = ()
    basis: Basis = "documented"
    reason: str = ""


@frozen(kw_only=True)
class OperationRow:
    """One request shape. ``encoding`` is ``json`` or ``multipart``."""

    title: str
    method: str
    path: str
    encoding: Literal["json", "multipart"]
    sdk: str = ""
    source: Names = ()
    default_model: DefaultModelRow | None = None
    name_the_model: Provenance | None = None
    parameters: dict[str, ParameterRow] = field(factory=dict)


@frozen(kw_only=True)
class BatchRow:
    """Limits of a Batch API file: requests, bytes, how its name ends, and the operations its lines may name."""

    method: str
    operations: Names
    max_requests: int
    max_bytes: int
    suffix: str = ""
    source: Names = ()


@frozen(kw_only=True)
class ServiceRow:
    """What a family or model does in one operation."""

    takes: Names = ()
    parameters: dict[str, ParameterRow] = field(factory=dict)
    interactions: tuple[InteractionRow, ...] = ()


@frozen(kw_only=True)
class FamilyRow:
    """What several models share. ``family`` names another family whose rows it inherits and narrows.

    ``not_in_batch`` says that batches do not serve these models, and why it is believed.
    """

    title: str = ""
    family: str = ""
    source: Names = ()
    parameters: dict[str, ParameterRow] = field(factory=dict)
    interactions: tuple[InteractionRow, ...] = ()
    operations: dict[str, ServiceRow] = field(factory=dict)
    not_in_batch: Provenance | None = None


@frozen(kw_only=True)
class SnapshotRow:
    """A dated name of a model."""

    source: Names = ()


@frozen(kw_only=True)
class ModelRow(FamilyRow):
    """One model. Dates are ISO; ``replacement`` names the models to move to, best first; ``without`` lists operations of the
    family that it does not serve. ``released_source`` is the document with the day of the release; ``notice`` is the day from
    which an end that is known long before is worth a warning.
    """

    released: str = ""
    released_source: Names = ()
    deprecated: str = ""
    notice: str = ""
    shutdown: str = ""
    replacement: Names = ()
    lifecycle_source: Names = ()
    snapshots: dict[str, SnapshotRow] = field(factory=dict)
    without: Names = ()


@frozen(kw_only=True)
class ConflictRow:
    """Sources that disagree: what each claims, what the table does, and why."""

    topic: str
    claims: Names
    decision: str
    reason: str
    sources: Names


@frozen(kw_only=True)
class ResponseFieldRow:
    """One field of an answer.

    ``type`` is ``string``, ``integer``, ``array`` (of ``items``) or the name of another response. ``values`` are the
    values known today; others are to be expected. An ``optional`` field may be missing or null.
    """

    type: str
    items: str = ""
    values: Names = ()
    optional: bool = False
    encoding: Literal["", "base64"] = ""
    summary: str
    source: Names = ()


@frozen(kw_only=True)
class ResponseRow:
    """One object that the API answers, or a choice between others (``any_of``).

    ``event`` is the ``type`` of a stream event; ``final`` says that no other follows it.
    """

    summary: str
    event: str = ""
    final: bool = False
    any_of: Names = ()
    source: Names = ()
    fields: dict[str, ResponseFieldRow] = field(factory=dict)


@frozen(kw_only=True)
class TableRow:
    """A whole table file."""

    table: str
    revision: str
    title: str
    sources: dict[str, SourceRow] = field(factory=dict)
    operations: dict[str, OperationRow] = field(factory=dict)
    batch: BatchRow | None = None
    families: dict[str, FamilyRow] = field(factory=dict)
    models: dict[str, ModelRow] = field(factory=dict)
    responses: dict[str, ResponseRow] = field(factory=dict)
    conflicts: dict[str, ConflictRow] = field(factory=dict)
