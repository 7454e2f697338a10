"""The classes in a cattrs converter of one's own."""

from __future__ import annotations

from typing import Any

import attrs
import cattrs
import pytest

import imagespec
from imagespec.typed.hooks import register
from tests.typed.bodies import EXAMPLES


@attrs.frozen
class Job:
    """A user's own class around ours."""

    request: imagespec.GenerateRequest
    edits: list[imagespec.EditJsonRequest]
    answer: imagespec.ImagesResponse | None = None


GENERATE = {"model": "dall-e-3", "prompt": "a cat", "style": None}
EDIT = {"model": "gpt-image-2", "prompt": "a cat", "images": [{"file_id": "f"}]}


@pytest.fixture
def converter() -> cattrs.Converter:
    return register(cattrs.Converter())


def test_structure_and_unstructure_are_inverse(converter: cattrs.Converter) -> None:
    data = {"request": GENERATE, "edits": [EDIT], "answer": EXAMPLES["responses"][0]["body"]}
    job = converter.structure(data, Job)
    assert isinstance(job.request, imagespec.DallE3Generate)
    assert isinstance(job.edits[0], imagespec.GptImage2EditJson)
    assert isinstance(job.answer, imagespec.ImagesResponse)
    assert converter.unstructure(job) == data
    assert converter.structure(GENERATE, imagespec.DallE3Generate).to_dict() == GENERATE


def test_events_are_told_by_their_type(converter: cattrs.Converter) -> None:
    for stream in EXAMPLES["streams"]:
        for body in stream["events"]:
            union: Any = imagespec.ImageGenStreamEvent if "generation" in body["type"] else imagespec.ImageEditStreamEvent
            assert converter.unstructure(converter.structure(body, union)) == body
            other = imagespec.ImageEditStreamEvent if union is imagespec.ImageGenStreamEvent else imagespec.ImageGenStreamEvent
            with pytest.raises(imagespec.InvalidResponse, match="/type must be one of"):
                converter.structure(body, other)
    for odd in (None, [], {}, {"type": []}):
        with pytest.raises(imagespec.InvalidResponse):
            converter.structure(odd, imagespec.ImageGenStreamEvent)


def test_an_invalid_request_is_refused_with_its_report(converter: cattrs.Converter) -> None:
    with pytest.raises(imagespec.InvalidRequest) as caught:
        converter.structure({**GENERATE, "n": 2, "size": "1x1"}, imagespec.GenerateRequest)
    assert [d.rule for d in caught.value.report.errors] == ["n.range", "size.value"]
    with pytest.raises(cattrs.ClassValidationError):
        converter.structure({"request": {}, "edits": []}, Job)
