"""What leaves out nothing is said, but never where the command line is why nothing was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import REVISION, Result, invoke

BAD = '{"model": "gpt-image-2", "prompt": "a cat", "n": 11}'
UNUSED = "imagespec: imagespec.toml: ignore: quality matches nothing\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: a finding in a file and one in a folder, both ignored, and an ignore of nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "imagespec.toml").write_text('ignore = ["n", "quality"]\nper-file-ignores = {"sub/*" = ["size"]}', "utf-8")
    (tmp_path / "a.json").write_text(BAD, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.json").write_text('{"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080"}', "utf-8")
    return tmp_path


def lint(*arguments: str) -> Result:
    return invoke("lint", *REVISION, *arguments)


@pytest.mark.parametrize(
    ("options", "said"), [((), UNUSED), (("--select", "prompt"), UNUSED), (("--ignore", "size"), ""), (("--exclude", "sub"), "")]
)
def test_configurations(root: Path, options: tuple[str, ...], said: str) -> None:
    assert lint(".", *options).err == said


@pytest.mark.parametrize(
    ("options", "rules"),
    [((), []), (("--ignore", "size,quality"), []), (("--ignore", "*.step,n"), ["ignore.value"]), (("--select", "n,ignore"), [])],
)
def test_comments(root: Path, options: tuple[str, ...], rules: list[str]) -> None:
    """One that ignores a rule which is not reported is not told to ignore nothing."""
    comments = "size: 1920x1080  # imagespec: ignore[size.step]\nquality: low  # imagespec: ignore[quality.value]\n"
    (root / "imagespec.toml").write_text("" if options[1:] == ("*.step,n",) else 'ignore = ["quality"]', "utf-8")
    (root / "c.yaml").write_text(f"model: gpt-image-2\nprompt: a cat\n{comments}", "utf-8")
    found = lint("c.yaml", "--format", "json", *options).rules
    assert found == rules


def test_baselines(root: Path) -> None:
    """Only of rules that are reported it is known that they have no findings any more, and only those are written anew.

    The baseline is no file of requests, wherever it stands.
    """
    (root / "imagespec.toml").write_text("", "utf-8")
    base = (".", "--baseline", "base.json")
    for options in ((), ("--select", "n"), ("--ignore", "n")):
        assert "not found" not in lint(*base, "--write-baseline", *options).err
        assert [entry["rule"] for entry in json.loads((root / "base.json").read_text("utf-8"))["findings"]] == ["n.range", "size.step"]
        assert "not found" not in lint(*base, *options).err
    (root / "a.json").write_text(BAD.replace("11", "1"), "utf-8")
    assert "1 finding of base.json not found any more" in lint(*base).err
    assert "1 finding of base.json not found any more" in lint(*base, "--select", "n").err
    assert lint(*base, "--select", "size").err == ""
