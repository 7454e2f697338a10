"""Batch API files: the envelope of each line, and what holds for the file as a whole."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs.parsed import ABSENT, Parsed, Problem
from imagespec.report.fix import Edit, Fix
from imagespec.report.source import Source
from imagespec.values.text import quoted, type_name, visible

_ENVELOPE = ("method", "url", "body")


def is_envelope(value: Any) -> bool:
    """Whether a value is a batch line rather than a request of its own."""
    return isinstance(value, dict) and ("custom_id" in value or sum(key in value for key in _ENVELOPE) > 1)


class Batch:
    """The lines of one file so far, judged by the batch part of a table.

    ``limits`` has ``method``, ``paths``, ``max_requests`` and ``max_bytes``, and may have ``suffix`` and ``unsupported``;
    ``file`` is the name of the file, empty where it has none.
    """

    def __init__(self, limits: dict[str, Any], file: str = "") -> None:
        self._limits = limits
        self._file = file
        self._lines: dict[str, int] = {}
        self._urls: dict[str, int] = {}
        self._models: dict[str, int] = {}
        self._count = 0
        self._too_large = False
        self._named = False

    def request(self, parsed: Parsed) -> tuple[Any, str, str, list[Problem]]:
        """The request of a line with its custom_id and operation, each empty when unknown, and what is wrong with the envelope."""
        value = parsed.value
        problems = self._totals(parsed)
        if not is_envelope(value):
            message = "the line is a request without an envelope; a batch line holds custom_id, method, url and body."
            return value, "", "", [*problems, self._problem("body.required", message, "")]
        custom_id = value.get("custom_id")
        problems += self._custom_id(value, custom_id, parsed.line) + self._method(value)
        operation, found = self._url(value, parsed.line)
        problems += found
        request = value.get("body", ABSENT)
        if request.__class__ is dict:
            problems += self._body(request, parsed.line)
        elif request is ABSENT:
            problems.append(self._problem("body.required", "body is missing; add the request as body.", ""))
        else:
            message = f"body must be an object, but is {type_name(request)}; write the request as an object."
            problems.append(self._problem("body.type", message, "/body"))
            request = ABSENT
        return request, visible(custom_id) if isinstance(custom_id, str) else "", operation, problems

    def _problem(self, rule: str, message: str, pointer: str, *fixes: Fix, **params: Any) -> Problem:
        return Problem(finding(rule, message, pointer, params=params, fixes=fixes, batch=self._limits))

    def _totals(self, parsed: Parsed) -> list[Problem]:
        problems = self._name(parsed)
        self._count += 1
        if self._count == (most := self._limits["max_requests"]) + 1:
            message = f"this is request {self._count:,}, but a batch file holds at most {most:,}; split the file."
            problems.append(self._problem("batch.count", message, "", max=most))
        if parsed.end > (largest := self._limits["max_bytes"]) and not self._too_large:
            self._too_large = True
            message = f"the file has {parsed.end:,} bytes up to here, but a batch file has at most {largest:,}; split the file."
            problems.append(self._problem("batch.file-size", message, "", actual=parsed.end, max=largest))
        return problems

    def _name(self, parsed: Parsed) -> list[Problem]:
        """Whether the name of the file fits, said once; a document with one line in it may be that line for itself."""
        suffix = self._limits.get("suffix", "")
        is_file = bool(parsed.end) or self._count == 1
        if not (suffix and self._file and is_file) or self._named or self._file.lower().endswith(suffix):
            return []
        self._named = True
        name = quoted(PurePath(self._file).name)
        message = f"the file is called {name}, but the upload takes a batch file only with a name that ends in {suffix}; rename it."
        return [self._problem("batch.file-type", message, "", suffix=suffix)]

    def _custom_id(self, value: dict[str, Any], custom_id: Any, line: int) -> list[Problem]:
        if "custom_id" not in value:
            return [self._problem("custom_id.required", "custom_id is missing; give each line one of its own.", "")]
        if not isinstance(custom_id, str):
            message = f"custom_id must be a string, but is {type_name(custom_id)}; put it in double quotes."
            return [self._problem("custom_id.type", message, "/custom_id")]
        if custom_id in self._lines:
            message = f"custom_id {quoted(custom_id)} stands on line {self._lines[custom_id]} already; give each line one of its own."
            return [self._problem("custom_id.value", message, "/custom_id", actual=visible(custom_id), line=self._lines[custom_id])]
        if self._count <= self._limits["max_requests"]:  # the file is refused beyond, and its ids would fill the memory
            self._lines[custom_id] = line
        return []

    def _method(self, value: dict[str, Any]) -> list[Problem]:
        method = self._limits["method"]
        given = value.get("method", ABSENT)
        if given is ABSENT:
            add = Fix(f"add method {method}", (Edit("add", "/method", method),), True)
            return [self._problem("method.required", f'method is missing; add "method": "{method}".', "", add)]
        if given != method:
            use = Fix(f"use {method}", (Edit("replace", "/method", method),), True)
            message = f"method is {quoted(given)}, but a batch sends {method}; use {method}."
            return [self._problem("method.value", message, "/method", use)]
        return []

    def _url(self, value: dict[str, Any], line: int) -> tuple[str, list[Problem]]:
        paths: dict[str, str] = self._limits["paths"]
        allowed = " or ".join(paths)
        if "url" not in value:
            return "", [self._problem("url.required", f"url is missing; add {allowed}.", "")]
        url = value["url"]
        if not isinstance(url, str) or url not in paths:
            meant = next((path for path in paths if isinstance(url, str) and url.rstrip("/").endswith(path.removeprefix("/v1"))), "")
            fixes = (Fix(f"use {meant}", (Edit("replace", "/url", meant),), True),) if meant else ()
            message = f"url is {quoted(url)}, but a batch of image requests calls {allowed}; use {meant or 'one of them'}."
            return paths.get(meant, ""), [self._problem("url.value", message, "/url", *fixes, allowed=list(paths))]
        first = next(iter(self._urls), url)
        if self._seen(self._urls, url, line):
            return paths[url], []
        message = f"url is {url}, but line {self._urls[first]} has {first}, and all lines of a batch call one endpoint; split the file."
        return paths[url], [self._problem("url.count", message, "/url", first=first)]

    def _body(self, body: dict[str, Any], line: int) -> list[Problem]:
        problems = []
        model = body.get("model")
        if isinstance(model, str):
            first = next(iter(self._models), model)
            if not self._seen(self._models, model, line):
                here, there = quoted(model), quoted(first)
                message = f"model is {here}, but line {self._models[first]} has {there}, and servers take one per batch; split the file."
                problems.append(self._problem("model.count", message, "/body/model", first=visible(first)))
            problems += self._served(model)
        if body.get("stream") is True:
            message = "stream is true, but the results of a batch arrive in a file; remove stream."
            problems.append(self._problem("stream.unsupported", message, "/body/stream", _removed("stream")))
        if body.get("partial_images"):
            message = "partial_images asks for unfinished images, which only a stream can show; remove partial_images."
            problems.append(self._problem("partial_images.unsupported", message, "/body/partial_images", _removed("partial_images")))
        return problems

    def _served(self, model: str) -> list[Problem]:
        """Whether batches serve a model, as far as the documents say."""
        if model not in (unsupported := self._limits.get("unsupported", {})):
            return []
        reason, *document = unsupported[model]
        message = f"model is {model}, which batches do not serve: {reason}; use another model, or send the request by itself."
        return [Problem(finding("model.unsupported", message, "/body/model", params={"actual": model}, document=Source(*document)))]

    @staticmethod
    def _seen(known: dict[str, int], name: str, line: int) -> bool:
        """Whether a name is the first of the file or stood there before; remembers a handful."""
        if name in known:
            return True
        if len(known) < 100:
            known[name] = line
        return len(known) == 1


def _removed(key: str) -> Fix:
    return Fix(f"remove {key}", (Edit("remove", f"/body/{key}"),), True)
