"""Fixes in the text of a file, case by case: what stands there before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from imagespec.cli.edits import yaml_
from imagespec.cli.edits.text_edit import Refused, edited
from imagespec.cli.edits.yaml_nodes import Nodes
from tests.cli.conftest import Result, invoke

ON = ("--spec", "openai@2026-11-26", "--today", "2026-11-26", "--model", "gpt-image-2")

JSON = {
    "a member among others": ('{"prompt": "a", "style": "vivid", "n": 2}', '{"prompt": "a", "n": 2}'),
    "the first": ('{ "style": "vivid" , "prompt": "a" }', '{ "prompt": "a" }'),
    "the last": ('{"prompt": "a" , "style": "vivid" }', '{"prompt": "a" }'),
    "on lines": ('{\n\t"prompt": "a",\n\t"style": "vivid",\n\t"n": 2\n}\n', '{\n\t"prompt": "a",\n\t"n": 2\n}\n'),
    "the last two on lines": (
        '{\r\n  "prompt": "a",\r\n  "style": "vivid",\r\n  "response_format": "url"\r\n}\r\n',
        '{\r\n  "prompt": "a"\r\n}\r\n',
    ),
    "the first two": ('{"style":"vivid","response_format":"url","prompt":"a"}', '{"prompt":"a"}'),
    "a value, and nothing beside it": (
        '{"prompt" :"\\u00e9\\/é" ,"size": "1024X1024" , "n":1}',
        '{"prompt" :"\\u00e9\\/é" ,"size": "1024x1024" , "n":1}',
    ),
    "a key that stands twice": ('{"style": 1, "prompt": "a", "style": "vivid"}', '{"prompt": "a"}'),
    "an array": (
        '[{"prompt": "a", "style": 1},\n {"prompt": "b"},\n {"style": 1, "prompt": "c"}]',
        '[{"prompt": "a"},\n {"prompt": "b"},\n {"prompt": "c"}]',
    ),
    "several values": (
        '{"prompt": "a", "style": 1}\n{"prompt": "b", "style": 1} {"prompt": "c"}',
        '{"prompt": "a"}\n{"prompt": "b"} {"prompt": "c"}',
    ),
    "a mark at the beginning": ('\ufeff{"prompt": "a", "style": 1}', '\ufeff{"prompt": "a"}'),
    "inside": ('{"prompt": "a", "svg": {"model": "x"}, "style": {"deep": [1, {"b": "}"}]}}', '{"prompt": "a", "svg": {"model": "x"}}'),
}  # fmt: skip
UNSAFE_JSON = {
    "another name": ('{"promtp": "a\\t", "n": 1}', '{"prompt": "a\\t", "n": 1}'),
    "a number": ('{"prompt": "a", "n": "2" }', '{"prompt": "a", "n": 2 }'),
    "a member that comes": (
        '{"prompt":"a","output_format":"jpeg","background":"transparent","model":"gpt-image-1.5"}',
        '{"prompt":"a","output_format":"png","background":"transparent","model":"gpt-image-2.6-sunburst"}',
    ),
    "a reference": (
        '{"prompt": "a", "images": ["file-é"]}',
        '{"prompt": "a", "images": [{"file_id": "file-é"}]}',
    ),
}  # fmt: skip
YAML = {
    "a line": ("prompt: a\nstyle: vivid\nn: 2\n", "prompt: a\nn: 2\n"),
    "its comment stays": ("prompt: a\nstyle: vivid  # dramatic\nn: 2\n", "prompt: a\n# dramatic\nn: 2\n"),
    "comments around": ("# top\n\nprompt: a # p\n  # odd\nstyle: vivid\n# end\n", "# top\n\nprompt: a # p\n  # odd\n# end\n"),
    "the last line without a break": ("prompt: a\nstyle: vivid", "prompt: a\n"),
    "behind a dash": ("- style: vivid\n  prompt: a\n- prompt: b\n", "- prompt: a\n- prompt: b\n"),
    "behind a dash, with comments": (
        "- style: vivid # one\n  # two\n  prompt: a\n",
        "- # one\n  # two\n  prompt: a\n",
    ),
    "two behind a dash": ("-   style: vivid\n    response_format: url\n    prompt: a\n", "-   prompt: a\n"),
    "a block": ("style: |\n  very\n\n  vivid\n\nprompt: a\n", "\nprompt: a\n"),
    "a mapping with comments inside": (
        "prompt: a\nstyle: # why\n  a: 1 # one\n  # two\n  b: [1, 2]\nn: 1\n",
        "prompt: a\n# why\n# one\n# two\nn: 1\n",
    ),
    "quotes stay": ("size: '1024X1024' # s\nprompt: 'it''s # no'\n", "size: '1024x1024' # s\nprompt: 'it''s # no'\n"),
    "double quotes stay": ('size: "1024X1024"\nprompt: "a \\" # b"\n', 'size: "1024x1024"\nprompt: "a \\" # b"\n'),
    "braces": ("{prompt: a, style: vivid, n: 2}\n", "{prompt: a, n: 2}\n"),
    "braces on lines": ("{\n  style: vivid,\n  prompt: a,\n}\n", "{\n  prompt: a,\n}\n"),
    "a list of braces": ("- {style: vivid, prompt: a}\n- {prompt: b, style: vivid}\n", "- {prompt: a}\n- {prompt: b}\n"),
    "documents": (
        "# one\nprompt: a\nstyle: vivid\n---\nprompt: b # two\nstyle: vivid\n...\n---\nstyle: vivid\nprompt: c\n",
        "# one\nprompt: a\n---\nprompt: b # two\n...\n---\nprompt: c\n",
    ),
    "carriage returns": ("prompt: a\r\nstyle: vivid # s\r\nn: 1\r\n", "prompt: a\r\n# s\r\nn: 1\r\n"),
    "wide characters": ("prompt: 🦊é # 🦊\nsize: 1024×1024 # é\nstyle: 🦊\n", "prompt: 🦊é # 🦊\nsize: 1024x1024 # é\n"),
    "a mark at the beginning": ("\ufeffprompt: a\nstyle: vivid\n", "\ufeffprompt: a\n"),
    "text over lines": ("prompt: a b\n  c # d\nstyle: 'very\n  vivid'\n", "prompt: a b\n  c # d\n"),
    "JSON": ('{"prompt": "a", "style": "vivid"}\n', '{"prompt": "a"}\n'),
    "a tag in the text": ("prompt: a # style: vivid\nstyle: vivid\n", "prompt: a # style: vivid\n"),
}  # fmt: skip
UNSAFE_YAML = {
    "another name": ("promtp: a # p\nn: 1\n", "prompt: a # p\nn: 1\n"),
    "a quoted name": ('"promtp": a\n', '"prompt": a\n'),
    "a number": ("prompt: a\nn: '2' # n\n", "prompt: a\nn: 2 # n\n"),
    "a truth": ("prompt: a\nstream: 'true'\n", "prompt: a\nstream: true\n"),
    "a reference": (
        "prompt: a\nimages:\n  - file-1 # i\n",
        "prompt: a\nimages:\n  - {\"file_id\": \"file-1\"} # i\n",
    ),
    "a word that is no text to all readers": ("prompt: a\nmoderation: LOW\n", "prompt: a\nmoderation: low\n"),
}  # fmt: skip
REFUSED = {
    "a key of its own form": ("prompt: a\n? style\n: vivid\n", "a form of its own"),
    "a comment inside braces": ("{prompt: a, # p\n style: vivid, # s\n n: 1}\n", "a comment stands inside"),
}


def fixed(tmp_path: Path, name: str, text: str, *options: str) -> tuple[str, Result]:
    path = tmp_path / name
    path.write_bytes(text.encode())
    result = invoke("lint", "--fix", *ON, *options, path)
    return path.read_bytes().decode(), result


@pytest.mark.parametrize("case", JSON)
def test_json(case: str, tmp_path: Path) -> None:
    before, after = JSON[case]
    assert fixed(tmp_path, "a.json", before)[0] == after
    assert fixed(tmp_path, "a.json", after)[0] == after


@pytest.mark.parametrize("case", UNSAFE_JSON)
def test_json_unsafe(case: str, tmp_path: Path) -> None:
    before, after = UNSAFE_JSON[case]
    assert fixed(tmp_path, "a.json", before, "--unsafe-fixes")[0] == after


def test_lines(tmp_path: Path) -> None:
    lines = [before for before, _ in JSON.values() if not set(before) & set("\n\ufeff[")]
    expected = [after for before, after in JSON.values() if before in lines]
    text, _ = fixed(tmp_path, "a.jsonl", "\ufeff" + "\r\n".join(lines))
    assert text == "\ufeff" + "\r\n".join(expected)


def test_lines_that_are_none_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"prompt": "\xff"}\n\n{broken\n{"prompt": "a", "style": 1}\n{"prompt": "b", "style": 1} {}\n')
    assert invoke("lint", "--fix", *ON, path).code == 1
    assert path.read_bytes() == b'{"prompt": "\xff"}\n\n{broken\n{"prompt": "a"}\n{"prompt": "b"} {}\n'


@pytest.mark.parametrize("case", YAML)
def test_yaml(case: str, tmp_path: Path) -> None:
    before, after = YAML[case]
    text, result = fixed(tmp_path, "a.yaml", before)
    assert text == after, result
    assert fixed(tmp_path, "a.yaml", after)[0] == after


@pytest.mark.parametrize("case", UNSAFE_YAML)
def test_yaml_unsafe(case: str, tmp_path: Path) -> None:
    before, after = UNSAFE_YAML[case]
    assert fixed(tmp_path, "a.yaml", before, "--unsafe-fixes")[0] == after


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_changed_alone_stays_and_is_told(case: str, tmp_path: Path) -> None:
    before, reason = REFUSED[case]
    text, result = fixed(tmp_path, "a.yaml", before)
    assert text == before
    assert "a.yaml:1: not changed: " in result.err
    assert reason in result.err


def test_other_fixes_are_made_beside_one_that_is_refused(tmp_path: Path) -> None:
    text, result = fixed(tmp_path, "a.yaml", "prompt: a\n? style\n: vivid\nresponse_format: url\n")
    assert text == "prompt: a\n? style\n: vivid\n"
    assert "not changed" in result.err


def test_a_batch_line_is_repaired_around_the_request_as_well(tmp_path: Path) -> None:
    url, body = "https://api.openai.com/v1/images/generations", '{"prompt": "a", "style": 1, "stream": true}'
    before = f'{{"custom_id": "a", "method": "get", "url": "{url}", "body": {body}}}\n'
    after = '{"custom_id": "a", "method": "POST", "url": "/v1/images/generations", "body": {"prompt": "a"}}\n'
    assert fixed(tmp_path, "a.jsonl", before)[0] == after


ALIASED = "base: &b {style: vivid, n: 1}\nother: *b\nmore: {<<: *b, prompt: a}\nplain: {style: vivid, prompt: a}\n"


@pytest.mark.parametrize(
    ("key", "new", "said"),
    [
        ("base", {"n": 1}, "anchor"),
        ("other", {"n": 1}, "alias"),
        ("more", {"prompt": "a", "n": 1}, "merge key"),
        ("other", None, "anchor|alias"),
    ],
)
def test_a_value_behind_an_alias_stays(key: str, new: object, said: str) -> None:
    shared = {"style": "vivid", "n": 1}
    old = {"base": shared, "other": shared, "more": shared | {"prompt": "a"}, "plain": {"style": "vivid", "prompt": "a"}}
    nodes = Nodes(ALIASED, 0, ALIASED)
    with pytest.raises(Refused, match=said):
        list(yaml_.edits(nodes, nodes.root, old, old | {key: new}))
    edits = list(yaml_.edits(nodes, nodes.root, old, old | {"plain": {"prompt": "a"}}))
    assert edited(ALIASED, edits) == ALIASED.replace("{style: vivid, prompt: a}", "{prompt: a}")
