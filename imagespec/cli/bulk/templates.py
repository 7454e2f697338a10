"""Lines that differ from a line known in nothing but the text of prompt and custom_id.

Most lines of a large file are of a few forms. Where a line that was read and judged goes ``HEAD id MIDDLE prompt TAIL``, and
other texts in the two places are read as custom_id and prompt and judged alike, then every line of the same three parts is
the same request with another prompt. If nothing but its length counts of a prompt, the same is found in such a line when its prompt is
neither shorter nor longer than prompts for which that is known. So nothing of the line has to be taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from imagespec.cli.choice import Tally
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix

_ONLY_ITS_LENGTH = frozenset({"prompt.type", "prompt.required", "prompt.length", "prompt.unsupported"})
"""Rules about a prompt that look at nothing but its type and its length, which is to be between two bounds."""

_MOST = 2_000
"""Most forms that are kept."""

_AT_ONCE = 500
"""The cost of what is learned before it is known whether that is worth while."""

Scan = Callable[[str, int], tuple[str, int]]
"""Reads a text from after its quote, and answers the offset after its end, too. Raises ``ValueError`` where there is none."""


class Placed(NamedTuple):
    """A finding of a form. ``offset`` counts from the part of the line it is in: 0, 1, 2 for head, middle, tail; -1 where only the line
    is known.
    """

    diagnostic: Diagnostic
    part: int
    offset: int
    repairs: tuple[Fix, ...]


class Form:
    """What is known of lines of one form: the lengths of prompts between which that holds, and what else they say.

    ``count`` and ``first`` are of those who use it: how many such lines there are, and the first. ``left_out`` is what
    the choice leaves out of such a line.
    """

    __slots__ = ("count", "enveloped", "first", "found", "found_by", "left_out", "longest", "model", "operation", "shortest", "url")

    def __init__(self, length: int, enveloped: bool, url: str | None, model: str | None, operation: str, found_by: str) -> None:
        self.shortest = self.longest = length
        self.enveloped, self.url, self.model, self.operation, self.found_by = enveloped, url, model, operation, found_by
        self.found: tuple[Placed, ...] = ()
        self.count = self.first = 0
        self.left_out: Tally | None = None


class Template:
    """The forms that begin alike. ``middle`` is empty where the lines have no custom_id; ``id_first`` says which text comes first.

    ``ending`` is how the middle ends: the key of the second text. ``others`` are the templates with the same head by their middle.
    """

    __slots__ = ("ending", "head", "id_first", "middle", "others", "tails")

    def __init__(self, head: str, middle: str, id_first: bool, others: dict[str, Template]) -> None:
        self.head, self.middle, self.id_first, self.others = head, middle, id_first, others
        self.ending = middle[middle.rindex('"prompt"' if id_first else '"custom_id"') :] if middle else ""
        self.tails: dict[str, Form] = {}


class Cut(NamedTuple):
    """A line without its two texts, and without the quotes behind them; where middle and tail begin, and the texts."""

    head: str
    middle: str
    tail: str
    id_first: bool
    at_middle: int
    at_tail: int
    custom_id: str
    prompt: str

    def filled(self, custom_id: str, prompt: str) -> str:
        """The line with other texts, which hold nothing that is escaped."""
        if not self.middle:
            return f'{self.head}{prompt}"{self.tail}'
        one, two = (custom_id, prompt) if self.id_first else (prompt, custom_id)
        return f'{self.head}{one}"{self.middle}{two}"{self.tail}'

    def part(self, offset: int) -> tuple[int, int]:
        """In which part an offset is, and where in it."""
        if offset >= self.at_tail:
            return 2, offset - self.at_tail
        return (1, offset - self.at_middle) if self.middle and offset >= self.at_middle else (0, offset)


def only_lengths(rules: Iterable[str]) -> bool:
    """Whether of all rules of an operation, those about prompts look at nothing but the length."""
    return {rule for rule in rules if rule.startswith("prompt.")} <= _ONLY_ITS_LENGTH


def cut(line: str, scan: Scan) -> Cut | None:
    """A line cut at its texts, ``None`` where it cannot be.

    Raises:
        ValueError: there is no text where one begins.
    """
    prompt, name = _after(line, '"prompt":'), _after(line, '"custom_id":')
    if not prompt:
        return None
    if not name:
        text, end = scan(line, prompt)
        return Cut(line[:prompt], "", line[end:], False, end, end, "", text)
    first, second = sorted((prompt, name))
    one, middle = scan(line, first)
    if middle > second:
        return None
    two, tail = scan(line, second)
    texts = (one, two) if name < prompt else (two, one)
    return Cut(line[:first], line[middle:second], line[tail:], name < prompt, middle, tail, *texts)


def _after(line: str, key: str) -> int:
    """Where the text begins that is the value of a key, 0 for nowhere."""
    at = line.find(key) + len(key)
    if at < len(key):
        return 0
    at += line.startswith(" ", at)
    return at + 1 if line.startswith('"', at) else 0


class Templates:
    """The forms met so far."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._known: dict[str, dict[str, Template]] = {}
        self._forms = self._spent = 0

    def find(self, line: str) -> tuple[Template, Form, Cut] | None:
        """The template and form of a line, and the line cut; ``None`` where it is like none known."""
        try:
            parts = cut(line, self._scan)
        except ValueError:
            return None
        template = self._known.get(parts.head, {}).get(parts.middle) if parts else None
        form = template.tails.get(parts.tail) if parts and template else None
        if not (parts and template and form and form.shortest <= len(parts.prompt) <= form.longest):
            return None
        return template, form, parts

    def worth_while(self, hits: int, cost: int) -> bool:
        """Whether to learn from a line, at a cost; ``hits`` is how many lines were like one known so far. What is worth while is spent."""
        if self._forms >= _MOST or self._spent + cost > _AT_ONCE + hits // 4:
            return False
        self._spent += cost
        return True

    def learn(self, line: str, form: Form, is_alike: Callable[[Cut], bool]) -> Template | None:
        """Learn the form of a line. ``is_alike`` tries other texts, and gives the form the lengths for which it holds."""
        try:
            parts = cut(line, self._scan)
        except ValueError:
            return None
        self._forms += 1
        if parts is None or not is_alike(parts):
            return None
        others = self._known.setdefault(parts.head, {})
        template = others.get(parts.middle)
        if template is None:
            template = others[parts.middle] = Template(parts.head, parts.middle, parts.id_first, others)
        template.tails[parts.tail] = form
        return template
