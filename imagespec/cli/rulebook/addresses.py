"""Where the page of a rule stands: ``docs/rules`` of the repository."""

from __future__ import annotations

from functools import lru_cache

import imagespec
from imagespec.cli import catalogue

REPOSITORY = "https://github.com/imagespec/imagespec"
"""The address of the project, the one of ``[project.urls]`` in its pyproject.toml."""

FOLDER = f"{REPOSITORY}/blob/main/docs/rules"
"""Where the pages are read."""

ANY = f"{FOLDER}/RULE.md"
"""How the address of a page is made from the name of its rule."""


@lru_cache(1024)
def page(rule: str) -> str:
    """The address of the page of a rule; empty for a rule of the user's own table, which has none."""
    known = rule in catalogue.RULES or rule in imagespec.load().rules
    return f"{FOLDER}/{_quoted(rule)}.md" if known else ""


def _quoted(rule: str) -> str:
    """The name of a rule as part of an address."""
    if rule.isascii() and rule.translate(_PLAIN).isalnum():
        return rule
    from urllib.parse import quote  # slow to load, and needed for few

    return quote(rule)


_PLAIN = str.maketrans("", "", "._-")
