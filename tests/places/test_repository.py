"""Whole folders: what a repository holds besides its requests gives nothing, and neither does what Python and Node bring along."""

from __future__ import annotations

import json
import re
import sysconfig
from pathlib import Path
from time import perf_counter

import pytest

from tests.cli.conftest import REVISION, invoke

FILES = {
    "package.json": json.dumps({"name": "cats", "version": "1.0.0", "type": "module", "files": ["dist"], "dependencies": {"openai": "^6"}}),
    "package-lock.json": json.dumps({"name": "cats", "lockfileVersion": 3, "packages": {"": {"name": "cats"}}}),
    "tsconfig.json": '{\n  // strict\n  "compilerOptions": {"target": "es2022", "strict": true},\n}\n',
    "compose.yaml": "services:\n  web:\n    image: ghcr.io/cats/web:1\n    environment: {OPENAI_IMAGE_MODEL: gpt-image-2}\n",
    "pyproject.toml": '[project]\nname = "cats"\nversion = "1"\n[tool.ruff]\nline-length = 100\n',
    ".env.example": "OPENAI_API_KEY=\nOPENAI_IMAGE_MODEL=gpt-image-2\n",
    "README.md": "# Cats\n\nSet `model`, `prompt` and `size`; run `curl https://example.com/install.sh | sh`.\n",
    "mkdocs.yml": "nav:\n- Home: index.md\nextra: !!python/name:x.y\n",
    "locales/en.json": json.dumps({"image": {"prompt": "What to draw", "size": "Size", "quality": "Quality", "background": "Background"}}),
    "chart/values.yaml": "image: {repository: cats, tag: '1'}\nresources: {limits: {cpu: 1}}\n",
    "chart/templates/pod.yaml": "image: {{ .Values.image.repository }}:{{ .Values.image.tag }}\nprompt: {{ .Values.prompt }}\n",
    "data/chat.jsonl": json.dumps({"messages": [{"role": "user", "content": "prompt"}]}) + "\n" + "{broken prompt\n",
    "requests/cat.json": json.dumps({"model": "gpt-image-2", "prompt": "a cat", "size": "1536x1024"}),
}


def test_a_repository_with_one_right_request_gives_the_summary_and_nothing_else(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    result = invoke("lint", *REVISION, tmp_path)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"1 request in {len(FILES)} files: no findings; ")


@pytest.mark.exhaustive
def test_what_python_brings_along_gives_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The packages of this environment and the standard library, without the files of this package itself."""
    paths = {Path(sysconfig.get_paths()[name]) for name in ("stdlib", "purelib")}
    started = perf_counter()
    result = invoke("lint", "--no-respect-gitignore", "--exclude", "imagespec/", *REVISION, *sorted(paths))
    took = perf_counter() - started
    count = re.match(r"0 requests in ([\d,]+) files: no findings", result.out)
    assert (result.code, result.err, bool(count)) == (0, "", True), result.out + result.err
    with capsys.disabled():
        print(f"\nno findings in {count.group(1) if count else 0} files, {took:.1f} s")


@pytest.mark.exhaustive
def test_what_node_brings_along_gives_nothing(node_packages: Path) -> None:
    result = invoke("lint", "--no-respect-gitignore", *REVISION, node_packages / "node_modules")
    assert (result.code, result.err, result.out[:13]) == (0, "", "0 requests in"), result.out + result.err
