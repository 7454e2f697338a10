"""How pins are written: requests with what is found in them, and the facts of a whole revision.

A finding is written as its rule, with ``?`` behind it when it is a warning, and with ``>value`` when its first fix
puts a value in place (``>-`` when it removes something, ``>!`` in front of a fix that is safe, ``>.`` when there is none).
Where two parameters clash, a fix that changes the other one names it: ``>n=1``, ``>-mask``. A fix that
renames a parameter says the new name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

GPT_1 = ("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-1.5-2025-12-16", "chatgpt-image-latest")
GPT_2 = ("gpt-image-2", "gpt-image-2-2026-04-21")
GPT_25 = ("gpt-image-2.5-flare", "gpt-image-2.5-flare-2026-09-08", "gpt-image-2.5-sunburst", "gpt-image-2.5-sunburst-2026-09-08")
GPT_26 = ("gpt-image-2.6-flare", "gpt-image-2.6-sunburst")
JSON = ("generate", "edit-json")
EDITS = ("edit", "edit-json")
GPT_OPERATIONS = ("generate", "edit", "edit-json")

PNG = {"format": "png", "bytes": 1000, "width": 512, "height": 512, "mode": "RGBA"}
PHOTO = {**PNG, "format": "jpeg", "mode": "RGB", "width": 640}
URL = {"image_url": "https://example.com/a.png"}


EVERY = "every current model"
"""What a request is checked as that names no model, where no document names a default."""


class Pin(NamedTuple):
    """A request and what is found in it, apart from the end of its model. ``model`` is what it is checked as."""

    operation: str
    request: dict[str, Any]
    found: str = ""
    model: str = ""


class End(NamedTuple):
    """The last days of a model: warned about before ``day`` (ISO) and called over from it on; ``replacement`` names models."""

    operation: str
    model: str
    day: str
    replacement: str


class Revision(NamedTuple):
    """What a revision says, a second time.

    Attributes:
        extends: the revision before, as the file names it.
        sources: the date of each document by its key.
        operations: method, path, SDK name and encoding.
        parameters: per operation and parameter the type (``!`` required, ``?`` nullable) and the default; ``quality of MODEL``
            where a model has another.
        models: family, snapshot of, released, deprecated, end, replacements.
        batch: method, operations, most requests, most bytes, end of the name.
        conflicts: the sources that disagree.
        responses: see ``compare``.
        response_sources: the sources of each response.
        citations: the sources of rows that rest on several documents, and what else no finding names, by their pointer.
        limits: where the limits of a finding come from: its operation, model and rule, then source and basis; of several, with `|`.
        numbers: limits that no request shows, by the same key.
        ends: the last days of models.
        requests: requests at both sides of each edge.
        refusals: the words of refusals, see ``refusals.py``.
    """

    extends: str
    sources: dict[str, str]
    operations: dict[str, tuple[str, ...]]
    parameters: dict[str, dict[str, str]]
    models: dict[str, tuple[str, ...]]
    batch: tuple[Any, ...]
    conflicts: dict[str, str]
    responses: dict[str, str]
    response_sources: dict[str, str]
    citations: dict[str, str]
    limits: dict[tuple[str, str, str], str]
    numbers: dict[tuple[str, str, str], dict[str, int]]
    ends: tuple[End, ...]
    requests: tuple[Pin, ...]
    refusals: dict[str, Any] = {}  # noqa: RUF012  # never changed


_CUMULATIVE = ("sources", "operations", "models", "conflicts", "responses", "response_sources", "refusals")


def after(before: Revision, **changes: Any) -> Revision:
    """The facts of a revision, from those of the one before: an entry that is ``None`` has ended.

    Requests, ends, citations, limits and numbers are about what the revision changes, and stand alone.
    """
    fresh: dict[str, Any] = {"citations": {}, "limits": {}, "numbers": {}, "ends": (), "requests": ()}
    for name in _CUMULATIVE:
        fresh[name] = merged(getattr(before, name), changes.pop(name, {}))
    own = changes.pop("parameters", {})
    fresh["parameters"] = {
        operation: merged(rows, own.get(operation, {})) for operation, rows in before.parameters.items() if operation in fresh["operations"]
    }
    return before._replace(**(fresh | changes))


def merged(before: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """One mapping with the entries of another in place; those that are ``None`` are left out."""
    return {key: value for key, value in (before | changes).items() if value is not None}


def declared(text: str) -> dict[str, str]:
    """Parameters written as ``name type default; ...``."""
    return {name: " ".join(rest) for name, *rest in (entry.split() for entry in text.split(";") if entry.strip())}


def base(operation: str, model: str) -> dict[str, Any]:
    """The smallest right request."""
    if operation == "variation":
        return {"model": model, "image": PNG}
    if operation == "tool":
        return {"model": model, "type": "image_generation"}
    source: dict[str, Any] = {"generate": {}, "edit": {"image": PNG}, "edit-json": {"images": [{"file_id": "file-1"}]}}[operation]
    return {"model": model, "prompt": "a red fox", **source}


def around(operation: str, model: str, name: str, good: list[Any], bad: list[Any], found: str) -> Iterator[Pin]:
    """Values of one parameter that pass, and values of which ``found`` is said."""
    for value in good:
        yield Pin(operation, {**base(operation, model), name: value})
    for value in bad:
        yield Pin(operation, {**base(operation, model), name: value}, found)


FREE_SIZES = {
    "auto": "",
    "1024x1024": "",
    "1536x864": "",
    "1024x640": "",  # 655,360 pixels
    "640x1024": "",
    "1023x640": "size.step>1024x640 size.pixels>1024x640",
    "1024x641": "size.step>1024x640",
    "1008x640": "size.pixels>1024x640",
    "816x816": "",
    "800x800": "size.pixels>816x816",
    "665x985": "size.step>672x992 size.pixels>672x992",  # 655,025 pixels
    "655361x1": "size.step>3840x1280 size.ratio>3840x1280 size.edge>3840x1280",
    "655359x1": "size.step>1440x480 size.ratio>1440x480 size.edge>1440x480 size.pixels>1440x480",
    "655360x1": "size.step>3840x1280 size.ratio>3840x1280 size.edge>3840x1280",
    "1440x480": "",  # exactly 3:1
    "480x1440": "",
    "1456x480": "size.ratio>1440x480",
    "480x1456": "size.ratio>480x1440",
    "3840x1280": "size.experimental?",
    "1280x3840": "size.experimental?",
    "3840x1264": "size.ratio>3840x1280",
    "3856x1296": "size.edge>3840x1296",
    "1296x3856": "size.edge>1296x3840",
    "3841x2000": "size.step>3840x2000 size.edge>3840x2000",
    "3839x2000": "size.step>3840x2000",
    "3840x2160": "size.experimental?",  # 8,294,400 pixels
    "2160x3840": "size.experimental?",
    "2880x2880": "size.experimental?",
    "3840x2161": "size.step>3840x2160 size.pixels>3840x2160",
    "2880x2896": "size.pixels>2864x2880",
    "8294400x1": "size.step>3840x1280 size.ratio>3840x1280 size.edge>3840x1280",
    "8294401x1": "size.step>3840x1280 size.ratio>3840x1280 size.edge>3840x1280 size.pixels>3840x1280",
    "2560x1440": "",  # 3,686,400 pixels
    "1440x2560": "",
    "1920x1920": "",
    "2576x1440": "size.experimental?",
    "2560x1456": "size.experimental?",
    "1936x1920": "size.experimental?",
    "1032x1024": "size.step>1040x1024",
    "1024X1024": "size.format>!1024x1024",
    "AUTO": "size.format>!auto",
    "square": "size.format",
    "": "size.format",
}


def free_sizes(operation: str, model: str, doubtful: bool = False, *, nullable: bool = True) -> Iterator[Pin]:
    """Sizes around every edge of the free ones; ``doubtful`` where every limit but the syntax is a warning."""
    for size, found in FREE_SIZES.items():
        said = " ".join(_warned(entry) for entry in found.split()) if doubtful else found
        yield Pin(operation, {**base(operation, model), "size": size}, said)
    yield Pin(operation, {**base(operation, model), "size": None}, "" if nullable else "size.type")


def _warned(entry: str) -> str:
    rule, arrow, fix = entry.partition(">")
    return entry if rule.endswith(("?", "format")) else f"{rule}?{arrow}{fix}"
