"""The kinds of limits as a module: what each is in JavaScript, once for all limits of the kind."""

from __future__ import annotations

import re
from textwrap import dedent, indent

from imagespec.compile.javascript.script import imported
from imagespec.kinds.kind import Constraint

_NAMES = {
    "./edits.js": ("add", "move", "ownerOf", "parsed", "removal", "remove", "repair", "replace", "step"),
    "./files.js": ("USUAL", "dataFormat", "fileFacts"),
    "./names.js": ("nearest",),
    "./nearest.js": ("grid", "repairStrategy", "sizeMeant"),
    "./said.js": (
        "FIELDS", "KINDS", "REMEDIES", "TYPES", "because", "between", "bounds", "column", "condition", "extended", "grids",
        "measured", "meets", "missed", "present", "remedied", "retype", "sameStart", "sentAs", "sizesWithin", "spelledOtherwise",
        "startsWith", "when", "within", "without",
    ),
    "./sizes.js": ("dimensions",),
    "./text.js": ("Opaque", "commas", "cut", "longer", "points", "quoted", "strip", "typeName", "visible"),
    "./uploads.js": ("isEntry", "spelledOnce"),
    "./values.js": ("formBoolean", "formInteger", "own"),
}  # fmt: skip
"""What the texts of the kinds may use, by module."""


def kinds_module(kinds: dict[str, type[Constraint]]) -> str:
    """The module of some kinds, those that others extend before them."""
    every: dict[str, type[Constraint]] = {}
    for kind in kinds.values():
        every |= {base.__name__: base for base in reversed(kind.__mro__) if said(base)}
    text = "\n".join(map(_declared, every.values()))
    used = set(re.findall(r"(?<![.\w])[A-Za-z]+\b(?!:)", text))
    return "".join(imported(used & set(names), module) for module, names in _NAMES.items()) + "\n" + text


def said(kind: type) -> str:
    """What a kind itself says in JavaScript, which those that extend it need not say again."""
    text: str = vars(kind).get("JAVASCRIPT", "")
    return text


def _declared(kind: type[Constraint]) -> str:
    base = next((base for base in kind.__mro__[1:] if said(base)), None)
    members = indent(dedent(said(kind).lstrip("\n").rstrip()), "  ")
    if base is None:
        return f"export const {kind.__name__} = {{\n{members}\n}};\n"
    return f"export const {kind.__name__} = /* @__PURE__ */ extended({base.__name__}, {{\n{members}\n}});\n"
