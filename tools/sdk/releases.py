"""Where a release comes from: the package index, or what is installed here. Nothing of it is run."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tools.sdk.sources import PACKAGE


class NoRelease(Exception):
    """A release cannot be had."""


def download(version: str, folder: Path) -> Path:
    """Download the wheel of a release, the newest one for an empty version, into a folder.

    Raises:
        NoRelease: pip could not.
    """
    wanted = f"{PACKAGE}=={version}" if version else PACKAGE
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    result = subprocess.run([*command, "--dest", str(folder), wanted], capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if result.returncode or len(wheels) != 1:
        said = result.stderr.strip().splitlines()
        raise NoRelease(f"pip cannot download {wanted}: {said[-1] if said else 'it left no wheel'}")
    return wheels[0]


def installed() -> Path:
    """The folder of the installed package.

    Raises:
        NoRelease: there is none.
    """
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise NoRelease(f"{PACKAGE} is not installed for {sys.executable}")
    return Path(found.submodule_search_locations[0])
