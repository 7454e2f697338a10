"""What importing and checking load, seen from fresh interpreters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import imagespec
from imagespec.spec.load import load_shipped

ROOT = Path(imagespec.__file__).resolve().parent.parent
START = f"import sys\nbare = set(sys.modules)\nsys.path.insert(0, {str(ROOT)!r})\nimport imagespec\n"
END = "\nprint(*sorted({name.partition('.')[0] for name in set(sys.modules) - bare}))"

REQUESTS = {
    "generate": {"model": "gpt-image-2", "prompt": "a cat", "size": "1536x864", "n": 2, "quality": "high"},
    "edit": {"model": "gpt-image-2", "prompt": "a cat", "image": ["a.png", {"format": "png"}], "size": "auto", "n": "2"},
    "edit-json": {"model": "gpt-image-2", "prompt": "a cat", "images": [{"file_id": "file-1"}], "size": "1024x1024"},
}
NEVER = {"yaml", "cattrs", "attrs", "attr", "jsonschema", "click", "re", "typing", "dataclasses"}
NOT_FOR_FINDINGS = {"yaml", "cattrs", "cattr", "jsonschema", "click"}


def loaded(body: str) -> set[str]:
    """The top-level modules that a program loads beyond those of a bare interpreter."""
    run = subprocess.run([sys.executable, "-I", "-c", START + body + END], capture_output=True, text=True, check=True, timeout=60)
    return set(run.stdout.split())


@pytest.mark.parametrize("operation", REQUESTS)
def test_a_clean_check_loads_generated_code_only(operation: str) -> None:
    request = REQUESTS[operation]
    modules = loaded(
        f"report = imagespec.check({request!r}, {operation!r})\n"
        f"assert report.ok and not len(report) and imagespec.is_valid({request!r}, {operation!r})\n"
    )
    assert not modules & NEVER
    assert "imagespec" in modules


def test_refusing_loads_no_more() -> None:
    assert not loaded("assert not imagespec.check({'model': 'gpt-image-2', 'size': '1x1'}).ok\nassert not imagespec.is_valid(3)") & NEVER


def test_reading_findings_loads_no_build_side() -> None:
    requests = [
        ({"model": "gpt-image-2", "prompt": "", "size": "1x1", "quality": "HIGH", "promt": 1}, "generate"),
        ({"image": 1}, "edit"),
        (3, "edit-json"),
    ]
    body = "import json\n" + "".join(
        f"json.dumps(imagespec.check({request!r}, {operation!r}).to_dict())\n"
        f"imagespec.check({request!r}, {operation!r}, strict=True, ignore=['size']).to_dict()\n"
        for request, operation in requests
    )
    modules = loaded(body)
    assert not modules & NOT_FOR_FINDINGS
    assert "imagespec" in modules, "the test sees what is loaded"


TEXTS = {
    "size": ({"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080"}, "generate"),
    "range": ({"model": "gpt-image-2", "prompt": "a cat", "n": 11}, "generate"),
    "value": ({"model": "gpt-image-2", "prompt": "a cat", "quality": "HIGH"}, "generate"),
    "missing": ({"model": "gpt-image-2"}, "edit-json"),
}
MOST_CLASSES, MOST_MODULES = 24, 55
"""What the first text may make and load: a few classes of the package, and modules of it."""


@pytest.mark.parametrize("case", TEXTS)
def test_a_first_text_makes_and_loads_little(case: str) -> None:
    request, operation = TEXTS[case]
    counted = (
        "modules = [module for name, module in sys.modules.items() if name.startswith('imagespec')]\n"
        "made = {value for module in modules for value in vars(module).values() if hasattr(value, '__imagespec_fields__')}\n"
        "names = sorted(set(sys.modules) - bare)\nimport json\nprint(json.dumps([len(made), len(modules), names]))"
    )
    body = f"{START}report = imagespec.check({request!r}, {operation!r})\nassert not report.ok and report.diagnostics[0].message\n"
    run = subprocess.run([sys.executable, "-I", "-c", body + counted], capture_output=True, text=True, check=True, timeout=60)
    made, own, names = json.loads(run.stdout)
    assert not {name.partition(".")[0] for name in names} & NEVER
    assert 5 < made <= MOST_CLASSES
    assert 20 < own <= MOST_MODULES


def test_a_typed_request_needs_no_attrs() -> None:
    modules = loaded(f"assert imagespec.validate({REQUESTS['generate']!r}).n == 2")
    assert not modules & {"yaml", "cattrs", "attrs", "attr", "jsonschema", "click", "dataclasses", "inspect"}


def test_attrs_is_there_for_those_who_ask() -> None:
    body = "import attrs\nassert attrs.fields(imagespec.Fix).title.type is str\n"
    assert "attr" in loaded(body)


class Loads(NamedTuple):
    """The arguments of a command, what must not be loaded for it (packages, and parts of this one), and the most modules of this one."""

    arguments: str
    never: set[str]
    parts: set[str]
    most: int


TABLES = {"attr", "yaml", "jsonschema", "hashlib"}
PATHS = {"pathlib", "urllib", "ipaddress", "base64", "shutil", "tomllib", "tempfile"}
BUILD = {"kinds", "spec", "compile", "repair", "migration", "clients", "images", "typed"}

COMMANDS = {
    "lint": Loads("{file}", TABLES | PATHS | {"multiprocessing", "orjson", "dataclasses", "textwrap", "unicodedata"}, BUILD, 104),
    "models": Loads("", TABLES | PATHS, {"clients", "compile", "places"}, 112),
    "rules": Loads("size.step", TABLES | PATHS, BUILD | {"places"}, 52),
    "schema": Loads("--model gpt-image-2", TABLES | PATHS, {"clients", "places"}, 130),
    "size": Loads("gpt-image-2 1920x1088", TABLES | PATHS, {"clients", "spec", "places"}, 72),
    "migrate": Loads("--to gpt-image-2 {file}", TABLES | PATHS | {"orjson", "multiprocessing"}, {"clients", "spec", "compile"}, 116),
    "diff": Loads("openai@2026-11-12 openai", {"attr", "jsonschema", "hashlib"} | PATHS - {"base64"}, {"clients", "places", "repair"}, 134),
}
"""A bound is a little above what was counted; a change that loads less lowers it."""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_loads_what_it_does(command: str, tmp_path: Path) -> None:
    arguments, never, parts, most = COMMANDS[command]
    file = tmp_path / "request.json"
    file.write_text('{"model": "gpt-image-2", "prompt": "a cat"}\n', "utf-8")
    program = (
        f"import sys, os\nbare = {{*sys.modules}}\nsys.path.insert(0, {str(ROOT)!r})\nos.chdir({str(tmp_path)!r})\n"
        f"sys.argv = ['imagespec', {command!r}, *{arguments.format(file=file.name).split()!r}]\nfrom imagespec.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\nprint(*sorted({*sys.modules} - bare), file=sys.stderr)"
    )
    around = {name: value for name, value in os.environ.items() if name != "COLUMNS"}  # lines are wrapped where it is there
    line = [sys.executable, "-I", "-c", program]
    run = subprocess.run(line, capture_output=True, text=True, check=True, timeout=60, env=around)
    modules = set(run.stderr.split())
    assert not {name.partition(".")[0] for name in modules} & never
    own = {name for name in modules if name.startswith("imagespec.")}
    assert not {name for name in own if name.split(".")[1] in parts} - {"imagespec.kinds"}
    assert most - 20 < len(own) <= most
    assert f"imagespec.cli.{command}" in modules
    others = {f"imagespec.cli.{name}" for name in ("lint", "migrate", "models", "rules", "size", "schema", "diff", "compile")}
    assert not modules & others - {f"imagespec.cli.{command}"}


def test_what_is_loaded_from_compiled_data_is_the_table() -> None:
    for table in ("openai", "azure"):
        handle = imagespec.load(table)
        from_yaml = load_shipped(handle.name)
        assert handle.spec.models == from_yaml.models
        assert handle.spec.sources == from_yaml.sources
        assert handle.spec.digest == from_yaml.digest
        assert {**handle.spec.contracts} == {**from_yaml.contracts}


def test_the_newest_revision_by_its_date_needs_no_yaml() -> None:
    name = imagespec.load().name
    assert not loaded(f"assert imagespec.load({name!r}).check({{'model': 'gpt-image-2', 'prompt': 'a'}}).ok") & NEVER


def test_an_older_revision_loads_no_more_than_it_compiles_with() -> None:
    modules = loaded("assert imagespec.load('openai@2026-05-07').check({'model': 'gpt-image-2', 'prompt': 'a'}).ok")
    assert not modules & {"jsonschema", "click"}
    assert "yaml" in modules


def test_import_is_quick() -> None:
    program = START.replace("import imagespec\n", "import time\nstart = time.process_time()\nimport imagespec\n")
    program += f"imagespec.is_valid({REQUESTS['generate']!r})\nprint(time.process_time() - start)"
    seconds = min(
        float(subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True).stdout) for _ in range(5)
    )
    print(json.dumps({"import and first check, ms": round(seconds * 1000, 2)}))
    assert seconds < 0.05
