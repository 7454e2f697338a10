"""Whether all contenders give the verdict that a request is made for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .contenders import Contender
from .payloads import Payload


def disagreements(contenders: Iterable[Contender], payloads: list[Payload]) -> dict[str, list[dict[str, Any]]]:
    """For each contender the requests that it judges otherwise."""
    differing: dict[str, list[dict[str, Any]]] = {}
    for one in contenders:
        answers = [one.call(as_bytes(payload.request) if one.kind == "bytes" else payload.request) for payload in payloads]
        if one.says_valid is None:
            continue
        wrong = [payload.request for payload, answer in zip(payloads, answers, strict=True) if one.says_valid(answer) is not payload.valid]
        if wrong:
            differing[f"{one.name} ({one.kind})"] = wrong
    return differing


def as_bytes(request: dict[str, Any]) -> bytes:
    """A request as a client sends it."""
    return json.dumps(request, ensure_ascii=False).encode()
