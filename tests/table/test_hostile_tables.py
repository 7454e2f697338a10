"""Tables made to harm: refused quickly with a clear error, or held in generated code as literals only."""

from __future__ import annotations

import ast
import builtins
import os
import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from imagespec import TableError, load
from imagespec.compile.package import compile_package
from imagespec.spec.document import LARGEST, parse_document
from imagespec.spec.faults import MOST
from imagespec.spec.load import load_document, shipped
from imagespec.spec.strict_yaml import DEEPEST

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.yaml").read_text("utf-8")
SHIPPED = (shipped()["openai@2026-05-07"]).read_text("utf-8")


def refused(path: Path, seconds: float) -> TableError:
    """The error of a table that must be refused within a time, in seconds of the processor."""
    start = time.process_time()
    with pytest.raises(TableError) as caught:
        load(path)
    assert time.process_time() - start < seconds
    lines = str(caught.value).split("\n")
    assert len(lines) <= MOST + 1
    assert all(len(line) < 2000 and line.isprintable() for line in lines)
    return caught.value


# -- files ---------------------------------------------------------------------------------------------------------


def test_hundred_megabytes_are_refused_unread(tmp_path):
    load(HERE / "minimal.yaml")  # imports and caches are not what is timed
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    error = refused(path, 0.05)
    assert (error.line, f"more than {LARGEST:,} bytes" in error.problem) == (0, True)


def test_size_limit_is_exact(tmp_path):
    path = tmp_path / "padded.yaml"
    content = MINIMAL.encode()
    path.write_bytes(content + b"#" + b"x" * (LARGEST - len(content) - 2) + b"\n")
    assert path.stat().st_size == LARGEST
    assert load(path).name == "studio@2026-01-01"
    path.write_bytes(path.read_bytes() + b"\n")
    assert "bytes" in refused(path, 2).problem


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("a: " + "[" * 100_000, "nested deeper", id="flow lists"),
        pytest.param("a: " + "{a: " * 100_000, "nested deeper", id="flow mappings"),
        pytest.param("- " * 100_000, "nested deeper", id="block lists"),
        pytest.param("".join(" " * n + "a:\n" for n in range(1000)), "nested deeper", id="block mappings"),
        pytest.param("? " * 100_000, "collection is not text", id="block keys"),
        pytest.param("[" * 100_000 + "]" * 100_000, "nested deeper", id="closed flow lists"),
        pytest.param("{" * 100_000, "collection is not text|nested deeper", id="flow keys"),  # a parser may count ahead
    ],
)
def test_deep_nesting(tmp_path, text, word):
    path = tmp_path / "deep.yaml"
    path.write_text(text, "utf-8")
    error = refused(path, 2)
    assert re.search(word, error.problem)
    assert 0 < error.line <= DEEPEST + 2


def test_billion_laughs(tmp_path):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    path = tmp_path / "laughs.yaml"
    path.write_text("\n".join(rows), "utf-8")
    error = refused(path, 2)
    assert (error.line, "anchor" in error.problem) == (1, True)


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        pytest.param(b"", 1, "no mapping", id="empty"),
        pytest.param(b"# only a comment\n", 1, "no mapping", id="comment"),
        pytest.param(b"- a\n- b\n", 1, "no mapping", id="list"),
        pytest.param(b"just text\n", 1, "no mapping", id="text"),
        pytest.param(b"{}\n", 1, "are missing", id="empty mapping"),
        pytest.param(b"table: a\n...\n---\ntable: b\n", 3, "second YAML document", id="two documents"),
        pytest.param(b"table: a\ntitle: \xff\n", 2, "not UTF-8", id="Latin-1"),
        pytest.param(b"\xff\xfet\0a\0", 1, "not UTF-8", id="UTF-16"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "not UTF-8", id="PNG"),
        pytest.param(b"a: b\0c\n", 0, "not YAML", id="NUL"),
        pytest.param(b"a: \x1b[31m\n", 0, "not YAML", id="escape"),
        pytest.param(b"%YAML 3.0\n---\na: b\n", 1, "not YAML", id="another YAML"),
        pytest.param(b'{"a": "\\ud800"}', 1, "not YAML", id="half a surrogate pair"),
        pytest.param(b"PK\x03\x04" + b"\0" * 60, 0, "not YAML", id="archive"),
    ],
)
def test_files_that_are_no_table(tmp_path, content, line, problem):
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    assert any((told.line, problem in told.problem) == (line, True) for told in refused(path, 2).errors)


def test_paths_that_are_no_file(tmp_path):
    with pytest.raises(ValueError, match="no package that imagespec compile wrote"):
        load(tmp_path)
    assert "cannot be read" in refused(tmp_path / "missing.yaml", 1).problem
    assert "cannot be read" in refused(tmp_path / ("x" * 5000 + ".yaml"), 1).problem
    assert "no path" in refused(tmp_path / "nul\0.yaml", 1).problem
    assert "no regular file" in refused(Path("/dev/null"), 1).problem
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert "cannot be read" in refused(loop, 1).problem
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert "no regular file" in refused(pipe, 1).problem


def test_no_permission(tmp_path, monkeypatch):
    path = tmp_path / "closed.yaml"
    path.write_text(MINIMAL, "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # a privileged user may read anything

        def deny(self):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", deny)
    assert "Permission denied" in refused(path, 2).problem


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_editors_of_every_platform(tmp_path, prefix, newline):
    path = tmp_path / "studio.yaml"
    path.write_bytes(prefix + MINIMAL.encode().replace(b"\n", newline))
    assert load(path).check({"model": "brush", "text": "a", "size": "2x2"}, "draw").diagnostics[0].rule == "size.step"
    path.write_bytes(prefix + MINIMAL.replace("topic: white paper", "topic: no").encode().replace(b"\n", newline))
    with pytest.raises(TableError) as caught:
        load(path)
    assert caught.value.line == MINIMAL[: MINIMAL.index("topic: white paper")].count("\n") + 1


def test_many_models_are_refused(tmp_path):
    path = tmp_path / "many.yaml"
    path.write_text(MINIMAL.replace("models:\n", "models:\n" + "".join(f"  m{n}: {{family: tools}}\n" for n in range(10_000))), "utf-8")
    assert "more than 400" in refused(path, 5).problem


def test_largest_step_table_compiles_quickly(tmp_path):
    path = tmp_path / "fine.yaml"
    text = MINIMAL.replace("step: {of: 8}", "step: {of: 2}").replace("edge: {max: 800}", "edge: {max: 8192}")
    text = text.replace("pixels: {min: 6400, max: 480000}", "pixels: {min: 6400, max: 60000000}")
    path.write_text(text, "utf-8")
    start = time.process_time()
    assert load(path).is_valid({"model": "brush", "text": "a", "size": "8192x4098"}, "draw")
    assert time.process_time() - start < 10


# -- text that would become code -----------------------------------------------------------------------------------

CANARY = "IMAGESPEC_CANARY"
PAYLOADS = [
    f"'); import os; os.environ['{CANARY}'] = '1' #",
    f'"); __import__("os").environ.__setitem__("{CANARY}", "1") #',
    f"''' + __import__('os').environ.setdefault('{CANARY}', '1') + '''",
    f'""" + __import__("os").environ.setdefault("{CANARY}", "1") + """',
    f"{{__import__('os').environ.setdefault('{CANARY}', '1')}}",
    "\\",
    "\\' or True or \\'",
    "\\x27); raise SystemExit(\\x27",
    "\\N{APOSTROPHE}",
    "%s %(x)s {0} {x!r} ${x}",
    "#",
    "'",
    '"',
    "'\"",
    "x" * 1000,
    "__class__",
    "\u2019\uff07\u02bc",
]


def yaml_text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def poisoned(payload: str) -> str:
    """The minimal table with a text in every place that takes free text."""
    quoted = yaml_text(payload)
    table = MINIMAL
    for old, new in [
        ("title: Studio\n", f"title: {quoted}\n"),
        ("title: Studio manual", f"title: {quoted}"),
        ("title: Draw a picture", f"title: {quoted}"),
        ("title: Drawing tools", f"title: {quoted}"),
        ("reason: it is good style", f"reason: {quoted}"),
        ("sdk: studio.draw", f"sdk: {quoted}"),
        ("method: POST\n    path: /v1/draw", f"method: {quoted}\n    path: /v1/draw"),
        ("one_of: {values: [white, grey, gold]}", f"one_of: {{values: [white, gold, {quoted}]}}"),
        (
            "one_of: {values: [black, blue, red], instead: {green: blue}}",
            f"one_of: {{values: [black, blue, red], instead: {{{quoted}: blue}}}}",
        ),
        ("sizes: {values: [auto, 100x100, 200x100]}", f"sizes: {{values: [auto, 100x100, {quoted}]}}"),
        ("words: [auto]", f"words: [auto, {quoted}]"),
        ("formats: {values: [png]}", f"formats: {{values: [png, {quoted}]}}"),
        ("preview: {values: [gold], source: notes}", f"preview: {{values: [gold, {quoted}], reason: {quoted}, source: notes}}"),
        ("needs: {paper: [white]}", f"needs: {{paper: [white, {quoted}]}}"),
        ("fix: [{set: paper, to: white}]", f"fix: [{{set: paper, to: {quoted}}}]"),
        ("ink: {type: string}", f"ink: {{type: string, summary: {quoted}}}"),
        ("decision: both", f"decision: {quoted}"),
    ]:
        assert table.count(old) == 1, old
        table = table.replace(old, new)
    return table


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_text_enters_code_as_literals_only(tmp_path, payload, harmless):
    path = tmp_path / "poisoned.yaml"
    path.write_text(poisoned(payload), "utf-8")
    os.environ.pop(CANARY, None)
    handle = load(path)
    for file, source in compile_package(handle.spec).items():
        assert vocabulary(source) <= vocabulary(harmless[file]), file
    report = handle.check({"model": "brush", "text": "a", "paper": payload, "size": payload, "ink": payload}, "draw")
    assert {d.rule for d in report.diagnostics} == {"ink.value", "paper.preview"}
    assert all(d.message.isprintable() and d.fixes is not None and d.to_dict() for d in report.diagnostics)
    assert not handle.is_valid({"model": "pencil", "text": "a", "paper": payload + "!"}, "draw")
    assert handle.is_valid({"model": "pencil", "text": "a", "paper": payload, "size": payload}, "draw")
    assert CANARY not in os.environ


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    """The code of the same table with a word where the others have a text that would become code."""
    path = tmp_path_factory.mktemp("harmless") / "word.yaml"
    path.write_text(poisoned("word"), "utf-8")
    files = compile_package(load(path).spec)
    assert vocabulary("\n".join(files.values())).isdisjoint(
        {"eval", "exec", "compile", "open", "getattr", "__import__", "os", "sys", "Lambda"}
    )
    return files


def vocabulary(source: str) -> set[str]:
    """Every name, attribute, keyword argument, import and kind of syntax in a source; numbers at the end of names are left out."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        found.add(type(node).__name__)
        for field in ("id", "arg", "attr", "module", "name", "asname"):
            word = getattr(node, field, None)
            if isinstance(word, str):
                found.add(word.rstrip("0123456789"))
    return found


@pytest.mark.parametrize("name", ["a'b", "a\\", "a b", 'a"', "a\u00a0b", "\u0430", "a;b", "(a)", "", "x" * 200, "a{b}", "../a", "a#b"])
@pytest.mark.parametrize(
    "old",
    [
        "  trace:\n    title",
        "  brush:\n",
        "  tools:\n",
        "      ink: {",
        "      pencil-2025-01-01:",
        "  manual:\n",
        "table: studio\n",
        '["photo[]"]',
    ],
    ids=range(8),
)
def test_names_are_plain(tmp_path, old, name):
    assert MINIMAL.count(old) == 1
    word = '"photo[]"' if "photo" in old else "studio" if "table" in old else old.strip().partition(":")[0]
    path = tmp_path / "named.yaml"
    path.write_text(MINIMAL.replace(old, old.replace(word, yaml_text(name))), "utf-8")
    error = refused(path, 5)
    assert any("cannot be" in told.problem or "is no parameter" in told.problem for told in error.errors)


def test_no_code_is_executed_or_read_while_loading(tmp_path, monkeypatch):
    """Reading a table opens one file and evaluates nothing."""
    path = tmp_path / "studio.yaml"
    path.write_text(MINIMAL, "utf-8")
    load(path)

    def forbidden(*args, **kwargs):
        raise AssertionError("evaluated")

    monkeypatch.setattr(builtins, "eval", forbidden)
    monkeypatch.setattr(yaml, "load", forbidden)
    load(path)


# -- anything at all -----------------------------------------------------------------------------------------------


def refusal(text: str) -> TableError | None:
    try:
        load_document(parse_document(text, "table.yaml"))
    except TableError as error:
        return error
    return None


YAML_BREAKS = "\n\r\x85\u2028\u2029"
"""What ends a line in YAML 1.1."""


def loads_or_refuses(text: str) -> None:
    error = refusal(text)
    if error is not None:
        assert error.problem
        assert error.remedy
        assert 0 <= error.line <= sum(map(text.count, YAML_BREAKS)) + 2


@given(st.text(max_size=200))
def test_random_text(text):
    loads_or_refuses(text)


_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(["auto", "POST", "2026-01-01"])
)
_KEYS = st.sampled_from(
    ["table", "revision", "title", "sources", "operations", "models", "families", "parameters", "type", "values", "range"]
)
_TREES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS | st.text(max_size=3), inner, max_size=4), max_leaves=20
)


@given(st.dictionaries(_KEYS, _TREES, max_size=6))
def test_random_trees(tree):
    loads_or_refuses(yaml.safe_dump(tree, allow_unicode=True))


@given(st.data())
def test_random_changes_of_a_table(data):
    """Cut, repeat, swap and overwrite pieces of a right table: it loads, or it is refused."""
    text = data.draw(st.sampled_from([MINIMAL, MINIMAL, MINIMAL, SHIPPED]))
    for _ in range(data.draw(st.integers(1, 3))):
        lines = text.split("\n")
        first = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["drop", "repeat", "swap", "indent", "word", "number", "cut"]))
        if change == "drop":
            del lines[first]
        elif change == "repeat":
            lines.insert(other, lines[first])
        elif change == "swap":
            lines[first], lines[other] = lines[other], lines[first]
        elif change == "indent":
            lines[first] = data.draw(st.sampled_from(["  ", "    ", "- ", "\t"])) + lines[first]
        elif change == "word":
            words = lines[first].split(" ")
            words[data.draw(st.integers(0, len(words) - 1))] = data.draw(_SCALARS.map(str))
            lines[first] = " ".join(words)
        elif change == "number":
            lines[first] = "".join(str(9 - int(char)) if char in "0123456789" else char for char in lines[first])
        else:
            lines[first] = lines[first][: data.draw(st.integers(0, len(lines[first])))]
        text = "\n".join(lines)
    loads_or_refuses(text)
