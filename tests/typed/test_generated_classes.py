"""The generated classes: loaded late, readable, and as narrow as the table."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
import openai.types as sdk
import pytest

import imagespec
from imagespec import types
from imagespec.api import Handle
from imagespec.compile.names import capitals
from imagespec.compile.request_types import MOST_MEMBERS
from imagespec.typed.message import Message
from imagespec.typed.nested import Nested
from imagespec.typed.omitted import Omitted
from imagespec.typed.request import Request
from tests.support.requests import takes
from tests.typed.bodies import EVENT_NAMES


def loaded_by(program: str) -> set[str]:
    command = [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def literal_values(annotation: Any) -> set[Any]:
    """The values of every ``Literal`` in an annotation."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return {value for part in get_args(annotation) for value in literal_values(part)}


def members(annotation: Any) -> set[Any]:
    return {annotation} if get_origin(annotation) in (None, Literal, tuple) else set(get_args(annotation))


def test_importing_builds_no_class() -> None:
    names = loaded_by("import imagespec\nimagespec.check({'model': 'gpt-image-2', 'prompt': 'x'})")
    assert not {name for name in names if name.startswith("imagespec.typed") or name.endswith((".classes", ".responses", ".types"))}


def test_typed_requests_load_no_build_side() -> None:
    names = loaded_by("import imagespec\nimagespec.validate({'model': 'gpt-image-2', 'prompt': 'x'}).to_dict()")
    assert "imagespec.typed.request" in names
    assert not names & {
        "imagespec.spec",
        "imagespec.compile",
        "yaml",
        "cattrs",
        "jsonschema",
        "click",
        "imagespec._compiled.openai.responses",
    }


def test_responses_load_no_request_class() -> None:
    names = loaded_by(
        "import imagespec\nimagespec.ImagesResponse.from_dict({'created': 1})\nlist(imagespec.iter_events('data: [DONE]\\n\\n'))"
    )
    assert not {name for name in names if name.endswith(".classes") or name.startswith(("imagespec.spec", "imagespec.compile", "cattr"))}


def test_every_public_name_can_be_imported() -> None:
    from imagespec._compiled.openai import classes, responses

    for name in (*imagespec.__all__, *classes.__all__, *responses.__all__):
        assert getattr(imagespec, name) is not None
    for name in types.__dict__["GptImage2Generate"].__annotations__:
        assert name in {*imagespec.GptImage2Generate._keys}
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = imagespec.Nothing


def test_every_field_of_every_class_is_described(revision: Handle) -> None:
    module = revision.engine.classes()
    found = [
        cls for cls in vars(module).values() if inspect.isclass(cls) and issubclass(cls, (Request, Nested)) and cls not in (Request, Nested)
    ]
    assert len(found) > 5
    for cls in found:
        text = inspect.getdoc(cls) or ""
        for attribute in attrs.fields(cls):
            assert attribute.name == "context" or f"\n    {attribute.name}: " in text, (cls, attribute.name)
        assert all(len(line) <= 140 or "http" in line for line in text.splitlines())
        if issubclass(cls, Request):
            assert "Sources:" in text


def test_a_docstring_says_type_limits_default_and_source() -> None:
    text = " ".join((imagespec.GptImage2Generate.__doc__ or "").split())
    assert "n: How many images to make. An integer or null: 1 to 10. The API takes 1 when it is left out." in text
    assert "both edges divisible by 16" in text
    assert "8,294,400" in text
    assert "output_compression below 100 only with output_format jpeg or webp" in text
    assert "OpenAI image generation guide" in text


def test_annotations_are_as_narrow_as_the_table(revision: Handle) -> None:
    """A ``Literal`` holds exactly the values the contract takes; where there is none, the set is open or large."""
    module = revision.engine.classes()
    for operation, classes in module.CLASSES.items():
        for model, cls in classes.items():
            if not model:
                continue  # the class of requests that name none
            hints = get_type_hints(cls)
            assert literal_values(hints["model"]) == set(cls.models)
            for parameter in revision.contract(operation, model).parameters:
                hint = hints[cls._keys[parameter.name]]
                assert (type(None) in members(hint)) == parameter.type.nullable
                assert (Omitted in members(hint)) == (parameter.required is None)
                values = literal_values(hint)
                if parameter.type.name == "integer":
                    taken = {number for number in range(-5, 200) if takes(parameter, number)}
                    assert values == (taken if len(taken) <= MOST_MEMBERS else set())
                elif parameter.type.name == "string":
                    assert all(takes(parameter, value) for value in values)
                    closed = {value for kind in parameter.constraints for value in getattr(kind, "values", ())}
                    wanted = {value for value in closed if takes(parameter, value)}
                    assert values == wanted or not values & closed


def test_typed_dicts_have_the_keys_of_the_classes() -> None:
    from imagespec._compiled.openai import classes

    for name in classes.__all__:
        cls, shape = getattr(imagespec, name), getattr(types, name)
        if not inspect.isclass(cls):
            continue
        keys = set(cls._keys)
        assert shape.__required_keys__ | shape.__optional_keys__ == keys
        hints = get_type_hints(cls)
        required = {key for key in keys if Omitted not in members(hints[cls._keys[key]])}
        assert shape.__required_keys__ == required, name


def test_known_values_of_answers_are_those_of_the_newest_sdk() -> None:
    for name in ("ImagesResponse", "Image", *EVENT_NAMES):
        cls: type[Message] = getattr(imagespec, name)
        hints = get_type_hints(cls)
        for key, field in getattr(sdk, name).model_fields.items():
            assert literal_values(hints[key]) == literal_values(field.annotation), (name, key)


def test_names_of_classes_come_from_models_and_operations() -> None:
    assert capitals("gpt-image-2.5-flare") == "GptImage25Flare"
    assert capitals("edit-json") == "EditJson"
    assert capitals("4o/image") == "M4oImage"
    assert imagespec.GptImage15Generate is imagespec.GptImage1Generate
