"""Requests around every boundary of a spec, deterministic for a seed.

Values come from the kinds' own samples, so that a kind added to the table is exercised without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice
from random import Random
from typing import Any

from imagespec.kinds import Kind
from imagespec.spec.model import Contract, Parameter, Spec

LONG_TEXT = 1_000_000
"""Samples longer than this are replaced by cheap ASCII of the same length."""

ODD_KEYS: tuple[str, ...] = ("promt", "Size", "output-format", "seed", "", "a/b~c", "\x1b[31m", "\ud800", "x" * 200, "нет")
ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 1.0, 1.5, 10**30, "", "x", "auto", "1", "true", [], {}, [None], {"a": 1}, [[]], "\x00\x1b[2J", "\ud83d",
)  # fmt: skip
MODEL_NAMES: tuple[Any, ...] = (
    None, "", "gpt-image-3", "GPT-IMAGE-2", "gpt-image-2 ", "dalle-3", 2, True, [], {}, 1.5, "my-deployment",
    "openai/gpt-image-2", "openrouter/openai/gpt-image-1", "azure/my-deployment", "/gpt-image-2", "a b/gpt-image-2", "openai/gpt-image-2\n",
)  # fmt: skip
Change = tuple[str, tuple[tuple[str, Any], ...]]
"""A key that is left out, empty for none, and the keys that are set."""

ALIASES = {"my-deployment": "gpt-image-2", "other": "dall-e-3"}


class Space:
    """The requests of one contract: per parameter the values it takes, and those around them that it refuses."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.good: dict[str, list[Any]] = {}
        self.edge: dict[str, list[Any]] = {}
        self.instead: dict[str, str] = {}
        """Other names of a list, whose entries they hold in its place."""
        for parameter in contract.parameters:
            good, edge = values(parameter)
            for name in parameter.names:
                self.good[name], self.edge[name] = good, edge
            single = [value for value in edge if not isinstance(value, list)]
            for number in (0, 1, 9, 10, 15, 16, 999) if parameter.numbered else ():
                name = f"{parameter.name}[{number}]"
                self.good[name], self.edge[name] = [value for value in good if not isinstance(value, list)], [*single, []]
            self.instead |= {name: parameter.name for name in self.good if name.startswith(f"{parameter.name}[") and parameter.once}
        self.required = [parameter.name for parameter in contract.parameters if parameter.required]
        self.optional = [name for name in self.good if name not in self.required and name not in self.instead]
        self.foreign = list(contract.unsupported)
        self.pairs = [sample for interaction in contract.interactions for sample, _ in interaction.samples()]

    def baseline(self) -> dict[str, Any]:
        """The smallest valid request."""
        return {"model": self.contract.model, **{name: self.good[name][0] for name in self.required}}

    def systematic(self, every: int = 1) -> Iterator[dict[str, Any]]:
        """One change of the baseline at a time: every value of every parameter, and every key that is not taken; one in ``every``."""
        base = self.baseline()
        for gone, pairs in islice(self._changes(base), 0, None, every):
            yield {key: value for key, value in base.items() if key != gone} | dict(pairs)

    def _changes(self, base: dict[str, Any]) -> Iterator[Change]:
        yield "", ()
        yield from ((name, ()) for name in base)
        for name, edge in self.edge.items():
            gone = self.instead.get(name, "")
            yield from ((gone, ((name, value),)) for value in (*edge, *ODD_VALUES))
        yield from (("", ((name, self.good[name][0]),)) for name in self.instead)
        for first, second in combinations(self.instead, 2):
            yield self.instead[first], ((first, self.good[first][0]), (second, self.good[second][0]))
        for name in (*self.foreign, *ODD_KEYS):
            yield from (("", ((name, value),)) for value in (None, "x", 1))
        yield from (("", (("model", name),)) for name in MODEL_NAMES)
        for pair in self.pairs:
            yield "", tuple((name, value) for name, value in pair.items() if value is not None)
            yield "", tuple(pair.items())

    def _without(self, request: dict[str, Any], name: str) -> dict[str, Any]:
        """The request without the list that a name spells otherwise."""
        return {key: value for key, value in request.items() if key != self.instead.get(name)}

    def random(self, random: Random) -> dict[str, Any]:
        """A request of a few parameters, most of them right, with none to three mutations, in any order of keys."""
        request = self.baseline()
        for name in random.sample(self.optional, random.randint(0, min(5, len(self.optional)))):
            request[name] = random.choice(self.good[name])
        if self.instead and random.random() < 0.3:
            names = random.sample(list(self.instead), random.randint(1, min(3, len(self.instead))))
            request = self._without(request, names[0]) | {name: random.choice(self.good[name]) for name in names}
        if self.pairs and random.random() < 0.3:
            request |= random.choice(self.pairs)
        for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
            self._mutate(request, random)
        if random.random() < 0.3:
            keys = list(request)
            random.shuffle(keys)
            request = {key: request[key] for key in keys}
        return request

    def _mutate(self, request: dict[str, Any], random: Random) -> None:
        dice = random.random()
        if dice < 0.6:
            name = random.choice(list(self.edge))
            request[name] = random.choice(self.edge[name])
        elif dice < 0.75:
            request[random.choice(list(self.edge))] = random.choice(ODD_VALUES)
        elif dice < 0.85 and self.foreign:
            request[random.choice(self.foreign)] = random.choice(ODD_VALUES)
        elif dice < 0.9:
            request[random.choice(ODD_KEYS)] = random.choice(ODD_VALUES)
        elif dice < 0.97 and request:
            request.pop(random.choice(list(request)), None)
        else:
            request["model"] = random.choice(MODEL_NAMES)


_SPACES: dict[tuple[str, str], tuple[tuple[str, Space], ...]] = {}


def spaces(spec: Spec) -> tuple[tuple[str, Space], ...]:
    """Operation and space of every contract of a spec; built once for a table's content."""
    key = (spec.name, spec.digest)
    if key not in _SPACES:
        _SPACES[key] = tuple((operation, Space(contract)) for (operation, _), contract in spec.contracts.items())
    return _SPACES[key]


def systematic(spec: Spec, every: int = 1) -> Iterator[tuple[str, Any]]:
    """Operation and request: every single change of every baseline, or one in ``every``."""
    for operation, space in spaces(spec):
        for request in space.systematic(every):
            yield operation, request


def generated(spec: Spec, count: int, seed: int = 2026) -> Iterator[tuple[str, Any]]:
    """``count`` pairs of operation and random request, shared evenly among the contracts."""
    random = Random(seed)
    every = spaces(spec)
    for index in range(count):
        operation, space = every[index % len(every)]
        yield operation, space.random(random)


@lru_cache(maxsize=4096)
def values(parameter: Parameter) -> tuple[list[Any], list[Any]]:
    """The values a parameter takes (the first is the plainest), and all worth trying at and around its limits."""
    good, edge = [], []
    for value in (*_candidates(parameter), *_inside(parameter)):
        edge.append(value)
        if takes(parameter, value):
            good.append(value)
    good.sort(key=lambda value: (value is None, len(value) > 100 if isinstance(value, str) else False))
    return good, edge


def _candidates(parameter: Parameter) -> Iterator[Any]:
    """The samples of the parameter's own limits and of its type."""
    for kind in (*parameter.constraints, parameter.type):
        if not (kind.OF_ARRAYS and parameter.item):
            yield from (value for value, _ in samples(kind))
    if parameter.type.form:
        yield from ("2", "10", "0", "-1", "+2", "02", "2.0", "true", "false", "True", "9" * 5000)
        yield from ("2\n", "\n2", "50\n", "50\r\n", " 50", "-5\n", "true\n", "5\u2028", "\u0665", "\uff15")


def _inside(parameter: Parameter) -> Iterator[Any]:
    """Objects of every choice of fields, and lists of every allowed and nearly allowed length."""
    if parameter.fields:
        fields = {entry.name: values(entry) for entry in parameter.fields}
        for name, (_, edge) in fields.items():
            yield from ({name: value} for value in edge)
            yield {name: fields[name][0][0], "detail": "high"}
        yield {name: good[0] for name, (good, _) in fields.items()}
        yield dict.fromkeys(fields)
    lengths = [len(value) for kind in parameter.constraints for value, _ in samples(kind) if isinstance(value, list)]
    if parameter.item:
        good, edge = values(parameter.item)
        yield from ([good[0]] * length for length in lengths or (0, 1, 2))
        yield from ([value] for value in edge)
        yield from ([good[0], value] for value in edge[:: max(1, len(edge) // 20)])
    elif parameter.type.name == "files":
        singles = [value for kind in parameter.constraints for value, _ in samples(kind) if isinstance(value, dict)]
        yield from (["a.png"] * length for length in lengths or (0, 1, 2))
        yield from ([value] for value in (*singles, "a.png", b"", 1, None, [], {"image_url": "https://x"}))
        yield from (["a.png", value] for value in (*singles, 1))
    if parameter.type.name in ("file", "files"):
        yield from ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 24, b"\xff\xd8\xff", ("a.png", b""), ("a.png", b"", "image/png"))
        yield from (
            "https://example.com/a.png",
            "HTTP://x",
            "data:image/png;base64,AA==",
            "data:",
            "datas",
            "a.heic",
            "A.GIF\n",
            "a.jpg",
            "a.Heic",
        )
        yield from (("a.bin", b"", "text/plain"), ("a", 1), (1, b""), {"image_url": "https://x"}, {"file_id": "x"}, {})


@lru_cache(maxsize=1024)
def samples(kind: Kind) -> tuple[tuple[Any, tuple[str, ...]], ...]:
    """The kind's samples, the very long texts among them made cheap."""
    result = []
    for value, problems in kind.samples():
        if isinstance(value, str) and len(value) > LONG_TEXT:
            cheap = "https://" + "a" * (len(value) - 8)
            result.append((cheap, tuple(kind.check(cheap))))
        else:
            result.append((value, problems))
    return tuple(result)


def takes(parameter: Parameter, value: Any) -> bool:
    """Whether a parameter's own limits accept a value, warnings aside. Says so by the kinds, not by any engine."""
    if value is None:
        return parameter.type.nullable
    if parameter.type.name == "files" and isinstance(value, list):
        whole = [kind for kind in parameter.constraints if kind.OF_ARRAYS]
        return all(_passes(kind, value) for kind in whole) and all(not isinstance(v, list) and takes(parameter, v) for v in value)
    read = parameter.type.read(value)
    if read is None:
        return False
    upload = parameter.type.name in ("file", "files")
    if not all(_passes(kind, read) for kind in parameter.constraints if not (upload and kind.OF_ARRAYS)):
        return False
    if parameter.item:
        return all(takes(parameter.item, entry) for entry in read)
    if parameter.fields:
        fields = {entry.name: entry for entry in parameter.fields}
        return all(name in fields and takes(fields[name], entry) for name, entry in read.items())
    return True


def _passes(kind: Kind, value: Any) -> bool:
    return all(kind.severity_of(problem) != "error" for problem in kind.check(value))
