"""Requests as an example shows them: as JSON, or, where that is too long to read, as an expression of Python."""

from __future__ import annotations

import json
import re
from typing import Any

_LONGEST = 600
"""Most characters of an example as JSON."""

_RUN = 40
"""From how many equal characters on a text is written as a product."""

_MOST_ENTRIES = 3


def is_long(value: Any) -> bool:
    """Whether a request is too long to be shown as JSON."""
    return len(json.dumps(value, ensure_ascii=False)) > _LONGEST


def written(value: Any, indent: int | None = None) -> str:
    """The request as JSON, indented or in one line; a long one as Python, with ``"a" * 32001`` for a long text."""
    return python(value) if is_long(value) else json.dumps(value, ensure_ascii=False, indent=indent)


def python(value: Any) -> str:
    """A value as an expression of Python in which nothing long is spelt out."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_text(key)}: {python(entry)}' for key, entry in value.items())}}}"
    if isinstance(value, list):
        first = value[:1]
        if len(value) > _MOST_ENTRIES and value == first * len(value):
            return f"[{python(first[0])}] * {len(value)}"
        return f"[{', '.join(map(python, value))}]"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: str) -> str:
    """A text in quotes, its longest run of one character as a product."""
    run = max(re.finditer(r"(.)\1*", text, re.DOTALL), key=lambda found: found.end() - found.start(), default=None)
    if run is None or run.end() - run.start() < _RUN:
        return json.dumps(text, ensure_ascii=False)
    around = (text[: run.start()], text[run.end() :])
    before, after = (json.dumps(part, ensure_ascii=False) if part else "" for part in around)
    product = f"{json.dumps(run[1], ensure_ascii=False)} * {run.end() - run.start()}"
    return " + ".join(part for part in (before, product, after) if part)
