"""The rules of files and batch lines: what a reader finds before a request reaches the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix
    from imagespec.report.source import Source
    from imagespec.report.weight import Severity


class FrontRule(NamedTuple):
    r"""A rule about the file a request stands in.

    ``bad`` and ``good`` are the texts of two files, ``\ufeff`` in them a byte order mark, ``name`` is what the files are called,
    ``bad_name`` the first of them where that differs; ``limits`` are those of the batch of a table for which the examples hold.
    ``source`` is a key of ``DOCUMENTS``, or empty for the batch source of the table in use.
    """

    severity: Severity
    what: str
    why: str
    bad: str
    good: str
    source: str = ""
    name: str = "batch.jsonl"
    bad_name: str = ""
    limits: Mapping[str, int] = {}  # of a tuple


JSON, JSON_LINES, YAML = "json", "jsonl", "yaml"

_RFC = "RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format"

DOCUMENTS = {
    JSON: (_RFC, "https://www.rfc-editor.org/rfc/rfc8259", "2017-12-01"),
    YAML: ("YAML Ain't Markup Language, version 1.2.2", "https://yaml.org/spec/1.2.2/", "2021-10-01"),
    JSON_LINES: ("JSON Lines", "https://jsonlines.org", "2026-05-07"),
}
"""The documents behind the rules that rest on no table: title, address and date."""

_LINE = '{"custom_id": "cat-1", "method": "POST", "url": "/v1/images/generations", "body": {"model": "gpt-image-2", "prompt": "a cat"}}'
_REQUEST = '{"model": "gpt-image-2", "prompt": "a cat"}'

_OTHER = _LINE.replace("cat-1", "cat-2")
_JSON, _YAML = "request.json", "request.yaml"

RULES: dict[str, FrontRule] = {
    "file.format": FrontRule(
        "warning", "The file begins with a byte order mark, which JSON text must not have.",
        "Parsers may ignore the mark or fail on it; most editors do not show it.",
        "\\ufeff" + _REQUEST, _REQUEST, JSON, _JSON,
    ),
    "request.format": FrontRule(
        "error", "The text is no JSON, YAML or UTF-8, or it is nested too deep or too long to be a request.",
        "What cannot be read cannot be checked, and no program can send it as it is.",
        '{"model": "gpt-image-2", "prompt": "a cat",}', _REQUEST, JSON, _JSON,
    ),
    "request.required": FrontRule(
        "error", "The file holds no request.", "An empty file passes every check and does nothing.", "", _REQUEST, JSON, _JSON,
    ),
    "line.format": FrontRule(
        "warning", "An empty line stands between the lines of a JSON Lines file: most readers skip it, some refuse it.",
        "Each line of JSON Lines is a value, and an empty one is none.",
        _REQUEST + "\n\n" + _REQUEST, _REQUEST + "\n" + _REQUEST, JSON_LINES, "requests.jsonl",
    ),
    "key.count": FrontRule(
        "warning", "A key stands twice in an object: most readers keep the last value and drop the others unseen.",
        "Which of the values is sent depends on the program that reads the file.",
        '{"model": "gpt-image-2", "prompt": "a cat", "n": 1, "n": 2}', '{"model": "gpt-image-2", "prompt": "a cat", "n": 2}', JSON, _JSON,
    ),
    "yaml.value": FrontRule(
        "warning", "A value without quotes that readers of YAML take for different things: yes, 16:9, a date.",
        "Readers of YAML 1.1 and 1.2 make different values of it.",
        "model: gpt-image-2\nprompt: a cat\nstream: yes", "model: gpt-image-2\nprompt: a cat\nstream: true", YAML, _YAML,
    ),
    "yaml.unsupported": FrontRule(
        "error", "A YAML tag such as !secret or !binary, or a merge of no mapping: it is not followed, and its value not checked.",
        "A tag may mean code to run or a file to read, which a check must not do.",
        "model: gpt-image-2\nprompt: !secret cat", "model: gpt-image-2\nprompt: a cat", YAML, _YAML,
    ),
    "ignore.format": FrontRule(
        "warning", "A comment for imagespec names no rule.", "A comment that ignores everything would hide what comes later.",
        "model: gpt-image-2\nprompt: a cat  # imagespec: ignore", "model: gpt-image-2\nprompt: a cat", YAML, _YAML,
    ),
    "ignore.unknown": FrontRule(
        "warning", "A comment ignores a rule that there is not.", "It does not what its author wanted, mostly for a slip of the pen.",
        "model: gpt-image-2\nprompt: a cat  # imagespec: ignore[promt]", "model: gpt-image-2\nprompt: a cat", YAML, _YAML,
    ),
    "ignore.value": FrontRule(
        "warning", "A comment ignores a rule that nothing on its line breaks.",
        "It would hide the finding when the line breaks the rule one day.",
        "model: gpt-image-2\nprompt: a cat  # imagespec: ignore[prompt.length]",
        "model: gpt-image-2\nprompt: ''  # imagespec: ignore[prompt.length]", YAML, _YAML,
    ),
    "custom_id.required": FrontRule(
        "error", "A batch line has no custom_id.", "Results come in any order and are told apart by it.",
        _LINE.replace('"custom_id": "cat-1", ', ""), _LINE,
    ),
    "custom_id.type": FrontRule(
        "error", "The custom_id of a batch line is no text.", "It comes back as a text, and a number would not be found again.",
        _LINE.replace('"cat-1"', "1"), _LINE,
    ),
    "custom_id.value": FrontRule(
        "error", "Two lines of a batch have the same custom_id, so that their results cannot be told apart.",
        "Results come in any order and are told apart by it.", _LINE + "\n" + _LINE, _LINE + "\n" + _OTHER,
    ),
    "method.required": FrontRule(
        "error", "A batch line has no method.", "Each line says in full how it is to be sent.",
        _LINE.replace('"method": "POST", ', ""), _LINE,
    ),
    "method.value": FrontRule(
        "error", "The method of a batch line is not POST.", "A batch sends in one way only.", _LINE.replace("POST", "GET"), _LINE,
    ),
    "url.required": FrontRule(
        "error", "A batch line has no url.", "Nothing else says what the request is for.",
        _LINE.replace('"url": "/v1/images/generations", ', ""), _LINE,
    ),
    "url.value": FrontRule(
        "error", "The url of a batch line is none of the image endpoints that a batch may call.",
        "The file is taken by the upload and fails later.", _LINE.replace("generations", "variations"), _LINE,
    ),
    "url.count": FrontRule(
        "error", "The lines of a batch name different endpoints, but a batch has one.",
        "The endpoint is named once more when the batch is made, and every line must name the same.",
        _LINE + "\n" + _OTHER.replace("generations", "edits").replace('"a cat"', '"a cat", "images": [{"file_id": "file-1"}]'),
        _LINE + "\n" + _OTHER,
    ),
    "body.required": FrontRule(
        "error", "A batch line has no body, which is where the request stands.", "A bare request is no line of a batch.",
        _LINE + "\n" + _REQUEST, _LINE + "\n" + _OTHER,
    ),
    "body.type": FrontRule(
        "error", "The body of a batch line is no object.", "The request is an object; a text with JSON in it is none.",
        _LINE.replace(_REQUEST, '"a cat"'), _LINE,
    ),
    "model.count": FrontRule(
        "warning", "The lines of a batch name different models; servers are known to take one model per batch.",
        "The file is taken by the upload and may fail later.",
        _LINE + "\n" + _OTHER.replace("gpt-image-2", "gpt-image-2.5-flare"), _LINE + "\n" + _OTHER,
    ),
    "model.unsupported": FrontRule(
        "warning", "A batch line names a model that is served, but not in batches.", "The file is taken by the upload and may fail later.",
        _LINE.replace("gpt-image-2", "gpt-image-2.6-flare"), _LINE,
    ),
    "stream.unsupported": FrontRule(
        "warning", "A batch line asks for a stream, but the results of a batch arrive in a file.", "There is nobody to stream to.",
        _LINE.replace('"a cat"}', '"a cat", "stream": true}'), _LINE,
    ),
    "partial_images.unsupported": FrontRule(
        "warning", "A batch line asks for unfinished images, which only a stream can show.", "There is nobody to show them to.",
        _LINE.replace('"a cat"}', '"a cat", "partial_images": 2}'), _LINE,
    ),
    "batch.format": FrontRule(
        "error", "The file is of the Batch API, but holds no image requests: it is the output of a batch, or a batch for another endpoint.",
        "There is nothing in it to check, and a run without findings would look as if there were.",
        '{"id": "batch_req_1", "custom_id": "cat-1", "response": {"status_code": 200, "request_id": "req_1", "body": {}}, "error": null}',
        _LINE,
    ),
    "batch.count": FrontRule(
        "error", "The batch has more requests than one file may hold.", "The whole file is refused, not only what is too much.",
        "\n".join([_LINE, _OTHER, _LINE.replace("cat-1", "cat-3")]), _LINE + "\n" + _OTHER, limits={"max_requests": 2},
    ),
    "batch.file-size": FrontRule(
        "error", "The batch file has more bytes than one may have.", "The upload refuses it, after all of it was sent.",
        _LINE + "\n" + _OTHER, _LINE, limits={"max_bytes": 200},
    ),
    "batch.file-type": FrontRule(
        "error", "The name of the batch file does not end as it must for the upload.", "The upload goes by the name.",
        _LINE + "\n" + _OTHER, _LINE + "\n" + _OTHER, bad_name="batch.ndjson",
    ),
}  # fmt: skip

INFERRED = frozenset({"model.count", "model.unsupported", "stream.unsupported", "partial_images.unsupported"})
"""The rules that no document states."""


def finding(
    rule: str, message: str, pointer: str = "", *, params: dict[str, Any] | None = None, fixes: tuple[Fix, ...] = (),
    batch: dict[str, Any] | None = None, source: str = "", document: Source | None = None,
) -> Diagnostic:  # fmt: skip
    """A finding of one of ``RULES``. ``batch`` is the batch part of the table, for the rules that rest on it, ``document`` a part of it."""
    from imagespec.report.diagnostic import Diagnostic

    row = RULES[rule]
    return Diagnostic(
        rule=rule, severity=row.severity, pointer=pointer, params=params or {}, message=message, operation="", model="",
        fixes=fixes, source=document or (_document(source) if source else source_of(rule, batch)),
    )  # fmt: skip


def source_of(rule: str, batch: dict[str, Any] | None) -> Source:
    """The document a rule rests on."""
    name = RULES[rule].source
    if name or batch is None:
        return _document(name or JSON_LINES)
    from imagespec.report.source import Source

    key, title, url, date = batch["source"]
    return Source(key, title, url, date, "inferred" if rule in INFERRED else "documented")


def _document(key: str) -> Source:
    """One of ``DOCUMENTS``."""
    from imagespec.report.source import Source

    return Source(key, *DOCUMENTS[key])
