"""Scripts, pages, HTTP files and files of Bruno that send nothing to an image endpoint, and the words of commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from imagespec.places.texts.words import command
from tests.places.finding import seen

URL = "https://api.openai.com/v1/images"
JSON = '{"model": "gpt-image-2", "prompt": "a cat", "n": 11}'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.sh", 'curl https://api.x.ai/v1/images/generations -d \'{"n": 11, "prompt": "a"}\'\n'),
        ("a.sh", "echo curl /images/ # 'not closed\n"),
        ("a.sh", f"curl {URL}/generations\ncurl {URL}/generations -d @request.json\n"),
        ("a.md", f"Send it to `{URL}/generations`, with curl or without: {JSON}\n"),
        ("a.http", f"GET {URL}/generations\n\n"),
        ("a.bru", "get {\n  url: x\n}\n"),
        (".env", "IMAGE_MODEL=$OTHER\nNAME=dall-e-3\n"),
    ],
)
def test_what_sends_nothing_that_can_be_read(name: str, text: str, tmp_path: Path) -> None:
    found = seen(tmp_path, name, text, named=False)
    assert (found.operations, found.findings, found.err, found.result.code) == ([], [], "", 0)


def test_environment_files_of_a_folder_are_read_though_they_are_hidden(tmp_path: Path) -> None:
    found = seen(tmp_path, ".env.example", "OPENAI_IMAGE_MODEL=dall-e-3\n", named=False)
    assert [rule for rule, _ in found.findings] == ["model.deprecated"]


def test_words_are_those_of_a_shell() -> None:
    text = "curl a\"b c\"'d' $'e\\nf' \\\n  g\\ h 'i; rm -rf /' ; j"
    words = command(text, 4).words
    assert [word.text for word in words] == ["ab cd", "e\nf", "g h", "i; rm -rf /"]
    assert [text[word.start] for word in words] == ["a", "e", "g", "i"]
