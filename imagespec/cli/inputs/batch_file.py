"""Batch API files: what holds for the file as a whole, its lines taken one after the other or many at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from imagespec.cli.inputs.batch import Named, about_batch
from imagespec.cli.inputs.compressed import inner_name
from imagespec.values.text import quoted, visible

if TYPE_CHECKING:
    from imagespec.cli.inputs.parsed import Parsed, Problem
    from imagespec.report.fix import Fix

OF_THE_FILE = frozenset({"batch.count", "batch.file-size", "batch.file-type", "url.count", "model.count"})
"""The rules about a file as a whole, which are told at one of its lines."""

_MOST_NAMES = 100
"""Most different endpoints, and models, that are remembered."""


class BatchFile:
    """The lines of one file so far.

    ``limits`` is the batch part of a table: ``method``, ``paths``, ``max_requests`` and ``max_bytes``, and perhaps ``suffix``
    and ``unsupported``; ``file`` is the name of the file, empty where it has none.
    """

    def __init__(self, limits: dict[str, Any], file: str = "") -> None:
        self._limits = limits
        self._file = inner_name(file)
        self._lines: dict[str, int] = {}
        self._ids: set[str] = set()  # the same names, in which others are looked for in half the time
        self._urls: dict[str, int] = {}
        self._models: dict[str, int] = {}
        self.count = 0
        self._too_large = False
        self._named = False

    def take(self, parsed: Parsed, named: Named) -> list[Problem]:
        """Take a line, and answer what does not fit the lines before it."""
        problems = self._totals(parsed)
        problems += self._custom_id(named.custom_id, parsed.line)
        problems += self._url(named.url, parsed.line)
        return problems + self._model(named.model, parsed.line)

    def takes(
        self, count: int, end: int, ids: Mapping[str, int] | list[str], urls: Mapping[str, int], models: Mapping[str, int], line: int
    ) -> bool:
        """Take many lines at once if they fit each other and those before; else none of them.

        Args:
            count: how many lines with a value they are.
            end: the number of bytes of the file up to their end.
            ids: each custom_id, which is there once, with its line; a list has those of all lines.
            urls: each endpoint with its first line.
            models: each model with its first line.
            line: what is to be added to those lines.
        """
        most: int = self._limits["max_requests"]
        if self.count <= most < self.count + count or (end > self._limits["max_bytes"] and not self._too_large):
            return False
        if not (self._named or self._name_fits()):
            return False
        if not (_known(self._urls, urls) and _known(self._models, models) and self._ids.isdisjoint(ids)):
            return False
        self.count += count
        for known, new in ((self._urls, urls), (self._models, models)):
            if not known:
                known.update((name, at + line) for name, at in new.items())
        if self.count <= most:
            places = enumerate(ids, 1) if isinstance(ids, list) else ((at, name) for name, at in ids.items())
            self._lines.update((name, at + line) for at, name in places)
            self._ids.update(ids)
        return True

    def _problem(self, rule: str, message: str, pointer: str, *fixes: Fix, **params: Any) -> Problem:
        return about_batch(self._limits, rule, message, pointer, *fixes, **params)

    def _totals(self, parsed: Parsed) -> list[Problem]:
        problems = self._name(parsed)
        self.count += 1
        if self.count == (most := self._limits["max_requests"]) + 1:
            message = f"this is request {self.count:,}, but a batch file holds at most {most:,}; split the file."
            problems.append(self._problem("batch.count", message, "", max=most))
        if parsed.end > (largest := self._limits["max_bytes"]) and not self._too_large:
            self._too_large = True
            message = f"the file has {parsed.end:,} bytes up to here, but a batch file has at most {largest:,}; split the file."
            problems.append(self._problem("batch.file-size", message, "", actual=parsed.end, max=largest))
        return problems

    def _name(self, parsed: Parsed) -> list[Problem]:
        """Whether the name of the file fits, said once; a document with one line in it may be that line for itself."""
        suffix = self._limits.get("suffix", "")
        is_file = bool(parsed.end) or self.count == 1
        if not (suffix and self._file and is_file) or self._named or self._name_fits():
            return []
        self._named = True
        name = quoted(os.path.basename(self._file))
        message = f"the file is called {name}, but the upload takes a batch file only with a name that ends in {suffix}; rename it."
        return [self._problem("batch.file-type", message, "", suffix=suffix)]

    def _name_fits(self) -> bool:
        suffix = self._limits.get("suffix", "")
        return not (suffix and self._file) or self._file.lower().endswith(suffix)

    def _custom_id(self, custom_id: str | None, line: int) -> list[Problem]:
        if custom_id is None:
            return []
        if custom_id in self._lines:
            message = f"custom_id {quoted(custom_id)} stands on line {self._lines[custom_id]} already; give each line one of its own."
            return [self._problem("custom_id.value", message, "/custom_id", actual=visible(custom_id), line=self._lines[custom_id])]
        if self.count <= self._limits["max_requests"]:  # the file is refused beyond, and its ids would fill the memory
            self._lines[custom_id] = line
            self._ids.add(custom_id)
        return []

    def _url(self, url: str | None, line: int) -> list[Problem]:
        if url is None or _seen(self._urls, url, line):
            return []
        first = next(iter(self._urls))
        message = f"url is {url}, but line {self._urls[first]} has {first}, and all lines of a batch call one endpoint; split the file."
        return [self._problem("url.count", message, "/url", first=first)]

    def _model(self, model: str | None, line: int) -> list[Problem]:
        if model is None or _seen(self._models, model, line):
            return []
        first = next(iter(self._models))
        here, there = quoted(model), quoted(first)
        message = f"model is {here}, but line {self._models[first]} has {there}, and servers take one per batch; split the file."
        return [self._problem("model.count", message, "/body/model", first=visible(first))]


def _seen(known: dict[str, int], name: str, line: int) -> bool:
    """Whether a name is the first of the file or stood there before; remembers some."""
    if name in known:
        return True
    if len(known) < _MOST_NAMES:
        known[name] = line
    return len(known) == 1


def _known(known: Mapping[str, int], new: Mapping[str, int]) -> bool:
    """Whether all names stood there before, or are one that is the first of the file."""
    return new.keys() <= known.keys() or (not known and len(new) == 1)
