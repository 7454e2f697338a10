"""Whatever is given: nothing is raised, nothing is changed, and nothing dangerous gets into a message."""

from __future__ import annotations

import copy
import io
import json
import pathlib
import pickle
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.report.fix import apply_edits
from tests.conftest import Depth
from tests.support.files import PNG
from tests.support.hostile import VALUES, Boom, LateModel, LateObject, LateText, Number, Text, hostile, nested
from tests.support.judged import OPERATIONS, judged
from tests.support.requests import generated

GOOD = {"model": "gpt-image-2", "prompt": "a cat"}

every_value = pytest.mark.parametrize("make", VALUES.values(), ids=VALUES)


def _can_be_a_key(make: Callable[[], Any]) -> bool:
    try:
        return bool({make(): 1})
    except (TypeError, Boom):
        return False


KEYS = {name: make for name, make in VALUES.items() if _can_be_a_key(make)}


@every_value
def test_as_the_request(founding: Handle, make: Callable[[], Any]) -> None:
    for operation in OPERATIONS:
        judged(founding, make(), operation)


@every_value
def test_as_every_parameter(founding: Handle, make: Callable[[], Any]) -> None:
    for operation in OPERATIONS:
        models = founding.spec.operations[operation].models
        for model in (models[0], models[-1]):
            contract = founding.contract(operation, model)
            names = [name for parameter in contract.parameters for name in parameter.names]
            for name in ("model", *names, *list(contract.unsupported)[:2], "unheard-of"):
                value = make()
                base = {"model": model, "prompt": "a"}
                judged(founding, {**base, name: value}, operation)
                if name in ("image", "images"):
                    judged(founding, {**base, name: [value, value]}, operation)
                    judged(founding, {**base, name: [{"image_url": value, "file_id": value, "x": value}]}, operation)


@pytest.mark.parametrize("make", KEYS.values(), ids=KEYS)
def test_as_a_key(founding: Handle, make: Callable[[], Any]) -> None:
    odd_entry = {"file_id": "x", make(): 1}
    judged(founding, {**GOOD, make(): 1})
    judged(founding, {**GOOD, "images": [odd_entry], "mask": odd_entry}, "edit-json")
    judged(founding, {**GOOD, "image": odd_entry}, "edit")


@pytest.mark.parametrize(
    "key", [LateText("prompt"), LateText("odd"), LateModel("x"), LateObject()], ids=["parameter", "text", "model", "object"]
)
def test_keys_that_raise(founding: Handle, key: Any) -> None:
    requests = [{key: "x", "model": "gpt-image-2"}, {key: "x", "prompt": "a cat"}]
    key.armed = True
    for operation in OPERATIONS:
        for request in requests:
            judged(founding, request, operation)


def test_long_prompt(founding: Handle) -> None:
    report = judged(founding, {**GOOD, "prompt": "x" * 10_000_000})
    assert [d.rule for d in report.diagnostics] == ["prompt.length"]
    judged(founding, {**GOOD, "size": "1" * 10_000_000, "\U0001f600" * 1_000_000: 1})


def test_unknown_keys_by_the_thousand(founding: Handle, depth: Depth) -> None:
    count = depth(3_000, 100_000)
    request: dict[Any, Any] = {**GOOD, **{f"size{n}" if n % 2 else f"\x1b{n}": n for n in range(count)}}
    report = founding.check(request)
    assert (report.ok, len(report), founding.is_valid(request)) == (False, count, False)
    assert {d.rule for d in report.diagnostics} == {"parameter.unknown"}
    assert report.diagnostics[7].pointer == "/size7"


def test_very_long_keys(founding: Handle) -> None:
    judged(founding, {**GOOD, "k" * 1_000_000: 1})
    judged(founding, {**GOOD, "\x1b[2J" * 1000: 1})


@pytest.mark.parametrize("kind", ["list", "dict"])
def test_deep_nesting(founding: Handle, kind: str) -> None:
    value = nested(100_000, kind)
    for request in (value, {**GOOD, "size": value}, {**GOOD, "extra": value}, {"model": value}):
        judged(founding, request)
    judged(founding, {**GOOD, "images": [value], "mask": value}, "edit-json")
    judged(founding, {**GOOD, "image": [value], "mask": value}, "edit")


def test_subclasses_count_as_their_values(founding: Handle) -> None:
    class Body(dict[str, Any]):
        def __getitem__(self, key: str) -> Any:
            raise Boom

    assert judged(founding, {**GOOD, "size": Text.SIZE, "n": Number.TWO}).ok
    assert judged(founding, Body(GOOD)).ok
    assert judged(founding, {**GOOD, "size": hostile(str, "1024x1024"), "n": hostile(int, 2), "prompt": hostile(str, "a")}).ok
    assert judged(founding, {**GOOD, "images": hostile(list, [hostile(dict, {"file_id": hostile(str, "f")})])}, "edit-json").ok
    assert judged(founding, {**GOOD, "image": hostile(list, ["a.png"])}, "edit").ok
    assert not judged(founding, {**GOOD, "n": hostile(int, 11)}).ok


def test_live_uploads_are_taken(founding: Handle, tmp_path: pathlib.Path) -> None:
    there = tmp_path / "a.png"
    there.write_bytes(PNG)
    with (
        tempfile.NamedTemporaryFile(suffix=".png") as wrapped,
        tempfile.TemporaryFile() as bare,
        tempfile.SpooledTemporaryFile() as spooled,
        there.open("rb") as opened,
    ):
        for file in (wrapped, bare, spooled):
            file.write(PNG)
        nameless = (bare, spooled, io.BytesIO(PNG), PNG)
        for file in nameless:
            found = judged(founding, {**GOOD, "image": file}, "edit").errors
            assert [d.rule for d in found] == ["image.file-type"]
            assert found[0].message.endswith('give it a name: ("image.png", content).')
        named = [("a.png", file) for file in nameless]
        for upload in (wrapped, opened, there, ("a.png", there), *named, ("a.png", io.BytesIO(PNG), "image/png")):
            assert judged(founding, {**GOOD, "image": upload}, "edit").ok, upload
            assert judged(founding, {**GOOD, "image": [upload, upload]}, "edit").ok, upload
    assert not judged(founding, {**GOOD, "image": 3}, "edit").ok


def test_nothing_is_changed(founding: Handle) -> None:
    for operation, request in generated(founding.spec, 4_000, seed=3):
        before = copy.deepcopy(request)
        founding.check(request, operation).to_dict()
        founding.check(request, operation, select=["size"], strict=True).to_dict()
        assert request == before


def test_a_report_does_not_change_with_the_request(founding: Handle) -> None:
    requests: list[tuple[dict[str, Any], str]] = [
        ({**GOOD, "images": [{"file_id": "x", "image_url": "y"}] * 17, "mask": {"file_id": 1}, "n": [1], "extra": {"a": 1}}, "edit-json"),
        ({**GOOD, "image": [{"format": "bmp"}] * 17, "mask": {"format": "gif", "bytes": 10**9}, "quality": "HIGH"}, "edit"),
    ]
    for request, operation in requests:
        expected = founding.check(copy.deepcopy(request), operation).to_dict()
        report = founding.check(request, operation)
        for value in request.values():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                value[0].clear()
            if isinstance(value, (list, dict)):
                value.clear()
        request.clear()
        for one, other in zip(expected["diagnostics"], report.to_dict()["diagnostics"], strict=True):
            assert {**one, "fixes": None} == {**other, "fixes": None}


def test_threads_agree(founding: Handle) -> None:
    work = list(generated(founding.spec, 600, seed=9))

    def run(_: int) -> list[Any]:
        return [founding.check(request, operation, today="2026-05-01").to_dict() for operation, request in work]

    alone = run(0)
    with ThreadPoolExecutor(4) as pool:
        assert all(result == alone for result in pool.map(run, range(4)))


def test_a_request_may_change_during_its_check(founding: Handle) -> None:
    shared: dict[Any, Any] = dict(GOOD)
    stop = threading.Event()

    def churn() -> None:
        while not stop.is_set():
            for n in range(50):
                shared[f"k{n}"] = n
            for n in range(50):
                shared.pop(f"k{n}", None)

    writer = threading.Thread(target=churn)
    writer.start()
    try:
        for _ in range(500):
            founding.check(shared).to_dict()
            founding.is_valid(shared)
    finally:
        stop.set()
        writer.join()


def test_reports_and_errors_travel(founding: Handle) -> None:
    for request in (GOOD, {**GOOD, "size": "1920x1080", "quality": "HIGH", "extra": b"x"}):
        report = founding.check(request)
        for twin in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report), copy.copy(report)):
            assert twin == report
            assert twin.to_dict() == report.to_dict()
            assert (twin.ok, len(twin), twin.kept(None, strict=True).ok) == (report.ok, len(report), not len(report))
    with pytest.raises(imagespec.InvalidRequest) as caught:
        founding.validate({**GOOD, "n": 0, "\x1b[2J": 1})
    twin = pickle.loads(pickle.dumps(caught.value))
    assert (str(twin), twin.report) == (str(caught.value), caught.value.report)
    assert "\x1b" not in str(twin)


def test_a_fix_is_safe_only_where_nothing_new_comes_up(founding: Handle) -> None:
    helps = founding.check({**GOOD, "quality": "HIGH"}).diagnostics[0].fixes[0]
    hurts = founding.check({**GOOD, "background": "TRANSPARENT"}).diagnostics[0].fixes[0]
    assert (helps.safe, hurts.safe) == (True, False)
    assert founding.is_valid(apply_edits({**GOOD, "quality": "HIGH"}, helps.edits))


TEXTS = ["x" * n for n in (79, 80, 81, 1000)] + ["\x1b" * n for n in (1, 20, 79, 80, 81)]
TEXTS += ["\ud800" * 100, "\U000e0001" * 100, "a" * 79 + "\x00", "e\u0301" * 60]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{len(text)} of {ord(text[0]):x}")
def test_users_text_is_cut_and_escaped(founding: Handle, text: str) -> None:
    for operation, name in (("generate", "size"), ("generate", "quality"), ("generate", "n"), ("generate", "model"), ("edit-json", "mask")):
        report = judged(founding, {**GOOD, name: text, "images": [{"image_url": text}]}, operation)
        assert not report.ok
        if len(text) > 80:
            assert all(text[:81] not in json.dumps(d.to_dict(), ensure_ascii=False) for d in report.diagnostics)
