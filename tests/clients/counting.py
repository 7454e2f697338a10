"""Clients of the official package whose HTTP client only counts."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import openai
import pytest

import imagespec


class Counted:
    """Clients, and the requests that they sent; ``statuses`` are answered before 200."""

    def __init__(self) -> None:
        self.sent: list[httpx2.Request] = []
        self.statuses: list[int] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.sent.append(request)
        status = self.statuses.pop(0) if self.statuses else 200
        answer = {"created": 1, "data": [], "id": "f", "object": "file"}
        return httpx2.Response(status, json=answer, headers={"retry-after-ms": "1"}, request=request)

    async def answer_async(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self.answer(request)

    def client(self, kind: Any = openai.OpenAI, **options: Any) -> Any:
        if "azure_ad_token_provider" not in options:
            options.setdefault("api_key", "x")
        if issubclass(kind, openai.AsyncOpenAI):
            return kind(http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(self.answer_async)), **options)
        return kind(http_client=httpx2.Client(transport=httpx2.MockTransport(self.answer)), **options)

    def bodies(self) -> list[Any]:
        """The JSON that was sent."""
        return [json.loads(request.content) for request in self.sent]


def refusal(call: Any) -> Any:
    """The exception of a call that is refused."""
    with pytest.raises(imagespec.InvalidRequest) as raised:
        call()
    return raised.value


async def awaited(answer: Any) -> Any:
    """What an async call answers."""
    return await answer
