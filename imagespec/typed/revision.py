"""The revision that generated classes belong to."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imagespec.api import Handle


class Revision:
    """The revision that a module of request classes belongs to, loaded when first needed."""

    def __init__(self, name: str, package: str | None) -> None:
        self.name = name
        self._package = package
        self._handle: Handle | None = None
        self._models: dict[str, dict[str, tuple[Any, ...]]] = {}

    @property
    def handle(self) -> Handle:
        """The checks of the revision."""
        if self._handle is None:
            from imagespec.api import load

            front = import_module(self._package) if self._package else None
            own: Handle = getattr(front, "_handle", None) or load(self.name)
            self._handle = own
        return self._handle

    @handle.setter
    def handle(self, handle: Handle) -> None:
        if handle is not self._handle:
            self._handle = handle
            self._models = {}

    def models(self, operation: str) -> Mapping[str, tuple[Any, ...]]:
        """What is compiled for each model of an operation; the verdict function comes first."""
        try:
            return self._models[operation]
        except KeyError:
            found: dict[str, tuple[Any, ...]] = self.handle.engine.checks(operation).MODELS
            return self._models.setdefault(operation, found)
