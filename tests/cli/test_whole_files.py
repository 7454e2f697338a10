"""A file is what it parses as, and nothing of it passes unread."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from imagespec.cli.inputs import content
from tests.cli.conftest import REVISION, Result, invoke

Lint = Callable[..., Result]

HARD = Path(__file__).parent / "hard"
GOOD = '{"model": "gpt-image-2", "prompt": "a cat"}'
BAD = '{"model": "gpt-image-2", "prompt": "a cat", "n": 11}'


def hard(name: str, *options: str) -> Result:
    """Lint one of the files that were read wrongly once, with the newest revision."""
    return invoke("lint", "--format", "json", *options, HARD / name)


# -- a document over several lines ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "operation", "rules"),
    [
        ("valid-json-images-on-lines.json", "edit-json", []),
        ("valid-json-body-on-next-line.json", "generate", []),
        ("brace-on-second-line.json", "generate", ["output_format.preview"]),
    ],
)
@pytest.mark.parametrize("ending", [".json", ".txt", ".data", ""])
def test_a_document_over_several_lines_is_one_request(tmp_path: Path, name: str, operation: str, rules: list[str], ending: str) -> None:
    path = tmp_path / f"request{ending}"
    shutil.copy(HARD / name, path)
    for result in (invoke("lint", "--format", "json", path), invoke("lint", "--format", "json", "-", stdin=path.read_bytes())):
        assert [(entry["operation"], entry["line"]) for entry in result.said["requests"]] == [(operation, 1)]
        assert (result.rules, result.code) == (rules, 0)


def test_places_in_a_document_over_several_lines(lint: Lint) -> None:
    text = '{"model": "gpt-image-2", "prompt": "a", "images": [\n  {"file_id": 1},\n  {"file_id": "file-2"}\n]}\n'
    assert lint(text).places == [("file_id.type", 2, 15)]


@pytest.mark.parametrize("name", ["a.json", "a.txt", "-"])
@pytest.mark.parametrize(
    ("text", "requests", "places"),
    [
        (f"{GOOD}\n{BAD}\n", 2, [("n.range", 2)]),
        (f"{GOOD}\n\n{BAD}\n", 2, [("n.range", 3)]),
        (f"{GOOD}{BAD}", 2, [("n.range", 1)]),
        (f'{GOOD}\n{{\n "model": "gpt-image-2",\n "prompt": "a",\n "n": 11}}\n', 2, [("n.range", 5)]),
        (f"[{GOOD},\n{BAD}]", 2, [("n.range", 2)]),
        # what is no document as a whole is read by lines, where most of them are values
        (f"{GOOD},\n{BAD},\n{GOOD}\n", 3, [("request.format", 1), ("n.range", 2), ("request.format", 2)]),
        (f'{{"prompt": "a",}}\n{BAD}\n{GOOD}\n', 2, [("request.format", 1), ("n.range", 2)]),
        (f'{BAD}\n{{"prompt": \n{GOOD}\n', 2, [("n.range", 1), ("request.format", 2)]),
        (f"{BAD}\n{BAD[:-9]}", 1, [("n.range", 1), ("request.format", 2)]),
        (f'{BAD} # a remark\n{GOOD}\n', 2, [("n.range", 1), ("request.format", 1)]),
        # and a broken document is told as one
        ('{"model": "gpt-image-2",, "images": [\n  {"file_id": "1"},\n  {"file_id": "2"}\n]}\n', 0, [("request.format", 1)]),
        ('{"model": "gpt-image-2",\n  "images": [\n  {"file_id": "1"}\n  {"file_id": "2"}\n]}\n', 0, [("request.format", 4)]),
        (f"[\n{BAD},\n{GOOD},\n]\n", 2, [("n.range", 2), ("request.format", 3)]),
        (f"{BAD},", 1, [("n.range", 1), ("request.format", 1)]),
    ],
)  # fmt: skip
def test_lines_or_a_document(tmp_path: Path, name: str, text: str, requests: int, places: list[tuple[str, int]]) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    result = invoke("lint", "--format", "json", *REVISION, "-" if name == "-" else path, stdin=text)
    assert len(result.said["requests"]) == requests
    assert [place[:2] for place in result.places] == places


def test_what_is_large_is_told_by_a_bounded_look(lint: Lint) -> None:
    """The same file is read alike, whether the look sees all of it or not."""
    filler = json.dumps({"model": "gpt-image-2", "prompt": "a", "images": [{"image_url": "data:image/png;base64," + "A" * content.LOOK}]})
    document = '{"model": "gpt-image-2", "images": [\n' + ",\n".join('{"file_id": "file-1"}' for _ in range(70_000)) + '\n], "prompt": "a"}'
    assert len(document) > content.LOOK
    assert lint(document).places == [("images.count", 1, 36)]
    lines = "\n".join([GOOD, filler, filler, filler, BAD])
    for name in ("a.json", "a.txt"):
        assert lint(lines, name).places == [("n.range", 5, 50)]
        assert lint(lines.replace("cat", "\udcff", 1).encode("utf-8", "surrogateescape"), name).places[0][:2] == ("request.format", 1)
        pretty = "\n".join([GOOD, *[json.dumps(json.loads(filler), indent=1)] * 3, BAD])
        assert lint(pretty, name).places == [("n.range", 29, 50)]


def test_a_line_longer_than_the_look(lint: Lint) -> None:
    """Lines that hold whole images are longer than any look."""
    long = json.dumps(
        {"model": "gpt-image-2", "prompt": "a", "images": [{"image_url": "data:image/png;base64," + "A" * (2 * content.LOOK)}]}
    )
    for name in ("a.json", "a.txt"):
        found = lint(f"{long}\n{long}\n{long}\n{BAD}\n", name)
        assert [entry["line"] for entry in found.said["requests"]] == [1, 2, 3, 4]
        assert found.places[-1] == ("n.range", 4, 50)
        assert lint(f"[{long},{BAD}]", name).said["requests"][1]["line"] == 1


# -- lines and documents of YAML -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["yaml-cr-two-docs.yaml", "yaml-one-cr-two-docs.yaml"])
def test_both_documents_of_yaml_are_checked_whatever_breaks_its_lines(name: str) -> None:
    result = hard(name)
    assert len(result.said["requests"]) == 2
    assert (result.places, result.code) == ([("n.range", 3, 4)], 1)


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_document_of_yaml_is_checked(lint: Lint, break_: str) -> None:
    first, second, third = ["model: gpt-image-2", "prompt: a", "n: 11"], ["model: gpt-image-2", "prompt: a", "n: 12"], "model: gpt-image-2"
    lines = ["%YAML 1.1", "---", *first, "...", "---", *second, "--- {model: gpt-image-2, prompt: a, n: 13}", "---", third, "prompt: a", ""]
    text = break_.join(lines)
    result = lint(text, "a.yaml")
    assert result.places == [("n.range", 5, 4), ("n.range", 10, 4), ("n.range", 11, 40)]
    assert len(result.said["requests"]) == 4
    broken = lint(text.replace("n: 11", "n: [11"), "a.yaml")
    assert [place[0] for place in broken.places] == ["request.format", "n.range", "n.range"]


@pytest.mark.parametrize(
    ("text", "is_text"), [("e-2", True), ("-e2", True), (".", True), ("+.e1", True), (".5", False), ("-.5e3", False), ("2.", True)]
)
def test_what_looks_like_a_number_of_yaml(lint: Lint, text: str, is_text: bool) -> None:
    assert ("user.type" in lint(f"model: gpt-image-2\nprompt: a\nuser: {text}\n", "a.yaml").rules) != is_text


def test_a_broken_directive_is_told(lint: Lint) -> None:
    for text in ("%YAML n: 11\n---\nmodel: gpt-image-2\nprompt: a\n", "%YA\n...\n---\nmodel: gpt-image-2\nprompt: a\n", "%\n"):
        assert lint(text, "a.yaml").rules == ["request.format"]


def test_a_separator_that_only_the_parser_sees_hides_nothing(lint: Lint) -> None:
    for separator in ("... # the end\n---\n", "\ufeff---\n", "---\t# a remark\n"):
        result = lint(f"model: gpt-image-2\nprompt: a\nn: 11\n{separator}model: gpt-image-2\nprompt: a\nn: 12\n", "a.yaml")
        assert result.code == 1
        assert len(result.said["diagnostics"]) == 2 or "request.format" in result.rules, separator


# -- repeated keys -------------------------------------------------------------------------------------------------


def test_what_a_repeated_key_hides_is_checked_too() -> None:
    result = hard("dup-body.jsonl")
    assert (result.rules, result.code) == (["n.range", "key.count"], 1)
    (hidden,) = [entry for entry in result.said["diagnostics"] if entry["rule"] == "n.range"]
    assert (hidden["params"]["actual"], hidden["custom_id"]) == (11, "a")
    assert result.said["requests"][0]["ok"] is False


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ('{"model": "gpt-image-2", "n": 11,\n "prompt": "a", "n": 1}', "a.json", [("n.range", 1, 31), ("key.count", 2, 17)]),
        ('{"model": "gpt-image-2", "n": 1,\n "prompt": "a", "n": 11}', "a.json", [("key.count", 2, 17), ("n.range", 2, 22)]),
        ('{"model": "gpt-image-2", "n": 11,\n "prompt": "a", "n": 12}', "a.json", [("key.count", 2, 17), ("n.range", 2, 22)]),
        ('{"body": {"model": "gpt-image-2", "n": 0}, "custom_id": "a",\n "body": "a"}', "a.json", [
            ("method.required", 1, 1), ("url.required", 1, 1), ("key.count", 2, 2), ("body.type", 2, 10)]),
        ("model: gpt-image-2\nn: 11\nprompt: a\nn: 1\n", "a.yaml", [("n.range", 2, 4), ("key.count", 4, 1)]),
        ("body: {model: gpt-image-2, n: 11, prompt: a}\ncustom_id: a\nmethod: POST\nurl: /v1/images/generations\n"
         "body: {model: gpt-image-2, prompt: a}\n", "a.yaml", [("batch.file-type", 1, 1), ("n.range", 1, 31), ("key.count", 5, 1)]),
        ("- {model: gpt-image-2, n: 11, prompt: a, n: 1}\n- {model: gpt-image-2, prompt: a, n: 1}\n", "a.yaml",
         [("n.range", 1, 27), ("key.count", 1, 42)]),
    ],
)  # fmt: skip
def test_both_readings_of_a_repeated_key_are_checked(lint: Lint, text: str, name: str, places: list[tuple[str, int, int]]) -> None:
    assert [place for place in lint(text, name, "--spec", "openai").places if place[0] != "batch.file-type"] == [
        place for place in places if place[0] != "batch.file-type"
    ]


def test_repeated_keys_are_said_once_for_each_object(lint: Lint) -> None:
    result = lint('{"model": "gpt-image-2", "prompt": "a", "n": 1, "n": 2, "n": 3}')
    assert [entry["message"] for entry in result.said["diagnostics"]] == [
        'the key "n" stands 3 times in its object, and the last value counts; keep one.'
    ]
    assert (result.places, result.code) == ([("key.count", 1, 57)], 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"model": "gpt-image-2", "prompt": "a"' + "".join(f', "user": {{"k{i}": 1, "k{i}": 1}}' for i in range(1)) + "}"),
        ("a.yaml", "model: gpt-image-2\nprompt: a\nuser: {" + "".join(f"k{i}: 1, k{i}: 1, " for i in range(300)) + "}\n"),
        ("a.json", '{"model": "gpt-image-2", "prompt": "a", "user": {' + ", ".join(f'"k{i}": 1, "k{i}": 1' for i in range(300)) + "}}"),
    ],
)
def test_many_repeated_keys_are_listed_up_to_a_hundred(lint: Lint, name: str, text: str) -> None:
    found = [entry for entry in lint(text, name).said["diagnostics"] if entry["rule"] == "key.count"]
    assert len(found) == (1 if name == "a.jsonl" else 101)
    assert name == "a.jsonl" or any("the first 100 are listed" in entry["message"] for entry in found)


def test_many_numbers_that_are_none_are_listed_up_to_a_hundred(lint: Lint) -> None:
    result = lint('{"model": "gpt-image-2", "prompt": "a", "n": [' + "[NaN, -Infinity], " * 200 + "1]}")
    found = [entry for entry in result.said["diagnostics"] if entry["rule"] == "request.format"]
    assert len(found) == 101
    assert [entry["pointer"] for entry in found[1:4]] == ["/n/0/0", "/n/0/1", "/n/1/0"]
    assert "300 more NaN or Infinity" in found[0]["message"]


# -- what is left unread is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [("--select", "size"), ("--ignore", "request"), ("--ignore", "request.format,yaml.unsupported")])
@pytest.mark.parametrize(
    ("name", "content_"),
    [
        ("a.jsonl", f"{GOOD}\n{{broken\n"),
        ("a.jsonl", f"{GOOD} {GOOD}\n"),
        ("a.json", f"[{GOOD}, "),
        ("a.json", GOOD.encode("utf-16")),
        ("a.jsonl", GOOD.encode("utf-16")),
        ("a.yaml", "a: [1"),
        ("a.yaml", "a: \x07"),
        ("a.yaml", "? [a]\n: 1"),
    ],
)  # fmt: skip
def test_no_option_makes_what_is_unread_look_clean(lint: Lint, name: str, content_: str | bytes, options: tuple[str, ...]) -> None:
    result = lint(content_, name, *options)
    assert result.code == 2
    assert f"{name}:" in result.err


def test_what_is_left_out_of_a_clean_file_is_no_matter(lint: Lint) -> None:
    assert lint(f"{GOOD}\n\n{BAD}\n", "a.jsonl", "--ignore", "line,n").code == 0
    assert lint("", "a.json", "--ignore", "request.required").code == 0


@pytest.mark.parametrize("command", [("models", "--expiring", "90d", "--today", "2026-11-26"), ("diff", "openai@2026-05-07", "openai")])
@pytest.mark.parametrize(
    ("name", "content_", "says"),
    [
        ("a.jsonl", (HARD / "models-expiring-malformed.jsonl").read_bytes(), "a comma after the last entry"),
        ("a.jsonl", f"{GOOD}\n{{broken\n".encode(), ":2: not JSON"),
        ("a.jsonl", f"{GOOD} {GOOD}\n".encode(), ":1: more text follows"),
        ("a.json", GOOD.encode("utf-16"), "UTF-16"),
        ("a.yaml", b"model: !a gpt-image-2\nprompt: a\n", "not followed"),
        ("a.jsonl", b"", "the file holds no request"),
    ],
)
def test_the_other_commands_say_what_they_cannot_read(
    tmp_path: Path, command: tuple[str, ...], name: str, content_: bytes, says: str
) -> None:
    (tmp_path / "good.json").write_text(GOOD, "utf-8")
    (tmp_path / name).write_bytes(content_)
    result = invoke(*command, "--requests", tmp_path / name, "--requests", tmp_path / "good.json")
    assert result.code == 2
    assert says in result.err
    assert result.out, "what can be read is still looked at"


def test_nothing_read_is_never_no_findings(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for missing in ("empty", "missing.json", "*.json", "missing/"):
        result = invoke("lint", *REVISION, tmp_path / missing)
        assert (result.code, result.out) == (2, "nothing was checked\n")
        assert missing.rstrip("/") in result.err
    (tmp_path / "good.json").write_text(GOOD, "utf-8")
    partly = invoke("lint", *REVISION, tmp_path / "missing.json", tmp_path / "good.json")
    assert partly.code == 2
    assert partly.out.startswith("1 request in 1 file: no findings; 1 place not read; ")
