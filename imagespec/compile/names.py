"""Names of packages."""

from __future__ import annotations

import sys
from keyword import iskeyword


def unimportable(name: str) -> str:
    """What keeps a package of a name from being imported, ``""`` when nothing does."""
    if not name.isidentifier():
        return "the name of the folder must be a Python name"
    if iskeyword(name):
        return f"{name} is a word of Python, and cannot be imported"
    if name == "imagespec" or name in sys.stdlib_module_names - {"test"}:
        return f"a package called {name} would hide the one that its own modules import"
    return ""
