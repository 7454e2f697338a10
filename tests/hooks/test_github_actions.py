"""The workflow for GitHub Actions that the README shows: each line that it runs, as GitHub runs it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hooks.places import ADDRESS, BAD, GOOD, package, prompts, run, shown

TITLE = ".github/workflows/prompts.yml"


def steps() -> list[dict[str, Any]]:
    (job,) = shown(TITLE)["jobs"].values()
    return [*job["steps"]]


def lines() -> list[str]:
    return [step["run"] for step in steps() if "run" in step]


def bash(line: str, folder: Path, **environment: str) -> tuple[int, str]:
    """A line as GitHub runs it on Linux: by ``bash -e``, with the variables of an action."""
    summary = folder / "summary.md"
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)} | environment
    done = run(["bash", "-e", "-c", line], folder, **variables)
    return done.returncode, done.stdout + done.stderr


def test_the_workflow_is_one(tmp_path: Path) -> None:
    workflow = shown(TITLE)
    assert workflow[True] == ["push", "pull_request"]  # YAML 1.1 reads "on" as true, and GitHub as a word
    assert [step["uses"].partition("@")[0] for step in steps() if "uses" in step] == ["actions/checkout", "actions/setup-python"]
    install, *rest = lines()
    assert install == f"pip install git+{ADDRESS}"
    assert len(rest) == 2
    assert all(line.startswith("imagespec ") for line in rest)
    assert steps()[-1]["if"] == "always()", "the summary is written where errors are found, too"


def test_findings_fail_are_annotated_and_summed_up(tmp_path: Path) -> None:
    folder = prompts(tmp_path / "user", good=GOOD, bad=BAD)
    _, lint, summarise = lines()
    code, said = bash(lint, folder)
    assert code == 1
    assert said.startswith("::error file=prompts/bad.json,line=1,")
    code, said = bash(summarise, folder)
    assert (code, said) == (0, "")
    summary = (folder / "summary.md").read_text("utf-8")
    assert "1 error" in summary
    assert "prompts/bad.json:1:" in summary


def test_a_repository_without_findings_passes(tmp_path: Path) -> None:
    folder = prompts(tmp_path / "user", good=GOOD)
    _, *rest = lines()
    for line in rest:
        assert bash(line, folder)[0] == 0
    assert "no findings" in (folder / "summary.md").read_text("utf-8")


@pytest.mark.exhaustive
def test_the_installation_works(tmp_path: Path) -> None:
    """As it stands, but for the address."""
    install, lint, _ = lines()
    folder = prompts(tmp_path / "user", good=GOOD)
    fresh = tmp_path / "python"
    assert run([sys.executable, "-m", "venv", str(fresh)], tmp_path).returncode == 0
    source = package(tmp_path / "package", "main").as_uri()
    path = f"{fresh / 'bin'}:/usr/local/bin:/usr/bin:/bin"
    code, said = bash(install.replace(ADDRESS, source), folder, PATH=path)
    assert code == 0, said
    code, said = bash(f"command -v imagespec && {lint}", folder, PATH=path)
    assert code == 0, said
    assert said.startswith(str(fresh))
