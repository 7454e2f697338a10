"""Tables up to the stated limits load in work that grows with what is in them; a table over a limit is refused at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from imagespec import TableError, load
from imagespec.spec.document import parse_document
from imagespec.spec.faults import MOST as MOST_TOLD
from imagespec.spec.limits import MOST_ENTRIES, MOST_FAMILIES, MOST_MODELS, MOST_OPERATIONS, MOST_ROWS, MOST_SERVED
from imagespec.spec.load import load_document
from tests.support.work import exponent, work

MOST = 1.2
"""The largest exponent of growth."""

HEAD = """table: studio
revision: "2026-01-01"
title: Studio
sources:
  manual: {title: Manual, url: "https://studio.example/manual", date: "2026-01-01"}
"""


def listed(form: str, count: int) -> str:
    """A form of ``i`` for each number, in flow style."""
    return ", ".join(form.replace("$", str(number)) for number in range(count))


def table(
    *, models: int = 1, operations: int = 1, parameters: int = 2, chain: int = 1, form: str = "{type: string}", narrowed: str = "",
    takes: str = "p$", family: str = "", model: str = "", head: str = "", end: str = "",
) -> str:  # fmt: skip
    """A table with so many of everything: ``form`` is the row of each parameter, ``narrowed`` its row in each family of the chain."""
    rows = listed(f"p$: {form}", parameters)
    taken = listed(f"op$: {{takes: [{listed(takes, parameters)}]}}".replace("op$", "op%"), 1)
    services = ", ".join(taken.replace("%", str(number)) for number in range(operations))
    lines = [HEAD + head, "operations:"]
    for number in range(operations):
        lines.append(f"  op{number}: {{title: T, method: POST, path: /{number}, encoding: json, source: manual,")
        lines.append(f"    parameters: {{model: {{type: string}}, {rows}}}}}")
    lines.append("families:")
    for number in range(chain):
        above = f"family: f{number - 1}, " if number else f"operations: {{{services}}}, "
        limits = f"parameters: {{{listed(f'p$: {narrowed}', parameters)}}}, " if narrowed else ""
        lines.append(f"  f{number}: {{title: F, {above}{limits}{family} source: manual}}")
    lines.append("models:")
    lines += [f'  m{number}: {{family: f{chain - 1}, released: "2025-01-01", {model} source: manual}}' for number in range(models)]
    return "\n".join([*lines, end])


def interaction(number: int) -> str:
    return f"{{when: {{p{number % 8}: a}}, excludes: [p{(number + 1) % 8}]}}"


def interactions(count: int) -> str:
    return f"interactions: [{', '.join(map(interaction, range(count)))}],"


def excluding(count: int) -> str:
    """Interactions that exclude 98 parameters each."""
    others = ", ".join(f"p{number}" for number in range(1, 99))
    return f"interactions: [{listed(f'{{when: {{p0: v$}}, excludes: [{others}]}}', count)}],"


OBJECT = "{{type: object, fields: {{{}}}}}"
SOURCE = '  s$: {title: S, url: "https://studio.example/$", date: "2026-01-01"}\n'
CONFLICT = "  C$: {topic: T, claims: ['a: 1', 'b: 2'], decision: a, reason: R, sources: [manual]}\n"
RESPONSE = "  Answer$: {summary: T, source: manual, fields: {a: {type: string, summary: A}}}\n"
LIMITED = "{length: {max: 9}}"
OVERLAY = "families: {{gpt-image: {{source: manual, parameters: {{quality: {{one_of: {{values: {{add: [{}], remove: [low]}}}}}}}}}}}}"


def lines(form: str, count: int) -> str:
    return "".join(form.replace("$", str(number)) + "\n" for number in range(count))


RIGHT: dict[str, tuple[int, Callable[[int], str]]] = {
    "parameters": (MOST_ENTRIES - 1, lambda n: table(parameters=n)),
    "models": (MOST_MODELS, lambda n: table(models=n)),
    "models with limits of their own": (MOST_MODELS, lambda n: table(models=n, model=f"parameters: {{p0: {LIMITED}}},")),
    "models with parameters": (MOST_MODELS, lambda n: table(models=n, parameters=20)),
    "parameters of models": (1_000, lambda n: table(models=10, parameters=n, form="{type: integer, range: {min: 1, max: 4}, default: 1}")),
    "operations": (MOST_OPERATIONS, lambda n: table(operations=n)),
    "operations of models": (MOST_OPERATIONS, lambda n: table(models=5, operations=n)),
    "families, one above the other": (MOST_FAMILIES, lambda n: table(chain=n, narrowed=LIMITED, parameters=16)),
    "values": (MOST_ENTRIES, lambda n: table(form=f"{{type: string, default: v1, one_of: {{values: [{listed('v$', n)}]}}}}", models=4)),
    "refused values": (MOST_ENTRIES, lambda n: table(
        form=f"{{type: string, refused: {{values: [{listed('v$', n)}]}}, preview: {{values: [{listed('w$', n)}]}}}}"
    )),
    "fields": (MOST_ENTRIES, lambda n: table(form=OBJECT.format(listed("k$: {type: string, length: {max: 4}}", n)))),
    "fields, narrowed": (MOST_ENTRIES, lambda n: table(
        form=OBJECT.format(listed("k$: {type: string}", n)), narrowed=f"{{fields: {{{listed(f'k$: {LIMITED}', n)}}}}}", chain=2
    )),
    "other names": (MOST_ENTRIES, lambda n: table(parameters=1, form=f"{{type: string, also_named: [{listed('q$', n)}]}}")),
    "interactions": (MOST_ENTRIES, lambda n: table(parameters=8, family=interactions(n))),
    "interactions of models": (MOST_ENTRIES // 2, lambda n: table(models=4, parameters=8, family=interactions(n))),
    "interactions that exclude much": (50, lambda n: table(models=2, parameters=200, family=excluding(n))),
    "snapshots": (MOST_MODELS - 1, lambda n: table(model=f"snapshots: {{{listed('s$: {source: manual}', n)}}},")),
    "sources": (MOST_ENTRIES - 1, lambda n: table(head=lines(SOURCE, n))),
    "conflicts": (MOST_ENTRIES, lambda n: table(end="conflicts:\n" + lines(CONFLICT, n))),
    "responses": (MOST_ENTRIES, lambda n: table(end="responses:\n" + lines(RESPONSE, n))),
    "fields of a response": (MOST_ENTRIES, lambda n: table(
        end=f"responses:\n  Answer: {{summary: T, source: manual, fields: {{{listed('a$: {type: string, summary: A}', n)}}}}}"
    )),
    "an overlay": (MOST_ENTRIES // 2, lambda n: "extends: openai@2026-05-07\n" + HEAD + OVERLAY.format(listed("v$", n))),
}  # fmt: skip
"""The number of something at which a limit is reached, and a table with so many."""

WRONG: dict[str, tuple[int, Callable[[int], str]]] = {
    "types": (MOST_ENTRIES - 1, lambda n: table(parameters=n, form="{type: sting}")),
    "names that are taken": (MOST_ENTRIES, lambda n: table(parameters=n, takes="q$")),
    "keys of models": (MOST_MODELS, lambda n: table(models=n, model="family2: f0,")),
    "names in interactions": (MOST_ENTRIES, lambda n: table(
        family=f"interactions: [{listed('{when: {q$: a}, excludes: [r$]}', n)}],"
    )),
    "limits of parameters that nobody takes": (500, lambda n: table(parameters=n, takes="q", narrowed=LIMITED)),
    "families that nobody has": (MOST_ENTRIES - 1, lambda n: table().replace(
        "families:", "families:\n" + lines("  g$: {title: G, source: manual}", n)
    )),
    "names that cannot be used": (MOST_ENTRIES - 1, lambda n: table(parameters=n).replace(" p", " é")),
    "keys twice": (MOST_ENTRIES, lambda n: table(family=f"parameters: {{{listed(f'p0: {LIMITED}', n)}}},")),
    "entries that are there already": (MOST_ENTRIES // 2, lambda n: "extends: openai@2026-05-07\n" + HEAD + OVERLAY.format("low, " * n)),
}  # fmt: skip


def mistakes(text: str) -> TableError | None:
    """Load a table, or have all its mistakes told."""
    try:
        load_document(parse_document(text, "table.yaml"))
    except TableError as error:
        return error
    return None


@pytest.mark.parametrize("name", [*RIGHT, *WRONG])
def test_work_grows_with_the_table(name: str, depth: Callable[[int, int], int]) -> None:
    most, make = (RIGHT | WRONG)[name]
    largest = most if most <= 64 else depth(min(most, 200), most)
    counts = [largest // 8, largest // 4, largest // 2, largest]
    works = []
    for count in counts:
        text = make(count)
        works.append(work(lambda text=text: mistakes(text)))  # type: ignore[misc]
    assert exponent(counts, works) <= MOST, list(zip(counts, works, strict=True))


@pytest.mark.parametrize("name", RIGHT)
def test_a_table_at_its_limits_is_right(name: str) -> None:
    """What is measured is the loading of tables without a mistake, or what telling many mistakes takes."""
    assert mistakes(RIGHT[name][1](16)) is None


@pytest.mark.parametrize("name", WRONG)
def test_a_table_with_many_mistakes_tells_them(name: str) -> None:
    assert mistakes(WRONG[name][1](16)) is not None


# -- limits --------------------------------------------------------------------------------------------------------

OVER: dict[str, tuple[Callable[[int], str], int, str]] = {
    "operations": (lambda n: table(operations=n), MOST_OPERATIONS, "operations: {:,} operations, more than 64"),
    "models": (lambda n: table(models=n), MOST_MODELS, "models: {:,} models and snapshots, more than 400"),
    "snapshots": (
        lambda n: table(model=f"snapshots: {{{listed('s$: {source: manual}', n - 1)}}},"), MOST_MODELS,
        "models: {:,} models and snapshots, more than 400",
    ),
    "entries": (lambda n: table(head=lines(SOURCE, n - 1)), MOST_ENTRIES, "sources: {:,} entries, more than 2,000"),
    "values": (
        lambda n: table(parameters=1, form=f"{{type: string, one_of: {{values: [{listed('v$', n)}]}}}}"), MOST_ENTRIES,
        "operations.op0.parameters.p0.one_of.values: {:,} entries, more than 2,000",
    ),
    "families of a model": (lambda n: table(chain=n), MOST_FAMILIES, "models.m0.family: more than 32 families, one above the other"),
    "contracts": (
        lambda n: table(models=n // 50, operations=50 + n % 50, parameters=1), MOST_SERVED,
        "models: 2,040 pairs of an operation and a model that serves it, more than 2,000",
    ),
    "rows": (
        lambda n: table(models=50, parameters=n // 50 - 1 + n % 50), MOST_ROWS,
        "models: 50,050 parameters and interactions over all operations and models, more than 50,000",
    ),
    "excluded parameters": (
        lambda n: table(models=5, parameters=101, family=excluding(n)), 101,
        "models: 50,490 parameters and interactions over all operations and models, more than 50,000",
    ),
}  # fmt: skip
"""A table with so many of something, how many there may be, and what is said of one more."""


@pytest.mark.parametrize("name", OVER)
def test_limits_are_exact_and_named(name: str) -> None:
    make, most, said = OVER[name]
    assert mistakes(make(most)) is None
    error = mistakes(make(most + 1))
    assert error is not None
    assert said.format(most + 1) in [told.problem for told in error.errors]
    assert all(told.line and told.remedy for told in error.errors)


LARGE = {
    "200 models with 5,000 parameters": (lambda: table(models=200, parameters=5_000), "5,000 entries, more than 2,000"),
    "800 operations": (lambda: table(operations=800, parameters=10), "800 operations, more than 64"),
    "a chain of 1,100 families": (lambda: table(chain=1_100), "families.f33.family: more than 32 families, one above the other"),
    "rows of 30 families for 50 models": (
        lambda: table(models=50, parameters=900, chain=30, narrowed=LIMITED), "1,395,050 parameters and interactions over all operations"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_tables_over_a_limit_are_refused_before_they_are_judged(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, said = LARGE[name]
    path = tmp_path / "large.yaml"
    path.write_text(make(), "utf-8")
    monkeypatch.setattr("imagespec.spec.load.structure", lambda document: pytest.fail("a table over a limit was structured"))
    with pytest.raises(TableError) as caught:
        load(path)
    assert said in str(caught.value)


def test_a_circle_of_many_families_is_a_circle() -> None:
    """Families that inherit from one another have no end, which is another mistake than too many of them."""
    circle = "\n".join(f"  c{number}: {{title: C, family: c{(number + 1) % 8}, source: manual}}" for number in range(8))
    error = mistakes(table().replace("families:", "families:\n" + circle))
    assert error is not None
    assert "inherits from itself" in str(error)
    assert "one above the other" not in str(error)


def test_near_names_are_sought_for_the_first_mistakes() -> None:
    """Each mistake could be meant for any of the names, so that comparing all would take the product of both."""
    count = 1_900
    text = table(parameters=count, family=f"interactions: [{listed('{when: {p$x: a}, excludes: [p$y]}', 30)}],")
    text = text.replace("op0: {takes", "op1: {takes: []}, op0: {takes").replace("operations:", f"operations:\n{other(count)}", 1)
    error = mistakes(text)
    assert error is not None
    remedies = [told.remedy for told in error.errors if "no operation has a parameter" in told.problem]
    assert len(remedies) == MOST_TOLD
    near = [remedy.startswith("did you mean") for remedy in remedies]
    assert near == [True] * 8 + [False] * (MOST_TOLD - 8)


def other(count: int) -> str:
    """An operation with as many parameters again, called otherwise."""
    rows = listed("q$: {type: string}", count)
    return f"  op1: {{title: T, method: POST, path: /x, encoding: json, source: manual, parameters: {{model: {{type: string}}, {rows}}}}}"
