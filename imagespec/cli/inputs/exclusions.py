"""What is left out of folders and patterns: excluded paths, and what .gitignore says. What is named itself is always read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from imagespec.cli.inputs.walk import LeavesOut

GITIGNORE = ".gitignore"


class Patterns(NamedTuple):
    """Patterns as .gitignore has them, of paths below a folder; ``name`` is how they are called in a summary."""

    folder: str
    spec: GitIgnoreSpec
    name: str

    def says(self, path: str, is_folder: bool) -> bool | None:
        """Whether a path is left out; ``None`` where the patterns say nothing about it."""
        relative = os.path.relpath(path, self.folder).replace(os.sep, "/")
        if relative == "." or relative.startswith("../"):
            return None
        return self.spec.check_file(relative + "/" * is_folder).include


def patterns(folder: str, lines: Iterable[str], name: str) -> Patterns:
    """Patterns of a folder.

    Raises:
        ValueError: a line is no pattern.
    """
    from pathspec import GitIgnoreSpec  # not needed where nothing is left out

    return Patterns(os.path.abspath(folder), GitIgnoreSpec.from_lines(lines), name)


class Exclusions:
    """Tells of each path in a folder whether it is left out.

    Attributes:
        left_out: how many paths were, by what left them out.
    """

    def __init__(
        self, excluded: Iterable[Patterns], configured: Callable[[str], Patterns | None], gitignore: Callable[[str], bool]
    ) -> None:
        """``configured`` and ``gitignore`` say for a path what its configuration excludes, and whether .gitignore counts there."""
        self._excluded = tuple(excluded)
        self._configured, self._gitignore = configured, gitignore
        self._of_folder: dict[str, tuple[Patterns, ...] | None] = {}
        self.left_out: Counter[str] = Counter()

    @property
    def total(self) -> int:
        """How many paths were left out."""
        return sum(self.left_out.values())

    def below(self, folder: str) -> LeavesOut:
        """What tells of the paths in a folder. Patterns that leave out the folder itself do not count: it was named."""
        place = os.path.abspath(folder)
        unheard = {id(found) for found in self._sources(place) if found.says(place, True)} if folder else set()

        def leaves_out(path: str, is_folder: bool) -> bool:
            place = os.path.abspath(path)
            for found in self._sources(place):
                said = None if id(found) in unheard else found.says(place, is_folder)
                if said:
                    self.left_out[found.name] += 1
                    return True
                if said is False and found.name == GITIGNORE:
                    break  # the nearest word counts
            return False

        return leaves_out

    def _sources(self, place: str) -> Iterator[Patterns]:
        yield from self._excluded
        configured = self._configured(place)
        if configured:
            yield configured
        if self._gitignore(place):
            yield from self._of(os.path.dirname(place)) or ()

    def _of(self, folder: str) -> tuple[Patterns, ...] | None:
        """The patterns of .gitignore that hold in a folder, the nearest first; ``None`` outside of a repository."""
        if folder not in self._of_folder:
            if os.path.lexists(os.path.join(folder, ".git")):
                around: tuple[Patterns, ...] | None = (*_read(folder, os.path.join(".git", "info", "exclude")),)
            else:
                parent = os.path.dirname(folder)
                around = None if parent == folder else self._of(parent)
            self._of_folder[folder] = None if around is None else (*_read(folder, GITIGNORE), *around)
        return self._of_folder[folder]


def _read(folder: str, file: str) -> Iterator[Patterns]:
    """The patterns of a file; one that is not there or cannot be read leaves nothing out."""
    try:
        with open(os.path.join(folder, file), encoding="utf-8", errors="replace") as stream:
            text = stream.read()
        yield patterns(folder, text.splitlines(), GITIGNORE)
    except (OSError, ValueError):
        return
