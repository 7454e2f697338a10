"""The one error that the API would answer, in its words: each wording that it was seen to use."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import imagespec
from tests.support.hostile import VALUES

SCHEMA, USER = "invalid_request_error", "image_generation_user_error"
PNG = {"format": "png", "content_type": "image/png"}


def body(model: str | None = "gpt-image-2", **more: Any) -> dict[str, Any]:
    return ({"model": model} if model else {}) | {"prompt": "a dot"} | more


def answered(request: Any, operation: str = "generate", spec: str = "openai", **options: Any) -> tuple[Any, ...]:
    report = imagespec.check(request, operation, spec=spec, today="2026-11-26", **options)
    answer = report.to_openai_error()
    return tuple(answer["error"].values()) if answer else ()


def wrong_type(name: str, expected: str, got: str) -> tuple[str, str, str, str]:
    return f"Invalid type for '{name}': expected {expected}, but got {got} instead.", SCHEMA, name, "invalid_type"


def missing(name: str) -> tuple[str, str, str, str]:
    return f"Missing required parameter: '{name}'.", SCHEMA, name, "missing_required_parameter"


def unknown(name: str) -> tuple[str, str, str, str]:
    return f"Unknown parameter: '{name}'.", SCHEMA, name, "unknown_parameter"


def value(name: str, text: str, listed: str) -> tuple[str, str, str, str]:
    return f"Invalid value: '{text}'. Supported values are: {listed}.", SCHEMA, name, "invalid_value"


def size(text: str, said: str) -> tuple[str, str, str, str]:
    return f"Invalid size '{text}'. {said}", USER, "size", "invalid_value"


QUALITIES = "'low', 'medium', 'high', {} 'auto'"

WORDINGS = [
    (body(None), "generate", missing("model")),
    (body(model=None) | {"model": None}, "generate", wrong_type("model", "a string", "null")),
    ({"model": "gpt-image-2"}, "generate", missing("prompt")),
    (body(), "edit", missing("image")),
    (body(), "edit-json", missing("images")),
    (body(n=1.5), "generate", wrong_type("n", "an integer", "a decimal number")),
    (body(n="2"), "generate", wrong_type("n", "an integer", "a string")),
    (body(n=True), "generate", wrong_type("n", "an integer", "a boolean")),
    (body(n={}), "generate", wrong_type("n", "an integer", "an object")),
    (body(n=[]), "generate", wrong_type("n", "an integer", "an array")),
    (body(prompt=1), "generate", wrong_type("prompt", "a string", "an integer")),
    (body(prompt=None), "generate", wrong_type("prompt", "a string", "null")),
    (body(stream="yes"), "generate", wrong_type("stream", "a boolean", "a string")),
    (body(size=5), "generate", wrong_type("size", "a string", "an integer")),
    (body(images={}), "edit-json", wrong_type("images", "an array of objects", "an object")),
    (body(images=None), "edit-json", wrong_type("images", "an array of objects", "null")),
    (body(images=["https://a.example/b.png"]), "edit-json", wrong_type("images[0]", "an object", "a string")),
    (body(image=5), "edit", wrong_type("image", "one of an array of files or file", "an integer")),
    ({**body(), "image[]": ["https://a.example/b.png"]}, "edit", wrong_type("image[]", "a file", "a string")),
    (body("dall-e-2", image=[PNG]), "edit", wrong_type("image", "a file", "an array")),
    (body("dall-e-2", image=[PNG, PNG]), "edit", wrong_type("image", "a file", "an array")),
    (body(quality=1), "generate", wrong_type("quality", f"one of {QUALITIES.format('or')}", "an integer")),
    (body(moderation=[]), "generate", wrong_type("moderation", "one of 'auto' or 'low'", "an array")),
    (
        body(image=PNG, n="2.5"),
        "edit",
        (
            "Invalid type for 'n': expected an integer, but got a string value that could not be converted into an integer.",
            SCHEMA,
            "n",
            "invalid_type",
        ),
    ),
    (
        body(n=0),
        "generate",
        (
            "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
            SCHEMA,
            "n",
            "integer_below_min_value",
        ),
    ),
    (
        body(image=PNG, n="11"),
        "edit",
        (
            "Invalid 'n': integer above maximum value. Expected a value <= 10, but got 11 instead.",
            SCHEMA,
            "n",
            "integer_above_max_value",
        ),
    ),
    (
        body(prompt="x" * 50733),
        "generate",
        (
            "Invalid 'prompt': string too long. Expected a string with maximum length 32000, but got a string with length 50733 instead.",
            SCHEMA,
            "prompt",
            "string_above_max_length",
        ),
    ),
    (
        body(prompt=""),
        "generate",
        (
            "Invalid 'prompt': empty string. Expected a string with minimum length 1, but got an empty string instead.",
            SCHEMA,
            "prompt",
            "empty_string",
        ),
    ),
    (
        body(images=[]),
        "edit-json",
        (
            "Invalid 'images': empty array. Expected an array with minimum length 1, but got an empty array instead.",
            SCHEMA,
            "images",
            "empty_array",
        ),
    ),
    (
        body(images=[{"file_id": "file-1"}] * 17),
        "edit-json",
        (
            "Invalid 'images': array too long. Expected an array with maximum length 16, but got an array with length 17 instead.",
            SCHEMA,
            "images",
            "array_above_max_length",
        ),
    ),
    (body(quality="ultra"), "generate", value("quality", "ultra", QUALITIES.format("and"))),
    (body(quality=""), "generate", value("quality", "", QUALITIES.format("and"))),
    (body("dall-e-3", quality="best"), "generate", value("quality", "best", "'standard', 'hd', and 'auto'")),
    (body(moderation="x"), "generate", value("moderation", "x", "'auto' and 'low'")),
    (body(background="white"), "generate", value("background", "white", "'transparent', 'opaque', and 'auto'")),
    (
        body("gpt-image-1.5", size="512x512"),
        "generate",
        value("size", "512x512", "'1024x1024', '1024x1536', '1536x1024', and 'auto'"),
    ),
    (body(size="bogus"), "generate", size("bogus", "Expected WIDTHxHEIGHT, for example '1824x1024'.")),
    (body(size="1792x936"), "generate", size("1792x936", "Width and height must both be divisible by 16.")),
    (body(size="4096x4096"), "generate", size("4096x4096", "The longest edge must be less than or equal to 3840.")),
    (body(size="1792x592"), "generate", size("1792x592", "The maximum supported aspect ratio is 3:1.")),
    (
        body(size="576x1024"),
        "generate",
        size("576x1024", "Requested resolution is below the current minimum pixel budget."),
    ),
    (body(size="3840x3408"), "generate", size("3840x3408", "Requested resolution exceeds the current pixel budget.")),
    (
        body("gpt-image-2.6-flare", size="512x512"),
        "generate",
        size("512x512", "Requested resolution is below the current minimum pixel budget."),
    ),
    (body(response_format="url"), "generate", unknown("response_format")),
    (body(response_format=None), "generate", unknown("response_format")),
    (body(input_fidelity="high"), "generate", unknown("input_fidelity")),
    (body(mask={}), "generate", unknown("mask")),
    (body(seed=1), "generate", unknown("seed")),
    (body(images=[{"file_id": "file-1", "type": "x"}]), "edit-json", unknown("images[0].type")),
    (body(image="x.png"), "generate", unknown("image")),
    (
        body(image={}),
        "edit-json",
        (
            "Unknown parameter: 'image'. For application/json on /v1/images/edits, use 'images' (array).",
            SCHEMA,
            "image",
            "invalid_value",
        ),
    ),
    (
        body(images=[]),
        "edit",
        ("Unknown parameter: 'images'. For multipart/form-data use 'image' or 'image[]'.", SCHEMA, "images", "invalid_value"),
    ),
    (body("foo"), "generate", ("The model 'foo' does not exist.", USER, "model", "invalid_value")),
    (body("dall-e-3"), "generate", ("The model 'dall-e-3' does not exist.", USER, "model", "invalid_value")),
    (
        body(output_compression=50),
        "generate",
        ("Compression less than 100 is not supported for PNG output format", USER, None, "invalid_png_output_compression"),
    ),
    (
        body("gpt-image-1.5", background="transparent", output_format="jpeg"),
        "generate",
        (
            "Transparent background is not supported for JPEG output format",
            USER,
            None,
            "invalid_transparent_background_output_format",
        ),
    ),
    (
        body(background="transparent"),
        "generate",
        ("Transparent background is not supported for this model.", USER, "background", "invalid_value"),
    ),
    *(
        (
            body(model, image=PNG, input_fidelity="low"),
            "edit",
            (
                f"The model '{model}' does not support the 'input_fidelity' parameter.",
                USER,
                "input_fidelity",
                "invalid_input_fidelity_model",
            ),
        )
        for model in ("gpt-image-2", "gpt-image-2-2026-04-21", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst-2026-09-08")
    ),
    (body(stream=True, n=2), "generate", ("Streaming is only supported with n=1.", USER, "input", "unsupported_parameter")),
    (body(partial_images=1, n=2), "generate", ("Streaming is only supported with n=1.", USER, "input", "unsupported_parameter")),
    (body("dall-e-3", n=2), "generate", ("You must provide n=1 for this model.", SCHEMA, None, None)),
    (
        body(image={"format": "png", "content_type": "application/octet-stream"}),
        "edit",
        (
            "Invalid file 'image': unsupported mimetype ('application/octet-stream'). "
            "Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.",
            SCHEMA,
            "image",
            "unsupported_file_mimetype",
        ),
    ),
    (
        body("dall-e-2", image={"format": "png", "content_type": "multipart/form-data"}),
        "edit",
        (
            "Invalid file 'image': unsupported mimetype ('multipart/form-data'). Supported file formats are 'image/png'.",
            SCHEMA,
            "image",
            "unsupported_file_mimetype",
        ),
    ),
    (
        body(image=[PNG, {"format": "png", "content_type": None}]),
        "edit",
        (
            "Invalid file 'image[1]': failed to determine mimetype. "
            "Ensure you are providing the file's mimetype as part of the 'Content-Type' header.",
            SCHEMA,
            "image[1]",
            "missing_file_mimetype",
        ),
    ),
    (
        body(image=[PNG, {"format": "heic", "content_type": "image/png"}]),
        "edit",
        ("Invalid image file or mode for image 2, please check your image file.", USER, None, "invalid_image_file"),
    ),
    (
        body(image=PNG, mask={**PNG, "mode": "RGB"}),
        "edit",
        ("Invalid mask image format - mask image missing alpha channel", USER, "mask", "invalid_mask_image_format"),
    ),
    (
        body(image={**PNG, "width": 5, "height": 5}, mask={**PNG, "width": 6, "height": 5, "mode": "RGBA"}),
        "edit",
        ("Invalid mask image format - mask size does not match image size", USER, "mask", "invalid_mask_image_format"),
    ),
]
"""Requests with the message, type, param and code that the API answered."""


@pytest.mark.parametrize(("request_", "operation", "expected"), WORDINGS)
def test_wordings(request_: Any, operation: str, expected: tuple[Any, ...]) -> None:
    assert answered(request_, operation) == expected


def test_values_that_a_revision_does_not_have_are_not_listed() -> None:
    """Old revisions know neither xhigh nor gif, and each model lists what it takes."""
    known = value("output_format", "bmp", "'png', 'webp', and 'jpeg'")
    assert answered(body(output_format="bmp"), spec="openai@2026-05-07") == known
    assert answered(body(quality="ultra"), spec="openai@2026-05-07") == value("quality", "ultra", QUALITIES.format("and"))
    listed = "'low', 'medium', 'high', 'xhigh', 'max', and 'auto'"
    assert answered(body("gpt-image-2.5-flare", quality="ultra")) == value("quality", "ultra", listed)


@pytest.mark.parametrize(
    ("request_", "operation", "param"),
    [
        (body("gpt-image-2", n=0, bogus=1), "generate", "bogus"),
        (body("gpt-image-2", n=0, prompt=""), "generate", "prompt"),
        (body("gpt-image-2", quality="ultra", n=0, output_compression=101), "generate", "n"),
        (body("gpt-image-2", output_compression=101, quality="ultra"), "generate", "quality"),
        (body("gpt-image-2", size="9x9", output_compression=101), "generate", "output_compression"),
        (body("gpt-image-2", size=9, background="transparent"), "generate", "size"),
        (body("gpt-image-2", size="9x9", bogus=1), "generate", "bogus"),
        (body("gpt-image-2", bogus=1, image={"format": "png", "content_type": None}), "edit", "image"),
    ],
)
def test_the_api_tells_one_mistake(request_: Any, operation: str, param: str) -> None:
    """What is wrong in the shape of a request comes before what its model finds; then the order of the table."""
    assert answered(request_, operation)[2] == param


def test_requests_that_are_taken() -> None:
    assert imagespec.check(body()).to_openai_error() is None
    for taken in (body(size="3840x2160"), body("gpt-image-1.5"), body("gpt-image-2.6-flare", output_format="gif", size="512x512")):
        report = imagespec.check(taken, today="2026-11-26")
        assert report.ok
        assert report.warnings
        assert report.to_openai_error() is None


def test_errors_come_before_warnings() -> None:
    assert answered(body(None))[2] == "model"
    assert answered(body(None, n=0))[2] == "n"
    assert answered(body(None, n=0), strict=True)[2] == "model"


def test_what_was_never_seen_is_said_in_our_words() -> None:
    message, kind, param, code = answered(body(images=[{"image_url": "https://a.example/b.png", "file_id": "file-1"}]), "edit-json")
    report = imagespec.check(body(images=[{"image_url": "https://a.example/b.png", "file_id": "file-1"}]), "edit-json")
    assert (message, kind, param, code) == (report.errors[0].message, SCHEMA, "images[0]", "invalid_value")


def test_a_raised_error_says_it_too() -> None:
    with pytest.raises(imagespec.InvalidRequest) as raised:
        imagespec.validate(body(n=0))
    assert raised.value.to_openai_error() == imagespec.check(body(n=0)).to_openai_error()
    with pytest.raises(imagespec.InvalidRequest) as raised:
        imagespec.GptImage2Generate(prompt="")
    assert raised.value.to_openai_error()["error"]["param"] == "model"
    with pytest.raises(imagespec.InvalidRequest) as raised:
        imagespec.GptImage2Generate(model="gpt-image-2", prompt="")
    assert raised.value.to_openai_error()["error"]["code"] == "empty_string"


def test_it_outlives_the_request() -> None:
    """Selected, pickled and copied reports say the same, and what a caller does to an answer stays there."""
    report = imagespec.check(body(n=0, size="9x9"))
    said = report.to_openai_error()
    assert said
    said["error"]["message"] = "changed"
    again = report.to_openai_error()
    assert again
    assert again["error"]["param"] == "n"
    assert pickle.loads(pickle.dumps(report)).to_openai_error() == copy.deepcopy(report).to_openai_error() == again
    only = imagespec.check(body(n=0, size="9x9"), select=["size"]).to_openai_error()
    assert only
    assert only["error"]["param"] == "size"
    assert imagespec.check(body(n=0), ignore=["n"]).to_openai_error() is None


def test_tables_without_words_of_their_own() -> None:
    """What follows from a limit is said all the same."""
    minimal = Path(__file__).parents[1] / "table" / "minimal.yaml"
    handle = imagespec.load(minimal)
    operation = "draw"
    answer = handle.check({"bogus": 1}, operation).to_openai_error()
    assert answer
    assert answer["error"]["code"] in ("missing_required_parameter", "unknown_parameter")


@pytest.mark.parametrize("operation", ["generate", "edit", "edit-json", "variation"])
def test_hostile_values(operation: str) -> None:
    for make in VALUES.values():
        odd = make()
        for request in (odd, body(n=odd), body(prompt=odd), body(size=odd, image=odd, images=odd, mask=odd), {"model": odd}):
            answer = imagespec.check(request, operation).to_openai_error()
            if answer:
                json.dumps(answer)
                text = answer["error"]["message"] + str(answer["error"]["param"])
                assert text.isprintable()
                assert len(text) < 700


def test_long_and_strange_names() -> None:
    message, _, param, _ = answered(body(**{"x\x1b" * 500: 1}))
    assert len(message) < 120
    assert len(param) <= 80
    assert message.isprintable()
