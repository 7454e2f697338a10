"""``[tool.imagespec]`` in the nearest pyproject.toml: the defaults of the commands."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import click

from imagespec.cli.terminal import shown_path
from imagespec.values.text import visible


class Config(NamedTuple):
    """What a project declares.

    Attributes:
        spec: the revision to use by name, or the path of a YAML table, relative to the folder of the file.
        aliases: the project's own names for models.
        models: the models the project uses, for ``imagespec models --expiring``.
        select, ignore: rules to report only, or not at all.
        strict: whether warnings fail.
        today: an ISO date that stands for today.
    """

    spec: str = "openai"
    aliases: Mapping[str, str] = MappingProxyType({})
    models: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    today: str | None = None


_TYPES: dict[str, tuple[type, str]] = {
    "spec": (str, "text"), "aliases": (dict, "a table of text"), "models": (list, "a list of text"), "select": (list, "a list of text"),
    "ignore": (list, "a list of text"), "strict": (bool, "true or false"), "today": (str, "an ISO date in quotes"),
}  # fmt: skip


def configured(start: Path | None = None) -> Config:
    """The configuration of the folder a command runs in: of the nearest pyproject.toml that has one, going up.

    Raises:
        click.UsageError: the file cannot be read, or an entry is unknown or has the wrong type.
    """
    folder = (start or Path.cwd()).absolute()
    for place in (folder, *folder.parents):
        file = place / "pyproject.toml"
        if file.is_file() and (section := _section(file)) is not None:
            return _checked(file, section)
    return Config()


def _section(file: Path) -> dict[str, Any] | None:
    """The section of a file, ``None`` when it has none. A file that never names imagespec is not parsed."""
    try:
        text = file.read_text("utf-8")
        document = _parsed(text) if "imagespec" in text else {}
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{shown_path(str(file))}: cannot be read ({visible(str(error), 200)})") from None
    tool = document.get("tool")
    section = tool.get("imagespec") if isinstance(tool, dict) else None
    if section is not None and not isinstance(section, dict):
        raise click.UsageError(f"{shown_path(str(file))}: tool.imagespec is no table")
    return section


def _parsed(text: str) -> dict[str, Any]:
    """A TOML document.

    Raises:
        ValueError: it is none.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    return tomllib.loads(text)


def _checked(file: Path, section: dict[str, Any]) -> Config:
    values: dict[str, Any] = {}
    for key, value in section.items():
        where = f"{shown_path(str(file))}: tool.imagespec.{visible(key)}"
        if key not in _TYPES:
            raise click.UsageError(f"{where}: unknown key; use one of {', '.join(_TYPES)}")
        expected, words = _TYPES[key]
        entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if type(value) is not expected or not all(isinstance(entry, str) for entry in entries):
            raise click.UsageError(f"{where}: must be {words}")
        values[key] = tuple(value) if isinstance(value, list) else value
    spec = values.get("spec", "")
    if spec.endswith((".yaml", ".yml")):
        values["spec"] = str(file.parent / spec)
    return Config(**values)
