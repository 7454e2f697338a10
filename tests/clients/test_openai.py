"""``preflight`` on clients of the official package, in the process, with whatever version the tests have."""

from __future__ import annotations

import asyncio
import io
import pickle
import warnings
from collections.abc import Iterator
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
from tests.clients.counting import Counted

TOOL = "tool" in imagespec.load().operations


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def whole_process() -> Iterator[None]:
    """Takes the check of every client away, whatever a test does."""
    yield
    imagespec.preflight(openai, mode="off")


def refusal(call: Any) -> Any:
    with pytest.raises(imagespec.InvalidRequest) as raised:
        call()
    return raised.value


@pytest.mark.filterwarnings("ignore:deprecated:DeprecationWarning")  # variations, in the client
@pytest.mark.parametrize("kind", [openai.OpenAI, openai.AsyncOpenAI])
def test_every_call_of_a_client(kind: Any, counted: Counted, tmp_path: Path) -> None:
    client = imagespec.preflight(counted.client(kind))
    for name, call, good, bad in every_call(tmp_path, tool=TOOL):

        def made(values: dict[str, Any], call: Any = call) -> None:
            answer = call(client, values)
            if hasattr(answer, "__await__"):
                asyncio.run(_awaited(answer))

        error = refusal(lambda: made(bad))  # noqa: B023
        assert isinstance(error, openai.BadRequestError), name
        assert not counted.sent, name
        made(good)
        assert len(counted.sent) == 1, name
        counted.sent.clear()


async def _awaited(answer: Any) -> Any:
    return await answer


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
    refusal(lambda: asyncio.run(_awaited(azure.images.generate(**BAD))))
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


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"mode": "rase"}, "no mode 'rase'; did you mean raise?"),
        ({"unknown_models": "fail"}, "no unknown_models 'fail'"),
        ({"ignore": ["sise"]}, "did you mean size?"),
        ({"model": "gpt-image-22"}, "did you mean gpt-image-2"),
        ({"aliases": {"a": "gpt-imag-2"}}, "did you mean gpt-image-2"),
        ({"spec": "openai@1999"}, "no spec"),
    ],
)
def test_options_that_mean_nothing(options: dict[str, Any], words: str, counted: Counted) -> None:
    client = counted.client()
    with pytest.raises(ValueError, match="no ") as raised:
        imagespec.preflight(client, **options)
    assert words in str(raised.value)
    assert type(client) is openai.OpenAI
    with pytest.raises(TypeError, match="on_report must be callable"):
        imagespec.preflight(client, on_report=1)  # type: ignore[arg-type]


def test_warn_speaks_once_per_call_and_at_the_line_of_the_user(counted: Counted) -> None:
    client = imagespec.preflight(counted.client(max_retries=2), mode="warn")
    counted.statuses = [500, 500]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        client.images.generate(**BAD)
    assert len(counted.sent) == 3
    (warning,) = caught
    assert issubclass(warning.category, imagespec.PreflightWarning)
    assert "[size.step]" in str(warning.message)
    assert warning.filename == __file__
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for _ in range(2):
            client.images.generate(**BAD)
        client.images.generate(**GOOD)
    assert len(caught) == 2
    assert counted.bodies() == [BAD] * 5 + [GOOD]


def test_fix_makes_safe_fixes_and_says_so(counted: Counted) -> None:
    reports: list[Any] = []
    client = imagespec.preflight(counted.client(max_retries=1), mode="fix", on_report=reports.append)
    counted.statuses = [500]
    values = {"model": "gpt-image-2", "prompt": "a cat", "style": "vivid", "n": 2}
    client.images.generate(**values)
    assert counted.bodies() == [{"model": "gpt-image-2", "prompt": "a cat", "n": 2}] * 2
    assert [[fix.title for fix in report.applied] for report in reports] == [["remove style"]]
    assert reports[0].ok
    assert pickle.loads(pickle.dumps(reports[0])).applied == reports[0].applied
    error = refusal(lambda: client.images.generate(**values, size="1920x1080"))
    assert [d.rule for d in error.report.errors] == ["size.step"]
    assert len(reports) == 2
    assert len(counted.sent) == 2
    assert values["style"] == "vivid", "what the caller gave is not changed"
    client.images.generate(**GOOD, extra_body={"style": "vivid"})
    assert counted.bodies()[-1] == GOOD


def test_fix_of_a_form_keeps_its_files(counted: Counted) -> None:
    client = imagespec.preflight(counted.client(), mode="fix")
    client.images.edit(image=[("a.png", b"\x89PNG\r\n\x1a\n1"), ("b.png", b"\x89PNG\r\n\x1a\n2")], **GOOD, extra_body={"style": "vivid"})
    (request,) = counted.sent
    assert b"style" not in request.content
    for kept in (b'"a.png"', b'"b.png"', b"PNG\r\n\x1a\n1", b"PNG\r\n\x1a\n2", b'name="image[]"', b"1536x864"):
        assert kept in request.content


def test_a_text_is_no_file(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    options: Any = {"headers": {"content-type": "multipart/form-data"}}
    error = refusal(lambda: client.post("/images/edits", body={**GOOD, "image": "a.png"}, options=options, cast_to=object))
    assert {d.rule.partition(".")[0] for d in error.report.errors} == {"image"}
    error = refusal(lambda: client.images.edit(image=[], **GOOD))
    assert [d.rule for d in error.report.errors] == ["image.required"]
    error = refusal(lambda: client.images.edit(image=b"\x89PNG\r\n\x1a\n", **GOOD))
    assert (error.code, error.report.errors[0].rule) == ("unsupported_file_mimetype", "image.file-type")
    assert "application/octet-stream" in error.body["message"]
    assert not counted.sent


def test_what_cannot_be_checked_is_told(counted: Counted) -> None:
    class Once(io.BytesIO):
        def seekable(self) -> bool:
            return False

    reports: list[Any] = []
    client = imagespec.preflight(counted.client(), on_report=reports.append)
    client.images.edit(image=("a.png", Once(b"\x89PNG\r\n\x1a\n")), **GOOD)
    assert [report.unchecked for report in reports] == [("/image: the content of the file: it can be read only once",)]
    assert reports[0].ok


def test_models_that_the_table_does_not_know(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    client.images.generate(model="house", prompt="a cat", size="1920x1080")
    imagespec.preflight(client, unknown_models="error")
    refusal(lambda: client.images.generate(model="house", prompt="a cat"))
    imagespec.preflight(client, aliases={"hou*": "gpt-image-2"})
    refusal(lambda: client.images.generate(model="house", prompt="a cat", size="1920x1080"))
    imagespec.preflight(client, model="gpt-image-2")
    refusal(lambda: client.images.generate(prompt="a cat", size="1920x1080"))
    assert len(counted.sent) == 1


def test_the_deployment_in_the_path_says_the_model(counted: Counted) -> None:
    options = {"azure_endpoint": "https://a", "api_version": "1"}
    client = imagespec.preflight(counted.client(openai.AzureOpenAI, azure_deployment="house", **options), aliases={"house": "gpt-image-2"})
    refusal(lambda: client.images.generate(model="whatever", prompt="a cat", size="1920x1080"))
    client.images.generate(model="whatever", prompt="a cat", size="1536x864")
    imagespec.preflight(client, aliases={"house": "gpt-image-2"}, mode="fix")
    client.images.generate(model="whatever", prompt="a cat", extra_body={"style": "vivid"})
    assert counted.bodies()[-1] == {"model": "whatever", "prompt": "a cat"}
    unnamed = imagespec.preflight(counted.client(openai.AzureOpenAI, **options), aliases={"house": "gpt-image-2"})
    refusal(lambda: unnamed.images.generate(model="house", prompt="a cat", size="1920x1080"))
    based = imagespec.preflight(counted.client(base_url="https://a/openai/deployments/gpt-image-2"))
    refusal(lambda: based.post("/images/generations", body={"prompt": "a cat", "size": "1920x1080"}, cast_to=object))
    assert len(counted.sent) == 2


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


def test_other_calls_are_left_alone(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    client.post("/chat/completions", body={"model": "gpt-5", "size": "1x1"}, cast_to=object)
    client.post("/vector_stores/a/files", body={"file_id": "x"}, cast_to=object)
    client.files.create(file=("a.png", b"1"), purpose="vision")
    client.files.create(
        file=("a.jsonl", b'{"custom_id": "a", "url": "/v1/embeddings", "body": {"n": 20}, "method": "POST"}'), purpose="batch"
    )
    client.get("/images/generations", cast_to=object)
    assert len(counted.sent) == 5


def test_a_batch_says_the_line(counted: Counted, tmp_path: Path) -> None:
    client = imagespec.preflight(counted.client())
    lines = [
        b'{"custom_id": "%d", "method": "POST", "url": "/v1/images/generations", "body": {"model": "gpt-image-2", "prompt": "a"}}' % i
        for i in range(3)
    ]
    bad = [lines[0], lines[1].replace(b'"a"}}', b'"a", "size": "1920x1080"}}'), b"{", lines[0]]
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b"\n".join(bad))
    with path.open("rb") as file:
        file.seek(7)
        error = refusal(lambda: client.files.create(file=file, purpose="batch"))
        assert file.tell() == 7
    found = [(d.pointer, d.rule) for d in error.report.errors]
    assert found == [("/1/body/size", "size.step"), ("/2", "request.format"), ("/3/custom_id", "custom_id.value")]
    assert "line 2: size" in str(error)
    assert error.param == "file"
    assert error.report.operation == "batch"
    path.write_bytes(b"\n".join(lines))
    with path.open("rb") as file:
        client.files.create(file=file, purpose="batch")
    assert b"\n".join(lines) in counted.sent[0].content
    many = b"\n".join(lines[0].replace(b'"0"', b'"%d"' % i).replace(b'"a"}', b'"a", "n": 20}') for i in range(500))
    assert len(refusal(lambda: client.files.create(file=("a.jsonl", many), purpose="batch")).report) == 20


@pytest.mark.skipif(not TOOL, reason="the table has no image tool")
def test_the_image_tool_of_the_responses_api(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    tools = [{"type": "web_search"}, {"type": "image_generation", "model": "house"}, {"type": "image_generation", "model": "gpt-image-2"}]

    def create(**wrong: Any) -> Any:
        return client.responses.create(model="gpt-5.6", input="a cat", tools=[*tools[:2], tools[2] | wrong])

    error = refusal(lambda: create(n=2, size="1x1"))
    assert {d.pointer for d in error.report.errors} == {"/tools/2/n", "/tools/2/size"}
    assert (error.param, error.code) == ("tools[2].n", "unknown_parameter")
    assert not counted.sent
    create(size="1536x864")
    imagespec.preflight(client, mode="fix")
    create(n=1)
    assert [body["tools"] for body in counted.bodies()] == [[*tools[:2], tools[2] | {"size": "1536x864"}], tools]


def test_bodies_as_bytes(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    error = refusal(lambda: client.post("/images/generations", content=b"{", cast_to=object))
    assert "no JSON" in str(error)
    form: Any = {"headers": {"content-type": "multipart/form-data; boundary=b"}}
    cut = b'--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\na'
    assert "no whole multipart form" in str(refusal(lambda: client.post("/images/edits", content=cut, options=form, cast_to=object)))
    refusal(lambda: client.post("/images/edits", content=cut + b"\r\n--b--", options=form, cast_to=object))
    refusal(lambda: client.post("/images/generations", content=b'{"model": "gpt-image-2", "prompt": ""}', cast_to=object))
    imagespec.preflight(client, mode="fix")
    client.post("/images/generations", content=b'{"model": "gpt-image-2", "prompt": "\xc3\xa9", "style": "vivid"}', cast_to=object)
    assert counted.bodies() == [{"model": "gpt-image-2", "prompt": "é"}]


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
