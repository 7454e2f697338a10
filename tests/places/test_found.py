"""Requests and parts of them in workflows, lists of jobs, settings, presets and descriptions of APIs, and the names of models."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.places.finding import seen

HERE = Path(__file__).parent
BROKEN = ("tsconfig-with-comments", "a-chart")
"""Files that are named and no JSON or YAML, and are told to be so."""

BATCHES = ("a-batch-of-chats",)


class Case(NamedTuple):
    """A document under a name, the operations of its requests, and the rule of each finding with the text at its place."""

    name: str
    text: str
    operations: list[str]
    findings: list[tuple[str, str]]


def case(path: Path) -> Case:
    head, _, text = path.read_text("utf-8").partition("\n---\n")
    said = [line.partition(": ")[::2] for line in head.split("\n")]
    names = [value for key, value in said if key == "name"]
    operations = [word for key, value in said if key.startswith("operations") for word in value.split()]
    findings = [value.partition(" at ")[::2] for key, value in said if key == "finding"]
    return Case(names[0], text, operations, findings)


FOUND = sorted((HERE / "found").glob("*.txt"))
FOREIGN = sorted((HERE / "foreign").glob("*.txt"))


@pytest.mark.parametrize("named", [True, False], ids=["named", "in a folder"])
@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_is_found(path: Path, named: bool, tmp_path: Path) -> None:
    name, text, operations, expected = case(path)
    (tmp_path / "there.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = seen(tmp_path, name, text, named=named)
    findings = [entry for entry in found.findings if entry[0] not in ("model.required", "image.file-size", "image.type")]
    assert found.operations == operations, found
    assert [rule for rule, _ in findings] == [rule for rule, _ in expected], found
    assert all(at.startswith(start) for (_, at), (_, start) in zip(findings, expected, strict=True)), findings


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.stem)
def test_files_without_requests_in_a_folder_are_passed_in_silence(path: Path, tmp_path: Path) -> None:
    found = seen(tmp_path, *case(path)[:2], named=False)
    assert (found.operations, found.findings, found.err, found.result.code) == ([], [], "", 0), found


@pytest.mark.parametrize("path", [path for path in FOREIGN if path.stem not in BROKEN + BATCHES], ids=lambda path: path.stem)
def test_named_they_are_said_to_hold_none(path: Path, tmp_path: Path) -> None:
    found = seen(tmp_path, *case(path)[:2])
    assert (found.operations, found.findings, found.result.code) == ([], [], 0), found
    assert "no image request found, " in found.err
    assert "looked at" in found.err


@pytest.mark.parametrize("stem", BROKEN)
def test_broken_ones_are_told_where_they_are_named(stem: str, tmp_path: Path) -> None:
    found = seen(tmp_path, *case(HERE / "foreign" / f"{stem}.txt")[:2])
    assert ([rule for rule, _ in found.findings], found.result.code) == (["request.format"], 1)


def test_broken_ones_in_a_folder_are_told_where_they_were_to_hold_requests(tmp_path: Path) -> None:
    found = seen(tmp_path, "a.json", '{"model": "gpt-image-2", "prompt": "a cat",, }', named=False)
    assert [rule for rule, _ in found.findings] == ["request.format"]


def test_an_operation_that_is_set_for_all_files_makes_no_requests_of_others(tmp_path: Path) -> None:
    package = '{"name": "x", "version": "1.0.0"}'
    assert seen(tmp_path, "package.json", package, "--operation", "generate").operations == []
    assert seen(tmp_path, "a.json", "{}", "--operation", "generate").operations == ["generate"]
    assert seen(tmp_path, "b.json", '{"n": "x", "name": "y"}', "--operation", "generate").operations == ["generate"]
