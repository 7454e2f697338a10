"""The words by which requests are told: models, parameters with their values, and endpoint paths of one table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.engine.naming import meant

if TYPE_CHECKING:
    from imagespec.api import Handle

_VERSION = re.compile(r"(?<=[a-z])-[0-9].*|-latest\Z")
"""What follows the name of a family in the name of a model: ``-image-2.5-flare`` is of the family ``gpt-image``."""


class Parameter(NamedTuple):
    """A parameter of an operation: the texts that any model takes for it (none where it takes any), and the types by the table."""

    values: frozenset[str]
    types: frozenset[str]


class Vocabulary:
    """The words of one table. What is costly is loaded when it is first asked for."""

    def __init__(self, handle: Handle, aliases: Mapping[str, str] | None = None) -> None:
        """``aliases`` are the user's own names of models and patterns of them, as for ``check``."""
        self.handle = handle
        self.aliases: Mapping[str, str] = aliases or {}
        self._checks: Any = handle.engine.checks(next(iter(handle.engine.operations)))
        self.models: tuple[str, ...] = (*self._checks.MODELS, *sorted(self._checks.OTHERS))
        self._families = tuple({_VERSION.sub("", name) for name in self.models if _VERSION.search(name)})
        self._meant: dict[str, str] = {}

    def model(self, name: object) -> str:
        """The model of the table that a name means, also as an alias or behind a prefix; ``""`` for none."""
        if not isinstance(name, str) or not name or len(name) > 200:
            return ""
        if name not in self._meant:
            model = meant(name, self._checks, self.aliases or None)[0]
            self._meant[name] = model if model in self._checks.MODELS or model in self._checks.OTHERS else ""
        return self._meant[name]

    def is_of_family(self, name: object) -> bool:
        """Whether a name that the table does not know is one of a family that it knows, such as ``gpt-image-9``."""
        if not isinstance(name, str):
            return False
        bare = name.rpartition("/")[2].lower()
        return any(bare == family or bare.startswith(f"{family}-") for family in self._families)

    @property
    def families(self) -> tuple[str, ...]:
        """The names that models begin with: ``gpt-image``, ``dall-e``."""
        return self._families

    @property
    def operations(self) -> Iterable[str]:
        """The operations of the table."""
        return self.handle.engine.operations

    @cached_property
    def parameters(self) -> dict[str, dict[str, Parameter]]:
        """The parameters of each operation, ``model`` not among them."""
        return {
            operation: {name: Parameter(frozenset(values), frozenset(types)) for name, (values, types) in parameters.items()}
            for operation, parameters in self.handle.engine.parameters().items()
        }

    @cached_property
    def every(self) -> dict[str, Parameter]:
        """The parameters of all operations; one of several operations takes the values of all."""
        found: dict[str, Parameter] = {}
        for parameters in self.parameters.values():
            for name, (values, types) in parameters.items():
                known = found.get(name, Parameter(frozenset(), frozenset()))
                found[name] = Parameter(known.values | values, known.types | types)
        return found
