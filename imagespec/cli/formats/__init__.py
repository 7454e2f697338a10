"""The formats of findings, one file each. A format is written to while requests are read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imagespec.cli.formats.format import Format, Style

NAMES = ("text", "json", "jsonl", "github", "sarif", "junit", "gitlab", "markdown")

OF_EVERY_REQUEST = frozenset({"json", "junit"})
"""The formats that write requests without findings, too."""


def make(name: str, style: Style) -> Format:
    """The format of a name: the class ``Output`` of the module of that name."""
    output: Format = import_module(f"imagespec.cli.formats.{name}_").Output(style)
    return output
