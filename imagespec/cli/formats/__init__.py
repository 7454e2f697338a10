"""The formats of findings, one file each. A format is written to while requests are read."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from imagespec.cli.formats.format import Format

NAMES = ("text", "json", "jsonl")


def make(name: str, **options: Any) -> Format:
    """The format of a name: the class ``Output`` of the module of that name. Options are those of ``Output``."""
    output: Format = import_module(f"imagespec.cli.formats.{name}_").Output(**options)
    return output
