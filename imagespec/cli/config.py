"""``[tool.imagespec]`` in the nearest pyproject.toml: the defaults of the commands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from imagespec.cli import pyproject
from imagespec.cli.failure import Failure
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
        file: where it is declared, ``None`` for nowhere.
    """

    spec: str = "openai"
    aliases: Mapping[str, str] = MappingProxyType({})
    models: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    today: str | None = None
    file: Path | None = None

    @property
    def shown(self) -> str:
        """The name of the file as seen from the working directory."""
        return shown_path(os.path.relpath(self.file)) if self.file else ""

    def where(self, key: str) -> str:
        """The place of an entry, for what is wrong with it."""
        return f"{self.shown}: tool.imagespec.{key}"


_TYPES: dict[str, tuple[type, str]] = {
    "spec": (str, "text"), "aliases": (dict, "a table of text"), "models": (list, "a list of text"), "select": (list, "a list of text"),
    "ignore": (list, "a list of text"), "strict": (bool, "true or false"), "today": (str, "an ISO date in quotes"),
}  # fmt: skip


def configured(start: Path | None = None) -> Config:
    """The configuration of the folder a command runs in: of the nearest pyproject.toml that has one, up to the project's root.

    The root is the first folder with a ``.git`` or with a pyproject.toml that has a ``[project]``.

    Raises:
        Failure: the file cannot be read, or an entry is unknown or has the wrong type.
    """
    try:
        folder = (start or Path.cwd()).absolute()
    except OSError as error:
        raise Failure(f"the working directory cannot be read ({error.strerror}); change to one that exists") from None
    for place in (folder, *folder.parents):
        file = place / "pyproject.toml"
        found = pyproject.read(file)
        if found.section is not None:
            return _checked(file, found.section)
        if found.is_root or os.path.lexists(place / ".git"):
            break
    return Config()


def _checked(file: Path, section: Mapping[str, Any]) -> Config:
    values: dict[str, Any] = {"file": file}
    empty = Config(file=file)
    for key, value in section.items():
        where = empty.where(visible(key))
        if key not in _TYPES:
            raise Failure(f"{where}: unknown key; use one of {', '.join(_TYPES)}")
        expected, words = _TYPES[key]
        entries = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
        if type(value) is not expected or not all(isinstance(entry, str) for entry in entries):
            raise Failure(f"{where}: must be {words}")
        if "" in entries or value == "":
            raise Failure(f"{where}: must not be empty")
        values[key] = tuple(value) if isinstance(value, list) else value
    spec = values.get("spec", "")
    if spec.endswith((".yaml", ".yml")):
        values["spec"] = str(file.parent / spec)
    return Config(**values)
