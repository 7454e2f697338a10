"""An event hook for the clients of ``httpx`` and ``httpx2``, sync and async."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from imagespec.clients.forms import Part, file_part, request_of
from imagespec.clients.judging import Judge
from imagespec.clients.settings import Settings
from imagespec.clients.wire import is_form, passed, passed_form, wanted


class _Done:
    """What a hook answers: an async client awaits it, a sync one lets it fall."""

    __slots__ = ()

    def __await__(self) -> Generator[Any, None, None]:
        return
        yield


_DONE = _Done()


class Hook:
    """A hook for ``event_hooks={"request": [...]}``, of sync and of async clients."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def __call__(self, request: Any) -> _Done:
        """Judge a request.

        Raises:
            InvalidRequest: it is refused; nothing is sent.
        """
        endpoint = wanted(self._judge, request.method, str(request.url))
        if endpoint is None:
            return _DONE
        content_type = request.headers.get("content-type", "")
        fields = getattr(request.stream, "fields", None)
        if fields is not None and is_form(content_type):  # the client writes it while it is sent; its files are not read yet
            passed_form(self._judge, endpoint, request_of(map(_part, fields)))
        elif (body := _bytes(request)) is not None:
            sent = passed(self._judge, endpoint, content_type, body)
            if sent is not body:
                _replace(request, sent)
        return _DONE


def _part(field: Any) -> Part:
    """A part of a form that a client is to write."""
    name = field.name if isinstance(field.name, str) else bytes(field.name).decode("utf-8", "replace")
    if hasattr(field, "file"):
        headers = {str(key).lower(): value for key, value in dict(field.headers).items()}
        return file_part(name, field.filename, headers.get("content-type"), field.file)
    value = field.value if isinstance(field.value, bytes) else str(field.value).encode()
    return file_part(name, None, None, value)


def _bytes(request: Any) -> bytes | None:
    """A body that is in memory, ``None`` where it is made while it is sent."""
    stream = request.stream
    in_memory = hasattr(stream, "__iter__") and hasattr(stream, "__aiter__")  # that of both sorts of clients
    return b"".join(stream) if in_memory else None


def _replace(request: Any, body: bytes | str) -> None:
    request.stream, request._content = type(request.stream)(body), body
    request.headers["Content-Length"] = str(len(body))


def httpx_hook(**options: Any) -> Hook:
    """A hook that checks requests to the Images and the Responses API before an ``httpx`` or ``httpx2`` client sends them.

    ``httpx.Client(event_hooks={"request": [httpx_hook()]})``, and the same for ``httpx.AsyncClient``. Bodies are JSON or
    forms; of files, at most 64 KiB are read. Forms are checked, but not repaired. A body that an iterator makes while it is
    sent is not judged.

    Args:
        options: ``mode``, ``spec``, ``model``, ``aliases``, ``select``, ``ignore``, ``unknown_models`` and ``on_report``, as for
            ``imagespec.preflight``. A refused request raises ``imagespec.InvalidRequest``.

    Raises:
        ValueError: an option means nothing.
    """
    return Hook(Judge(Settings(**options)))
