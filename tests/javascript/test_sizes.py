"""Verdict and rules of every size up to 4000 by 4000 in JavaScript, against plain arithmetic."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy
import pytest

from imagespec.api import Handle
from imagespec.kinds.resolution import Resolution
from tests.conftest import Depth
from tests.support.node import Node
from tests.support.sizes import SIDE, widths


def expected(limits: Resolution, width: int) -> str:
    """The digest of a row of sizes: a bit for each rule that is broken, and one for what is refused."""
    heights = numpy.arange(1, SIDE + 1)
    step, edge, ratio, least, most = limits.numbers.numbers
    assert None not in (edge, ratio, least, most, limits.experimental)
    area = width * heights
    broken = {
        "step": (width % step != 0) | (heights % step != 0),
        "ratio": (width > ratio * heights) | (heights > ratio * width),
        "edge": (width > edge) | (heights > edge),
        "pixels": (area < least) | (area > most),
    }
    mask = sum(found * 2**bit for bit, found in enumerate(broken.values()))
    mask = mask + ((mask == 0) & (area > limits.experimental.above)) * 16
    refused = numpy.any([found for problem, found in broken.items() if limits.refuses(problem)] or [heights < 0], axis=0)
    return hashlib.sha1((mask + refused * 32).astype(numpy.uint8).tobytes()).hexdigest()


@pytest.mark.parametrize(("model", "quick", "exhaustive"), [("gpt-image-2", 97, 1), ("gpt-image-2.6-flare", 397, 37)])
def test_every_size(model: str, quick: int, exhaustive: int, newest: Handle, index: Path, node: Node, tmp_path: Path, depth: Depth) -> None:
    (limits,) = (kind for kind in newest.contract("generate", model)["size"].constraints if isinstance(kind, Resolution))
    tried = list(widths(depth(quick, exhaustive)))
    asked = tmp_path / "widths.json"
    asked.write_text(json.dumps(tried), "utf-8")
    said = json.loads(node("sizes.mjs", index.parent, model, str(SIDE), asked))
    assert {width: said[str(width)] for width in tried} == {width: expected(limits, width) for width in tried}
