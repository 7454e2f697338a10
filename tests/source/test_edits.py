"""``--fix`` and ``migrate`` change literals in source code by position, and every other byte stays."""

# ruff: noqa: E501  # a table of texts

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import invoke
from tests.source.linted import SPEC, linted
from tests.source.test_repository import FILES, REPOSITORY

PY = "from openai import OpenAI\nclient = OpenAI()\n"
JS = 'import OpenAI from "openai";\nconst openai = new OpenAI();\n'

FIXES = [
    # a value, in the quotes that it has
    ("a.py", 'client.images.generate(model="gpt-image-2", prompt="a", n=11)', 'client.images.generate(model="gpt-image-2", prompt="a", n=10)'),
    ("a.py", "client.images.generate(model='gpt-image-2', prompt='a', size='1000x1000')", "client.images.generate(model='gpt-image-2', prompt='a', size='1008x1008')"),
    ("a.py", "client.images.generate(model='gpt-image-2', prompt='a', size=r'''1000x1000''')", "client.images.generate(model='gpt-image-2', prompt='a', size='1008x1008')"),
    ("a.py", "client.images.generate(model='gpt-image-2', prompt='ä 🐈', size='1000' 'x1000')", "client.images.generate(model='gpt-image-2', prompt='ä 🐈', size='1008x1008')"),
    ("a.ts", "openai.images.generate({ model: `gpt-image-2`, prompt: 'ä 🐈', size: `1000x1000` })", "openai.images.generate({ model: `gpt-image-2`, prompt: 'ä 🐈', size: `1008x1008` })"),
    # an argument that goes, with its comma
    ("a.py", "client.images.generate(model='gpt-image-2', style='vivid', prompt=p)", "client.images.generate(model='gpt-image-2', prompt=p)"),
    ("a.py", "client.images.generate(style='vivid', model='gpt-image-2', prompt=p)", "client.images.generate(model='gpt-image-2', prompt=p)"),
    ("a.py", "client.images.generate(\n    model='gpt-image-2',  # m\n    prompt=p,  # p\n    style='vivid',  # s\n)", "client.images.generate(\n    model='gpt-image-2',  # m\n    prompt=p,  # s\n)"),
    ("a.ts", "openai.images.generate({ model: 'gpt-image-2', prompt: p, style: 'vivid' })", "openai.images.generate({ model: 'gpt-image-2', prompt: p })"),
    ("a.py", "client.images.generate(model='gpt-image-2', prompt=p, extra_body={'style': 'vivid'})", "client.images.generate(model='gpt-image-2', prompt=p, extra_body={})"),
    ("a.py", "requests.post(u + '/images/generations', json={'model': 'gpt-image-2', 'prompt': p, 'style': 'vivid'})", "requests.post(u + '/images/generations', json={'model': 'gpt-image-2', 'prompt': p})"),
    # another name
    ("a.py", "client.images.generate(model='gpt-image-2', prompt=p, user='u')", "client.images.generate(model='gpt-image-2', prompt=p, safety_identifier='u')"),
    ("a.py", "client.images.generate(**{'model': 'gpt-image-2', 'prompt': p, 'user': 'u'})", "client.images.generate(**{'model': 'gpt-image-2', 'prompt': p, 'safety_identifier': 'u'})"),
    ("a.ts", "openai.images.generate({ model: 'gpt-image-2', prompt: p, user: 'u' })", "openai.images.generate({ model: 'gpt-image-2', prompt: p, safety_identifier: 'u' })"),
    ("a.ts", "openai.images.generate({ model: 'gpt-image-2', prompt: p, 'user': 'u' })", "openai.images.generate({ model: 'gpt-image-2', prompt: p, 'safety_identifier': 'u' })"),
    # what is named elsewhere stays
    ("a.py", "SIZE = '1000x1000'\nclient.images.generate(model='gpt-image-2', prompt='a', size=SIZE)", ""),
    ("a.py", "client.images.generate(model='gpt-image-2', prompt='a', size=f'{1000}x1000')", ""),
    ("a.ts", "const s = '1000x1000';\nopenai.images.generate({ model: 'gpt-image-2', prompt: 'a', size: s })", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after"), FIXES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_fixes(tmp_path: Path, name: str, before: str, after: str, ending: str) -> None:
    path, head = tmp_path / name, PY if name.endswith(".py") else JS
    path.write_text((head + before + "\n# é").replace("\n", ending) if name.endswith(".py") else head + before + "\n", "utf-8", newline="")
    start = path.read_bytes()
    invoke("lint", "--fix", "--unsafe-fixes", *SPEC, path)
    expected = (
        start.replace(before.replace("\n", ending).encode(), after.replace("\n", ending).encode())
        if after and name.endswith(".py")
        else start.replace(before.encode(), after.encode())
        if after
        else start
    )
    assert path.read_bytes() == expected


MIGRATIONS = [
    ("a.py", "client.images.generate(model='dall-e-3', prompt=p, quality='hd', style=style)", "client.images.generate(model='gpt-image-2', prompt=p, quality='high')"),
    ("a.py", "MODEL = 'dall-e-3'\nclient.images.generate(model=MODEL, prompt=p)\nclient.images.generate(model=MODEL, prompt=q)", "MODEL = 'gpt-image-2'\nclient.images.generate(model=MODEL, prompt=p)\nclient.images.generate(model=MODEL, prompt=q)"),
    ("a.py", "def draw(model: str = 'dall-e-3'):\n    return client.images.generate(model=model, prompt='a')", "def draw(model: str = 'gpt-image-2'):\n    return client.images.generate(model=model, prompt='a')"),
    ("a.py", "image_generation(model='openai/dall-e-3', prompt=p)", "image_generation(model='openai/gpt-image-2', prompt=p)"),
    ("a.ts", "openai.images.generate({ model: process.env.M ?? \"dall-e-3\", prompt: p })", "openai.images.generate({ model: process.env.M ?? \"gpt-image-2\", prompt: p })"),
    ("a.tsx", "generateImage({ model: openai.image('dall-e-3'), prompt: p, providerOptions: { openai: { style: 'vivid' } } })", "generateImage({ model: openai.image('gpt-image-2'), prompt: p, providerOptions: { openai: {  } } })"),
    ("a.py", "client.images.create_variation(model='dall-e-2', image=f)", ""),  # its name says what it does
    ("a.py", "client.images.generate(model=m, prompt=p)", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after"), MIGRATIONS)
def test_migrations(tmp_path: Path, name: str, before: str, after: str) -> None:
    path, head = tmp_path / name, PY + "from litellm import image_generation\n" if name.endswith(".py") else JS
    path.write_text(head + before + "\n", "utf-8")
    invoke("migrate", "--to", "gpt-image-2", *SPEC, path)
    assert path.read_text("utf-8") == head + (after or before) + "\n"


def test_a_variation_is_not_renamed(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(PY + "client.images.create_variation(model='dall-e-2', image=f)\n")
    assert "left as it is" in invoke("migrate", *SPEC, path).out


def test_the_code_of_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "draw.ipynb"
    shutil.copy(REPOSITORY / "notebooks" / "draw.ipynb", path)
    before = path.read_text("utf-8")
    invoke("migrate", *SPEC, path)
    changed = [(old, new) for old, new in zip(before.splitlines(), path.read_text("utf-8").splitlines(), strict=True) if old != new]
    assert [(old.replace("dall-e-3", "gpt-image-2"), new) for old, new in changed] == [(changed[0][1], changed[0][1])]


def test_what_a_repository_becomes(tmp_path: Path) -> None:
    """Fixing adds no finding, changes no line that had none, and has nothing to do the second time."""
    copy = tmp_path / "repository"
    shutil.copytree(REPOSITORY, copy)
    lines = {path: (copy / path.relative_to(REPOSITORY)).read_text("utf-8").splitlines() for path in FILES}
    before = {(entry["file"], entry["rule"]) for entry in linted(copy).diagnostics}
    invoke("lint", "--fix", "--unsafe-fixes", *SPEC, copy)
    after = {(entry["file"], entry["rule"]) for entry in linted(copy).diagnostics}
    assert after < before
    for path, old in lines.items():
        new = (copy / path.relative_to(REPOSITORY)).read_text("utf-8").splitlines()
        assert len(old) == len(new)
        touched = [line for line, changed in zip(old, new, strict=True) if line != changed]
        assert all("expect:" in line or "= " in line for line in touched), touched
    assert " 0 files" in invoke("lint", "--fix", "--unsafe-fixes", *SPEC, copy).err


def test_what_other_calls_use_is_left(tmp_path: Path) -> None:
    """Each change is made that leaves all other calls as they are; the others are told."""
    path = tmp_path / "a.py"
    path.write_text(
        PY + "P = {'model': 'gpt-image-2', 'n': 11}\n"
        "client.images.generate(prompt='a', **P)\n"
        "client.images.generate(prompt='a', model='dall-e-3', n=P['n'])\n"
        "client.images.generate(prompt='a', model='gpt-image-2', n=12)\n"
        "Q = {'quality': 'hd'}\n"
        "client.images.generate(prompt='a', model='gpt-image-2', **Q)\n"
        "client.images.generate(prompt='a', model='dall-e-3', **Q)\n"
    )
    before = path.read_text()
    done = invoke("lint", "--fix", "--unsafe-fixes", "--ignore", "model", *SPEC, path)
    assert path.read_text() == before.replace("n=12", "n=10")
    assert "not changed: other code uses what stands there" in done.err
