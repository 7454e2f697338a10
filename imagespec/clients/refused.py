"""The exception of a refused call of the OpenAI client: this package's own and the client's at once."""

from __future__ import annotations

import sys
from typing import Any

from imagespec.clients.answers import error_of
from imagespec.report.errors import InvalidRequest
from imagespec.report.report import Report

_CLASSES: dict[type, type] = {}
_HTTP = ("httpx2", "httpx")


def refused(report: Report, url: str, http: Any = None) -> Exception:
    """The exception for a report.

    Args:
        report: what is wrong with the request.
        url: where it would have gone.
        http: the HTTP client of the OpenAI client, which tells the library that answers come from; ``None`` where it is not known.
    """
    import openai

    return _class(openai.BadRequestError)(report, url, _library(http))  # type: ignore[no-any-return]


def _class(bad_request: type[Exception]) -> Any:
    """The class of refused requests for a version of the client."""
    if bad_request in _CLASSES:
        return _CLASSES[bad_request]

    class RefusedRequest(InvalidRequest, bad_request):  # type: ignore[valid-type,misc]
        """A request that the API would answer with status 400, and that was not sent.

        It is an ``imagespec.InvalidRequest``, whose ``report`` holds every finding and whose text says what to do, and an
        ``openai.BadRequestError`` with ``status_code`` 400 and the ``param``, ``code``, ``type`` and ``body`` of the API.
        """

        def __init__(self, report: Report, url: str, library: str) -> None:
            self.report = report
            self._made_of = url, library
            body = error_of(report)
            http = __import__(library)
            response = http.Response(400, request=http.Request("POST", url), json={"error": body})
            bad_request.__init__(self, str(self), response=response, body=body)  # type: ignore[call-arg]

        def __reduce__(self) -> tuple[Any, ...]:
            return _again, (self.report, *self._made_of)

    RefusedRequest.__module__ = "imagespec.clients.refused"
    RefusedRequest.__qualname__ = "RefusedRequest"
    return _CLASSES.setdefault(bad_request, RefusedRequest)


def _again(report: Report, url: str, library: str) -> Exception:
    import openai

    return _class(openai.BadRequestError)(report, url, library)  # type: ignore[no-any-return]


def _library(http: Any) -> str:
    """The HTTP library that a client is made with."""
    for base in type(http).__mro__:
        name = str(base.__module__).partition(".")[0]
        if name in _HTTP:
            return name
    return next((name for name in _HTTP if name in sys.modules), "httpx")
