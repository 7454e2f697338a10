"""The real LiteLLM with ``preflight`` as its callback, as a library and as a proxy. Prints one JSON object with what was seen."""

from __future__ import annotations

import asyncio
import io
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # nothing is fetched

import httpx2
import litellm
import openai

import imagespec
from imagespec.clients.litellm import Preflight, RefusedRequest
from imagespec.clients.litellm import check as check_before
from tests.clients.calls import BAD, GOOD, PNG
from tests.clients.server import Server, serving

KEY = "sk-1234567890abcdefgh"
REFERENCES = [{"image_url": "https://a/b.png"}]


def library(server: Server) -> dict[str, Any]:
    """Each call with good and bad values: what it raised, and how much was sent."""
    there = {"api_key": "x", "api_base": f"{server.address}/v1"}
    models = [{"model_name": "house", "litellm_params": {"model": "openai/gpt-image-2", **there}}]
    router = litellm.Router(model_list=models, num_retries=2)
    calls = {
        "aimage_generation": lambda v: litellm.aimage_generation(**v, **there),
        "aimage_edit": lambda v: litellm.aimage_edit(image=io.BytesIO(PNG), **v, **there),
        "aimage_edit of a list": lambda v: litellm.aimage_edit(image=[io.BytesIO(PNG), io.BytesIO(PNG)], **v, **there),
        "router": lambda v: router.aimage_generation(**{**v, "model": "house"}),
    }

    async def run() -> dict[str, Any]:
        return {name: await _tried(call, server) for name, call in calls.items()}

    litellm.callbacks = []
    without = asyncio.run(run())
    litellm.callbacks = [Preflight()]
    seen = asyncio.run(run())
    for name, entry in seen.items():
        entry["unchanged"] = entry["good"] == without[name]["good"]
        entry["sent without"] = len(without[name]["bad"][1])
        entry["good"], entry["bad"] = [(error, len(sent)) for error, sent in (entry["good"], entry["bad"])]
    return seen


async def _tried(call: Any, server: Server) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for name, values in (("good", GOOD), ("bad", BAD)):
        error: Any = None
        try:
            await call({**values, "model": "openai/gpt-image-2"})
        except Exception as raised:
            error = [
                isinstance(raised, (RefusedRequest, litellm.BadRequestError)),
                raised.status_code,
                raised.param,
                raised.code,
                str(raised),
            ]
        seen[name] = (error, [list(sent.same()) for sent in server.taken()])
        seen[name] = (error, [[path, kind, str(body)] for path, kind, body in seen[name][1]])
    return seen


def sync(server: Server) -> dict[str, Any]:
    """The sync functions, which no callback sees."""
    there = {"api_key": "x", "api_base": f"{server.address}/v1", "model": "openai/gpt-image-2"}
    seen: dict[str, Any] = {}
    imagespec.preflight(openai)
    for name, call in {
        "image_generation": lambda v: litellm.image_generation(**v),
        "image_edit": lambda v: (check_before(**v, image=io.BytesIO(PNG)), litellm.image_edit(image=io.BytesIO(PNG), **v)),
    }.items():
        call({**GOOD, **there})
        good = len(server.taken())
        try:
            call({**BAD, **there})
        except litellm.BadRequestError as error:
            seen[name] = [error.status_code, "[size.step]" in str(error), good, len(server.taken())]
    imagespec.preflight(openai, mode="off")
    return seen


def start(folder: Path, server: Server) -> tuple[Any, int]:
    """A proxy that is starting, and its port."""
    config = folder / "config.yaml"
    written = Path("docs/integrations.md").read_text("utf-8").partition("```yml\n")[2].partition("```")[0]
    text = written.replace("os.environ/OPENAI_API_KEY", f"x\n      api_base: {server.address}/v1")
    config.write_text(f"{text}general_settings:\n  master_key: {KEY}\n", "utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    program = "from litellm import run_server; run_server()"
    arguments = ["--config", str(config), "--port", str(port), "--host", "127.0.0.1"]
    with (folder / "log").open("w") as log:
        return subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=log, stderr=subprocess.STDOUT), port


def proxy(port: int, server: Server) -> dict[str, Any]:
    """What the real client makes of the proxy's answers."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            httpx2.get(f"http://127.0.0.1:{port}/health/liveliness")
            break
        except httpx2.HTTPError:
            time.sleep(0.1)
    client, seen = openai.OpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key=KEY, max_retries=0), {}
    for name, call in {
        "generate": lambda v: client.images.generate(**v),
        "edit": lambda v: client.images.edit(image=("a.png", PNG), **v),
        "edit of a list": lambda v: client.images.edit(image=[("a.png", PNG), ("b.png", PNG)], **v),
        "JSON edit": lambda v: client.post("/images/edits", body={**v, "images": REFERENCES}, cast_to=object),
    }.items():
        call({**GOOD, "model": "house"})
        good = len(server.taken())
        try:
            call({**BAD, "model": "house"})
        except openai.BadRequestError as error:
            seen[name] = [error.status_code, error.param, "[size.step]" in str(error), good, len(server.taken())]
    return seen


def main(folder: Path) -> None:
    with serving() as server, serving() as behind:
        process, port = start(folder, behind)
        try:
            seen = {"library": library(server), "sync": sync(server), "proxy": proxy(port, behind)}
        finally:
            process.terminate()
            process.wait()
    print(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
