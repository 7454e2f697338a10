"""The page of a revision, with everything in it: its policy allows the scripts that are in it and nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import Any

from imagespec.compile.javascript.files import javascript_files
from imagespec.playground.data import page_data
from imagespec.playground.modules import joined
from imagespec.spec.model import Spec

_FOLDER = files("imagespec.playground")

_ENDS = re.compile(r"<(?=!--|/?script)", re.IGNORECASE)
"""What would end a script, or hide its end. Texts of a table are in literals, where a backslash before these characters means nothing."""


def playground(spec: Spec) -> str:
    """The playground of a revision as one HTML page, which loads nothing and sends nothing."""
    checks = joined(javascript_files(spec, "imagespec playground"), "index.js", "imagespec")
    return assembled(_read("vendor/editor.js"), _ENDS.sub(r"<\\", checks), page_data(spec))


def assembled(editor: str, checks: str, data: dict[str, Any]) -> str:
    """The page made of the editor, the checks as a script that defines ``imagespec``, and the data of the page."""
    names = [entry.name for entry in (_FOLDER / "page").iterdir() if entry.name.endswith(".js")]
    modules = {name: _read(f"page/{name}") for name in sorted(names)}
    licence = f"/*\n{_read('vendor/LICENSE.txt')}*/\n"
    scripts = [licence + editor, checks, f"const DATA = JSON.parse({_literal(data)});\n{joined(modules, 'main.js')}"]
    style = _read("page/style.css")
    policy = "; ".join((
        "default-src 'none'", f"script-src {' '.join(map(_digest, scripts))}", f"style-src {_digest(style)}", "img-src data:",
        "base-uri 'none'", "form-action 'none'",
    ))  # fmt: skip
    parts = {"policy": policy, "style": style, "scripts": "\n".join(f"<script>{script}</script>" for script in map(_inline, scripts))}
    page = _read("page/page.html")
    for name, text in parts.items():
        before, _, after = page.partition(f"{{{name}}}")
        page = before + text + after
    return page


def _read(path: str) -> str:
    return _FOLDER.joinpath(path).read_text("utf-8")


def _literal(data: Any) -> str:
    """JSON as a text in a script, where ``__proto__`` is a key as any other; no text of a table ends the script or a line of it."""
    text = json.dumps(json.dumps(data, ensure_ascii=False, separators=(",", ":")), ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _inline(script: str) -> str:
    """A script that does not end its element.

    Raises:
        ValueError: it would.
    """
    if _ENDS.search(script) or "\r" in script:
        raise ValueError("a script of the page holds what ends its element, or a carriage return, which its digest would not survive")
    return script


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
