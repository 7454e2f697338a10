"""What of a candidate is the request: without the keys of the program that reads it, and without what placeholders stand for."""

from __future__ import annotations

from typing import Any, NamedTuple

from imagespec.places.addresses import is_template
from imagespec.places.documents.candidate import Candidate
from imagespec.places.recognition import is_meant
from imagespec.places.vocabulary import Vocabulary

_IMAGES = ("image", "image[]", "images", "mask", "input_fidelity")


class Cleaned(NamedTuple):
    """A request as it is checked.

    Attributes:
        own: the keys that are the program's.
        open: whether something of it is not known.
        renamed: whether the model is not written as it stands there.
    """

    request: dict[str, Any]
    own: tuple[str, ...]
    open: bool
    renamed: bool


def cleaned(request: dict[str, Any], candidate: Candidate, operation: str, words: Vocabulary) -> Cleaned:
    """The request of a candidate. Where the operation cannot be told, it is without images, which is all that operations differ in."""
    kept: dict[str, Any] = {}
    own: list[str] = []
    is_open = renamed = False
    for key, value in request.items():
        if candidate.own and not _is_sent(key, value, operation, words):
            own.append(key)
        elif _is_unknown(key, value, candidate) or (not operation and key in _IMAGES):
            is_open = True
        else:
            kept[key] = value
    model = kept.get("model")
    if (candidate.own or candidate.names_only) and isinstance(model, str) and words.model(bare := model.rpartition("/")[2]):
        renamed = bare != model  # the reader of the settings knows what its prefixes mean
        kept["model"] = bare
    return Cleaned(kept, tuple(own), is_open, renamed)


def _is_unknown(key: str, value: Any, candidate: Candidate) -> bool:
    """Whether only that a parameter is there is known of it."""
    return (key != "prompt" and is_template(value)) or (candidate.is_form and value is None)


def _is_sent(key: str, value: Any, operation: str, words: Vocabulary) -> bool:
    if key == "prompt":
        return isinstance(value, str) and bool(value)
    if key == "model":
        return isinstance(value, str)
    known = words.parameters.get(operation, words.every)
    parameter = known.get(key) or words.every.get(key)
    return parameter is not None and (is_meant(key, value, parameter) or is_template(value))
