"""Files as they come to harm: bytes flipped, lost, doubled, moved, cut off, written over, or in another encoding."""

from __future__ import annotations

from random import Random

PIECES = (
    b"\x00", b"\r", b"\n", b"\r\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff", b"\xc3", b"\t",
    b"\x0c", b"\x1b", b"\xed\xa0\x80", b"{", b"}", b"[", b"]", b",", b":", b'"', b"'", b"\\", b"#", b"---", b"\n---\n", b"\n...\n", b"- ",
    b"? ", b"&a ", b"*a", b"!!str ", b"|\n", b">", b"%YAML 1.2\n", b"null", b"~", b"NaN", b"-Infinity", b"1e999", b"9" * 50, b"true",
    b'"n": 11, ', b"n: 11\n", b'{"a": 1}', b"[[[[[[[[", b"]]]]", b"\n\n", b" ", b"=", b"\n[tool.imagespec]\n", b"[tool", b"imagespec",
    b'"""',
)  # fmt: skip
"""What is put in."""


def mutated(random: Random, data: bytes, other: bytes = b"") -> bytes:
    """The bytes after one to four accidents; ``other`` is a file that pieces may come from."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        data = _ACCIDENTS[random.randrange(len(_ACCIDENTS))](random, data, other)
    return data


def _span(random: Random, data: bytes, most: int = 40) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randrange(1, most))


def _put_in(random: Random, data: bytes, other: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(PIECES) + data[at:]


def _lose(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:start] + data[end:]


def _write_over(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(random, data, 6)
    return data[:start] + random.choice(PIECES) + data[end:]


def _flip(random: Random, data: bytes, other: bytes) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def _double(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(random, data, 120)
    return data[:end] + data[start:end] * random.choice((1, 1, 30)) + data[end:]


def _move(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(random, data)
    piece, rest = data[start:end], data[:start] + data[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + piece + rest[at:]


def _cut(random: Random, data: bytes, other: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return random.choice((data[:at], data[at:]))


def _join(random: Random, data: bytes, other: bytes) -> bytes:
    at = random.randrange(len(other) + 1)
    return data + random.choice((b"", b"\n", b"\r", b"---\n")) + other[at:]


def _break_otherwise(random: Random, data: bytes, other: bytes) -> bytes:
    return data.replace(b"\n", random.choice((b"\r", b"\r\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\n\n", b" ", b"\\n")))


def _encode_otherwise(random: Random, data: bytes, other: bytes) -> bytes:
    if random.random() < 0.7:
        return data
    return data.decode("utf-8", "replace").encode(random.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "utf-8-sig")), "replace")


def _nest(random: Random, data: bytes, other: bytes) -> bytes:
    opening, closing = random.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"- ", b"")))
    times = random.choice((1, 3, 70, 2000))
    return opening * times + data + closing * times


_ACCIDENTS = (
    _put_in, _put_in, _put_in, _lose, _lose, _write_over, _write_over, _flip, _flip, _double, _move, _cut, _join, _break_otherwise,
    _encode_otherwise, _nest,
)  # fmt: skip
