"""Every way to make a call with the official client. Runs with each of its major versions, and so needs nothing of this one."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x04\x00\x00\x00\x04\x00\x08\x06\x00\x00\x00" + b"\x00" * 4000
Call = Callable[[Any, dict[str, Any]], Any]
"""Makes a call of a client with values for it; what it answers is awaited where the client is async."""


def _from_place() -> io.BytesIO:
    file = io.BytesIO(PNG)
    file.name = "a.png"
    file.seek(10)
    return file


def _streamed(client: Any, values: dict[str, Any]) -> Any:
    manager = client.images.with_streaming_response.generate(**values)
    if hasattr(manager, "__aenter__"):

        async def entered() -> None:
            async with manager as answer:
                await answer.read()

        return entered()
    with manager as answer:
        answer.read()
    return None


def generating() -> Iterator[tuple[str, Call]]:
    """The calls that send JSON to generate images."""
    yield "generate", lambda c, v: c.images.generate(**v)
    yield "extra_body", lambda c, v: c.images.generate(prompt="x", extra_body=v)
    yield "extra_headers", lambda c, v: c.images.generate(**v, extra_headers={"X-A": "b"}, extra_query={"q": "1"})
    yield "raw", lambda c, v: c.images.with_raw_response.generate(**v)
    yield "raw client", lambda c, v: c.with_raw_response.images.generate(**v)
    yield "streaming response", _streamed
    yield "with_options", lambda c, v: c.with_options(timeout=9).images.generate(**v)
    yield "copy", lambda c, v: c.copy(max_retries=1).images.generate(**v)
    yield "post", lambda c, v: c.post("/images/generations", body=v, cast_to=object)
    yield "post with an address", lambda c, v: c.post(f"{str(c.base_url).rstrip('/')}/images/generations?x=1", body=v, cast_to=object)
    yield "post a JSON edit", lambda c, v: c.post("/images/edits", body={**v, "images": [{"file_id": "file-1"}]}, cast_to=object)


def editing(folder: Path) -> Iterator[tuple[str, Call]]:
    """The calls that send a form with files."""
    path = folder / "a.png"
    path.write_bytes(PNG)
    with path.open("rb") as opened:
        files: dict[str, Callable[[], Any]] = {
            "a path": lambda: path,
            "an open file": lambda: opened,
            "a name and bytes": lambda: ("a.png", PNG),
            "a name, bytes and a type": lambda: ("a", PNG, "image/png"),
            "a place in memory": _from_place,
            "a list": lambda: [("a.png", PNG), ("b.png", PNG)],
        }
        for name, file in files.items():
            yield f"edit of {name}", lambda c, v, file=file: c.images.edit(image=file(), **v)
    yield "edit with a mask", lambda c, v: c.images.edit(image=("a.png", PNG), mask=("m.png", PNG), **v)
    yield "edit, raw", lambda c, v: c.images.with_raw_response.edit(image=("a.png", PNG), **v)
    yield (
        "post a form",
        lambda c, v: c.post(
            "/images/edits",
            body=v,
            files=[("image", ("a.png", PNG))],
            options={"headers": {"Content-Type": "multipart/form-data"}},
            cast_to=object,
        ),
    )


def varying() -> Iterator[tuple[str, Call]]:
    """The calls that ask for variations."""
    yield "create_variation", lambda c, v: c.images.create_variation(image=("a.png", PNG), **v)


def line(body: dict[str, Any]) -> bytes:
    """A line of a batch."""
    return json.dumps({"custom_id": "a", "method": "POST", "url": "/v1/images/generations", "body": body}).encode()


def uploading() -> Iterator[tuple[str, Call]]:
    """The calls that upload a batch."""
    yield "a batch as bytes", lambda c, v: c.files.create(file=("batch.jsonl", line(v)), purpose="batch")
    yield "a batch in memory", lambda c, v: c.files.create(file=("batch.jsonl", io.BytesIO(line(v))), purpose="batch")


def responding() -> Iterator[tuple[str, Call]]:
    """The calls of the Responses API with the image tool; of the values, the tool takes all but the prompt."""

    def tools(values: dict[str, Any]) -> list[Any]:
        return [{"type": "web_search"}, {"type": "image_generation", **{key: value for key, value in values.items() if key != "prompt"}}]

    yield "a response", lambda c, v: c.responses.create(model="gpt-5.6", input="a cat", tools=tools(v))
    yield "a raw response", lambda c, v: c.responses.with_raw_response.create(model="gpt-5.6", input="a cat", tools=tools(v))


GOOD = {"model": "gpt-image-2", "prompt": "a cat", "size": "1536x864"}
BAD = {"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080"}
GOOD_VARIATION, BAD_VARIATION = {"model": "dall-e-2", "n": 1}, {"model": "dall-e-2", "n": 11}


def every_call(folder: Path, *, tool: bool) -> Iterator[tuple[str, Call, dict[str, Any], dict[str, Any]]]:
    """Each call with good and with bad values for it."""
    for calls in (generating(), editing(folder), uploading(), responding() if tool else ()):
        yield from ((name, call, GOOD, BAD) for name, call in calls)
    yield from ((name, call, GOOD_VARIATION, BAD_VARIATION) for name, call in varying())
