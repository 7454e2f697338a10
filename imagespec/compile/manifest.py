"""The manifest of a folder of generated files: each file with the digest of its content, its own entry included.

It decides which files of a folder are generated and as they were generated. A manifest that was changed lists nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

KEY = "sha256"
"""Where the digests stand in a manifest, by the path of the file."""


def sealed(name: str, content: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    """The content of a manifest called ``name``, with the digests of the files, and of itself under its own name."""
    whole = {**content, KEY: {path: digest(text.encode("utf-8")) for path, text in files.items()}}
    return {**whole, KEY: {**whole[KEY], name: _own_digest(whole)}}


def listed(name: str, text: str) -> dict[str, str]:
    """The digests that a manifest lists by path, without its own entry; none where it was changed or is no manifest."""
    try:
        content = json.loads(text)
        digests = {**content[KEY]}
        own = digests.pop(name)
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    intact = own == _own_digest({**content, KEY: digests})
    return {path: value for path, value in digests.items() if _is_inside(path)} if intact else {}


def digest(content: bytes) -> str:
    """The digest of a file, whichever line ends an editor or a version control system has given it."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _own_digest(content: Mapping[str, Any]) -> str:
    return digest(json.dumps(content, sort_keys=True).encode("utf-8"))


def _is_inside(path: str) -> bool:
    """Whether a path leads from a folder to something in it."""
    return not {"", ".", ".."} & {*path.split("/")} and not any(char in path for char in "\\:\0")
