"""Files are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 text beside its place, then put it there: an earlier file stays as it was when that fails.

    What is no regular file, such as a pipe, is written in place.

    Raises:
        OSError: the file cannot be written.
    """
    if path.exists() and not path.is_file():
        path.write_text(text, "utf-8", newline="\n")
        return
    path = path.resolve()
    with tempfile.TemporaryDirectory(prefix=f".{path.name[:50]}-", dir=path.parent) as shelter:
        draft = Path(shelter) / "new"
        draft.write_text(text, "utf-8", newline="\n")
        if path.exists():
            shutil.copymode(path, draft)
        os.replace(draft, path)
