"""The OpenAI Images API as a table: check a request before it is sent.

>>> import imagespec
>>> imagespec.is_valid({"model": "gpt-image-2", "prompt": "a cat", "size": "1536x864"})
True
>>> report = imagespec.check({"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080"})
>>> [d.rule for d in report.diagnostics]
['size.step']
"""

from __future__ import annotations

from imagespec.api import REPORTS, VERDICTS, Handle, load, resolved
from imagespec.engine.quick import checking, judging
from imagespec.report.report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Literal, TypeVar, overload

    from imagespec._compiled.openai import classes as _classes
    from imagespec._compiled.openai import responses as _responses
    from imagespec._compiled.openai.classes import *  # noqa: F403  # one name per operation and model
    from imagespec._compiled.openai.classes import EditJsonRequest, EditRequest, GenerateRequest, ToolRequest, VariationRequest
    from imagespec._compiled.openai.responses import *  # noqa: F403  # one name per response
    from imagespec.api import Loadable
    from imagespec.clients.sent import PreflightWarning as PreflightWarning
    from imagespec.clients.sent import SentReport as SentReport
    from imagespec.kinds.nearest import Strategy
    from imagespec.migration.migrated import Migrated as Migrated
    from imagespec.repair.fixed import Fixed as Fixed
    from imagespec.report.diagnostic import Diagnostic as Diagnostic
    from imagespec.report.errors import InvalidRequest as InvalidRequest
    from imagespec.report.errors import InvalidResponse as InvalidResponse
    from imagespec.report.errors import TableError as TableError
    from imagespec.report.fix import Edit as Edit
    from imagespec.report.fix import Fix as Fix
    from imagespec.report.fix import apply_fix as apply_fix
    from imagespec.report.source import Source as Source
    from imagespec.typed.events import StreamError as StreamError
    from imagespec.typed.events import StreamEvent as StreamEvent
    from imagespec.typed.events import UnknownEvent as UnknownEvent
    from imagespec.typed.events import iter_events as iter_events
    from imagespec.typed.image_file import ImageFile as ImageFile
    from imagespec.typed.image_file import describe_image as describe_image
    from imagespec.typed.omitted import OMIT as OMIT
    from imagespec.typed.omitted import Omitted as Omitted
    from imagespec.typed.request import Request as Request
    from imagespec.values.unknown import UNKNOWN as UNKNOWN
    from imagespec.values.unknown import Unknown as Unknown

__version__ = "0.1.0"

__all__ = [
    "OMIT",
    "UNKNOWN",
    "Diagnostic",
    "Edit",
    "Fix",
    "Fixed",
    "Handle",
    "ImageFile",
    "InvalidRequest",
    "InvalidResponse",
    "Migrated",
    "Omitted",
    "PreflightWarning",
    "Report",
    "Request",
    "SentReport",
    "Source",
    "StreamError",
    "StreamEvent",
    "TableError",
    "Unknown",
    "UnknownEvent",
    "apply_fix",
    "check",
    "describe_image",
    "fix",
    "is_valid",
    "iter_events",
    "json_schema",
    "load",
    "migrate",
    "nearest_size",
    "preflight",
    "ui_schema",
    "validate",
]
if TYPE_CHECKING:  # what type checkers of installed packages take as public; at run time the names load one by one
    __all__ += _classes.__all__
    __all__ += _responses.__all__

_LAZY = {
    "Diagnostic": "report.diagnostic",
    "Edit": "report.fix",
    "Fix": "report.fix",
    "Fixed": "repair.fixed",
    "ImageFile": "typed.image_file",
    "InvalidRequest": "report.errors",
    "InvalidResponse": "report.errors",
    "Migrated": "migration.migrated",
    "OMIT": "typed.omitted",
    "Omitted": "typed.omitted",
    "PreflightWarning": "clients.sent",
    "Request": "typed.request",
    "SentReport": "clients.sent",
    "Source": "report.source",
    "StreamError": "typed.events",
    "StreamEvent": "typed.events",
    "TableError": "report.errors",
    "UNKNOWN": "values.unknown",
    "Unknown": "values.unknown",
    "UnknownEvent": "typed.events",
    "apply_fix": "report.fix",
    "describe_image": "typed.image_file",
    "iter_events": "typed.events",
}
_GENERATED = ("_compiled.openai.responses", "_compiled.openai.classes")


def check(
    request: object,
    operation: str | None = "generate",
    *,
    spec: Loadable | Handle | None = None,
    model: str | None = None,
    aliases: Mapping[str, str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    strict: bool = False,
    partial: bool = False,
    today: str | None = None,
) -> Report:
    """Check a request and report every finding. Never raises for a request, never changes it.

    Args:
        request: the request body. Anything is taken, and a non-object is a finding; values are read as clients send them:
            mappings are objects, other sequences than text are arrays, members of enumerations are their values, and what
            SDKs leave out (``NOT_GIVEN``, ``omit``) is not there. Of paths it is asked whether a file is there.
        operation: ``generate``, ``edit``, ``edit-json``, ``variation``, ``tool``, an endpoint path or address, or an SDK name such
            as ``client.images.edit``; ``None`` goes by the keys of the request. ``responses.create`` and its path read a whole
            body for its image tools, with pointers into the body.
        spec: what to check against: a name, the path of a table, a compiled package, or what ``load`` returned.
        model: the model of requests that name none.
        aliases: your own model names, or patterns of them (``house-*``), to names of the table. Exact names come first.
        select: keep only these rules: a name, a prefix (``size``) or a problem (``*.unsupported``).
        ignore: drop these rules.
        strict: count warnings as errors.
        partial: the request is a part of one, and values of it may be ``UNKNOWN``: report what holds whatever is added to it, and
            whatever the unknown values are. Without a model, that is what holds for every model of the operation.
        today: an ISO date that stands for the day of the call in lifecycle warnings.

    Raises:
        ValueError: an operation, revision, model, rule or date means nothing; the message names the nearest that does.
        TableError: ``spec`` is a path to a table that cannot be used.
    """
    handle = resolved(spec)
    return handle.check(
        request, operation, model=model, aliases=aliases, select=select, ignore=ignore, strict=strict, partial=partial, today=today
    )


def is_valid(
    request: object,
    operation: str | None = "generate",
    *,
    spec: Loadable | Handle | None = None,
    model: str | None = None,
    aliases: Mapping[str, str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    strict: bool = False,
    partial: bool = False,
) -> bool:
    """Whether a request has no errors: the fast path. Arguments as for ``check``."""
    handle = resolved(spec)
    return handle.is_valid(request, operation, model=model, aliases=aliases, select=select, ignore=ignore, strict=strict, partial=partial)


if not TYPE_CHECKING:
    check = checking(check, REPORTS)
    is_valid = judging(is_valid, VERDICTS)

if TYPE_CHECKING:
    _Spec = Loadable | Handle | None

    @overload
    def validate(
        request: object, operation: Literal["generate", "images.generate"] = "generate", *, spec: _Spec = None, **options: Any
    ) -> GenerateRequest: ...
    @overload
    def validate(request: object, operation: Literal["edit"], *, spec: _Spec = None, **options: Any) -> EditRequest: ...
    @overload
    def validate(request: object, operation: Literal["edit-json"], *, spec: _Spec = None, **options: Any) -> EditJsonRequest: ...
    @overload
    def validate(
        request: object, operation: Literal["images.edit"], *, spec: _Spec = None, **options: Any
    ) -> EditRequest | EditJsonRequest: ...
    @overload
    def validate(
        request: object, operation: Literal["variation", "images.create_variation"], *, spec: _Spec = None, **options: Any
    ) -> VariationRequest: ...
    @overload
    def validate(request: object, operation: Literal["tool"], *, spec: _Spec = None, **options: Any) -> ToolRequest: ...
    @overload
    def validate(request: object, operation: str | None, *, spec: _Spec = None, **options: Any) -> Request: ...
    def validate(request: object, operation: str | None = "generate", *, spec: _Spec = None, **options: Any) -> Any:
        """The one below, with the type it returns for each operation."""

else:

    def validate(request: Any, operation: str | None = "generate", *, spec: Any = None, **options: Any) -> Any:
        """The typed request when it has no errors. Arguments as for ``check``.

        Returns:
            An instance of the request class for operation and model, such as ``GptImage2Generate``; it names ``model`` where
            the request names none. When the model is not known, which only an ignored ``model.unknown`` allows, there is no
            such class, and the request itself comes back.

        Raises:
            InvalidRequest: with every finding in ``.report``.
        """
        return resolved(spec).validate(request, operation, **options)


def fix(
    request: Any, operation: str | None = "generate", *, unsafe: bool = False, spec: Loadable | Handle | None = None, **options: Any
) -> Fixed:
    """The request after the fixes of its findings, what was done, and what is left. Arguments as for ``Handle.fix``.

    Raises:
        ValueError: as for ``check``.
    """
    return resolved(spec).fix(request, operation, unsafe=unsafe, **options)


def migrate(
    request: Any, to: str | None = None, operation: str | None = "generate", *, spec: Loadable | Handle | None = None, **options: Any
) -> Migrated:
    """The request for another model, with every change and what to look at. Arguments as for ``Handle.migrate``.

    Raises:
        ValueError: as for ``check``, and where the table has no model ``to``.
    """
    return resolved(spec).migrate(request, to, operation, **options)


def json_schema(
    operation: str = "generate",
    model: str | None = None,
    shape: str = "editor",
    draft: str = "2020-12",
    *,
    spec: Loadable | Handle | None = None,
    unknown_models: bool = False,
) -> dict[str, Any]:
    """The JSON Schema that accepts the requests without an error. Arguments as for ``Handle.json_schema``.

    Raises:
        ValueError: an option that does not exist or does not fit the others.
    """
    return resolved(spec).json_schema(operation, model, shape, draft, unknown_models=unknown_models)


def nearest_size(
    model: str,
    width: int,
    height: int,
    strategy: Strategy = "closest",
    *,
    operation: str | None = None,
    frames: int | None = None,
    aliases: Mapping[str, str] | None = None,
    spec: Loadable | Handle | None = None,
) -> tuple[int, int] | None:
    """The size that a model takes which is nearest to a wanted one. Arguments and measures as for ``Handle.nearest_size``.

    >>> imagespec.nearest_size("gpt-image-2", 1920, 1080)
    (1920, 1088)

    Raises:
        ValueError: an argument means nothing, or the model takes no sizes or no such number of frames.
    """
    return resolved(spec).nearest_size(model, width, height, strategy, operation=operation, frames=frames, aliases=aliases)


if TYPE_CHECKING:
    _Client = TypeVar("_Client")


def preflight(
    client: _Client,
    *,
    mode: Literal["raise", "warn", "fix", "off"] = "raise",
    spec: Loadable | Handle | None = None,
    model: str | None = None,
    aliases: Mapping[str, str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    unknown_models: Literal["pass", "error"] = "pass",
    on_report: Callable[[SentReport], object] | None = None,
) -> _Client:
    """Check every request of an OpenAI client before it is sent, and give the same client back.

    What is judged is what would be sent, whichever way the call is made: ``images.generate``, ``edit`` and
    ``create_variation``, ``with_raw_response`` and ``with_streaming_response``, copies such as ``with_options``, ``client.post``,
    deployments of Azure, and batch files on their way to ``files.create``. Nothing else of the client changes. A second call
    changes the settings, ``mode="off"`` takes the check away.

    Args:
        client: an ``OpenAI``, ``AsyncOpenAI``, ``AzureOpenAI`` or ``AsyncAzureOpenAI``; or the module ``openai`` itself, for
            every client of the process that has no settings of its own, those that other libraries make included.
        mode: ``raise`` refuses a request with errors before anything leaves the process; ``warn`` says what is wrong with
            ``warnings.warn`` (``PreflightWarning``), once per call, and sends it; ``fix`` makes the safe fixes and refuses what
            has errors then; ``off`` does nothing.
        spec: as for ``check``.
        model: the model of requests that name none.
        aliases: as for ``check``.
        select: as for ``check``.
        ignore: as for ``check``.
        unknown_models: what becomes of a request for a model that the table does not know, such as a deployment:
            ``pass`` lets it go unchecked, ``error`` refuses it.
        on_report: is called with a ``SentReport`` of every request with findings or fixes, or of which something could not be
            checked, once per call and before it is sent or refused: the findings of what would be sent, and in ``applied`` the
            fixes that were made.

    Raises:
        TypeError: ``client`` is no OpenAI client; the message says what to do.
        ValueError: an argument means nothing.

    A refused call raises one exception that is an ``InvalidRequest`` and an ``openai.BadRequestError``, with ``status_code`` 400
    and ``param``, ``code`` and ``body`` as the API would give them.
    """
    from imagespec.clients.openai import preflight as prepared

    return prepared(
        client, mode=mode, spec=spec, model=model, aliases=aliases, select=select, ignore=ignore,
        unknown_models=unknown_models, on_report=on_report,
    )  # fmt: skip


def ui_schema(operation: str = "generate", *, spec: Loadable | Handle | None = None) -> dict[str, Any]:
    """The uiSchema that React JSON Schema Form takes beside the ``form`` shape. Arguments as for ``Handle.ui_schema``."""
    return resolved(spec).ui_schema(operation)


def __getattr__(name: str) -> Any:
    module = _LAZY.get(name) or next((key for key in _GENERATED if name[:1].isupper() and name in _module(key).__all__), None)
    if module is None:
        raise AttributeError(f"module 'imagespec' has no attribute {name!r}")
    value = getattr(_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *(name for key in _GENERATED for name in _module(key).__all__)})


def _module(name: str) -> Any:
    return __import__(f"imagespec.{name}", fromlist=["__all__"])
