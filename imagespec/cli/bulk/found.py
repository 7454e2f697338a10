"""What is found in one line, and whether the same is found in lines with another prompt and custom_id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.bulk.templates import Cut, Form, Placed, Scan, cut

if TYPE_CHECKING:
    from imagespec.cli.choice import Tally
    from imagespec.cli.formats.format import Found
    from imagespec.cli.inputs.batch import Line
    from imagespec.cli.inputs.records import Record

_LENGTHS = (1, 4_000)
"""Lengths of prompts that are tried, to know more than the one met."""

_MARKS = ("imagespec one", "imagespec two")


class Judged(NamedTuple):
    """A line that was read and checked: its record, what is reported of it, and its envelope where it has one."""

    record: Record
    found: list[Found]
    line: Line | None


class Findings:
    """Whether what was found in a line is that of its form."""

    def __init__(self, judged: Judged, left_out: Tally, judge: Callable[[str], Judged | None], scan: Scan) -> None:
        """``left_out`` is what the choice left out of the line; ``judge`` judges another line."""
        self._judged, self._left_out, self._judge, self._scan = judged, left_out, judge, scan
        self._form: Form | None = None

    def form(self) -> Form | None:
        """The form of the line, which is known for its own prompt only; ``None`` where no other line can be like it."""
        record, found, line = self._judged
        request = record.request
        if request.__class__ is not dict or request.get("prompt").__class__ is not str or record.parsed.other:
            return None
        if any(entry.unread for entry in found) or (line and line.named.custom_id is None):
            return None
        url, model = (line.named.url, line.named.model) if line else (None, None)
        self._form = form = Form(len(request["prompt"]), line is not None, url, model, record.operation, record.found_by)
        form.left_out = self._left_out
        return form

    def is_alike(self, parts: Cut) -> bool:
        """Whether other texts in the places of prompt and custom_id make the same line, in which the same is found."""
        form = self._form
        if form is None or bool(parts.middle) != form.enveloped:
            return False
        form.found = self._placed(self._judged, parts)
        right = [len(prompt) for prompt in (_MARKS[1], *("a" * length for length in _LENGTHS)) if self._is_same(parts, prompt)]
        if len(_MARKS[1]) not in right:
            return False
        form.shortest, form.longest = min([form.shortest, *right]), max([form.longest, *right])
        return True

    def _is_same(self, parts: Cut, prompt: str) -> bool:
        text = parts.filled(_MARKS[0], prompt)
        again, others = self._judge(text), cut(text, self._scan)
        if again is None or others is None or again.record.parsed.value != self._expected(prompt):
            return False
        return self._form is not None and self._placed(again, others) == self._form.found

    def _expected(self, prompt: str) -> Any:
        value = self._judged.record.parsed.value
        if self._judged.line is None:
            return {**value, "prompt": prompt}
        return {**value, "custom_id": _MARKS[0], "body": {**value["body"], "prompt": prompt}}

    @staticmethod
    def _placed(judged: Judged, parts: Cut) -> tuple[Placed, ...]:
        def placed(entry: Found) -> Placed:
            part, offset = parts.part(entry.column - 1) if entry.column else (-1, 0)
            return Placed(entry.diagnostic, part, offset, entry.repairs)

        return tuple(placed(entry) for entry in judged.found)
