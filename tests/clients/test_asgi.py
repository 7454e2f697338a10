"""The middleware in front of applications, in the process."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

import imagespec
from imagespec.clients.asgi import Preflight
from tests.clients.calls import BAD, GOOD, PNG
from tests.conftest import Depth

Message = dict[str, Any]


class App:
    """An application that remembers the bodies it was given, and how it was given them."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.scopes: list[Message] = []

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        self.scopes.append(scope)
        body, more = b"", scope["type"] == "http"
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message["body"]
            more = message["more_body"]
        self.bodies.append(body)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})


def called(app: Any, body: Iterable[bytes | None], path: str = "/v1/images/generations", **scope: Any) -> tuple[int, Any]:
    """Status and answer of a request whose body comes in pieces, and with ``None`` is broken off."""
    pieces, sent = [*body], []

    async def receive() -> Message:
        if not pieces:
            return {"type": "http.disconnect"}
        piece = pieces.pop(0)
        return {"type": "http.disconnect"} if piece is None else {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", scope.pop("content_type", b"application/json")), *scope.pop("headers", ())]
    asyncio.run(app({"type": "http", "method": "POST", "path": path, "headers": headers, **scope}, receive, send))
    if not sent:
        return 0, None
    return sent[0]["status"], json.loads(sent[1]["body"])


def as_json(value: Any) -> list[bytes]:
    return [json.dumps(value).encode()]


def as_form(values: dict[str, str], image: bytes = PNG) -> bytes:
    parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in values.items()]
    file = b'--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n' + image + b"\r\n"
    return b"".join(parts) + file + b"--b--\r\n"


FORM = {"path": "/v1/images/edits", "content_type": b"multipart/form-data; boundary=b"}
EDIT = {"model": "gpt-image-2", "prompt": "a cat", "n": "2"}


def test_bad_json_is_answered_and_good_json_comes_through() -> None:
    app = App()
    status, answer = called(Preflight(app), as_json(BAD))
    assert status == 400
    assert answer == imagespec.check(BAD).to_openai_error()
    assert answer["error"]["param"] == "size"
    assert not app.scopes
    assert called(Preflight(app), as_json(GOOD)) == (200, {})
    assert [json.loads(body) for body in app.bodies] == [GOOD]


@pytest.mark.parametrize("size", [1, 7, 64, 10_000_000])
def test_forms_in_pieces_of_any_size(size: int) -> None:
    app, body = App(), as_form(EDIT, PNG + bytes(range(256)) * 20)
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    assert called(Preflight(app), pieces, **FORM) == (200, {})
    assert app.bodies == [body]
    bad = as_form({**EDIT, "n": "11"})
    status, answer = called(Preflight(app), [bad[start : start + size] for start in range(0, len(bad), size)], **FORM)
    assert (status, answer["error"]["param"], answer["error"]["code"]) == (400, "n", "integer_above_max_value")
    assert len(app.bodies) == 1


def test_a_form_cut_off_anywhere_is_refused() -> None:
    app, body = App(), as_form(EDIT)
    for end in (0, 1, 40, 200, len(body) - 4000, len(body) - 10, len(body) - 4):
        status, answer = called(Preflight(app), [body[:end]], **FORM)
        assert (status, answer["error"]["type"]) == (400, "invalid_request_error"), end
        assert "multipart form" in answer["error"]["message"]
    assert not app.scopes


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", b"application/json"), (b"{", b"application/json"), (b"[" * 100_000, b"application/json"), (b"\xff\xfe", b"application/json"),
        (b"nothing", b"multipart/form-data; boundary=b"), (b"--b\r\n", b"multipart/form-data"),
        (b"--b\r\n", b"multipart/form-data; boundary="),
        (b"--b\nbroken\n", b"multipart/form-data; boundary=b"), (b"--b\r\n" + b"a" * 9000, b"multipart/form-data; boundary=b"),
        (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n" * 2000, b"multipart/form-data; boundary=b"),
    ],
)  # fmt: skip
def test_broken_bodies_are_answered(body: bytes, content_type: bytes) -> None:
    app = App()
    status, answer = called(Preflight(app), [body], path="/v1/images/edits", content_type=content_type)
    assert status == 400
    assert set(answer["error"]) == {"message", "type", "param", "code"}
    assert not app.scopes


def test_mutated_bodies_are_answered_or_come_through(depth: Depth) -> None:
    chance, app = Random(15), App()
    good, value = as_form(EDIT), json.dumps({**GOOD, "svg": {"reasoning": {}}}).encode()
    kinds = [(good, FORM), (value, {}), (good, {**FORM, "content_type": b'multipart/form-data; boundary="b'})]
    statuses: Counter[int] = Counter()
    for number in range(depth(300, 5000)):
        body, options = kinds[number % 3]
        changed = bytearray(body)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(min(len(changed), 400))
            changed[place : place + chance.randint(0, 8)] = chance.randbytes(chance.randint(0, 8))
        pieces = [bytes(changed[:200]), bytes(changed[200:])]
        app.bodies.clear()
        status, answer = called(Preflight(app), pieces, **options)
        statuses[status] += 1
        assert (status == 200) == (app.bodies == [bytes(changed)])
        assert status == 200 or (status == 400 and answer["error"]["message"])
    assert min(statuses.values()) > 10


def test_what_is_not_judged_comes_through_untouched() -> None:
    app = App()
    for changed in (
        {"path": "/v1/chat/completions"}, {"method": "GET"}, {"content_type": b"text/plain"}, {"type": "websocket"}, {"type": "lifespan"},
        {"headers": [(b"content-encoding", b"gzip")]},
    ):  # fmt: skip
        called(Preflight(app), as_json(BAD), **changed)
    called(Preflight(app, mode="off"), as_json(BAD))
    assert len(app.bodies) == 7


def test_an_upload_that_is_broken_off_reaches_nobody() -> None:
    app = App()
    assert called(Preflight(app), [as_form(EDIT)[:50], None], **FORM) == (0, None)
    assert called(Preflight(app), [b"{", None]) == (0, None)
    assert not app.scopes


def test_after_the_body_the_application_hears_that_the_client_left() -> None:
    heard: list[str] = []

    async def app(scope: Message, receive: Any, send: Any) -> None:
        heard.extend([(await receive())["type"] for _ in range(2)])

    called(Preflight(app), as_json(GOOD))
    assert heard == ["http.request", "http.disconnect"]


def test_too_long_a_body_is_refused() -> None:
    app = App()
    status, answer = called(Preflight(app, max_bytes=10), as_json(GOOD))
    assert (status, answer["error"]["code"]) == (413, "request_too_large")
    assert not app.scopes


def test_modes() -> None:
    app = App()
    with pytest.warns(imagespec.PreflightWarning, match="1920x1080"):
        assert called(Preflight(app, mode="warn"), as_json(BAD))[0] == 200
    for body, options in ((b"{", {}), (as_form(EDIT)[:-9], FORM)):
        with pytest.warns(imagespec.PreflightWarning):
            assert called(Preflight(app, mode="warn"), [body], **options)[0] == 200
        assert app.bodies[-1] == body
    reports: list[Any] = []
    fixing = Preflight(app, mode="fix", on_report=reports.append)
    body = as_json({**GOOD, "style": "vivid"})
    assert called(fixing, body, headers=[(b"content-length", str(len(body[0])).encode())])[0] == 200
    assert json.loads(app.bodies[-1]) == GOOD
    assert (b"content-length", str(len(app.bodies[-1])).encode()) in app.scopes[-1]["headers"]
    assert [fix.title for fix in reports[-1].applied] == ["remove style"]
    assert called(fixing, [as_form({**EDIT, "style": "vivid"})], **FORM)[0] == 400
    with pytest.raises(ValueError, match="did you mean"):
        Preflight(app, mode="fixx")


def starlette(**options: Any) -> Any:
    async def generate(request: Request) -> Response:
        return JSONResponse(await request.json())

    async def edit(request: Request) -> Response:
        async with request.form() as form:
            return JSONResponse({"size": len(await form["image"].read()), "n": form["n"]})  # type: ignore[union-attr]

    inner = Starlette(routes=[Route("/images/generations", generate, methods=["POST"]), Route("/images/edits", edit, methods=["POST"])])
    app = Starlette(routes=[Mount("/gateway/v1", inner)])
    app.add_middleware(Preflight, **options)
    return app


def asked(app: Any, ask: Callable[[httpx.AsyncClient], Any], root_path: str = "") -> httpx.Response:
    async def run() -> httpx.Response:
        transport = httpx.ASGITransport(app, root_path=root_path)
        async with httpx.AsyncClient(transport=transport, base_url="http://a") as client:
            return await ask(client)

    return asyncio.run(run())


@pytest.mark.parametrize("root_path", ["", "/root"])
def test_starlette_under_mounts(root_path: str) -> None:
    app, path = starlette(aliases={"house": "gpt-image-2"}), f"{root_path}/gateway/v1/images"
    good = asked(app, lambda c: c.post(f"{path}/generations", json=GOOD), root_path)
    assert good.json() == GOOD
    bad = asked(app, lambda c: c.post(f"{path}/generations", json={**BAD, "model": "house"}), root_path)
    assert (bad.status_code, bad.json()["error"]["param"]) == (400, "size")
    files = {"image": ("a.png", PNG, "image/png")}
    assert asked(app, lambda c: c.post(f"{path}/edits", data=EDIT, files=files), root_path).json() == {"size": len(PNG), "n": "2"}
    bad = asked(app, lambda c: c.post(f"{path}/edits", data={**EDIT, "n": "x"}, files=files), root_path)
    assert (bad.status_code, bad.json()["error"]["param"]) == (400, "n")
    nameless = asked(app, lambda c: c.post(f"{path}/edits", data=EDIT, files={"image": ("upload", PNG)}), root_path)
    assert (nameless.status_code, nameless.json()["error"]["code"]) == (400, "unsupported_file_mimetype")


def test_the_parser_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "multipart", None)
    with pytest.raises(ModuleNotFoundError, match=r"imagespec\[clients\]"):
        Preflight(App())
