"""A table with several mistakes is told all of them at once, each once, in the order of lines."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from imagespec import TableError, load
from imagespec.spec.faults import MOST

MINIMAL = (Path(__file__).parent / "minimal.yaml").read_text("utf-8")

EIGHT = """\
table: acme
revision: "2026-11-01"
title: Acme pictures
sources:
  manual:
    title: Manual
    url: https://acme.example/manual
    date: 2026-11-01  # 1: YAML reads a date
operations:
  paint:  # 2: no method and no path
    title: Paint
    encoding: json
    source: manual
    parameters:
      model: {type: string}
      prompt: {tpye: string, required: true}  # 3: a key misspelled
      n: {type: integer, default: 1, range: {min: 1, max: "4"}}  # 4: a number as text
      quality: {type: string, default: auto}
      seed: {type: integer, range: {min: 9, max: 1}}  # 5: upside down
models:
  acme-1:
    source: handbook  # 6: no such source
    operations:
      paint: {takes: [prompt, n, qualty, seed]}  # 7: a parameter misspelled
    parameters:
      n: {range: {max: 2}, source: handbook}
      quality: {one_of: {values: [low, high]}}
  acme-2:
    source: manual
    shutdown: "2027-01-01"
    operations:
      paint: {takes: [prompt, n, quality]}
    interactions:
      - {when: {quality: high}, need: {n: {max: 1}}}  # 8: a key misspelled
"""

TOLD = [
    (8, "2026-11-01 without quotes: YAML reads it as a date", "put it in double quotes, or give a value"),
    (10, "operations.paint: method and path are missing", "add method:, path:"),
    (16, "operations.paint.parameters.prompt.tpye: unknown key tpye", "did you mean type?"),
    (17, 'operations.paint.parameters.n.range.max: "4" is not a whole number', "write a whole number"),
    (19, "operations.paint.parameters.seed.range: min 9 is above max 1", "swap or correct them"),
    (22, "models.acme-1.source: no source handbook (and 1 more like it)", "add it under sources:, or correct the key"),
    (24, "models.acme-1.operations.paint.takes: paint has no parameter qualty", "did you mean quality?"),
    (34, "models.acme-2.interactions.0.need: unknown key need", "did you mean needs?"),
]


def write(folder: Path, text: str) -> Path:
    path = folder / "acme.yaml"
    path.write_text(text, "utf-8")
    return path


def told(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(TableError) as caught:
        load(path)
    return [(error.line, error.problem, error.remedy) for error in caught.value.errors]


def test_eight_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, EIGHT)
    with pytest.raises(TableError) as caught:
        load(path)
    error = caught.value
    assert [(single.line, single.problem, single.remedy) for single in error.errors] == TOLD
    assert str(error).split("\n") == [f"{path}:{line}: {problem}; {remedy}" for line, problem, remedy in TOLD]
    assert (error.file, error.line, error.problem, error.remedy) == (str(path), *TOLD[0])
    assert all(single.errors[0].args == single.args for single in error.errors)


def test_a_table_without_them_loads(tmp_path: Path) -> None:
    text = EIGHT
    for wrong, right in [
        ("date: 2026-11-01", 'date: "2026-11-01"'), ("encoding: json", "encoding: json\n    method: POST\n    path: /paint"),
        ("tpye", "type"), ('max: "4"', "max: 4"), ("min: 9, max: 1", "min: 1, max: 9"), ("source: handbook", "source: manual"),
        ("qualty", "quality"), ("need:", "needs:"), ("source: handbook", "source: manual"),
    ]:  # fmt: skip
        text = text.replace(wrong, right)
    path = write(tmp_path, text.replace("values: [low, high]", "values: [auto, low, high]"))
    assert set(load(path).models) == {"acme-1", "acme-2"}


def test_the_command_line_tells_them_and_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path, EIGHT)
    for command in (["models", "--spec", str(path)], ["compile", str(path), "-o", str(tmp_path / "acme_checks")]):
        done = subprocess.run(
            [Path(sys.executable).parent / "imagespec", *command], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.splitlines() == [f"{path}:{line}: {problem}; {remedy}" for line, problem, remedy in TOLD]


def test_dead_rules_are_told_beside_other_mistakes(tmp_path: Path) -> None:
    minimal = (Path(__file__).parent / "minimal.yaml").read_text("utf-8")
    text = minimal.replace("range: {min: 1, max: 4}", "range: {min: 5, max: 4}")  # count is left out of what follows
    text = text.replace("ratio: {max: 2}", "ratio: {max: 100}").replace(
        "paper: {type: string, default: white}", "paper: {type: string, default: pink}"
    )
    text = text.replace("- same_dimensions: {of: stencil, like: photo}", "- {}\n          - same_dimensions: {of: stencil, like: ink}")
    problems = [problem for _, problem, _ in told(write(tmp_path, text))]
    assert problems == [
        "operations.draw.parameters.count.range: min 5 is above max 4",
        "operations.draw.parameters.paper.default: 'pink' is outside what pencil takes: one of white, grey, gold",
        "models.brush.parameters.size.resolution.ratio: the other limits imply it, so the rule can never fire",
        "models.brush.operations.trace.interactions.0: neither when: nor same_dimensions:, or both",
        "models.brush.operations.trace.interactions.1: no model takes ink here, so the rule can never fire",
    ]


def test_one_missing_source_is_one_mistake(tmp_path: Path) -> None:
    minimal = (Path(__file__).parent / "minimal.yaml").read_text("utf-8")
    path = write(tmp_path, minimal.replace("    title: Drawing tools\n    source: manual\n", "    title: Drawing tools\n"))
    ((line, problem, remedy),) = told(path)
    assert path.read_text("utf-8").split("\n")[line - 1].strip() == "sizes: {values: [auto, 100x100, 200x100]}"
    assert problem.endswith("a limit without a source (and 3 more like it)")
    assert remedy == "add source: with a key of sources:, here or to families.tools"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("operations:\n  draw", "operatons:\n  draw"),
        ("families:\n", "familys:\n"),
        ("models:\n", "model:\n"),
        ("sources:\n", "source:\n"),
    ],
)
def test_a_misspelled_part_is_read_all_the_same(tmp_path: Path, old: str, new: str) -> None:
    """Nothing that names its entries is reported, and mistakes inside it have their lines."""
    minimal = (Path(__file__).parent / "minimal.yaml").read_text("utf-8")
    assert minimal.count(old) == 1
    ((_, problem, remedy),) = told(write(tmp_path, minimal.replace(old, new)))
    assert "unknown key" in problem
    assert remedy == f"did you mean {old.partition(':')[0]}?"
    text = minimal.replace(old, new).replace("max: 480000", "max: 4")
    (_, (line, problem, _)) = told(write(tmp_path, text))
    assert text.split("\n")[line - 1].strip() == "pixels: {min: 6400, max: 4}"
    assert problem.endswith("min 6400 is above max 4")


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(r"operations:\n(?:  .*\n|\n)*", id="operations"),
        pytest.param(r"families:\n(?:  .*\n|\n)*", id="families"),
        pytest.param(r"models:\n(?:  .*\n|\n)*", id="models"),
        pytest.param(r"sources:\n(?:  .*\n|\n)*", id="sources"),
        pytest.param(r"  draw:\n(?:    .*\n)*", id="an operation"),
        pytest.param(r"    parameters:\n(?:      .*\n)*(?=  trace)", id="parameters of an operation"),
        pytest.param(r"  tools:\n(?:    .*\n)*", id="a family"),
        pytest.param(r"  pencil:\n(?:    .*\n)*", id="a model"),
        pytest.param(r"  manual:\n(?:    .*\n)*", id="a source"),
    ],
)
def test_what_names_entries_of_a_part_that_is_wrong_is_not_told(tmp_path: Path, part: str) -> None:
    minimal = (Path(__file__).parent / "minimal.yaml").read_text("utf-8")
    text, count = re.subn(rf"^{part}", lambda found: f"{found[0].partition(':')[0]}: 3\n", minimal, count=1, flags=re.MULTILINE)
    assert count == 1
    ((_, problem, remedy),) = told(write(tmp_path, text))
    assert problem.endswith("3 is no mapping")
    assert "mapping" in remedy


def test_of_very_many_mistakes_the_first_are_told(tmp_path: Path) -> None:
    minimal = (Path(__file__).parent / "minimal.yaml").read_text("utf-8")
    path = write(tmp_path, minimal + "".join(f"key{number}: x\n" for number in range(MOST + 10)))
    with pytest.raises(TableError) as caught:
        load(path)
    assert len(caught.value.errors) == MOST
    assert str(caught.value).split("\n")[-1] == "and 10 more"
    assert [error.line for error in caught.value.errors] == list(range(minimal.count("\n") + 1, minimal.count("\n") + 1 + MOST))


def test_the_error_survives_another_process(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        load(write(tmp_path, EIGHT))
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.line, len(copy.errors)) == (str(caught.value), 8, 8)


def test_a_missing_model_beside_another_mistake_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(EIGHT.replace("      model: {type: string}\n", ""), "utf-8")
    with pytest.raises(TableError, match="unknown key tpye"):
        load(path)
    only = "".join(line for line in MINIMAL.splitlines(keepends=True) if "model: {type: string, nullable: true}" not in line)
    path.write_text(only.replace("ink: {type: string}", "ink: string"), "utf-8")
    with pytest.raises(TableError, match="ink"):
        load(path)
