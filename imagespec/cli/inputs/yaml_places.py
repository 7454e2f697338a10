"""Where the values and keys of a YAML document stand, aliases and merge keys followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imagespec.cli.inputs.parsed import Locate, Place, Tokens


class Places:
    """The places of one document by path. A link leads from the path of a value to the path where it was written."""

    def __init__(self) -> None:
        self._values: dict[Tokens, Place] = {}
        self._first: dict[Tokens, Place] = {}
        self._keys: dict[Tokens, Place] = {}
        self._merging: set[Tokens] = set()
        self._links: dict[Tokens, Tokens] = {}

    def add(self, path: Tokens, place: Place) -> None:
        """Take the place of a value; of repeated keys, it is that of the last."""
        if path in self._values:
            self._first.setdefault(path, self._values[path])
        self._values[path] = place
        if self._links:
            self._links.pop(path, None)

    def add_key(self, path: Tokens, place: Place, *, merges: bool) -> None:
        """Take the place of a key."""
        self._keys[path] = place
        if merges:
            self._merging.add(path)

    def merges(self, path: Tokens) -> bool:
        """Whether a key says that its value is merged into the mapping."""
        return path in self._merging

    def link(self, path: Tokens, written: Tokens) -> None:
        """Note where the value of a path is written."""
        self._links[path] = written

    def of(self, path: Tokens) -> Place:
        """The place of what stands at a path itself."""
        return self._values[path]

    def target(self, path: Tokens) -> Tokens:
        """The path where a value is written."""
        found: Tokens = ()
        for token in path:
            found = self._followed((*found, token))
        return found

    def _followed(self, path: Tokens) -> Tokens:
        while path in self._links:
            path = self._links[path]
        return path

    def locator(self, prefix: Tokens, *, first: bool) -> Locate:
        """What finds the parts of the request at a path; ``first`` prefers the first of repeated keys."""

        def locate(tokens: Tokens, of_key: bool = False) -> Place:
            path = prefix + tokens
            if of_key and path:
                key = (*self.target(path[:-1]), path[-1])
                while key not in self._keys and key in self._links:
                    key = self._links[key]
                if key in self._keys:
                    return self._keys[key]
            path = self.target(path)
            while path not in self._values:
                path = path[:-1]
            return (self._first.get(path) if first else None) or self._values[path]

        return locate
