"""The rules of files and batch lines: what a reader finds before a request reaches the table."""

from __future__ import annotations

from typing import Any, NamedTuple

from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import Fix
from imagespec.report.source import Severity, Source


class FrontRule(NamedTuple):
    """A rule about the file a request stands in.

    ``bad`` and ``good`` are lines of text as they would stand in a file; ``source`` is a key of ``SOURCES``, or
    empty for the batch source of the table in use.
    """

    severity: Severity
    what: str
    bad: str
    good: str
    source: str = ""


JSON, JSON_LINES, YAML = "json", "jsonl", "yaml"

_RFC = "RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format"

SOURCES = {
    JSON: Source(JSON, _RFC, "https://www.rfc-editor.org/rfc/rfc8259", "2017-12-01"),
    YAML: Source(YAML, "YAML Ain't Markup Language, version 1.2.2", "https://yaml.org/spec/1.2.2/", "2021-10-01"),
    JSON_LINES: Source(JSON_LINES, "JSON Lines", "https://jsonlines.org", "2026-05-07"),
}
"""The documents behind the rules that rest on no table."""

_LINE = '{"custom_id": "cat-1", "method": "POST", "url": "/v1/images/generations", "body": {"model": "gpt-image-2", "prompt": "a cat"}}'
_REQUEST = '{"model": "gpt-image-2", "prompt": "a cat"}'

RULES: dict[str, FrontRule] = {
    "file.format": FrontRule(
        "warning", "The file begins with a byte order mark, which JSON text must not have.",
        "\\ufeff" + _REQUEST, _REQUEST, JSON,
    ),
    "request.format": FrontRule(
        "error", "The text is no JSON, YAML or UTF-8, or it is nested too deep or too long to be a request.",
        '{"model": "gpt-image-2", "prompt": "a cat",}', _REQUEST, JSON,
    ),
    "request.required": FrontRule("error", "The file holds no request.", "", _REQUEST, JSON),
    "line.format": FrontRule(
        "warning", "An empty line stands between the lines of a JSON Lines file: most readers skip it, some refuse it.",
        _REQUEST + "\n\n" + _REQUEST, _REQUEST + "\n" + _REQUEST, JSON_LINES,
    ),
    "key.count": FrontRule(
        "warning", "A key stands twice in an object: most readers keep the last value and drop the others unseen.",
        '{"model": "gpt-image-2", "prompt": "a cat", "n": 1, "n": 2}', '{"model": "gpt-image-2", "prompt": "a cat", "n": 2}', JSON,
    ),
    "yaml.value": FrontRule(
        "warning", "A value without quotes that readers of YAML take for different things: yes, 16:9, a date.",
        "model: gpt-image-2\nprompt: a cat\nstream: yes", "model: gpt-image-2\nprompt: a cat\nstream: true", YAML,
    ),
    "yaml.unsupported": FrontRule(
        "error", "A YAML tag such as !secret or !binary, or a merge of no mapping: it is not followed, and its value not checked.",
        "model: gpt-image-2\nprompt: !secret cat", "model: gpt-image-2\nprompt: a cat", YAML,
    ),
    "ignore.format": FrontRule(
        "warning", "A comment for imagespec names no rule.",
        "model: gpt-image-2\nprompt: a cat  # imagespec: ignore", "model: gpt-image-2\nprompt: a cat", YAML,
    ),
    "ignore.unknown": FrontRule(
        "warning", "A comment ignores a rule that there is not.",
        "model: gpt-image-2\nprompt: a cat  # imagespec: ignore[promt]", "model: gpt-image-2\nprompt: a cat", YAML,
    ),
    "ignore.value": FrontRule(
        "warning", "A comment ignores a rule that nothing on its line breaks.",
        "model: gpt-image-2\nprompt: a cat  # imagespec: ignore[prompt.length]",
        "model: gpt-image-2\nprompt: ''  # imagespec: ignore[prompt.length]", YAML,
    ),
    "custom_id.required": FrontRule("error", "A batch line has no custom_id.", _LINE.replace('"custom_id": "cat-1", ', ""), _LINE),
    "custom_id.type": FrontRule("error", "The custom_id of a batch line is no text.", _LINE.replace('"cat-1"', "1"), _LINE),
    "custom_id.value": FrontRule(
        "error", "Two lines of a batch have the same custom_id, so that their results cannot be told apart.",
        _LINE + "\n" + _LINE, _LINE + "\n" + _LINE.replace("cat-1", "cat-2"),
    ),
    "method.required": FrontRule("error", "A batch line has no method.", _LINE.replace('"method": "POST", ', ""), _LINE),
    "method.value": FrontRule("error", "The method of a batch line is not POST.", _LINE.replace("POST", "GET"), _LINE),
    "url.required": FrontRule("error", "A batch line has no url.", _LINE.replace('"url": "/v1/images/generations", ', ""), _LINE),
    "url.value": FrontRule(
        "error", "The url of a batch line is none of the image endpoints that a batch may call.",
        _LINE.replace("generations", "variations"), _LINE,
    ),
    "url.count": FrontRule(
        "error", "The lines of a batch name different endpoints, but a batch has one.",
        _LINE + "\n" + _LINE.replace("cat-1", "cat-2").replace("generations", "edits"),
        _LINE + "\n" + _LINE.replace("cat-1", "cat-2"),
    ),
    "body.required": FrontRule("error", "A batch line has no body, which is where the request stands.", _REQUEST, _LINE),
    "body.type": FrontRule("error", "The body of a batch line is no object.", _LINE.replace(_REQUEST, '"a cat"'), _LINE),
    "model.count": FrontRule(
        "warning", "The lines of a batch name different models; servers are known to take one model per batch.",
        _LINE + "\n" + _LINE.replace("cat-1", "cat-2").replace("gpt-image-2", "gpt-image-1.5"),
        _LINE + "\n" + _LINE.replace("cat-1", "cat-2"),
    ),
    "model.unsupported": FrontRule("warning", "A batch line names a model that is served, but not in batches.", "", ""),
    "stream.unsupported": FrontRule(
        "warning", "A batch line asks for a stream, but the results of a batch arrive in a file.",
        _LINE.replace('"a cat"}', '"a cat", "stream": true}'), _LINE,
    ),
    "partial_images.unsupported": FrontRule(
        "warning", "A batch line asks for unfinished images, which only a stream can show.",
        _LINE.replace('"a cat"}', '"a cat", "partial_images": 2}'), _LINE,
    ),
    "batch.format": FrontRule(
        "error", "The file is of the Batch API, but holds no image requests: it is the output of a batch, or a batch for another endpoint.",
        '{"id": "batch_req_1", "custom_id": "cat-1", "response": {"status_code": 200, "request_id": "req_1", "body": {}}, "error": null}',
        _LINE,
    ),
    "batch.count": FrontRule("error", "The batch has more requests than one file may hold.", "", ""),
    "batch.file-size": FrontRule("error", "The batch file has more bytes than one may have.", "", ""),
    "batch.file-type": FrontRule("error", "The name of the batch file does not end as it must for the upload.", "", ""),
}  # fmt: skip

INFERRED = frozenset({"model.count", "model.unsupported", "stream.unsupported", "partial_images.unsupported"})
"""The rules that no document states."""


def finding(
    rule: str, message: str, pointer: str = "", *, params: dict[str, Any] | None = None, fixes: tuple[Fix, ...] = (),
    batch: dict[str, Any] | None = None, source: str = "", document: Source | None = None,
) -> Diagnostic:  # fmt: skip
    """A finding of one of ``RULES``. ``batch`` is the batch part of the table, for the rules that rest on it, ``document`` a part of it."""
    row = RULES[rule]
    return Diagnostic(
        rule=rule, severity=row.severity, pointer=pointer, params=params or {}, message=message, operation="", model="",
        fixes=fixes, source=document or (SOURCES[source] if source else source_of(rule, batch)),
    )  # fmt: skip


def source_of(rule: str, batch: dict[str, Any] | None) -> Source:
    """The document a rule rests on."""
    name = RULES[rule].source
    if name or batch is None:
        return SOURCES[name or JSON_LINES]
    key, title, url, date = batch["source"]
    return Source(key, title, url, date, "inferred" if rule in INFERRED else "documented")
