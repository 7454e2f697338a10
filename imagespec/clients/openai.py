"""``preflight`` for the official ``openai`` package; versions 1.109 to 3.57 are tested.

A client is given a subclass of its own class, in which the step before every request is built judges it first: the SDK has
not asked for a token yet, has not built or retried anything, and every call of the client comes by, whichever way it is made.
"""

from __future__ import annotations

import sys
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

from imagespec.clients.calls import passed
from imagespec.clients.judging import Judge
from imagespec.clients.settings import Settings
from imagespec.values.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

C = TypeVar("C")

_STEP = "_prepare_options"
_MARK, _BASE, _BEFORE = "_imagespec_judge", "_imagespec_base", "_imagespec_before"
"""What stands in a class that judges: by whom, the class that it stands for, and the step that stood in its place."""

_MADE: WeakValueDictionary[Any, type] = WeakValueDictionary()
_ROOTS = ("OpenAI", "AsyncOpenAI", "AzureOpenAI", "AsyncAzureOpenAI")


def preflight(client: C, **options: Any) -> C:
    """Check every request of a client before it is sent. ``imagespec.preflight`` says all about it."""
    settings = Settings(**options)
    openai = sys.modules.get("openai")
    if openai is not None and client is openai:
        _every(openai, None if settings.mode == "off" else Judge(settings))
        return client
    if openai is None or not issubclass(type(client), (openai.OpenAI, openai.AsyncOpenAI)):
        raise TypeError(_no_client(client, openai))
    if settings.mode != "off" and _STEP in vars(client):
        raise TypeError(f"preflight would not be asked: {_STEP} was set on this client itself; make preflight(client) the first of the two")
    base = vars(type(client)).get(_BASE, type(client))
    target: Any = base if settings.mode == "off" else _subclass(base, settings)
    if type(client) is not target:
        client.__class__ = target
    return client


def _subclass(base: type, settings: Settings) -> type:
    """The class of clients of a class that are judged by some settings."""
    key = (base, *settings.key())
    try:
        known = _MADE.get(key)
    except TypeError:  # a callback that cannot be hashed
        return _made(base, Judge(settings))
    if known is None:
        known = _MADE[key] = _made(base, Judge(settings))
    return known


def _made(base: type, judge: Judge) -> type:
    names = {"__module__": base.__module__, "__qualname__": base.__qualname__}
    made = type(base)(base.__name__, (base,), {_MARK: judge, _BASE: base, **names})
    setattr(made, _STEP, _step(made, judge, None))
    return made


def _step(owner: Any, judge: Judge, before: Any) -> Any:
    """The step of a class that judges first, then does what was there ``before``; ``None`` for what its bases do."""

    def prepare(self: Any, options: Any) -> Any:
        if type(self) is owner or _first(type(self)) is owner:
            passed(judge, self, options)
        return super(owner, self)._prepare_options(options) if before is None else before(self, options)

    async def prepare_async(self: Any, options: Any) -> Any:
        return await prepare(self, options)

    return prepare_async if iscoroutinefunction(before or getattr(owner, _STEP)) else prepare


def _first(cls: type) -> type | None:
    """The first class of a client's that judges: it alone does, so that nothing is judged twice."""
    return next((base for base in cls.__mro__ if _MARK in vars(base)), None)


def _every(openai: Any, judge: Judge | None) -> None:
    """Judge the requests of all clients there are and will be, or of none any more."""
    for cls in {*_stepping(openai)}:
        before = vars(cls).get(_BEFORE, vars(cls)[_STEP])
        if judge is not None:
            setattr(cls, _BEFORE, before)
            setattr(cls, _STEP, _step(cls, judge, before))
            setattr(cls, _MARK, judge)
        elif _MARK in vars(cls):
            setattr(cls, _STEP, before)
            delattr(cls, _MARK)
            delattr(cls, _BEFORE)


def _stepping(openai: ModuleType) -> Iterator[type]:
    """The classes of clients that have the step in their own code."""
    pending = [getattr(openai, name) for name in _ROOTS]
    seen: set[type] = set()
    while pending:
        cls = pending.pop()
        if cls in seen:
            continue
        seen.add(cls)
        if _STEP in vars(cls) and _BASE not in vars(cls):
            yield cls
        pending += [*cls.__subclasses__(), *(base for base in cls.__mro__ if base is not object)]


def _no_client(client: object, openai: ModuleType | None) -> str:
    name = f"{type(client).__module__}.{type(client).__qualname__}"
    if isinstance(client, type) and openai is not None and issubclass(client, (openai.OpenAI, openai.AsyncOpenAI)):
        return f"preflight takes a client, not its class; use preflight({client.__name__}(...)), or preflight(openai) for every client"
    if type(getattr(client, "_client", None)).__module__.startswith("openai"):
        return f"preflight takes the client itself, not a part of it ({visible(name)}); use preflight(client) before client.images"
    return (
        f"preflight takes a client of the openai package, but got {visible(name)}; where that wraps one, preflight the client first "
        "and wrap it then, as in instructor.from_openai(imagespec.preflight(client))"
    )
