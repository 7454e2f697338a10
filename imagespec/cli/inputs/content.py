"""What a file holds: its name says so, else a bounded look at its beginning. Then it is read as that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple, Protocol

from imagespec.cli.catalogue import JSON_LINES, finding
from imagespec.cli.inputs import json_document, json_lines
from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.parsed import ABSENT, Parsed, Problem, Worth
from imagespec.cli.inputs.strict_json import SPACE, skip_space
from imagespec.cli.inputs.text import LARGEST, MARK, decoded
from imagespec.places.source import SUFFIXES
from imagespec.places.texts import BRUNO, ENVIRONMENT, HTTP, SHELL

LINES = frozenset({".jsonl", ".ndjson"})
JSON = frozenset({".json", ".jsonc", ".json5", ".har"})
YAML = frozenset({".yaml", ".yml"})
TOML = frozenset({".toml"})
TEXTS = {
    ".env": ENVIRONMENT, ".http": HTTP, ".rest": HTTP, ".bru": BRUNO, ".sh": SHELL, ".bash": SHELL, ".zsh": SHELL, ".md": SHELL,
    ".markdown": SHELL, ".mdx": SHELL, ".rst": SHELL,
}  # fmt: skip
"""Endings of texts that are no documents of values, with their kind."""

SOURCE = SUFFIXES
"""Endings of source code, each a form of its own."""

LOOK = 1 << 20
"""How many bytes are looked at to tell lines from a document; the first line is seen whole, however long it is."""

_CUT = 16
"""How many characters before the end of a cut text may look wrong only because of the cut: ``-Infinit``, half an escape."""

LINES_FORM, JSON_FORM, YAML_FORM, TOML_FORM = "lines", "json", "yaml", "toml"
"""How a file is read; texts are read as their kind."""

_DECODE = json.JSONDecoder().raw_decode


class Stream(Protocol):
    """What is needed of a file that is open for reading bytes."""

    def read(self, size: int, /) -> bytes:
        """Read up to so many bytes."""
        ...

    def readline(self, size: int, /) -> bytes:
        """Read up to the next line break or so many bytes."""
        ...


class Look(NamedTuple):
    """The beginning of a file, and whether that is all of it."""

    data: bytes
    is_all: bool


class Told(NamedTuple):
    """How a stream is read, ``LINES_FORM``, ``JSON_FORM``, ``YAML_FORM``, ``TOML_FORM`` or a kind of text, and what was read of it to tell.

    ``laid_out`` says that the name promises lines, but the values go over several.
    """

    form: str
    look: Look
    laid_out: bool = False


def tell(stream: Stream, suffix: str) -> Told:
    """Tell how a stream is to be read. ``suffix`` is the end of its name in lower case, empty where it has no name."""
    if suffix in LINES:
        return _promised_lines(stream)
    look = _look(stream)
    if suffix in SOURCE:
        return Told(suffix, look)
    if suffix in TOML or suffix in TEXTS:
        return Told(TEXTS.get(suffix, TOML_FORM), look)
    if suffix not in YAML and (suffix in JSON or _begins_as_json(look)):
        return Told(LINES_FORM if _holds_lines(look) else JSON_FORM, look)
    return Told(YAML_FORM, look)


def form(stream: Stream, suffix: str) -> str:
    """How ``read`` reads a file."""
    return tell(stream, suffix).form


def read(stream: Stream, suffix: str) -> Iterator[Parsed]:
    """Read the values of a file. ``suffix`` as for ``tell``."""
    return read_told(stream, tell(stream, suffix))


def read_told(stream: Stream, told: Told, worth: Worth | None = None) -> Iterator[Parsed]:
    """Read the values of a stream after it was told how; with ``worth``, only where it says that the bytes are worth it."""
    if told.form == LINES_FORM:
        return json_lines.read(lines(stream, told.look.data), worth)
    data = whole(stream, told.look)
    if worth and not worth(data):
        return iter(())
    if told.form == JSON_FORM:
        values = json_document.read(data)
        return _laid_out(values) if told.laid_out else values
    if told.form == TOML_FORM:
        from imagespec.cli.inputs import toml_document

        return toml_document.read(data)
    if told.form != YAML_FORM:
        return _text(data)
    from imagespec.cli.inputs import yaml_document

    return yaml_document.read(data)


def _text(data: bytes) -> Iterator[Parsed]:
    """A text as one value."""
    text, problem = decoded(data.removeprefix(MARK))
    yield Parsed(ABSENT, 1, [problem]) if problem else Parsed(text, 1, [], lines=Lines(text))


def _promised_lines(stream: Stream) -> Told:
    """Look at the first line of what is called lines, and further only where a value begins there that goes on."""
    first = Look(stream.readline(LARGEST + 1), False)
    if len(first.data) > LOOK or not _begins_as_json(first) or not _goes_on(first):
        return Told(LINES_FORM, first)
    following = stream.read(LOOK)
    look = Look(first.data + following, len(following) < LOOK)
    if not _is_utf_8(look) or _is_broken(look.data.removeprefix(MARK).decode("utf-8", "replace"), is_all=look.is_all):
        return Told(LINES_FORM, look)
    return Told(JSON_FORM, look, True)


def _goes_on(first: Look) -> bool:
    """Whether the value that begins on the first line does not end on it."""
    try:
        _DECODE(first.data.removeprefix(MARK).decode("utf-8", "replace").lstrip(SPACE))
    except (RecursionError, ValueError):
        return True
    return False


def _laid_out(values: Iterator[Parsed]) -> Iterator[Parsed]:
    """Values with the finding that they go over several lines."""
    message = "a value goes over several lines, but JSON Lines has one value on each line; write each on one, as jq -c . does."
    found = [Problem(finding("request.format", message, source=JSON_LINES), (1, 1))]
    for entry in values:
        yield entry._replace(problems=found + entry.problems)
        found = []


def _look(stream: Stream) -> Look:
    data = stream.read(LOOK)
    if len(data) < LOOK:
        return Look(data, True)
    if b"\n" not in data:
        data += stream.readline(LARGEST)
    following = stream.read(LOOK)
    return Look(data + following, len(following) < LOOK)


def whole(stream: Stream, look: Look) -> bytes:
    """All bytes of a file; of one that is too large, just enough to tell."""
    return look.data if look.is_all else look.data + stream.read(max(1, LARGEST + 1 - len(look.data)))


def lines(stream: Stream, head: bytes = b"") -> Iterator[bytes]:
    """The lines of a stream after its head; the rest of one longer than ``LARGEST`` is dropped."""
    seen = BytesIO(head)
    while (raw := seen.readline()).endswith(b"\n"):
        yield raw
    while raw := raw + stream.readline(LARGEST + 1):
        yield raw
        while len(raw) > LARGEST and not raw.endswith(b"\n"):
            raw = stream.readline(LARGEST + 1)
        raw = b""


def _begins_as_json(look: Look) -> bool:
    """Whether it opens an object or an array, or a comment as in JSONC."""
    return look.data.removeprefix(MARK).lstrip().startswith((b"{", b"[", b"//", b"/*"))


def _holds_lines(look: Look) -> bool:
    """Whether what begins as JSON is JSON Lines: it cannot be read as a whole, or not all at once, but most lines can by themselves.

    A document that is laid out over lines neither begins nor ends with a line that is a value.
    """
    if look.is_all and b"\n" not in look.data.rstrip():
        return False
    text = look.data.removeprefix(MARK).decode("utf-8", "replace")
    lines = [line for line in text.split("\n") if line.strip(SPACE)]
    if len(lines) < 2:
        return False
    if not look.is_all:
        del lines[-1]
    is_broken = not _is_utf_8(look) or _is_broken(text, is_all=look.is_all)
    first, last = _is_value(lines[0]), _is_value(lines[-1])
    if not (first or (last and is_broken)) or (look.is_all and not is_broken):
        return False
    return 2 * sum(_is_value(line, comma=first) for line in lines) >= len(lines)


def _is_utf_8(look: Look) -> bool:
    try:
        look.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return not look.is_all and error.start >= len(look.data) - 3  # a character may be cut
    return True


def _is_broken(text: str, *, is_all: bool) -> bool:
    """Whether values one after the other stop being JSON somewhere, other than by the end of a text that is not all."""
    offset = skip_space(text, 0)
    try:
        while offset < len(text):
            offset = skip_space(text, _DECODE(text, offset)[1])
    except json.JSONDecodeError as error:
        is_cut = error.msg.startswith("Unterminated string") or error.pos >= len(text) - _CUT
        return is_all or not is_cut
    except (RecursionError, ValueError):
        return True
    return False


def _is_value(line: str, *, comma: bool = True) -> bool:
    """Whether a line is an object or an array as it stands, or with ``comma`` with a comma behind it."""
    line = line.strip(SPACE)
    if comma and line.endswith(","):
        line = line[:-1].rstrip(SPACE)
    if line[:1] not in ("{", "["):
        return False
    try:
        return bool(_DECODE(line)[1] == len(line))
    except (RecursionError, ValueError):
        return False
