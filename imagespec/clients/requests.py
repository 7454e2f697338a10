"""A transport adapter for sessions of ``requests``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.clients.endpoints import Endpoint
from imagespec.clients.forms import HEAD
from imagespec.clients.judging import Judge
from imagespec.clients.settings import Settings
from imagespec.clients.wire import is_form, is_json, passed, passed_stream, wanted


class Adapter:
    """Judges requests, and hands them on to another adapter."""

    def __init__(self, judge: Judge, inner: Any) -> None:
        self._judge, self._inner = judge, inner

    def send(self, request: Any, *arguments: Any, **options: Any) -> Any:
        """Judge and send a prepared request.

        Raises:
            InvalidRequest: it is refused; nothing is sent.
        """
        endpoint = wanted(self._judge, request.method or "", request.url)
        if endpoint is not None:
            request = self._passed(endpoint, request)
        return self._inner.send(request, *arguments, **options)

    def close(self) -> None:
        """Close the other adapter."""
        self._inner.close()

    def _passed(self, endpoint: Endpoint, request: Any) -> Any:
        body, content_type = request.body, str(request.headers.get("Content-Type") or "")
        if isinstance(body, (bytes, bytearray, str)):
            given = bytes(body) if isinstance(body, bytearray) else body
            sent = passed(self._judge, endpoint, content_type, given)
            if sent is not given:
                request = request.copy()
                request.body = sent
                request.headers["Content-Length"] = str(len(sent))
        elif (place := _place(body)) is not None:
            try:
                if is_form(content_type):
                    passed_stream(self._judge, endpoint, content_type, _chunks(body))
                elif is_json(content_type):
                    passed(self._judge, endpoint, content_type, b"".join(_chunks(body)))
            finally:
                body.seek(place)
        return request


def _place(body: Any) -> int | None:
    """Where an open file stands that can be read twice."""
    try:
        return int(body.tell()) if body.seekable() else None
    except (AttributeError, OSError, ValueError):
        return None


def _chunks(body: Any) -> Iterator[bytes]:
    while chunk := body.read(HEAD):
        yield chunk if isinstance(chunk, bytes) else str(chunk).encode()


def requests_adapter(inner: Any = None, **options: Any) -> Adapter:
    """An adapter that checks requests to the Images and the Responses API before a session of ``requests`` sends them.

    ``session.mount("https://api.openai.com/", requests_adapter())``. Bodies are JSON or forms; forms need the package
    ``multipart`` and are not repaired. A body that an iterator makes while it is sent is not judged.

    Args:
        inner: the adapter that sends; ``None`` is a new ``requests.adapters.HTTPAdapter``.
        options: ``mode``, ``spec``, ``model``, ``aliases``, ``select``, ``ignore``, ``unknown_models`` and ``on_report``, as for
            ``imagespec.preflight``. A refused request raises ``imagespec.InvalidRequest``.

    Raises:
        ValueError: an option means nothing.
    """
    if inner is None:
        from importlib import import_module

        inner = import_module("requests.adapters").HTTPAdapter()
    return Adapter(Judge(Settings(**options)), inner)
