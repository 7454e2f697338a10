"""What is not reported is not repaired, and a value that stands elsewhere or could not be read is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import invoke

ON = ("--spec", "openai@2026-11-26", "--today", "2026-11-26")
BAD = "model: gpt-image-2\nprompt: a\nstyle: vivid\nresponse_format: url\n"
BODY = '{{"model": "gpt-image-2", "prompt": "a", "style": 1}}'
LINE = f'{{{{"custom_id": "{{}}", "method": "POST", "url": "/v1/images/generations", "body": {BODY}}}}}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fixed(folder: Path, name: str, text: str, *options: str) -> tuple[str, str]:
    (folder / name).write_text(text)
    result = invoke("lint", "--fix", *ON, *options, name)
    return (folder / name).read_text(), result.err


def test_a_configuration_leaves_findings_out(folder: Path) -> None:
    (folder / "imagespec.toml").write_text('ignore = ["style"]\n')
    text, _ = fixed(folder, "a.yaml", BAD)
    assert text == "model: gpt-image-2\nprompt: a\nstyle: vivid\n"
    assert "1 finding ignored by" in invoke("lint", "--fix", *ON, "a.yaml").out


def test_keys_that_the_sender_strips_stay(folder: Path) -> None:
    (folder / "imagespec.toml").write_text('ignore-keys = ["style", "_*"]\n')
    text, _ = fixed(
        folder, "a.json", '{"model": "gpt-image-2", "prompt": "a", "_note": 1, "style": 1, "response_format": 1}\n', "--unsafe-fixes"
    )
    assert text == '{"model": "gpt-image-2", "prompt": "a", "_note": 1, "style": 1}\n'


def test_a_comment_leaves_the_finding_of_its_line_out(folder: Path) -> None:
    text, _ = fixed(folder, "a.yaml", BAD.replace("vivid\n", "vivid  # imagespec: ignore[style.unsupported]\n"))
    assert text == "model: gpt-image-2\nprompt: a\nstyle: vivid  # imagespec: ignore[style.unsupported]\n"


def test_a_name_of_a_batch_line_leaves_its_findings_out(folder: Path) -> None:
    (folder / "imagespec.toml").write_text('[per-custom-id-ignores]\n"old-*" = ["style"]\n')
    text, _ = fixed(folder, "a.jsonl", LINE.format("old-1") + LINE.format("new-1"))
    assert text == LINE.format("old-1") + LINE.format("new-1").replace(', "style": 1', "")


def test_what_a_baseline_knows_stays(folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD.replace("response_format: url\n", ""))
    assert invoke("lint", *ON, "--baseline", "known.json", "--write-baseline", "a.yaml").code == 0
    text, _ = fixed(folder, "a.yaml", BAD, "--baseline", "known.json")
    assert text == "model: gpt-image-2\nprompt: a\nstyle: vivid\n"


def test_one_fix_of_two_findings_is_made_when_the_first_is_left_out(folder: Path) -> None:
    bad = '{"model": "gpt-image-2", "prompt": "a", "size": "1x1"}\n'
    text, _ = fixed(folder, "a.json", bad, "--unsafe-fixes", "--ignore", "size.step")
    assert text != bad


ALIASES = (
    "- &one\n  model: gpt-image-2\n  prompt: a\n  style: vivid\n"
    "- <<: *one\n  prompt: b\n"
    "- *one\n"
    "- model: gpt-image-2\n  prompt: c\n  style: &s vivid\n  user: *s\n"
    "- model: gpt-image-2\n  prompt: d\n  style: vivid\n"
)


def test_values_behind_an_alias_stay_and_are_told(folder: Path) -> None:
    text, said = fixed(folder, "a.yaml", ALIASES)
    assert text == ALIASES.removesuffix("  style: vivid\n")
    assert said.count("not changed: ") == 4
    assert "the value comes from a merge key; write it out" in said
    assert "the value has an anchor or stands behind an alias; write it out" in said
    assert "imagespec: 1 fix in 1 file" in said


def test_a_change_that_an_alias_would_carry_on_is_not_made(folder: Path) -> None:
    bad = "- model: &m gpt-image2\n  prompt: a\n- model: *m\n  prompt: b\n"
    text, said = fixed(folder, "a.yaml", bad, "--unsafe-fixes")
    assert text == bad
    assert "not changed" in said


def test_a_value_that_could_not_be_read_stays(folder: Path) -> None:
    bad = "model: gpt-image-2\nprompt: a\nstyle: !mine vivid\nresponse_format: url\n"
    text, _ = fixed(folder, "a.yaml", bad)
    assert text == bad.removesuffix("response_format: url\n")
