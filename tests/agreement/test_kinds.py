"""Each kind's meaning (``check``), its emitted code and its samples are one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

import pytest

from imagespec.api import Handle
from imagespec.compile.writer import CodeWriter, Constants
from imagespec.kinds import Contents, Count, Kind, Length, OneOf, Range, Required, Resolution, SpelledOnce, StartsWith, Type
from imagespec.kinds.file import File
from imagespec.kinds.kind import Provenance
from imagespec.kinds.resolution import Above, Most, Pixels, Step
from imagespec.values.data_urls import data_format
from imagespec.values.files import file_facts
from imagespec.values.sizes import dimensions

WEAK = Provenance(basis="observed")


class Collected:
    """An outcome that collects the problems (findings body) or refuses (verdict body)."""

    def __init__(self, writer: CodeWriter, kind: Kind, verdict: bool) -> None:
        self.writer, self.kind, self.verdict = writer, kind, verdict

    def wants(self, problem: str) -> bool:
        return not self.verdict or self.kind.severity_of(problem) == "error"

    def fail(self, problem: str) -> None:
        self.writer.line("return False" if self.verdict else f"found.append({problem!r})")


def emitted(kind: Any, verdict: bool) -> Any:
    """The kind's code as a function of one value, or of one value per parameter."""
    constants = Constants()
    writer = CodeWriter(constants)
    names = [f"a{n}" for n, _ in enumerate(kind.parameters or ("value",))]
    with writer.block(f"def run({', '.join(names)}):"):
        writer.line("found = []")
        outcome = Collected(writer, kind, verdict)
        if hasattr(kind, "emit_over"):
            kind.emit_over(writer, dict(zip(kind.parameters, names, strict=True)), outcome)
        else:
            kind.emit(writer, names[0], outcome)
        writer.line("return True" if verdict else "return tuple(found)")
    namespace: dict[str, Any] = {"dimensions": dimensions, "data_format": data_format, **constants.values}
    exec("\n".join(writer.lines), namespace)
    return namespace["run"]


@cache  # revisions share most of their limits
def assert_agrees(kind: Any) -> int:
    """Check, samples and both emitted bodies agree on every sample; answers how many there were."""
    verdict, findings = emitted(kind, True), emitted(kind, False)
    count = 0
    for value, problems in kind.samples():
        seen = (file_facts(value) if isinstance(kind, (Contents, File)) else value,)
        arguments = [value[name] for name in kind.parameters] if kind.parameters else seen
        assert tuple(kind.check(*seen)) == problems, (kind, str(value)[:200])
        assert set(problems) <= set(kind.problems)
        assert findings(*arguments) == problems, (kind, str(value)[:200])
        refused = any(kind.severity_of(problem) == "error" for problem in problems)
        assert verdict(*arguments) is not refused, (kind, str(value)[:200])
        count += 1
    return count


def constraints(handle: Handle) -> Iterator[Any]:
    """Each different constraint of the revision that has an expression over values."""
    seen = set()
    for contract in handle.spec.contracts.values():
        for kind in chain(*(parameter.limits() for parameter in contract.walk()), contract.interactions):
            if repr(kind) not in seen and not isinstance(kind, (Type, Required, SpelledOnce)):
                seen.add(repr(kind))
                yield kind


def test_every_constraint_of_a_revision(revision: Handle) -> None:
    names = set()
    for kind in constraints(revision):
        if assert_agrees(kind):
            names.add(type(kind).__name__)
    everywhere = {"OneOf", "Range", "Length", "Resolution", "Sizes", "Count", "File", "Together"}
    assert everywhere | ({"ExactlyOne"} if "edit-json" in revision.operations else set()) <= names


@pytest.mark.parametrize(
    "kind",
    [
        Range(min=0), Range(max=3), Range(min=1, max=1), Range(min=-5, max=5), Range(max=3, provenance=WEAK),
        Length(min=1), Length(max=1), Length(min=2, max=2), Count(min=1), Count(max=2), Count(min=3, max=3),
        OneOf(values=("a",)), OneOf(values=("a", "aa", "aaa")), OneOf(values=("a", "b"), provenance=WEAK),
        StartsWith(prefixes=("https://",)), StartsWith(prefixes=("A:", "bc:")),
        Resolution(step=Step(of=8), edge=Most(max=64)),
        Resolution(edge=Most(max=50), ratio=Most(max=2)),
        Resolution(words=("auto", "hd"), step=Step(of=64), edge=Most(max=1024), pixels=Pixels(min=5000)),
        Resolution(step=Step(of=32), edge=Most(max=512), pixels=Pixels(max=100_000), experimental=Above(above=60_000)),
        Resolution(step=Step(of=16), ratio=Most(max=3)),
        Resolution(step=Step(of=16, provenance=WEAK), edge=Most(max=256), ratio=Most(max=3)),
        Resolution(step=Step(of=16), edge=Most(max=256, provenance=WEAK), ratio=Most(max=3), experimental=Above(above=9000)),
        Resolution(step=Step(of=16), edge=Most(max=256), pixels=Pixels(min=900, provenance=WEAK), experimental=Above(above=9000)),
    ],
    ids=lambda kind: repr(kind).partition("provenance")[0][:60],
)  # fmt: skip
def test_limits_that_no_table_has_yet(kind: Kind) -> None:
    assert assert_agrees(kind)


@pytest.mark.parametrize(
    "limits",
    [
        Resolution(step=Step(of=8), edge=Most(max=96), ratio=Most(max=3), pixels=Pixels(min=700, max=5000), experimental=Above(above=3000)),
        Resolution(edge=Most(max=60), ratio=Most(max=2), pixels=Pixels(min=50)),
        Resolution(step=Step(of=7), pixels=Pixels(max=4000), ratio=Most(max=4)),
        Resolution(step=Step(of=8, provenance=WEAK), edge=Most(max=64), pixels=Pixels(min=300)),
        Resolution(step=Step(of=8), edge=Most(max=64, provenance=WEAK), pixels=Pixels(min=300), experimental=Above(above=2000)),
    ],
    ids=lambda kind: repr(kind)[:40],
)
def test_small_resolutions_on_every_size(limits: Resolution) -> None:
    verdict, findings = emitted(limits, True), emitted(limits, False)
    for width in range(1, 110):
        for height in range(1, 110):
            size = f"{width}x{height}"
            expected = tuple(limits.check(size))
            assert findings(size) == expected, size
            assert verdict(size) is all(limits.severity_of(problem) != "error" for problem in expected), size
