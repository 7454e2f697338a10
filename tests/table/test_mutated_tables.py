"""Tables as they come to harm: each loads and works, or is refused with a clear error, and no command ends as if it had found something."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import imagespec
from imagespec import Handle, TableError, load
from imagespec.spec.faults import MOST
from imagespec.spec.load import shipped
from tests.cli.conftest import Result, invoke
from tests.support.mutations import mutated

HERE = Path(__file__).parent
README = (Path(imagespec.__file__).parent / "tables" / "README.md").read_text("utf-8")
GUIDE = dict(re.findall(r"^```yaml title=(\S+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))
SMALL = [(HERE / "minimal.yaml").read_bytes(), *(text.encode() for text in GUIDE.values())]
LARGE = [shipped()["openai@2026-05-07"].read_bytes(), shipped()["azure@2026-10-31"].read_bytes()]

WORDS = [word for text in SMALL for word in re.findall(rb"[A-Za-z_][\w-]*|\d+|\"[^\"]*\"", text)]
"""What stands in tables; a word in the place of another is a mistake that is no broken YAML."""

CHOICES = ({}, {"n": 99}, {"size": "9x9"}, {"text": "a", "paper": "gold"}, {"prompt": "a", "unknown": [{}]}, {"layers": [{"link": 1}]})


def harmed(random: Random) -> bytes:
    data = random.choice(LARGE) if random.random() < 0.04 else random.choice(SMALL)
    return mutated(random, data, random.choice(SMALL)) if random.random() < 0.5 else reworded(random, data)


def reworded(random: Random, data: bytes) -> bytes:
    """One to three words replaced by others, or lines of a table lost, doubled or moved in."""
    for _ in range(random.choice((1, 1, 2, 3))):
        lines = data.split(b"\n")
        at = random.randrange(len(lines))
        kind = random.randrange(5)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(random.randrange(len(lines)), lines[at])
        elif kind == 2:
            lines = [re.sub(rb"\d(?=[,}\s])", lambda _: b"%d" % random.randrange(10), line) for line in lines]
        else:
            lines[at] = re.sub(rb"[A-Za-z_][\w-]*|\d+", lambda found: random.choice(WORDS), lines[at], count=random.choice((1, 2)))
        data = b"\n".join(lines)
    return data


def works(handle: Handle, random: Random) -> None:
    """Every operation of a table answers, and says what it finds."""
    for operation in handle.operations:
        for model in random.sample([*handle.models, "", "other"], 2):
            request = dict(random.choice(CHOICES)) | ({"model": model} if model else {})
            report = handle.check(request, operation)
            assert handle.is_valid(request, operation) == report.ok
            assert all(d.message.isprintable() and d.rule for d in report.diagnostics)
            assert not any(handle.check(fix.apply(request), operation) is None for d in report.diagnostics for fix in d.fixes)


@pytest.mark.parametrize("part", range(5))
def test_harmed_tables(tmp_path: Path, part: int, depth: Callable[[int, int], int]) -> None:
    random = Random(part)
    path, request = tmp_path / "table.yaml", tmp_path / "request.json"
    request.write_text(json.dumps({"model": "brush", "text": "a", "prompt": "a"}), "utf-8")
    right = 0
    for number in range(depth(30, 2_000)):
        data = harmed(random)
        path.write_bytes(data)
        found = loaded(path)
        refused, operation = isinstance(found, TableError), ""
        if isinstance(found, TableError):
            assert is_clear(found), data
        else:
            works(found, random)
            operation = next(iter(found.operations))
            right += 1
        if number % 5 == 0:
            judged(invoke("lint", "--format", "json", "--spec", path, request), refused=refused)
            other = invoke(*random.choice((("models",), ("rules",), ("schema", "--operation", operation))), "--spec", path)
            assert (other.code, bool(other.err)) == ((2, True) if refused else (0, False)), data
    assert right


def judged(result: Result, *, refused: bool) -> None:
    """``lint`` ends with 1 for errors that it shows, and with 2 and the mistakes in the table where that is refused."""
    if refused:
        assert (result.code, result.out) == (2, "")
        assert ".yaml:" in result.err  # the table, or one that it extends
    else:
        errors = [found for found in result.said["diagnostics"] if found["severity"] == "error"]
        assert result.code == bool(errors)


def loaded(path: Path) -> Handle | TableError:
    try:
        return load(path)
    except TableError as error:
        return error


def is_clear(error: TableError) -> bool:
    """Whether each mistake is one line with its place, what is wrong and what to do."""
    lines = str(error).split("\n")
    return (
        len(lines) <= MOST + 1
        and all(len(line) < 2_000 and line.isprintable() for line in lines)
        and all(told.problem and told.remedy and told.line >= 0 for told in error.errors)
    )
