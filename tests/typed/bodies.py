"""Bodies of answers: those of the founding documents, and generated ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import openai.types as sdk
from hypothesis import strategies as st
from pydantic import BaseModel

EXAMPLES = json.loads(Path(__file__).with_name("bodies.json").read_text("utf-8"))

EVENT_NAMES = ("ImageGenPartialImageEvent", "ImageGenCompletedEvent", "ImageEditPartialImageEvent", "ImageEditCompletedEvent")
_UNKNOWN = st.dictionaries(
    st.sampled_from(["created_by", "id", "x-extra", "é"]), st.none() | st.integers() | st.text(max_size=3) | st.just([{}])
)


def body_of(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Bodies for a model of the official SDK, by that model's own fields, with unknown fields and new values among them."""
    return _object(getattr(sdk, name))


def _object(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    required = {name: _value(field.annotation) for name, field in model.model_fields.items() if field.is_required()}
    optional = {name: _value(field.annotation) for name, field in model.model_fields.items() if not field.is_required()}
    return st.builds(lambda extra, own: extra | own, _UNKNOWN, st.fixed_dictionaries(required, optional=optional))


def _value(annotation: Any) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Union:
        return st.one_of([_value(member) for member in arguments])
    if origin is Literal:
        members = st.sampled_from(arguments)
        return members if len(arguments) == 1 else members | st.sampled_from(["ultra", "1254x1254"])
    if origin is list:
        return st.lists(_value(arguments[0]), max_size=3)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _object(annotation)
    return {int: st.integers(0, 2**53), str: st.text(max_size=8), type(None): st.none()}[annotation]


def event_text(body: dict[str, Any], end: str = "\n") -> str:
    """An event as a stream carries it."""
    return f"event: {body.get('type', '')}{end}data: {json.dumps(body)}{end}{end}"
