"""tables/README.md: its examples do what it says, and its list of keys is whole."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

import imagespec
from imagespec.compile.names import attribute_name, capitals, file_names
from imagespec.compile.user_package import compile_user_package
from imagespec.kinds.kind import Provenance
from imagespec.spec import limits
from imagespec.spec.document import LARGEST
from imagespec.spec.keys import keys
from imagespec.spec.meanings import summary
from imagespec.spec.strict_yaml import DEEPEST
from tools.pages.table_guide import BEGIN, END, parts

README = (Path(imagespec.__file__).parent / "tables" / "README.md").read_text("utf-8")
TABLES = dict(re.findall(r"^```yaml title=(\S+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))
GUIDE = README.partition(BEGIN)[2].partition(END)[0]


@pytest.fixture
def acme(tmp_path: Path) -> imagespec.Handle:
    return load("acme.yaml", tmp_path)


def load(title: str, folder: Path) -> imagespec.Handle:
    path = folder / title
    path.write_text(TABLES[title], "utf-8")
    return imagespec.load(path)


def found(handle: imagespec.Handle, operation: str, **request: object) -> list[tuple[str, str]]:
    return [(d.rule, d.severity) for d in handle.check({"prompt": "a fox", **request}, operation).diagnostics]


def test_the_table_from_nothing_does_what_the_text_says(acme: imagespec.Handle) -> None:
    assert list(acme.models) == ["acme-1", "acme-2"]
    assert found(acme, "paint", model="acme-1") == []
    assert found(acme, "paint") == [("model.required", "error")]
    assert found(acme, "paint", model="acme-1", seed=1) == [("seed.unsupported", "error")]
    assert found(acme, "paint", model="acme-1", n=2) == [("n.range", "error")]
    assert found(acme, "paint", model="acme-2", n=8) == []
    assert found(acme, "paint", model="acme-2", n=9) == [("n.range", "error")]
    assert found(acme, "paint", model="acme-1", size="1024x1040") == [("size.value", "error")]
    assert found(acme, "paint", model="acme-2", size="1024x1040") == []


def test_the_interactions_fire(acme: imagespec.Handle) -> None:
    assert found(acme, "paint", model="acme-2", quality="high", n=2) == []
    assert found(acme, "paint", model="acme-2", quality="high", n=3) == [("quality.requires", "warning")]
    assert found(acme, "paint", model="acme-2", n=2, seed=1) == [("n.excludes", "error")]
    assert found(acme, "paint", model="acme-2", n=1, seed=1) == []


def test_what_is_inside_a_parameter_is_narrowed_and_kept(acme: imagespec.Handle) -> None:
    for model, most in (("acme-1", 100), ("acme-2", 80)):
        assert found(acme, "paint", model=model, layers=[{"file": "a", "weight": most}]) == []
        assert found(acme, "paint", model=model, layers=[{"file": "a", "weight": most + 1}]) == [("weight.range", "error")]
        assert found(acme, "paint", model=model, layers=[{"file": "a", "weight": "1"}]) == [("weight.type", "error")]
        assert found(acme, "paint", model=model, layers=[{"url": "ftp://a"}]) == [("url.format", "error")]
        assert found(acme, "paint", model=model, layers=[{"url": "https://a", "file": "a"}]) == [("layers.excludes", "error")]


def test_the_gateway_says_what_it_does_differently(tmp_path: Path) -> None:
    gateway = load("gateway.yaml", tmp_path)
    assert gateway.models["house-1"].operations == ("generate", "edit")
    assert found(gateway, "generate", model="house-1", quality="high") == [("quality.unsupported", "warning")]
    jpeg = {"model": "house-1", "output_format": "jpeg"}
    assert found(gateway, "generate", **jpeg, output_compression=60) == []
    assert found(gateway, "generate", **jpeg, output_compression=59) == [("output_format.requires", "warning")]
    finding = gateway.check({"model": "house-1", "prompt": "a fox", "size": "square"}).diagnostics[0]
    assert (finding.rule, finding.fixes[0].edits[0].value) == ("size.value", "1024x1024")


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.place or "top")
def test_every_key_is_listed_with_an_example(part: object) -> None:
    place, cls = part  # type: ignore[misc]  # a named tuple
    heading = f"### `{place}`\n" if place else "### The top of the file\n"
    assert GUIDE.count(heading) == 1
    section = GUIDE.partition(heading)[2].partition("\n### ")[0]
    assert summary(cls) in section
    listed = [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in section.splitlines() if line.startswith("| `")]
    sourced = any(key.name == "provenance" for key in cls.__attrs_attrs__)
    own = [key for key in keys(cls) if not sourced or key not in keys(Provenance)]
    assert [cells[0].strip("`") for cells in listed] == [key.name for key in own]
    for (name, needed, value, meaning, example), key in zip(listed, own, strict=True):
        assert needed == ("needed" if key.needed or key.wanted else ""), name
        assert value, name
        assert meaning, f"{cls.__name__} says what {name} means"
        assert meaning[-1] != ".", name
        assert list(yaml.safe_load(example.strip("`").replace("\\|", "|"))) == [key.name], example


def test_links_of_the_list_lead_to_its_headings() -> None:
    headings = [line.removeprefix("### ") for line in GUIDE.splitlines() if line.startswith("### ")]
    fragments = [re.sub(r"[^a-z0-9 _-]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(set(fragments)) == len(fragments)
    assert set(re.findall(r"\]\(#([^)]*)\)", README)) <= {*fragments, "every-key"}


def test_a_kind_says_what_it_is_in_a_phrase() -> None:
    assert all(summary(part.cls).endswith(".") and len(summary(part.cls)) < 140 for part in parts())


def test_the_limits_of_a_table_are_told() -> None:
    section = README.partition("## How large a table may be\n")[2].partition("\n## ")[0]
    told = [int(number.replace(",", "")) for number in re.findall(r"\| ([\d,]+) \|$", section, re.MULTILINE)]
    assert told == [
        LARGEST, DEEPEST, limits.MOST_OPERATIONS, limits.MOST_MODELS, limits.MOST_FAMILIES, limits.MOST_ENTRIES, limits.MOST_SERVED,
        limits.MOST_ROWS,
    ]  # fmt: skip


def test_names_are_called_in_code_what_the_text_says(tmp_path: Path) -> None:
    spec = load("odd.yaml", tmp_path).spec
    files = compile_user_package(spec)
    assert {"classes.py", "classes_.py", "types.py"} <= {*files}
    modules = {name: ast.parse(files[name]) for name in ("classes.py", "types.py")}
    classes = {node.name: node for node in modules["classes.py"].body if isinstance(node, ast.ClassDef)}
    attributes = [
        node.target.id for node in classes["Odd1Classes"].body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]
    assert {"model", "from_", "self_", "crop_top"} <= {*attributes}
    assert "    from_: A string. Required.\n" in (ast.get_docstring(classes["Odd1Classes"]) or "")
    strings = {node.value for node in ast.walk(modules["types.py"]) if isinstance(node, ast.Constant)}
    assert {"from", "self", "crop[top]"} <= strings
    assert [attribute_name(name, ()) for name in ("2x", "a.b[c]", "class")] == ["p_2x", "a_b_c", "class_"]
    assert file_names(["acme/odd:1", "acme-odd-1"]) == {"acme/odd:1": "acme-odd-1", "acme-odd-1": "2-acme-odd-1"}
    assert (capitals("odd-1"), capitals("1-odd")) == ("Odd1", "M1Odd")
