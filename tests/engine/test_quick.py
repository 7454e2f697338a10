"""The shortest ways: they say what the careful ones say, under the same names, on every day."""

from __future__ import annotations

import copy
import enum
import inspect
import pickle
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

import imagespec
from imagespec.api import Handle
from imagespec.report.diagnostic import Diagnostic
from imagespec.values import days
from imagespec.values.unknown import UNKNOWN
from tests.conftest import Depth
from tests.support.requests import generated

GOOD = {"model": "gpt-image-2", "prompt": "a cat"}
BAD = {**GOOD, "size": "1024X1024", "quality": "HIGH", "style": "vivid"}


class Format(enum.Enum):
    GIF = "gif"


class Text(str, enum.Enum):
    GIF = "gif"


def places(value: Any) -> Iterator[tuple[Any, ...]]:
    """The tokens of every place in a request."""
    for key, entry in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (key,)
        yield from ((key, *rest) for rest in places(entry))


def put(request: dict[str, Any], tokens: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(request)
    inner: Any = changed
    for token in tokens[:-1]:
        inner = inner[token]
    inner[tokens[-1]] = value
    return changed


def test_a_verdict_is_what_the_findings_come_to(revision: Handle, depth: Depth) -> None:
    for operation, request in generated(revision.spec, depth(200, 4_000), seed=16):
        assert revision.is_valid(request, operation) == revision.check(request, operation).ok, request


def test_what_is_not_known_refuses_nothing_by_itself(revision: Handle, depth: Depth) -> None:
    for operation, request in generated(revision.spec, depth(40, 600), seed=17):
        for tokens in places(request):
            changed = put(request, tokens, UNKNOWN)
            assert revision.is_valid(changed, operation) == revision.check(changed, operation).ok, changed


@pytest.mark.parametrize("value", [UNKNOWN, Format.GIF, Text.GIF, imagespec.OMIT], ids=repr)
@pytest.mark.parametrize("size", ["512x512", "1024x1024", "3840x3840", "64x64"])
def test_limits_that_depend_on_another_parameter_wait_for_it(value: Any, size: str) -> None:
    request = {**GOOD, "size": size, "output_format": value}
    assert imagespec.is_valid(request) == imagespec.check(request).ok


def test_an_object_with_something_unknown_in_it_is_not_refused_for_what_it_may_lack() -> None:
    for entry in (
        {"file_id": UNKNOWN, "image_url": "https://a.b/c.png"},
        {"file_id": UNKNOWN},
        {"file_id": "f", "image_url": imagespec.OMIT},
    ):
        request = {**GOOD, "images": [entry]}
        assert imagespec.is_valid(request, "edit-json") == imagespec.check(request, "edit-json").ok


@pytest.mark.parametrize("call", [imagespec.check, imagespec.is_valid, Handle.check, Handle.is_valid])
def test_the_short_way_has_the_face_of_the_careful_one(call: Any) -> None:
    parameters = inspect.signature(call).parameters
    assert [*parameters][:2] in (["request", "operation"], ["self", "request"])
    assert {"model", "aliases", "select", "ignore", "strict", "partial"} <= parameters.keys()
    assert call.__doc__
    assert call.__name__ in ("check", "is_valid")


def test_a_mistyped_option_is_an_error() -> None:
    for call in (imagespec.check, imagespec.load().is_valid):
        with pytest.raises(TypeError, match="unexpected keyword argument 'modle'"):
            call(GOOD, modle="gpt-image-2")


def test_options_are_heard_on_every_call() -> None:
    assert imagespec.is_valid(GOOD)
    assert not imagespec.is_valid({"prompt": "a"}, model="dall-e-3", strict=True)
    assert imagespec.check(BAD, ignore=["*"]).ok
    assert imagespec.check(request=GOOD, operation="images.generate").ok


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "Pacific/Auckland", "America/St_Johns", "Pacific/Apia"])
def test_the_day_turns_at_midnight(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        start = 1_790_000_000.0
        for second in (*range(0, 40 * 3600, 60), 59.9, 10, 7_000, 3):  # forwards, and back again
            now = start + second
            monkeypatch.setattr(days, "time", lambda now=now: now)
            assert days.today() == int(time.strftime("%Y%m%d", time.localtime(now)))
    finally:
        monkeypatch.undo()
        time.tzset()
        days._known = (0.0, 0.0, 0)


def test_a_warning_begins_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    request = {"model": "dall-e-3", "prompt": "a"}
    said = []
    for day in (1_750_000_000.0, 1_900_000_000.0, 1_750_000_000.0):
        monkeypatch.setattr(days, "time", lambda day=day: day)
        said.append([d.rule for d in imagespec.check(request)])
    assert said == [["model.deprecated"], ["model.retired"], ["model.deprecated"]]
    monkeypatch.undo()
    days._known = (0.0, 0.0, 0)


def test_fixes_are_tried_when_that_is_read_and_once(founding: Handle, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Any] = []
    again = founding.engine._again
    monkeypatch.setattr(founding.engine, "_again", lambda report, request: tried.append(request) or again(report, request))
    report = founding.check(BAD)
    assert [d.message for d in report]
    assert not tried
    fixes = [fix for d in report for fix in d.fixes]
    assert [fix.title for fix in fixes] == ['use "1024x1024"', 'use "high"', "remove style"]
    assert not tried
    assert all(fix.safe for fix in fixes)
    assert report.fixable() == 3
    assert report.to_dict()
    assert str(report)
    assert len(tried) == 3


def test_a_diagnostic_is_the_same_however_it_was_made(founding: Handle) -> None:
    for d in founding.check(BAD):
        assert type(d) is Diagnostic
        whole = Diagnostic(**{field.name: getattr(d, field.name) for field in attrs.fields(Diagnostic)})
        fresh = next(other for other in founding.check(BAD) if other.rule == d.rule)
        unread = next(other for other in founding.check(BAD) if other.rule == d.rule)
        assert whole == fresh == d
        assert hash(whole) == hash(unread) == hash(d)
        assert repr(whole) == repr(fresh)
        assert whole.to_dict() == unread.to_dict()
        for twin in (pickle.loads(pickle.dumps(unread)), copy.copy(d), copy.deepcopy(d), attrs.evolve(d)):
            assert twin == d
            assert twin.fixes == d.fixes
            assert twin.to_dict() == d.to_dict()
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            fresh.message = "x"  # type: ignore[misc]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            fresh.fixes[0].safe = True  # type: ignore[misc]
        with pytest.raises(AttributeError, match="no attribute 'sentence'"):
            _ = fresh.sentence  # type: ignore[attr-defined]


def test_readers_share_nothing_that_can_change(founding: Handle) -> None:
    first = founding.check(BAD).diagnostics[1]
    first.params["values"].clear()
    first.params["more"] = 1
    second = founding.check(BAD).diagnostics[1]
    assert second.params == {"actual": "HIGH", "values": ["auto", "low", "medium", "high"]}


def test_values_that_are_equal_and_not_the_same_are_said_as_they_are(founding: Handle) -> None:
    said = [founding.check({**GOOD, "moderation": value}).diagnostics[0].message for value in (1, True, 1.0, 0, False, 1)]
    assert [text.partition(";")[0].rpartition(", ")[2] for text in said] == ["1", "true", "1.0", "0", "false", "1"]


def test_what_is_kept_of_findings_is_bounded(founding: Handle) -> None:
    from imagespec.engine.render import MOST_SAID

    for number in range(MOST_SAID * 2):
        assert len(founding.check({**GOOD, "quality": f"q{number}"}).diagnostics) == 1
    voice = founding.engine._voice
    assert voice is not None
    assert len(voice._said) <= MOST_SAID
    assert founding.check({**GOOD, "quality": "q1"}).diagnostics[0].params["actual"] == "q1"
    assert founding.check({**GOOD, "quality": "x" * 100_000}).diagnostics
    assert not any(len(str(key)) > 1_000 for key in voice._said)


def test_every_name_of_an_operation_takes_the_short_way(founding: Handle) -> None:
    assert founding.check(GOOD).ok
    names = [name for name in founding.engine.verdicts if founding.operations_of(name) == ("generate",)]
    assert {"generate", "images.generate", "/v1/images/generations"} <= {*names}
    for name in names:
        assert founding.check(BAD, name) == founding.check(BAD)
        assert founding.is_valid(GOOD, name)
        assert not founding.is_valid(BAD, name)
    assert not {"/v1/images/edits", "responses.create"} & founding.engine.verdicts.keys()
