"""A file is written whole or not at all, and what keeps it from that is said in one sentence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from imagespec.cli.failure import Failure
from imagespec.cli.terminal import shown_path

if TYPE_CHECKING:
    from pathlib import Path

_NAMED = 5
"""Most files that a refusal names."""


class Occupied(Exception):
    """What was not generated, or was changed since, is where generated files belong.

    Attributes:
        names: it, by its path in the folder.
    """

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__("not generated")
        self.names = sorted(names)


@contextmanager
def reported(output: str) -> Iterator[None]:
    """Say why an output cannot be written.

    Raises:
        Failure: in the place of ``Occupied`` and ``OSError``.
    """
    try:
        yield
    except Occupied as found:
        named = ", ".join(map(shown_path, found.names[:_NAMED]))
        more = f" and {len(found.names) - _NAMED:,} more" if len(found.names) > _NAMED else ""
        problem = f"holds {named}{more}, not written by this command or changed since"
        raise Failure(f"{shown_path(output)}: {problem}; move that away, or name another folder") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Failure(f"{shown_path(output)}: cannot be written ({reason})") from None


def write_whole(path: Path, content: str | bytes) -> None:
    """Put a file in the place of another, which stays as it was when that fails or the process is stopped.

    Links are followed, and the mode and owner of an earlier file are kept. What is no regular file, such as a pipe, is
    written in place.

    Args:
        path: the file, in a folder that exists.
        content: UTF-8 is written of a text, line ends as they are.

    Raises:
        OSError: the file cannot be written, or only as a file of another owner.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    import tempfile  # slow to load, as what it loads
    from pathlib import Path

    path = path.resolve()
    with tempfile.TemporaryDirectory(prefix=shelter_prefix(path), dir=path.parent) as shelter:
        draft = Path(shelter) / "new"
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            same_access(path, draft)
        os.replace(draft, path)


def write_each(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write new files into a folder, which may be missing, by their paths in it."""
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def same_access(source: Path, target: Path) -> None:
    """Give a file or folder the owner, mode and attributes of another.

    Raises:
        OSError: the owner cannot be the same.
    """
    from shutil import copystat  # loads what packs archives

    was, now = source.stat(), target.stat()
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        os.chown(target, was.st_uid, was.st_gid)
    copystat(source, target)
    os.utime(target)


def shelter_prefix(path: Path) -> str:
    """How the name of a folder begins in which something is made that will stand at a path."""
    return f".{path.name[:50]}-"
