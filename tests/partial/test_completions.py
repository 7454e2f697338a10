"""A partial check reports what every completion of the part reports: no more than any, and all that many have in common."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from imagespec import UNKNOWN
from imagespec.api import Handle
from imagespec.report.report import Report
from imagespec.values.unknown import filled, unknowns
from tests.conftest import Depth
from tests.support.requests import ODD_VALUES, Space, spaces

Request = dict[str, Any]
COMPLETIONS = 60


class Part:
    """A request of which parameters were taken away, and values made unknown."""

    def __init__(self, space: Space, request: Request, random: Random, *, whole: bool = False) -> None:
        self.space, self.random, self.whole = space, random, whole
        self.owners = {name: parameter.name for parameter in space.contract.parameters for name in parameter.names} | space.instead
        self.known: Request = {key: value for key, value in request.items() if key not in self._gone(request)}
        for key in self.known:
            dice = random.random()
            if dice < 0.2:
                self.known[key] = UNKNOWN
            elif dice < 0.3:
                self.known[key] = hollow(self.known[key], random)

    def _gone(self, request: Request) -> set[str]:
        """The keys that are left out; those that spell one list go together."""
        names = dict.fromkeys(self.owners.get(key, key) for key in request)
        gone = {name for name in names if self.random.random() < 0.3 and not self.whole}
        return {key for key in request if self.owners.get(key, key) in gone}

    def completions(self, models: list[str]) -> Iterator[Request]:
        """Many requests that the part may be a part of."""
        spelled = {self.owners.get(key, key) for key in self.known}
        absent = [name for name in (*self.space.required, *self.space.optional) if self.owners.get(name, name) not in spelled]
        unknown = [key for key, value in self.known.items() if value is UNKNOWN and key != "model"]
        open_ = [*([] if self.whole else absent), *unknown]
        choices: list[Request] = [{}, *({name: value for name, value in pair.items() if name in open_} for pair in self.space.pairs)]
        choices += [{name: self.random.choice(ODD_VALUES) for name in open_} for _ in range(10)]
        choices += [{name: self._value(name) for name in open_ if self.random.random() < 0.7} for _ in range(COMPLETIONS)]
        for index, chosen in enumerate(choices):
            request = {
                key: chosen.get(key, self._value(key)) if value is UNKNOWN else self._inside(value) for key, value in self.known.items()
            }
            request |= chosen
            if self.known.get("model", None if self.whole else UNKNOWN) is UNKNOWN:
                request["model"] = models[index % len(models)]
            yield request

    def _value(self, name: str) -> Any:
        dice = self.random.random()
        choices = (self.space.good if dice < 0.5 else self.space.edge if dice < 0.8 else {}).get(name)
        return self.random.choice(choices or ODD_VALUES)

    def _inside(self, value: Any) -> Any:
        return filled(value, self.random.choice(("x", None, 1, "https://example.com/a.png", {}, "file-1"))) if unknowns(value) else value


def hollow(value: Any, random: Random) -> Any:
    """The value with one of its entries unknown, however deep it is; as it is where it has none."""
    if isinstance(value, dict) and value:
        key = random.choice(list(value))
        return value | {key: hollow(value[key], random) if random.random() < 0.5 else UNKNOWN}
    if isinstance(value, list) and value:
        index = random.randrange(len(value))
        return [*value[:index], UNKNOWN if random.random() < 0.7 else hollow(value[index], random), *value[index + 1 :]]
    return value


def identities(handle: Handle, report: Report) -> set[tuple[str, str, str]]:
    return set(handle.engine.outline(report))


def compared(handle: Handle, count: int, seed: int, *, whole: bool = False) -> int:
    """Compare parts of random requests, or whole ones, with their completions; how many findings they have."""
    random, found = Random(seed), 0
    every = spaces(handle.spec)
    for index in range(count):
        operation, space = every[index % len(every)]
        part = Part(space, space.random(random), random, whole=whole)
        models = [*handle.engine.checks(operation).MODELS]
        report = handle.check(part.known, operation, partial=not whole)
        said = identities(handle, report)
        reports = [identities(handle, handle.check(each, operation)) for each in part.completions(models)]
        shared = set.intersection(*reports)
        if len(models) > 1 and part.known.get("model", None if whole else UNKNOWN) is UNKNOWN:  # an end is said of a model that is known
            shared = {finding for finding in shared if finding[1] != "/model"}
        assert said == shared, (operation, part.known)
        found += len(said)
        assert handle.is_valid(part.known, operation, partial=not whole) is report.ok
    return found


def test_parts_of_random_requests(revision: Handle, depth: Depth) -> None:
    assert compared(revision, depth(6, 30), seed=2026) > depth(0, 6)


def test_whole_requests_with_unknown_values(revision: Handle, depth: Depth) -> None:
    assert compared(revision, depth(6, 30), seed=3, whole=True) > depth(1, 6)


def test_a_whole_request_has_the_findings_of_a_check_that_read_what_is_there(founding: Handle, depth: Depth) -> None:
    """Nothing but what is about missing parameters, or reads them, is taken away."""
    random = Random(7)
    every = spaces(founding.spec)
    for index in range(depth(200, 2000)):
        operation, space = every[index % len(every)]
        request = space.random(random)
        whole = identities(founding, founding.check(request, operation))
        partial = identities(founding, founding.check(request, operation, partial=True))
        assert partial <= whole
        for rule, _, pointer in whole - partial:
            known = "model" in request and isinstance(request["model"], str)
            relative = rule.rpartition(".")[2] in (
                "required",
                "requires",
                "excludes",
                "ratio",
                "edge",
                "pixels",
                "step",
                "format",
                "dimensions",
            )
            assert relative or not known, (rule, pointer, request)


@pytest.mark.parametrize("request_", [{}, {"prompt": UNKNOWN}, {"model": UNKNOWN, "size": UNKNOWN, "n": UNKNOWN}, UNKNOWN])
def test_what_is_not_known_satisfies_everything(revision: Handle, request_: Any) -> None:
    for operation in revision.engine.operations:
        report = revision.check(request_, operation, partial=True, today="2020-01-01")
        served = revision.engine.checks(operation).MODELS
        allowed = {"prompt.unsupported", "n.unsupported", *(["model.deprecated"] if len(served) == 1 else [])}
        assert {d.rule for d in report} <= allowed, operation


def test_a_whole_request_has_every_parameter_and_not_every_value(revision: Handle) -> None:
    for operation in revision.engine.operations:
        for model in revision.engine.checks(operation).MODELS:
            contract = revision.contract(operation, model)
            known = {"model": model} | {p.name: UNKNOWN for p in contract.parameters}
            assert not [d for d in revision.check(known, operation, today="2020-01-01") if d.severity == "error"]
            assert revision.is_valid(known, operation)
            required = {f"{p.name}.required" for p in contract.parameters if p.required and not p.instead_of}
            missing = {d.rule for d in revision.check({"model": model, "user": UNKNOWN}, operation)}
            assert required <= missing
