"""``imagespec size``: whether a model takes a size, the nearest that it takes, and the picture."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import imagespec
from tests.cli.conftest import invoke

SPEC = ("--spec", "openai@2026-05-07")
NEWEST = ("--spec", "openai@2026-11-26")


def said(*arguments: str) -> tuple[int, dict[str, object]]:
    result = invoke("size", *arguments, "--format", "json")
    return result.code, json.loads(result.out)


def test_a_size_that_is_not_allowed() -> None:
    code, answer = said("gpt-image-2", "1920x1080", *SPEC)
    assert code == 1
    assert answer["allowed"] is False
    assert (answer["wanted"], answer["meant"], answer["size"]) == ("1920x1080", "1920x1080", "1920x1088")
    assert [(entry["rule"], entry["severity"]) for entry in answer["findings"]] == [("size.step", "error")]  # type: ignore[attr-defined]
    near = {"closest": "1920x1088", "ratio": "1936x1088", "cover": "1920x1088", "contain": "1920x1072", "area": "1936x1072"}
    assert answer["nearest"] == near
    out = invoke("size", "gpt-image-2", "1920x1080", *SPEC).out
    assert out.startswith("gpt-image-2 does not take 1920x1080 (generate).\n")
    assert all(f"\n  {name}" in out and size in out for name, size in near.items())


@pytest.mark.parametrize("operation", ["generate", "edit", "edit-json"])
def test_an_allowed_size_needs_no_other(operation: str) -> None:
    result = invoke("size", "gpt-image-2", "1536x864", "--operation", operation, *SPEC)
    assert (result.code, result.out) == (0, f"gpt-image-2 takes 1536x864 ({operation}).\n")
    result = invoke("size", "gpt-image-2", "auto", "--operation", operation, *SPEC)
    assert (result.code, result.out) == (0, f"gpt-image-2 takes auto ({operation}).\n")


def test_a_warning_is_said() -> None:
    result = invoke("size", "gpt-image-2", "4k", *SPEC)
    assert result.code == 0
    assert result.out.startswith("4k is 3840x2160. gpt-image-2 takes it, with a warning (generate).\n  warning size.experimental")


@pytest.mark.parametrize(
    ("model", "wanted", "meant", "size"),
    [
        ("gpt-image-2", "1080p", "1920x1080", "1920x1088"),
        ("gpt-image-2", "square", "1024x1024", "1024x1024"),
        ("gpt-image-2", "1024", "1024x1024", "1024x1024"),
        ("gpt-image-2", "1920 X 1080", "1920x1080", "1920x1088"),
        ("gpt-image-2", "16:9", "1280x720", "1280x720"),
        ("gpt-image-2", "512x512", "512x512", "816x816"),
        ("gpt-image-1", "16:9", "1536x1024", "1536x1024"),
        ("gpt-image-1", "4k", "3840x2160", "1536x1024"),
        ("gpt-image-1", "2048x2048", "2048x2048", "1024x1024"),
        ("dall-e-3", "3:2", "1792x1024", "1792x1024"),
        ("dall-e-3", "1080x1920", "1080x1920", "1024x1792"),
        ("dall-e-2", "square", "1024x1024", "1024x1024"),
        ("dall-e-2", "300", "300x300", "256x256"),
    ],
)
def test_what_people_write(model: str, wanted: str, meant: str, size: str) -> None:
    """What the command chooses is what a fix puts into a request, and that is allowed."""
    code, answer = said(model, wanted, *SPEC)
    assert (answer["meant"], answer["size"]) == (meant, size)
    assert code == (0 if meant == size else 1)
    report = imagespec.check({"model": model, "prompt": "a cat", "size": wanted}, spec=SPEC[1])
    assert {edit.value for finding in report.errors for fix in finding.fixes for edit in fix.edits} <= {size}
    assert report.ok or report.errors[0].fixes[0].apply({"size": wanted}) == {"size": size}
    assert imagespec.is_valid({"model": model, "prompt": "a cat", "size": size}, spec=SPEC[1])


@pytest.mark.parametrize(
    ("megapixels", "size"), [("0.7", "1280x720"), ("1", "1280x720"), ("2", "1792x1008"), ("3.7", "2560x1440"), ("99", "3840x2160")]
)
def test_a_ratio_with_megapixels(megapixels: str, size: str) -> None:
    for ratio in (("--ratio", "16:9"), ("16:9",)):
        code, answer = said("gpt-image-2", *ratio, "--megapixels", megapixels, *SPEC)
        assert (code, answer["size"], answer["allowed"]) == (0, size, True)


def test_the_good_sizes_of_a_ratio() -> None:
    _, answer = said("gpt-image-2", "--ratio", "16:9", "--list", *SPEC)
    sizes = answer["sizes"]
    assert isinstance(sizes, list)
    exact = [entry["size"] for entry in sizes if not entry["off_percent"]]
    assert exact == [f"{256 * n}x{144 * n}" for n in range(5, 16)]
    assert [entry["pixels"] for entry in sizes] == sorted(entry["pixels"] for entry in sizes)
    assert {entry["pixels"] // 500_000 for entry in sizes} == {*range(1, 17)}
    assert all(imagespec.is_valid({"model": "gpt-image-2", "prompt": "a", "size": entry["size"]}, spec=SPEC[1]) for entry in sizes)
    assert max(abs(entry["off_percent"]) for entry in sizes) < 0.1
    out = invoke("size", "gpt-image-2", "--ratio", "16:9", "--list", *SPEC).out
    assert "\n  2560x1440  3,686,400 pixels  exactly\n" in out


def test_the_good_sizes_of_the_ratio_of_a_size_and_of_none() -> None:
    _, by_size = said("gpt-image-2", "1920x1080", "--list", *SPEC)
    _, by_ratio = said("gpt-image-2", "16:9", "--list", *SPEC)
    assert by_size["sizes"] == by_ratio["sizes"]
    assert said("gpt-image-2", "5:1", "--list", *SPEC)[1]["sizes"] == []
    assert "No size is within 2 % of that ratio." in invoke("size", "gpt-image-2", "5:1", "--list", *SPEC).out
    assert [entry["size"] for entry in said("dall-e-3", "7:4", "--list", *SPEC)[1]["sizes"]] == ["1792x1024"]  # type: ignore[attr-defined]


def test_frames_count() -> None:
    assert said("gpt-image-2.5-flare", "512x512", *NEWEST)[1]["size"] == "816x816"
    assert said("gpt-image-2.5-flare", "512x512", "--frames", "9", *NEWEST)[1]["size"] == "512x512"
    code, answer = said("gpt-image-2.5-flare", "1024x1024", "--frames", "12", *NEWEST)
    assert (code, answer["size"], answer["frames"]) == (0, "816x816", 12)
    assert {entry["rule"] for entry in answer["findings"]} == {"size.edge", "size.pixels"}  # type: ignore[attr-defined]
    assert invoke("size", "gpt-image-1", "1024x1024", "--frames", "2", *NEWEST).code == 2


def test_without_a_size_the_limits_are_said() -> None:
    result = invoke("size", "dall-e-3", *SPEC)
    assert (result.code, result.out) == (0, "dall-e-3 takes (generate)\n  one of 1024x1024, 1792x1024, 1024x1792.\n")
    assert "both edges divisible by 16" in invoke("size", "gpt-image-2", *SPEC).out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("gpt-image-22", "1x1"), "did you mean gpt-image-2"),
        (("gpt-image-2", "large"), "large says no size"),
        (("gpt-image-2", "\x1b[31m"), "says no size"),
        (("gpt-image-2", "9" * 5000 + "x1"), "says no size"),
        (("gpt-image-2", "1x1", "--ratio", "1:1"), "not both"),
        (("gpt-image-2", "--ratio", "1920"), "is no ratio"),
        (("gpt-image-2", "1920x1080", "--megapixels", "2"), "--megapixels chooses"),
        (("gpt-image-2", "--megapixels", "2"), "--megapixels chooses"),
        (("gpt-image-2", "1:1", "--megapixels", "none"), "a number above 0"),
        (("gpt-image-2", "1:1", "--megapixels", "-1"), "a number above 0"),
        (("gpt-image-2", "1:1", "--megapixels", "nan"), "a number above 0"),
        (("gpt-image-2", "1:1", "--megapixels", "1e999999999"), "a number above 0"),
        (("gpt-image-2", "--list"), "--list lists"),
        (("gpt-image-2", "auto", "--list"), "--list lists"),
        (("gpt-image-2", "1x1", "--frames", "0"), "frames must be"),
        (("gpt-image-2", "1x1", "--operation", "variation"), "takes no sizes in variation"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], problem: str) -> None:
    result = invoke("size", *arguments, *NEWEST)
    assert (result.code, result.out) == (2, "")
    assert problem in " ".join(result.err.split())
    assert "\x1b" not in result.err
    assert len(result.err) < 500


def test_aliases_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.imagespec]\naliases = { "house-*" = "dall-e-3" }\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert said("house-1", "1920x1080", *SPEC)[1]["size"] == "1792x1024"


# -- the picture ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "shown", "hidden"),
    [
        (("gpt-image-2", "1920x1080"), {"asked for: 1920x1080", "chosen: 1920x1088", "contain", "allowed, but experimental"}, set()),
        (("gpt-image-2", "1536x864"), {"asked for and allowed: 1536x864"}, {"contain"}),
        (("gpt-image-2", "16:9"), {"chosen: 1280x720"}, {"contain"}),
        (("gpt-image-2", "99999x9"), {"asked for: 99999x9"}, {"contain"}),
        (("gpt-image-2",), {"allowed"}, {"contain"}),
        (("gpt-image-1", "2048x2048"), {"1024x1024", "1536x1024", "chosen: 1024x1024"}, {"allowed, but experimental", "contain"}),
        (("gpt-image-2", "512x512", "--frames", "9"), {"asked for and allowed: 512x512"}, {"allowed, but experimental"}),
    ],
)
def test_the_picture(arguments: tuple[str, ...], shown: set[str], hidden: set[str], tmp_path: Path) -> None:
    path = tmp_path / "sizes.svg"
    result = invoke("size", *arguments, "--plot", path, *NEWEST)
    assert result.code in (0, 1)
    assert result.out.endswith(f"wrote {path}\n")
    root = ElementTree.fromstring(path.read_text("utf-8"))
    names = {"{http://www.w3.org/2000/svg}" + name for name in ("line", "circle", "text", "rect")}
    texts = {element.text for element in root.iter() if element.tag.endswith("}text")}
    assert shown <= texts
    assert not hidden & texts
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for element in root.iter():
        if element.tag in names:
            for name, value in element.attrib.items():
                if name in {"x", "x1", "x2", "cx"}:
                    assert -1 <= float(value) <= width, (element.tag, element.attrib)
                if name in {"y", "y1", "y2", "cy"}:
                    assert -1 <= float(value) <= height, (element.tag, element.attrib)


def test_the_region_of_the_picture_has_its_corners_at_the_limits(tmp_path: Path) -> None:
    path = tmp_path / "sizes.svg"
    invoke("size", "gpt-image-2", "--plot", path, *NEWEST)
    root = ElementTree.fromstring(path.read_text("utf-8"))
    region = next(element for element in root.iter() if element.tag.endswith("}polygon"))
    xs, ys = zip(*(map(float, pair.split(",")) for pair in region.attrib["points"].split()), strict=True)
    scale = 560 / (3840 * 1.06)
    assert max(xs) - 64 == pytest.approx(3840 * scale, abs=0.1)
    assert 84 + 560 - min(ys) == pytest.approx(3840 * scale, abs=0.1)
    assert min(xs) - 64 == pytest.approx(480 * scale, abs=0.1)


def test_a_picture_that_cannot_be_written(tmp_path: Path) -> None:
    result = invoke("size", "gpt-image-2", "1x1", "--plot", tmp_path / "nowhere" / "a.svg", *NEWEST)
    assert result.code == 2
    assert "cannot be written" in result.err
