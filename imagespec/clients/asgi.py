"""ASGI middleware for gateways: requests are judged before the application runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from json import dumps
from tempfile import SpooledTemporaryFile
from typing import Any

from imagespec.clients.answers import error_of
from imagespec.clients.bodies import json_body, json_bytes
from imagespec.clients.endpoints import Endpoint
from imagespec.clients.forms import HEAD, FormReader, parser_library, request_of
from imagespec.clients.judging import Judge
from imagespec.clients.settings import Settings
from imagespec.clients.wire import is_form, is_json, passed_form, wanted
from imagespec.report.errors import InvalidRequest

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 1_073_741_824
"""Most bytes of a body that are taken where the user names no other number: more than 16 images of 50 MB."""


class Preflight:
    """Checks requests to the Images and the Responses API, wherever they are mounted, before an application sees them.

    ``app.add_middleware(Preflight, aliases={"house": "gpt-image-2"})`` in Starlette and FastAPI, ``Preflight(app)`` elsewhere.
    A refused request is answered with status 400 and an error object as OpenAI's; everything else reaches the application as
    it came. Bodies wait in a temporary file, of which 64 KiB stay in memory. JSON is repaired with ``mode="fix"``, forms are not;
    bodies with a content encoding, and of other types than JSON and forms, are not judged.
    """

    def __init__(self, app: App, *, max_bytes: int = MOST_BYTES, **options: Any) -> None:
        """Take an application.

        Args:
            app: the application.
            max_bytes: most bytes of a judged body; a longer one is answered with status 413.
            options: ``mode``, ``spec``, ``model``, ``aliases``, ``select``, ``ignore``, ``unknown_models`` and ``on_report``, as
                for ``imagespec.preflight``.

        Raises:
            ValueError: an option means nothing.
            ModuleNotFoundError: the package multipart is not installed.
        """
        parser_library()
        self._app, self._most = app, max_bytes
        self._judge = Judge(Settings(**options))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge a request and hand it on, or answer it."""
        endpoint = wanted(self._judge, scope["method"], scope["path"]) if scope["type"] == "http" else None
        headers = dict(scope["headers"]) if endpoint else {}
        content_type = headers.get(b"content-type", b"").decode("latin-1")
        if endpoint is None or not (is_form(content_type) or is_json(content_type)) or b"content-encoding" in headers:
            await self._app(scope, receive, send)
            return
        with SpooledTemporaryFile(max_size=HEAD) as spool:
            try:
                whole, changed = await self._read(endpoint, content_type, receive, spool)
            except InvalidRequest as refusal:
                await _answer(send, 400, error_of(refusal.report))
                return
            except _TooLong:
                await _answer(send, 413, _too_long(self._most))
                return
            if not whole:  # the client has left
                return
            if changed is not None:
                spool.seek(0)
                spool.truncate()
                spool.write(changed)
                length = (b"content-length", str(len(changed)).encode())
                scope = {**scope, "headers": [length if pair[0] == b"content-length" else pair for pair in scope["headers"]]}
            await self._app(scope, _replay(spool, receive), send)

    async def _read(self, endpoint: Endpoint, content_type: str, receive: Receive, spool: Any) -> tuple[bool, bytes | None]:
        """Read and judge a body: whether it came whole, and what stands in its place.

        Raises:
            InvalidRequest: it is refused.
            _TooLong: it is longer than any may be.
        """
        form = _Form(self._judge, endpoint, content_type) if is_form(content_type) else None
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return False, None
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > self._most:
                raise _TooLong
            spool.write(chunk)
            if form:
                form.feed(chunk)
            more = message.get("more_body", False)
        if form:
            form.end()
            return True, None
        return True, self._json(endpoint, spool)

    def _json(self, endpoint: Endpoint, spool: Any) -> bytes | None:
        spool.seek(0)
        try:
            value = json_body(spool.read())
        except InvalidRequest as broken:
            self._judge.settled(broken.report)
            return None
        sent = self._judge.passed(endpoint, value)
        return None if sent is value else json_bytes(sent)


class _Form:
    """A form that is judged once it is read; of a broken one, the mode says whether it is let go."""

    def __init__(self, judge: Judge, endpoint: Endpoint, content_type: str) -> None:
        self._judge, self._endpoint = judge, endpoint
        self._reader: FormReader | None = None
        self._try(lambda: setattr(self, "_reader", FormReader(content_type)))

    def feed(self, chunk: bytes) -> None:
        if self._reader is not None:
            reader = self._reader
            self._try(lambda: reader.feed(chunk))

    def end(self) -> None:
        if self._reader is not None:
            reader = self._reader
            self._try(reader.end)
        if self._reader is not None:
            passed_form(self._judge, self._endpoint, request_of(self._reader.parts))

    def _try(self, step: Callable[[], object]) -> None:
        try:
            step()
        except InvalidRequest as broken:
            self._reader = None
            self._judge.settled(broken.report)


class _TooLong(Exception):
    """A body has more bytes than are taken."""


def _replay(spool: Any, receive: Receive) -> Receive:
    """What gives a body again, and then what comes after it."""
    spool.seek(0, 2)
    left = spool.tell()
    spool.seek(0)
    told = False

    async def replay() -> Message:
        nonlocal left, told
        if told:
            return await receive()
        chunk = spool.read(HEAD)
        left -= len(chunk)
        told = left <= 0
        return {"type": "http.request", "body": chunk, "more_body": not told}

    return replay


def _too_long(most: int) -> dict[str, Any]:
    message = f"The body is longer than the {most:,} bytes that this server takes; send fewer or smaller images."
    return {"message": message, "type": "invalid_request_error", "param": None, "code": "request_too_large"}


async def _answer(send: Send, status: int, error: dict[str, Any]) -> None:
    body = dumps({"error": error}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
