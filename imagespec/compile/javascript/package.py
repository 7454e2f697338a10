"""What makes the modules a package of npm: its manifest, and what it says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from imagespec.spec.model import Spec


def package_files(spec: Spec, operations: Iterable[str]) -> dict[str, str]:
    """The manifest and the README by their path in the package. ``operations`` are the modules of the operations."""
    exports = {f"./{name}": f"./{name}.js" for name in operations}
    manifest: dict[str, Any] = {
        "name": "imagespec",
        "version": version("imagespec"),
        "description": f"The requests of {spec.title}, checked before they are sent.",
        "license": "MIT",
        "type": "module",
        "sideEffects": False,
        "engines": {"node": ">=20"},
        "exports": {".": "./index.js", **exports, "./*.js": "./*.js", "./package.json": "./package.json"},
    }
    readme = (files("imagespec.compile.javascript") / "README.md").read_text("utf-8")
    return {"package.json": json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "README.md": readme}
