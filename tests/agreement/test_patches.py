"""A fix is a patch of RFC 6902: a library for JSON Patch makes of it what ``apply`` makes of it."""

from __future__ import annotations

import json
from collections import UserDict
from copy import deepcopy
from types import MappingProxyType
from typing import Any

import jsonpatch
import pytest

import imagespec
from imagespec import Edit, Fix
from imagespec.api import Handle
from tests.schemas.requests import as_json
from tests.support.files import PNG
from tests.support.requests import generated

DOCUMENT: dict[str, Any] = {"a": {"b": [1, {"c": 2}, [3]]}, "x/y": 1, "m~n": 2, "": 3, "list": [0, 1, 2]}

RIGHT = [
    (Edit("add", "/a/d", 5),), (Edit("add", "/a/b", 5),), (Edit("add", "/list/1", 9),), (Edit("add", "/list/3", 9),),
    (Edit("add", "/list/-", 9),), (Edit("remove", "/a/b/1"),), (Edit("remove", "/x~1y"),), (Edit("replace", "/m~0n", None),),
    (Edit("replace", "/", [1]),), (Edit("replace", "/a/b/2/0", {"deep": True}),), (Edit("move", "/z", from_="/a/b/1/c"),),
    (Edit("move", "/list/0", from_="/list/2"),), (Edit("replace", "", {"whole": 1}),), (Edit("add", "", [1]),),
    (Edit("add", "/n", {}), Edit("add", "/n/o", 1), Edit("move", "/p", from_="/n/o"), Edit("remove", "/n")),
]  # fmt: skip

WRONG = [
    (Edit("remove", "/nothing"),), (Edit("replace", "/a/nothing", 1),), (Edit("add", "/nothing/a", 1),), (Edit("replace", "/list/3", 1),),
    (Edit("remove", "/list/-"),), (Edit("add", "/list/4", 1),), (Edit("replace", "/list/01", 1),), (Edit("replace", "/list/x", 1),),
    (Edit("replace", "/x~1y/z", 1),), (Edit("move", "/z", from_="/nothing"),), (Edit("replace", "a", 1),),
]  # fmt: skip


def library(document: Any, edits: tuple[Edit, ...]) -> Any:
    return jsonpatch.apply_patch(document, [edit.to_dict() for edit in edits])


@pytest.mark.parametrize("edits", RIGHT, ids=repr)
def test_patches_that_apply(edits: tuple[Edit, ...]) -> None:
    before = deepcopy(DOCUMENT)
    fix = Fix("a fix", edits)
    assert fix.apply(DOCUMENT) == imagespec.apply_fix(DOCUMENT, fix) == library(deepcopy(DOCUMENT), edits)
    assert before == DOCUMENT
    assert fix.to_dict()["edits"] == [edit.to_dict() for edit in edits]


@pytest.mark.parametrize("edits", WRONG, ids=repr)
def test_patches_that_lead_nowhere(edits: tuple[Edit, ...]) -> None:
    with pytest.raises((jsonpatch.JsonPatchException, jsonpatch.JsonPointerException)):
        library(deepcopy(DOCUMENT), edits)
    with pytest.raises(ValueError, match="leads nowhere in this request"):
        Fix("a fix", edits).apply(DOCUMENT)


def test_every_fix_of_a_report_is_such_a_patch() -> None:
    handle: Handle = imagespec.load()
    asked = 0
    for operation, request in generated(handle.spec, 800, seed=61):
        text = as_json(request)
        for diagnostic in handle.check(json.loads(text), operation) if text else ():
            for fix in diagnostic.fixes:
                asked += 1
                assert fix.apply(json.loads(text)) == library(json.loads(text), fix.edits)
    assert asked > 300


def test_other_mappings_and_sequences_become_plain() -> None:
    fix = Fix("a fix", (Edit("replace", "/images/0/file_id", "b"),))
    for request in (UserDict({"images": ({"file_id": "a"},), "n": 1}), MappingProxyType({"images": [{"file_id": "a"}], "n": 1})):
        repaired = fix.apply(request)
        assert repaired == {"images": [{"file_id": "b"}], "n": 1}
        assert request["images"][0]["file_id"] == "a"


def test_what_no_edit_touches_is_shared() -> None:
    large = ("a.png", PNG + b"x" * 1000)
    request = {"model": "gpt-image-2", "prompt": "a", "image": [large], "size": "1024X1024"}
    (size,) = imagespec.check(request, "edit").errors
    repaired = size.fixes[0].apply(request)
    assert repaired["image"] is request["image"]
    assert (repaired["size"], request["size"]) == ("1024x1024", "1024X1024")
