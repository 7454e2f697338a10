"""A client middleware for ``aiohttp`` 3.12 and newer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from email.message import Message
from typing import Any

from imagespec.clients.endpoints import Endpoint
from imagespec.clients.forms import Part, file_part, request_of
from imagespec.clients.judging import Judge
from imagespec.clients.settings import Settings
from imagespec.clients.wire import is_form, is_json, passed, passed_form, wanted

Handler = Callable[[Any], Awaitable[Any]]


def aiohttp_middleware(**options: Any) -> Callable[[Any, Handler], Awaitable[Any]]:
    """A middleware that checks requests to the Images and the Responses API before a session of ``aiohttp`` sends them.

    ``aiohttp.ClientSession(middlewares=[aiohttp_middleware()])``. Bodies are JSON or forms; of files, at most 64 KiB are
    read. Forms are checked, but not repaired. A body that an iterator makes while it is sent is not judged.

    Args:
        options: ``mode``, ``spec``, ``model``, ``aliases``, ``select``, ``ignore``, ``unknown_models`` and ``on_report``, as for
            ``imagespec.preflight``. A refused request raises ``imagespec.InvalidRequest``.

    Raises:
        ValueError: an option means nothing.
    """
    judge = Judge(Settings(**options))

    async def preflight(request: Any, handler: Handler) -> Any:
        endpoint = wanted(judge, request.method, str(request.url))
        if endpoint is not None:
            await _judge(judge, endpoint, request)
        return await handler(request)

    return preflight


async def _judge(judge: Judge, endpoint: Endpoint, request: Any) -> None:
    content_type = str(request.headers.get("Content-Type", ""))
    body = request.body
    if is_form(content_type) and hasattr(body, "append_payload"):  # aiohttp writes it while it is sent
        passed_form(judge, endpoint, request_of([_part(payload) for payload, *_ in body]))
    elif is_form(content_type) or is_json(content_type):
        content = body if isinstance(body, bytes) else await _bytes(body)
        if content is not None and (sent := passed(judge, endpoint, content_type, content)) is not content:
            await request.update_body(sent)


async def _bytes(payload: Any) -> bytes | None:
    """A body that can be read twice, ``None`` for one that is made while it is sent."""
    if getattr(payload, "consumed", True) or payload.size is None:
        return None
    content: bytes = await payload.as_bytes()
    return content


def _part(payload: Any) -> Part:
    disposition = Message()
    disposition["Content-Disposition"] = payload.headers.get("Content-Disposition", "")
    name, filename = (disposition.get_param(key, header="Content-Disposition") for key in ("name", "filename"))
    value = getattr(payload, "_value", b"")
    return file_part(
        name if isinstance(name, str) else "", filename if isinstance(filename, str) else None, payload.headers.get("Content-Type"), value
    )
