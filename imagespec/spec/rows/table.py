"""The whole table, and the documents behind it."""

from __future__ import annotations

from imagespec.report.frozen import field, frozen
from imagespec.spec.rows.models import FamilyRow, ModelRow
from imagespec.spec.rows.operations import BatchRow, OperationRow
from imagespec.spec.rows.parameters import WANTED, Names
from imagespec.spec.rows.refusals import RefusalsRow
from imagespec.spec.rows.responses import ResponseRow


@frozen(kw_only=True)
class SourceRow:
    """A document: title, address and ISO date of the state that was read.

    Attributes:
        title: its title
        url: its address
        date: the day whose state was read, as "YYYY-MM-DD"
    """

    title: str
    url: str
    date: str


@frozen(kw_only=True)
class ConflictRow:
    """Sources that disagree: what each claims, what the table does, and why.

    Attributes:
        topic: what they disagree about
        claims: what each says
        decision: what the table does
        reason: why
        sources: the documents
    """

    topic: str
    claims: Names
    decision: str
    reason: str
    sources: Names


@frozen(kw_only=True)
class TableRow:
    """A whole table file.

    Attributes:
        table: the name of the table
        revision: the day of the state it describes, as "YYYY-MM-DD"
        title: what it is about
        sources: the documents behind the limits, each under a key of your choice
        operations: every request shape, under a name of lower-case words joined by dashes
        batch: what a Batch API file may hold
        families: what several models share
        models: what each model takes
        refusals: how the API words what it refuses
        responses: what the API answers, for the typed classes
        conflicts: where documents disagree
    """

    table: str
    revision: str
    title: str
    sources: dict[str, SourceRow] = field(factory=dict, metadata=WANTED)
    operations: dict[str, OperationRow] = field(factory=dict, metadata=WANTED)
    batch: BatchRow | None = None
    families: dict[str, FamilyRow] = field(factory=dict)
    models: dict[str, ModelRow] = field(factory=dict, metadata=WANTED)
    refusals: RefusalsRow | None = None
    responses: dict[str, ResponseRow] = field(factory=dict)
    conflicts: dict[str, ConflictRow] = field(factory=dict)
