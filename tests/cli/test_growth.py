"""Reading and placing take work in step with the length of a file, counted and not timed; two files are timed as well."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from imagespec.cli.inputs import json_lines, json_places, strict_json
from imagespec.cli.inputs import text as texts
from tests.cli.conftest import REVISION, invoke
from tests.support.work import Scanned, counting, exponent, work

HARD = Path(__file__).parent / "hard"
HEAD = '{"model": "gpt-image-2", "prompt": "a"'
FTP = '{"image_url": "ftp://x", "imageurl": 1}'
BAD = '{"model": "gpt-image-2", "prompt": "a cat", "n": 11}'

INPUTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "one key, again and again": ("a.jsonl", lambda n: HEAD + ', "n": 1' * n + "}"),
    "keys twice": ("a.jsonl", lambda n: HEAD + ', "user": {' + ", ".join(f'"k{i}": 1, "k{i}": 2' for i in range(n)) + "}}"),
    "keys twice, deep inside": ("a.json", lambda n: HEAD + ', "user": ' + "[" * 300 + '{"a": 1, "a": 1},' * n + "1" + "]" * 300 + "}"),
    "keys with escapes": ("a.json", lambda n: HEAD + ', "user": {' + ", ".join(f'"\\u006b{i}": [], "k{i}": 1' for i in range(n)) + "}}"),
    "NaN": ("a.jsonl", lambda n: HEAD + ', "n": [' + ", ".join(["NaN"] * n) + "]}"),
    "NaN at the end": ("a.jsonl", lambda n: HEAD + ', "n": [' + "1, " * n + "NaN]}"),
    "NaN after texts": ("a.json", lambda n: HEAD + ', "n": [' + '"a", ' * n + "NaN]}"),
    "NaN in objects": ("a.json", lambda n: HEAD + ', "n": [' + '{"a": {"b": [NaN]}}, ' * n + "1]}"),
    "NaN, deep inside": ("a.jsonl", lambda n: HEAD + ', "n": ' + "[" * 300 + "NaN, " * n + "1" + "]" * 300 + "}"),
    "findings in one line": ("a.json", lambda n: f"[{', '.join([BAD] * n)}]"),
    "findings in many lines": ("a.json", lambda n: "[" + ",\n".join([BAD] * n) + "]"),
    "values without a break": ("a.json", lambda n: BAD * n),
    "lines with findings": ("a.jsonl", lambda n: f"{BAD}\n" * n),
    "lines that are none": ("a.jsonl", lambda n: '{"a": \n' * n),
    "lines by look": ("a.txt", lambda n: f"{BAD}\n" * n),
    "lines and commas": ("a.json", lambda n: f"{BAD},\n" * n),
    "empty lines": ("a.jsonl", lambda n: BAD + "\n" * (30 * n) + BAD),
    "white space": ("a.json", lambda n: BAD + " \n" * (30 * n) + BAD),
    "unknown keys": ("a.json", lambda n: HEAD + "".join(f', "k{i}": 1' for i in range(n)) + "}"),
    "bad images in one request": ("a.json", lambda n: HEAD + ', "images": [' + ", ".join([FTP] * n) + "]}"),
    "bad images in one request, named": ("a.json", lambda n: HEAD + ', "images": [' + ", ".join(f'"file-{i}"' for i in range(n)) + "]}"),
    "a broken end": ("a.json", lambda n: f"[{', '.join([BAD] * n)}, "),
    "keys twice in YAML": ("a.yaml", lambda n: "prompt: a\nuser: {" + ", ".join(f"k{i}: 1, k{i}: 1" for i in range(n)) + "}\n"),
    "documents of YAML": ("a.yaml", lambda n: "model: gpt-image-2\nprompt: a\nn: 11\n---\n" * n),
    "documents of YAML without line feeds": ("a.yaml", lambda n: "model: gpt-image-2\rprompt: a\rn: 11\r---\r" * n),
    "a list of YAML": ("a.yaml", lambda n: "- {model: gpt-image-2, prompt: a, n: 11}\n" * n),
}  # fmt: skip


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what reads JSON and YAML count what it looks at."""

    plain = texts.decoded

    def decoded(data: bytes, first_line: int = 1) -> object:
        text, problem = plain(data, first_line)
        return Scanned(text), problem

    for module in (texts, json_lines):
        monkeypatch.setattr(module, "decoded", decoded)
    for name in ("_SKIP", "_PLAIN", "_PLAIN_MEMBER"):
        monkeypatch.setattr(json_places, name, counting(getattr(json_places, name)))
    monkeypatch.setattr(strict_json, "_SPACE", counting(strict_json._SPACE))


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("name", INPUTS)
def test_work_grows_with_length(tmp_path: Path, name: str) -> None:
    file, make = INPUTS[name]
    counts = [100, 200, 400, 800]
    sizes, works = [], []
    for count in counts:
        path = tmp_path / file
        path.write_text(make(count), "utf-8")
        sizes.append(path.stat().st_size)
        works.append(work(lambda path=path: invoke("lint", "--format", "jsonl", *REVISION, path)))
    assert exponent(sizes, works) <= 1.2, list(zip(sizes, works, strict=True))


@pytest.mark.parametrize("count", [50])
def test_many_fixes_in_one_request(tmp_path: Path, count: int) -> None:
    """A table with entries that each have a fix: all of them are told, by a command as by a check."""
    sizes, works = [], []
    for times in (1, 2, 4, 8):
        layers = ", ".join(['{"id": "x", "tone": "warn"}'] * (count * times))
        path = tmp_path / "a.json"
        path.write_text(f'{{"model": "brush", "text": "a", "layers": [{layers}]}}', "utf-8")
        sizes.append(count * times)
        works.append(work(lambda path=path: invoke("lint", "--format", "jsonl", "--spec", HARD / "quad.yaml", path)))
    assert exponent(sizes, works) <= 1.2, list(zip(sizes, works, strict=True))


def test_the_count_tells_what_is_quadratic() -> None:
    """The measure itself: a reader that counts the lines before each value from the beginning is found out."""
    sizes, works = [], []
    for count in (100, 200, 400, 800):
        text = Scanned("1\n" * count)
        sizes.append(len(text))
        works.append(work(lambda text=text: [text.count("\n", 0, offset) for offset in range(len(text))]))
    assert exponent(sizes, works) > 1.8


def seconds(path: Path, *arguments: str) -> float:
    """The processor time that a command takes, at best of three."""
    command = [str(Path(sys.executable).parent / "imagespec"), "lint", "-q", *arguments, str(path)]
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, timeout=120, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(took)


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["one key, again and again", "NaN", "NaN at the end", "NaN, deep inside"])
def test_a_line_of_800_kilobytes_takes_less_than_half_a_second(tmp_path: Path, name: str) -> None:
    file, make = INPUTS[name]
    path = tmp_path / file
    path.write_text(make(800_000 // (len(make(1001)) - len(make(1000)))), "utf-8")
    assert path.stat().st_size > 790_000
    assert seconds(path) < 0.5


@pytest.mark.exhaustive
def test_findings_in_an_array_of_33_megabytes_take_less_than_three_seconds(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f"[{','.join([BAD.replace('a cat', 'x' * 3240)] * 10_000)}]", "utf-8")
    assert path.stat().st_size > 32_500_000
    assert seconds(path) < 3


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="no such figure there")
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt", "-"])
def test_lines_of_any_number_take_the_same_memory(tmp_path: Path, name: str, depth: Callable[[int, int], int]) -> None:
    line = (
        '{"custom_id": "%06d", "method": "POST", "url": "/v1/images/generations", "body": {"model": "gpt-image-2", "prompt": "'
        + "x" * 900
        + '"}}\n'
    )
    path = tmp_path / (name if name != "-" else "input")
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(line % number for number in range(depth(40_000, 500_000)))
    command = [str(Path(sys.executable).parent / "imagespec"), "lint", "--ignore", "batch", str(path) if name != "-" else "-"]
    with path.open("rb") as stdin:
        running = subprocess.Popen(command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss // (1 if sys.platform == "darwin" else 1024) // 1024
    assert running.returncode == 0
    assert path.stat().st_size > 40_000_000
    assert peak < 45, f"{peak} MiB"
