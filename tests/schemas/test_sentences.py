"""Each mistake in a form is one sentence, from the errors of ajv alone as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from imagespec.api import Handle
from imagespec.compile.forms.ui import scripts
from imagespec.compile.json_schema import json_schema
from tests.schemas.conftest import Node
from tests.schemas.test_forms import PICKED

GRID = "Size must be WIDTHxHEIGHT or auto; both edges divisible by 16, at most 3:1, no edge above 3,840, 655,360 to 8,294,400 pixels."
MISTAKES: dict[str, list[tuple[dict[str, Any], str]]] = {
    "generate": [
        ({"model": "gpt-image-9"}, "Model must be one of the choices."),
        ({"prompt": ""}, "Prompt is needed."),
        ({"prompt": None}, "Prompt must be text."),
        ({"prompt": "x" * 32_001}, "Prompt takes at most 32,000 characters."),
        ({"n": 0}, "Number of images must be at least 1."),
        ({"n": 11}, "Number of images must be at most 10."),
        ({"n": 1.5}, "Number of images must be a whole number."),
        ({"size": "1920x1080"}, GRID),
        ({"size": "x"}, GRID),
        ({"size": "17x17", "output_format": "gif"}, "Size must be WIDTHxHEIGHT or auto; both edges divisible by 16, no edge above 3,840."),
        ({"quality": "hd"}, "Quality must be one of the choices."),
        ({"stream": "yes"}, "Stream must be yes or no."),
        ({"output_format": "svg", "svg": {}}, "Model that writes it is needed."),
        ({"output_format": "svg", "n": 2}, "Number of images must be left empty beside the other choices."),
        ({"style": "vivid"}, "This form does not take style."),
    ],
    "edit": [
        ({"image": []}, "Image needs at least one."),
        ({"image": [PICKED] * 17}, "Image takes at most 16."),
        ({"image": [PICKED.replace("png", "gif")]}, "Image must be a png or webp or jpeg image below 50 MB."),
        ({"mask": PICKED.replace("png", "jpeg")}, "Mask must be a png image below 4 MB with an alpha channel."),
        ({"mask": PICKED + "A" * 5_600_000}, "Mask must be a png image below 4 MB with an alpha channel."),
    ],
    "edit-json": [
        ({"images": []}, "Images needs at least 1."),
        ({"images": [{}]}, "Image URL is needed."),
        ({"images": [{"image_url": "ftp://x"}]}, "Image URL must be a text that starts with https:// or http:// or data:."),
        ({"mask": {"image_url": "ftp://x"}}, "Image URL must be a text that starts with https:// or http:// or data:."),
    ],
}  # fmt: skip
GOOD: dict[str, dict[str, Any]] = {
    "generate": {"model": "gpt-image-2", "prompt": "x"},
    "edit": {"model": "gpt-image-2", "prompt": "x", "image": [PICKED]},
    "edit-json": {"model": "gpt-image-2", "prompt": "x", "images": [{"file_id": "file-1"}]},
}


@pytest.mark.parametrize("operation", MISTAKES)
def test_one_mistake_is_one_sentence(newest: Handle, operation: str, node: Node, node_desk: Path, tmp_path: Path) -> None:
    (node_desk / "sentences.js").write_text(scripts()["sentences.js"], "utf-8")
    (node_desk / "package.json").write_text('{"type": "module"}', "utf-8")
    requests = [GOOD[operation], *(GOOD[operation] | change for change, _ in MISTAKES[operation])]
    asked = {"schema": json_schema(newest.spec, operation, None, "form", "draft-07"), "requests": requests}
    (tmp_path / "input.json").write_text(json.dumps([asked]), "utf-8")
    try:
        (answers,) = json.loads(node("sentences.mjs", tmp_path / "input.json"))
    finally:
        (node_desk / "package.json").unlink()
    assert answers[0] == []
    assert answers[1:] == [[sentence] for _, sentence in MISTAKES[operation]]


def test_no_sentence_is_in_the_words_of_schemas() -> None:
    said = [sentence for mistakes in MISTAKES.values() for _, sentence in mistakes]
    assert not any(word in sentence for sentence in said for word in ("schema", "oneOf", "must NOT", "^", "\\"))
