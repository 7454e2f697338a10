"""Requests inside the body of another: the image tools in the body of a response. Pointers lead into the body."""

from __future__ import annotations

from imagespec.report.fix import Fix
from imagespec.report.frozen import evolve
from imagespec.report.refusal import SCHEMA
from imagespec.report.report import Report
from imagespec.values.plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from imagespec.report.diagnostic import Diagnostic

Place = tuple[str, int]
"""The name of the list and the number of an entry."""


def check_within(check: Callable[[object], Report], body: object, operation: str, name: str, types: tuple[str, ...]) -> Report:
    """Every finding in the entries of a list that are requests of an operation.

    A body that is no object is itself the finding; one without such entries has none.

    Args:
        check: checks one entry.
        body: anything.
        operation: the operation of the entries.
        name: the name of the list in the body.
        types: what ``type`` of an entry may be; the others are not looked at.
    """
    read = plain(body)
    if type(read) is not dict:
        return check(body)
    found = [(place, check(entry)) for place, entry in _entries(read.get(name), name, types)]
    told = [pair for pair in found if pair[1].findings]
    model = next((report.model for _, report in told or found), "")
    if not told:
        return Report(operation, model)
    findings = tuple(finding for _, report in told for finding in report.findings)
    return Report(operation, model, findings, lambda _: _rendered(told), read, lambda report, shown: _answer(told, report, shown))


def _entries(entries: Any, name: str, types: tuple[str, ...]) -> Iterator[tuple[Place, object]]:
    for index, entry in enumerate(entries if type(entries) is list else ()):
        if type(entry) is dict and (kind := entry.get("type")) is not None and type(kind) is str and kind in types:
            yield (name, index), entry


def _rendered(told: list[tuple[Place, Report]]) -> tuple[Diagnostic, ...]:
    return tuple(_placed(place, diagnostic) for place, report in told for diagnostic in report._rendered())


def _placed(place: Place, diagnostic: Diagnostic) -> Diagnostic:
    """The finding with its place in the body, and so its fixes."""
    start = f"/{place[0]}/{place[1]}"
    fixes = tuple(
        Fix(
            fix.title,
            tuple(evolve(edit, path=start + edit.path, from_=None if edit.from_ is None else start + edit.from_) for edit in fix.edits),
            fix.safe,
        )
        for fix in diagnostic.fixes
    )
    return evolve(diagnostic, pointer=start + diagnostic.pointer, fixes=fixes)


def _answer(told: list[tuple[Place, Report]], report: Report, shown: tuple[Diagnostic, ...]) -> dict[str, Any] | None:
    """What the API says of the first entry that it refuses: of its shape by the place in the body, of all else by the list."""
    kept = {(diagnostic.rule, diagnostic.pointer) for diagnostic in shown}
    for place, own in told:
        start = f"/{place[0]}/{place[1]}"
        rules = {rule for rule, pointer in kept if pointer == start or pointer.startswith(f"{start}/")}
        answer = own.kept(rules.__contains__, strict=False).to_openai_error()
        if answer:
            error = answer["error"]
            param, name = error["param"], f"{place[0]}[{place[1]}]"
            whole = f"{name}.{param}" if param else name
            if error["type"] == SCHEMA:
                error |= {"message": error["message"].replace(f"'{param}'", f"'{whole}'", 1), "param": whole}
            else:
                error |= {"param": place[0]}
            return answer
    return None
