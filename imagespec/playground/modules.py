"""Modules as one script: under ``file:`` no script may import another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

_IMPORT = re.compile(r'^import (?:\{([\w$, \n]+)\}|\* as ([\w$]+)) from "(\.\.?/[^"\n]+)";$', re.MULTILINE)
"""The two forms of import that the modules have."""

_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) ([\w$]+))", re.MULTILINE)


def joined(modules: Mapping[str, str], entry: str, name: str = "") -> str:
    """The modules that one needs, each as a function around its text, in an order in which each comes after those it imports.

    Args:
        modules: the text of each by its path.
        entry: the path of the one that runs last.
        name: the constant that holds what it exports; without one, nothing of it is left.

    Raises:
        ValueError: a module imports or exports in another form, or imports what is not there, or in a circle.
    """
    done: dict[str, str] = {}
    _add(modules, entry, done, ())
    lead = f"const {name} = " if name else ""
    return f'{lead}(() => {{\n"use strict";\n{"".join(done.values())}return {_constant(entry, done)};\n}})();\n'


def _add(modules: Mapping[str, str], path: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    if path in done:
        return
    if path in above or path not in modules:
        raise ValueError(f"{' imports '.join((*above, path))}: {'a circle' if path in above else 'no such module'}")

    def bound(found: re.Match[str]) -> str:
        names = [name.strip().replace(" as ", ": ") for name in (found[1] or "").split(",") if name.strip()]
        target = found[2] or f"{{ {', '.join(names)} }}"
        return f"const {target} = {_constant(beside(found[3]), done)};"

    def beside(other: str) -> str:
        return normpath(join(dirname(path), other))

    text = modules[path]
    for *_, other in _IMPORT.findall(text):
        _add(modules, beside(other), done, (*above, path))
    body = _EXPORT.sub("", _IMPORT.sub(bound, text))
    if re.search(r"^(?:import|export)\b", body, re.MULTILINE):
        raise ValueError(f'{path}: write import {{ a, b }} from "./other.js"; and export function, const or class')
    constant = f"$module{len(done) + 1}"
    done[path] = f"const {constant} = (() => {{\n{body.rstrip()}\nreturn {{ {', '.join(_EXPORT.findall(text))} }};\n}})();\n"


def _constant(path: str, done: Mapping[str, str]) -> str:
    """The constant that holds what a module exports."""
    return f"$module{[*done].index(path) + 1}"
