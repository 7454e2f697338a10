"""``imagespec.toml``, or ``[tool.imagespec]`` in a pyproject.toml: the defaults of the commands, from the nearest to each file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli import pyproject
from imagespec.cli.failure import Failure
from imagespec.cli.terminal import shown_path
from imagespec.values.names import remedy
from imagespec.values.text import visible

if TYPE_CHECKING:
    from os import PathLike

_NONE: Mapping[str, Any] = MappingProxyType({})


class Config(NamedTuple):
    """What a project declares.

    Attributes:
        spec: the revision to use by name, or the path of a YAML table, relative to the folder of the file.
        aliases: the project's own names for models.
        models: the models the project uses, for ``imagespec models --expiring``.
        model, operation: those of requests that do not say themselves.
        select, ignore: rules to report only, or not at all.
        error, warn: rules that are errors or warnings whatever the table says.
        per_file_ignores: rules that are not reported for files, by patterns of their paths from the folder of the file.
        per_custom_id_ignores: rules that are not reported for batch lines, by patterns of their custom_id.
        ignore_keys: keys that the sender strips, or patterns of them; they are not checked.
        exclude: patterns of paths that are not read in folders, as .gitignore has them.
        respect_gitignore: whether .gitignore leaves out files of folders.
        strict: whether warnings fail.
        today: an ISO date that stands for today.
        file: the path of the file that declares it, empty for none.
    """

    spec: str = "openai"
    aliases: Mapping[str, str] = _NONE
    models: tuple[str, ...] = ()
    model: str | None = None
    operation: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = _NONE
    per_custom_id_ignores: Mapping[str, tuple[str, ...]] = _NONE
    ignore_keys: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    strict: bool = False
    today: str | None = None
    file: str = ""

    @property
    def shown(self) -> str:
        """The name of the file as seen from the working directory."""
        return shown_path(os.path.relpath(self.file)) if self.file else ""

    def where(self, key: str) -> str:
        """The place of an entry, for what is wrong with it."""
        section = "" if os.path.basename(self.file) == pyproject.OWN_FILE else "tool.imagespec."
        return f"{self.shown}: {section}{key}"


_TEXTS = (list, "a list of text")
_TYPES: dict[str, tuple[type, str]] = {
    "spec": (str, "text"), "aliases": (dict, "a table of text"), "models": _TEXTS, "model": (str, "text"), "operation": (str, "text"),
    "select": _TEXTS, "ignore": _TEXTS, "error": _TEXTS, "warn": _TEXTS,
    "per-file-ignores": (dict, "a table of lists of text"), "per-custom-id-ignores": (dict, "a table of lists of text"),
    "ignore-keys": _TEXTS, "exclude": _TEXTS, "respect-gitignore": (bool, "true or false"), "strict": (bool, "true or false"),
    "today": (str, "an ISO date in quotes"),
}  # fmt: skip
_OF_LISTS = ("per-file-ignores", "per-custom-id-ignores")


class Configs:
    """The configurations of files: for each the nearest, up to the project's root; else that of the working directory.

    The root is the first folder with a ``.git`` or with a pyproject.toml that has a ``[project]``.
    """

    def __init__(self, start: str | PathLike[str] = "") -> None:
        self._nearest: dict[str, Config | None] = {}
        self.here = self._of_folder(os.path.abspath(start) if start else _working_directory()) or Config()

    def of(self, file: str) -> Config:
        """The configuration of a file, which need not exist; of standard input that of the working directory.

        Raises:
            Failure: it cannot be read, or an entry is unknown or has the wrong type.
        """
        if file == "-":
            return self.here
        return self._of_folder(os.path.dirname(os.path.abspath(file))) or self.here

    def _of_folder(self, folder: str) -> Config | None:
        if folder not in self._nearest:
            found, is_root = _declared(folder)
            around = os.path.dirname(folder)
            outside = is_root or around == folder
            self._nearest[folder] = found or (None if outside else self._of_folder(around))
        return self._nearest[folder]


def configured(start: str | PathLike[str] = "") -> Config:
    """The configuration of a folder, by default of the one a command runs in.

    Raises:
        Failure: the file cannot be read, or an entry is unknown or has the wrong type.
    """
    return Configs(start).here


def _working_directory() -> str:
    try:
        return os.getcwd()
    except OSError as error:
        raise Failure(f"the working directory cannot be read ({error.strerror}); change to one that exists") from None


def _declared(folder: str) -> tuple[Config | None, bool]:
    """What a folder declares itself, and whether it is the root of a project."""
    for name in (pyproject.OWN_FILE, "pyproject.toml"):
        file = os.path.join(folder, name)
        found = pyproject.read(file)
        if found.section is not None:
            return _checked(file, found.section), True
    return None, found.is_root or os.path.lexists(os.path.join(folder, ".git"))


def _checked(file: str, section: Mapping[str, Any]) -> Config:
    values: dict[str, Any] = {"file": file}
    empty = Config(file=file)
    for key, value in section.items():
        where = empty.where(visible(key))
        if key not in _TYPES:
            near = remedy(key, _TYPES, f"use one of {', '.join(_TYPES)}")
            raise Failure(f"{where}: unknown key; {near}")
        values[key.replace("-", "_")] = _value(key, value, where)
    spec = values.get("spec", "")
    if spec.endswith((".yaml", ".yml")):
        from pathlib import Path  # slow to load, and seldom needed

        values["spec"] = str(Path(file).parent / spec)
    return Config(**values)


def _value(key: str, value: Any, where: str) -> Any:
    """The value of a key, with tuples for lists.

    Raises:
        Failure: it has the wrong type, or holds an empty text.
    """
    expected, words = _TYPES[key]
    names: list[str] = [*value] if isinstance(value, dict) else []
    entries: list[Any] = [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    of_lists = key in _OF_LISTS and isinstance(value, dict)
    texts = [text for entry in entries if isinstance(entry, list) for text in entry] if of_lists else entries
    is_right = type(value) is expected and (not of_lists or all(isinstance(entry, list) for entry in entries))
    if not is_right or not all(isinstance(text, str) for text in texts):
        raise Failure(f"{where}: must be {words}")
    if "" in [*names, *texts] or value == "":
        raise Failure(f"{where}: must not be empty")
    if of_lists:
        return {name: tuple(entry) for name, entry in zip(names, entries, strict=True)}
    return tuple(value) if isinstance(value, list) else value
