"""``preflight`` beside the packages that wrap OpenAI clients, in either order. Prints what was not refused, and what was tried."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator
from typing import Any

os.environ |= {"LANGFUSE_TRACING_ENABLED": "false", "LANGSMITH_TRACING": "false"}

import httpx2
import instructor
import langsmith.wrappers
import logfire
import openai

import imagespec
from tests.clients.calls import BAD, GOOD

sent: list[str] = []
Wrap = Callable[[Any], Any]


def answer(request: httpx2.Request) -> httpx2.Response:
    sent.append(str(request.url))
    return httpx2.Response(200, json={"created": 1, "data": []})


def new(kind: Any = openai.OpenAI) -> Any:
    if issubclass(kind, openai.AsyncOpenAI):
        return kind(api_key="x", http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(answer)))
    return kind(api_key="x", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))


def instrumented(client: Any) -> Any:
    logfire.instrument_openai(client)
    return client


def instrumented_for_a_while(client: Any) -> Any:
    with logfire.instrument_openai(client):
        client.images.generate if isinstance(client, openai.OpenAI) else None
    return client


WRAPPERS: dict[str, Wrap] = {
    "logfire": instrumented,
    "logfire, undone": instrumented_for_a_while,
    "langsmith": langsmith.wrappers.wrap_openai,
    "instructor": instructor.from_openai,
}


def orders(wrap: Wrap, kind: Any) -> Iterator[tuple[str, Any]]:
    """The client that a user calls in the end."""
    yield "preflight, then wrapped", wrap(imagespec.preflight(new(kind)))
    client = new(kind)
    wrapped = wrap(client)
    imagespec.preflight(client)
    yield "wrapped, then preflight", wrapped
    imagespec.preflight(openai)
    yield "preflight of every client, then wrapped", wrap(new(kind))
    imagespec.preflight(openai, mode="off")
    wrapped = wrap(new(kind))
    imagespec.preflight(openai)
    yield "wrapped, then preflight of every client", wrapped
    imagespec.preflight(openai, mode="off")


def wrong(name: str, client: Any) -> Iterator[str]:
    """What does not hold of a client."""
    sent.clear()
    try:
        _call(client, BAD)
    except openai.BadRequestError as error:
        if not isinstance(error, imagespec.InvalidRequest):
            yield f"{name}: {error!r}"
    except Exception as error:  # any other is a wrong one
        yield f"{name}: {error!r}"
    else:
        yield f"{name}: not refused"
    if sent:
        yield f"{name}: sent"
    _call(client, GOOD)
    if len(sent) != 1:
        yield f"{name}: a good request was sent {len(sent)} times"


def _call(client: Any, values: dict[str, Any]) -> None:
    made = client.images.generate(**values)
    if hasattr(made, "__await__"):

        async def awaited() -> Any:
            return await made

        asyncio.run(awaited())


def proxies() -> Iterator[str]:
    try:
        imagespec.preflight(instructor.from_openai(new()))
    except TypeError as error:
        if "instructor.from_openai(imagespec.preflight(client))" not in str(error):
            yield f"preflight of an Instructor: {error}"
    else:
        yield "preflight of an Instructor: no TypeError"


def main() -> None:
    logfire.configure(send_to_logfire=False, console=False)
    tried = 0
    for name, wrap in WRAPPERS.items():
        for kind in (openai.OpenAI, openai.AsyncOpenAI):
            for order, client in orders(wrap, kind):
                tried += 1
                for text in wrong(f"{name}, {kind.__name__}, {order}", client):
                    print(text)
    before = imagespec.preflight(new())
    from langfuse.openai import openai as patched  # patches the classes of the package for good

    for order, client in (("before", before), ("after", imagespec.preflight(new(patched.OpenAI)))):
        tried += 1
        for text in wrong(f"langfuse, preflight {order}", client):
            print(text)
    for text in proxies():
        print(text)
    print(json.dumps({"tried": tried}))


if __name__ == "__main__":
    main()
