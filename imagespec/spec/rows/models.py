"""Rows about models and what several of them share."""

from __future__ import annotations

from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import field, frozen
from imagespec.spec.rows.interactions import InteractionRow
from imagespec.spec.rows.parameters import Names, ParameterRow


@frozen(kw_only=True)
class ServiceRow:
    """What a family or model does in one operation.

    Attributes:
        takes: the parameters of the operation that it takes, model not among them
        parameters: limits that hold in this operation only
        interactions: rules between parameters that hold in this operation only
    """

    takes: Names = ()
    parameters: dict[str, ParameterRow] = field(factory=dict)
    interactions: tuple[InteractionRow, ...] = ()


@frozen(kw_only=True)
class FamilyRow:
    """What several models share.

    Attributes:
        title: its name for people
        family: the family whose rows it inherits
        source: the documents of its limits
        parameters: limits that hold in every operation
        interactions: rules between parameters that hold in every operation
        operations: the operations it serves, and what it takes in each
        not_in_batch: says that batches do not serve these models, and why it is believed
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
    """A dated name of a model.

    Attributes:
        source: the documents that name it
    """

    source: Names = ()


@frozen(kw_only=True)
class ModelRow(FamilyRow):
    """One model: what a family has, and its dates.

    Attributes:
        released: the day it came, as "YYYY-MM-DD"
        released_source: the documents with that day
        deprecated: the day its end was announced
        notice: the day from which an end that is known long before is worth a warning
        shutdown: its last day
        replacement: the models to use then, best first
        lifecycle_source: the documents of its dates; without it, those of source
        snapshots: its dated names
        without: operations of its family that it does not serve
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
