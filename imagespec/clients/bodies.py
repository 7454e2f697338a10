"""JSON bodies as bytes."""

from __future__ import annotations

import json
from typing import Any

from imagespec.clients.sent import said
from imagespec.report.errors import InvalidRequest


def json_body(content: bytes | bytearray | str) -> Any:
    """The value of a body.

    Raises:
        InvalidRequest: it is no JSON.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        from imagespec.cli.catalogue import finding

        where = f" ({error.msg} at character {error.pos:,})" if isinstance(error, json.JSONDecodeError) else ""
        message = f'the body is no JSON{where}; send an object such as {{"model": …, "prompt": …}}.'
        raise InvalidRequest(said("", "", (finding("request.format", message, source="json"),))) from None


def json_bytes(value: Any) -> bytes:
    """The body of a value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
