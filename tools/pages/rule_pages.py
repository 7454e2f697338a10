"""The page of each rule, and their index: what ``imagespec rules RULE`` says, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from imagespec.cli.rulebook.explanation import ANY_DAY, NO_FIX, Example, Explanation, OfFiles, Repair
from imagespec.cli.rulebook.written import is_long, written
from imagespec.spec.model import Spec

_INDEX = """\
# Rules

A rule is named `<parameter>.<problem>`. Each has a page that says what it asks and why, of which models, on whose word,
with a request that breaks it and one that keeps it. `imagespec rules RULE` says the same in a terminal.

An **error** is what a document says the API refuses. A **warning** was only observed or inferred, is experimental or in
preview, or is on its way out.

A **safe** fix keeps what a request asks for: it takes away what the model does not heed, or writes a value as the API
writes it, and never touches the prompt or the model. Any other fix is **unsafe**: the request then asks for something
else, so a person should look at it. A fix that is safe as a rule counts as unsafe in a request where it would bring
another finding. `imagespec lint` names the fixes of each finding.

The pages are those of `{spec}`; older revisions have no other rules. `imagespec rules RULE --spec mine.yaml` explains
those of your own table.
"""


def rule_pages(spec: Spec, every: list[Explanation]) -> dict[str, str]:
    """The pages by the names of their files; ``spec`` is the newest revision, which has every rule of the older ones."""
    pages = {f"{said.rule}.md": "\n".join(_page(said)) + "\n" for said in every}
    return pages | {"README.md": "\n".join(_index(spec, every)) + "\n"}


def _index(spec: Spec, every: list[Explanation]) -> Iterator[str]:
    yield _INDEX.format(spec=spec.name)
    for title, chosen in (
        ("Requests", [said for said in every if said.limits]),
        ("Files and batch lines", [said for said in every if not said.limits]),
    ):
        yield from (f"## {title}", "", "| rule | severity | asks | fixes |", "|---|---|---|---|")
        for said in chosen:
            link = f"[`{said.rule}`]({quote(said.rule)}.md)"
            yield f"| {link} | {' or '.join(_severities(said))} | {_cell(said.what)} | {_safeties(said) or 'none'} |"
        yield ""


def _severities(said: Explanation) -> list[str]:
    found = {limit["severity"] for limit in said.limits} | ({said.of_files.row.severity} if said.of_files else set())
    return sorted(found)


def _safeties(said: Explanation) -> str:
    every = [*said.repairs, *(said.of_files.repairs if said.of_files else ())]
    return ", ".join(word for word, safe in (("safe", True), ("unsafe", False)) if any(repair.safe == safe for repair in every))


# -- a page --------------------------------------------------------------------------------------------------------


def _page(said: Explanation) -> Iterator[str]:
    yield from (f"# {said.rule}", "", said.what, "", said.why, "")
    if said.limits:
        yield from ("## Limits", "")
        for limit in said.limits:
            yield from _limit(limit)
    if said.example:
        yield from _example(said.example)
        yield from _fixes(said.repairs, "Fixes")
    if said.of_files:
        yield from _of_files(said.of_files, also=bool(said.limits))
    yield f"All rules: [README.md](README.md). In a terminal: `imagespec rules '{said.rule}'`."


def _limit(limit: dict[str, Any]) -> Iterator[str]:
    yield from (f"**{limit['severity']}**; allowed: {_plain(limit['allowed'])}", "")
    yield from ("| operation | models |", "|---|---|")
    yield from (f"| `{operation}` | {', '.join(models) or 'every model'} |" for operation, models in limit["models"].items())
    yield ""
    if limit["reason"]:
        yield from (f"Because {_plain(limit['reason'])}.", "")
    yield from (_source(source) for source in limit["sources"])
    yield ""


def _source(source: dict[str, Any]) -> str:
    return f"* [{_plain(source['title'])}]({source['url']}), {source['date']}, {source['basis']}"


def _example(example: Example) -> Iterator[str]:
    on = f", on {example.day}" if example.day != ANY_DAY else ""
    yield from ("## Bad", "", f"`{example.operation}`{on}:", "")
    yield from _request("bad", example.bad)
    yield from ("```text", example.message, "```", "", "## Good", "", f"`{example.operation}`{on}:", "")
    yield from _request("good", example.good)


def _request(name: str, value: Any) -> Iterator[str]:
    """A request as JSON, or a long one as an expression of Python."""
    language, suffix = ("python", "py") if is_long(value) else ("json", "json")
    yield from (f"```{language} title={name}.{suffix}", written(value, 2), "```", "")


def _fixes(repairs: list[Repair], title: str) -> Iterator[str]:
    yield from (f"## {title}", "")
    if not repairs:
        yield from (NO_FIX, "")
        return
    yield from ("| fix | safety | because |", "|---|---|---|")
    for repair in repairs:
        said = repair.to_dict()
        yield f"| {_cell(said['fix'])} | {said['safety']} | {_cell(said['because'])} |"
    yield ""


def _of_files(said: OfFiles, *, also: bool) -> Iterator[str]:
    row = said.row
    if also:
        yield from ("## In a batch file", "", f"{row.what} {row.why}", "")
    allowed = f"; allowed: {_plain(said.allowed)}" if said.allowed else ""
    yield from (f"**{row.severity}**{allowed}", "", _source(said.source), "")
    if row.limits:
        yield from ("With a table whose batch has these limits:", "")
        yield from ("```yaml title=limits.yaml", *(f"{key}: {value}" for key, value in row.limits.items()), "```", "")
    if row.bad.startswith("\\ufeff"):
        yield from ("`\\ufeff` stands for the mark.", "")
    in_batch = " in a batch file" * also
    yield from (f"## Bad{in_batch}", "", *_file(row.bad_name or row.name, row.bad))
    if said.message:
        yield from ("```text", said.message, "```", "")
    yield from (f"## Good{in_batch}", "", *_file(row.name, row.good))
    yield from _fixes(said.repairs, f"Fixes{in_batch}")


def _file(name: str, text: str) -> Iterator[str]:
    language = {"yaml": "yaml", "json": "json"}.get(name.rpartition(".")[2], "jsonl")
    yield from (f"```{language} title={name}", *text.splitlines(), "```", "")


# -- Markdown ------------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Text that means itself in Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|" else char for char in text)


def _cell(text: str) -> str:
    return _plain(text).replace("\n", " ")
