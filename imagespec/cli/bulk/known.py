"""What one line says, where that is quick to tell: an object without any finding."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.bulk.templates import Cut, Form
from imagespec.cli.inputs.records import BY_KEYS, BY_OPTION, BY_URL
from imagespec.engine.operations import inferred
from imagespec.values.days import day_number

if TYPE_CHECKING:
    from imagespec.cli.settings import Settings

Find = Callable[[dict[str, Any], list[Any]], None]
"""Finds everything in a request, and hands on what it finds."""

_LENGTHS = (1, 100, 1_000, 4_000, 32_000)
"""Lengths of prompts that are tried, to know more than those met."""

_MARKS = ("imagespec one", "imagespec two")

_NOT_ALONE = ("custom_id", "method", "url", "body")
_EDITS = frozenset({"images", "image", "image[]", "image[0]", "image[1]", "type"})
_ONLY_STREAMS = ("stream", "partial_images")


def _refused(name: str) -> Any:
    raise ValueError(name)


def _reader() -> Callable[[str], Any]:
    """The fastest reader of JSON that there is. It refuses what JSON has not, and of repeated keys keeps the last."""
    try:
        from orjson import loads  # an extra: twice as fast as the rest together
    except ImportError:
        return json.JSONDecoder(parse_constant=_refused).decode
    return loads  # type: ignore[no-any-return,unused-ignore]


loads = _reader()


class Clean(NamedTuple):
    """A line that nothing is found in: read, its request, its custom_id, what else it says, and what finds everything in such requests."""

    value: dict[str, Any]
    body: dict[str, Any]
    custom_id: str
    form: Form
    find: Find

    def is_alike(self, parts: Cut) -> bool:
        """Whether another prompt and custom_id in their places make the same line, which is right for prompts of some lengths."""
        name, prompt = _MARKS
        body = {**self.body, "prompt": prompt}
        expected = {**self.value, "custom_id": name, "body": body} if parts.middle else body
        if bool(parts.middle) != self.form.enveloped or loads(parts.filled(name, prompt)) != expected:
            return False
        right = [length for length in _LENGTHS if self._is_right({**body, "prompt": "a" * length})]
        self.form.shortest, self.form.longest = min([self.form.shortest, *right]), max([self.form.longest, *right])
        return True

    def _is_right(self, body: dict[str, Any]) -> bool:
        found: list[Any] = []
        self.find(body, found)
        return not found


class Knowledge:
    """Tells lines that are right by the settings of a file."""

    def __init__(self, settings: Settings) -> None:
        self._handle = settings.handle
        self._limits = settings.reading.batch
        self._operation = settings.reading.operation
        self._default: str = inferred((), settings.reading.operations)
        self._operations = settings.reading.operations
        self._aliases = settings.judged["aliases"]
        self._today = day_number(settings.judged["today"]) if settings.judged["today"] else 0
        self._finders: dict[tuple[str, str], Find | None] = {}

    def clean(self, line: str) -> Clean | None:
        """What a line says, ``None`` where something may be found.

        Raises:
            Exception: it is no line of this kind at all.
        """
        value = loads(line)
        if "custom_id" in value:
            return self._in_batch(line, value)
        if any(key in value for key in _NOT_ALONE):
            return None
        operation = self._operation or (self._default if _EDITS.isdisjoint(value) else inferred(value, self._operations))
        return self._of(line, value, value, "", "", operation, BY_OPTION if self._operation else BY_KEYS)

    def _in_batch(self, line: str, value: dict[str, Any]) -> Clean | None:
        limits, body, custom_id = self._limits, value["body"], value["custom_id"]
        if limits is None or len(value) != 4 or value["method"] != limits["method"] or custom_id.__class__ is not str:
            return None
        if any(key in body for key in _ONLY_STREAMS) or body["model"] in limits.get("unsupported", ()):
            return None
        url = value["url"]
        operation = self._operation or limits["paths"][url]
        return self._of(line, value, body, custom_id, url, operation, BY_OPTION if self._operation else BY_URL)

    def _of(
        self, line: str, value: dict[str, Any], body: dict[str, Any], custom_id: str, url: str, operation: str, found_by: str
    ) -> Clean | None:
        model = body["model"]
        try:
            find = self._finders[operation, model]
        except KeyError:
            find = self._finders[operation, model] = self._handle.engine.finder(operation, model, self._aliases, self._today)
        if find is None:
            return None
        found: list[Any] = []
        find(body, found)
        if found or _repeats_a_key(line, value):
            return None
        prompt = body.get("prompt")
        length = len(prompt) if isinstance(prompt, str) else 0
        form = Form(length, body is not value, url or None, model, operation, found_by)
        return Clean(value, body, custom_id, form, find)


def _repeats_a_key(line: str, value: Any) -> bool:
    """Whether an object of the value may have a key twice, or one before white space and its colon."""
    if " :" in line or "\t:" in line or "\r:" in line:
        return True
    colons = line.count('":')
    return colons != len(value) + (len(value["body"]) if "body" in value else 0) and colons != _keys(value)


def _keys(value: Any) -> int:
    """The number of keys in a value, at any depth."""
    if value.__class__ is dict:
        return len(value) + sum(map(_keys, value.values()))
    return sum(map(_keys, value)) if value.__class__ is list else 0
