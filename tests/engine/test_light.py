"""What importing and checking load, seen from fresh interpreters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import imagespec

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
    assert "attr" in modules, "the test sees what is loaded"


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
