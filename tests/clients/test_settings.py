"""The settings of ``preflight``: what it says, repairs, and takes for which model."""

from __future__ import annotations

import io
import pickle
import warnings
from typing import Any

import openai
import pytest

import imagespec
from tests.clients.calls import BAD, GOOD
from tests.clients.counting import Counted, refusal


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
