"""Forms in Chromium: what is typed into them, and what the engine says of what they send."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from imagespec.api import Handle
from imagespec.compile.forms.fields import shown
from imagespec.compile.forms.ui import ui_schema
from imagespec.compile.json_schema import json_schema
from imagespec.compile.words import model_label
from imagespec.spec.model import Parameter
from tests.support.requests import takes, values

Job = dict[str, Any]
Result = dict[str, Any]
Drive = Callable[..., list[Result]]
"""Run jobs in the browser, given the forms by name."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

_PICKED = re.compile(r"data:([^;,]*);name=([^;,]*);base64,(.*)", re.DOTALL)
_LONGEST = 40_000
_LOOKS = {
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff\xe0"),
    "webp": ("image/webp", b"RIFF\0\0\0\0WEBP"),
    "gif": ("image/gif", b"GIF89a"),
}


def executable() -> str:
    """The browser of this machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, f"no browser: install one of {', '.join(BROWSERS)}"
    return found


def form(handle: Handle, operation: str) -> dict[str, Any]:
    """The form of an operation with its uiSchema, and what may be filled in."""
    spec = handle.spec
    schema = json_schema(spec, operation, None, "form", "draft-07")
    return {
        "schema": schema,
        "uiSchema": ui_schema(spec, spec.operations[operation]),
        "samples": samples(handle, operation),
        "files": FILES,
    }


def label(handle: Handle, model: str) -> str:
    """A model as the form lists it."""
    return model_label(handle.spec, model)


def samples(handle: Handle, operation: str) -> dict[str, dict[str, list[Any]]]:
    """What may be typed into a field: ``good`` values of some model, those ``common`` to all, and ``edge`` all around the limits."""
    every: dict[str, list[Parameter]] = {}

    def collect(parameter: Parameter) -> None:
        for inner in (*parameter.fields, *([parameter.item] if parameter.item else [])):
            collect(inner)
        every.setdefault(parameter.name, []).append(parameter)

    for model in handle.operations[operation].models:
        for parameter in shown(handle.spec.contract(operation, model)):
            collect(parameter)
    return {name: _around(found) for name, found in every.items()}


def _around(found: list[Parameter]) -> dict[str, list[Any]]:
    entry: dict[str, list[Any]] = {"good": [], "edge": []}
    for parameter in found:
        for name, some in zip(("good", "edge"), values(parameter), strict=True):
            typed = [v for v in some if type(v) in (str, int) and len(str(v)) < _LONGEST and "\0" not in str(v) and v != ""]
            entry[name] += [value for value in (typed[:12] if name == "good" else typed) if value not in entry[name]]
    common = [value for value in entry["good"] if all(takes(parameter, value) for parameter in found)]
    return {**entry, "common": common or entry["good"]}


def file(name: str, looks: str, size: int = 60, type_: str | None = None) -> dict[str, str]:
    """A file to pick: of a format by its first bytes, and by its content type where none is given."""
    media, start = _LOOKS[looks]
    return {"name": name, "type": media if type_ is None else type_, "bytes": base64.b64encode(start.ljust(size, b"\0")).decode()}


FILES = {
    "good": [[file("a photo.png", "png")], [file("b;c,d.png", "png"), file("e.png", "png", 90)]],
    "edge": [
        [],
        [file("a.gif", "gif")], [file("a.png", "gif")], [file("a.png", "png", type_="text/plain")], [file("a", "png", type_="")],
        [file("b.jpg", "jpeg")], [file("c.webp", "webp")], [file("c.png", "webp", type_="image/png")],
        [file("large.png", "png", 4_900)], [file("large.png", "png", 5_000)], [file("\u00fc.png", "png")],
        [file(f"{number}.png", "png") for number in range(17)],
    ],
}  # fmt: skip
"""Files that every upload takes, and files around its limits."""


def sent(value: Any) -> Any:
    """What a form holds as it would be sent: a picked file, which it holds as a data URL with its name, is uploaded."""
    if isinstance(value, dict):
        return {key: sent(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [sent(entry) for entry in value]
    picked = _PICKED.fullmatch(value) if isinstance(value, str) else None
    if picked:
        media, name, content = picked.groups()
        return name, base64.b64decode(content), media
    return value


def requested(handle: Handle, operation: str, step: Result) -> Any:
    """What a form holds as the request that it makes."""
    data = json.loads(json.dumps(step["data"]))
    return sent(data) if handle.operations[operation].encoding == "multipart" else data


def judge(handle: Handle, operation: str, step: Result) -> str:
    """What is wrong with one submission, ``""`` where nothing is."""
    data = requested(handle, operation, step)
    valid = handle.is_valid(data, operation)
    shown_ = step["browser"] or step["errors"]
    if step["accepted"] is not valid:
        rules = [d.rule for d in handle.check(data, operation).errors]
        return f"form {step['accepted']}, engine {valid} {rules}: {shown_} {str(data)[:400]}"
    if step["unseen"]:
        return f"sent, and no field shows it: {step['unseen']} {str(data)[:400]}"
    return "" if step["accepted"] or shown_ else f"refused without an error: {str(data)[:400]}"


_JARGON = re.compile(r"is not right|schema|oneOf|anyOf|allOf|must NOT|\\|\[\^|\(\?|\{\d|\^|boolean", re.IGNORECASE)


def unsayable(handle: Handle, operation: str, step: Result) -> list[str]:
    """What a person sees that is no plain sentence, is said more than once, or beside more sentences than there are mistakes."""
    said: Sequence[str] = step["errors"]
    found = [text for text in {*said, *step["page"]} if _JARGON.search(text) or not text.endswith(".")]
    found += [text for text in said if said.count(text) > 1]
    mistakes = {d.pointer for d in handle.check(requested(handle, operation, step), operation).errors}
    return found + ([f"{len(said)} sentences for {sorted(mistakes)}: {said}"] if len(said) > len(mistakes) else [])


def faults(handle: Handle, jobs: Sequence[Job], results: Sequence[Result]) -> list[str]:
    """Everything that is wrong with what jobs came to, each with the job that shows it."""
    found = []
    for job, result in zip(jobs, results, strict=True):
        found += [f"{job}: {fault}" for fault in result.get("faults", ())]
        for step in result["steps"]:
            if fault := judge(handle, job["form"], step):
                found.append(f"{job}: {fault}")
            if job["dressed"] and (texts := unsayable(handle, job["form"], step)):
                found.append(f"{job}: {texts}")
    return found


def written(jobs: Sequence[Job], forms: dict[str, Any], browser: str, folder: Path, pages: int) -> Path:
    """The jobs as a file for the driver."""
    path = folder / "jobs.json"
    path.write_text(json.dumps({"executable": browser, "forms": forms, "jobs": jobs, "pages": pages}), "utf-8")
    return path
