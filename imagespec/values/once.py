"""What is made once, whichever threads ask for it at the same time."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import RLock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """A function of a name that is called once for each name. A name that is made takes no lock any more; an error is not kept.

    A thread that makes one name may ask for others that never lead back to it.
    """

    def __init__(self, make: Callable[[str], T]) -> None:
        self.__doc__ = make.__doc__
        self._make = make
        self._made: dict[str, T] = {}
        self._locks: dict[str, RLock] = {}
        if hasattr(os, "register_at_fork"):  # a child has none of the threads that held them
            os.register_at_fork(after_in_child=self._locks.clear)

    def __call__(self, name: str) -> T:
        try:
            return self._made[name]
        except KeyError:
            pass
        with self._locks.setdefault(name, RLock()):
            if name not in self._made:
                self._made[name] = self._make(name)
            return self._made[name]

    def cache_clear(self) -> None:
        """Forget what was made."""
        self._made.clear()
