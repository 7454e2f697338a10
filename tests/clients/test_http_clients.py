"""The hooks of plain HTTP clients, with a real server that counts requests."""

from __future__ import annotations

import asyncio
import io
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import httpx2
import pytest
import requests

import imagespec
from imagespec.clients import aiohttp_middleware, httpx_hook, requests_adapter
from tests.clients.calls import BAD, GOOD, PNG
from tests.clients.server import Server, serving

Send = Callable[..., None]
"""Posts to a path of a server with ``json``, ``data``, ``files`` or ``content``, with settings of a check or without."""

FILES = {"image": ("a.png", PNG, "image/png")}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as served:
        yield served


def _httpx(library: Any) -> Send:
    def send(url: str, settings: dict[str, Any] | None, **body: Any) -> None:
        hooks = {} if settings is None else {"request": [httpx_hook(**settings)]}
        with library.Client(event_hooks=hooks, verify=False) as client:
            client.post(url, **body)

    return send


def _httpx_async(library: Any) -> Send:
    def send(url: str, settings: dict[str, Any] | None, **body: Any) -> None:
        async def run() -> None:
            hooks = {} if settings is None else {"request": [httpx_hook(**settings)]}
            async with library.AsyncClient(event_hooks=hooks, verify=False) as client:
                await client.post(url, **body)

        asyncio.run(run())

    return send


def _requests(url: str, settings: dict[str, Any] | None, **body: Any) -> None:
    if "content" in body:
        body["data"] = body.pop("content")
    with requests.Session() as session:
        if settings is not None:
            session.mount("http://", requests_adapter(**settings))
        session.post(url, **body)


def _aiohttp(url: str, settings: dict[str, Any] | None, **body: Any) -> None:
    async def run() -> None:
        if "content" in body:
            body["data"] = body.pop("content")
        if "files" in body:
            form = aiohttp.FormData(default_to_multipart=True)
            for name, value in body.pop("data").items():
                form.add_field(name, str(value))
            for name, (filename, content, kind) in body.pop("files").items():
                form.add_field(name, content, filename=filename, content_type=kind)
            body["data"] = form
        middlewares = () if settings is None else (aiohttp_middleware(**settings),)
        async with aiohttp.ClientSession(middlewares=middlewares) as session, session.post(url, **body) as answer:
            await answer.read()

    asyncio.run(run())


SENDERS: dict[str, Send] = {
    "httpx": _httpx(httpx),
    "httpx2": _httpx(httpx2),
    "httpx async": _httpx_async(httpx),
    "httpx2 async": _httpx_async(httpx2),
    "requests": _requests,
    "aiohttp": _aiohttp,
}

every_client = pytest.mark.parametrize("send", SENDERS.values(), ids=SENDERS)


@every_client
def test_json_is_refused_or_sent_as_it_is(send: Send, server: Server) -> None:
    url = f"{server.address}/proxy/v1/images/generations?x=1"
    with pytest.raises(imagespec.InvalidRequest, match=r"\[size\.step\]"):
        send(url, {}, json=BAD)
    with pytest.raises(imagespec.InvalidRequest, match="no JSON"):
        send(url, {}, content=b"{", headers={"content-type": "application/json"})
    assert not server.taken()
    send(url, {}, json=GOOD)
    send(url, None, json=GOOD)
    first, second = (sent.same() for sent in server.taken())
    assert first == second


@every_client
def test_forms_are_refused_or_sent_as_they_are(send: Send, server: Server) -> None:
    url = f"{server.address}/v1/images/edits"
    data = {"model": "gpt-image-2", "prompt": "a cat", "n": "2"}
    for wrong in ({"n": "two"}, {"size": "1x1"}, {"style": "vivid"}):
        with pytest.raises(imagespec.InvalidRequest):
            send(url, {}, data={**data, **wrong}, files=FILES)
    with pytest.raises(imagespec.InvalidRequest, match="image"):
        send(url, {}, data=data, files={"image": ("a", b"GIF89a", "application/octet-stream")})
    assert not server.taken()
    send(url, {}, data=data, files=FILES)
    send(url, None, data=data, files=FILES)
    first, second = (sent.same() for sent in server.taken())
    assert first[2].count(b"boundary") == second[2].count(b"boundary") == 5
    assert first == second


@every_client
def test_fix_repairs_json_and_refuses_forms(send: Send, server: Server) -> None:
    reports: list[Any] = []
    settings = {"mode": "fix", "on_report": reports.append}
    send(f"{server.address}/v1/images/generations", settings, json={**GOOD, "style": "vivid"})
    (sent,) = server.taken()
    assert sent.same()[2] == GOOD
    assert [fix.title for fix in reports[0].applied] == ["remove style"]
    with pytest.raises(imagespec.InvalidRequest, match="style"):
        send(f"{server.address}/v1/images/edits", settings, data={"model": "gpt-image-2", "prompt": "a", "style": "vivid"}, files=FILES)
    assert not server.taken()


@every_client
def test_warn_and_off_and_other_requests(send: Send, server: Server) -> None:
    url = f"{server.address}/v1/images/generations"
    with pytest.warns(imagespec.PreflightWarning, match="1920x1080") as told:
        send(url, {"mode": "warn"}, json=BAD)
    assert len(told) == 1
    with pytest.warns(imagespec.PreflightWarning, match="no JSON"):
        send(url, {"mode": "warn"}, content=b"{", headers={"content-type": "application/json"})
    with pytest.warns(imagespec.PreflightWarning, match="no whole multipart form"):
        send(
            f"{server.address}/v1/images/edits",
            {"mode": "warn"},
            content=b"--b\r\n",
            headers={"content-type": "multipart/form-data; boundary=b"},
        )
    assert [sent.body for sent in server.taken()[1:]] == [b"{", b"--b\r\n"]
    send(url, {"mode": "off"}, json=BAD)
    send(f"{server.address}/v1/chat/completions", {}, json=BAD)
    send(f"{server.address}/v1/images", {}, json=BAD)
    send(url, {}, content=b"size=1x1", headers={"content-type": "application/x-www-form-urlencoded"})
    assert len(server.taken()) == 4
    with pytest.raises(ValueError, match="did you mean"):
        send(url, {"mode": "rise"}, json=BAD)


@every_client
def test_azure_deployments(send: Send, server: Server) -> None:
    url = f"{server.address}/openai/deployments/my%20house/images/generations?api-version=1"
    with pytest.raises(imagespec.InvalidRequest, match=r"size\.step"):
        send(url, {"aliases": {"my house": "gpt-image-2"}}, json={"prompt": "a cat", "size": "1920x1080"})
    send(url, {}, json={"model": "gpt-image-2", "prompt": "a cat"})
    assert len(server.taken()) == 1


@every_client
def test_open_files_stay_where_they_stood(send: Send, server: Server, tmp_path: Path) -> None:
    url, data = f"{server.address}/v1/images/edits", {"model": "gpt-image-2", "prompt": "a cat", "size": "1x1"}
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    with path.open("rb") as file:
        file.seek(3)
        with pytest.raises(imagespec.InvalidRequest):
            send(url, {}, data=data, files={"image": ("a.png", file, "image/png")})
        assert file.closed or file.tell() in (3, len(PNG))  # aiohttp closes files, and requests reads them before it asks
    with path.open("rb") as file:
        send(url, {}, data={**data, "size": "auto"}, files={"image": ("a.png", file, "image/png")})
    (sent,) = server.taken()
    assert PNG in sent.body


@pytest.mark.parametrize("name", ["httpx", "httpx2", "httpx2 async", "aiohttp"])
def test_large_uploads_are_not_read_into_memory(name: str, server: Server) -> None:
    url, data = f"{server.address}/v1/images/edits", {"model": "gpt-image-2", "prompt": "a cat", "size": "1x1"}
    file = io.BytesIO(PNG + bytes(30_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(imagespec.InvalidRequest, match="size"):
            SENDERS[name](url, {}, data=data, files={"image": ("a.png", file, "image/png")})
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000
    assert not server.taken()


def test_a_body_in_an_open_file(server: Server) -> None:
    body = io.BytesIO(b'{"model": "gpt-image-2", "prompt": ""}')
    with requests.Session() as session:
        session.mount("http://", requests_adapter())
        with pytest.raises(imagespec.InvalidRequest, match="prompt"):
            session.post(f"{server.address}/v1/images/generations", data=body, headers={"content-type": "application/json"})
    assert body.tell() == 0
    assert not server.taken()


def test_a_body_that_is_made_while_it_is_sent_passes(server: Server) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"model": "gpt-image-2", "prompt": ""}'

    with httpx2.Client(event_hooks={"request": [httpx_hook()]}) as client:
        client.post(f"{server.address}/v1/images/generations", content=chunks(), headers={"content-type": "application/json"})
    assert len(server.taken()) == 1
