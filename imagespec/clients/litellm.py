"""The callback of LiteLLM that sees image requests, in the library and in the proxy.

In the library: ``litellm.callbacks = [imagespec.clients.litellm.Preflight()]``, which judges ``aimage_generation``, ``aimage_edit`` and
what a ``Router`` sends. LiteLLM asks no callback before its sync functions: put ``imagespec.preflight(openai)`` in front of
``image_generation``, and ``check`` of this module before ``image_edit``. In the proxy: ``callbacks: imagespec.clients.litellm.preflight``.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from imagespec.clients.answers import error_of
from imagespec.clients.endpoints import FILE_FIELDS, TOOL, Endpoint
from imagespec.clients.forms import file_part, known_of
from imagespec.clients.judging import Judge
from imagespec.clients.settings import Settings
from imagespec.report.errors import InvalidRequest
from imagespec.report.report import Report

_CustomLogger: Any = import_module("litellm.integrations.custom_logger").CustomLogger
_BadRequest: Any = import_module("litellm").BadRequestError

_CALLS = {
    "image_generation": "/v1/images/generations", "aimage_generation": "/v1/images/generations",
    "image_edit": "/v1/images/edits", "aimage_edit": "/v1/images/edits",
    "responses": "/v1/responses", "aresponses": "/v1/responses",
}  # fmt: skip


class RefusedRequest(InvalidRequest, _BadRequest):  # type: ignore[misc]
    """A request that was not sent: an ``imagespec.InvalidRequest`` and a ``litellm.BadRequestError``, which is not retried."""

    def __init__(self, report: Report, model: str) -> None:
        self.report = report
        _BadRequest.__init__(self, InvalidRequest.__str__(self), model, "openai", body=error_of(report))

    def __str__(self) -> str:
        return InvalidRequest.__str__(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return RefusedRequest, (self.report, self.model)


class Preflight(_CustomLogger):  # type: ignore[misc]
    """A callback that refuses what the Images API would refuse, with the 400 that it would give."""

    def __init__(self, **options: Any) -> None:
        """Take ``mode``, ``spec``, ``model``, ``aliases``, ``select``, ``ignore``, ``unknown_models`` and ``on_report``, as for
        ``imagespec.preflight``.

        Raises:
            ValueError: an option means nothing.
        """
        super().__init__()
        given = Settings(**options)
        # LiteLLM reads the prefixes of models itself.
        ignore: dict[str, Any] = {"ignore": [*(given.ignore or ()), "model.prefixed"]}
        self._judge = Judge(given if given.select else Settings(**options | ignore))

    async def async_pre_call_deployment_hook(self, kwargs: dict[str, Any], call_type: Any) -> dict[str, Any] | None:
        """Judge what the library is about to send, with the model of the deployment."""
        return self._passed(kwargs, getattr(call_type, "value", call_type))

    async def async_pre_call_hook(self, user_api_key_dict: Any, cache: Any, data: dict[str, Any], call_type: Any) -> dict[str, Any] | None:
        """Judge what the proxy was asked, with the model as its users name it."""
        return self._passed(data, getattr(call_type, "value", call_type))

    def check(self, **arguments: Any) -> None:
        """Judge the arguments of ``litellm.image_edit`` (or, without an image, of ``litellm.image_generation``) before the call.

        Raises:
            RefusedRequest: the API would refuse it.
        """
        self._passed(arguments, "image_edit" if "image" in arguments else "image_generation")

    def _passed(self, data: dict[str, Any], call: Any) -> dict[str, Any]:
        """The arguments that may be sent on: those that were given, or a repaired copy.

        Raises:
            RefusedRequest: they are refused.
        """
        path = _CALLS.get(str(call))
        endpoint = self._judge.endpoints[path] if path and self._judge.settings.mode != "off" else None
        if endpoint is None:
            return data
        form = endpoint.form != "" and not data.get("images")
        request = self._request(endpoint, data, form=form)
        try:
            sent = self._judge.passed(endpoint, request, data.get("litellm_call_id"), form=form)
        except InvalidRequest as refusal:
            raise RefusedRequest(refusal.report, str(data.get("model") or "")) from None
        if sent is request:
            return data
        return {key: value for key, value in data.items() if key not in request} | {
            key: data[key] if key in FILE_FIELDS else value for key, value in sent.items()
        }

    def _request(self, endpoint: Endpoint, data: dict[str, Any], *, form: bool) -> dict[str, Any]:
        """The request among the arguments, to which LiteLLM adds its own: what the table knows of, and what is given."""
        names = _names(self._judge, endpoint.form if form else endpoint.json)
        request = {key: value for key, value in data.items() if key in names and value is not None}
        if form:
            return {key: _described(value) if key in FILE_FIELDS else value for key, value in request.items()}
        return request


@cache
def _names(judge: Judge, operation: str) -> frozenset[str]:
    """The parameters that a table knows of in an operation, those included that models do not take."""
    if operation == TOOL:
        return frozenset({"tools"})
    return frozenset(rule.partition(".")[0].partition("[")[0] for rule in judge.settings.handle.engine.rules(operation)) | {"model"}


def _described(value: Any) -> Any:
    """Files as far as they are known: LiteLLM names them, and takes their content type from their content."""
    if isinstance(value, (list, tuple)) and not (isinstance(value, tuple) and value and isinstance(value[0], (str, type(None)))):
        return [_described(entry) for entry in value]
    content = value[1] if isinstance(value, tuple) and len(value) > 1 else value
    if not (isinstance(content, (bytes, bytearray)) or hasattr(content, "read")):
        return value
    return known_of(file_part("image", "", None, content))


preflight = Preflight()
"""A callback with the usual settings, for the configuration of a proxy."""


def check(**arguments: Any) -> None:
    """Judge the arguments of ``litellm.image_edit`` or ``image_generation`` before the call, with the usual settings.

    Raises:
        RefusedRequest: the API would refuse it.
    """
    preflight.check(**arguments)
