"""Folders and patterns: the files they mean. Links are followed, each folder is visited once, and what is left out is said."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import deque
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from typing import NamedTuple

_SEPARATORS = re.compile("[" + re.escape(os.sep + (os.altsep or "")) + "]")
_ANY_DEPTH = "**"

LeavesOut = Callable[[str, bool], bool]
"""Whether a path that was found is left out; the second argument says that it is a folder."""


def everything(path: str, is_folder: bool) -> bool:
    """Leaves nothing out."""
    return False


ENV = ".env"
"""The name and the ending of environment files, and what the names of their variants begin with."""


def is_env(name: str) -> bool:
    """Whether a name without its folder is that of an environment file: ``.env``, ``.env.example``, ``.envrc``."""
    return name == ENV or name.startswith((f"{ENV}.", f"{ENV}rc"))


class Skipped(NamedTuple):
    """A place that is left out, and why. ``unread`` says that something may stand there that nobody reads."""

    name: str
    reason: str
    unread: bool = True


class Listing(NamedTuple):
    """What stands in a folder: the names of folders (and whether each is a link), and the others.

    Of what begins with a dot, environment files only.
    """

    path: str
    folders: list[tuple[str, bool]]
    others: list[str]
    skipped: list[Skipped]


def unreadable(name: str, error: OSError) -> Skipped:
    """A place that the system refuses to show."""
    return Skipped(name, f"cannot be read ({error.strerror or error})")


def inside(folder: str, suffixes: tuple[str, ...], leaves_out: LeavesOut = everything) -> Iterator[str | Skipped]:
    """The files of a folder, at any depth, whose names end in one of the suffixes."""
    for found in _folders(folder, leaves_out):
        if isinstance(found, Skipped):
            yield found
            continue
        for name in found.others:
            path = os.path.join(found.path, name)
            if (name.lower().endswith(suffixes) or is_env(name)) and not leaves_out(path, False):
                yield from _file(path)


def matching(pattern: str, leaves_out: LeavesOut = everything) -> Iterator[str | Skipped]:
    """The files that a pattern matches: ``*``, ``?``, ``[a-z]`` in a name, and ``**`` for folders at any depth."""
    drive, tail = os.path.splitdrive(pattern)
    root = os.sep if _SEPARATORS.match(tail) else ""
    parts = tuple(part for part in _SEPARATORS.split(tail) if part)
    is_folder = _SEPARATORS.match(tail[-1:])  # what ends like a folder is no file
    return iter(()) if is_folder else _matched(drive + root, parts, leaves_out)


def _matched(base: str, parts: tuple[str, ...], leaves_out: LeavesOut) -> Iterator[str | Skipped]:
    """The files below a folder that match the parts of a pattern; the folder is the current one where its name is empty."""
    part, rest = parts[0], parts[1:]
    if part == _ANY_DEPTH:
        for found in _folders(base, leaves_out):
            if isinstance(found, Skipped):
                yield found
            elif rest:
                yield from _matched(found.path, rest, leaves_out)
            else:
                paths = (os.path.join(found.path, name) for name in found.others)
                yield from (entry for path in paths if not leaves_out(path, False) for entry in _file(path))
    elif any(char in part for char in "*?["):
        yield from _matched_names(base, part, rest, leaves_out)
    elif rest:
        yield from _matched(os.path.join(base, part), rest, leaves_out)
    else:
        yield from _file(os.path.join(base, part), must_exist=False)


def _matched_names(base: str, part: str, rest: tuple[str, ...], leaves_out: LeavesOut) -> Iterator[str | Skipped]:
    try:
        listing = _listed(base, hidden=part.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        yield unreadable(base or os.curdir, error)
        return
    names = [name for name, _ in listing.folders] if rest else listing.others
    yield from (skipped for skipped in listing.skipped if fnmatch(os.path.basename(skipped.name), part))
    for name in names:
        if fnmatch(name, part):
            path = os.path.join(base, name)
            if not leaves_out(path, bool(rest)):
                yield from _matched(path, rest, leaves_out) if rest else _file(path)


def _file(path: str, *, must_exist: bool = True) -> Iterator[str | Skipped]:
    """A path that is no folder, unless it leads to something without an end or without a content of its own."""
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        if must_exist:
            yield unreadable(path, error)
        return
    except OSError as error:
        yield unreadable(path, error)
        return
    if stat.S_ISREG(mode):
        yield path
    elif not stat.S_ISDIR(mode):
        kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
        yield Skipped(path, f"is {kind}, which is read only when it is named itself")


def _folders(top: str, leaves_out: LeavesOut) -> Iterator[Listing | Skipped]:
    """A folder and those below it, links after everything that is really there."""
    seen: set[tuple[int, int]] = set()
    pending: list[tuple[str, tuple[tuple[int, int], ...]]] = [(top, ())]
    links: deque[tuple[str, tuple[tuple[int, int], ...]]] = deque()
    while pending or links:
        path, around = pending.pop() if pending else links.popleft()
        try:
            status = os.stat(path or os.curdir)
            identity = status.st_dev, status.st_ino
            if identity in around:
                yield Skipped(path, "leads back to a folder that it stands in, which is read once", unread=False)
                continue
            if identity in seen:
                continue
            seen.add(identity)
            listing = _listed(path)
        except OSError as error:
            if path != top or not isinstance(error, (FileNotFoundError, NotADirectoryError)):
                yield unreadable(path or os.curdir, error)
            continue
        yield listing
        yield from listing.skipped
        for name, is_link in listing.folders:
            below = os.path.join(path, name)
            if not leaves_out(below, True):
                (links if is_link else pending).append((below, (*around, identity)))


def _listed(path: str, *, hidden: bool = False) -> Listing:
    """What stands in a folder.

    Raises:
        OSError: it cannot be read.
    """
    listing = Listing(path, [], [], [])
    with os.scandir(path or os.curdir) as entries:
        for entry in entries:
            if entry.name.startswith(".") and not (hidden or (is_env(entry.name) and entry.is_file())):
                continue
            try:
                is_folder = entry.is_dir()
            except OSError as error:
                is_folder = False  # a link: in a circle, which reading it says, or to where nobody may look
                if error.errno != errno.ELOOP:
                    listing.skipped.append(unreadable(os.path.join(path, entry.name), error))
                    continue
            if is_folder:
                listing.folders.append((entry.name, entry.is_symlink()))
            else:
                listing.others.append(entry.name)
    return listing
