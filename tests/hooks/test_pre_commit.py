"""The hooks of pre-commit, with the real program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from tests.hooks.places import ADDRESS, BAD, FIXABLE, GOOD, ROOT, package, prompts, run, shown

CONFIG = ".pre-commit-config.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def hooked(folder: Path, *names: str) -> Path:
    """A repository with the hooks as they are published, but run with this environment instead of one that is installed for them."""
    hooks = [HOOKS[name] | {"language": "system"} for name in names]
    (folder / CONFIG).write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}), "utf-8")
    return folder


def all_files(folder: Path, home: Path, *hooks: str) -> tuple[int, str]:
    done = run(["pre-commit", "run", "--all-files", "--color=never", *hooks], folder, PRE_COMMIT_HOME=str(home))
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


def test_lint_fails_for_errors_and_names_the_file(tmp_path: Path, home: Path) -> None:
    folder = hooked(prompts(tmp_path / "user", good=GOOD), "imagespec-lint")
    (folder / "other.json").unlink()
    run(["git", "add", "--all"], folder)
    code, said = all_files(folder, home)
    assert code == 0, said
    (folder / "prompts" / "bad.json").write_text(BAD, "utf-8")
    run(["git", "add", "--all"], folder)
    code, said = all_files(folder, home)
    assert code == 1
    assert "n.range" in said
    assert "prompts/bad.json" in said


def test_fix_repairs_the_file_and_fails_once(tmp_path: Path, home: Path) -> None:
    folder = hooked(prompts(tmp_path / "user", fixable=FIXABLE), "imagespec-fix")
    (folder / "other.json").unlink()
    run(["git", "add", "--all"], folder)
    code, said = all_files(folder, home)
    assert code == 1, said
    assert "files were modified by this hook" in said
    assert (folder / "prompts" / "fixable.json").read_text("utf-8") == GOOD
    assert all_files(folder, home)[0] == 0


@pytest.mark.parametrize("name", HOOKS)
def test_what_hooks_look_at(name: str) -> None:
    import re

    hook = HOOKS[name]
    assert all(re.search(hook["files"], f"a{suffix}") for suffix in (".json", ".jsonl", ".ndjson", ".yaml", ".yml"))
    assert not re.search(hook["files"], "a.py")
    assert re.search(hook["exclude"], ".github/workflows/a.yml")


def test_the_readme_names_what_exists() -> None:
    (source,) = shown(CONFIG)["repos"]
    assert source["repo"] == ADDRESS
    assert [hook["id"] for hook in source["hooks"]] == ["imagespec-fix", "imagespec-lint"]
    assert {hook["id"] for hook in source["hooks"]} == set(HOOKS)
    tags = run(["git", "tag"], ROOT).stdout.split()
    assert source["rev"] == "main" or source["rev"] in tags


@pytest.mark.exhaustive
def test_the_example_of_the_readme_installs_and_runs(tmp_path: Path, home: Path) -> None:
    """As it stands, but for the address: the hooks are installed from a repository with this package as it is now."""
    config = shown(CONFIG)
    (source,) = config["repos"]
    source["repo"] = package(tmp_path / "package", source["rev"]).as_uri()
    folder = prompts(tmp_path / "user", fixable=FIXABLE, bad=BAD)
    (folder / CONFIG).write_text(yaml.safe_dump(config), "utf-8")
    run(["git", "add", "--all"], folder)
    code, said = all_files(folder, home)
    assert code == 1
    assert (folder / "prompts" / "fixable.json").read_text("utf-8") == GOOD
    assert "prompts/bad.json" in said
    assert "other.json" not in said
    (folder / "prompts" / "bad.json").unlink()
    run(["git", "add", "--all"], folder)
    code, said = all_files(folder, home)
    assert code == 0, said
    updated = run(["pre-commit", "autoupdate"], folder, PRE_COMMIT_HOME=str(home))
    assert updated.returncode == 0, updated.stderr
    newest = run(["git", "rev-parse", "HEAD"], tmp_path / "package").stdout.strip()
    assert yaml.safe_load((folder / CONFIG).read_text("utf-8"))["repos"][0]["rev"] == newest
    shutil.rmtree(home)
