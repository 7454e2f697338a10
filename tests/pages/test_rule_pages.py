"""Every example on the page of a rule is run, every fix that a finding has is on its page, and everything links to it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.cli.catalogue import RULES
from imagespec.cli.rulebook import repairs
from imagespec.cli.rulebook.addresses import FOLDER, REPOSITORY, page
from imagespec.cli.rulebook.explained import as_bytes
from imagespec.cli.rulebook.explanation import ANY_DAY
from imagespec.spec.load import shipped
from tests.cli.conftest import invoke
from tests.conftest import Depth
from tests.rules import test_rules

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in (ROOT / "docs" / "rules").glob("*.md") if path.name != "README.md")
ON = ("--spec", "openai@2026-11-26")

_PART = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)(?: title=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHECKED_AS = re.compile(r"^`([\w-]+)`(?:, on (\d{4}-\d\d-\d\d))?:$", re.MULTILINE)


class Shown(NamedTuple):
    """An example of a page: what it is called, its text, what is said about it, and the operation and day it is checked as."""

    name: str
    language: str
    text: str
    message: str
    operation: str
    day: str


def parts(path: Path) -> dict[str, str]:
    """The parts of a page by their headings."""
    _, *rest = _PART.split(path.read_text("utf-8"))
    return dict(zip(rest[::2], rest[1::2], strict=True))


def examples(path: Path, heading: str) -> Iterator[Shown]:
    """The examples of a page below a heading, in a request and in a file."""
    for title, text in parts(path).items():
        if title.split(" in ")[0] != heading:
            continue
        (language, name, example), *said = _FENCE.findall(text)
        checked = _CHECKED_AS.search(text)
        operation, day = (checked[1], checked[2] or ANY_DAY) if checked else ("", ANY_DAY)
        yield Shown(name, language, example, "".join(text for _, _, text in said).rstrip("\n"), operation, day)


def limited(path: Path, folder: Path) -> tuple[str, ...]:
    """The options for the table that the page of a rule asks for."""
    limits = [text for _, name, text in _FENCE.findall(path.read_text("utf-8")) if name == "limits.yaml"]
    if not limits:
        return ON
    batch = "".join(f"  {line}\n" for line in limits[0].splitlines())
    table = folder / "small.yaml"
    table.write_text(
        'extends: openai@2026-11-26\ntable: small\nrevision: "2026-11-26"\ntitle: Small\nsources:\n'
        f'  own: {{title: Own, url: "https://example.com", date: "2026-11-26"}}\nbatch:\n{batch}  source: own\n',
        "utf-8",
    )
    return ("--spec", str(table))


def found(shown: Shown, on: tuple[str, ...], folder: Path) -> list[dict[str, Any]]:
    """What is found in an example."""
    request = eval(shown.text, {"__builtins__": {}}) if shown.language == "python" else None
    if shown.operation and shown.language == "json":
        request = json.loads(shown.text)
    if shown.language == "python" or not isinstance(request, (dict, type(None))):  # a file with an array holds several requests
        return [d.to_dict() for d in imagespec.check(request, shown.operation, spec=ON[1], today=shown.day).diagnostics]
    path = folder / shown.name
    path.write_bytes(as_bytes(shown.text.removesuffix("\n")))
    operation = ("--operation", shown.operation) if shown.operation else ()
    found: list[dict[str, Any]] = invoke("lint", path, *on, *operation, "--today", shown.day, "--format", "json").said["diagnostics"]
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_examples_of_a_page_break_its_rule_and_keep_it(path: Path, tmp_path: Path) -> None:
    on, rule = limited(path, tmp_path), path.stem
    bad, good = [*examples(path, "Bad")], [*examples(path, "Good")]
    assert len(bad) == len(good) >= 1
    for shown in bad:
        own = [d for d in found(shown, on, tmp_path) if d["rule"] == rule]
        assert own
        assert shown.message in ("", *(d["message"] for d in own))
        assert shown.message or rule.startswith("ignore."), "what is found is said"
    for shown in good:
        said = found(shown, on, tmp_path)
        assert rule not in [d["rule"] for d in said]
        assert "error" not in [d["severity"] for d in said]


@pytest.fixture(scope="module")
def of_table() -> set[str]:
    """The rules of every shipped revision."""
    return {rule for name in shipped() for rule in test_rules.rules(name)}


def test_every_rule_has_a_page_and_every_page_a_rule(of_table: set[str]) -> None:
    assert {path.stem for path in PAGES} == of_table | set(RULES)


def test_a_page_has_all_its_parts(of_table: set[str]) -> None:
    for path in PAGES:
        text, headings = path.read_text("utf-8"), [*parts(path)]
        title, what, why = text.split("\n\n")[:3]
        assert title == f"# {path.stem}"
        assert what.endswith(".")
        assert why.endswith(".")
        assert {"Bad", "Good", "Fixes"} <= set(headings)
        assert "* [" in text, "a page names a document"
        assert ("Limits" in headings) == ("| operation | models |" in text) == (path.stem in of_table)


def test_the_terminal_says_what_the_page_says(depth: Depth) -> None:
    for path in PAGES[:: depth(9, 1)]:
        said = " ".join(invoke("rules", path.stem, *ON, "--no-color").out.split())
        text = path.read_text("utf-8")
        what, why = text.split("\n\n")[1:3]
        assert what in said
        assert why in said
        for url in re.findall(r"\]\((https://[^)]+)\)", text):
            assert url in said
        for _, name, example in _FENCE.findall(text):
            of_table = name in ("bad.json", "good.json")
            shown = json.dumps(json.loads(example), ensure_ascii=False) if of_table else example
            assert name == "limits.yaml" or " ".join(shown.split()) in said
        for fix in re.findall(r"^\| (.+) \| (safe|unsafe) \| (.+) \|$", text, re.MULTILINE):
            does, safety, because = (cell.replace("\\", "") for cell in fix)
            assert f"{safety}: {does}; {because}" in said
        assert page(path.stem) in said


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        ("batch.count", "at most 50,000 requests"),
        ("batch.file-size", "at most 209,715,200 bytes"),
        ("batch.file-type", "a name that ends in .jsonl"),
        ("method.value", "POST"),
        ("url.value", "/v1/images/generations or /v1/images/edits"),
        ("model.unsupported", "every model but gpt-image-2.6-flare, gpt-image-2.6-sunburst"),
    ],
)
def test_a_rule_of_batches_says_the_limit_of_the_table(rule: str, allowed: str) -> None:
    assert f"allowed: {allowed}\n" in (ROOT / "docs" / "rules" / f"{rule}.md").read_text("utf-8").replace("\\", "")
    assert f"allowed: {allowed}" in " ".join(invoke("rules", rule, *ON).out.split())
    assert invoke("rules", rule, *ON, "--format", "json").said["file"]["allowed"] == allowed


# -- fixes ---------------------------------------------------------------------------------------------------------


def on_page(rule: str) -> set[tuple[str, str]]:
    """What the page of a rule says of its fixes: what each does, and whether it is safe."""
    text = (ROOT / "docs" / "rules" / f"{rule}.md").read_text("utf-8")
    return {(does.replace("\\", ""), safety) for does, safety in re.findall(r"^\| (.+) \| (safe|unsafe) \| .+ \|$", text, re.MULTILINE)}


def requests() -> Iterator[tuple[Any, str, str]]:
    """Bad requests as people write them, with operation and day: those of the folders of the rules, and of public sources."""
    for folder in test_rules.FOLDERS:
        case = test_rules.read(folder / "bad.json")
        yield case["request"], case["operation"], case["today"]
    for line in (ROOT / "tests" / "corpus" / "rejections.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if isinstance(row.get("request"), dict):
            yield row["request"], row.get("operation", "generate"), "2026-11-26"


def test_every_fix_of_a_finding_is_on_the_page_of_its_rule() -> None:
    handle = imagespec.load(ON[1])
    seen = 0
    for request, operation, day in requests():
        for diagnostic in handle.check(request, operation, today=day).diagnostics:
            for repair in repairs.of(diagnostic):
                seen += 1
                told = on_page(diagnostic.rule)
                # A fix that is safe as a rule is unsafe where it would bring another finding.
                assert (repair.does, "safe") in told or (repair.does, "unsafe") in told, diagnostic.rule
                assert not repair.safe or (repair.does, "safe") in told, diagnostic.rule
    assert seen > 100


def test_a_safe_fix_touches_neither_prompt_nor_model() -> None:
    for path in PAGES:
        safe = [does for does, safety in on_page(path.stem) if safety == "safe"]
        if path.stem.startswith(("prompt.", "model.")):
            assert not safe, path.stem
        assert not any(re.search(r"\b(prompt|model)$", does) for does in safe), path.stem


# -- links ---------------------------------------------------------------------------------------------------------


def test_the_index_links_every_page() -> None:
    text = (ROOT / "docs" / "rules" / "README.md").read_text("utf-8")
    linked = [unquote(target) for target in re.findall(r"^\| \[`[^`]+`\]\(([^)]+)\)", text, re.MULTILINE)]
    assert sorted(linked) == sorted(path.name for path in PAGES)
    for path in PAGES:
        assert "](README.md)" in path.read_text("utf-8")


def test_addresses_lead_to_pages_of_the_repository() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["urls"]["Repository"] == REPOSITORY
    assert project["urls"]["Rules"] == f"{FOLDER}/README.md"
    for path in PAGES:
        address = page(path.stem)
        assert re.fullmatch(r"https://[\w./%-]+", address)
        assert unquote(address) == f"{REPOSITORY}/blob/main/{path.relative_to(ROOT).as_posix()}"
    assert page("colour.value") == ""


def test_reports_link_to_pages(tmp_path: Path, founding: Handle) -> None:
    requests = tmp_path / "a.jsonl"
    requests.write_text('{"model": "gpt-image-2", "prompt": "a", "n": 11}\n', "utf-8")
    assert f"more: imagespec rules n.range, or {page('n.range')}\n" in invoke("lint", requests, *ON).out
    assert page("n.range") not in invoke("lint", requests, *ON, "--quiet").out
    assert f"[n.range]({page('n.range')})" in invoke("lint", requests, *ON, "--format", "markdown").out
    (rule,) = invoke("lint", requests, *ON, "--format", "sarif").said["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == page("n.range")
    assert page("n.range") in rule["help"]["text"]
    assert page("n.range") in rule["help"]["markdown"]
    requests.write_text('{"model": "gpt-image-2", "prompt": "a", "n": 11, "size": "1x1"}\n', "utf-8")
    assert f"more: imagespec rules RULE, or {FOLDER}/RULE.md\n" in invoke("lint", requests, *ON).out


OWN = """\
extends: openai@2026-11-26
table: mine
revision: "2026-11-26"
title: Mine
sources:
  own: {title: Own, url: "https://example.com/own", date: "2026-11-26"}
operations:
  generate:
    parameters:
      tint: {type: string, one_of: {values: [warm, cold], source: own}, source: own}
families:
  gpt-image:
    operations:
      generate:
        takes: {add: [tint]}
"""


def test_a_rule_of_an_own_table_has_no_page(tmp_path: Path) -> None:
    table, requests = tmp_path / "mine.yaml", tmp_path / "a.jsonl"
    table.write_text(OWN, "utf-8")
    requests.write_text('{"model": "gpt-image-1", "prompt": "a", "tint": "grey"}\n', "utf-8")
    on = ("--spec", table, "--select", "tint")
    assert "more:" not in invoke("lint", requests, *on).out
    (rule,) = invoke("lint", requests, *on, "--format", "sarif").said["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["helpUri"]) == ("tint.value", "https://example.com/own")
    assert FOLDER not in invoke("rules", "tint.value", "--spec", table).out
