"""Two folders change places in one step, where the system has one."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2
"""The flag of both calls below."""


def swap(one: Path, other: Path) -> bool:
    """Exchange two paths, so that at no time one of them leads nowhere. Answers whether it was done."""
    sys.audit("os.rename", str(one), str(other), -1, -1)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(library.renamex_np(first, second, _EXCHANGE) == 0)
        return bool(library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):  # no such call, or no such library
        return False
