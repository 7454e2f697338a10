"""A date means the revision in force that day."""

from __future__ import annotations

import pytest

import imagespec
from imagespec.spec.load import in_force, shipped

IN_FORCE = {
    "openai": "openai@2026-11-26",
    "openai@2026-05-07": "openai@2026-05-07",
    "openai@2026-05-08": "openai@2026-05-07",
    "openai@2026-08-19": "openai@2026-05-07",
    "openai@2026-08-20": "openai@2026-08-20",
    "openai@2026-09-30": "openai@2026-09-08",
    "openai@2026-10-05": "openai@2026-09-08",
    "openai@2026-10-16": "openai@2026-10-16",
    "openai@2026-11-11": "openai@2026-11-05",
    "openai@2026-11-25": "openai@2026-11-12",
    "openai@2030-01-01": "openai@2026-11-26",
    "azure": "azure@2026-10-31",
    "azure@2026-12-24": "azure@2026-10-31",
}


@pytest.mark.parametrize("name", IN_FORCE)
def test_revision_in_force(name: str) -> None:
    handle = imagespec.load(name)
    assert handle.name == IN_FORCE[name] == in_force(name)
    assert handle is imagespec.load(IN_FORCE[name])
    assert handle.spec.name == handle.name


NO_NAMES = [
    "", "@", "openai@", "@2026-05-07", "openai@2026-05-06", "openai@1999-01-01", "openai@latest", "openai@2026", "openai@2026-9-30",
    "openai@20260930", "openai@2026-09-30 ", " openai", "OpenAI", "openai@@2026-09-30", "openai@2026-09-30@x", "openai@２０２６-09-30",
    "azure@2026-10-30", "openai@2026-09-30/../azure", "imagespec", "openai.json", "openai@9999999999", "openai\x00",
]  # fmt: skip


@pytest.mark.parametrize("name", NO_NAMES, ids=repr)
def test_no_revision(name: str) -> None:
    with pytest.raises(ValueError, match=r"no spec .*; use openai, one of azure@2026-10-31, openai@2026-05-07, .*openai@2026-11-26"):
        imagespec.load(name)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("openai@2026-15-05", "openai@2026-11-05"), ("openai@20260507--", "openai@2026-05-07"), ("OpenAI", "openai"),
        ("azur@2026-10-31", "azure@2026-10-31"), ("openai@1999-01-01", ""), ("claude", ""),
    ],
)  # fmt: skip
def test_the_nearest_revision_is_named(name: str, near: str) -> None:
    with pytest.raises(ValueError, match="no spec") as caught:
        imagespec.load(name)
    assert (f"(did you mean {near}?)" in str(caught.value)) == bool(near)
    assert ("did you mean" in str(caught.value)) == bool(near)


@pytest.mark.parametrize("name", NO_NAMES[3:], ids=repr)
def test_no_revision_for_a_check(name: str) -> None:
    with pytest.raises(ValueError, match="no spec"):
        imagespec.check({}, spec=name)


def test_every_file_has_a_revision_of_its_name() -> None:
    for name in shipped():
        handle = imagespec.load(name)
        assert handle.name == name
        assert handle.spec.revision == name.partition("@")[2]
        assert handle.engine.name == name


@pytest.mark.parametrize("table", ["openai", "azure"])
def test_the_newest_revision_is_the_compiled_one(table: str) -> None:
    package = __import__(f"imagespec._compiled.{table}", fromlist=["DIGEST"])
    handle = imagespec.load(table)
    assert (handle.name, handle.spec.digest) == (package.NAME, package.DIGEST)
    assert handle.name == [name for name in shipped() if name.startswith(f"{table}@")][-1]
    assert handle.engine.checks("generate").__name__ == f"imagespec._compiled.{table}.generate"
