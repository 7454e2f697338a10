"""Which operation is meant: by an address or an SDK name, or by the keys of a request."""

from __future__ import annotations

from imagespec.values.names import remedy
from imagespec.values.opaque import is_omitted
from imagespec.values.plain import plain
from imagespec.values.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from typing import Any

_WRAPPERS = frozenset({"with_raw_response", "with_streaming_response"})
"""Parts of the name of an SDK call that say how the answer is read."""

_IMAGE = ("image", "image[]", "image[0]", "image[1]")
"""Fields of forms with images to change; gateways count them from 0, and some from 1."""


def named(name: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The operations that a name means, none where it means nothing.

    Args:
        name: a name, or an address or SDK name around one: ``https://host/openai/deployments/d/images/edits?api-version=1``,
            ``images/generations/``, ``client.images.edit``.
        known: the operations of each name of the table: those of operations, endpoint paths such as
            ``/v1/images/edits``, and SDK names such as ``images.edit``.
    """
    text = name.strip()
    if "/" in text:
        place = "/" + text.partition("://")[2].partition("/")[2] if "://" in text else text.rpartition(" ")[2]
        place = "/" + place.partition("?")[0].partition("#")[0].strip("/")
        found = [key for key in known if "/" in key and f"{place}/".endswith(f"{_unversioned(key)}/")]
    else:
        parts = [part for part in text.removesuffix("()").split(".") if part not in _WRAPPERS]
        found = [key for key in known if "." in key and parts[-key.count(".") - 1 :] == key.split(".")]
    return known[max(found, key=len)] if found else ()


def _unversioned(path: str) -> str:
    """An endpoint path without the version before it, which gateways and deployments leave out or replace."""
    head, slash, rest = path.strip("/").partition("/")
    return f"/{rest}" if slash and head[:1] == "v" and head[1:].isdigit() else f"/{path.strip('/')}"


def inferred(keys: Container[object], operations: Iterable[str]) -> str:
    """The operation that the keys of a request speak for, among those of a table."""
    names: tuple[str, ...] = ("generate",)
    if "images" in keys:
        names = ("edit-json", "edit")
    elif any(name in keys for name in _IMAGE):
        names = ("edit", "variation") if "prompt" in keys else ("variation", "edit")
    elif "type" in keys and "prompt" not in keys:
        names = ("tool", "generate")
    known = tuple(operations)
    return next((name for name in names if name in known), known[0])


def sent_keys(request: object) -> frozenset[Any]:
    """The keys that a request sends; none of anything but an object."""
    try:
        entries: Any = request if type(request) is dict else plain(request, 1)
        return frozenset(key for key, value in entries.items() if type(key) is str and not is_omitted(value))
    except Exception:  # no object, or one that changes under the hands
        return frozenset()


def names_model(request: object) -> bool:
    """Whether a request names a model."""
    entries: Any = plain(request, 1)
    return type(entries) is dict and entries.get("model") is not None


def no_operation(name: object, known: Iterable[str]) -> str:
    """The sentence about a name that means no operation."""
    return f"no operation '{visible(str(name))}'; {remedy(str(name), known)}"
