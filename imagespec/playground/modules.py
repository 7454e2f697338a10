"""Modules of the page as one script: under ``file:`` no script may import another."""

from __future__ import annotations

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+)\.js";$', re.MULTILINE)
"""The one form of import that modules of the page have."""

_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)


def joined(modules: Mapping[str, str], entry: str) -> str:
    """The modules that one needs, each as a function around its text, in an order in which each comes after those it imports.

    Args:
        modules: the text of each by its name, without ``.js``.
        entry: the one that runs last.

    Raises:
        ValueError: a module imports in another form, or what is not there, or in a circle.
    """
    done: dict[str, str] = {}
    _add(modules, entry, done, ())
    return "".join(done.values())


def _add(modules: Mapping[str, str], name: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    if name in done:
        return
    if name in above or name not in modules:
        raise ValueError(f"{' imports '.join((*above, name))}: {'a circle' if name in above else 'no such module'}")
    text = modules[name]
    for _, other in _IMPORT.findall(text):
        _add(modules, other, done, (*above, name))
    exports = _EXPORT.findall(text)
    body = _EXPORT.sub("", _IMPORT.sub(r"const { \1 } = $\2;", text))
    if re.search(r"^(?:import|export)\b", body, re.MULTILINE):
        raise ValueError(f'{name}.js: write import {{ a, b }} from "./other.js"; and export function or const')
    done[name] = f"const ${name} = (() => {{\n{body.rstrip()}\nreturn {{ {', '.join(exports)} }};\n}})();\n"
