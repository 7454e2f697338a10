"""Every number and every member of the shipped tables, said a second time by hand: a file per revision.

Requests stand at both sides of each edge with what must be found; facts hold what no request shows. A later revision
pins what it changes. Together they notice any change of a table: ``tools/mutate`` proves it.
"""

from __future__ import annotations

from tests.table.pins import (
    azure_2026_10_31,
    openai_2026_05_07,
    openai_2026_08_20,
    openai_2026_09_08,
    openai_2026_10_06,
    openai_2026_10_16,
    openai_2026_10_23,
    openai_2026_10_31,
    openai_2026_11_05,
    openai_2026_11_12,
    openai_2026_11_26,
)

FACTS = {
    "openai@2026-05-07": openai_2026_05_07.FACTS,
    "openai@2026-08-20": openai_2026_08_20.FACTS,
    "openai@2026-09-08": openai_2026_09_08.FACTS,
    "openai@2026-10-06": openai_2026_10_06.FACTS,
    "openai@2026-10-16": openai_2026_10_16.FACTS,
    "openai@2026-10-23": openai_2026_10_23.FACTS,
    "openai@2026-10-31": openai_2026_10_31.FACTS,
    "openai@2026-11-05": openai_2026_11_05.FACTS,
    "openai@2026-11-12": openai_2026_11_12.FACTS,
    "openai@2026-11-26": openai_2026_11_26.FACTS,
    "azure@2026-10-31": azure_2026_10_31.FACTS,
}
