"""Sizes of gpt-image-2 up to 4000 by 4000, every one when exhaustive, against plain arithmetic written out here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from imagespec.api import Handle
from imagespec.kinds.resolution import Resolution
from imagespec.report.fix import apply_edits
from tests.conftest import Depth
from tests.support.reference import reference
from tests.support.sizes import SIDE, widths
from tests.support.verdicts import said

ALLOWED = 29_146
MODEL = "gpt-image-2"


def problems(width: int, height: int) -> list[str]:
    """The five rules and the warning, as the documents state them."""
    result = []
    if width % 16 or height % 16:
        result.append("size.step")
    if width > 3 * height or height > 3 * width:
        result.append("size.ratio")
    if width > 3840 or height > 3840:
        result.append("size.edge")
    if not 655_360 <= width * height <= 8_294_400:
        result.append("size.pixels")
    if not result and width * height > 3_686_400:
        result.append("size.experimental")
    return result


def allowed(width: int, height: int) -> bool:
    return problems(width, height) in ([], ["size.experimental"])


def allowed_sizes() -> Iterator[tuple[int, int]]:
    for width in range(16, 3841, 16):
        for height in range(16, 3841, 16):
            if allowed(width, height):
                yield width, height


def request_of(size: str, operation: str = "generate") -> dict[str, object]:
    extra: dict[str, object] = {"generate": {}, "edit": {"image": "a.png"}, "edit-json": {"images": [{"file_id": "f"}]}}[operation]
    return {"model": MODEL, "prompt": "a cat", "size": size, **extra}


def test_the_arithmetic_allows_the_documented_number_of_sizes() -> None:
    assert sum(1 for _ in allowed_sizes()) == ALLOWED


def test_sizes_have_the_verdict_of_the_rules(founding: Handle, depth: Depth) -> None:
    valid = founding.engine.checks("generate").MODELS[MODEL][0]
    request, tried, accepted = request_of(""), widths(depth(37, 1)), 0
    texts = [str(height) for height in range(1, SIDE + 1)]
    for width in tried:
        left = f"{width}x"
        got = []
        for height in texts:
            request["size"] = left + height
            if valid(request):
                got.append(height)
        expected = [str(height) for height in range(1, SIDE + 1) if not height % 16 and allowed(width, height)] if not width % 16 else []
        assert got == expected, width
        accepted += len(got)
    assert accepted == ALLOWED if len(tried) == SIDE else accepted > 200


def test_sizes_have_the_findings_of_the_rules(founding: Handle, depth: Depth) -> None:
    checks = founding.engine.checks("generate")
    find = checks.MODELS[MODEL][1]
    rows = founding.engine._load("rows", "generate").ROWS
    request = request_of("")
    probe: list[tuple[object, ...]] = []
    for size in ("17x1", "4000x4000", "1x1", "3840x2160"):
        request["size"] = size
        find(request, probe)
    number = {rows[row].rule: row for row, *_ in probe}  # type: ignore[index]  # findings start with the key of their row
    step, ratio, edge = number["size.step"], number["size.ratio"], number["size.edge"]
    pixels, experimental = number["size.pixels"], number["size.experimental"]
    assert [rows[row].severity for row in (step, ratio, edge, pixels, experimental)] == ["error"] * 4 + ["warning"]
    for width in widths(depth(37, 1)):
        findings: list[tuple[object, ...]] = []
        expected: list[tuple[object, ...]] = []
        odd, wide, out = width % 16, width * 3, width > 3840
        for height in range(1, SIDE + 1):
            request["size"] = size = f"{width}x{height}"
            find(request, findings)
            refused = False
            if odd or height % 16:
                refused = True
                expected.append((step, True, size))
            if height > wide or width > 3 * height:
                refused = True
                expected.append((ratio, True, size))
            if out or height > 3840:
                refused = True
                expected.append((edge, True, size))
            area = width * height
            if area < 655_360 or area > 8_294_400:
                expected.append((pixels, True, size))
            elif area > 3_686_400 and not refused:
                expected.append((experimental, False, size))
        assert findings == expected, width


def test_the_reference_and_the_compiled_check_agree_on_sizes(founding: Handle, depth: Depth) -> None:
    find = founding.engine.checks("generate").MODELS[MODEL][1]
    rows = founding.engine._load("rows", "generate").ROWS
    problem_of = {key: row.problem for key, row in rows.items()}
    (limits,) = (kind for kind in founding.contract("generate", MODEL)["size"].constraints if isinstance(kind, Resolution))
    judge, request = limits.check, request_of("")
    for width in widths(depth(61, 3)):
        compiled: list[tuple[int, bool, str]] = []
        judged: list[tuple[str, str]] = []
        for height in range(1, SIDE + 1):
            request["size"] = size = f"{width}x{height}"
            find(request, compiled)
            judged += [(problem, size) for problem in judge(size)]
        assert [(problem_of[row], size) for row, _, size in compiled] == judged, width


def neighbourhood() -> Iterator[tuple[int, int]]:
    """All allowed sizes, every size one pixel and one step away from them, and a dense corner of the rest."""
    seen = set()
    for width, height in allowed_sizes():
        for dx, dy in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (16, 0), (-16, 0), (0, 16), (0, -16)):
            seen.add((width + dx, height + dy))
    seen |= {(width, height) for width in range(1000, 1060) for height in range(330, 1060)}
    return iter(sorted(seen))


def test_whole_requests_around_allowed_sizes(founding: Handle, depth: Depth) -> None:
    operations = ("generate", "edit", "edit-json")
    for index, (width, height) in enumerate(islice(neighbourhood(), 0, None, depth(23, 1))):
        operation = operations[index % 3]
        request = request_of(f"{width}x{height}", operation)
        report = founding.check(request, operation)
        assert report.ok is founding.is_valid(request, operation) is allowed(width, height), request
        if index % 40 == 0:
            assert [d.rule for d in report.diagnostics if d.rule.startswith("size.")] == problems(width, height)
            assert said(report) == list(reference(founding.spec, request, operation))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1024X1024", "1024x1024"),
        ("1024\u00d71024", "1024x1024"),
        ("01024x1024", "1024x1024"),
        ("1024x01024", "1024x1024"),
        (" 1024x1024", "1024x1024"),
        ("1024x1024 ", "1024x1024"),
        ("1024x1024\n", "1024x1024"),
        ("1024 x 1024", "1024x1024"),
        ("1024.0x1024", "1024x1024"),
        ("1024*1024", "1024x1024"),
        ("1536px x 864px", "1536x864"),
        ("\u0661\u0660\u0662\u0664x\u0661\u0660\u0662\u0664", "1024x1024"),
        ("\uff11\uff10\uff12\uff14x1024", "1024x1024"),
        ("AUTO", "auto"),
        (" auto", "auto"),
        ("1000X1000", "1008x1008"),
        ("", None),
        ("x", None),
        ("1024", "1024x1024"),
        (" 1024px", "1024x1024"),
        ("512", "816x816"),
        ("1080p", "1920x1088"),
        ("720P", "1280x720"),
        ("4k", "3840x2160"),
        ("4K", "3840x2160"),
        ("2K", "2560x1440"),
        ("Full HD", "1920x1088"),
        ("8k", "3840x2160"),
        ("square", "1024x1024"),
        ("square_hd", "1024x1024"),
        ("portrait", "1024x1536"),
        ("landscape", "1536x1024"),
        ("portrait_16_9", "720x1280"),
        ("landscape_4_3", "1152x864"),
        ("16:9", "1280x720"),
        ("16 : 9", "1280x720"),
        ("16/9", "1280x720"),
        ("9:16", "720x1280"),
        ("9\uff1a16", "720x1280"),
        ("1:1", "1024x1024"),
        ("3:2", "1248x832"),
        ("21:9", "1568x672"),
        ("1.91:1", "1408x736"),
        ("5:1", "1776x592"),
        ("1920:1080", "1920x1088"),
        ("0:1", None),
        ("16:", None),
        (":9", None),
        ("1:2:3", None),
        ("1e3:1", None),
        ("0", None),
        ("p", None),
        ("9999999999", None),
        ("2026-11-26", None),
        ("1024x", None),
        ("x1024", None),
        ("0x0", None),
        ("1024x1024x1024", None),
        ("-1024x1024", None),
        ("+1024x1024", None),
        ("1e3x1024", None),
        ("1024x1024\x00", None),
        ("large", None),
    ],
)
def test_odd_forms_are_refused_with_the_size_that_was_meant(founding: Handle, text: str, meant: str | None) -> None:
    for operation in ("generate", "edit", "edit-json"):
        request = request_of(text, operation)
        report = founding.check(request, operation)
        assert not report.ok
        assert not founding.is_valid(request, operation)
        assert [d.rule for d in report.errors] == ["size.format"]
        fixes = report.errors[0].fixes
        assert [edit.value for fix in fixes for edit in fix.edits] == ([meant] if meant else [])
        for fix in fixes:
            assert founding.check(apply_edits(request, fix.edits), operation).ok


@pytest.mark.parametrize(
    ("model", "number", "meant"),
    [
        (MODEL, 1024, "1024x1024"),
        (MODEL, 512, "816x816"),
        (MODEL, 10**8, "2880x2880"),
        ("gpt-image-1", 512, "1024x1024"),
        ("dall-e-2", 500, "512x512"),
        (MODEL, 0, None),
        (MODEL, -1024, None),
        (MODEL, 10**400, None),
        pytest.param(MODEL, 10**5000, None, id="5000 digits"),
        (MODEL, True, None),
        (MODEL, 1024.5, None),
        (MODEL, [1024, 1024], None),
    ],
)
def test_a_number_in_the_place_of_a_size_is_one_edge(founding: Handle, model: str, number: object, meant: str | None) -> None:
    request = {"model": model, "prompt": "a cat", "size": number}
    (finding,) = founding.check(request).errors
    assert finding.rule == "size.type"
    assert [fix.apply(request)["size"] for fix in finding.fixes] == ([meant] if meant else [])
    assert not meant or founding.is_valid({**request, "size": meant})


def test_a_size_of_more_digits_than_python_reads_misses_the_limits_of_its_model(founding: Handle) -> None:
    report = founding.check(request_of("9" * 5000 + "x1", "generate"), "generate")
    assert [d.rule for d in report.errors] == ["size.step", "size.ratio", "size.edge", "size.pixels"]
    assert all(d.message.isprintable() and len(d.message) < 400 for d in report.errors)
