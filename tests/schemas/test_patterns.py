"""The derived patterns allow exactly the right sizes, in three engines, and take linear time.

JavaScript tries all sizes up to 4000 by 4000 each time, the slower engines when exhaustive.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from imagespec.api import Handle
from imagespec.compile.json_schema import json_schema
from imagespec.kinds.resolution import Above, Most, Pixels, Resolution, Step
from imagespec.kinds.schema import whole_number
from imagespec.kinds.size_pattern import SizePatterns, size_patterns
from imagespec.kinds.size_schema import patterns as patterns_of
from imagespec.values.sizes import dimensions
from tests.conftest import Depth
from tests.schemas.conftest import Node
from tests.support.sizes import SIDE, widths

LONG = 100_000
SLOWEST = 50.0
"""Milliseconds that a pattern may take on a long text."""

ODD = (
    "", "x", "1024", "1024x", "x1024", "1024x1024x", "1024x1024x1024", "1024X1024", "1024\u00d71024", "01024x1024", "1024x01024",
    " 1024x1024", "1024x1024 ", "1024x1024\n", "\n1024x1024", "1024x1024\r", "1024.0x1024", "1e3x1024", "+1024x1024", "-1024x1024",
    "0x0", "AUTO", "auto ", "auto\n", "autox", "xauto", "\u0661\u0660\u0662\u0664x\u0661\u0660\u0662\u0664", "\uff11024x1024",
    "1024x1024\u2028", "1024 x 1024", "1024x1024px", "\x001024x1024", "1024x\n1024", "16x16x", "99999999999999999999x16",
)  # fmt: skip


def allowed_heights(width: int) -> list[int]:
    """The heights of gpt-image-2 for a width, by the arithmetic of its documents."""
    return [
        height
        for height in range(16, min(3840, SIDE) + 1, 16)
        if width % 16 == 0 and width <= 3840 and width <= 3 * height and height <= 3 * width and 655_360 <= width * height <= 8_294_400
    ]


ALLOWED = {width: heights for width in range(1, SIDE + 1) if (heights := allowed_heights(width))}


@pytest.fixture(scope="module")
def size(newest: Handle) -> dict[str, Any]:
    """What the exported schema says of ``size`` when ``output_format`` is not gif: by itself, and in the rule between both."""
    exported = json_schema(newest.spec, "generate", "gpt-image-2", "model")
    between = [rule["oneOf"][1]["properties"] for rule in exported["oneOf"][1]["anyOf"] if "oneOf" in rule]
    (beside,) = (harmless["size"] for harmless in between if "size" in harmless)
    return {"allOf": [exported["properties"]["size"], beside]}


@pytest.fixture(scope="module")
def patterns(size: dict[str, Any]) -> SizePatterns:
    """The patterns that the exported schema holds."""
    own, beside = size["allOf"]
    return SizePatterns(own["pattern"], f"{own['oneOf'][1]['pattern']}|{beside['oneOf'][1]['pattern']}")


def test_the_arithmetic_counts_what_the_documents_imply() -> None:
    assert sum(map(len, ALLOWED.values())) == 29_146


def test_sizes_in_python(patterns: SizePatterns, depth: Depth) -> None:
    yes, no = re.compile(patterns.allowed).search, re.compile(patterns.forbidden).search
    texts = [f"x{height}" for height in range(1, SIDE + 1)]
    for width in widths(depth(37, 1)):
        left = str(width)
        found = [height for height, right in enumerate(texts, 1) if yes(left + right) and not no(left + right)]
        assert found == ALLOWED.get(width, []), width


def test_sizes_in_rust(size: dict[str, Any], depth: Depth) -> None:
    valid = jsonschema_rs.validator_for(size, pattern_options=jsonschema_rs.RegexOptions()).is_valid
    texts = [f"x{height}" for height in range(1, SIDE + 1)]
    for width in widths(depth(37, 1)):
        left = str(width)
        verdicts = [valid(left + right) for right in texts]
        assert [height for height, verdict in enumerate(verdicts, 1) if verdict] == ALLOWED.get(width, []), width


def test_every_size_in_javascript(patterns: SizePatterns, node: Node, tmp_path: Path) -> None:
    file = tmp_path / "patterns.json"
    file.write_text(json.dumps({"allowed": patterns.allowed, "forbidden": patterns.forbidden}), "utf-8")
    found = json.loads(node("sizes.js", file, str(SIDE)))
    assert {int(width): heights for width, heights in found.items()} == ALLOWED


def _limits() -> Iterator[Resolution]:
    """Limits of many sorts, few enough sizes to try them all."""
    for step, edge, ratio, least, most in (
        (1, 12, None, None, None), (1, 30, 2, None, None), (2, 64, 3, 100, 2000), (7, 99, None, 500, None), (8, 256, 4, 4096, 32768),
        (10, 200, 1, None, None), (16, 320, 3, 10000, 60000), (25, 400, 2, None, 40000), (32, 512, None, None, 100000),
        (64, 640, 5, 1, 10**6),
        (100, 1000, 3, None, None), (3, 50, 2, 2400, 2500),
    ):  # fmt: skip
        yield Resolution(
            words=("auto",), step=Step(of=step), edge=Most(max=edge), ratio=Most(max=ratio) if ratio else None,
            pixels=Pixels(min=least, max=most) if least or most else None,
        )  # fmt: skip


@pytest.mark.parametrize("limits", list(_limits()), ids=lambda limits: repr((limits.step.of, limits.edge.max)))
def test_patterns_of_any_limits_are_exact(limits: Resolution, depth: Depth) -> None:
    patterns = patterns_of(limits.firm, limits.words)
    assert not limits.unsaid()
    bound = limits.edge.max + limits.step.of + 2 if limits.edge and limits.step else 0
    for verdict in _verdicts(patterns):
        for width in range(0, bound, depth(7, 1)):
            for height in range(bound):
                text = f"{width}x{height}"
                assert verdict(text) is (not list(limits.check(text))), text
        for text in (*ODD, "auto"):
            assert verdict(text) is (not list(limits.check(text))), text


def test_odd_spellings_are_refused(patterns: SizePatterns) -> None:
    for verdict in _verdicts(patterns):
        assert verdict("auto")
        assert verdict("1024x1024")
        assert not [text for text in ODD if verdict(text)]


def _verdicts(patterns: SizePatterns) -> list[Callable[[str], bool]]:
    schema: dict[str, Any] = {"type": "string", "pattern": patterns.allowed, "not": {"pattern": patterns.forbidden}}
    rust = jsonschema_rs.validator_for(schema, pattern_options=jsonschema_rs.RegexOptions())
    yes, no = re.compile(patterns.allowed).search, re.compile(patterns.forbidden).search
    return [lambda text: bool(yes(text)) and not no(text), rust.is_valid]


def test_only_errors_narrow_the_pattern() -> None:
    firm = Resolution(step=Step(of=16), edge=Most(max=64), experimental=Above(above=1024))
    assert patterns_of(firm.firm, ()) == size_patterns(16, 64, None, None, None, ())


def test_limits_that_no_pattern_says_are_listed() -> None:
    limits = Resolution(words=("auto",), ratio=Most(max=3))
    assert set(limits.unsaid()) == {"ratio"}
    schema = {"type": "string", **limits.json_schema()}
    for text in ("1x1", "1x9", "auto", "123456x1"):
        assert jsonschema_rs.is_valid(schema, text), text
    assert not jsonschema_rs.is_valid(schema, "0x1")


def test_words_like_the_beginning_of_a_size_are_taken() -> None:
    limits = Resolution(words=("auto", "4x"), step=Step(of=16), edge=Most(max=64))
    schema = {"type": "string", **limits.json_schema()}
    for text in ("auto", "4x", "4", "16x", "16x16", "64x48", "80x16", "16x16\n"):
        assert jsonschema_rs.is_valid(schema, text) is (not list(limits.check(text))), text


def test_integers_as_text_are_spelled_exactly() -> None:
    bounds = [None, -105, -20, -1, 0, 1, 7, 10, 99, 100, 123]
    for low in bounds:
        for high in bounds:
            pattern = re.compile(f"^{whole_number(low, high)}$")
            for number in range(-130, 131):
                inside = (low is None or number >= low) and (high is None or number <= high)
                assert bool(pattern.search(str(number))) is inside, (low, high, number)
            assert not [text for text in ("-0", "00", "01", "+1", "", "1.0", "-") if pattern.search(text)]


def every_pattern(handle: Handle) -> list[str]:
    """Every regular expression of every exported schema."""
    found: dict[str, None] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("pattern"), str):
                found[value["pattern"]] = None
            for entry in value.values():
                walk(entry)
        elif isinstance(value, list):
            for entry in value:
                walk(entry)

    for operation in handle.operations:
        walk(handle.json_schema(operation, shape="union"))
    return [*found]


def long_texts() -> list[str]:
    parts = (
        "1",
        "9",
        "x",
        "1x",
        "16x",
        "1024x1024",
        "1024x",
        "0",
        " ",
        "\t",
        ";",
        "\n",
        "image/",
        "image/png",
        "png",
        "auto",
        "-",
        "h",
        "https://",
    )
    texts = [(part * LONG)[:LONG] for part in parts]
    return [*texts, "1024x" + "1" * LONG, "1" * LONG + "x1024", "1024x1024" + "\n" * LONG, " " * LONG + "image/png"]


def test_patterns_take_linear_time(newest: Handle, node: Node, tmp_path: Path) -> None:
    patterns, texts = every_pattern(newest), long_texts()
    assert len(patterns) > 5
    for pattern in patterns:
        search = re.compile(pattern).search
        rust = jsonschema_rs.validator_for({"type": "string", "pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions()).is_valid
        for call in (search, rust):
            worst = max(min(_milliseconds(call, text) for _ in range(3)) for text in texts)
            assert worst < SLOWEST, (pattern[:80], call)
    file = tmp_path / "slow.json"
    file.write_text(json.dumps({"patterns": patterns, "texts": texts}), "utf-8")
    assert float(node("slow.js", file)) < SLOWEST


def _milliseconds(call: Callable[[str], Any], text: str) -> float:
    start = time.process_time()
    call(text)
    return (time.process_time() - start) * 1000


def test_sizes_are_read_as_the_patterns_spell_them() -> None:
    assert [text for text in ODD if dimensions(text)] == ["99999999999999999999x16"]


def test_widths_told_apart_by_one_of_their_digits_are_not_confused() -> None:
    edges = range(128, 22_933, 128)
    forbidden = re.compile(size_patterns(128, 22_933, 4, None, None).forbidden).search
    for width in edges:
        for height in edges:
            assert bool(forbidden(f"{width}x{height}")) is (max(width, height) > 4 * min(width, height)), (width, height)
