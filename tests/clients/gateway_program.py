"""The gateway under uvicorn, and clients in front of it: the real one, many at once, and broken ones.

Prints one JSON object with what was seen of each.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openai

from tests.clients.calls import BAD, GOOD, PNG

UPLOADS, SIZE, STEP, PAUSE = 200, 2_000_000, 65_536, 0.01
TRIES = 3


@contextmanager
def serving(app: str) -> Iterator[tuple[int, int]]:
    """The port and the process of a server."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        f"tests.clients.gateway:{app}",
        "--port",
        str(port),
        "--log-level",
        "error",
        "--backlog",
        "1000",
    ]
    with subprocess.Popen(command) as server:
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield port, server.pid
        finally:
            server.terminate()


def memory(process: int, key: str) -> int:
    """A number of a process's memory in bytes: ``VmRSS``, or ``VmHWM``, the most there was."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(f"{key}:"))


def form(values: dict[str, str], size: int = 4000) -> bytes:
    parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in values.items()]
    head = b'--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n' + PNG
    return b"".join(parts) + head + bytes(size) + b"\r\n--b--\r\n"


def head(length: int | str, content_type: str = "multipart/form-data; boundary=b") -> bytes:
    lines = ["POST /v1/images/edits HTTP/1.1", "Host: a", f"Content-Type: {content_type}", f"Content-Length: {length}", "Connection: close"]
    return "\r\n".join([*lines, "", ""]).encode()


async def status(port: int, *pieces: bytes, pause: float = 0.0, leave: bool = False) -> int:
    """The status that is answered to bytes sent in pieces; 0 where nothing is answered, or the client leaves."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            if pause:
                await asyncio.sleep(pause)
        if leave:
            return 0
        line = await asyncio.wait_for(reader.readline(), 30)
        return int(line.split()[1]) if line else 0
    except ConnectionError:
        return 0
    finally:
        writer.close()


async def many(port: int) -> list[int]:
    """Uploads at once, each in steps."""
    body = form({"model": "gpt-image-2", "prompt": "a cat"}, SIZE)
    pieces = [head(len(body)), *(body[start : start + STEP] for start in range(0, len(body), STEP))]
    return await asyncio.gather(*(status(port, *pieces, pause=PAUSE) for _ in range(UPLOADS)))


def load(app: str) -> dict[str, Any]:
    with serving(app) as (port, process):
        asyncio.run(status(port, head(10), form({})[:10]))
        asyncio.run(many_once(port))
        idle, start = memory(process, "VmRSS"), time.monotonic()
        Path(f"/proc/{process}/clear_refs").write_text("5", "ascii")  # forget the most there was
        answered = asyncio.run(many(port))
        return {"statuses": sorted(set(answered)), "memory": memory(process, "VmHWM") - idle, "seconds": time.monotonic() - start}


async def many_once(port: int) -> None:
    """A few uploads, so that everything is loaded."""
    body = form({"model": "gpt-image-2", "prompt": "a cat"}, SIZE)
    await asyncio.gather(*(status(port, head(len(body)), body) for _ in range(3)))


def broken(port: int, process: int) -> dict[str, Any]:
    """The answers to what no client should send."""
    good, bad = form({"model": "gpt-image-2", "prompt": "a cat"}), form({"model": "gpt-image-2", "prompt": "a cat", "n": "x"})
    cases: dict[str, list[bytes]] = {
        "good": [head(len(good)), good],
        "bad": [head(len(bad)), bad],
        "slow": [head(len(bad)), *(bad[start : start + 400] for start in range(0, len(bad), 400))],
        "truncated": [head(len(good) - 5), good[:-5]],
        "cut in a part": [head(2000), good[:2000]],
        "no form": [head(7), b"nothing"],
        "no boundary": [head(len(good), "multipart/form-data"), good],
        "not JSON": [head(1, "application/json"), b"{"],
        "too long": [head(len(good) - 20), good],
        "no length": [head("x"), good],
    }
    seen: dict[str, Any] = {
        name: asyncio.run(status(port, *pieces, pause=0.002 if name == "slow" else 0)) for name, pieces in cases.items()
    }

    async def leaving() -> None:
        for _ in range(20):
            await asyncio.gather(*(status(port, head(SIZE), good[:3000], bytes(200_000), leave=True) for _ in range(10)))

    asyncio.run(leaving())
    settled(process)
    before = memory(process, "VmRSS")
    for _ in range(2):
        asyncio.run(leaving())
    seen["files"] = settled(process)
    seen["growth"] = memory(process, "VmRSS") - before
    seen["after"] = asyncio.run(status(port, head(len(good)), good))
    return seen


def settled(process: int) -> int:
    """How many files a server has open once it is done with what came."""
    until, last = time.monotonic() + 20, 1_000_000
    while last > 30 and time.monotonic() < until:
        time.sleep(0.1)
        last = len([*Path(f"/proc/{process}/fd").iterdir()])
    return last


def real(port: int) -> dict[str, Any]:
    """What the real client makes of the answers."""
    client, seen = openai.OpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="x", max_retries=0), {}
    for name, call in {
        "generate": lambda values: client.images.generate(**values),
        "edit": lambda values: client.images.edit(image=("a.png", PNG), **values),
    }.items():
        call(GOOD)
        try:
            call(BAD)
        except openai.BadRequestError as error:
            seen[name] = [error.status_code, error.param, error.code, error.type]
    return seen


def main() -> None:
    seen: dict[str, Any] = {}
    for _ in range(TRIES):  # how much the application holds at once depends on how busy the machine is
        seen = {app: load(app) for app in ("plain", "checked")}
        if seen["checked"]["memory"] < 1.2 * seen["plain"]["memory"]:
            break
    with serving("checked") as (port, process):
        seen |= {"broken": broken(port, process), "real": real(port)}
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
