"""A repository of this package as others install it, one of a user, and the documents of the README."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://github.com/imagespec/imagespec"

GOOD = '{"model": "gpt-image-2", "prompt": "a cat"}\n'
FIXABLE = '{"model": "gpt-image-2", "prompt": "a cat", "style": "vivid"}\n'
BAD = '{"model": "gpt-image-2", "prompt": "a cat", "n": 11}\n'


def shown(title: str) -> Any:
    """A YAML document that the README shows under a title."""
    text = (ROOT / "README.md").read_text("utf-8")
    (found,) = re.findall(rf"^```yaml title={re.escape(title)}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return yaml.safe_load(found)


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the programs of this environment first on its path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    who = {f"GIT_{role}_{part}": "someone@example.com" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_"))}
    variables |= who | {"PATH": path, "NO_COLOR": "1"} | environment
    return subprocess.run(command, cwd=folder, env=variables, text=True, capture_output=True, timeout=540, check=False)


def repository(folder: Path, branch: str = "main") -> Path:
    """Everything in a folder as one commit."""
    for command in (["init", "--quiet", f"--initial-branch={branch}"], ["add", "--all"], ["commit", "--quiet", "--message=all"]):
        done = run(["git", *command], folder)
        assert done.returncode == 0, done.stderr
    return folder


def package(folder: Path, branch: str) -> Path:
    """What an installation takes of this package, as a repository with a branch."""
    folder.mkdir()
    for name in ("imagespec", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return repository(folder, branch)


def prompts(folder: Path, **texts: str) -> Path:
    """A repository of a user with prompts, and a file elsewhere that no hook is to look at."""
    (folder / "prompts").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "prompts" / f"{name}.json").write_text(text, "utf-8")
    (folder / "other.json").write_text(BAD, "utf-8")
    return repository(folder)
