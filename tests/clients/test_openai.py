"""``preflight`` on clients of the official package, in the process, with whatever version the tests have."""

from __future__ import annotations

import asyncio
import pickle
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter_ns
from types import SimpleNamespace
from typing import Any

import openai
import pytest

import imagespec
from tests.clients.calls import BAD, GOOD, every_call
from tests.clients.counting import Counted, awaited, refusal


@pytest.mark.filterwarnings("ignore:deprecated:DeprecationWarning")  # variations, in the client
@pytest.mark.parametrize("kind", [openai.OpenAI, openai.AsyncOpenAI])
def test_every_call_of_a_client(kind: Any, counted: Counted, tmp_path: Path) -> None:
    client = imagespec.preflight(counted.client(kind))
    for name, call, good, bad in every_call(tmp_path, tool=True):

        def made(values: dict[str, Any], call: Any = call) -> None:
            answer = call(client, values)
            if hasattr(answer, "__await__"):
                asyncio.run(awaited(answer))

        error = refusal(lambda: made(bad))  # noqa: B023
        assert isinstance(error, openai.BadRequestError), name
        assert not counted.sent, name
        made(good)
        assert len(counted.sent) == 1, name
        counted.sent.clear()


def test_the_exception_is_that_of_the_sdk_and_ours(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    error = refusal(lambda: client.images.generate(**BAD))
    assert isinstance(error, (imagespec.InvalidRequest, ValueError))
    assert isinstance(error, openai.BadRequestError)
    assert isinstance(error, openai.OpenAIError)
    assert (error.status_code, error.response.status_code, error.request_id) == (400, 400, None)
    assert (error.param, error.code, error.type) == ("size", "invalid_value", "image_generation_user_error")
    assert error.body == error.report.to_openai_error()["error"] == error.response.json()["error"]
    assert error.body["message"] == "Invalid size '1920x1080'. Width and height must both be divisible by 16."
    assert str(error) == error.message
    for word in ('"1920x1080"', "divisible by 16", "1920x1088", "[size.step]"):
        assert word in str(error)
    assert str(error.request.url) == "https://api.openai.com/v1/images/generations"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.body, again.report) == (type(error), str(error), error.body, error.report)
    assert error.__cause__ is None
    assert error.__suppress_context__


def test_the_same_client_comes_back_and_goes_without_a_trace(counted: Counted) -> None:
    client = counted.client()
    cls, before = type(client), dict(vars(client))
    assert imagespec.preflight(client) is client
    assert isinstance(client, openai.OpenAI)
    assert type(client).__name__ == "OpenAI"
    assert type(client).__module__ == cls.__module__
    judged = type(client)
    assert imagespec.preflight(client) is client
    assert type(client) is judged, "the same settings are the same class"
    copy = client.with_options(timeout=3)
    assert imagespec.preflight(client, mode="off") is client
    assert type(client) is cls
    assert vars(client) == before
    client.images.generate(**BAD)
    assert len(counted.sent) == 1
    refusal(lambda: copy.images.generate(**BAD))
    assert type(imagespec.preflight(counted.client(), mode="off")) is cls


def test_a_second_call_changes_the_settings(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    refusal(lambda: client.images.generate(**BAD))
    imagespec.preflight(client, ignore=["size"])
    client.images.generate(**BAD)
    imagespec.preflight(client, select=["quality"])
    client.images.generate(**BAD)
    refusal(lambda: client.images.generate(**BAD, quality="ultra"))
    imagespec.preflight(client, spec="openai@2026-05-07")
    client.images.generate(model="dall-e-3", prompt="a cat", style="vivid")


class Gateway(openai.OpenAI):
    """A client of a user's own, with a step of its own."""

    def _prepare_options(self, options: Any) -> Any:
        return super()._prepare_options(options)


def test_clients_of_a_users_own_class(counted: Counted, whole_process: None) -> None:
    client = imagespec.preflight(counted.client(Gateway))
    refusal(lambda: client.images.generate(**BAD))
    imagespec.preflight(client, mode="off")
    assert type(client) is Gateway
    imagespec.preflight(openai)
    refusal(lambda: client.images.generate(**BAD))
    assert not counted.sent


def test_every_client_of_the_process(counted: Counted, whole_process: None) -> None:
    before, own = counted.client(), imagespec.preflight(counted.client(), ignore=["size"])
    azure = counted.client(openai.AsyncAzureOpenAI, azure_endpoint="https://a", api_version="1")
    steps = {cls: vars(cls).get("_prepare_options") for cls in (*openai.AzureOpenAI.__mro__, *openai.AsyncAzureOpenAI.__mro__)}
    reports: list[Any] = []
    assert imagespec.preflight(openai, on_report=reports.append) is openai
    refusal(lambda: before.images.generate(**BAD))
    refusal(lambda: counted.client().images.generate(**BAD))
    refusal(lambda: asyncio.run(awaited(azure.images.generate(**BAD))))
    assert len(reports) == 3, "each call is judged once"
    assert not counted.sent
    own.images.generate(**BAD)
    assert len(counted.sent) == 1, "a client keeps settings of its own"
    imagespec.preflight(openai, mode="warn")
    with pytest.warns(imagespec.PreflightWarning):
        before.images.generate(**BAD)
    imagespec.preflight(openai, mode="off")
    before.images.generate(**BAD)
    assert {cls: vars(cls).get("_prepare_options") for cls in steps} == steps
    assert not [name for cls in steps for name in vars(cls) if "imagespec" in name]


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (SimpleNamespace(client=1), "instructor.from_openai(imagespec.preflight(client))"),
        (None, "preflight takes a client of the openai package, but got builtins.NoneType"),
        (openai.OpenAI, "preflight(OpenAI(...)), or preflight(openai) for every client"),
        (openai.OpenAI(api_key="x").images, "use preflight(client) before client.images"),
    ],
)
def test_what_is_no_client_is_told_what_to_do(thing: Any, words: str) -> None:
    for mode in ("raise", "off"):
        with pytest.raises(TypeError, match="preflight takes") as raised:
            imagespec.preflight(thing, mode=mode)  # type: ignore[arg-type]
        assert words in str(raised.value)


def test_a_step_set_on_the_client_itself_hides_no_check(counted: Counted) -> None:
    client = counted.client()
    client._prepare_options = lambda options: options
    with pytest.raises(TypeError, match="would not be asked"):
        imagespec.preflight(client)
    client = imagespec.preflight(counted.client())
    client._prepare_options = client._prepare_options
    refusal(lambda: client.images.generate(**BAD))
    assert imagespec.preflight(client, mode="off") is client


def test_no_token_is_asked_for(counted: Counted, whole_process: None) -> None:
    asked: list[str] = []

    def token() -> str:
        asked.append("")
        return "x"

    options = {"azure_endpoint": "https://a", "api_version": "1", "azure_ad_token_provider": token}
    azure, plain = counted.client(openai.AzureOpenAI, **options), counted.client(api_key=token)
    for prepare in (lambda: [imagespec.preflight(client) for client in (azure, plain)], lambda: imagespec.preflight(openai)):
        prepare()
        for client in (azure, plain):
            refusal(lambda: client.images.generate(**BAD))  # noqa: B023
            imagespec.preflight(client, mode="off")
    assert not asked
    assert not counted.sent


def test_many_threads_and_tasks(counted: Counted) -> None:
    client, refused = imagespec.preflight(counted.client()), []

    def calls() -> None:
        for values in [GOOD, BAD] * 20:
            try:
                client.images.generate(**values)
            except imagespec.InvalidRequest:
                refused.append(values)

    threads = [Thread(target=calls) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(50):
        imagespec.preflight(client, ignore=["quality"])
        imagespec.preflight(client)
    for thread in threads:
        thread.join()
    assert refused == [BAD] * 80
    assert counted.bodies() == [GOOD] * 80

    async def tasks() -> list[Any]:
        client = imagespec.preflight(counted.client(openai.AsyncOpenAI))
        return await asyncio.gather(*(client.images.generate(**values) for values in [GOOD, BAD] * 20), return_exceptions=True)

    assert [isinstance(answer, openai.BadRequestError) for answer in asyncio.run(tasks())] == [False, True] * 20


def test_what_a_call_costs(counted: Counted) -> None:
    """Of the step before a request is built, which is all that changes; the time of whole calls varies by more."""
    plain, judged = counted.client(), imagespec.preflight(counted.client())
    options = openai._models.FinalRequestOptions(method="post", url="/images/generations", json_data={**GOOD, "n": 1, "quality": "high"})

    def cost(client: Any) -> float:
        times = []
        for _ in range(3000):
            start = perf_counter_ns()
            client._prepare_options(options)
            times.append(perf_counter_ns() - start)
        return median(times) / 1000

    added = min(cost(judged) for _ in range(3)) - min(cost(plain) for _ in range(3))
    print(f"a call that passes takes {added:.1f} us more")
    assert added < 10
