"""What is read of source code, and what is said of what is not."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec.places.source.notebook import written
from imagespec.places.source.reading import Reader
from imagespec.places.vocabulary import Vocabulary
from tests.source.linted import linted

VOCABULARY = Vocabulary(imagespec.load("openai@2026-11-26"))


def test_most_files_are_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many files, only those are parsed that have something of an image call."""
    texts = {
        "plain": "def draw(canvas, size):\n    return canvas.generate(size)\n" * 40,
        "images": "images = load('images')\nfor image in images:\n    print(image.size)\n" * 40,
        "call": "client.images.generate(model='gpt-image-2', prompt='a', n=11)\n",
    }
    for index in range(300):
        kind = "call" if index % 100 == 0 else "images" if index % 3 == 0 else "plain"
        (tmp_path / f"{kind}{index}.py").write_text(texts[kind])
    parsed: list[str] = []
    read = Reader.read
    monkeypatch.setattr(Reader, "read", lambda self, text, suffix: (parsed.append(text), read(self, text, suffix))[1])
    result = linted(tmp_path)
    assert (len(result.diagnostics), parsed) == (3, [texts["call"]] * 3)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("client.images.generate(prompt='a')", True),
        ("(client\n  .images\n  .edit(\n", True),
        ("images = client.images\nimages.create_variation(f)", True),
        ("requests.post(url + '/images/generations')", True),
        ("litellm.image_generation('a')", True),
        ("generateImage({ model })", True),
        ("image = open('image.png')", False),
        ("images.sort()", False),
        ("images: generate them", False),
        ("", False),
    ],
)
def test_what_is_worth_a_look(text: str, worth: bool) -> None:
    assert Reader(VOCABULARY, models=False).is_worth(text.encode()) is worth


def test_names_of_models_anywhere(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "MODELS = ['dall-e-3', 'gpt-image-2', 'gpt-4o']\n"
        "# dall-e-3\n"
        'PRICE = {"openai/gpt-image-1-mini": 3}  # dall-e-2\n'
        "URL = 'https://x/dall-e-2/gpt-image-10'\n"
        "client.images.generate(model='dall-e-2', prompt='a')\n"
    )
    (tmp_path / "b.ts").write_text("type M = 'dall-e-3' | 'gpt-image-2'; // dall-e-2\nconst t = `use dall-e-2`; /* dall-e-3 */\n")
    (tmp_path / "c.yaml").write_text("names: [dall-e-3]  # dall-e-2\nother: gpt-image-2\n")
    (tmp_path / "d.json").write_text('{"a": {"dall-e-3": 1}}')
    (tmp_path / "e.ipynb").write_text(
        json.dumps(
            {
                "cells": [
                    {"cell_type": "markdown", "source": ["dall-e-3"]},
                    {"cell_type": "code", "source": ["# dall-e-3\n", "m = 'dall-e-2'"]},
                ]
            }
        )
    )
    without, found = linted(tmp_path), linted(tmp_path, "--models")
    assert [(Path(d["file"]).name, d["line"], d["rule"]) for d in without.diagnostics] == [("a.py", 5, "model.retired")]
    assert [(Path(d["file"]).name, d["line"], d["column"], d["message"][:8]) for d in found.diagnostics] == [
        ("a.py", 1, 12, "dall-e-3"), ("a.py", 3, 18, "gpt-imag"), ("a.py", 4, 18, "dall-e-2"), ("a.py", 5, 30, "dall-e-2"),
        ("b.ts", 1, 11, "dall-e-3"), ("b.ts", 2, 16, "dall-e-2"), ("c.yaml", 1, 9, "dall-e-3"), ("d.json", 1, 9, "dall-e-3"),
        ("e.ipynb", 1, (tmp_path / "e.ipynb").read_text().index("dall-e-2'") + 1, "dall-e-2"), ("e.ipynb", 1, 50, "dall-e-3"),
    ]  # fmt: skip
    assert found.requests == without.requests == 1, "a name is no request"
    assert all("move to" in d["message"] and "202" in d["message"] for d in found.diagnostics)


def test_comments_that_ignore_nothing_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(
        "client.images.generate(model='gpt-image-2', prompt='a', n=11)  # imagespec: ignore[size.step]\n"
        "client.images.generate(model='gpt-image-2', prompt='a', n=1)  # imagespec: ignore[nothing]\n"
        "TEXT = '# imagespec: ignore[n.range]'\n"
    )
    assert [(d["line"], d["rule"]) for d in linted(path).diagnostics] == [
        (1, "n.range"), (1, "ignore.value"), (2, "ignore.unknown"),
    ]  # fmt: skip


def test_without_a_parser_it_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.ts", "b.js", "c.tsx"):
        (tmp_path / name).write_text("openai.images.generate({ model: 'gpt-image-2', n: 11 });")
    (tmp_path / "d.js").write_text("nothing.of(this.kind);")
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("tree_sitter"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    result = linted(tmp_path)
    assert not result.diagnostics
    assert result.said.count("pip install 'imagespec[source]'") == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.py", b"client.images.generate(", "is no Python of this version (line 1), and was not looked at"),
        ("a.py", b"print 'images'; client.images.generate()", "is no Python"),
        ("a.py", b"\xff = client.images.generate()", "is no UTF-8"),
        ("a.py", b"#" * 4_000_001 + b"\nclient.images.generate()", "is larger than 4,000,000 bytes"),
        ("a.py", b"x = 1", "no image request found"),
        ("a.py", b"", "no image request found"),
        ("a.ts", b"const x = {{{ openai.images.generate(", "no image request found"),
        ("a.ipynb", b"{ images client.images.generate(", "no image request found"),
        ("a.py", b"client.responses.create(tools=[{'type': 'image_generation', 'quality': 'hd'}])", ""),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = linted(path)
    assert not [d for d in result.diagnostics if d["operation"] != "tool"]
    assert said in result.said


def test_deep_source_is_survived(tmp_path: Path) -> None:
    for name, text in (
        ("a.py", "[" * 3000),
        ("b.py", "x = " + "-" * 3000 + "1"),
        ("c.ts", "(" * 3000),
        ("d.py", "x = " + " + ".join(["'a'"] * 3000)),
    ):
        (tmp_path / name).write_text(f"{text}\nclient.images.generate(model='gpt-image-2', prompt=x)")
    assert not linted(tmp_path).diagnostics


def test_the_places_of_the_code_of_a_notebook() -> None:
    code = "%matplotlib inline\nx = 'a \"b\" \\n ü 🐈 \\ud83d'\n!ls\ny = 1"
    for escape in (True, False):
        outer = json.dumps({"nbformat": 4, "cells": [{"source": code.splitlines(keepends=True), "cell_type": "code"}]}, ensure_ascii=escape)
        found = written(outer)
        assert found.text.splitlines()[1] == code.splitlines()[1]
        assert len(found.text.rstrip()) == len(code)
        for index, char in enumerate(code):
            piece = outer[found.offset(index) : found.end(index + 1)]
            assert json.loads(f'"{piece}"') == char


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "client.responses.create(model='gpt-5', tools=[{'type': 'image_generation', 'quality': 'hd'}])"),
        ("a.py", "TOOL = {'type': 'image_generation'}\nclient.responses.stream(model='gpt-5', tools=[TOOL, other])"),
        ("a.py", "llm.bind_tools([{'type': 'image_generation', 'size': '1x1'}])"),
        ("a.py", "ImageGenerationTool(tool_config={'type': 'image_generation', 'size': '1x1'})"),
        ("a.ts", "client.responses.create({ model: 'gpt-5', tools: [{ type: 'image_generation', size: '1x1' }] })"),
        ("a.ts", "generateText({ tools: { image_generation: openai.tools.imageGeneration({ outputFormat: 'webp' }) } })"),
    ],
)
def test_the_image_tool_is_found(name: str, text: str) -> None:
    (call,) = Reader(VOCABULARY, models=False).read(text, Path(name).suffix).calls
    assert call.operation == "tool"


def test_an_operation_that_the_table_has_not_is_said_once(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("client.responses.create(tools=[{'type': 'image_generation'}])\n" * 2)
    result = linted(tmp_path, "--spec", "azure")
    assert (result.requests, result.said.count("the image tool of the Responses API is not checked")) == (0, 1)
