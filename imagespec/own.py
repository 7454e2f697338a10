"""Tables of one's own that were loaded: a file is compiled again only when it has changed, and the same bytes are one spec."""

from __future__ import annotations

import os
from collections import OrderedDict
from hashlib import sha256
from os import PathLike
from pathlib import Path
from stat import S_ISREG
from threading import RLock
from weakref import WeakValueDictionary

from imagespec.api import Handle
from imagespec.compile.runtime import load_path
from imagespec.report.errors import TableError
from imagespec.spec.document import LARGEST

_MOST = 16
"""The most tables that are kept although nobody else holds them."""

_lock = RLock()
_recent: OrderedDict[str, Handle] = OrderedDict()
_alive: WeakValueDictionary[str, Handle] = WeakValueDictionary()


def load_own(path: str | PathLike[str]) -> Handle:
    """The handle of a table file. The file is read at each call, and compiled where no table of the same bytes is in use.

    Raises:
        TableError: the file is no usable table.
    """
    place = Path(path).absolute()
    with _lock:
        content = _content(place)
        handle = _alive.get(content)
        if handle is None:
            engine, index, spec = load_path(path)
            handle = Handle(engine, index, spec, (_again, (str(place), content, spec().digest)))
        if content and content == _content(place):  # it was not replaced meanwhile
            _alive[content] = handle
            _recent[content] = handle
            _recent.move_to_end(content)
        while len(_recent) > _MOST:
            _recent.popitem(last=False)
        return handle


def _content(place: Path) -> str:
    """What the bytes of a table file come to, empty where there is no such file."""
    try:
        status = os.stat(place)
        return sha256(place.read_bytes()).hexdigest() if S_ISREG(status.st_mode) and status.st_size <= LARGEST else ""
    except (OSError, ValueError):
        return ""


def _again(place: str, content: str, digest: str) -> Handle:
    """The handle that was pickled.

    Raises:
        TableError: the file holds another table than the one that was pickled.
    """
    handle = _alive.get(content) or load_own(place)
    if handle.spec.digest != digest:
        raise TableError(place, 0, "holds another table than the one that was pickled", "load it anew, or put the file back")
    return handle
