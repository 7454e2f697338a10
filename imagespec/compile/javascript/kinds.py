"""The kinds of limits as a module: what each says of itself in JavaScript, once for all limits of the kind."""

from __future__ import annotations

import re
from textwrap import dedent, indent

from imagespec.compile.javascript.script import imported
from imagespec.kinds.kind import Constraint

_NAMES = {
    "./edits.js": ("add", "move", "ownerOf", "parsed", "removal", "remove", "repair", "replace", "step"),
    "./files.js": ("fileFacts",),
    "./names.js": ("nearest",),
    "./nearest.js": ("granted", "grid", "repairStrategy"),
    "./said.js": (
        "FIELDS", "KINDS", "REMEDIES", "TYPES", "because", "between", "bounds", "clamped", "column", "extended", "grids", "measured",
        "missed", "numbersOf", "remedied", "retype", "sameStart", "sentAs", "sheetGrid", "sizesWithin", "spelledOtherwise", "without",
    ),
    "./sizes.js": ("dimensions", "intended"),
    "./text.js": ("Opaque", "commas", "cut", "longer", "points", "quoted", "strip", "typeName", "visible"),
    "./values.js": ("formBoolean", "formInteger", "own"),
    "./wishes.js": ("wished",),
}  # fmt: skip
"""What the texts of the kinds may use, by module."""


def kinds_module(kinds: dict[str, type[Constraint]]) -> str:
    """The module of some kinds, those that others extend before them."""
    every: dict[str, type[Constraint]] = {}
    for kind in kinds.values():
        for base in reversed(kind.__mro__):
            if "JAVASCRIPT" in vars(base) and issubclass(base, Constraint) and base.JAVASCRIPT:
                every[base.__name__] = base
    text = "\n".join(_declared(kind) for kind in every.values())
    used = set(re.findall(r"(?<![.\w])[A-Za-z]+\b(?!:)", text))
    return "".join(imported(used & set(names), module) for module, names in _NAMES.items()) + "\n" + text


def _declared(kind: type[Constraint]) -> str:
    base = next((base for base in kind.__mro__[1:] if vars(base).get("JAVASCRIPT")), None)
    members = indent(dedent(kind.JAVASCRIPT.lstrip("\n").rstrip()), "  ")
    if base is None:
        return f"export const {kind.__name__} = {{\n{members}\n}};\n"
    return f"export const {kind.__name__} = /* @__PURE__ */ extended({base.__name__}, {{\n{members}\n}});\n"
