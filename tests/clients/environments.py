"""Programs that run with packages which the tests themselves are not installed with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Environments:
    """Folders of packages, each made once; they come before those of this environment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, module: str, *arguments: str, packages: list[str], timeout: float = 120) -> str:
        """What a module prints that runs with some packages; with none, those of this environment."""
        path = os.pathsep.join([*([str(self._with(packages))] if packages else ()), str(ROOT)])
        environment = {**os.environ, "PYTHONPATH": path}
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def _with(self, packages: list[str]) -> Path:
        folder = self._folder / "-".join("".join(char for char in name if char.isalnum()) for name in packages)
        if not folder.exists():
            pip = [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-compile",
                "--disable-pip-version-check",
                "--target",
                str(folder),
                *packages,
            ]
            subprocess.run(pip, check=True, capture_output=True, timeout=300)
        return folder
