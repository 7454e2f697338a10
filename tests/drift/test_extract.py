"""The reader of releases on small made-up packages, one construct at a time.

Real releases exercise few of the constructs and none of the errors, so the packages here are written out.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tools.sdk.errors import ExtractError
from tools.sdk.extract import Extract, dump, extract
from tools.sdk.shapes import FieldEntry

HEADER = """\
from __future__ import annotations
from typing import Dict, List, Union, Optional
from typing_extensions import Literal, Required, TypedDict
from .._types import FileTypes, SequenceNotStr
from .image_model import ImageModel

"""
MODEL_HEADER = """\
from typing import List, Union, Optional
from typing_extensions import Annotated, Literal, TypeAlias
from .._models import BaseModel
from .._utils import PropertyInfo

"""
BASE_FILES = {
    "_version.py": '__title__ = "openai"\n__version__ = "9.8.7"  # marker\n',
    "types/__init__.py": "",
    "types/image_model.py": (
        "from typing_extensions import Literal, TypeAlias\n"
        '__all__ = ["ImageModel"]\n'
        'ImageModel: TypeAlias = Literal["m-2", "m-1"]\n'
        '"""Deprecated values: none."""\n'
    ),
    "types/image_generate_params.py": HEADER + "class ImageGenerateParams(TypedDict):\n    prompt: str\n",
    "types/image_edit_params.py": HEADER + "class ImageEditParams(TypedDict):\n    prompt: str\n",
    "types/image_create_variation_params.py": (HEADER + "class ImageCreateVariationParams(TypedDict):\n    image: FileTypes\n"),
    "types/image.py": MODEL_HEADER + "class Image(BaseModel):\n    url: Optional[str] = None\n",
    "types/images_response.py": MODEL_HEADER + "class ImagesResponse(BaseModel):\n    created: int\n",
}
GENERATE = "types/image_generate_params.py"


def write_package(root: Path, files: dict[str, str]) -> Path:
    for name, text in {**BASE_FILES, **files}.items():
        target = root / "openai" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root / "openai"


def write_wheel(path: Path, package: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(package.rglob("*.py")):
            archive.write(file, f"openai/{file.relative_to(package).as_posix()}")
        archive.writestr("openai-9.8.7.dist-info/METADATA", "Metadata-Version: 2.1\nName: openai\nVersion: 9.8.7\n")
        archive.writestr("openai-9.8.7.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("openai-9.8.7.dist-info/RECORD", "")
    return path


def read(tmp_path: Path, **files: str) -> Extract:
    """Extract a package with the given types/<name>.py bodies replaced."""
    named = {f"types/{name}.py": text for name, text in files.items()}
    return extract(write_package(tmp_path, named))


def parameter(tmp_path: Path, annotation: str, extra: str = "") -> FieldEntry:
    """The entry of one TypedDict field with this annotation."""
    source = f"{HEADER}{extra}class ImageGenerateParams(TypedDict, total=False):\n    x: {annotation}\n"
    result = read(tmp_path, image_generate_params=source)
    return result["operations"]["generate"]["parameters"]["x"]


def entry(*types: str, enum: tuple[str | int | bool, ...] = (), **flags: bool) -> dict[str, object]:
    defaults = {"required": False, "nullable": False, "open": types == ("string",) and not enum}
    return {"types": list(types), "enum": list(enum), **defaults, **flags}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("str", entry("string")),
        ("int", entry("integer")),
        ("float", entry("number")),
        ("bool", entry("boolean")),
        ("object", entry("any")),
        ("Required[str]", entry("string", required=True)),
        ("Required[Optional[int]]", entry("integer", required=True, nullable=True)),
        ('"Required[str]"', entry("string", required=True)),
        ("Optional[int]", entry("integer", nullable=True)),
        ("int | None", entry("integer", nullable=True)),
        ('Optional["int"]', entry("integer", nullable=True)),
        ('Literal["b", "a"]', entry("string", enum=("b", "a"))),
        ('Literal["a", None]', entry("string", enum=("a",), nullable=True)),
        ('Union[str, Literal["b", "a"], None]', entry("string", enum=("b", "a"), nullable=True, open=True)),
        ('str | Literal["b", "a"] | None', entry("string", enum=("b", "a"), nullable=True, open=True)),
        ('Union[Literal["a"], Literal["b", "a"]]', entry("string", enum=("a", "b"))),
        ('Union[int, Literal["auto"]]', entry("integer", "string", enum=("auto",))),
        ("Literal[1, 2]", entry("integer", enum=(1, 2))),
        ("Literal[1, True]", entry("boolean", "integer", enum=(1, True))),
        ("Literal[True]", entry("boolean", enum=(True,))),
        ("Literal[True, False]", entry("boolean")),
        ("Union[bool, Literal[True]]", entry("boolean")),
        ("FileTypes", entry("file")),
        ("SequenceNotStr[FileTypes]", entry("files")),
        ("Union[FileTypes, List[FileTypes]]", entry("file", "files")),
        ("ImageModel", entry("string", enum=("m-2", "m-1"))),
        ("Union[str, ImageModel, None]", entry("string", enum=("m-2", "m-1"), nullable=True, open=True)),
    ],
)
def test_annotation(tmp_path: Path, annotation: str, expected: dict[str, object]) -> None:
    assert parameter(tmp_path, annotation) == expected


def test_array_and_map_describe_what_they_hold(tmp_path: Path) -> None:
    array = parameter(tmp_path, "Optional[List[str]]")
    assert (array["types"], array["nullable"], array["open"]) == (["array"], True, False)
    assert array["items"]["types"] == ["string"]
    mapping = parameter(tmp_path, "Dict[str, int]")
    assert (mapping["types"], mapping["items"]["types"]) == (["map"], ["integer"])


def test_nested_objects_in_any_order(tmp_path: Path) -> None:
    nested = """\
class Reasoning(TypedDict, total=False):
    effort: Optional[Literal["low", "high"]]
    '''How hard.'''

class Svg(TypedDict, total=False):
    '''Doc.'''
    model: Required[str]
    reasoning: Optional[Reasoning]
"""
    svg = parameter(tmp_path, "Optional[Svg]", nested)
    assert (svg["types"], svg["nullable"]) == (["object"], True)
    assert svg["fields"]["model"] == entry("string", required=True)
    effort = svg["fields"]["reasoning"]["fields"]["effort"]
    assert effort.pop("text")
    assert effort == entry("string", enum=("low", "high"), nullable=True)


def test_union_of_objects_requires_only_what_both_require(tmp_path: Path) -> None:
    two = "class A(TypedDict):\n    both: str\n    a: str\nclass B(TypedDict):\n    both: Optional[int]\n    b: int\n"
    fields = parameter(tmp_path, "Union[A, B]", two)["fields"]
    assert fields["both"] == entry("integer", "string", required=True, nullable=True, open=True)
    assert [name for name in fields if not fields[name]["required"]] == ["a", "b"]


def test_streaming_split_becomes_one_boolean(tmp_path: Path) -> None:
    source = f"""{HEADER}
class ImageGenerateParamsBase(TypedDict, total=False):
    prompt: Required[str]
    n: Optional[int]

class ImageGenerateParamsNonStreaming(ImageGenerateParamsBase, total=False):
    stream: Optional[Literal[False]]

class ImageGenerateParamsStreaming(ImageGenerateParamsBase):
    stream: Required[Literal[True]]

ImageGenerateParams = Union[ImageGenerateParamsNonStreaming, ImageGenerateParamsStreaming]
"""
    found = read(tmp_path, image_generate_params=source)["operations"]["generate"]["parameters"]
    assert list(found) == ["prompt", "n", "stream"]
    assert found["prompt"]["required"]
    assert not found["n"]["required"]
    assert found["stream"] == entry("boolean", nullable=True)


def test_total_decides_for_the_own_fields_only(tmp_path: Path) -> None:
    source = f"{HEADER}class Base(TypedDict, total=False):\n    a: str\nclass ImageGenerateParams(Base):\n    b: str\n"
    found = read(tmp_path, image_generate_params=source)["operations"]["generate"]["parameters"]
    assert (found["a"]["required"], found["b"]["required"]) == (False, True)


def test_not_required_and_renamed_imports(tmp_path: Path) -> None:
    extra = "import typing as t\nfrom typing import Optional as Maybe\n"
    assert parameter(tmp_path, "t.NotRequired[Maybe[int]]", extra) == entry("integer", nullable=True)


def test_alias_in_another_module_and_folder(tmp_path: Path) -> None:
    files = {
        GENERATE: f"{HEADER}from .shared.effort import Effort\nclass ImageGenerateParams(TypedDict):\n    x: Optional[Effort]\n",
        "types/shared/__init__.py": "",
        "types/shared/effort.py": "from ..levels import Level\nEffort = Level\n",
        "types/levels.py": 'from typing import Literal\nLevel = Literal["low"]\n',
    }
    result = extract(write_package(tmp_path, files))
    found = result["operations"]["generate"]["parameters"]["x"]
    assert found == entry("string", enum=("low",), nullable=True, required=True)


def test_responses_events_and_unions(tmp_path: Path) -> None:
    response = f"""{MODEL_HEADER}from .image import Image
class Usage(BaseModel):
    total: int
    details: Optional[int] = None
class ImagesResponse(BaseModel):
    created: int
    data: Optional[List[Image]] = None
    usage: Optional[Usage] = None
"""
    event = f"""{MODEL_HEADER}
class Usage(BaseModel):
    total: int
class ImageGenCompletedEvent(BaseModel):
    type: Literal["image_generation.completed"]
    usage: Usage
"""
    stream = f"""{MODEL_HEADER}from .image_gen_completed_event import ImageGenCompletedEvent
ImageGenStreamEvent: TypeAlias = Annotated[
    Union[ImageGenCompletedEvent], PropertyInfo(discriminator="type")
]
"""
    result = read(tmp_path, images_response=response, image_gen_completed_event=event, image_gen_stream_event=stream)
    responses = result["responses"]
    assert list(responses) == ["Image", "Usage", "ImagesResponse", "ImageGenCompletedEvent"]
    assert responses["ImagesResponse"]["created"] == entry("integer", required=True)
    assert list(responses["ImagesResponse"]["data"]["items"]["fields"]) == ["url"]
    assert list(responses["Usage"]) == ["total", "details"]
    assert list(responses["ImageGenCompletedEvent"]["usage"]["fields"]) == ["total"]
    assert result["unions"] == {"ImageGenStreamEvent": ["ImageGenCompletedEvent"]}


def test_identity_models_and_files_nobody_reads(tmp_path: Path) -> None:
    result = read(tmp_path, image_upscale_params="whatever, this is not read\n")
    assert (result["package"], result["version"], result["models"]) == ("openai", "9.8.7", ["m-2", "m-1"])
    assert result["unread_files"] == ["types/image_upscale_params.py"]


FIELD_LINE = HEADER.count("\n") + 2


@pytest.mark.parametrize(
    ("annotation", "problem"),
    [
        ("Tuple[str, int]", "unknown name 'Tuple'"),
        ("Optional[Mystery]", "unknown name 'Mystery'"),
        ("Optional[int, str]", "unsupported annotation"),
        ("List", "unsupported type 'List'"),
        ("Optional[Required[str]]", "unsupported annotation"),
        ("Literal[-1]", "unsupported literal"),
        ("Literal[b'a']", "unsupported literal"),
        ("Literal[1.5]", "unsupported literal"),
        ("3", "unsupported annotation"),
        ("'not an expression ]'", "unreadable annotation"),
        ("str = 'a'", "cannot have a default"),
    ],
)
def test_unknown_annotation_names_file_and_line(tmp_path: Path, annotation: str, problem: str) -> None:
    with pytest.raises(ExtractError, match=problem) as caught:
        parameter(tmp_path, annotation)
    assert (caught.value.file, caught.value.line) == (GENERATE, FIELD_LINE)
    assert str(caught.value).startswith(f"{GENERATE}:{FIELD_LINE}: ")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("class ImageGenerateParams(TypedDict):\n    x: str\n    def f(self): ...\n", "statement in class"),
        ("class ImageGenerateParams(TypedDict):\n    x = 1\n", "statement in class"),
        ("class ImageGenerateParams(TypedDict, closed=True):\n    x: str\n", "argument of class"),
        ("class ImageGenerateParams(dict):\n    x: str\n", "unsupported type 'dict'"),
        ("class ImageGenerateParams:\n    x: str\n", "needs one base"),
        ("@final\nclass ImageGenerateParams(TypedDict):\n    x: str\n", "no decorator"),
        ("ImageGenerateParams = Literal['a']\n", "is not an object type"),
        ("ImageGenerateParams: int = 1\n", "not a type alias"),
        ("a = b = str\n", "unsupported assignment"),
        ("def f(): ...\n", "unsupported statement FunctionDef"),
        ("if True:\n    x = 1\n", "unsupported statement If"),
        ("from os import *\n", "star import"),
        ("from ...a import b\n", "from above the package"),
        ("import os.path\n", "unsupported import"),
        ("from .absent import ImageGenerateParams\n", "unsupported type"),
        ("from .image_model import ImageGenerateParams\n", "does not define"),
        ("class ImageGenerateParams(TypedDict):\n    x: Optional[ImageGenerateParams]\n", "recursive type"),
        ("Other = str\n", "does not define"),
        ("class (\n", "does not parse"),
    ],
)
def test_unknown_statement_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ExtractError, match=problem) as caught:
        read(tmp_path, image_generate_params=HEADER + text)
    assert caught.value.file == GENERATE


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("x: Optional[str] = FieldInfo(alias='y')", "unsupported default"),
        ("x: str = 'a'", "unsupported default"),
        ("x: Annotated[str, PropertyInfo(alias='y')]", "unsupported metadata"),
        ("x: Annotated[str, 3]", "unsupported metadata"),
    ],
)
def test_model_fields_that_may_change_the_wire_name(tmp_path: Path, field: str, problem: str) -> None:
    with pytest.raises(ExtractError, match=problem):
        read(tmp_path, image=f"{MODEL_HEADER}class Image(BaseModel):\n    {field}\n")


def test_event_file_without_event_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="neither a response class nor a union"):
        read(tmp_path, image_gen_failed_event=MODEL_HEADER + "class Failed(BaseModel):\n    x: str\n")


def test_wrong_package(tmp_path: Path) -> None:
    package = write_package(tmp_path, {"_version.py": '__title__ = "other"\n__version__ = "1"\n'})
    with pytest.raises(ExtractError, match="does not declare a version of openai"):
        extract(package)


def test_missing_file(tmp_path: Path) -> None:
    package = write_package(tmp_path, {})
    (package / "types/image.py").unlink()
    for path in (package, write_wheel(tmp_path / "a.whl", package)):
        with pytest.raises(ExtractError, match=r"types/image.py:0: cannot be read"):
            extract(path)


def test_something_that_is_no_wheel(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_text("hello")
    for path in (tmp_path / "a.whl", tmp_path / "absent.whl"):
        with pytest.raises(ExtractError, match="is not a readable wheel"):
            extract(path)


def test_wheel_and_directories_agree(tmp_path: Path) -> None:
    package = write_package(tmp_path, {})
    wheel = write_wheel(tmp_path / "openai-9.8.7-py3-none-any.whl", package)
    assert extract(wheel) == extract(package) == extract(tmp_path)


def test_documentation_is_kept_as_a_digest_of_its_words(tmp_path: Path) -> None:
    def text(documentation: str) -> str:
        body = f"class ImageGenerateParams(TypedDict):\n    x: str\n    {documentation}\n    y: int\n"
        found = read(tmp_path, image_generate_params=HEADER + body)["operations"]["generate"]["parameters"]
        assert "text" not in found["y"]
        return found["x"]["text"]

    assert text('"""Between 1 and 10."""') == text('"""Between 1\n    and  10.\n    """')
    assert text('"""Between 1 and 10."""') != text('"""Between 1 and 12."""')


def test_documentation_of_the_models_is_kept_too(tmp_path: Path) -> None:
    alias = BASE_FILES["types/image_model.py"]
    kept = [read(tmp_path, image_model=text)["models_text"] for text in (alias, alias.replace("none", "m-1"))]
    assert kept[0]
    assert kept[1]
    assert kept[0] != kept[1]


def test_what_is_written_can_be_read_and_compared_line_by_line(tmp_path: Path) -> None:
    found = extract(write_package(tmp_path, {}))
    assert json.loads(dump(found)) == found
    assert dump(found).count("\n") > 50
