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

    def gateways(self) -> list[Path]:
        """The folder of the packages of the group ``gateways``, which CI makes beforehand as it takes long."""
        made = os.environ.get("IMAGESPEC_GATEWAYS")
        return [Path(made) if made else self._with(["--group", f"{ROOT / 'pyproject.toml'}:gateways"])]

    def versions(self, *packages: str) -> list[Path]:
        """The folder of some packages; none of none."""
        return [self._with([*packages])] if packages else []

    def run(self, module: str, *arguments: str, folders: list[Path], timeout: float = 180) -> str:
        """What a module prints that runs with folders of packages before those of this environment."""
        path = os.pathsep.join(map(str, [*folders, ROOT]))
        environment = {**os.environ, "PYTHONPATH": path}
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def _with(self, packages: list[str]) -> Path:
        folder = self._folder / "".join(char for char in "".join(packages) if char.isalnum())
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
            subprocess.run(pip, check=True, capture_output=True, timeout=600)
        return folder
