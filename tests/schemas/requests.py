"""Requests as JSON for the schemas, each with the verdict of the engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from attrs import frozen

from imagespec.api import Handle
from imagespec.compile.shapes import body
from imagespec.report.keys import MODEL_PREFIXED

LONGEST = 100_000
"""Longer requests are left to the tests of the kinds: the engines would read megabytes of prompt again and again."""


@frozen
class Case:
    """A request, the models its ``model`` schema is for, and what the schemas must say of it."""

    operation: str
    request: Any
    text: str
    model: str
    valid: bool
    """No errors but those of rules that no schema sees."""
    own: bool
    """The same, and judged as ``model`` or one of its snapshots."""
    plain: bool = True
    """The model stands behind no prefix: forms offer whole names only."""


def cases(handle: Handle, requests: Iterable[tuple[str, Any]], seed: int = 11) -> Iterator[Case]:
    """The requests that are JSON with what the engine says of them."""
    random = Random(seed)
    spec = handle.spec
    gaps = {key: {rule for rule, _ in body.gaps(contract)} for key, contract in spec.contracts.items()}
    for name in spec.operations:
        if common := spec.unnamed(name):
            gaps[name, ""] = {rule for rule, _ in body.gaps(common)}
    rows = {name: handle.engine._load("rows", module).ROWS for name, module in handle.engine.operations.items()}
    for operation, request in requests:
        text = as_json(request)
        if text is None:
            continue
        plain = json.loads(text)
        if spec.operations[operation].encoding == "multipart":
            plain = as_javascript_has_it(plain)
        report = handle.check(plain, operation)
        unseen = gaps.get((operation, report.model), set())
        errors = {rows[operation][number].rule for number, is_error, *_ in report.findings if is_error}
        valid = errors <= unseen
        served = spec.operations[operation].models
        model = report.model if report.model in served and random.random() < 0.9 else random.choice(served)
        same = report.model in body.names(spec, spec.operations[operation], model)
        prefixed = any(key == MODEL_PREFIXED for key, *_ in report.findings)
        yield Case(operation, plain, text, model, valid, valid and same, not prefixed)


def as_javascript_has_it(value: Any) -> Any:
    """A value in which a number without fraction is an integer: no schema tells ``2.0`` from ``2``, which a form does."""
    if isinstance(value, dict):
        return {key: as_javascript_has_it(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_javascript_has_it(entry) for entry in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_json(value: Any) -> str | None:
    """The value as JSON that every validator can read, ``None`` where it has no such form."""
    if not _is_json(value):
        return None
    text = json.dumps(value)
    return text if len(text) <= LONGEST else None


def _is_json(value: Any) -> bool:
    """Whether a value is JSON: no bytes or tuples, no lone surrogates, no numbers that JavaScript reads as infinite."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_json(key) and _is_json(entry) for key, entry in value.items())
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, str):
        return len(value) <= LONGEST and (value.isascii() or _encodes(value))
    if isinstance(value, float):
        return value - value == 0
    return value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 10**300)


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
