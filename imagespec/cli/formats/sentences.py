"""Findings in sentences, for the text of a terminal: alone or together, in full, in two rows or in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from imagespec.cli.cells import ELLIPSIS, cut, cut_middle, ending, width, wrapped
from imagespec.cli.formats.excerpt import excerpt
from imagespec.cli.formats.text_ import COLORS
from imagespec.cli.rulebook.addresses import ANY, page
from imagespec.cli.terminal import shown_path, styled
from imagespec.report.said import Sources, fixes_offered, said_together, together

if TYPE_CHECKING:
    from imagespec.cli.formats.format import Found, Style, Totals

QUIET_WIDTH = 120
"""Most columns of a line with ``quiet``."""

_IN_TWO_ROWS = 200
"""The columns of two rows of a terminal of usual width."""

_INDENT = 6
_NARROWEST = 30


class Sentences:
    """Says findings; ``width`` is the number of columns to wrap at, 0 for none."""

    def __init__(self, style: Style, width: int) -> None:
        self._style, self._width = style, width
        self._sources = Sources()

    def quiet(self, found: Found) -> str:
        """One line for a finding."""
        d = found.diagnostic
        place = f"{_place(found)}: {d.severity} {d.rule}"
        path = shown_path(found.record.file)
        room = QUIET_WIDTH - width(place) - 2
        if width(path) + 12 > room:
            path = ELLIPSIS + ending(path, max(12, room - 13))
        head = f"{path}:{place}  "
        name = f" [{found.record.custom_id}]" if found.record.custom_id else ""
        if width(head + d.message + name) > QUIET_WIDTH:
            name = ""
        return cut(head + cut_middle(d.message, max(_NARROWEST, QUIET_WIDTH - width(head))) + name, QUIET_WIDTH)

    @staticmethod
    def belongs(one: Found, other: Found) -> bool:
        """Whether two findings, one after the other, are said together."""
        if one.record is not other.record:
            return False
        pairs = [(found.diagnostic, found.repairs) for found in (one, other)]
        return len([*together(pairs)]) == 1

    def finding(self, group: list[Found], *, in_full: bool) -> Iterator[str]:
        """Findings that are said together, in full or in two rows."""
        d, record = group[0].diagnostic, group[0].record
        rules = ", ".join(dict.fromkeys(found.diagnostic.rule for found in group))
        marks = self._sources.marks(found.diagnostic.source for found in group)
        message = said_together([found.diagnostic.message for found in group])
        name = f" ({record.custom_id})" if record.custom_id else ""
        head = f"  {_place(group[0])} {d.severity} {rules}  "
        tail = f"{name} {marks}"
        if not self._width:
            yield self._colored(head, d.severity, rules) + message + tail
            return
        first, others = self._width - width(head), self._width - _INDENT
        if first < _NARROWEST // 2:
            yield from self._narrow(head.rstrip(), d.severity, rules)
            head, first = " " * _INDENT, others
        row, *rows = wrapped(message + tail, first, others) if in_full else self._in_two_rows(message, tail, first, others)
        yield self._colored(head, d.severity, rules) + row
        yield from (" " * _INDENT + row for row in rows)

    def _narrow(self, head: str, severity: str, rules: str) -> Iterator[str]:
        """The head of a finding on lines of its own."""
        if width(head) <= self._width:
            yield self._colored(f"{head}  ", severity, rules).rstrip()
            return
        yield self._colored(head.removesuffix(f" {rules}") + " ", severity, rules).rstrip()
        yield from (" " * _INDENT + self._styled(row, fg="cyan") for row in wrapped(rules, self._width - _INDENT, self._width - _INDENT))

    def _in_two_rows(self, message: str, tail: str, first: int, others: int) -> list[str]:
        """A message cut to two rows; on a narrow terminal to as many as two rows of a wide one take."""
        most = max(2, -(-_IN_TWO_ROWS // self._width))
        room = min(width(message), first + (most - 1) * others - width(tail))
        rows = [*wrapped(cut_middle(message, room) + tail, first, others)]
        while len(rows) > most and room > _NARROWEST:  # words do not fill every row
            room -= _INDENT
            rows = [*wrapped(cut_middle(message, room) + tail, first, others)]
        return rows

    def details(self, group: list[Found]) -> Iterator[str]:
        """The line that findings are about, and what repairs them."""
        room = self._width - _INDENT - 2 if self._width else 0
        if self._style.terminal and room:
            for number, row in enumerate(excerpt(group[0], room)):
                yield " " * _INDENT + self._styled("| ", fg="blue") + (self._styled(row, fg="red") if number else row)
        if fixes := fixes_offered([(found.diagnostic, found.repairs) for found in group]):
            yield from self._indented(f"fix: {fixes}")

    def _indented(self, text: str) -> Iterator[str]:
        """Text behind the indent, wrapped with a hanging indent."""
        if not self._width:
            yield " " * _INDENT + text
            return
        row, *rows = wrapped(text, self._width - _INDENT, self._width - _INDENT - 2)
        yield " " * _INDENT + row
        yield from (" " * (_INDENT + 2) + row for row in rows)

    def of_sources(self, totals: Totals) -> Iterator[str]:
        """The documents behind all that was said, and where more is said of its rules."""
        for line in (*self._sources.lines(), *_more_on(rule for rule, _ in totals.rules)):
            rows = wrapped(line, self._width, self._width - 4) if self._width else iter([line])
            yield next(rows)
            yield from (f"    {row}" for row in rows)
        yield ""

    def _colored(self, head: str, severity: str, rules: str) -> str:
        if not self._style.color:
            return head
        head = head.replace(f" {severity} ", f" {self._styled(severity, fg=COLORS[severity])} ", 1)
        return head.replace(f" {rules}  ", f" {self._styled(rules, fg='cyan')}  ", 1)

    def _styled(self, text: str, fg: str) -> str:
        return styled(text, color=self._style.color, fg=fg)


def _more_on(rules: Iterable[str]) -> Iterator[str]:
    """Where more is said of rules: on the page of the only one, else how to find the pages."""
    known = {rule: address for rule in rules if (address := page(rule))}
    if known:
        rule, address = next(iter(known.items())) if len(known) == 1 else ("RULE", ANY)
        yield f"more: imagespec rules {rule}, or {address}"


def _place(found: Found) -> str:
    return f"{found.line}:{found.column}" if found.column else str(found.line)
