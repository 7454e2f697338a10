"""The page is one file that loads nothing: what is in it, how large it is, and what a hostile table makes of it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import imagespec
from imagespec.playground.build import playground
from tests.generated.tables import loaded
from tests.playground.conftest import worst

ROOT = Path(__file__).parents[2]
LARGEST = 250_000
"""Most bytes of the page, compressed."""


class Reader(HTMLParser):
    """The elements of a page, its policy, and the texts of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.open = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in self.texts:
            self.open = tag
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open][-1] += data

    @property
    def policy(self) -> dict[str, list[str]]:
        """The directives of the policy."""
        content = next(attrs["content"] for _, attrs in self.elements if attrs.get("http-equiv") == "Content-Security-Policy")
        return {name: values for name, *values in (directive.split() for directive in (content or "").split(";"))}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_committed_page_is_the_one_that_is_built(page: str) -> None:
    assert (ROOT / "docs" / "playground.html").read_text("utf-8") == page


def test_the_policy_allows_what_is_in_the_page_and_nothing_else(page: str) -> None:
    reader = Reader(page)
    assert reader.policy == {
        "default-src": ["'none'"],
        "script-src": [digest(text) for text in reader.texts["script"]],
        "style-src": [digest(text) for text in reader.texts["style"]],
        "img-src": ["data:"], "base-uri": ["'none'"], "form-action": ["'none'"],
    }  # fmt: skip
    policy = next(index for index, (_, attrs) in enumerate(reader.elements) if "http-equiv" in attrs)
    assert [tag for tag, _ in reader.elements[:policy]] == ["html", "head", "meta"]


def test_nothing_is_loaded_and_no_text_becomes_code(page: str) -> None:
    reader = Reader(page)
    for tag, attrs in reader.elements:
        assert not attrs.keys() & {"src", "srcset", "action", "style", "data"}, tag
        assert not [name for name in attrs if name.startswith("on")], tag
        assert attrs.get("href", "data:,") == "data:,", tag
    assert not re.search(r"@import|url\(", "".join(reader.texts["style"]))
    code = "".join(reader.texts["script"])
    assert not re.search(
        r"\beval\(|new Function\(|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|document\.write|import\(", code
    )
    own = reader.texts["script"][2]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|srcdoc", own)


def test_the_page_is_small(page: str) -> None:
    assert len(gzip.compress(page.encode(), 9, mtime=0)) < LARGEST


def test_the_picture_of_the_page_is_small() -> None:
    picture = (ROOT / "docs" / "playground.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, height) == (1280, 1180)
    assert len(picture) < 150_000


def test_a_page_says_which_editor_is_in_it_with_its_licence(page: str) -> None:
    lock = json.loads((ROOT / "tools" / "playground" / "package-lock.json").read_text("utf-8"))["packages"]
    editor = Reader(page).texts["script"][0]
    named = dict(re.findall(r"(@?[\w/-]+) (\d+\.\d+\.\d+)", editor.partition("Bundled by")[0]))
    assert len(named) > 10
    assert named == {name: lock[f"node_modules/{name}"]["version"] for name in named}
    assert "Permission is hereby granted, free of charge" in editor


def test_hostile_tables_add_no_element(page: str, tmp_path: Path) -> None:
    evil = "</script><img src=x onerror=alert(1)><!--<ScRipt>{policy}{scripts}"
    table = (ROOT / "tests" / "table" / "minimal.yaml").read_text("utf-8")
    path = tmp_path / "evil.yaml"
    path.write_text(re.sub(r"^( *title: ).*$", lambda found: found[1] + json.dumps(evil), table, flags=re.MULTILINE), "utf-8")
    for written in (playground(imagespec.load(path).spec), playground(loaded(worst()))):
        reader = Reader(written)
        assert [tag for tag, _ in reader.elements] == [tag for tag, _ in Reader(page).elements]
        assert reader.policy["script-src"] == [digest(text) for text in reader.texts["script"]]
        assert "onerror" in written
