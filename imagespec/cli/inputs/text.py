"""Bytes to text: UTF-8 only, with the place of the first byte that is not."""

from __future__ import annotations

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs.parsed import Problem

MARK = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8."""

LARGEST = 400_000_000
"""Most bytes of one line or one JSON document: a request with 16 images of the largest size as data URLs fits."""

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16."""


def decoded(data: bytes, first_line: int = 1) -> tuple[str, Problem | None]:
    """The text of UTF-8 bytes, or an empty text and the problem. ``first_line`` is the line the bytes begin on."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = first_line + before.count(b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        wide = first_line == 1 and data.startswith(WIDE_MARKS)
        kind = "UTF-16 text" if wide else f"byte 0x{data[error.start]:02x} is no UTF-8"
        found = finding("request.format", f"{kind}; save the file as UTF-8.", params={"offset": error.start})
        return "", Problem(found, (line, column), True)


def whole_text(data: bytes) -> tuple[str, list[Problem], bool]:
    """The text of a whole file after its byte order mark, what is to be said of the file, and whether it can be read."""
    data, problems = without_mark(data)
    text, problem = decoded(data)
    return (text, [*problems, problem], False) if problem else (text, problems, True)


def without_mark(data: bytes) -> tuple[bytes, list[Problem]]:
    """The bytes after a byte order mark, and the warning about it."""
    if not data.startswith(MARK):
        return data, []
    warning = finding("file.format", "the file begins with a byte order mark, which some readers refuse; save it as UTF-8 without.")
    return data[len(MARK) :], [Problem(warning, (1, 1))]
