"""Who takes part: each library's call for a verdict, for all findings, for their text, and from bytes.

Calls of Python libraries are looped over here. ajv loops in a process of its own, which answers how long it took.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import thread_time_ns
from typing import Any, NamedTuple, Protocol

from .payloads import Payload

FOUNDING = "openai@2026-05-07"
LIMIT = "limit by hand, simple"
FULL = "limit by hand, all meanings"
PUBLIC = "imagespec.is_valid"
SETS = ("mixed", "valid", "invalid")

Call = Callable[[Any], Any]


class Contender(NamedTuple):
    """One way to judge a request.

    Attributes:
        name: what the tables call it.
        kind: what it tells: ``verdict``, ``findings`` (all of them, their text not read), ``text`` (read), ``bytes`` (a verdict).
        call: takes a request, or its bytes.
        says_valid: whether what the call answers means that the request is valid; ``None`` for ``ajv``, which is asked for all at once.
        note: what it does not do.
    """

    name: str
    kind: str
    call: Call
    says_valid: Callable[[Any], bool] | None = bool
    note: str = ""


class Timer(Protocol):
    """Judges a set of requests once, and answers nanoseconds of the processor for one."""

    def __call__(self, which: str, passes: int = 1) -> float: ...


def machine_code() -> bool:
    """Whether the checks that are timed are machine code."""
    from imagespec._compiled.openai import generate

    return not str(generate.__file__).endswith(".py")


def nothing_found(answer: Any) -> bool:
    return not answer


def mistakes_by_hand(found: list[Any]) -> bool:
    from .rules.full_findings import WARNINGS

    return all(problem in WARNINGS for _, problem, *_ in found)


def ours() -> list[Contender]:
    """The public calls, of the founding revision and of the newest."""
    import imagespec

    spec = imagespec.load(FOUNDING)

    def ok(report: Any) -> bool:
        return bool(report.ok)

    def read(report: Any) -> bool:
        return all(d.severity == "warning" for d in report)

    def founding(request: Any) -> Any:
        return spec.check(request)

    def founding_read(request: Any) -> Any:
        diagnostics = spec.check(request).diagnostics
        for diagnostic in diagnostics:
            diagnostic.message  # noqa: B018  # made when it is read
        return diagnostics

    def newest_read(request: Any) -> Any:
        diagnostics = imagespec.check(request).diagnostics
        for diagnostic in diagnostics:
            diagnostic.message  # noqa: B018
        return diagnostics

    def whole(request: Any) -> Any:
        return spec.check(request).to_dict()

    return [
        Contender(PUBLIC, "verdict", imagespec.is_valid),
        Contender("spec.is_valid", "verdict", spec.is_valid),
        Contender("spec.check", "findings", founding, ok),
        Contender("imagespec.check, newest revision", "findings", imagespec.check, ok),
        Contender("spec.check", "text", founding_read, read),
        Contender("imagespec.check, newest revision", "text", newest_read, read),
        Contender("spec.check(…).to_dict()", "text", whole, lambda told: bool(told["ok"]), "with rules, sources and fixes, each tried"),
    ]


def by_hand() -> list[Contender]:
    from .rules import findings, full_findings, full_limit, limit

    return [
        Contender(LIMIT, "verdict", limit.is_valid),
        Contender(FULL, "verdict", full_limit.is_valid),
        Contender(LIMIT, "findings", findings.findings, nothing_found),
        Contender(FULL, "findings", full_findings.findings, mistakes_by_hand),
        Contender(LIMIT, "text", findings.sentences, nothing_found),
        Contender(FULL, "text", full_findings.sentences, None),
    ]


PEERS: dict[str, list[tuple[str, str, str, str]]] = {
    "jsonschema_rs": [
        ("jsonschema-rs is_valid", "verdict", "is_valid", ""),
        ("jsonschema-rs iter_errors", "findings", "findings", ""),
        ("jsonschema-rs iter_errors", "text", "sentences", ""),
    ],
    "msgspec": [
        ("msgspec convert, Struct by model", "verdict", "is_valid", ""),
        ("msgspec convert, union", "verdict", "is_valid_union", ""),
        ("msgspec convert, first mistake", "text", "first", ""),
        ("msgspec typed decode", "bytes", "is_valid_json", ""),
    ],
    "pydantic": [
        ("pydantic TypedDict", "verdict", "is_valid", ""),
        ("pydantic BaseModel", "verdict", "is_valid_model", ""),
        ("pydantic errors()", "findings", "findings", ""),
        ("pydantic errors()", "text", "sentences", ""),
        ("pydantic validate_json", "bytes", "is_valid_json", ""),
    ],
    "cattrs": [
        ("attrs + cattrs", "verdict", "is_valid", ""),
        ("cattrs, detailed", "findings", "findings", "what does not fit together is told only where each value is right"),
    ],
    "fastjsonschema": [
        ("fastjsonschema", "verdict", "is_valid", ""),
        ("fastjsonschema, first mistake", "text", "first", ""),
    ],
    "jsonschema": [
        ("jsonschema is_valid", "verdict", "is_valid", ""),
        ("jsonschema iter_errors", "findings", "findings", ""),
        ("jsonschema iter_errors", "text", "sentences", ""),
    ],
}
"""For each rule module: name, kind, function, and what it does not do."""


def peers(*libraries: str) -> list[Contender]:
    """The libraries that run in Python."""
    return [
        Contender(name, kind, getattr(import_module(f"{__package__}.rules.by_{library}"), function), verdict, note)
        for library in libraries or PEERS
        for name, kind, function, note in PEERS[library]
        for verdict in [bool if function.startswith("is_valid") else nothing_found]
    ]


def from_bytes(verdicts: list[Contender]) -> list[Contender]:
    """The verdicts on parsed requests, after a parser: orjson where it is there, and json for this project."""
    try:
        import orjson
    except ImportError:
        orjson = None  # type: ignore[assignment]
    chosen = {LIMIT, FULL, PUBLIC, "jsonschema-rs is_valid", "fastjsonschema", "attrs + cattrs", "jsonschema is_valid"}
    made = []
    for parser, loads in [("orjson", orjson.loads)] * (orjson is not None) + [("json", json.loads)]:
        made.append(Contender(f"{parser} alone", "bytes", loads, None))
        made += [
            Contender(f"{parser} + {one.name}", "bytes", after(loads, one.call))
            for one in verdicts
            if one.kind == "verdict" and one.name in (chosen if parser == "orjson" else (LIMIT, PUBLIC))
        ]
    return made


def after(loads: Call, judge: Call) -> Call:
    return lambda data: judge(loads(data))


def timer(call: Call, requests: dict[str, list[Any]]) -> Timer:
    """Loops over a set and calls."""

    def timed(which: str, passes: int = 1) -> float:
        items = requests[which]
        begun = thread_time_ns()
        for _ in range(passes):
            for item in items:
                call(item)
        return (thread_time_ns() - begun) / (len(items) * passes)

    return timed


class Ajv:
    """ajv in a Node of its own, which judges a set when it is asked to."""

    def __init__(self, command: list[str], folder: Path, payloads: list[Payload]) -> None:
        lines = folder / "payloads.jsonl"
        lines.write_text("".join(json.dumps({"valid": one.valid, "request": one.request}) + "\n" for one in payloads), "utf-8")
        schema = Path(__file__).with_name("rules") / "generate.schema.json"
        self._process = subprocess.Popen(
            [*command, str(folder / "ajv.js"), str(schema), str(lines)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder,
        )  # fmt: skip

    def ask(self, question: str) -> Any:
        """The answer to one line."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def timer(self, kind: str) -> Timer:
        def timed(which: str, passes: int = 1) -> float:
            return float(sum(self.ask(f"{kind} {which}") for _ in range(passes)) / passes)

        return timed

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()


AJV = {
    "verdict": "ajv (Node)",
    "findings": "ajv, all errors (Node)",
    "text": "ajv, all errors (Node)",
    "bytes": "ajv after JSON.parse (Node)",
}
