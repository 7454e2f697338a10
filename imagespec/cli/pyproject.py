"""What a pyproject.toml or an imagespec.toml says about a project, also where it is no TOML."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import Any, NamedTuple

from imagespec.cli.failure import Failure
from imagespec.cli.terminal import shown_path
from imagespec.values.patterns import pattern
from imagespec.values.text import visible

_COMMENT = pattern(r"^[ \t]*#.*", re.MULTILINE)
_ROOT = pattern(r"""^[ \t]*\[[ \t]*["']?project["']?[ \t]*[\].]""", re.MULTILINE)
_SECTION = pattern(
    r"""tool["']?[ \t]*\.[ \t]*["']?imagespec\b                                           # [tool.imagespec], tool.imagespec.strict = true
    |^[ \t]*\[[ \t]*["']?tool["']?[ \t]*\](?:\n(?![ \t]*\[).*)*\n[ \t]*["']?imagespec\b  # imagespec = {strict = true} below [tool]
    |^[ \t]*["']?tool["']?[ \t]*=.*\bimagespec\b                                         # tool = {imagespec = {strict = true}}
    """,
    re.MULTILINE | re.VERBOSE,
)


OWN_FILE = "imagespec.toml"
"""A file whose whole content is what a pyproject.toml has under ``[tool.imagespec]``."""


class Pyproject(NamedTuple):
    """The ``[tool.imagespec]`` of a file, ``None`` where it has none, and whether a ``[project]`` makes its folder the root of one."""

    section: dict[str, Any] | None
    is_root: bool


def read(file: str) -> Pyproject:
    """Read a file. A pyproject.toml that is none, or no TOML and without a sign of ``[tool.imagespec]``, offers nothing.

    Raises:
        Failure: the file cannot be read, or it is no TOML but means to configure imagespec.
    """
    try:
        data = _data(file)
    except OSError as error:
        raise Failure(f"{shown_path(file)}: cannot be read ({error.strerror or error})") from None
    if data is None:
        return Pyproject(None, False)
    text = data.decode("utf-8", "replace")
    is_own = os.path.basename(file) == OWN_FILE
    if "imagespec" not in text and not is_own:
        return Pyproject(None, bool(_ROOT.search(text)))
    from imagespec.cli.inputs.toml_document import parsed

    try:
        document = parsed(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        text = _COMMENT.sub("", text)
        if is_own or _SECTION.search(text):
            reason = "nested too deep" if isinstance(error, RecursionError) else visible(str(error), 200)
            raise Failure(f"{shown_path(file)}: cannot be read ({reason})") from None
        return Pyproject(None, bool(_ROOT.search(text)))
    if is_own:
        return Pyproject(document, False)
    tool = document.get("tool")
    section = tool.get("imagespec") if isinstance(tool, dict) else None
    if section is not None and not isinstance(section, dict):
        raise Failure(f"{shown_path(file)}: tool.imagespec is no table")
    return Pyproject(section, "project" in document)


def _data(file: str) -> bytes | None:
    """What stands in a regular file, ``None`` where there is none of that name.

    Raises:
        OSError: it cannot be read.
    """
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            return None
    except ValueError:  # no name of a file
        return None
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP):
            return None
        raise
    with open(file, "rb") as stream:
        return stream.read()
