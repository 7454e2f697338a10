"""Bodies that are written already: JSON and forms as bytes, by their content type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from imagespec.clients.bodies import json_body, json_bytes
from imagespec.clients.endpoints import FILES, Endpoint
from imagespec.clients.forms import pieces, read_form
from imagespec.clients.judging import Judge
from imagespec.report.errors import InvalidRequest


def wanted(judge: Judge, method: str, url: str) -> Endpoint | None:
    """What an address takes, ``None`` where requests to it are not judged."""
    if judge.settings.mode == "off" or method.upper() != "POST":
        return None
    endpoint = judge.endpoints[url]
    return None if endpoint is None or endpoint.kind is FILES else endpoint


def is_form(content_type: str) -> bool:
    """Whether a body is a form that can hold files."""
    return content_type.partition(";")[0].strip().lower() == "multipart/form-data"


def is_json(content_type: str) -> bool:
    """Whether a body is JSON, as one without a type is taken to be."""
    kind = content_type.partition(";")[0].strip().lower()
    return not kind or kind == "application/json" or kind.endswith("+json")


def passed(judge: Judge, endpoint: Endpoint, content_type: str, body: bytes | str, call: object = None) -> bytes | str:
    """The body that may be sent: the very one that was given, or JSON that was repaired.

    Raises:
        InvalidRequest: it is refused.
    """
    if is_form(content_type):
        passed_stream(judge, endpoint, content_type, pieces(body.encode() if isinstance(body, str) else body))
    elif is_json(content_type):
        try:
            value = json_body(body)
        except InvalidRequest as broken:
            judge.settled(broken.report, call)
            return body
        sent = judge.passed(endpoint, value, call)
        return body if sent is value else json_bytes(sent)
    return body


def passed_stream(judge: Judge, endpoint: Endpoint, content_type: str, chunks: Iterable[bytes]) -> None:
    """Let a form pass that is read piece by piece.

    Raises:
        InvalidRequest: it is refused.
    """
    try:
        request = read_form(content_type, chunks)
    except InvalidRequest as broken:
        judge.settled(broken.report)
    else:
        passed_form(judge, endpoint, request)


def passed_form(judge: Judge, endpoint: Endpoint, request: dict[str, Any]) -> None:
    """Let a form pass that is written already, and so is not repaired.

    Raises:
        InvalidRequest: it is refused.
    """
    judge.passed(endpoint, request, form=True, repair=False)
