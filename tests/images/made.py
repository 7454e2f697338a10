"""Image files of every sort, made by Pillow."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

MODES = {
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "JPEG": ("L", "RGB", "CMYK"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("L", "P", "RGB"),
    "AVIF": ("RGB", "RGBA"),
    "BMP": ("1", "L", "RGB"),
    "TIFF": ("L", "RGB", "RGBA", "CMYK"),
    "ICO": ("RGBA",),
}
_KEPT_ORIENTATION = ("PNG", "JPEG", "WEBP")


def picture(mode: str, width: int, height: int, chance: random.Random) -> Image.Image:
    """A picture with something in it, transparent in places where the mode can be."""
    image = Image.new(mode, (width, height))
    for _ in range(4):
        pixel = tuple(chance.randrange(256) for _ in image.getbands()) if len(image.getbands()) > 1 else chance.randrange(256)
        image.putpixel((chance.randrange(width), chance.randrange(height)), pixel)
    return image


def saved(image: Image.Image, format_: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def made(chance: random.Random) -> tuple[str, bytes]:
    """A random file, with what it is."""
    format_ = chance.choice([*MODES, "PNG", "JPEG", "JPEG", "WEBP", "MPO", "GIF"])
    width, height = chance.randrange(1, 70), chance.randrange(1, 70)
    if format_ == "MPO":
        images = [picture("RGB", width, height, chance) for _ in range(chance.randrange(2, 4))]
        return "MPO", saved(images[0], "MPO", save_all=True, append_images=images[1:])
    mode = chance.choice(MODES[format_])
    image = picture(mode, width, height, chance)
    options = dict(_options(format_, mode, image, chance))
    return f"{format_} {mode} {width}x{height} {sorted(options)}", saved(image, format_, **options)


def _options(format_: str, mode: str, image: Image.Image, chance: random.Random) -> Iterator[tuple[str, Any]]:
    if format_ in _KEPT_ORIENTATION and chance.random() < 0.5:
        exif = Image.Exif()
        exif[0x0112] = chance.randrange(1, 9)
        exif[0x010E] = "x" * chance.choice([0, 10, 3000])
        yield "exif", exif
    if format_ in ("PNG", "JPEG", "WEBP") and chance.random() < 0.3:
        yield "icc_profile", bytes(chance.choice([500, 70_000, 150_000]))
    if format_ == "JPEG":
        yield "progressive", chance.random() < 0.5
    if format_ == "WEBP":
        yield "lossless", chance.random() < 0.5
    if (format_, mode) in (("PNG", "P"), ("PNG", "L"), ("GIF", "P"), ("GIF", "L")) and chance.random() < 0.5:
        yield "transparency", 0
    if (format_, mode) == ("PNG", "RGB") and chance.random() < 0.5:
        yield "transparency", (0, 0, 0)
    if format_ in ("PNG", "WEBP", "GIF") and mode != "I;16" and chance.random() < 0.3:
        others = [picture(mode, image.width, image.height, chance) for _ in range(2)]
        yield from (("save_all", True), ("append_images", others), ("duration", 100))


def one_of_each() -> dict[str, bytes]:
    """A small file of each format and mode, and of each sort of JPEG."""
    chance = random.Random(7)
    files = {f"{format_} {mode}": saved(picture(mode, 21, 9, chance), format_) for format_, modes in MODES.items() for mode in modes}
    exif = Image.Exif()
    exif[0x0112] = 6
    rgb, rgba = picture("RGB", 21, 9, chance), picture("RGBA", 21, 9, chance)
    files["JPEG turned"] = saved(rgb, "JPEG", exif=exif)
    files["PNG turned"] = saved(rgb, "PNG", exif=exif)
    files["WEBP turned"] = saved(rgba, "WEBP", exif=exif)
    files["MPO"] = saved(rgb, "MPO", save_all=True, append_images=[rgb])
    files["PNG animated"] = saved(rgb, "PNG", save_all=True, append_images=[rgba.convert("RGB")])
    files["GIF animated"] = saved(rgb, "GIF", save_all=True, append_images=[rgba.convert("RGB")])
    files["WEBP animated"] = saved(rgba, "WEBP", save_all=True, append_images=[picture("RGBA", 21, 9, chance)])
    return files


Makers = dict[str, Callable[[], bytes]]

OTHERS: dict[str, tuple[str, bytes]] = {
    "nothing": ("empty", b""),
    "text": ("unknown", b"hello, world"),
    "zeros": ("unknown", bytes(2000)),
    "svg": ("svg", b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "bare svg": ("svg", b"\xef\xbb\xbf  <svg width='5'/>"),
    "html": ("html", b"<!DOCTYPE html><html><body>not found</body></html>"),
    "html after a comment": ("html", b"<!-- error --> <html>"),
    "pdf": ("pdf", b"%PDF-1.7\n"),
    "heic": ("heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    "heif of heic": ("heic", b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf"),
    "avif": ("avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"),
    "video": ("mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42"),
    "sound": ("unknown", b"RIFF\x24\0\0\0WAVEfmt "),
}
"""Bytes that are no image, or no complete one, with the sort of file that they are."""
