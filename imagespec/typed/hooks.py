"""The request and response classes in a cattrs converter of one's own."""

from __future__ import annotations

from types import UnionType
from typing import Any, Union, get_args, get_origin

from cattrs import Converter

from imagespec._compiled.openai.responses import EVENTS
from imagespec.report.errors import InvalidResponse
from imagespec.typed.message import Message
from imagespec.typed.request import Request


def register(converter: Converter) -> Converter:
    """Teach a converter to structure and unstructure the classes and unions of this package.

    Structuring a request raises ``InvalidRequest``, anything else ``InvalidResponse``, each with all that is wrong.
    """
    converter.register_structure_hook_func(_is_own, lambda data, cls: cls.from_dict(data))
    converter.register_structure_hook_func(_is_choice, _choose)
    converter.register_unstructure_hook_func(_is_own, lambda value: value.to_dict())
    return converter


def _is_own(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, (Request, Message))


def _members(cls: Any) -> tuple[Any, ...]:
    return get_args(cls) if get_origin(cls) in (Union, UnionType) else ()


def _is_choice(cls: Any) -> bool:
    """Whether it is a union of the requests of one operation, or of events."""
    members = _members(cls)
    if not members or not all(map(_is_own, members)):
        return False
    if all(issubclass(member, Request) for member in members):
        return len({(member.operation, member._revision) for member in members}) == 1
    return all(member in EVENTS.values() for member in members)


def _choose(data: Any, cls: Any) -> Any:
    members = _members(cls)
    if issubclass(members[0], Request):
        return members[0]._revision.handle.validate(data, members[0].operation)
    kind = EVENTS.get(str(data.get("type"))) if isinstance(data, dict) else None
    if kind is None or kind not in members:
        types = ", ".join(event for event, member in EVENTS.items() if member in members)
        raise InvalidResponse("event", (("/type", f"must be one of {types}"),))
    return kind.from_dict(data)
