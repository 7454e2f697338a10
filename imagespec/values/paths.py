"""Paths of uploads: whether a file is there."""

from __future__ import annotations

from imagespec.values.opaque import is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def lacks(path: Any) -> tuple[str, str]:
    """What is wrong with a path that leads to no file, empty where nothing is, and the path as text.

    Asks the file system for the kind of thing that stands there and reads nothing. What it refuses to tell is not held
    against the path.
    """
    from os import fspath, stat
    from stat import S_ISDIR

    text: Any = ""
    try:
        text = fspath(path)
        mode = stat(text).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        wrong = "a path to no file"
    except Exception:
        return "", ""
    else:
        wrong = "a path to a folder" if S_ISDIR(mode) else ""
    return wrong, str.__str__(text) if is_a(text, str) else ""
