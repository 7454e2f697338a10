"""A user's own table as a package that is importable by itself."""

from __future__ import annotations

import json

from imagespec.compile.manifest import sealed
from imagespec.compile.package import compile_package
from imagespec.compile.schema_files import schema_files
from imagespec.spec.model import Spec

MAKER = "imagespec compile"
"""What the headers of the package name."""

MANIFEST = "manifest.json"
"""The list of the files of the package."""


def compile_user_package(spec: Spec) -> dict[str, str]:
    """The files of the package by their path: ``check``, ``is_valid`` and ``validate``, JSON Schemas in ``schemas``, the manifest."""
    files = compile_package(spec, MAKER)
    files["__init__.py"] += _FRONT
    files |= {f"schemas/{name}": text for name, text in schema_files(spec).items()}
    said = {"maker": MAKER, "spec": spec.name, "digest": spec.digest}
    return files | {MANIFEST: json.dumps(sealed(MANIFEST, said, files), indent=2) + "\n"}


_FRONT = """
from imagespec.api import compiled as _compiled

_handle = _compiled(__name__)
check = _handle.check
is_valid = _handle.is_valid
validate = _handle.validate
"""
