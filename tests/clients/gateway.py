"""A gateway as a user writes it, with FastAPI, without and with the middleware. Served by the tests with uvicorn."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Form, UploadFile

from imagespec.clients.asgi import Preflight


def gateway() -> FastAPI:
    app = FastAPI()

    @app.post("/v1/images/generations")
    async def generate(body: dict[str, Any]) -> Any:
        return {"created": 1, "data": [], "asked": body}

    @app.post("/v1/images/edits")
    async def edit(image: UploadFile, prompt: str = Form(), model: str = Form()) -> Any:
        size = 0
        while chunk := await image.read(65536):
            size += len(chunk)
        return {"created": size, "data": []}

    return app


plain = gateway()
checked = gateway()
checked.add_middleware(Preflight)
