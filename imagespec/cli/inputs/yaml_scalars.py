"""Scalars of YAML as YAML 1.2 reads them where all readers agree, and what is doubtful about the others."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import Any

_DIGITS = 4300  # more are not converted by the interpreter
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_SWITCHES = {"yes": True, "on": True, "no": False, "off": False}
_TRAPS = (
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?\Z"), "a date"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z"), "a number in base 60"),
    (re.compile(r"[-+]?(?:0[0-7_]+|0o[0-7]+|0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9]*_[0-9_]*)\Z"), "another number"),
    (re.compile(r"[-+]?\.(?:inf|nan)\Z", re.IGNORECASE), "no finite number"),
)

_CORE = "tag:yaml.org,2002:"
_OF_TAG: dict[str, tuple[type, ...]] = {"int": (int,), "float": (float, int), "bool": (bool,), "null": (type(None),)}


def read(text: str) -> tuple[Any, str, str]:
    """A scalar without quotes: its value, what other readers take it for (empty where all agree), and how to write it."""
    word = text.lower()
    if word in _WORDS:
        return _WORDS[word], "", ""
    if _INTEGER.match(text) and len(text) <= _DIGITS:
        return int(text), "", ""
    if text[-1:].isdigit() and _NUMBER.match(text):
        return float(text), "", ""
    if word in _SWITCHES:
        meant = str(_SWITCHES[word]).lower()
        return _SWITCHES[word], meant, f'{meant} or "{{}}"'
    reading = next((reading for trap, reading in _TRAPS if trap.match(text)), "")
    return text, reading, '"{}" for the text' if reading else ""


def tagged(text: str, tag: str, plain: bool) -> tuple[Any, bool]:
    """A scalar behind a tag, and whether that is one of plain data (``!!str``, ``!!int``) that fits the text."""
    name = tag.removeprefix(_CORE)
    if tag == "!" or name == "str":
        return text, True
    value = read(text)[0] if plain or name in _OF_TAG else text
    return value, type(value) in _OF_TAG.get(name, ())


def binary(text: str, tag: str) -> str | None:
    """The text that a scalar of ``!!binary`` (recordings write ``!binary``) is in base64; ``None`` where it is none."""
    if tag not in (f"{_CORE}binary", "!binary"):
        return None
    try:
        found = b64decode("".join(text.split()), validate=True).decode()
    except ValueError:
        return None
    return found if found.isprintable() or all(char.isprintable() or char in "\r\n\t" for char in found) else None


def written(tag: str) -> str:
    """A tag as it is usually written: ``!!binary``."""
    return f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag


def is_plain_collection(tag: str) -> bool:
    """Whether a tag of a mapping or list says no more than that it is one."""
    return tag in ("!", f"{_CORE}map", f"{_CORE}seq")
