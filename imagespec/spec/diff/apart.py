"""Which texts contracts tell apart: of those that they do not, one shows what all would."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from imagespec.kinds import Sheet, Together
from imagespec.kinds.interaction import Condition
from imagespec.kinds.kind import Kind
from imagespec.spec.diff.limits import Kept, Known, anyway, reader, unsourced
from imagespec.spec.diff.telling import Told, telling
from imagespec.spec.model import Contract, Parameter


def told_apart(contracts: tuple[Contract, ...], name: str, parameters: Iterable[Parameter]) -> Told:
    """The values around the limits of a parameter, of texts that nothing in some contracts tells apart the first.

    Such texts are judged alike beside whatever other values.
    """
    told, key = telling(tuple(parameters)), _key(contracts, name)
    if key is None:
        return told
    seen: set[Hashable] = set()
    kept = []
    for value, alike in told:
        if value.__class__ is str:
            known = key(value)
            if known in seen:
                continue
            seen.add(known)
        kept.append((value, alike))
    return tuple(kept)


def _key(contracts: tuple[Contract, ...], name: str) -> Callable[[str], Hashable] | None:
    """All that contracts ask of a text of a parameter, as a function of it; ``None`` where that is not known."""
    tests: list[_Test] = []
    for contract in contracts:
        own = contract.named.get(name)
        if own is None:
            if any(name in parameter.names for parameter in contract.parameters):
                return None
        else:
            if own.type.name != "string" or any(kind.parameters for kind in own.constraints):
                return None
            tests.append(reader(own).missed)
            if own.instead:
                tests.append(anyway(own).missed)
        between = _between(contract).get(name, [])
        if None in between:
            return None
        tests += filter(None, between)
    return lambda text: tuple([test(text) for test in tests])


_Test = Callable[[str], Hashable]


def _asked_between(contract: Contract) -> dict[str, list[_Test | None]]:
    """What the limits between parameters ask of each of them; ``None`` for one of which that is not known."""
    asked: dict[str, list[_Test | None]] = {}
    conditions: list[Condition] = []
    for interaction in contract.interactions:
        if isinstance(interaction, Sheet):
            conditions.append(interaction.when)
            asked.setdefault(interaction.frame, []).append(_frames(interaction).missed)
            asked.setdefault(interaction.frames, []).append(None)
        elif isinstance(interaction, Together):
            conditions += (interaction.when, interaction.clash)
        else:
            for name in interaction.parameters:
                asked.setdefault(name, []).append(None)
    for parameter in contract.walk():
        kinds = parameter.constraints
        if parameter.instead:
            conditions.append(parameter.instead.when)
            kinds += parameter.instead.constraints
        for kind in kinds:
            if type(kind).parameters is not Kind.parameters:
                for name in kind.parameters:
                    asked.setdefault(name, []).append(None)
    for condition in conditions:
        asked.setdefault(condition.parameter, []).append(condition.holds if condition.values or condition.of_presence else None)
    return asked


_between = Known(_asked_between)


class _Frames:
    """What a sheet asks of the size of a frame where one is drawn."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._beside = {sheet.when.parameter: sheet.when.example, sheet.frames: sheet.low}
        self._known: dict[str, tuple[str, ...]] = {}

    def missed(self, size: str) -> tuple[str, ...]:
        """The problems of a size."""
        found = self._known.get(size)
        if found is None:
            found = self._known[size] = tuple(self._sheet.check({**self._beside, self._sheet.frame: size}))
        return found


_SHEETS: Kept[_Frames] = Kept()


def _frames_of(sheet: Sheet) -> _Frames:
    return _SHEETS.of(unsourced(sheet), lambda: _Frames(sheet))


_frames = Known(_frames_of)
