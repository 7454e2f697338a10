"""Compressed files are read as what they hold."""

from __future__ import annotations

import builtins
import gzip
import json
import random
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from imagespec.cli.bulk import pieces
from tests.bulk.lines import good, messy
from tests.cli.conftest import invoke


def zst(data: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        return bytes(import_module("compression.zstd").compress(data))
    return bytes(pytest.importorskip("zstandard").ZstdCompressor().compress(data))


WAYS: list[tuple[str, Callable[[bytes], bytes]]] = [(".gz", gzip.compress), (".zst", zst)]


@pytest.mark.parametrize(("ending", "compress"), WAYS)
def test_what_is_found_is_that_of_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, compress: Any) -> None:
    monkeypatch.setattr(pieces, "LEAST", 3_000)
    data = messy(1, 300, 0.1)
    (tmp_path / "a.jsonl").write_bytes(data)
    half = data.index(b"\n", len(data) // 2) + 1
    (tmp_path / f"a.jsonl{ending}").write_bytes(compress(data[:half]) + compress(data[half:]))
    expected = invoke("lint", tmp_path / "a.jsonl", "--format", "jsonl")
    for jobs in ("1", "2"):
        found = invoke("lint", tmp_path / f"a.jsonl{ending}", "--format", "jsonl", "--jobs", jobs)
        assert found.out.replace(f"a.jsonl{ending}", "a.jsonl") == expected.out


@pytest.mark.parametrize(("ending", "compress"), WAYS)
def test_documents_and_folders(tmp_path: Path, ending: str, compress: Any) -> None:
    request = {"model": "gpt-image-2", "prompt": "a cat", "n": 11}
    (tmp_path / f"a.json{ending}").write_bytes(compress(json.dumps(request, indent=1).encode()))
    (tmp_path / f"b.jsonl{ending}").write_bytes(compress(json.dumps(request).encode()))
    (tmp_path / f"c{ending}").write_bytes(compress(b"model: gpt-image-2\nprompt: a cat\nn: 11\n"))
    (tmp_path / f"d.png{ending}").write_bytes(compress(b"no"))
    for name in ("a.json", "b.jsonl", "c"):
        assert invoke("lint", "--format", "json", tmp_path / f"{name}{ending}").rules == ["n.range"]
    assert "a .png file is not read" in invoke("lint", tmp_path / f"d.png{ending}").err
    assert invoke("lint", "--format", "json", tmp_path).said["requests"][0]["file"].endswith(f"b.jsonl{ending}")


@pytest.mark.parametrize(("ending", "compress"), WAYS)
def test_the_name_of_a_batch_is_that_of_what_is_compressed(tmp_path: Path, ending: str, compress: Any) -> None:
    data = compress((good(1, random.Random(0)) + "\n").encode())
    for name, rules in (("a.jsonl", []), ("a.ndjson", ["batch.file-type"])):
        (tmp_path / f"{name}{ending}").write_bytes(data)
        assert invoke("lint", "--format", "json", "--today", "2026-11-26", tmp_path / f"{name}{ending}").rules == rules


@pytest.mark.parametrize(("ending", "compress"), WAYS)
def test_damaged_files_are_said(tmp_path: Path, ending: str, compress: Any) -> None:
    lines = [good(number, random.Random(number)) for number in range(2_000)]
    whole = compress("".join(f"{text}\n" for text in lines).encode())
    path = tmp_path / f"a.jsonl{ending}"
    changed = whole[:100] + b"\xff" * 50 + whole[150:] if ending == ".gz" else b""  # the other has no sum to tell by
    for data in filter(None, (whole[: len(whole) // 2], whole[:-3], whole[:-1], b"no such thing at all", changed)):
        path.write_bytes(data)
        result = invoke("lint", path, "--format", "jsonl", "--today", "2026-11-26")
        assert result.code == 2
        assert result.err.startswith(f"imagespec: {path}: "), result.err
        assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(("ending", "compress"), WAYS)
def test_what_stands_before_the_damage_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, compress: Any) -> None:
    monkeypatch.setattr(pieces, "LEAST", 3_000)
    # Prompts that cannot be made much shorter, so that several reads precede the damage.
    monkeypatch.setattr(random.Random, "choices", lambda self, words, k: [f"{self.random():.15f}" for _ in range(k)])
    whole = compress(messy(1, 3_000, 0.1))
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(whole[:-9])
    alone = invoke("lint", path, "--format", "jsonl")
    assert (alone.code, alone.out.count("\n") > 50) == (2, True)
    for jobs in ("2", "3"):
        assert invoke("lint", path, "--format", "jsonl", "--jobs", jobs) == alone


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python reads it itself there")
def test_what_to_install_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is passed over where there is no module for it."""
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zst(b"{}"))
    monkeypatch.delitem(sys.modules, "zstandard", raising=False)
    importing = builtins.__import__

    def without(name: str, *args: Any, **options: Any) -> Any:
        if name.startswith("zstandard"):
            raise ImportError(name)
        return importing(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    result = invoke("lint", path)
    assert result.code == 2
    assert result.err == f'imagespec: {path}: a .zst file needs Python 3.14, or: pip install "imagespec[bulk]"\n'


def test_a_small_file_of_many_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 500_000))
    assert invoke("lint", path, "--format", "json").rules == ["request.required"]
