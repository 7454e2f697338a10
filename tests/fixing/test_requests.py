"""``imagespec.fix``: each fix takes its finding away, brings no other, and one call does all there is to do."""

from __future__ import annotations

import time
from collections import Counter
from copy import deepcopy
from types import MappingProxyType
from typing import Any

import pytest

import imagespec
from imagespec.report.fix import apply_edits
from imagespec.report.report import Report
from tests.conftest import Depth
from tests.corpus.test_corpus import PAYLOADS, REJECTIONS, handle_of, written_out
from tests.support.requests import generated

TODAY = "2026-11-26"
ASKED = {"model": "gpt-image-2", "prompt": "a cat"}


def keys(report: Report) -> Counter[tuple[str, str, str]]:
    return Counter((d.rule, d.pointer, d.severity) for d in report)


def brings_none(before: Report, after: Report) -> bool:
    """No new finding, but for a warning that an error hid."""
    new = keys(after) - keys(before)
    return not new or (not before.ok and all(severity == "warning" for _, _, severity in new))


def all_have_fixes(report: Report) -> bool:
    return all(fixes for _, fixes in report.with_repairs())


def judged(handle: imagespec.Handle, operation: str, request: Any) -> tuple[bool, bool]:
    """Whether every finding of a bad request has a fix, and whether it is good after them, after testing all that must hold."""
    before, untouched = handle.check(request, operation, today=TODAY), deepcopy(request)
    if not len(before):
        return False, False
    safe = handle.fix(request, operation, today=TODAY)
    for key in ("prompt", "model"):
        assert repr(safe.request.get(key)) == repr(request.get(key)), (request, safe)
    assert keys(safe.report) <= keys(before), (request, safe)
    fixed = handle.fix(request, operation, unsafe=True, today=TODAY)
    assert brings_none(before, fixed.report), (request, fixed)
    assert keys(fixed.report) == keys(handle.check(fixed.request, operation, today=TODAY))
    assert not handle.fix(fixed.request, operation, unsafe=True, today=TODAY).applied, (request, fixed)
    assert repr(apply_edits(request, [edit for fix in fixed.applied for edit in fix.edits])) == repr(fixed.request)
    assert repr(request) == repr(untouched)
    return not before.ok and all_have_fixes(before), fixed.ok


def test_bad_requests(depth: Depth) -> None:
    handle = imagespec.load()
    outcomes = [judged(handle, *pair) for pair in generated(handle.spec, depth(200, 20_000), seed=13)]
    assert len(outcomes) > depth(100, 10_000)
    good = [ok for fixable, ok in outcomes if fixable]
    assert len(good) > len(outcomes) // 5
    assert sum(good) >= 0.95 * len(good), f"{sum(good)} of {len(good)}"


def test_the_corpus() -> None:
    good = []
    for row in (*PAYLOADS, *REJECTIONS):
        fixable, ok = judged(handle_of(row), row["operation"], written_out(row["request"]))
        good += [ok] if fixable else []
    assert len(good) > 50
    assert sum(good) >= 0.95 * len(good), f"{sum(good)} of {len(good)}"


def test_safe_and_unsafe() -> None:
    request = ASKED | {"style": "vivid", "size": "1024X1024", "quality": "hd"}
    safe = imagespec.fix(request)
    assert safe.request == ASKED | {"size": "1024x1024", "quality": "hd"}
    assert [d.rule for d in safe.report] == ["quality.value"]
    assert not safe.ok
    unsafe = imagespec.fix(request, unsafe=True)
    assert unsafe.request == ASKED | {"size": "1024x1024", "quality": "high"}
    assert (unsafe.ok, len(unsafe.applied)) == (True, 3)
    assert unsafe.to_dict()["applied"][0]["title"] == 'use "1024x1024"'
    assert request["quality"] == "hd"


def test_what_a_fix_uncovers_belongs_to_it() -> None:
    fixed = imagespec.fix({"model": "gpt-image2", "prompt": "a cat", "size": "999x999", "n": "12"}, unsafe=True)
    assert fixed.request["n"] == 10
    assert fixed.request["model"] == "gpt-image-2"
    assert fixed.ok


def test_a_fix_that_uncovers_what_has_none_is_not_made() -> None:
    request = {"model": "gpt-image2", "prompt": ""}
    fixed = imagespec.fix(request, unsafe=True)
    assert (fixed.request, fixed.applied) == (request, ())


def test_no_value_is_moved_over_another() -> None:
    fixed = imagespec.fix(ASKED | {"size": "1024x1024", "Size": "1536x1024"}, unsafe=True)
    assert fixed.request == ASKED | {"size": "1024x1024"}


def test_rules_are_chosen() -> None:
    request = ASKED | {"style": "vivid", "size": "1024X1024"}
    assert imagespec.fix(request, select=["size"]).request == ASKED | {"style": "vivid", "size": "1024x1024"}
    assert imagespec.fix(request, ignore=["*.unsupported"]).request == ASKED | {"style": "vivid", "size": "1024x1024"}
    with pytest.raises(ValueError, match="did you mean"):
        imagespec.fix(request, select=["sizes"])


@pytest.mark.parametrize("value", [None, 3, "text", [], object()])
def test_what_is_no_request_stays(value: object) -> None:
    fixed = imagespec.fix(value, unsafe=True)
    assert (fixed.request, fixed.applied) == (value, ())


def test_other_mappings_become_dicts() -> None:
    fixed = imagespec.fix(MappingProxyType(ASKED | {"style": "vivid"}))
    assert (type(fixed.request), fixed.request) == (dict, ASKED)
    assert type(imagespec.fix(MappingProxyType(ASKED)).request) is dict


def test_options_are_those_of_check() -> None:
    request = {"model": "mine", "prompt": "a cat", "style": "vivid"}
    assert imagespec.fix(request, aliases={"mine": "gpt-image-2"}).request == {"model": "mine", "prompt": "a cat"}
    assert imagespec.fix({"prompt": "a", "style": "vivid"}, model="gpt-image-2", spec="openai@2026-05-07").request == {"prompt": "a"}
    assert imagespec.load().fix(request, aliases={"mine": "gpt-image-2"}).ok


def test_many_findings_take_time_in_step_with_them() -> None:
    request = ASKED | {f"key{number}": number for number in range(2_000)}
    start = time.process_time()
    fixed = imagespec.fix(request, unsafe=True)
    assert fixed.request == ASKED
    assert time.process_time() - start < 5
