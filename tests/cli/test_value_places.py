"""Every finding stands at the very value, an unknown key at the key, whatever the layout of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.cli.conftest import REVISION, invoke

MEMBERS: list[tuple[str, Any, str]] = [
    ("n", 11, "n.range"), ("size", "3073x768", "size.step"), ("quality", "ultra", "quality.value"),
    ("sise", "1024x1024", "parameter.unknown"), ("qualty", ["a", {"b": 1}], "parameter.unknown"),
    ("stream", "true", "stream.type"), ("output_compression", 101, "output_compression.range"),
    ("moderation", {"x": [1]}, "moderation.type"), ("\u732b\"\\/~", None, "parameter.unknown"),
]  # fmt: skip


def requests(random: Random, count: int) -> Iterator[dict[str, Any]]:
    for _ in range(count):
        members = [("model", "gpt-image-2"), ("prompt", 'a "cat"\n\t\u732b \U0001f600')]
        members += [(key, value) for key, value, _ in random.sample(MEMBERS, random.randint(1, 5))]
        random.shuffle(members)
        yield dict(members)


def spaced(random: Random, value: Any, breaks: str) -> str:
    """JSON with white space at random."""

    def space() -> str:
        return "".join(random.choice(breaks) for _ in range(random.randint(0, 3)))

    if isinstance(value, dict):
        members = [f"{space()}{json.dumps(k, ensure_ascii=False)}{space()}:{space()}{spaced(random, v, breaks)}" for k, v in value.items()]
        return "{" + ",".join(members) + space() + "}"
    if isinstance(value, list):
        return "[" + ",".join(space() + spaced(random, entry, breaks) + space() for entry in value) + "]"
    return json.dumps(value, ensure_ascii=random.random() < 0.5)


def as_yaml(request: dict[str, Any], random: Random) -> str:
    """A request as YAML in one of several styles."""
    lines = []
    for key, value in request.items():
        name = json.dumps(key, ensure_ascii=False) if not key.isidentifier() else key
        said = value if isinstance(value, str) and value.isalnum() and value != "true" else json.dumps(value, ensure_ascii=False)
        lines.append(f"{name}:{random.choice([' ', '   ', chr(10) + '    '])}{said}{random.choice(['', '  # a remark'])}")
    return "\n".join(lines)


def written(random: Random, name: str, many: list[dict[str, Any]]) -> str:
    if name.endswith(".yaml"):
        return "\n---\n".join(as_yaml(request, random) for request in many) + "\n"
    if name.endswith(".jsonl"):
        return "\n".join(spaced(random, request, " \t") for request in many) + "\n"
    return "[" + ",".join(spaced(random, request, " \t\r\n") for request in many) + "]"


def expected(request: dict[str, Any]) -> set[tuple[str, str, str]]:
    rules = {key: rule for key, _, rule in MEMBERS}
    return {(rules[key], key, json.dumps(value)) for key, value in request.items() if key in rules}


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.yaml"])
@pytest.mark.parametrize("seed", range(4))
def test_places(tmp_path: Path, name: str, seed: int) -> None:
    random = Random(f"{name}{seed}")
    many = [*requests(random, 12)]
    text = written(random, name, many)
    path = tmp_path / name
    path.write_bytes(text.encode())
    said = invoke("lint", *REVISION, "--format", "json", path).said["diagnostics"]
    rows = text.split("\n")
    found: list[set[tuple[str, str, str]]] = [set() for _ in many]
    for one in said:
        key = one["pointer"].rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        value = many[one["record"] - 1].get(key)
        there = rows[one["line"] - 1][one["column"] - 1 :] + "\n" + "\n".join(rows[one["line"] :])
        whole = key if one["rule"] == "parameter.unknown" else value
        if isinstance(whole, str) and not there.startswith('"'):
            assert there.startswith(whole), one
        else:
            assert json.JSONDecoder().raw_decode(there)[0] == whole, one
        found[one["record"] - 1].add((one["rule"], key, json.dumps(value)))
    for request, rules in zip(many, found, strict=True):
        assert expected(request) <= rules
    places = [(one["line"], one["column"]) for one in said]
    assert places == sorted(places)


def test_places_in_a_batch_line(tmp_path: Path) -> None:
    body = '{"model": "gpt-image-2", "prompt": "a", "sise": 1, "n": 11}'
    text = f'{{"custom_id": "a", "url": "/v1/images/generations",  "method":"POST","body":{body}}}\n'
    path = tmp_path / "a.jsonl"
    path.write_text(text, "utf-8")
    said = invoke("lint", *REVISION, "--format", "json", path).said["diagnostics"]
    assert [(one["rule"], one["line"], one["column"]) for one in said] == [
        ("parameter.unknown", 1, text.index('"sise"') + 1), ("n.range", 1, text.index("11}") + 1),
    ]  # fmt: skip


def test_places_count_code_points_and_not_bytes_or_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"prompt": "\U0001f600\u732be\u0301", "n": 11, "model": "gpt-image-2"}\n', "utf-8")
    assert invoke("lint", *REVISION, "--format", "json", path).places == [("n.range", 1, 25)]
