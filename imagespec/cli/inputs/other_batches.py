"""Lines of the Batch API that are no image requests: the output of a batch, and batches for other endpoints."""

from __future__ import annotations

from typing import Any

from imagespec.values.text import quoted

_WITH_PROMPT = frozenset({"/v1/completions", "/v1/videos"})
"""The other endpoints of the Batch API that take a ``prompt``: one says nothing there. Elsewhere it says that the request is for images
and only the url is wrong.
"""


def other_kind(value: dict[str, Any]) -> str:
    """What a line is instead of an image request, in one sentence; empty where it may be one."""
    if "url" not in value and "body" not in value:
        if "custom_id" in value and ("response" in value or "error" in value):
            return "the lines are the output of a batch, not its requests; lint the file that was uploaded."
        return ""
    url, body = value.get("url"), value.get("body")
    if not isinstance(url, str) or not isinstance(body, dict) or not url.startswith("/v1/") or url.startswith("/v1/images/"):
        return ""
    if url not in _WITH_PROMPT and "prompt" in body:
        return ""
    return f"the lines call {quoted(url)}, which makes no images, so they are not checked; lint batches of image requests only."
