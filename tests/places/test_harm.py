"""Documents of any shape: finding requests never raises, and what is found leads to where it stands."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import imagespec
from imagespec.cli.inputs.json_document import read
from imagespec.cli.inputs.outside import Whole
from imagespec.places.documents.finder import BRUNO, HTTP, SHELL, Finder
from imagespec.places.recognition import LINE, NAMED, Recognition
from imagespec.places.vocabulary import Vocabulary
from tests.conftest import Depth

KEYS = """
    model prompt size n image images url uri body request response parameters type tools jobs defaults providers config id litellm_params
    inputs class_type widgets_values paths openapi post example examples requestBody content raw formdata mode string encoding value
    environment IMAGE_MODEL image_model
""".split()  # noqa: SIM905
VALUES: tuple[Any, ...] = (
    None, True, 1, 11, 1.5, "", "a cat", "gpt-image-2", "dall-e-3", "1024x1024", "{{ x }}", "https://api.openai.com/v1/images/generations",
    "/images/edits", '{"model": "gpt-image-2", "prompt": "a"}', '={"n": {{ $json.n }}, "prompt": "a"}', "curl /images/edits -F n=1 -F 'a",
    "--b\r\nname=\"n\"\r\n\r\n1\r\n--b--", "model=dall-e-3&n=1", "n8n-nodes-base.httpRequest", "openai:image:dall-e-3", "OpenAIDalle3",
    "image_generation", "base64", "IMAGE_MODEL=dall-e-3", "[1, 2", "\ud800", "x" * 300,
)  # fmt: skip


def grown(random: Random, depth: int) -> Any:
    if depth <= 0 or random.random() < 0.3:
        return random.choice(VALUES)
    if random.random() < 0.3:
        return [grown(random, depth - 1) for _ in range(random.randrange(4))]
    return {random.choice(KEYS): grown(random, depth - 1) for _ in range(random.randrange(1, 6))}


def test_documents_of_any_shape(depth: Depth) -> None:
    recognition = Recognition(Vocabulary(imagespec.load()))
    random = Random(7)
    found = 0
    for _ in range(depth(600, 5_000)):
        text = json.dumps(grown(random, 6))
        for parsed in read(text.encode()):
            told: list[Any] = []
            finder = Finder(recognition, lambda path, recognised, told=told: told.append(recognised))  # type: ignore[misc]
            for entry in finder.found(parsed.value, Whole(parsed), *([NAMED] if random.random() < 0.5 else [])):
                found += 1
                assert entry.score >= LINE, text
                assert entry.operation in imagespec.load().engine.operations
                assert entry.locate is not None
                for key in ("", *entry.request):
                    line, column = entry.locate((key,) if key else (), False)
                    assert line == 1, text
                    assert column is None or 1 <= column <= len(text), text
                if entry.in_place:
                    inside: Any = parsed.value
                    for token in entry.path:
                        inside = inside[token]
                    assert entry.request.items() <= inside.items() if _is_flat(entry.request) else entry.request.keys() <= inside.keys()
                imagespec.check(entry.request, entry.operation, partial=entry.partial)
            assert all(any(evidence.weight for evidence in recognised.evidence) for recognised in told)
    assert found > 100


def _is_flat(request: dict[str, Any]) -> bool:
    return not any(isinstance(value, (dict, list)) for value in request.values())


def test_texts_of_any_shape(depth: Depth) -> None:
    finder = Finder(Recognition(Vocabulary(imagespec.load())))
    random = Random(8)
    pieces = (
        *("curl ", "/images/edits", "https://api.openai.com/v1/images/generations", " -d ", " -F ", " --json=", "n=1", '{"n": 1}'),
        *("'", '"', "\\\n", "\n", "###", "POST ", "post {\n", "  url: /images/edits\n", "body:json {\n", "}\n", "@x", "#", "$'"),
        *("<<EOF\n", "EOF\n", "model=dall-e-3"),
    )
    for _ in range(depth(1_500, 20_000)):
        text = "".join(random.choices(pieces, k=random.randrange(1, 30)))

        class Places:
            def locate(self, tokens: tuple[str, ...], of_key: bool = False) -> tuple[int, int | None]:
                return 1, 1

            def at(self, tokens: tuple[str, ...], whole: str, offset: int, text: str = text) -> tuple[int, int | None]:
                assert whole == text
                assert 0 <= offset <= len(text)
                return 1, offset + 1

            def within(self, tokens: tuple[str, ...], text: str) -> Any:
                return self

            def nested(self, around: Any, tokens: tuple[str, ...], text: str) -> Any:
                return around

        for kind in (SHELL, HTTP, BRUNO, "env"):
            for entry in finder.found_in_text(kind, text, Places()):
                assert entry.locate
                assert entry.locate((), False)[0] == 1
