"""Values as they are written into YAML."""

from __future__ import annotations

import re
from typing import Any

from imagespec.cli.edits.difference import as_json

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z|[1-9][0-9]*x[1-9][0-9]*\Z")
"""Texts that every reader takes as text without quotes, but for ``_WORDS``."""

_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def written(value: Any, quotes: str = "") -> str:
    """A value in one line. ``quotes`` is the mark around the text that stood there before, empty for none."""
    if not isinstance(value, str) or quotes == '"':
        return as_json(value)
    if _PLAIN.match(value):
        if quotes == "'":
            return f"'{value}'"
        if value.lower() not in _WORDS:
            return value
    return as_json(value)
