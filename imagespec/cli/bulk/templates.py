"""Lines that differ from a line known to be right in nothing but the text of prompt and custom_id.

Most lines of a large file are of a few forms. Where a line that was read and found right goes ``HEAD id MIDDLE prompt TAIL``, so
that other texts in the two places would be read as custom_id and prompt, then every line of the same three parts is read as
the same request with another prompt. If nothing but its length counts of a prompt, such a line is right when its prompt is neither
shorter nor longer than prompts that are right. So nothing of the line has to be taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

Find = Callable[[dict[str, Any], Callable[[Any], None]], None]
"""Finds everything in a request, and hands on what it finds."""

_LENGTHS = (1, 100, 1_000, 4_000, 32_000)
"""Lengths of prompts that are tried, to know more than those met."""

_ONLY_ITS_LENGTH = frozenset({"prompt.type", "prompt.required", "prompt.length", "prompt.unsupported"})
"""Rules about a prompt that look at nothing but its type and its length, which is to be between two bounds."""

_MARKS = ("imagespec one", "imagespec two")

_MOST = 2_000
"""Most forms that are kept."""


class Form:
    """What is known of a form of lines: the lengths of prompts between which all are right, and what stands in the other places.

    ``count`` and ``first`` are of those who use it: how many such lines there are, and the first.
    """

    __slots__ = ("count", "first", "found_by", "longest", "model", "operation", "shortest", "url")

    def __init__(self, length: int, url: str, model: str, operation: str, found_by: str) -> None:
        self.shortest = self.longest = length
        self.url, self.model, self.operation, self.found_by = url, model, operation, found_by
        self.count = self.first = 0


class Clean(NamedTuple):
    """A line that nothing is found in: read, its custom_id, what else it says, and what finds everything in requests like it."""

    value: dict[str, Any]
    custom_id: str
    form: Form
    find: Find


class Template:
    """The forms that begin alike. ``middle`` is empty where the lines have no custom_id; ``id_first`` says which text comes first."""

    __slots__ = ("head", "id_first", "middle", "tails")

    def __init__(self, head: str, middle: str, id_first: bool) -> None:
        self.head, self.middle, self.id_first = head, middle, id_first
        self.tails: dict[str, Form] = {}


class Cut(NamedTuple):
    """A line without its two texts, and without the quotes behind them."""

    head: str
    middle: str
    tail: str
    id_first: bool
    custom_id: str
    prompt: str

    def filled(self, one: str, two: str) -> str:
        """The line with other texts, which hold nothing that is escaped."""
        return f'{self.head}{one}"{self.middle}{two}"{self.tail}' if self.middle else f'{self.head}{one}"{self.tail}'


def only_lengths(rules: Iterable[str]) -> bool:
    """Whether of all rules of an operation, those about prompts look at nothing but the length."""
    return {rule for rule in rules if rule.startswith("prompt.")} <= _ONLY_ITS_LENGTH


def cut(line: str, scan: Callable[[str, int], tuple[str, int]]) -> Cut | None:
    """A line cut at its texts, ``None`` where it cannot be. ``scan`` reads a text from after its quote.

    Raises:
        ValueError: there is no text where one begins.
    """
    prompt, name = _after(line, '"prompt":'), _after(line, '"custom_id":')
    if not prompt:
        return None
    if not name:
        text, end = scan(line, prompt)
        return Cut(line[:prompt], "", line[end:], False, "", text)
    first, second = sorted((prompt, name))
    one, middle = scan(line, first)
    if middle > second:
        return None
    two, tail = scan(line, second)
    texts = (one, two) if name < prompt else (two, one)
    return Cut(line[:first], line[middle:second], line[tail:], name < prompt, *texts)


def _after(line: str, key: str) -> int:
    """Where the text begins that is the value of a key, 0 for nowhere."""
    at = line.find(key) + len(key)
    if at < len(key):
        return 0
    at += line.startswith(" ", at)
    return at + 1 if line.startswith('"', at) else 0


class Templates:
    """The forms met so far."""

    def __init__(self, loads: Callable[[str], Any], scan: Callable[[str, int], tuple[str, int]]) -> None:
        """``loads`` reads a line."""
        self._loads, self._scan = loads, scan
        self._known: dict[tuple[str, str], Template] = {}
        self._learned = 0

    def find(self, line: str) -> tuple[Template, Form, str] | None:
        """The template and form of a line that is right, and its custom_id; ``None`` where it is like none known."""
        try:
            parts = cut(line, self._scan)
        except ValueError:
            return None
        template = self._known.get((parts.head, parts.middle)) if parts else None
        form = template.tails.get(parts.tail) if parts and template else None
        if not (parts and template and form and form.shortest <= len(parts.prompt) <= form.longest):
            return None
        return template, form, parts.custom_id

    def learn(self, line: str, clean: Clean, hits: int) -> Template | None:
        """Learn from a line that nothing is found in, unless there is little hope to meet another like it.

        ``hits`` is how many lines were like one known so far. The form of the line gets the lengths of prompts that are right.
        """
        if self._learned >= min(_MOST, 100 + hits // 8):
            return None
        try:
            parts = cut(line, self._scan)
            if parts is None or not self._means_the_same(parts, clean.value):
                return None
        except ValueError:
            return None
        self._learned += 1
        body = clean.value["body"] if parts.middle else clean.value
        right = [length for length in _LENGTHS if _is_clean(clean, {**body, "prompt": "a" * length})]
        form = clean.form
        form.shortest, form.longest = min([form.shortest, *right]), max([form.longest, *right])
        template = self._known.setdefault((parts.head, parts.middle), Template(parts.head, parts.middle, parts.id_first))
        template.tails[parts.tail] = form
        return template

    def _means_the_same(self, parts: Cut, value: dict[str, Any]) -> bool:
        """Whether another prompt and custom_id in the two places make the same line with that prompt and custom_id."""
        one, two = _MARKS
        name, prompt = (one, two) if parts.id_first else (two, one)
        if not parts.middle:
            return bool(self._loads(parts.filled(one, "")) == {**value, "prompt": one})
        expected = {**value, "custom_id": name, "body": {**value["body"], "prompt": prompt}}
        return bool(self._loads(parts.filled(one, two)) == expected)


def _is_clean(clean: Clean, body: dict[str, Any]) -> bool:
    found: list[Any] = []
    clean.find(body, found.append)
    return not found
