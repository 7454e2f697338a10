"""The files of the package, of any table."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

import pytest

import imagespec
from imagespec.compile.npm.package import ADAPTERS, endpoints, npm_name, npm_package

ROOT = Path(__file__).parent.parent.parent
OWN = ROOT / "tests" / "forms" / "own.yaml"
SMALL = ROOT / "tests" / "table" / "minimal.yaml"


@lru_cache
def made(table: str | Path) -> dict[str, str]:
    return npm_package(imagespec.load(table).spec)


@pytest.mark.parametrize("table", ["openai", "openai@2026-05-07", OWN, SMALL], ids=str)
def test_every_module_that_is_exported_is_there_with_its_types(table: str | Path) -> None:
    spec = imagespec.load(table).spec
    files = made(table)
    exports = json.loads(files["package.json"])["exports"]
    assert exports.pop("./package.json") == "./package.json"
    assert [name for name in exports if "/adapters/" in name] == [f"./adapters/{name}" for name in ADAPTERS]
    assert len(exports) == 1 + len(spec.operations) + len(ADAPTERS)
    for target in exports.values():
        assert list(target) == ["types", "default"]  # the first that fits is taken
        assert {path.removeprefix("./") for path in target.values()} <= files.keys()


@pytest.mark.parametrize("table", ["openai", OWN], ids=str)
def test_modules_import_only_what_is_in_the_package(table: str | Path) -> None:
    files = made(table)
    for path, text in files.items():
        if not path.endswith((".js", ".ts")):
            continue
        for name in re.findall(r'^(?:import|export)\b[^;]*?\bfrom "([^"]+)"', text, re.MULTILINE):
            target = (Path("/") / path).parent / name
            found = Path(*[part for part in target.parts[1:] if part != ".."]) if ".." not in name else Path(name.removeprefix("../"))
            assert {found.as_posix(), found.with_suffix(".d.ts").as_posix()} & files.keys(), (path, name)


def test_the_package_is_called_like_its_table() -> None:
    assert npm_name(imagespec.load().spec) == npm_name(imagespec.load("openai@2026-05-07").spec) == "imagespec"
    assert npm_name(imagespec.load("azure").spec) == "imagespec-azure"
    assert npm_name(imagespec.load(OWN).spec) == "imagespec-printer"


def test_it_has_the_version_and_the_licence_of_the_project() -> None:
    files = made(SMALL)
    assert json.loads(files["package.json"])["version"] == imagespec.__version__
    assert files["LICENSE"] == (ROOT / "LICENSE").read_text("utf-8")


def test_addresses_tell_json_from_forms() -> None:
    found = {entry["path"]: entry for entry in endpoints(imagespec.load().spec)}
    assert (found["/images/generations"]["json"], "form" in found["/images/generations"]) == ("generate", False)
    assert (found["/images/edits"]["json"], found["/images/edits"]["form"]) == ("edit-json", "edit")
    assert found["/images/edits"]["files"] == ["image", "markup", "mask"]
    assert (found["/responses"]["list"], found["/responses"]["types"]) == ("tools", ["image_generation"])
    own = {entry["path"]: entry for entry in endpoints(imagespec.load(OWN).spec)}
    assert own["/scans"] == {"method": "POST", "path": "/scans", "files": ["extras", "scan"], "form": "scan"}
