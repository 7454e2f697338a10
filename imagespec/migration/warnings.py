"""What another model does otherwise though the request is in order: asked of the table where it knows, else of these few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from imagespec.values.text import quoted

IN_WORDS = {
    ("style", "vivid"): "hyper-real and dramatic",
    ("style", "natural"): "natural, less hyper-real looking",
}
"""What the documents say that a value does, for the prompt of a model without that parameter."""

Takes = Callable[[str, str, Any], bool]
"""Whether a model, by its name, takes a parameter with a value."""


def warnings(source: str, to: str, before: Mapping[str, Any], after: Mapping[str, Any], takes: Takes) -> Iterator[str]:
    """The warnings about a request that moves from one model to another."""
    for (parameter, value), words in IN_WORDS.items():
        if before.get(parameter) == value and parameter not in after:
            yield f'{parameter} {quoted(value)} is not taken any more; say it in the prompt, such as "{words}"'
    if source and takes(source, "response_format", "url") and not takes(to, "response_format", "url"):
        yield f"{to} answers with b64_json only: there is no url any more, so read the image from the answer itself"
    if before.get("background") == "transparent":
        kept = after.get("background") == "transparent"
        what = f"stays; look at what {to} makes of it" if kept else f"is dropped, as {to} does not support it: images get a background"
        yield f"background transparent {what}"
