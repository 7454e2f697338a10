"""How the API words what it refuses. A table that extends another may be without what the texts there are about."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.spec import rows
from imagespec.spec.faults import Fault


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in the wording of refusals."""
    if table.refusals is None:
        return
    for name, listed in table.refusals.listed.items():
        if not listed.values:
            yield Fault(("refusals", "listed", name, "values"), "an empty list", "name at least one value")
    for rule, text in table.refusals.texts.items():
        if "." not in rule:
            yield Fault(("refusals", "texts", rule), "no name of a rule", "name it as findings do, such as size.step")
        if not text.message:
            yield Fault(("refusals", "texts", rule, "message"), "an empty message", "write what the API says")
