"""What the official client sends with ``preflight`` in front of it. Runs in an environment with one version of the client.

Arguments: a folder for files, and a JSON file with requests of the corpus. Prints what does not hold, one line each, then how
much was tried.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai

import imagespec
from tests.clients.calls import PNG, Call, every_call
from tests.clients.server import Server, serving

Made = list[tuple[str, Any]]


def clients(server: Server) -> Iterator[tuple[str, Any]]:
    """Each sort of client, as made by a user."""
    key = {"api_key": "x", "max_retries": 2}
    yield "sync", openai.OpenAI(base_url=f"{server.address}/v1", **key)
    yield "async", openai.AsyncOpenAI(base_url=f"{server.address}/v1", **key)
    azure = {"azure_endpoint": server.address, "api_version": "2025-04-01-preview", "azure_ad_token_provider": token}
    yield "azure", openai.AzureOpenAI(**azure)
    yield "azure with a deployment", openai.AzureOpenAI(azure_deployment="house", **azure)
    yield "async azure", openai.AsyncAzureOpenAI(**azure)


asked = 0


def token() -> str:
    """Give a token, and count that one was asked for."""
    global asked
    asked += 1
    return "token"


def done(call: Call, client: Any, values: dict[str, Any], loop: Any) -> BaseException | None:
    """Make a call; what it raised."""
    try:
        answer = call(client, values)
        if hasattr(answer, "__await__"):
            loop.run_until_complete(answer)
    except Exception as error:  # what the client makes of an answer is not the question
        return error
    return None


def calls(server: Server, folder: Path, loop: Any) -> Iterator[str]:
    """What does not hold of every call of every client."""
    tool = "tool" in imagespec.load().operations and hasattr(openai.OpenAI, "responses")
    for sort, plain in clients(server):
        for name, call, good, bad in every_call(folder, tool=tool):
            plain_error, before = done(call, plain, good, loop), server.taken()
            imagespec.preflight(plain, aliases={"house": "gpt-image-2"})
            error, after = done(call, plain, good, loop), server.taken()
            if len(before) != 1 or repr(plain_error) != repr(error):
                yield f"{sort}, {name}: {plain_error!r} and {error!r}"
            if [sent.same() for sent in before] != [sent.same() for sent in after]:
                yield f"{sort}, {name}: a good request changed: {before} {after}"[:500]
            yield from refused(f"{sort}, {name}", call, plain, bad, server, loop)
            imagespec.preflight(plain, mode="off")
            done(call, plain, bad, loop)
            if len(server.taken()) != 1:
                yield f"{sort}, {name}: still refused after off"


def refused(name: str, call: Call, client: Any, bad: dict[str, Any], server: Server, loop: Any) -> Iterator[str]:
    """What does not hold of the refusal of a call."""
    global asked
    asked = 0
    error = done(call, client, bad, loop)
    if server.taken():
        yield f"{name}: sent {bad}"
    if asked:
        yield f"{name}: asked for a token"
    if not (isinstance(error, imagespec.InvalidRequest) and isinstance(error, openai.BadRequestError)):
        yield f"{name}: {error!r}"
    elif error.status_code != 400 or error.response.status_code != 400 or not error.report.errors or "[" not in str(error):
        yield f"{name}: {error!r} lacks something"


def corpus(server: Server, rows: list[dict[str, Any]], loop: Any) -> Iterator[str]:
    """What does not hold of the requests of the corpus."""
    plain = openai.OpenAI(base_url=f"{server.address}/v1", api_key="x")
    checked = dict(clients(server))
    del checked["azure with a deployment"]  # where the model of a request says nothing
    for client in checked.values():
        imagespec.preflight(client, unknown_models="error")
    for row in rows:
        call = {"edit": form, "variation": form}.get(row["operation"], posted)
        if not row["ok"]:
            for sort, client in checked.items():
                yield from refused(f"{row['id']}, {sort}", call(row), client, row["request"], server, loop)
            continue
        for client in (plain, checked["sync"]):
            done(call(row), client, row["request"], None)
        first, *second = [sent.same() for sent in server.taken()] or [None]
        if [first] != second:
            yield f"{row['id']}: a good request was changed or kept back"


PATHS = {"edit-json": "/images/edits", "edit": "/images/edits", "variation": "/images/variations"}


def posted(row: dict[str, Any]) -> Call:
    return lambda client, values: client.post(PATHS.get(row["operation"], "/images/generations"), body=values, cast_to=object)


def form(row: dict[str, Any]) -> Call:
    """A form with real files where the row has files."""
    files = [(name, ("a.png", PNG)) for name in row["files"]]
    options: dict[str, Any] = {"headers": {"Content-Type": "multipart/form-data"}}
    return lambda client, values: client.post(PATHS[row["operation"]], body=values, files=files, options=options, cast_to=object)


def main(folder: Path, rows: Path) -> None:
    loop = asyncio.new_event_loop()
    requests = json.loads(rows.read_text("utf-8"))
    with serving() as server:
        for wrong in (*calls(server, folder, loop), *corpus(server, requests, loop)):
            print(wrong)
    loop.close()
    print(json.dumps({"version": openai.__version__, "rows": len(requests)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
