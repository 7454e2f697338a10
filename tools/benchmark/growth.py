"""How cost grows with what there is to judge: each dimension alone, at sizes that double, in microseconds of the processor."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from math import log
from pathlib import Path
from time import thread_time_ns
from typing import Any, NamedTuple

from . import bulk
from .cold import milliseconds

HEAD = """
extends: openai
table: grown
revision: "2026-11-26"
title: A table that grows
sources:
  own: {title: Own, url: "https://example.com", date: "2026-11-26"}
"""
REQUEST = {"model": "gpt-image-2", "prompt": "a cat"}


class Curve(NamedTuple):
    """One curve.

    Attributes:
        dimension: what grows.
        call: what is done.
        points: of each size the number, and the microseconds.
    """

    dimension: str
    call: str
    points: list[tuple[int, float]]

    @property
    def exponent(self) -> float:
        """Of the growth over the upper half of the sizes: 1 is linear, 2 quadratic."""
        (small, first), (large, last) = self.points[len(self.points) // 2 - 1], self.points[-1]
        return log(last / first) / log(large / small)


def microseconds(call: Callable[[], Any], least: float = 20_000) -> float:
    """The least of some calls."""
    call()
    took: list[float] = []
    gc.collect()
    while len(took) < 3 or (sum(took) < least and len(took) < 200):
        begun = thread_time_ns()
        call()
        took.append((thread_time_ns() - begun) / 1000)
    return min(took)


def doubled(first: int, steps: int) -> list[int]:
    return [first << step for step in range(steps)]


def with_parameters(folder: Path, count: int) -> Path:
    """A table whose models take so many parameters more."""
    names = [f"extra_{index}" for index in range(count)]
    lines = [HEAD, "operations:", "  generate:", "    parameters:"]
    lines += [f"      {name}: {{type: string, source: own, one_of: {{values: [low, high]}}}}" for name in names]
    lines += ["families:", "  gpt-image:", "    operations:", "      generate:", f"        takes: {{add: [{', '.join(names)}]}}"]
    return written(folder, f"parameters-{count}", lines)


def with_models(folder: Path, count: int) -> Path:
    """A table with so many models more, each with limits of its own."""
    lines = [HEAD, "models:"]
    for index in range(count):
        lines += [f"  model-{index}:", f"    title: Model {index}", "    family: gpt-image", "    source: own", "    parameters:"]
        lines += [f"      partial_images: {{range: {{min: 0, max: {index % 97}}}}}"]
    return written(folder, f"models-{count}", lines)


def with_labels(folder: Path) -> Path:
    """A table with a list whose entries are each judged."""
    lines = [HEAD, "operations:", "  generate:", "    parameters:", "      labels:", "        type: array", "        source: own"]
    lines += ["        items: {type: string, one_of: {values: [low, high]}}"]
    lines += ["families:", "  gpt-image:", "    operations:", "      generate:", "        takes: {add: [labels]}"]
    return written(folder, "labels", lines)


def written(folder: Path, name: str, lines: list[str]) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def read(report: Any) -> None:
    for diagnostic in report.diagnostics:
        diagnostic.message  # noqa: B018  # made when it is read


def curves(folder: Path, steps: int) -> list[Curve]:
    """Every curve.

    Args:
        folder: where tables and files are written.
        steps: how often the sizes double.
    """
    return [
        *parameters(folder, steps), *models(folder, steps), *findings(folder, steps), *unknown_keys(steps), *lines(folder, steps)
    ]  # fmt: skip


def parameters(folder: Path, steps: int) -> list[Curve]:
    import imagespec

    verdict, check, load = [], [], []
    for count in doubled(5, steps):
        table = with_parameters(folder, count)
        spec = imagespec.load(table)
        request = {**REQUEST, **{f"extra_{index}": "low" for index in range(count)}}
        assert spec.is_valid(request)
        verdict.append((count, microseconds(lambda spec=spec, request=request: spec.is_valid(request))))
        check.append((count, microseconds(lambda spec=spec, request=request: spec.check(request).ok)))
        load.append((count, in_a_fresh_process(table, folder)))
    return [
        Curve("parameters sent", "is_valid", verdict),
        Curve("parameters sent", "check", check),
        Curve("parameters sent", "first use of the table", load),
    ]


def models(folder: Path, steps: int) -> list[Curve]:
    import imagespec

    verdict, load = [], []
    for count in doubled(5, steps):
        table = with_models(folder, count)
        spec = imagespec.load(table)
        request = {**REQUEST, "model": f"model-{count - 1}", "partial_images": 0}
        assert spec.is_valid(request)
        verdict.append((count, microseconds(lambda spec=spec, request=request: spec.is_valid(request))))
        load.append((count, in_a_fresh_process(table, folder)))
    return [Curve("models in the table", "is_valid", verdict), Curve("models in the table", "first use of the table", load)]


def in_a_fresh_process(table: Path, folder: Path) -> float:
    """Microseconds to read a table, compile it and judge a request."""
    source = f"import imagespec\nimagespec.load({str(table)!r}).is_valid({REQUEST!r})"
    return min(milliseconds([sys.executable, "-I", "-c", source], folder) for _ in range(2)) * 1000


def findings(folder: Path, steps: int) -> list[Curve]:
    import imagespec

    spec = imagespec.load(with_labels(folder))
    check, text = [], []
    for count in doubled(100, steps + 3):
        request = {**REQUEST, "labels": ["HIGH"] * count}
        check.append((count, microseconds(lambda request=request: spec.check(request).ok)))
        text.append((count, microseconds(lambda request=request: read(spec.check(request)))))
    return [Curve("findings", "check", check), Curve("findings", "check, all text read", text)]


def unknown_keys(steps: int) -> list[Curve]:
    import imagespec

    check, text = [], []
    for count in doubled(100, steps + 5):
        request = {**REQUEST, **{f"size{index}": index for index in range(count)}}
        check.append((count, microseconds(lambda request=request: imagespec.check(request).ok)))
        text.append((count, microseconds(lambda request=request: read(imagespec.check(request)))))
    return [Curve("unknown keys", "check", check), Curve("unknown keys", "check, all text read", text)]


def lines(folder: Path, steps: int) -> list[Curve]:
    lint = []
    command = Path(sys.executable).parent / "imagespec"
    for count in doubled(8_000, steps + 1):
        path = folder / "lines.jsonl"
        bulk.write(path, count)
        started = [str(command), "lint", str(path), "--format", "jsonl", "--today", "2026-11-26", "--jobs", "1"]
        lint.append((count, min(milliseconds(started, folder) for _ in range(2)) * 1000))
    return [Curve("lines of a file", "imagespec lint", lint)]
