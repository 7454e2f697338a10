"""The table says what every recorded release of the official package says, but for listed differences with reasons."""

from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from imagespec.spec.load import load_shipped
from tests.drift.test_extract import write_package, write_wheel
from tools.sdk import recorded
from tools.sdk.compare import against_release, against_table
from tools.sdk.extract import Extract, extract
from tools.sdk.sources import PACKAGE

ROOT = Path(__file__).resolve().parent.parent.parent
RELEASES = recorded.dates()
LISTED = recorded.differences()
LAST = list(RELEASES)[-1]
NEWEST = recorded.revision_of(RELEASES[LAST])


@pytest.mark.parametrize("version", RELEASES)
def test_recorded_release_and_the_table_of_its_day(version: str) -> None:
    verdict = recorded.judged(recorded.recorded(version), recorded.revision_of(RELEASES[version]), LISTED)
    assert verdict.unlisted == []
    assert verdict.stale == []


def test_the_record_is_complete() -> None:
    asked_for = {"2.35.1", "3.4.0", "3.10.0", "3.24.0", "3.25.0", "3.26.0", "3.33.0", "3.42.0", "3.46.0", "3.51.0", "3.52.0"}
    assert asked_for <= set(RELEASES)
    assert {path.stem for path in (recorded.RECORDS / "extracts").glob("*.json")} == set(RELEASES)
    days = [date.fromisoformat(day) for day in RELEASES.values()]
    assert days == sorted(days)
    for version in RELEASES:
        release = recorded.recorded(version)
        assert (release["package"], release["version"]) == ("openai", version)
        assert set(release["operations"]) == {"generate", "edit", "variation"}


def test_every_reason_is_a_sentence_and_used_by_a_release() -> None:
    for entry in LISTED:
        assert re.fullmatch(r"[A-Z].{30,}\.", entry.reason), entry.reason
        assert any(entry.covers(version) for version in RELEASES), entry.reason
    texts = [text for entry in LISTED for text in entry.differences]
    assert len(texts) == len(set(texts))


def test_a_stale_difference_is_reported() -> None:
    stale = recorded.Listed(("edit: the release has colour, the table does not",), "made up", "3.51.0", "")
    assert recorded.judged(recorded.recorded(LAST), NEWEST, [*LISTED, stale]).stale == list(stale.differences)
    assert recorded.judged(recorded.recorded("3.46.0"), recorded.revision_of("2026-11-05"), [*LISTED, stale]).stale == []


def test_versions_are_ordered_as_numbers() -> None:
    assert list(RELEASES).index("3.4.0") < list(RELEASES).index("3.10.0") < list(RELEASES).index(LAST)


def changed(at: str, **entry: Any) -> Extract:
    """The last recorded extract with one entry changed, added, or dropped when nothing is given."""
    result = copy.deepcopy(recorded.recorded(LAST))
    result["version"] = "99.0.0"
    operation, *path = at.split(".")
    fields: Any = result["operations"][operation]["parameters"]
    for name in path[:-1]:
        fields = fields[name]["fields"]
    if entry:
        fields[path[-1]] = {
            "types": ["string"],
            "enum": [],
            "open": True,
            "nullable": False,
            "required": False,
            **fields.get(path[-1], {}),
            **entry,
        }
    else:
        del fields[path[-1]]
    return result


CHANGES = [
    ("generate.colour", {"open": True}, "generate: the release has colour, the table does not"),
    ("edit.markup", {}, "edit: the table has markup, the release does not"),
    ("edit.user", {"nullable": True}, "edit.user: the release takes null, the table does not"),
    ("edit.svg.model", {"required": True}, "edit.svg.model: the release requires it, the table does not"),
    ("generate.svg.model", {"required": False}, "generate.svg.model: the table requires it, the release does not"),
    ("generate.n", {"types": ["number"]}, "generate.n: the release takes the type number, the table does not"),
    ("generate.style", {"enum": ["vivid"]}, "generate.style: the table lists natural, the release does not"),
    ("generate.background", {"open": True}, "generate.background: the release takes texts it does not list, the table does not"),
    ("variation.n", {"types": ["integer", "string"]}, "variation.n: the release takes the type string, the table does not"),
    ("edit.svg.reasoning.effort", {"nullable": True}, "edit.svg.reasoning.effort: the release takes null, the table does not"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "entry", "said"), CHANGES, ids=[at for at, _, _ in CHANGES])
def test_each_sort_of_change_is_seen(at: str, entry: dict[str, Any], said: str) -> None:
    release = changed(at, **entry)
    assert said in recorded.judged(release, NEWEST, LISTED).unlisted
    assert len(against_release(recorded.recorded(LAST), release)) >= 1


def test_new_models_answers_and_files_are_seen() -> None:
    release = copy.deepcopy(recorded.recorded(LAST))
    release["models"].append("gpt-image-3")
    release["responses"]["ImagesResponse"]["cost"] = {"types": ["integer"], "enum": [], "open": False, "nullable": True, "required": False}
    release["responses"]["ImageGenCompletedEvent"]["usage"]["fields"]["input_tokens"]["types"] = ["string"]
    release["unions"]["ImageGenStreamEvent"].append("ImageGenFailedEvent")
    release["unread_files"].append("types/image_upscale_params.py")
    found = recorded.judged(release, NEWEST, LISTED).unlisted
    assert "models: the release has gpt-image-3, the table does not" in found
    assert "ImagesResponse: the release has cost, the table does not" in found
    assert "ImageGenCompletedEvent.usage.input_tokens: the release takes the type string, the table does not" in found
    assert "ImageGenStreamEvent: the release has ImageGenFailedEvent, the table does not" in found
    assert any("image_upscale_params" in text for text in against_release(recorded.recorded(LAST), release))


def test_the_same_under_another_version_is_no_news() -> None:
    release = copy.deepcopy(recorded.recorded(LAST))
    release["version"] = "99.0.0"
    release["operations"]["generate"]["parameters"]["quality"]["enum"].reverse()
    assert against_release(recorded.recorded(LAST), release) == []
    verdict = recorded.judged(release, NEWEST, LISTED)
    assert (verdict.unlisted, verdict.stale) == ([], [])


def test_changed_prose_is_news() -> None:
    """The table's facts may stand in prose only: a release of that sort must not go by unseen."""
    release = copy.deepcopy(recorded.recorded(LAST))
    release["operations"]["edit"]["parameters"]["input_fidelity"]["text"] = "0" * 12
    release["models_text"] = "0" * 12
    assert against_release(recorded.recorded(LAST), release) == [
        "edit.input_fidelity: its documentation has changed; read it",
        "models: its documentation has changed; read it",
    ]
    assert "edit.input_fidelity: its documentation has changed; read it" in against_release(
        recorded.recorded("3.24.0"), recorded.recorded("3.25.0")
    )


def test_revisions_before_and_after_are_told_apart() -> None:
    """The comparison can fail: each revision that changed types differs from the release before it."""
    for version, name in (("3.4.0", "openai@2026-09-08"), ("3.33.0", "openai@2026-10-06"), ("3.51.0", "openai@2026-11-05")):
        listed = {text for entry in LISTED for text in entry.differences}
        assert set(against_table(load_shipped(name), recorded.recorded(version))) - listed


def drift(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "drift"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


def test_command() -> None:
    result = drift("--verbose")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count(" against openai@") == len(RELEASES)
    assert "  edit: the table has moderation, the release does not" in result.stdout


def test_latest_release_with_news(tmp_path: Path) -> None:
    """The package index is a folder here, with one release that knows next to nothing."""
    wheel = tmp_path / "openai-9.8.7-py3-none-any.whl"
    write_wheel(wheel, write_package(tmp_path, {}))
    result = drift("--latest", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path), PIP_CONFIG_FILE=os.devnull)
    assert (result.returncode, result.stderr) == (1, "")
    assert "  not listed: generate: the table has svg, the release does not" in result.stdout
    assert f"  new since {LAST}: models: 9.8.7 has m-1, {LAST} does not" in result.stdout


def test_release_that_cannot_be_had(tmp_path: Path) -> None:
    result = drift("--latest", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path), PIP_CONFIG_FILE=os.devnull)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"drift: pip cannot download {PACKAGE}: " in result.stderr
    assert drift("--record", "0.0.1").stderr == "drift: name the day with --date; the CHANGELOG.md of the package has it\n"


def test_installed_release_is_read_without_being_imported(tmp_path: Path) -> None:
    write_package(tmp_path, {"__init__.py": "raise SystemExit('imported')\n"})
    result = drift("--installed", PYTHONPATH=str(tmp_path))
    assert result.returncode == 1, result.stderr
    assert "openai 9.8.7 against" in result.stdout


def test_recording_keeps_the_facts_and_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = extract(write_package(tmp_path, {}))
    (tmp_path / "extracts").mkdir()
    (tmp_path / "releases.json").write_text('{"9.10.0": "2026-01-03"}')
    monkeypatch.setattr(recorded, "RECORDS", tmp_path)
    recorded.keep(release, "2026-01-02")
    assert recorded.dates() == {"9.8.7": "2026-01-02", "9.10.0": "2026-01-03"}
    assert recorded.recorded("9.8.7") == release
    with pytest.raises(ValueError, match="isoformat"):
        recorded.keep({**release, "version": "9.8.8"}, "yesterday")
    assert not (tmp_path / "extracts" / "9.8.8.json").exists()
