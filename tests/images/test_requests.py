"""Image files in hand, judged as a client would send them."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import imagespec
from tests.images.made import OTHERS, one_of_each
from tests.support.files import PNG, png

FILES = one_of_each()
OPAQUE = png(colour=2)
RULES = ("size", "n")


def edit(image: Any, model: str = "gpt-image-2", **more: Any) -> imagespec.Report:
    return imagespec.check({"model": model, "prompt": "a dot", "image": image, **more}, "edit", ignore=["model"])


def found(report: imagespec.Report) -> list[str]:
    return [f"{d.pointer} {d.rule}{'?' if d.severity == 'warning' else ''}" for d in report.diagnostics]


HOLDERS: dict[str, Callable[[Path, bytes], Any]] = {
    "a named file": lambda path, content: (path.name, content),
    "a named buffer": lambda path, content: (path.name, io.BytesIO(content)),
    "a path": lambda path, content: path,
    "an open file": lambda path, content: path.open("rb"),
    "an unbuffered file": lambda path, content: path.open("rb", buffering=0),
    "a named path": lambda path, content: (path.name, path),
    "with headers": lambda path, content: (path.name, content, None, {"a": "b"}),
    "a bytearray": lambda path, content: (path.name, bytearray(content)),
}


@pytest.fixture(params=HOLDERS)
def hold(request: Any, tmp_path: Path) -> Callable[[str, bytes], Any]:
    """What puts content under a name into a program's hands."""

    def held(name: str, content: bytes) -> Any:
        path = tmp_path / name
        path.write_bytes(content)
        return HOLDERS[request.param](path, content)

    return held


Hold = Callable[[str, bytes], Any]


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
class TestEveryWayToHoldAFile:
    def test_what_is_taken(self, hold: Hold) -> None:
        for name, content in (("a.png", FILES["PNG RGBA"]), ("a.jpg", FILES["JPEG RGB"]), ("a.webp", FILES["WEBP RGB"])):
            assert found(edit(hold(name, content))) == []
            assert found(edit([hold(name, content)])) == []
        assert found(edit(hold("a.png", PNG), mask=hold("b.png", PNG))) == []

    def test_what_is_not(self, hold: Hold) -> None:
        assert found(edit(hold("a.gif", FILES["GIF P"]))) == ["/image image.file-type"]
        assert found(edit(hold("a.heic", OTHERS["heic"][1]))) == ["/image image.file-type"]
        assert found(edit(hold("a.png", OTHERS["heic"][1]))) == ["/image image.file-type"]
        assert found(edit([hold("a.png", PNG), hold("b.png", b"")])) == ["/image/1 image.file-type"]
        assert found(edit(hold("a.jpg", PNG))) == ["/image image.content-type?"]
        assert found(edit(hold("a.jpg", FILES["MPO"]))) == ["/image image.file-type?"]
        assert found(edit(hold("a", PNG))) == ["/image image.file-type"]
        assert found(edit(hold("a.png", PNG), mask=hold("m.png", OPAQUE))) == ["/mask mask.alpha"]
        assert found(edit(hold("a.png", PNG), mask=hold("m.png", png(9, 8)))) == ["/mask mask.dimensions"]
        assert found(edit([hold("a.png", PNG)] * 17)) == ["/image image.count"]

    def test_dall_e_2(self, hold: Hold) -> None:
        assert found(edit(hold("a.png", PNG), "dall-e-2")) == []
        assert found(edit(hold("a.png", png(9, 8)), "dall-e-2")) == ["/image image.dimensions"]
        assert found(edit(hold("a.png", OPAQUE), "dall-e-2")) == ["/image image.alpha?"]
        assert found(edit(hold("a.png", PNG + bytes(4 * 1024 * 1024)), "dall-e-2")) == ["/image image.file-size"]

    def test_turned_pictures(self, hold: Hold) -> None:
        """Width and height are those that are seen: this one is 21 by 9 as stored, and lies on its side."""
        image = hold("a.jpg", FILES["JPEG turned"])
        assert found(edit(image, mask=hold("b.png", png(9, 21)))) == []
        assert found(edit(image, mask=hold("c.png", png(21, 9)))) == ["/mask mask.dimensions"]


@pytest.mark.parametrize("content", [PNG, bytearray(PNG), io.BytesIO(PNG)])
def test_nameless_bytes(content: Any) -> None:
    """Clients call them application/octet-stream, which the API refuses more often than anything else."""
    report = edit(content)
    assert found(report) == ["/image image.file-type"]
    assert report.errors[0].message.endswith('give it a name: ("image.png", content).')
    answer = report.to_openai_error()
    assert answer
    assert answer["error"]["code"] == "unsupported_file_mimetype"
    assert "('application/octet-stream')" in answer["error"]["message"]
    assert found(edit(("image.png", content))) == []


def test_no_content_type_at_all() -> None:
    answer = edit((None, PNG)).to_openai_error()
    assert answer
    assert answer["error"]["code"] == "missing_file_mimetype"
    assert found(edit((None, PNG, "image/png"))) == []


def test_a_buffer_with_a_name() -> None:
    buffer: Any = io.BytesIO(PNG)
    buffer.name = "folder/image.png"
    assert found(edit(buffer)) == []
    assert imagespec.describe_image(buffer).name == "image.png"


@pytest.mark.parametrize("what", OTHERS)
def test_no_images(what: str) -> None:
    report = edit(("a.png", OTHERS[what][1]))
    assert found(report) == ["/image image.file-type"]
    answer = report.to_openai_error()
    assert answer
    assert answer["error"]["code"] == "invalid_image_file"


@pytest.mark.parametrize("make", [tempfile.TemporaryFile, tempfile.NamedTemporaryFile, tempfile.SpooledTemporaryFile])
def test_positions_are_restored(make: Any) -> None:
    with make() as file:
        file.write(PNG)
        file.seek(17)
        assert found(edit(("a.png", file))) == []
        assert file.tell() == 17
        assert imagespec.is_valid({"model": "gpt-image-2", "prompt": "a", "image": ("a.png", file)}, "edit")
        imagespec.validate({"model": "gpt-image-2", "prompt": "a", "image": ("a.png", file)}, "edit")
        assert file.tell() == 17


def test_what_could_not_be_checked(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(write)
    cut = tmp_path / "cut.png"
    cut.write_bytes(PNG[:20])
    with os.fdopen(read, "rb") as pipe:
        report = edit([("a.png", pipe), cut, ("b.png", PNG)])
        assert found(report) == []
        assert report.unchecked == (
            "/image/0: the content of the file: it can be read only once",
            "/image/1: what the header says: it is cut off, broken, or too long",
        )
        again = imagespec.check({"model": "gpt-image-2", "prompt": "a dot", "image[0]": ("a.png", pipe), "n": 11}, "edit", select=["n"])
        assert again.unchecked == ("/image[0]: the content of the file: it can be read only once",)
        assert pickle.loads(pickle.dumps(again)).unchecked == again.unchecked
        assert again.to_dict()["unchecked"] == list(again.unchecked)
    assert edit(("a.png", PNG)).unchecked == ()
    assert edit("a.png").unchecked == ()
    assert edit({"format": "png"}).unchecked == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    assert edit(pipe).unchecked == ("/image: the content of the file: it is no regular file",)


def test_a_report_keeps_what_was_read(tmp_path: Path) -> None:
    """Messages are made when they are read, maybe after the file is gone."""
    path = tmp_path / "a.png"
    path.write_bytes(FILES["GIF P"])
    with path.open("rb") as file:
        report = edit([path, ("b.png", file)])
    path.unlink()
    assert [d.message.partition(",")[0] for d in report.diagnostics] == ["image[0] is a gif file", "image[1] is a gif file"]


def test_requests_without_files_load_nothing_of_it() -> None:
    code = (
        "import sys, imagespec\n"
        "imagespec.check({'model': 'gpt-image-2', 'prompt': 'a', 'n': 11}).errors\n"
        "imagespec.check({'model': 'gpt-image-2', 'prompt': 'a', 'image': 'a.png', 'mask': {'format': 'png'}}, 'edit')\n"
        "assert not [name for name in sys.modules if name.startswith('imagespec.images')]\n"
        "imagespec.check({'model': 'gpt-image-2', 'prompt': 'a', 'image': b'x'}, 'edit')\n"
        "assert 'imagespec.images.hand' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
