"""Harmed files: no traceback, no exit code 1 without an error, no exit code 0 with a part unread. An independent reader judges."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests.cli.conftest import REVISION, invoke
from tests.support.mutations import mutated

ROOT = Path(__file__).parent.parent.parent
GOOD = {"model": "gpt-image-2", "prompt": "a cat, \u732b \U0001f600", "size": "1536x864", "n": 2}
EDIT = {"model": "gpt-image-2", "prompt": "a hat", "images": [{"file_id": "file-1"}, {"image_url": "https://example.com/a.png"}]}
LINE = {"custom_id": "a", "method": "POST", "url": "/v1/images/generations", "body": GOOD}


class Unreadable(Exception):
    """What no reader reads."""


# -- a reader of its own -------------------------------------------------------------------------------------------


def number(text: str) -> Any:
    raise Unreadable(text)


DECODER = json.JSONDecoder(parse_constant=number)


def values_of_json(text: str) -> list[Any]:
    """The values of a JSON text one after the other, arrays taken apart.

    Raises:
        Unreadable: a part of it is none.
    """
    values: list[Any] = []
    at = len(text) - len(text.lstrip(" \t\r\n"))
    while at < len(text):
        try:
            value, at = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            raise Unreadable from None
        values += value if isinstance(value, list) else [value]
        at = len(text) - len(text[at:].lstrip(" \t\r\n"))
    return values


def values_of_lines(text: str) -> list[Any]:
    values = []
    for line in text.split("\n"):
        if line.strip(" \t\r"):
            (value,) = json_line(line)
            values.append(value)
    return values


def json_line(line: str) -> list[Any]:
    try:
        return [json.loads(line, parse_constant=number)]
    except (ValueError, RecursionError):
        raise Unreadable from None


def values_of_yaml(text: str) -> list[Any]:
    """What stands in the documents of a YAML text, as nodes; documents with nothing in them do not count."""
    values: list[Any] = []
    for stream in re.split("(?:^|(?<=[\n\r\x85\u2028\u2029]))\\.\\.\\.(?=[ \t]*(?:[\n\r\x85\u2028\u2029]|$))", text):  # each ends a stream
        try:
            nodes = list(yaml.compose_all(stream, Loader=yaml.CSafeLoader))
        except (yaml.YAMLError, RecursionError):
            raise Unreadable from None
        for node in nodes:
            if isinstance(node, yaml.SequenceNode):
                values += node.value
            elif not (isinstance(node, yaml.ScalarNode) and not node.style and node.value.lower() in ("", "~", "null")):
                values.append(node)
    return values


def values_of(name: str, data: bytes) -> list[Any]:
    """What a file holds, by its name or by how it begins.

    Raises:
        Unreadable: a part of it cannot be read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable from None
    if name.endswith(".jsonl"):
        try:
            return values_of_lines(text)
        except Unreadable:  # values that go over lines are read, too
            return values_of_json(text)
    if name.endswith(".yaml") or (not name.endswith(".json") and text.lstrip()[:1] not in ("{", "[")):
        return values_of_yaml(text)
    return values_of_json(text)


# -- the accidents -------------------------------------------------------------------------------------------------


def seeds() -> list[tuple[str, bytes]]:
    """Files that are right or nearly so, with the names that they are read under."""
    texts = {
        "one": json.dumps(GOOD), "pretty": json.dumps([GOOD, EDIT], indent=2, ensure_ascii=False), "on lines": json.dumps(EDIT, indent=1),
        "lines": "".join(json.dumps(value) + "\n" for value in (GOOD, EDIT, GOOD)),
        "batch": "".join(json.dumps(LINE | {"custom_id": str(i)}) + "\n" for i in range(4)),
        "envelope": json.dumps(LINE, indent=1), "values": json.dumps(GOOD, indent=1) * 2,
    }  # fmt: skip
    files = [(f"a{ending}", text.encode()) for text in texts.values() for ending in (".json", ".jsonl", ".txt")]
    documents = [
        "model: gpt-image-2\nprompt: a cat\nn: 2\n",
        "- model: gpt-image-2\n  prompt: |\n    a\n    cat\n- {model: gpt-image-2, prompt: 'b'}\n",
        '%YAML 1.2\n---\nmodel: gpt-image-2\nprompt: a\n...\n---\n# c\nmodel: gpt-image-2\nprompt: "b"\n',
        json.dumps(EDIT, indent=2),
    ]
    files += [(f"a{ending}", text.encode()) for text in documents for ending in (".yaml", ".txt")]
    for path in sorted((Path(__file__).parent / "hard").iterdir()):
        if path.name != "quad.yaml":
            files += [(f"a{path.suffix}", path.read_bytes()), ("a.txt", path.read_bytes())]
    files += [(f"a{path.suffix}", path.read_bytes()) for path in sorted((ROOT / "examples").iterdir()) if path.suffix != ".py"]
    return files


_MODEL = re.compile(rb"gpt-image|dall-e")


@pytest.mark.parametrize("part", range(5))
def test_harmed_files(tmp_path: Path, part: int, depth: Callable[[int, int], int]) -> None:
    random = Random(part)
    files = seeds()
    clean = 0
    for _ in range(depth(120, 5_000)):
        (name, data), (_, other) = random.choice(files), random.choice(files)
        data = mutated(random, data, other)
        path = tmp_path / name
        path.write_bytes(data)
        stdin = name.endswith(".txt") and random.random() < 0.5
        arguments = ("-",) if stdin else (path,)
        select = ("--select", "size") if random.random() < 0.1 else ()
        result = invoke("lint", "--format", "json", *REVISION, *select, *arguments, stdin=data)
        said = result.said
        errors = sum(entry["severity"] == "error" for entry in said["diagnostics"])
        assert result.code in (0, 1, 2), data
        assert (result.code == 1) == bool(errors) or result.code == 2, data
        assert result.code != 2 or result.err, data
        if result.code == 0:
            clean += 1
            if any(entry["operation_from"] != "place" for entry in said["requests"]):
                missed = len(values_of(name, data)) - len(said["requests"])
                assert missed == 0 or (missed > 0 and _MODEL.search(data)), data  # the name of a model alone is no request
            elif not said["requests"] and not select:
                assert "no image request found" in result.err.replace("\n", " ") or _MODEL.search(data), data
    assert clean > 5


def test_the_reader_itself() -> None:
    """What is harmed is told from what is not."""
    assert len(values_of("a.json", b'{"a": 1} [2, 3]')) == 3
    assert len(values_of("a.yaml", b"a: 1\n---\n- b\n- c\n---\n")) == 3
    for name, data in (("a.json", b"{"), ("a.jsonl", b"{}\n{"), ("a.yaml", b"[\n"), ("a.json", b"\xff"), ("a.json", b'{"a": NaN}')):
        with pytest.raises(Unreadable):
            values_of(name, data)
