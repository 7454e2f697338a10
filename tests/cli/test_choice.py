"""Which findings are reported, and how severely: by option, configuration, comment and baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec.cli.baseline import Baseline
from imagespec.cli.config import Configs
from imagespec.cli.failure import Failure
from imagespec.cli.formats.summary import can_be_fixed
from imagespec.cli.requests import Requests
from tests.cli.conftest import REVISION, Result, invoke

GOOD = '{"model": "gpt-image-2", "prompt": "a cat"}'
BAD = '{"model": "gpt-image-2", "prompt": "a cat", "n": 11}'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, the root of a project."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def save(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def severities(result: Result) -> list[tuple[str, str]]:
    return [(entry["rule"], entry["severity"]) for entry in result.said["diagnostics"]]


# -- severities ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("configured", "options", "severity", "code"),
    [
        ("", (), "error", 1),
        ('warn = ["n"]', (), "warning", 0),
        ('warn = ["n"]', ("--error", "n.range"), "error", 1),
        ('warn = ["n"]\nerror = ["*.range"]', (), "error", 1),
        ('error = ["n"]', ("--warn", "*.range"), "warning", 0),
        ('warn = ["n"]', ("--strict",), "warning", 1),
        ('warn = ["n"]', ("--warn", "size"), "error", 1),
    ],
)
def test_the_command_line_has_the_last_word(root: Path, configured: str, options: tuple[str, ...], severity: str, code: int) -> None:
    save(root, imagespec_dot_toml=configured, a_dot_json=BAD)
    result = invoke("lint", "--format", "json", *REVISION, *options, "a.json")
    assert (severities(result), result.code) == ([("n.range", severity)], code)


# -- configurations ------------------------------------------------------------------------------------------------


def test_files_of_several_revisions_are_checked_in_one_run(root: Path) -> None:
    newer = '{"model": "gpt-image-2.5-flare", "prompt": "a cat"}'
    save(root, old__imagespec_dot_toml='spec = "openai@2026-05-07"', new__imagespec_dot_toml='spec = "openai@2026-11-26"')
    save(root, old__a_dot_json=newer, new__a_dot_json=newer, a_dot_json=newer)
    result = invoke("lint", "--format", "json", "old", "new", "a.json")
    assert [(entry["file"], entry["rule"]) for entry in result.said["diagnostics"]] == [("old/a.json", "model.unknown")]


def test_the_nearest_configuration_counts_alone(root: Path) -> None:
    save(root, pyproject_dot_toml='[tool.imagespec]\nignore = ["n"]\n', deep__imagespec_dot_toml="strict = false\n")
    save(root, deep__pyproject_dot_toml='[tool.imagespec]\nignore = ["n"]\n')
    save(root, a_dot_json=BAD, deep__a_dot_json=BAD, deep__er__a_dot_json=BAD)
    result = invoke("lint", "--format", "json", *REVISION, ".")
    assert [entry["file"] for entry in result.said["diagnostics"]] == ["./deep/a.json", "./deep/er/a.json"]
    assert Configs().of("deep/er/a.json").file == str(root / "deep" / "imagespec.toml")
    assert Configs().of("-").file == str(root / "pyproject.toml")


def test_a_file_of_another_project_falls_back_to_the_working_directory(root: Path) -> None:
    save(root, imagespec_dot_toml='ignore = ["n"]\n', other__pyproject_dot_toml='[project]\nname = "x"\n', other__deep__a_dot_json=BAD)
    assert invoke("lint", "--format", "json", *REVISION, "other/deep/a.json").rules == []


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ('operation = "draw"', "imagespec.toml: no operation"),
        ('model = "gpt-image-22"', "imagespec.toml: "),
        ('error = ["n.rnage"]', "imagespec.toml: error: no rule n.rnage"),
        ('ignore-keys = "note"', "ignore-keys: must be a list of text"),
        ("[per-file-ignores]\na = [1]", "per-file-ignores: must be a table of lists of text"),
        ('[per-custom-id-ignores]\n"a-*" = ["sise"]', 'per-custom-id-ignores."a-*": no rule sise'),
        ("respect-gitignore = 1", "respect-gitignore: must be true or false"),
        ("[", "imagespec.toml: cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(root: Path, section: str, says: str) -> None:
    save(root, deep__imagespec_dot_toml=section, deep__a_dot_json=GOOD)
    result = invoke("lint", "deep/a.json")
    assert result.code == 2
    assert says in " ".join(result.err.split())


def test_keys_that_the_sender_strips_are_not_checked(root: Path) -> None:
    save(root, imagespec_dot_toml='ignore-keys = ["x-*", "note"]\n')
    body = {"model": "gpt-image-2", "prompt": "a", "x-1": 1, "note": 2, "notes": 3}
    line = {"custom_id": "a", "method": "POST", "url": "/v1/images/generations", "body": body}
    save(root, a_dot_json=json.dumps(body), b_dot_jsonl=json.dumps(line))
    result = invoke("lint", "--format", "json", *REVISION, "a.json", "b.jsonl")
    assert [(entry["rule"], entry["pointer"]) for entry in result.said["diagnostics"]] == [("parameter.unknown", "/notes")] * 2


def test_an_option_is_unused_only_where_no_configuration_used_it(root: Path) -> None:
    save(root, a__imagespec_dot_toml="", a__a_dot_json=BAD, b__imagespec_dot_toml="", b__a_dot_json=GOOD)
    assert invoke("lint", *REVISION, "--ignore", "n", "a", "b").err == ""
    assert invoke("lint", *REVISION, "--ignore", "n,size", "a", "b").err == "imagespec: --ignore: size matches nothing\n"


# -- what is left out of folders ------------------------------------------------------------------------------------


def test_patterns_of_gitignore(root: Path) -> None:
    save(
        root,
        _dot_gitignore="*.json\n!keep.json\n/only.yaml\nnode/\n",
        deep___dot_gitignore="!found.json\n",
        _dot_git__info__exclude="hidden.yaml\n",
    )
    names = ["a.json", "keep.json", "only.yaml", "deep/only.yaml", "node/b.yaml", "deep/node/b.yaml", "deep/found.json", "hidden.yaml"]
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(GOOD, "utf-8")

    def read(*arguments: str) -> list[str]:
        said = invoke("lint", "--format", "json", *REVISION, *arguments).said
        return [entry["file"].removeprefix("./") for entry in said["requests"]]

    assert read(".") == ["deep/found.json", "deep/only.yaml", "keep.json"]
    assert read("deep") == ["deep/found.json", "deep/only.yaml"]
    assert read("**/*.json") == ["deep/found.json", "keep.json"]
    assert read("a.json", "node") == ["a.json", "node/b.yaml"], "what is named itself is read"
    assert sorted(read("--no-respect-gitignore", ".")) == sorted(names)
    assert read("--exclude", "deep/,keep.*", ".") == []
    save(root, imagespec_dot_toml='exclude = ["deep/only.yaml"]\n')
    assert read(".") == ["deep/found.json", "keep.json"]
    save(root, imagespec_dot_toml="respect-gitignore = false\n")
    assert sorted(read(".")) == sorted(names)


def test_gitignore_counts_in_repositories_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(tmp_path, _dot_gitignore="*.json\n", a_dot_json=GOOD)
    assert len(invoke("lint", "--format", "json", *REVISION, ".").said["requests"]) == 1


def test_a_folder_with_nothing_left_is_said(root: Path) -> None:
    save(root, _dot_gitignore="*.json\n", a_dot_json=GOOD)
    result = invoke("lint", *REVISION, ".")
    assert (result.code, "(1 path left out)" in result.err) == (2, True)


# -- baselines -----------------------------------------------------------------------------------------------------


def test_a_baseline_knows_findings_when_lines_move(root: Path) -> None:
    line = '{"custom_id": "%s", "method": "POST", "url": "/v1/images/generations", "body": %s}'
    save(root, deep__a_dot_jsonl=f"{line % ('a', BAD)}\n{line % ('b', BAD)}\n", b_dot_json=BAD)
    base = ("--baseline", "deep/base.json")
    assert invoke("lint", *REVISION, *base, "--write-baseline", "deep", "b.json").code == 0
    save(root, deep__a_dot_jsonl=f"{line % ('b', BAD)}\n{line % ('c', BAD)}\n{line % ('a', BAD.replace('11', '12'))}\n")
    result = invoke("lint", "--format", "json", *REVISION, *base, "deep/a.jsonl", "b.json")
    assert [(entry["custom_id"], entry["params"]["actual"]) for entry in result.said["diagnostics"]] == [("c", 11), ("a", 12)]
    assert "1 finding of deep/base.json not found any more" in result.err


def test_writing_keeps_what_other_files_have(root: Path) -> None:
    save(root, a_dot_json=BAD, b_dot_json=BAD)
    for name in ("a.json", "b.json"):
        invoke("lint", *REVISION, "--baseline", "base.json", "--write-baseline", name)
    assert invoke("lint", "-q", *REVISION, "--baseline", "base.json", ".", "--exclude", "base.json").out == ""
    save(root, a_dot_json=GOOD)
    invoke("lint", *REVISION, "--baseline", "base.json", "--write-baseline", "a.json")
    assert [entry["file"] for entry in json.loads((root / "base.json").read_text("utf-8"))["findings"]] == ["b.json"]


def test_what_cannot_be_read_is_in_no_baseline(root: Path) -> None:
    save(root, a_dot_jsonl="{broken\n")
    result = invoke("lint", "--format", "json", *REVISION, "--baseline", "base.json", "--write-baseline", "a.jsonl")
    assert (result.rules, result.code) == (["request.format"], 1)
    assert json.loads((root / "base.json").read_text("utf-8"))["findings"] == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}', "[" * 100_000, "\ud800"]
)
def test_what_is_no_baseline_is_refused(root: Path, text: str) -> None:
    (root / "base.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(Failure, match=r"base\.json: is no baseline"):
        Baseline("base.json", write=True)


# -- what can be fixed, and what was found before the end ------------------------------------------------------------


def test_findings_that_can_be_fixed_are_counted(root: Path) -> None:
    request = {"model": "gpt-image-2", "prompt": "a", "size": "3073x769", "style": "vivid", "quality": "ultra"}
    report = imagespec.check(request, spec="openai@2026-05-07")
    assert (len(report), report.fixable(), report.fixable(unsafe=True)) == (4, 1, 3)
    repaired = {diagnostic.rule: [fix.title for fix in fixes] for diagnostic, fixes in report.with_repairs()}
    assert repaired["size.step"] == repaired["size.ratio"] == ['use "3072x1024"']
    assert report.kept(lambda rule: rule == "size.ratio", strict=False).fixable(unsafe=True) == 1
    assert imagespec.check(request, ignore=["size", "style"], spec="openai@2026-05-07").fixable(unsafe=True) == 0
    save(root, a_dot_json=json.dumps(request))
    assert "1 finding can be fixed with --fix, 2 more with --unsafe-fixes" in invoke("lint", *REVISION, "a.json").out


@pytest.mark.parametrize(
    ("safe", "unsafe", "said"),
    [(0, 0, ""), (1, 0, "1 finding can be fixed with --fix"),
     (2, 1, "2 findings can be fixed with --fix, 1 more with --unsafe-fixes"),
     (0, 2, "2 findings can be fixed with --fix --unsafe-fixes")],
)  # fmt: skip
def test_how_many_can_be_fixed_in_words(safe: int, unsafe: int, said: str) -> None:
    assert can_be_fixed(safe, unsafe) == said


@pytest.mark.parametrize("format_", ["json", "sarif", "gitlab"])
def test_an_interrupted_report_is_whole(root: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    save(root, a_dot_jsonl=f"{BAD}\n{BAD}\n")
    original = Requests.read

    def interrupted(self: Requests, arguments: Any) -> Any:
        yield next(iter(original(self, arguments)))
        raise KeyboardInterrupt

    monkeypatch.setattr(Requests, "read", interrupted)
    result = invoke("lint", "--format", format_, *REVISION, "a.jsonl")
    assert "n.range" in json.dumps(json.loads(result.out.partition("\nAborted!")[0]))


def test_on_github_actions_the_format_is_theirs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(root, a_dot_json=BAD)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert invoke("lint", *REVISION, "a.json").out.startswith("::error file=a.json,line=1,col=50,")
    assert json.loads(invoke("lint", "--format", "json", *REVISION, "a.json").out)
    monkeypatch.setenv("GITHUB_ACTIONS", "")
    assert invoke("lint", *REVISION, "a.json").out.startswith("a.json\n")
