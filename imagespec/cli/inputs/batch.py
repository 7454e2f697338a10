"""Batch API files: the envelope of a line. What holds for the file as a whole is in ``batch_file``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs.parsed import ABSENT, Problem
from imagespec.values.text import quoted, type_name, visible

if TYPE_CHECKING:
    from imagespec.report.fix import Fix

_ENVELOPE = ("method", "url", "body")


def is_envelope(value: Any) -> bool:
    """Whether a value is a batch line rather than a request of its own."""
    return isinstance(value, dict) and ("custom_id" in value or sum(key in value for key in _ENVELOPE) > 1)


class Named(NamedTuple):
    """What a batch line says that must fit the other lines of its file; ``None`` where it says nothing of use."""

    custom_id: str | None = None
    url: str | None = None
    model: str | None = None


class Line(NamedTuple):
    """A batch line: its request, custom_id and operation, each empty when unknown, what is wrong with it, and what must fit others."""

    request: Any
    custom_id: str
    operation: str
    problems: list[Problem]
    named: Named


class Envelope:
    """Judges the lines of a batch each by itself, by the batch part of a table."""

    def __init__(self, limits: dict[str, Any]) -> None:
        self._limits = limits

    def line(self, value: Any) -> Line:
        """What a line says, and what is wrong with it."""
        if not is_envelope(value):
            message = "the line is a request without an envelope; a batch line holds custom_id, method, url and body."
            return Line(value, "", "", [self._problem("body.required", message, "")], Named())
        custom_id = value.get("custom_id")
        problems = self._custom_id(value, custom_id) + self._method(value)
        url, operation, found = self._url(value)
        problems += found
        request, model = value.get("body", ABSENT), None
        if request.__class__ is dict:
            model = request.get("model")
            problems += self._body(request, model)
        elif request is ABSENT:
            problems.append(self._problem("body.required", "body is missing; add the request as body.", ""))
        else:
            message = f"body must be an object, but is {type_name(request)}; write the request as an object."
            problems.append(self._problem("body.type", message, "/body"))
            request = ABSENT
        name = custom_id if isinstance(custom_id, str) else None
        named = Named(name, url, model if isinstance(model, str) else None)
        return Line(request, visible(name) if name else "", operation, problems, named)

    def _problem(self, rule: str, message: str, pointer: str, *fixes: Fix, **params: Any) -> Problem:
        return about_batch(self._limits, rule, message, pointer, *fixes, **params)

    def _custom_id(self, value: dict[str, Any], custom_id: Any) -> list[Problem]:
        if "custom_id" not in value:
            return [self._problem("custom_id.required", "custom_id is missing; give each line one of its own.", "")]
        if not isinstance(custom_id, str):
            message = f"custom_id must be a string, but is {type_name(custom_id)}; put it in double quotes."
            return [self._problem("custom_id.type", message, "/custom_id")]
        return []

    def _method(self, value: dict[str, Any]) -> list[Problem]:
        method = self._limits["method"]
        given = value.get("method", ABSENT)
        if given is ABSENT:
            add = _fix(f"add method {method}", "add", "/method", method)
            return [self._problem("method.required", f'method is missing; add "method": "{method}".', "", add)]
        if given != method:
            use = _fix(f"use {method}", "replace", "/method", method)
            message = f"method is {quoted(given)}, but a batch sends {method}; use {method}."
            return [self._problem("method.value", message, "/method", use)]
        return []

    def _url(self, value: dict[str, Any]) -> tuple[str | None, str, list[Problem]]:
        paths: dict[str, str] = self._limits["paths"]
        allowed = " or ".join(paths)
        if "url" not in value:
            return None, "", [self._problem("url.required", f"url is missing; add {allowed}.", "")]
        url = value["url"]
        if isinstance(url, str) and url in paths:
            return url, paths[url], []
        meant = next((path for path in paths if isinstance(url, str) and url.rstrip("/").endswith(path.removeprefix("/v1"))), "")
        fixes = (_fix(f"use {meant}", "replace", "/url", meant),) if meant else ()
        message = f"url is {quoted(url)}, but a batch of image requests calls {allowed}; use {meant or 'one of them'}."
        return None, paths.get(meant, ""), [self._problem("url.value", message, "/url", *fixes, allowed=list(paths))]

    def _body(self, body: dict[str, Any], model: Any) -> list[Problem]:
        problems = self._served(model) if isinstance(model, str) else []
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
        from imagespec.report.source import Source

        reason, *document = unsupported[model]
        message = f"model is {model}, which batches do not serve: {reason}; use another model, or send the request by itself."
        return [Problem(finding("model.unsupported", message, "/body/model", params={"actual": model}, document=Source(*document)))]


def about_batch(limits: dict[str, Any], rule: str, message: str, pointer: str, *fixes: Fix, **params: Any) -> Problem:
    """A finding that rests on the batch part of a table, at a place in the line."""
    return Problem(finding(rule, message, pointer, params=params, fixes=fixes, batch=limits))


def _removed(key: str) -> Fix:
    return _fix(f"remove {key}", "remove", f"/body/{key}")


def _fix(title: str, op: Any, path: str, value: Any = None) -> Fix:
    """A safe repair by one edit of the line."""
    from imagespec.report.fix import Edit, Fix

    return Fix(title, (Edit(op, path, value),), True)
