"""The table as written: one attrs class per shape of row. Keys of the YAML are the fields.

The ``Attributes`` of a class say what each key means: for the schema of tables and the list of keys in tables/README.md.
"""

from __future__ import annotations

from imagespec.spec.rows.interactions import ConditionRow, InteractionRow, LayoutRow, SameDimensionsRow, SheetRow
from imagespec.spec.rows.models import FamilyRow, ModelRow, ServiceRow, SnapshotRow
from imagespec.spec.rows.operations import BatchRow, DefaultModelRow, OperationRow
from imagespec.spec.rows.parameters import Names, ParameterRow
from imagespec.spec.rows.refusals import ListedRow, RefusalsRow, RefusalTextRow
from imagespec.spec.rows.responses import ResponseFieldRow, ResponseRow
from imagespec.spec.rows.table import ConflictRow, SourceRow, TableRow

__all__ = [
    "BatchRow", "ConditionRow", "ConflictRow", "DefaultModelRow", "FamilyRow", "InteractionRow", "LayoutRow", "ListedRow", "ModelRow",
    "Names", "OperationRow", "ParameterRow", "RefusalTextRow", "RefusalsRow", "ResponseFieldRow", "ResponseRow", "SameDimensionsRow",
    "ServiceRow", "SheetRow", "SnapshotRow", "SourceRow", "TableRow",
]  # fmt: skip
