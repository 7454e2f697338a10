"""YAML as people write it: anchors, merge keys, tags and comments."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from imagespec.cli import formats
from imagespec.cli.inputs import yaml_document
from tests.cli.conftest import REVISION, Result, invoke
from tests.support.mutations import mutated

Lint = Callable[..., Result]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("- &a {model: gpt-image-2, prompt: b, n: 11}\n- *a\n", [("n.range", 1, 41), ("n.range", 1, 41)]),
        ("model: &m gpt-image-2\nprompt: *m\nn: 11\n", [("n.range", 3, 4)]),
        ("- &a {model: gpt-image-2, prompt: b}\n- {<<: *a, n: 11}\n", [("n.range", 2, 15)]),
        ("- &a {model: gpt-image-2, prompt: b, n: 11}\n- {<<: *a, n: 1}\n", [("n.range", 1, 41)]),
        ("- &a {model: gpt-image-2, n: 11, prompt: b}\n- &b {model: gpt-image-2, prompt: c, n: 1}\n- {<<: [*b, *a]}\n- {<<: [*a, *b]}\n",
         [("n.range", 1, 30), ("n.range", 1, 30)]),
        ("- &a {model: gpt-image-2, prompt: b, sise: 1}\n- <<: *a\n", [("parameter.unknown", 1, 38), ("parameter.unknown", 1, 38)]),
        ("<<: {model: gpt-image-2, n: 11}\nprompt: a\n", [("n.range", 1, 29)]),
        ('"<<": 1\nmodel: gpt-image-2\nprompt: a\n', [("parameter.unknown", 1, 1)]),
        ("model: gpt-image-2\nprompt: a\n<<: 1\n", [("yaml.unsupported", 3, 5)]),
        ("a: &x 1\nb: &x 2\nmodel: gpt-image-2\nprompt: a\nn: *x\n", [("parameter.unknown", 1, 1), ("parameter.unknown", 2, 1)]),
        ("a: &x [*x]\n", [("request.format", 1, 8)]),
        ("a: *y\n", [("request.format", 1, 4)]),
    ],
)  # fmt: skip
def test_anchors_aliases_and_merge_keys(lint: Lint, text: str, places: list[tuple[str, int, int]]) -> None:
    assert sorted(lint(text, "a.yaml").places) == sorted(places)


def test_merges_read_as_the_language_says() -> None:
    """Own keys come before merged ones, and earlier mappings before later ones."""
    text = """
- &base {model: gpt-image-2, prompt: a, n: 2, user: x}
- &more {n: 3, size: auto, <<: *base}
- {<<: [*more, *base], prompt: b}
- {prompt: c, <<: *base, <<: *more}
"""
    base = {"model": "gpt-image-2", "prompt": "a", "n": 2, "user": "x"}
    more = base | {"n": 3, "size": "auto"}
    read = [parsed.value for parsed in yaml_document.read(text.encode())]
    assert read == [base, more, more | {"prompt": "b"}, base | {"prompt": "c", "size": "auto"}]


BOMBS = {
    "lists": "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)),
    "mappings": "a0: &a0 {x: 1, y: 2}\n" + "".join(f"a{i}: &a{i} {{x: *a{i - 1}, y: *a{i - 1}}}\n" for i in range(1, 60)),
    "merges": "a0: &a0 {" + ", ".join(f"k{i}: 1" for i in range(1000)) + "}\n" + "".join(f"b{i}: {{<<: *a0}}\n" for i in range(2000)),
    "many aliases": "a: &a [" + "x, " * 1000 + "]\nb: [" + "*a, " * 2000 + "]\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_at_once(lint: Lint, name: str) -> None:
    start = time.process_time()
    result = lint(BOMBS[name] + "---\nmodel: gpt-image-2\nprompt: a\nn: 11\n", "a.yaml")
    assert time.process_time() - start < 5
    assert result.rules == ["request.format", "n.range"]
    assert "aliases" in result.said["diagnostics"][0]["message"]


def test_aliases_are_no_way_around_the_limit_of_depth(lint: Lint) -> None:
    deep = "a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 40 + "*a" + "]" * 40 + "\n"
    result = lint(deep, "a.yaml")
    assert result.rules == ["request.format"]
    assert "nested deeper" in result.said["diagnostics"][0]["message"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("prompt: !!binary YQ==\nn: 11\n", [("yaml.unsupported", 2, 9), ("n.range", 3, 4)]),
        ("prompt: !secret a\nn: 11\n", [("yaml.unsupported", 2, 9), ("n.range", 3, 4)]),
        ("prompt: a\nn: !env N\nsize: 1x\n", [("yaml.unsupported", 3, 4), ("size.format", 4, 7)]),
        ("prompt: a\nuser: !python/object/apply:os.system [id]\nn: 11\n", [("yaml.unsupported", 3, 7), ("n.range", 4, 4)]),
        ("prompt: a\nn: !!int '2'\nuser: !!str 2\nstream: !!bool false\n", []),
        ("prompt: a\nn: !!int two\n", [("yaml.unsupported", 3, 4)]),
        ("prompt: a\nbackground: !!null ''\n", []),
        ("prompt: ! a\n", []),
    ],
)
def test_a_tag_loses_its_value_and_nothing_else(lint: Lint, text: str, places: list[tuple[str, int, int]]) -> None:
    result = lint("model: gpt-image-2\n" + text, "a.yaml")
    assert result.places == places
    assert len(result.said["requests"]) == 1


def test_a_request_whose_model_is_lost_is_not_judged(lint: Lint) -> None:
    result = lint("- {model: !env MODEL, prompt: a, style: vivid}\n- {model: gpt-image-2, prompt: a, n: 11}\n", "a.yaml")
    assert result.rules == ["yaml.unsupported", "n.range"]
    assert lint("model: !env MODEL\nprompt: a\n", "a.yaml", "--ignore", "yaml").code == 2


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("n: 11  # imagespec: ignore[n.range]", []),
        ("n: 11  #imagespec:ignore[n]", []),
        ("n: 11  # noqa # imagespec: ignore[*.range]", []),
        ("# imagespec: ignore[n.range]\n\n# because\nn: 11", []),
        ("n: 11  # imagespec: ignore[size.step]", ["n.range", "ignore.value"]),
        ("n: 11#imagespec:ignore[n.range]", ["n.type"]),
        ("user: 'it''s # imagespec: ignore[n]'\nn: 11", ["n.range"]),
        ("user: |\n  # imagespec: ignore[n]\nn: 11", ["n.range"]),
        ("user: |  # imagespec: ignore[user]\n  a\nn: 11  # imagespec: ignore[n]", ["ignore.value"]),
        ("user: \"a\n  # imagespec: ignore[n]\"\nn: 11", ["n.range"]),
        ("n: 11  # imagespec: ignore[n.rnage]", ["n.range", "ignore.unknown"]),
        ("n: 11  # imagespec: ignore", ["n.range", "ignore.format"]),
        ("n: 11  # imagespec: disable[n]", ["n.range", "ignore.format"]),
    ],
)  # fmt: skip
def test_comments_leave_out_findings_of_their_line(lint: Lint, text: str, rules: list[str]) -> None:
    result = lint(f"model: gpt-image-2\nprompt: a\n{text}\n", "a.yaml")
    assert result.rules == rules
    assert result.said["requests"][0]["ok"] == ("n.range" not in rules and "n.type" not in rules)


def test_comments_hold_in_every_document(lint: Lint) -> None:
    one = "model: gpt-image-2\nprompt: a\nn: 11  # imagespec: ignore[n]\n"
    assert lint(f"{one}---\n{one}---\n{one}n: 12\n", "a.yaml").rules == ["ignore.value", "key.count", "n.range"]


def test_a_comment_makes_nothing_look_read_that_was_not(lint: Lint) -> None:
    result = lint("model: gpt-image-2\nprompt: !env A  # imagespec: ignore[yaml.unsupported]\n", "a.yaml")
    assert result.rules == ["yaml.unsupported"]


SEEDS = [
    b"- &a {model: gpt-image-2, prompt: b, n: 11}\n- *a\n- {<<: [*a, *a], size: 1x1}\n- <<: *a\n  n: 12  # imagespec: ignore[n]\n",
    b"model: &m gpt-image-2\nprompt: !secret x\nuser: |  # imagespec: ignore[user]\n  a # b\nn: !!int '2'\n---\n- &x [*x]\n",
    b"custom_id: a\nmethod: POST\nurl: /v1/images/edits\nbody: &b {prompt: 'x # imagespec: ignore[n]', images: [&i {file_id: a}, *i]}\n",
]


def test_harmed_files_end_in_order(tmp_path: Path, depth: Callable[[int, int], int]) -> None:
    """No traceback, and no control character, in any format."""
    random, path = Random(5), tmp_path / "a.yaml"
    for _ in range(depth(150, 3_000)):
        path.write_bytes(mutated(random, random.choice(SEEDS), random.choice(SEEDS)))
        result = invoke("lint", "--format", random.choice(formats.NAMES), *REVISION, path)
        assert result.code in (0, 1, 2)
        assert all(line.isprintable() for line in result.out.splitlines())
