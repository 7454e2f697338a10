"""Every number and every member of the shipped tables, said a second time by hand: a file per revision.

``REQUESTS`` of a revision stand at both sides of each edge with what must be found; its facts hold what no request shows.
A later revision pins what it changes. Together they notice any change of a table: ``tools/mutate`` proves it.
"""

from __future__ import annotations

from tests.table.pins import openai_2026_05_07

FACTS = {
    "openai@2026-05-07": openai_2026_05_07.FACTS,
}
