"""Docstrings of generated classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from imagespec.compile import escape
from imagespec.report.source import Source

_WIDTH = 118


def sentence(text: str) -> str:
    """The text with a full stop; no text is no sentence."""
    text = text.strip()
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def docstring(summary: str, sections: dict[str, list[tuple[str, str]]], sources: Iterable[Source]) -> Iterator[str]:
    """The lines of a class docstring: a summary, named entries by section, and the documents behind them."""
    yield f'    """{escape.docstring(sentence(summary))}'
    sections = sections | {"Sources": [("", f"{source.title}, {source.date}") for source in sources]}
    for title, entries in sections.items():
        if entries:
            yield ""
            yield f"    {title}:"
        for name, text in entries:
            yield from _entry(f"{name}: {text}" if name else text)
    yield '    """'


def _entry(text: str) -> Iterator[str]:
    first, *others = wrap(escape.docstring(text), _WIDTH - 12, break_long_words=False, break_on_hyphens=False)
    yield f"        {first}"
    yield from (f"            {line}" for line in others)
