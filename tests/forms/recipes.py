"""The fenced examples of schemas/README.md."""

from __future__ import annotations

import re
from pathlib import Path

SCHEMAS = Path(__file__).parent.parent.parent / "schemas"
_FENCE = re.compile(r"^```(\w+) title=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def recipes() -> dict[str, str]:
    """Each example by its title."""
    return {title: text for _, title, text in _FENCE.findall((SCHEMAS / "README.md").read_text("utf-8"))}
