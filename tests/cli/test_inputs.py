"""Every kind of input, well-formed and not: findings with their place, never a traceback, and the rest is still checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import REVISION, Result, invoke

Lint = Callable[..., Result]

GOOD = {"model": "gpt-image-2", "prompt": "a cat"}
BAD = {"model": "gpt-image-2", "prompt": "a cat", "n": 11}


def lines(*values: object) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


# -- what holds requests -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "requests"),
    [
        ("one.json", json.dumps(GOOD), 1),
        ("array.json", json.dumps([GOOD, GOOD]), 2),
        ("empty-array-first.json", "[]\n" + json.dumps(GOOD), 1),
        ("pretty.json", json.dumps([GOOD, GOOD], indent=2), 2),
        ("lines.json", lines(GOOD, GOOD), 2),
        ("concatenated.json", json.dumps(GOOD, indent=1) + json.dumps(GOOD, indent=1), 2),
        ("lines.jsonl", lines(GOOD, GOOD, GOOD), 3),
        ("LINES.NDJSON", lines(GOOD), 1),
        ("no-final-newline.jsonl", lines(GOOD, GOOD).rstrip("\n"), 2),
        ("crlf.jsonl", lines(GOOD, GOOD).replace("\n", "\r\n"), 2),
        ("one.yaml", "model: gpt-image-2\nprompt: a cat\n", 1),
        ("list.yml", "- model: gpt-image-2\n  prompt: a cat\n- {model: gpt-image-2, prompt: b}\n", 2),
        ("documents.yaml", "%YAML 1.2\n---\nmodel: gpt-image-2\nprompt: a\n...\n---\n# nothing\n---\nmodel: gpt-image-2\nprompt: b\n", 2),
        ("data.txt", json.dumps(GOOD), 1),
        ("prompt.txt", "model: gpt-image-2\nprompt: a cat\n", 1),
    ],
)
def test_good_files_have_no_findings(lint: Lint, name: str, content: str, requests: int) -> None:
    result = lint(content, name)
    assert result.rules == []
    assert len(result.said["requests"]) == requests
    assert result.code == 0


@pytest.mark.parametrize("name", ["-", "one.json", "lines.jsonl", "one.yaml"])
def test_the_same_request_gets_the_same_finding_from_every_input(tmp_path: Path, name: str) -> None:
    text = "model: gpt-image-2\nprompt: a cat\nn: 11\n" if name.endswith(".yaml") else json.dumps(BAD)
    path = tmp_path / name
    path.write_text(text, "utf-8")
    result = invoke("lint", "--format", "json", *REVISION, "-" if name == "-" else path, stdin=text)
    (found,) = result.said["diagnostics"]
    assert (found["rule"], found["pointer"], found["params"]) == ("n.range", "/n", {"actual": 11, "min": 1, "max": 10})
    assert found["file"] == ("<stdin>" if name == "-" else str(path))


def test_standard_input_may_be_lines_or_yaml() -> None:
    for text, count in ((lines(GOOD, BAD), 2), ("model: gpt-image-2\nprompt: a\nn: 11\n", 1), (json.dumps([BAD], indent=1), 1)):
        result = invoke("lint", "--format", "json", *REVISION, "-", stdin=text)
        assert (len(result.said["requests"]), result.rules) == (count, ["n.range"])


# -- places --------------------------------------------------------------------------------------------------------


def test_places_in_pretty_json(lint: Lint) -> None:
    text = json.dumps([GOOD, BAD | {"size": "1x1"}, {"prompt": "a", "model": "gpt-image-2", "images": []}], indent=2)
    found = lint(text).places
    for rule, part in (("n.range", "11"), ("size.step", '"1x1"'), ("images.count", "[]")):
        line = next(number for number, row in enumerate(text.splitlines(), 1) if row.rstrip(",").endswith(part))
        assert (rule, line, text.splitlines()[line - 1].index(part) + 1) in found


def test_a_missing_key_is_placed_at_its_object(lint: Lint) -> None:
    assert lint('\n\n  {"model": "gpt-image-2"}').places == [("prompt.required", 3, 3)]


def test_places_in_yaml(lint: Lint) -> None:
    text = (
        "- model: gpt-image-2\n  prompt: a\n- model: gpt-image-2\n  prompt: b\n  size:   1x1\n---\n\nmodel: gpt-image-2\nprompt: c\nn: 0\n"
    )
    assert set(lint(text, "a.yaml").places) == {("size.step", 5, 11), ("size.pixels", 5, 11), ("n.range", 10, 4)}


def test_columns_count_code_points(lint: Lint) -> None:
    text = '{"model": "gpt-image-2", "prompt": "\U0001f600\u00e9", "n": 11}'
    assert lint(text).places == [("n.range", 1, text.index("11") + 1)]


def test_lines_of_json_lines(lint: Lint) -> None:
    assert [place[:2] for place in lint(lines(GOOD, BAD, GOOD, BAD), "a.jsonl").places] == [("n.range", 2), ("n.range", 4)]


# -- what is no JSON, YAML or UTF-8 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "column", "says"),
    [
        ('{"prompt": "a",}', 15, "a comma after the last entry"),
        ('{"prompt": ["a" , ] }', 17, "a comma after the last entry"),
        ("{'prompt': 1}", 2, "double quotes"),
        ('{"prompt": "a"', 15, "ends too early"),
        ('{"prompt": "a\tb"}', 14, "control character"),
        ('{"prompt": None}', 12, "write null"),
        ("// a comment", 1, "JSONC and JSON5"),
        ('{"prompt": "a"} trailing', 17, "more text"),
        ("[" * 100_000, 1, "nested too deep"),
        ('{"n": ' + "1" * 5000 + "}", None, "digits"),
        ("nonsense", 1, "not JSON"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_malformed_line_is_a_finding_and_the_rest_is_checked(lint: Lint, broken: str, column: int | None, says: str) -> None:
    result = lint(lines(BAD) + broken + "\n" + lines(BAD), "a.jsonl")
    found = [entry for entry in result.said["diagnostics"] if entry["rule"] == "request.format"]
    assert [entry["line"] for entry in found] == [2]
    assert column is None or found[0]["column"] == column
    assert says in found[0]["message"]
    assert [place[:2] for place in result.places if place[0] == "n.range"] == [("n.range", 1), ("n.range", 3)]
    assert result.code == 1


def test_a_malformed_document_says_where(lint: Lint) -> None:
    text = "[\n " + json.dumps(BAD) + ',\n {"prompt": }\n]'
    second, third = text.splitlines()[1:3]
    assert lint(text).places == [("n.range", 2, second.index("11") + 1), ("request.format", 3, third.index("}") + 1)]


def test_a_malformed_yaml_document_does_not_stop_the_next(lint: Lint) -> None:
    result = lint("model: gpt-image-2\nprompt: a\nn: 11\n---\na: [1\n---\nmodel: gpt-image-2\nprompt: a\nn: 12\n", "a.yaml")
    assert [place[:2] for place in result.places] == [("n.range", 3), ("request.format", 6), ("n.range", 9)]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.yaml"])
def test_bytes_that_are_no_utf_8(lint: Lint, name: str) -> None:
    result = lint(b'{"prompt": "\xc3\xa9\xff"}\n', name)
    assert result.places == [("request.format", 1, 14)]
    assert "0xff" in result.said["diagnostics"][0]["message"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.yaml"])
def test_utf_16_is_a_finding(lint: Lint, name: str, encoding: str) -> None:
    result = lint(lines(GOOD, GOOD).encode(encoding), name)
    assert result.code == 1
    assert "request.format" in result.rules


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.yaml"])
def test_a_byte_order_mark_is_a_warning(lint: Lint, name: str) -> None:
    result = lint(b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), name)
    assert result.places == [("file.format", 1, 1)]
    assert (result.code, len(result.said["requests"])) == (0, 1)


@pytest.mark.parametrize("content", ["", "\n\n", " \t\r\n", "[]"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.yaml"])
def test_a_file_without_requests(lint: Lint, content: str, name: str) -> None:
    if name == "a.yaml" and "\t" in content:
        return
    result = lint(content, name)
    if (name, content) == ("a.jsonl", "[]"):
        assert (result.rules, result.code) == ([], 0)
        assert "a.jsonl: no image request found, 1 value looked at" in result.err.replace("\n", " ")
    else:
        assert (result.rules, result.code) == (["request.required"], 1)


def test_numbers_that_are_no_json_or_no_sense(lint: Lint) -> None:
    for number in ("NaN", "Infinity", "-Infinity"):
        text = f'{{"model": "gpt-image-2", "prompt": "a", "n": {number}}}'
        found = lint(text + "\n", "a.jsonl")
        assert set(found.rules) == {"request.format", "n.type"}
        assert found.places[0] == ("request.format", 1, text.index(number) + 1)
    for number in ("1e400", "1" + "0" * 400, "-1e-400"):
        assert lint(f'{{"model": "gpt-image-2", "prompt": "a", "n": {number}}}').code == 1


def test_repeated_keys_are_found_at_every_depth(lint: Lint) -> None:
    text = '{"prompt": "a", "model": "gpt-image-2", "images": [{"file_id": "a",\n "file_id": "b"}], "prompt": "c"}'
    result = lint(text)
    repeated = [entry for entry in result.said["diagnostics"] if entry["rule"] == "key.count"]
    second = text.splitlines()[1]
    expected = [("/images/0/file_id", 2, second.index('"file_id"') + 1), ("/prompt", 2, second.index('"prompt"') + 1)]
    assert [(entry["pointer"], entry["line"], entry["column"]) for entry in repeated] == expected
    assert result.code == 0
    assert lint("prompt: a\nmodel: gpt-image-2\nprompt: b\n", "a.yaml").places == [("key.count", 3, 1)]


def test_an_empty_line_is_said_once(lint: Lint) -> None:
    assert lint("\n".join([json.dumps(GOOD), "", json.dumps(GOOD), "", json.dumps(GOOD), ""]), "a.jsonl").places == [
        ("line.format", 2, None)
    ]


def test_deep_nesting_in_a_value(lint: Lint) -> None:
    for name in ("a.json", "a.jsonl"):
        text = '{"model": "gpt-image-2", "prompt": ' + "[" * 500 + "]" * 500 + "}"
        assert lint(text, name).rules == ["prompt.type"]
    result = lint("prompt: " + "[" * 100_000, "a.yaml")
    assert result.rules == ["request.format"]
    assert "nested deeper" in result.said["diagnostics"][0]["message"]
    assert lint("- " * 50_000, "a.yaml").rules == ["request.format"]


def test_lone_surrogates(lint: Lint) -> None:
    result = lint('{"model": "\\ud800", "prompt": "\\udfff"}')
    assert result.rules == ["model.unknown"]


# -- YAML ------------------------------------------------------------------------------------------------------------


def test_plain_yaml_values(lint: Lint) -> None:
    text = "model: gpt-image-2\nprompt: a\nn: 2\nsize: 1536x864\nstream: false\nuser: null-and-void\nbackground: ~\n"
    assert lint(text, "a.yaml").rules == []


@pytest.mark.parametrize(
    ("value", "rules"),
    [
        ("stream: yes", ["yaml.value"]),
        ("stream: off", ["yaml.value"]),
        ('user: "yes"', []),
        ("user: 2026-05-07", ["yaml.value"]),
        ("user: 12:30:45", ["yaml.value"]),
        ("size: 16:9", ["yaml.value", "size.format"]),
        ("n: 0x2", ["yaml.value", "n.type"]),
        ("n: 1_0", ["yaml.value", "n.type"]),
        ("n: 1.5", ["n.type"]),
        ("n: 1e0", []),
        ("n: .inf", ["yaml.value", "n.type"]),
        ("n: !!int 2", []),
        ("n: !!int a", ["yaml.unsupported"]),
        ("user: !!str 2", []),
        ("user: !python/object/apply:os.system [id]", ["yaml.unsupported"]),
        ("user: &a b", []),
        ("user: *a", ["request.format"]),
        ("? [a]\n: 1", ["request.format"]),
        ("1: 2", ["parameter.unknown"]),
    ],
)
def test_what_yaml_readers_disagree_about(lint: Lint, value: str, rules: list[str]) -> None:
    assert lint(f"model: gpt-image-2\nprompt: a\n{value}\n", "a.yaml").rules == rules


def test_an_alias_bomb_is_refused_quickly(lint: Lint) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40))
    assert lint(bomb, "a.yaml").rules == ["request.format"]


def test_a_refused_entry_does_not_stop_the_others_of_its_list(lint: Lint) -> None:
    result = lint("- {model: gpt-image-2, prompt: !secret a}\n- {model: gpt-image-2, prompt: a, n: 11}\n", "a.yaml")
    assert [(entry["rule"], entry["pointer"], entry["record"]) for entry in result.said["diagnostics"]] == [
        ("yaml.unsupported", "/prompt", 1), ("n.range", "/n", 2),
    ]  # fmt: skip


# -- arguments -------------------------------------------------------------------------------------------------------


def test_folders_and_patterns(tmp_path: Path) -> None:
    for name in ("a.json", "deep/er/b.jsonl", "deep/c.yaml", ".hidden/d.json", "deep/.e.json", "notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps(GOOD), "utf-8")

    def read(*arguments: str) -> list[str]:
        said = invoke("lint", "--format", "json", *REVISION, *(tmp_path / argument for argument in arguments)).said
        return [str(Path(entry["file"]).relative_to(tmp_path)) for entry in said["requests"]]

    assert read("") == ["a.json", "deep/c.yaml", "deep/er/b.jsonl"]
    assert read("notes.txt") == ["notes.txt"]
    assert read("**/*.json") == ["a.json"]
    assert read("deep/*") == ["deep/c.yaml"]
    assert read("a.json", "*.json", "") == ["a.json", "deep/c.yaml", "deep/er/b.jsonl"]


def test_a_name_with_pattern_characters_is_a_file_first(tmp_path: Path) -> None:
    (tmp_path / "a[1].json").write_text(json.dumps(GOOD), "utf-8")
    assert invoke("lint", *REVISION, tmp_path / "a[1].json").code == 0


def test_what_cannot_be_read_is_said_and_the_rest_is_checked(tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    good.write_text(json.dumps(BAD), "utf-8")
    (tmp_path / "empty").mkdir()
    for missing in (tmp_path / "missing.json", tmp_path / "*.nothing", tmp_path / "empty"):
        result = invoke("lint", *REVISION, missing, good)
        assert result.code == 2
        assert str(missing) in result.err
        assert "n.range" in result.out
