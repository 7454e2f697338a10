"""Files that are cut off, forged, huge or no images: 64 KiB are read at most, and nothing is raised."""

from __future__ import annotations

import io
import random
import struct
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec import describe_image
from tests.conftest import Depth
from tests.images.made import OTHERS, one_of_each

MOST = 65_536
FILES = one_of_each()


class Counting(io.BytesIO):
    """A file that counts what is read of it."""

    read_of_it = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.read_of_it += len(found)
        return found


def described(content: bytes) -> imagespec.ImageFile:
    """What is said of a file, which is left as it was, and of which little is read."""
    file = Counting(content)
    file.seek(len(content) // 2)
    found = describe_image(("photo.png", file))
    assert file.tell() == len(content) // 2
    assert file.read_of_it <= MOST
    assert found.bytes == len(content)
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_length_of_a_header(name: str) -> None:
    whole = FILES[name]
    right = described(whole)
    for length in range(min(len(whole), 700)):
        found = described(whole[:length])
        for key in ("width", "height", "alpha", "orientation", "animated", "multi_picture"):
            said = getattr(found, key)
            if key == "animated" and right.format == "gif":
                continue  # that there is a second picture shows where it begins
            assert said is None or said == getattr(right, key) or found.format != right.format or found.unchecked, (length, key)
        assert found.format in (right.format, "unknown", "empty", "mp4", "heif")


def test_changed_bytes(depth: Depth) -> None:
    chance = random.Random(3)
    for _ in range(depth(400, 20_000)):
        content = bytearray(chance.choice(list(FILES.values())))
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(min(len(content), 600))] = chance.randrange(256)
        described(bytes(content))


@pytest.mark.parametrize(("format_", "content"), OTHERS.values(), ids=OTHERS)
def test_what_is_no_image(format_: str, content: bytes) -> None:
    assert described(content).format == format_


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PNG_HEAD = b"\x89PNG\r\n\x1a\n"
LARGE = chunk(b"IHDR", struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0))
HUGE: dict[str, bytes] = {
    "a bomb": PNG_HEAD + LARGE + chunk(b"IDAT", b""),
    "many chunks": PNG_HEAD + LARGE + chunk(b"tEXt", b"a\0b") * 200_000,
    "a chunk without end": PNG_HEAD + LARGE + struct.pack(">I", 2**32 - 1) + b"tEXt",
    "a large chunk": PNG_HEAD + LARGE + chunk(b"iCCP", bytes(3_000_000)) + chunk(b"tRNS", b"\0") + chunk(b"IDAT", b""),
    "filling bytes": b"\xff\xd8" + b"\xff" * 3_000_000,
    "many segments": b"\xff\xd8" + b"\xff\xe2\0\2" * 500_000,
    "a segment of nothing": b"\xff\xd8\xff\xe0\0\0",
    "lone markers": b"\xff\xd8" + b"\xff\xd0" * 500_000,
    "many blocks": b"GIF89a" + bytes(7) + b"\x21\xff" + b"\1a" * 1_000_000,
    "many riff chunks": b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x0c" + bytes(9) + b"ABCD\0\0\0\0" * 300_000,
    "a riff chunk of itself": b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x0c" + bytes(9) + b"ABCD\xff\xff\xff\xff",
    "boxes": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x08free" * 300_000,
    "boxes in boxes": b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + b"".join(b"\x7f\0\0\0meta\0\0\0\0" for _ in range(50_000)),
    "exif of entries": b"\xff\xd8\xff\xe1\xff\xffExif\0\0II*\0\x08\0\0\0\xff\xff" + b"\1" * 70_000,
}


@pytest.mark.parametrize("content", HUGE.values(), ids=HUGE)
def test_huge_and_endless_files(content: bytes) -> None:
    start = time.process_time()
    described(content)
    assert time.process_time() - start < 0.5


def test_a_bomb_is_only_large() -> None:
    found = described(HUGE["a bomb"])
    assert (found.width, found.height, found.alpha) == (2**31 - 1, 2**31 - 1, True)


def test_long_profiles_are_passed_over() -> None:
    assert described(HUGE["a large chunk"]).unchecked == ""


def test_odd_files(tmp_path: Path) -> None:
    """What cannot be read twice, or not at all, is said."""
    closed = io.BytesIO(b"x")
    closed.close()
    assert describe_image(closed).unchecked == "the content of the file: it is closed"
    text = tmp_path / "a.png"
    text.write_text("hello")
    with text.open() as file:
        assert describe_image(file).unchecked == "the content of the file: it cannot be read"  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        describe_image(tmp_path / "none.png")
    for wrong in (5, None, {}, [], ("a",), (5, b""), ("a", 5), object()):
        with pytest.raises(TypeError, match="give bytes, a path"):
            describe_image(wrong)  # type: ignore[arg-type]


def raising(*_: Any) -> Any:
    raise RuntimeError


Hostile = type("Hostile", (io.BytesIO,), dict.fromkeys(("read", "seek", "tell", "seekable"), raising) | {"name": property(raising)})
"""A file each part of which raises."""


class Liar(io.BytesIO):
    """A file that says odd things of itself."""

    def read(self, size: int | None = -1, /) -> Any:
        return "text"

    def seek(self, *_: Any) -> Any:
        return None

    def tell(self) -> Any:
        return "here"


@pytest.mark.parametrize("file", [Hostile(b"x"), Liar(b"x")])
def test_hostile_files(file: Any) -> None:
    assert describe_image(("a.png", file)).format is None
    report = imagespec.check({"model": "gpt-image-2", "prompt": "a dot", "image": ("a.png", file)}, "edit")
    assert len(report.unchecked) == 1
