"""Describe the Images API as one release of the ``openai`` package types it.

The package is generated from OpenAI's own API description, so comparing two
releases, or a release with our table, shows what changed upstream. It is read
as text (a wheel is a zip, and ``ast`` parses its sources) and never imported:
importing would need its dependencies, would allow only one release per
process, and would run code merely to look at annotations.

Anything this module does not understand raises :class:`ExtractError` with file
and line. A reader that skipped it would report "nothing changed" exactly when
something new had appeared.

How to read the result:

* ``enum`` keeps source order, which upstream shuffles; compare it as a set.
* ``open`` says that values outside ``enum`` are accepted too.
* ``text`` is a digest of what the documentation of a field says: when it changes, somebody has to read it.
* ``nullable`` repeats the annotation. Response classes write ``Optional`` for
  every field that may be missing, so there it adds nothing to ``required``.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from tools.sdk.errors import ExtractError
from tools.sdk.release import Release
from tools.sdk.shapes import FieldEntry, LiteralValue
from tools.sdk.sources import PACKAGE, open_source

#: Operation name -> source file and the name of its parameter type.
OPERATIONS = {
    "generate": ("types/image_generate_params.py", "ImageGenerateParams"),
    "edit": ("types/image_edit_params.py", "ImageEditParams"),
    "variation": ("types/image_create_variation_params.py", "ImageCreateVariationParams"),
}
MODEL_FILE, MODEL_NAME = "types/image_model.py", "ImageModel"
RESPONSE_FILES = ("types/image.py", "types/images_response.py")
EVENT_PATTERNS = ("types/image_gen_*_event.py", "types/image_edit_*_event.py")
#: Every file of the Images API; those we have no reader for are reported.
IMAGE_PATTERN = "types/image*.py"


class OperationEntry(TypedDict):
    """One endpoint."""

    parameters: dict[str, FieldEntry]


class Extract(TypedDict):
    """Everything read from one release; safe to dump as JSON."""

    package: str
    version: str
    operations: dict[str, OperationEntry]
    models: list[LiteralValue]
    models_text: str
    responses: dict[str, dict[str, FieldEntry]]
    unions: dict[str, list[str]]
    unread_files: list[str]


def extract(path: Path) -> Extract:
    """Describe the release in the wheel or package directory at ``path``."""
    release = Release(open_source(path))
    events = release.files(*EVENT_PATTERNS)
    read = {MODEL_FILE, *RESPONSE_FILES, *events, *(file for file, _ in OPERATIONS.values())}
    return {
        "package": PACKAGE,
        "version": _version(release),
        "operations": {name: _operation(release, *where) for name, where in OPERATIONS.items()},
        "models_text": release.module(MODEL_FILE).texts.get(MODEL_NAME, ""),
        "models": list(release.named(MODEL_FILE, MODEL_NAME).literals),
        "responses": dict(_responses(release, events)),
        "unions": dict(_unions(release, events)),
        "unread_files": [name for name in release.files(IMAGE_PATTERN) if name not in read],
    }


def _operation(release: Release, file: str, name: str) -> OperationEntry:
    fields = release.named(file, name).fields
    if fields is None:
        raise ExtractError(file, 1, f"{name} is not an object type")
    return {"parameters": {key: item.entry() for key, item in fields.items()}}


def _responses(release: Release, events: list[str]) -> Iterator[tuple[str, dict[str, FieldEntry]]]:
    """Response classes by name.

    An event's helpers appear only inside the event: they share names such as
    ``Usage`` with those of the plain response, but not all the fields.
    """
    for file in (*RESPONSE_FILES, *events):
        module = release.module(file)
        names = [n for n in module.classes if file in RESPONSE_FILES or n.endswith("Event")]
        if not names and not module.aliases:
            raise ExtractError(file, 1, "holds neither a response class nor a union of them")
        for name in names:
            yield name, {key: item.entry() for key, item in release.fields(module, name).items()}


def _unions(release: Release, events: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Which events a stream may carry, named rather than spelled out again."""
    for file in events:
        module = release.module(file)
        for name, value in module.aliases.items():
            release.named(file, name)  # raises on whatever is not understood
            references = (part for part in ast.walk(value) if isinstance(part, ast.Name))
            own = f"{PACKAGE}.types."
            yield name, [part.id for part in references if module.qualify(part).startswith(own)]


def _version(release: Release) -> str:
    """The version the code declares; metadata is absent from a bare directory."""
    module = release.module("_version.py")
    declared = {name: value.value for name, value in module.aliases.items() if isinstance(value, ast.Constant)}
    if declared.get("__title__") != PACKAGE or not isinstance(declared.get("__version__"), str):
        raise ExtractError("_version.py", 1, f"does not declare a version of {PACKAGE}")
    return str(declared["__version__"])


def dump(result: Extract) -> str:
    """JSON that diffs line by line between releases."""
    return json.dumps(result, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
