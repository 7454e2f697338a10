"""Where the source text of a release comes from: an installed or unpacked package, or a wheel."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Protocol

from tools.sdk.errors import ExtractError

PACKAGE = "openai"


class Source(Protocol):
    """Source files of one release, named relative to the package directory."""

    def names(self) -> list[str]: ...

    def read(self, name: str) -> str: ...


class DirectorySource:
    """An installed or unpacked package; accepts the folder above it as well."""

    def __init__(self, path: Path) -> None:
        nested = path / PACKAGE
        self._root = nested if (nested / "_version.py").is_file() else path

    def names(self) -> list[str]:
        found = (self._root / "types").rglob("*.py")
        return sorted(path.relative_to(self._root).as_posix() for path in found)

    def read(self, name: str) -> str:
        try:
            return (self._root / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ExtractError(name, 0, f"cannot be read: {error}") from error


class WheelSource:
    """A wheel. It is read up front: the sources are small and no handle stays open."""

    def __init__(self, path: Path) -> None:
        prefix = f"{PACKAGE}/"
        try:
            with zipfile.ZipFile(path) as archive:
                self._files = {name.removeprefix(prefix): archive.read(name) for name in archive.namelist() if _is_relevant(name, prefix)}
        except (OSError, zipfile.BadZipFile) as error:
            raise ExtractError(str(path), 0, f"is not a readable wheel: {error}") from error

    def names(self) -> list[str]:
        return sorted(self._files)

    def read(self, name: str) -> str:
        try:
            return self._files[name].decode("utf-8")
        except (KeyError, UnicodeDecodeError) as error:
            raise ExtractError(name, 0, f"cannot be read: {error!r}") from error


def _is_relevant(name: str, prefix: str) -> bool:
    """Limit decompression to what annotations can lead to."""
    inner = name.removeprefix(prefix)
    wanted = inner == "_version.py" or inner.startswith("types/")
    return name.startswith(prefix) and name.endswith(".py") and wanted


def open_source(path: Path) -> Source:
    """Pick the reader by what is there, so that callers need not know."""
    return DirectorySource(path) if path.is_dir() else WheelSource(path)
