"""A typed request stays what it was: nothing that the caller holds, and nothing it gives away, can change it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import imagespec
from imagespec.typed.request import Context, Request

PNG = b"\x89PNG\r\n\x1a\n" + b"\xfe\xed" * 20
GENERATE: dict[str, Any] = {"model": "gpt-image-2", "prompt": "a", "size": "1024x1024"}
EDIT: dict[str, Any] = {"model": "gpt-image-2", "prompt": "a"}

RAW: dict[str, Callable[[], tuple[str, dict[str, Any], dict[str, Any]]]] = {
    "a described file": lambda: ("edit", {**EDIT, "image": {"format": "png", "width": 8}}, {}),
    "described files": lambda: ("edit", {**EDIT, "image": [{"format": "png"}, {"format": "webp"}], "mask": {"format": "png"}}, {}),
    "a bytearray": lambda: ("edit", {**EDIT, "image": bytearray(PNG), "mask": bytearray(PNG)}, {"ignore": ["*.file-type"]}),
    "bytearrays": lambda: ("edit", {**EDIT, "image": [bytearray(PNG), ("a.png", bytearray(PNG))]}, {"ignore": ["*.file-type"]}),
    "a file with headers": lambda: ("edit", {**EDIT, "image": ("a.png", PNG, "image/png", {"x": "y"})}, {}),
    "both spellings": lambda: ("edit", {**EDIT, "image": PNG, "image[]": [bytearray(PNG), {"format": "png"}]}, {"ignore": ["image"]}),
    "objects": lambda: ("edit-json", {**EDIT, "images": [{"file_id": "f"}], "mask": {"file_id": "m"}}, {}),
    "objects with more": lambda: ("edit-json", {**EDIT, "images": [{"file_id": "f", "x": [1]}]}, {"ignore": ["parameter.unknown"]}),
    "unknown fields": lambda: ("generate", {**GENERATE, "seed": {"a": [{"b": 1}]}}, {"ignore": ["parameter.unknown"]}),
    "a field of another type": lambda: ("generate", {**GENERATE, "n": [2]}, {"ignore": ["n.type"]}),
}

every_raw = pytest.mark.parametrize("make", RAW.values(), ids=RAW)


def containers(value: Any) -> Iterator[Any]:
    """Every list, dict and bytearray in a value."""
    if isinstance(value, (list, dict, bytearray)):
        yield value
    if isinstance(value, (list, tuple, dict)):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from containers(entry)


def spoil(request: dict[str, Any]) -> None:
    """Change everything in a request that can be changed."""
    for container in [*containers(request)]:
        container.clear()


@every_raw
def test_what_the_caller_holds_changes_nothing(make: Callable[[], Any]) -> None:
    operation, request, options = make()
    before = copy.deepcopy(request)
    typed = imagespec.validate(request, operation, **options)
    number = hash(typed)
    spoil(request)
    assert typed.to_dict() == before
    assert hash(typed) == number


@every_raw
def test_what_it_gives_away_changes_nothing(make: Callable[[], Any]) -> None:
    operation, request, options = make()
    typed = imagespec.validate(request, operation, **options)
    spoil(typed.to_dict())
    assert typed.to_dict() == request
    assert attrs.evolve(typed, prompt="b").to_dict() == {**request, "prompt": "b"}
    assert not [*containers(tuple(getattr(typed, attribute.name) for attribute in attrs.fields(type(typed))))]


@every_raw
def test_it_is_a_value(make: Callable[[], Any]) -> None:
    operation, request, options = make()
    typed = imagespec.validate(request, operation, **options)
    twins = [pickle.loads(pickle.dumps(typed, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
    twins += [copy.copy(typed), copy.deepcopy(typed), imagespec.validate(request, operation, **options), attrs.evolve(typed)]
    for twin in twins:
        assert (twin, hash(twin), type(twin)) == (typed, hash(typed), type(typed))
        assert twin.to_dict() == request
    assert typed != attrs.evolve(typed, prompt="b")


def test_an_object_that_is_kept_is_a_mapping() -> None:
    typed: Any = imagespec.validate({**EDIT, "image": {"format": "png"}}, "edit")
    assert typed.image == {"format": "png"} == dict(typed.image)
    assert (typed.image["format"], len(typed.image), repr(typed.image)) == ("png", 1, "{'format': 'png'}")
    with pytest.raises(TypeError):
        typed.image["format"] = "gif"


# -- options -------------------------------------------------------------------------------------------------------


def one_use(options: dict[str, Any]) -> dict[str, Any]:
    return {name: iter(value) if isinstance(value, list) else value for name, value in options.items()}


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"select": ["size"]}, {"size": "nonsense"}),
        ({"ignore": ["n"]}, {"size": "nonsense"}),
        ({"select": ["size", "n"], "ignore": ["n"]}, {"size": "nonsense"}),
        ({"select": "size"}, {"size": "nonsense"}),
    ],
)
def test_options_serve_more_than_once(options: dict[str, Any], wrong: dict[str, Any]) -> None:
    makers: list[Callable[[], Request]] = [
        lambda: imagespec.validate(GENERATE, **one_use(options)),
        lambda: imagespec.GptImage2Generate.from_dict(GENERATE, **one_use(options)),
        lambda: imagespec.GptImage2Generate(**GENERATE, context=Context(**one_use(options))),
    ]
    for make in makers:
        typed = make()
        assert typed == imagespec.validate(GENERATE, **options)
        for _ in range(2):
            with pytest.raises(imagespec.InvalidRequest):
                attrs.evolve(typed, **wrong)
        if "n" in options.get("ignore", ()):
            assert attrs.evolve(typed, n=99).to_dict()["n"] == 99  # type: ignore[arg-type]  # what the test is about


def test_an_iterator_that_ignores_is_used_up_once() -> None:
    request = {**GENERATE, "seed": 3}
    typed = imagespec.validate(request, ignore=iter(["parameter.unknown"]))
    assert typed.to_dict() == request
    assert attrs.evolve(typed, n=2).to_dict() == {**request, "n": 2}
    with pytest.raises(imagespec.InvalidRequest, match=r"n\.range"):
        attrs.evolve(typed, n=11)  # type: ignore[arg-type]  # what the test is about


def test_aliases_are_copied() -> None:
    aliases = {"mine": "gpt-image-2"}
    typed = imagespec.validate({**GENERATE, "model": "mine"}, aliases=aliases)
    aliases.clear()
    assert attrs.evolve(typed, n=2).to_dict()["model"] == "mine"
    assert pickle.loads(pickle.dumps(typed)) == typed == copy.deepcopy(typed)


# -- what is seen of it --------------------------------------------------------------------------------------------


def test_a_repr_shows_no_bytes_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    files = [PNG, bytearray(PNG), ("a.png", PNG), (None, bytearray(PNG), "image/png", {"x": "y"}), path, {"format": "png"}]
    typed = imagespec.validate({**EDIT, "image": files, "mask": PNG}, "edit", ignore=["*.file-type"])
    said = repr(typed)
    assert "\\x" not in said
    assert "PNG" not in said
    assert said.count("<48 bytes>") == 5
    assert repr(path) in said
    assert "'a.png'" in said
    assert repr(typed) == str(typed) == f"{typed}"


@pytest.mark.parametrize("url", ["data:image/png;base64," + "iVBORw0K" * 1000, "data:image/png;base64,iVBORw0K", "DATA:,iVBORw0K"])
def test_a_repr_shows_no_image_that_is_written_as_an_address(url: str) -> None:
    typed = imagespec.validate({**EDIT, "images": [{"image_url": url}], "mask": {"image_url": url}}, "edit-json", ignore=["image_url"])
    assert "iVBORw0K" not in repr(typed)
    assert f"{len(url):,} characters" in repr(typed)
    assert len(repr(typed)) < 400


def test_a_repr_shows_the_beginning_of_a_long_text() -> None:
    typed = imagespec.GptImage2Generate(model="gpt-image-2", prompt="x" * 30_000)
    assert repr(typed) == f"GptImage2Generate(model='gpt-image-2', prompt=<{'x' * 24!r}... 30,000 characters>)"
    assert repr(imagespec.GptImage2Generate(model="gpt-image-2", prompt="a cat " * 30)).count("cat") == 30


def test_a_repr_of_an_event_shows_no_image() -> None:
    text = "aGVsbG8g" * 100
    (event,) = imagespec.iter_events(f'data: {{"type": "new", "b64_json": "{text}", "more": [{{"data": "{text}"}}]}}\n\ndata: [DONE]\n\n')
    assert len(repr(event)) < 200
