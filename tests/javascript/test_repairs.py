"""Repairs and nearest sizes in JavaScript are those of Python."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from imagespec.api import Handle
from imagespec.engine.sizes import taken
from imagespec.kinds.nearest import STRATEGIES, good_sizes
from imagespec.values.wishes import read_ratio
from tests.conftest import Depth
from tests.javascript.comparing import TODAY, questions, rounded, sent
from tests.support.node import Node
from tests.support.requests import generated

RATIOS = ("16:9", "1:1", "9:16", "3:2", "21:9", "1.91:1", "5:4", "4:5", "1:3", "7:1")


def test_repairs(newest: Handle, index: Path, node: Node, tmp_path: Path, depth: Depth) -> None:
    asked = questions(generated(newest.spec, depth(100, 1500), seed=17))
    requests = [(operation, request, unsafe) for operation, request in asked for unsafe in (False, True)]
    said = answers(index, node, tmp_path, requests=requests)["repaired"]
    for (operation, request, unsafe), answer in zip(requests, said, strict=True):
        fixed = newest.fix(request, operation, unsafe=unsafe, today=TODAY)
        expected = {"request": fixed.request, **fixed.to_dict()}
        assert json.dumps(rounded(answer)) == json.dumps(rounded(expected)), (operation, request, unsafe)


def test_nearest_sizes(newest: Handle, index: Path, node: Node, tmp_path: Path, depth: Depth) -> None:
    random = Random(3)
    models = [model for model in newest.models if newest.nearest_size(model, 1, 1)]
    sizes = [
        (
            random.choice(models),
            random.choice((1, 999_999_999, random.randint(1, 5000))),
            random.randint(1, 5000),
            random.choice(STRATEGIES),
        )
        for _ in range(depth(200, 8000))
    ]
    said = answers(index, node, tmp_path, sizes=sizes)["nearest"]
    for size, answer in zip(sizes, said, strict=True):
        expected = newest.nearest_size(*size)
        assert answer == (f"{expected[0]}x{expected[1]}" if expected else None), size


def test_good_sizes(newest: Handle, index: Path, node: Node, tmp_path: Path) -> None:
    ratios = [(model, ratio) for model in ("gpt-image-2", "gpt-image-1", "dall-e-3") for ratio in RATIOS]
    said = answers(index, node, tmp_path, ratios=ratios)["good"]
    for (model, ratio), answer in zip(ratios, said, strict=True):
        wide, tall = read_ratio(ratio) or (0, 0)
        assert answer == [f"{w}x{h}" for w, h in good_sizes(taken(newest, model, "", None, None).grid, wide, tall)], (model, ratio)


def answers(index: Path, node: Node, folder: Path, **asked: Any) -> Any:
    """What JavaScript answers."""
    question, answer = folder / "questions.json", folder / "answers.json"
    question.write_text(sent({"requests": [], "sizes": [], "ratios": [], "today": TODAY, **asked}), "utf-8")
    node("repairs.mjs", index, question, answer)
    return json.loads(answer.read_text("utf-8"))
