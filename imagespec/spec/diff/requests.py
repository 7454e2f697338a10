"""Requests around the limits of contracts: the smallest valid ones, and those that tell two contracts apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.kinds import Interaction, SameDimensions, Sheet
from imagespec.spec.diff.apart import told_apart
from imagespec.spec.diff.limits import Known, met
from imagespec.spec.diff.values import may_be_taken, valid_value
from imagespec.spec.model import Contract, Parameter

_ALIKE_HELPED = 3
"""Most texts that miss the same limits to try beside what an interaction asks for: alone, the others were tried."""

_HELPS = 4
"""Most sets of other values to try of those that one interaction may ask for."""


def base_request(contract: Contract) -> dict[str, Any]:
    """The smallest valid request of a contract."""
    return {**_base(contract)}


def _smallest(contract: Contract) -> dict[str, Any]:
    request: dict[str, Any] = {"model": contract.model}
    for parameter in contract.parameters:
        if parameter.required:
            request[parameter.name] = valid_value(parameter)
    return request


_base = Known(_smallest)


def parameter_requests(
    before: Contract, after: Contract, name: str, parameters: list[Parameter], judging: tuple[Contract, ...]
) -> Iterator[dict[str, Any]]:
    """Requests without the parameter, with values around its limits, and with what its interactions ask for.

    ``judging`` are the contracts that requests may be judged by.
    """
    base = {key: value for key, value in base_request(after).items() if key != name}
    yield base
    told = told_apart(judging, name, parameters) if parameters else (("a cat", 0),)
    yield from (base | {name: value} for value, _ in told)
    values = [value for value, alike in told if alike < _ALIKE_HELPED]
    if parameters and not any(
        isinstance(entry, Sheet) and name == entry.parameters[0] for entry in after.interactions + before.interactions
    ):
        values = [value for value in values if any(may_be_taken(parameter, value) for parameter in parameters)]
    for help_ in {repr(help_): help_ for help_ in (*_helpers(after, name), *_helpers(before, name))}.values():
        yield from (base | help_ | {name: value} for value in values)


def _helpers(contract: Contract, name: str) -> Iterator[dict[str, Any]]:
    """Values of other parameters that an interaction of this one may ask for, a few of each interaction."""
    seen: list[dict[str, Any]] = []
    for interaction in contract.interactions:
        found = 0
        for value, problems in met(interaction).samples if name in interaction.parameters else ():
            if problems:
                continue
            help_ = {other: entry for other, entry in value.items() if entry is not None and other != name}
            if help_ and help_ not in seen:
                seen.append(help_)
                yield help_
                found += 1
                if found == _HELPS:
                    break


def clashes(contract: Contract, interaction: Interaction) -> Iterator[dict[str, Any]]:
    """Values of the parameters of an interaction that break it."""
    if isinstance(interaction, SameDimensions):
        yield {interaction.of: {"width": 64, "height": 64}, interaction.like: {"width": 32, "height": 32}}
        return
    for value, problems in met(interaction).samples:
        if problems:
            yield {name: _filled(contract, name, entry) for name, entry in value.items() if entry is not None}


def _filled(contract: Contract, name: str, value: Any) -> Any:
    """A sample value in the shape its parameter has: presence is shown by any valid value."""
    parameter = next((entry for entry in contract.parameters if entry.name == name), None)
    if parameter and isinstance(value, bool) and parameter.type.name != "boolean":
        return valid_value(parameter)
    return value
