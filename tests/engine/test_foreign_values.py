"""Values as clients send them: what SDKs leave out, mappings, sequences, members of enumerations, and paths."""

from __future__ import annotations

import enum
import io
import pathlib
import subprocess
import sys
from array import array
from collections import ChainMap, UserDict, UserList, UserString, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Any

import openai
import pytest

import imagespec
from imagespec.api import Handle
from tests.support.files import NAMED, PNG
from tests.support.hostile import Boom, boom
from tests.support.judged import OPERATIONS, judged

GOOD = {"model": "gpt-image-2", "prompt": "a cat"}


class Omit:
    """What an SDK calls its sentinel; its truth is nobody's business."""

    def __bool__(self) -> bool:
        raise Boom


SENTINELS = {
    "openai.NOT_GIVEN": openai.NOT_GIVEN, "openai.omit": openai.omit, "imagespec.OMIT": imagespec.OMIT, "a class called Omit": Omit(),
}  # fmt: skip

every_sentinel = pytest.mark.parametrize("sentinel", SENTINELS.values(), ids=SENTINELS)


def rules(report: imagespec.Report) -> list[str]:
    return [d.rule for d in report.diagnostics]


# -- what is not sent --------------------------------------------------------------------------------------------------


@every_sentinel
def test_a_sentinel_is_an_absent_parameter(founding: Handle, sentinel: Any) -> None:
    bodies: dict[str, dict[str, Any]] = {
        "generate": {**GOOD}, "edit": {**GOOD, "image": NAMED}, "edit-json": {**GOOD, "images": [{"file_id": "f"}]},
        "variation": {"model": "dall-e-2", "image": NAMED},
    }  # fmt: skip
    for operation in OPERATIONS:
        contract = founding.contract(operation, bodies[operation]["model"])
        names = [name for parameter in contract.parameters for name in parameter.names]
        for name in (*names, *contract.unsupported, "unheard-of"):
            if name not in bodies[operation]:
                assert judged(founding, {**bodies[operation], name: sentinel}, operation).ok, name
    for name, rule in (("prompt", "prompt.required"), ("model", "model.required")):
        assert rules(judged(founding, {**GOOD, name: sentinel}))[:1] == [rule]
    assert rules(judged(founding, {**bodies["edit"], "image": sentinel}, "edit")) == ["image.required"]


@every_sentinel
def test_a_sentinel_inside_an_object_is_an_absent_field(founding: Handle, sentinel: Any) -> None:
    for images in ([{"file_id": "f", "image_url": sentinel}], [{"file_id": "f", "anything": sentinel}]):
        assert judged(founding, {**GOOD, "images": images, "mask": images[0]}, "edit-json").ok
    assert rules(judged(founding, {**GOOD, "images": [{"file_id": sentinel}]}, "edit-json")) == ["images.requires"]


@every_sentinel
def test_other_findings_stay_beside_sentinels(founding: Handle, sentinel: Any) -> None:
    request = {**GOOD, "size": "1920x1080", "n": sentinel, "style": sentinel, "seed": 1}
    assert rules(judged(founding, request)) == ["size.step", "parameter.unknown"]
    assert request["n"] is sentinel, "the request is not changed"


@every_sentinel
def test_a_typed_request_has_no_sentinels(sentinel: Any) -> None:
    request = imagespec.validate({**GOOD, "size": sentinel, "style": sentinel})
    assert request.to_dict() == GOOD
    edit = imagespec.validate({**GOOD, "images": [{"file_id": "f", "image_url": sentinel}], "mask": sentinel}, "edit-json")
    assert edit.to_dict() == {**GOOD, "images": [{"file_id": "f"}]}
    assert imagespec.GptImage2Generate.from_dict({**GOOD, "quality": sentinel}).quality is imagespec.OMIT


@every_sentinel
def test_a_sentinel_decides_no_operation(sentinel: Any) -> None:
    request = {**GOOD, "image": sentinel, "images": sentinel, "mask": sentinel}
    assert imagespec.check(request, None).operation == "generate"
    assert imagespec.is_valid(request, None)
    assert imagespec.check({**request, "image": b"x"}, "/v1/images/edits").operation == "edit"


def test_the_arguments_of_the_sdk_as_they_are() -> None:
    nothing = openai.omit
    arguments = {
        "prompt": "a cat",
        "model": "gpt-image-2",
        "background": nothing,
        "n": nothing,
        "size": "auto",
        "stream": nothing,
        "user": nothing,
    }
    assert imagespec.check(arguments, "client.images.generate").findings == ()


# -- objects and arrays ------------------------------------------------------------------------------------------------


class Custom(Mapping[str, Any]):
    def __init__(self, entries: dict[str, Any]) -> None:
        self.entries = entries

    def __getitem__(self, key: str) -> Any:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


class Listed(Sequence[Any]):
    def __init__(self, entries: list[Any]) -> None:
        self.entries = entries

    def __getitem__(self, index: Any) -> Any:
        return self.entries[index]

    def __len__(self) -> int:
        return len(self.entries)


MAPPINGS: list[Any] = [MappingProxyType, UserDict, ChainMap, Custom]
SEQUENCES: list[Any] = [tuple, deque, UserList, Listed]


@pytest.mark.parametrize("mapping", MAPPINGS)
def test_any_mapping_is_an_object(founding: Handle, mapping: Any) -> None:
    assert judged(founding, mapping(GOOD)).ok
    assert rules(judged(founding, mapping({**GOOD, "size": "1x1", "seed": 1}))) == ["size.step", "size.pixels", "parameter.unknown"]
    reference = mapping({"file_id": "f"})
    assert judged(founding, {**GOOD, "images": [reference], "mask": reference}, "edit-json").ok
    assert rules(judged(founding, {**GOOD, "images": [mapping({"file_id": 5})]}, "edit-json")) == ["file_id.type"]
    assert judged(founding, {**GOOD, "image": mapping({"format": "png"})}, "edit").ok
    assert rules(judged(founding, {**GOOD, "image": mapping({"format": "gif"})}, "edit")) == ["image.file-type"]
    assert imagespec.validate(mapping(GOOD)).to_dict() == GOOD
    assert imagespec.check(mapping({**GOOD, "images": []}), None).operation == "edit-json"


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_any_sequence_is_an_array(founding: Handle, sequence: Any) -> None:
    request = {**GOOD, "images": sequence([{"file_id": "f"}] * 2)}
    assert judged(founding, request, "edit-json").ok
    assert imagespec.validate(request, "edit-json").to_dict()["images"] == [{"file_id": "f"}] * 2
    assert rules(judged(founding, {**GOOD, "images": sequence([{"file_id": "f"}] * 17)}, "edit-json")) == ["images.count"]
    assert rules(judged(founding, {**GOOD, "images": sequence([{"file_id": "f"}, 5])}, "edit-json")) == ["images.type"]
    if sequence is not tuple:  # which is one upload with its name
        assert judged(founding, {**GOOD, "image": sequence([NAMED, ("b.png", io.BytesIO(PNG))])}, "edit").ok
        assert rules(judged(founding, {**GOOD, "image": sequence([b"GIF89a"] * 17)}, "edit"))[:2] == ["image.count", "image.file-type"]
        typed = imagespec.validate({**GOOD, "image": sequence([NAMED, ("b.png", PNG)])}, "edit")
        assert typed.to_dict()["image"] == [NAMED, ("b.png", PNG)]


def test_text_and_bytes_are_no_arrays(founding: Handle) -> None:
    for text in ("abc", b"abc", bytearray(b"abc"), memoryview(b"abc"), UserString("abc")):
        assert rules(judged(founding, {**GOOD, "images": text}, "edit-json")) == ["images.type"]
    assert rules(judged(founding, {**GOOD, "images": range(3)}, "edit-json")) == ["images.type"] * 3
    assert rules(judged(founding, {**GOOD, "images": array("i", [1])}, "edit-json")) == ["images.type"]
    assert rules(judged(founding, {**GOOD, "images": {1, 2}}, "edit-json")) == ["images.type"]


def test_mappings_and_sequences_with_odd_code(founding: Handle) -> None:
    class Endless(Custom):
        def __iter__(self) -> Iterator[Any]:
            return (str(number) for number in count())

        def __getitem__(self, key: str) -> Any:
            return 1

    for name in ("__iter__", "__len__", "__getitem__"):
        for base, whole in ((Custom, GOOD), (Listed, [GOOD])):
            broken = type("Broken", (base,), {name: boom})(whole)
            report = judged(founding, broken)
            assert rules(report) == ["request.type"]
            judged(founding, {**GOOD, "images": broken, "mask": broken}, "edit-json")
            judged(founding, {**GOOD, "image": broken}, "edit")
    assert rules(judged(founding, Endless({"model": "gpt-image-2", "prompt": "a"}))).count("parameter.unknown") == 2
    inner: Any = Custom({})
    inner.entries["self"] = inner
    judged(founding, {**GOOD, "mask": inner, "images": [inner]}, "edit-json")


# -- members of enumerations -------------------------------------------------------------------------------------------


class Model(enum.Enum):
    NEW = "gpt-image-2"


class Size(enum.Enum):
    WIDE = "1536x864"
    WRONG = "1920x1080"


class Count(enum.Enum):
    TWO = 2
    MANY = 11


class Switch(enum.Enum):
    ON = True


class Odd(enum.Enum):
    LIST = (1, 2)
    OBJECT = object()


def test_a_member_is_its_value(founding: Handle) -> None:
    request = {"model": Model.NEW, "prompt": "a cat", "size": Size.WIDE, "n": Count.TWO}
    assert judged(founding, request).ok
    report = judged(founding, {**request, "size": Size.WRONG, "n": Count.MANY})
    assert rules(report) == ["n.range", "size.step"]
    assert [d.params["actual"] for d in report] == [11, "1920x1080"]
    assert judged(founding, {**GOOD, "stream": Switch.ON}).ok
    assert rules(judged(founding, {**GOOD, "size": Odd.LIST, "n": Odd.OBJECT})) == ["n.type", "size.type"]
    assert imagespec.validate(request).to_dict() == {"model": "gpt-image-2", "prompt": "a cat", "size": "1536x864", "n": 2}


# -- paths -------------------------------------------------------------------------------------------------------------


def test_a_path_to_nothing_is_a_finding(founding: Handle, tmp_path: pathlib.Path) -> None:
    there, missing = tmp_path / "a.png", tmp_path / "gone.png"
    there.write_bytes(PNG)
    (tmp_path / "link.png").symlink_to(missing)
    assert judged(founding, {**GOOD, "image": there, "mask": there}, "edit").ok
    assert judged(founding, {**GOOD, "image": [there, there]}, "edit").ok
    wrong = {missing: "to no file", tmp_path: "to a folder", tmp_path / "link.png": "to no file", there / "x": "to no file",
             pathlib.Path("a\0b"): "to no file"}  # fmt: skip
    for path, words in wrong.items():
        for request, pointer in (
            ({"image": path}, "/image"),
            ({"image": [there, path]}, "/image/1"),
            ({"image": there, "mask": path}, "/mask"),
        ):
            report = judged(founding, {**GOOD, **request}, "edit")
            (found,) = report
            assert (found.rule, found.severity, found.pointer) == (f"{pointer.split('/')[1]}.type", "error", pointer)
            assert words in found.message
            assert found.message.endswith("give the path of a file that is there.")
        with pytest.raises(imagespec.InvalidRequest, match=words):
            imagespec.GptImage2Edit(model="gpt-image-2", prompt="a cat", image=path)
    (found,) = judged(founding, {**GOOD, "image": missing}, "edit")
    assert 'gone.png"' in found.message or "\u2026" in found.message
    assert judged(founding, {**GOOD, "image": ("a.png", there)}, "edit").ok
    assert rules(judged(founding, {**GOOD, "image": ("a.png", missing)}, "edit")) == ["image.type"]


def test_a_path_given_as_text_is_a_placeholder(founding: Handle) -> None:
    assert judged(founding, {**GOOD, "image": "gone.png"}, "edit").ok


def test_paths_with_code_of_their_own(founding: Handle, tmp_path: pathlib.Path) -> None:
    class Path:
        def __init__(self, answer: Any) -> None:
            self.answer = answer

        def __fspath__(self) -> Any:
            return self.answer() if callable(self.answer) else self.answer

    assert judged(founding, {**GOOD, "image": Path(boom)}, "edit").ok, "nothing is known of it"
    assert judged(founding, {**GOOD, "image": Path(5)}, "edit").ok
    (tmp_path / "a.png").write_bytes(PNG)
    assert judged(founding, {**GOOD, "image": Path(str(tmp_path / "a.png"))}, "edit").ok
    assert judged(founding, {**GOOD, "image": Path(bytes(tmp_path / "a.png"))}, "edit").ok
    assert not judged(founding, {**GOOD, "image": Path(b"/gone.png")}, "edit").ok


# -- sentences ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "operation", "message"),
    [
        ({**GOOD, "size": b"x"}, "generate", "size must be a string or null, but is bytes; change its type."),
        (
            {**GOOD, "images": [b"x"]},
            "edit-json",
            'images[0] must be an object, but is bytes; write {"image_url": "https://…"} or {"file_id": "file-…"}.',
        ),
        ({**GOOD, "n": object()}, "generate", "n must be an integer or null, but is a Python object; change its type."),
        ({**GOOD, "n": 1.5}, "generate", "n must be an integer or null, but is a number, 1.5; change its type."),
        ({**GOOD, "n": "2"}, "generate", 'n must be an integer or null, but is a string, "2"; write 2.'),
        (None, "generate", "the request must be an object, but is null; write an object."),
        ([], "generate", "the request must be an object, but is an array; change its type."),
        ({**GOOD, "prompt": None}, "generate", "prompt must be a string, but is null; write a string."),
        ({**GOOD, "user": None}, "generate", "user must be a string, but is null; leave it out."),
        ({**GOOD, "images": [None]}, "edit-json", "images[0] must be an object, but is null; leave it out."),
    ],
)
def test_a_type_is_not_said_twice(founding: Handle, request_: Any, operation: str, message: str) -> None:
    assert [d.message for d in founding.check(request_, operation)] == [message]


def test_foreign_values_load_nothing_heavy() -> None:
    program = (
        "import imagespec, sys\n"
        "class NotGiven: pass\n"
        "from types import MappingProxyType\n"
        "assert imagespec.is_valid({'model': 'gpt-image-2', 'prompt': 'a', 'n': NotGiven(), 'x': NotGiven()})\n"
        "assert imagespec.check(MappingProxyType({'model': 'gpt-image-2', 'prompt': 'a'})).ok\n"
        "assert not {'re', 'enum', 'typing', 'attr', 'collections', 'pathlib'} & set(sys.modules)"
    )
    start = f"import sys\nsys.path.insert(0, {str(pathlib.Path(imagespec.__file__).parent.parent)!r})\n"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", start + program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
