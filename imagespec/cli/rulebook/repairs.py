"""The fixes of a rule: what each does, and why it is safe or not.

A safe fix keeps what a request asks for; any other one is unsafe. One that is safe as a rule is unsafe in a request where it would
bring another finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from imagespec.cli.rulebook.examples import Hit, Judge, hits
from imagespec.cli.rulebook.explanation import Repair

if TYPE_CHECKING:
    from imagespec.cli.rulebook.rows import Place
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix
    from imagespec.spec.model import Spec

_MOST_HITS = 30
"""Most requests whose fixes are looked at for one limit."""

_SAFE = {
    "remove": "what the model does not take, or only in doubt, shapes no image, so nothing that counts is lost",
    "replace": "it is the same value as the API writes it",
    "add": "what the request asks for stays",
    "move": "it is the same value where the API takes it",
}
_UNSAFE = {
    "remove": "what it asks for is lost",
    "replace": "the request then asks for something else",
    "add": "the request then says something that nobody chose",
    "move": "what was meant is a guess",
}
_ENVELOPE = "only what stands around the request changes"


def repairs(spec: Spec, judge: Judge, rule: str, places: list[Place]) -> list[Repair]:
    """Every fix that requests around the limits of a rule get, the first one of a finding before its others."""
    found: dict[Repair, None] = {}
    for limit in {(place.kind, place.problem): place for place in places}.values():
        found.update((repair, None) for hit in _looked_at(spec, judge, rule, limit) for repair in of(hit.diagnostic))
    return [*found]


def _looked_at(spec: Spec, judge: Judge, rule: str, limit: Place) -> Iterable[Hit]:
    most = 1 if limit.problem == "length" else _MOST_HITS  # such texts are long, and all alike
    return islice(hits(spec, judge, rule, [limit]), most)


def of(diagnostic: Diagnostic) -> list[Repair]:
    """The fixes of a finding in general words."""
    return [Repair(does(diagnostic, fix), fix.safe, _because(diagnostic, fix)) for fix in diagnostic.fixes]


def does(diagnostic: Diagnostic, fix: Fix) -> str:
    """What a fix does, without the values of one request."""
    edit, own = fix.edits[0], diagnostic.pointer
    parameter = diagnostic.rule.rpartition(".")[0]
    if parameter == "parameter":
        return {"remove": "remove the key", "move": "rename it to the parameter that was meant"}.get(edit.op, fix.title)
    if edit.op == "move" and (edit.from_ or "").startswith(f"{own}/"):
        return "use the reference inside it"
    if edit.path == f"{own}/content_type":
        return "set content_type to what the file is"
    if edit.path == own and fix.title.startswith("use ") and parameter != "method":
        return "use the nearest allowed size" if parameter == "size" else "use an allowed value"
    return re.sub(r"\[\d+\]", "", fix.title)


def _because(diagnostic: Diagnostic, fix: Fix) -> str:
    edit = fix.edits[0]
    op = "replace" if edit.path == diagnostic.pointer and edit.op == "add" else edit.op
    if not fix.safe:
        return _UNSAFE[op]
    return _ENVELOPE if not diagnostic.operation and op != "remove" else _SAFE[op]
