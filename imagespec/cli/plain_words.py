"""Limits in plain words for a person at a terminal, each said once: from what ``describe`` gives as JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Limit = dict[str, Any]

_TYPES = {"string": "text", "integer": "an integer", "boolean": "true or false", "file": "a file", "files": "a file or files"}
_SOFT = " (else a warning)"


def parameter(said: dict[str, Any]) -> str:
    """What a parameter takes, in one phrase."""
    by_problem: dict[str, Limit] = {limit["rule"].rpartition(".")[2]: limit for limit in said["limits"]}
    others = list(said["limits"])
    if "words" in by_problem.get("format", {}).get("limits", {}):
        parts = [_size(by_problem)]
        others = []
    elif "values" in by_problem.get("value", {}).get("limits", {}):
        refusals = [limit for limit in others if "refused" in limit["limits"]]
        parts = [_values(by_problem["value"], refusals)]
        others = [limit for limit in others if limit is not by_problem["value"] and limit not in refusals]
    else:
        words = _TYPES.get(said["type"], f"an {said['type']}")
        parts = [] if _shows_its_type(said["type"], words, others) else [words]
    parts += [limit["allowed"] + _SOFT * (limit["severity"] == "warning") for limit in others]
    return "; ".join(dict.fromkeys(parts)) + (", or null" if said["nullable"] else "")


def _shows_its_type(type_: str, words: str, limits: list[Limit]) -> bool:
    """Whether the limits say already what kind of value is meant: bounds of a number, formats of a file."""
    if any(limit["allowed"].startswith(words) for limit in limits):
        return True
    return (type_ == "integer" and any("min" in limit["limits"] or "max" in limit["limits"] for limit in limits)) or (
        type_ in ("file", "files") and any("formats" in limit["limits"] for limit in limits)
    )


def _values(limit: Limit, refusals: list[Limit]) -> str:
    """``auto, opaque; transparent is refused``, ``png, jpeg; gif and svg in preview``."""
    refused = {value for refusal in refusals for value in refusal["limits"]["refused"]}
    taken = ", ".join(value for value in limit["limits"]["values"] if value not in refused)
    parts = [taken + _SOFT * (limit["severity"] == "warning")] if taken else []
    for refusal in refusals:
        values = refusal["limits"]["refused"]
        problem = refusal["rule"].rpartition(".")[2]
        verb = "are" if len(values) > 1 else "is"
        said = "refused" if refusal["severity"] == "error" else f"in {problem}" if problem == "preview" else f"{problem}, a warning"
        parts.append(f"{' and '.join(values)} {verb} {said}")
    return "; ".join(parts)


_SIZE: dict[str, Callable[[Limit], str]] = {
    "step": lambda limits: f"both divisible by {limits['of']}",
    "ratio": lambda limits: f"at most {limits['max']}:1",
    "edge": lambda limits: f"edges up to {limits['max']:,}",
    "pixels": lambda limits: f"{_between(limits)} pixels in all",
    "experimental": lambda limits: f"experimental above {limits['above']:,}",
}


def _between(limits: Limit) -> str:
    least, most = limits.get("min"), limits.get("max")
    if least is not None and most is not None:
        return f"{least:,} to {most:,}"
    return f"at least {least:,}" if least is not None else f"at most {most:,}"


def _size(by_problem: dict[str, Limit]) -> str:
    """``WIDTHxHEIGHT, both divisible by 16, at most 3:1, …; or auto``."""
    parts = [by_problem["format"]["limits"].get("format", "WIDTHxHEIGHT")]
    for problem, limit in by_problem.items():
        if problem in _SIZE:
            parts.append(_SIZE[problem](limit["limits"]) + _SOFT * (limit["severity"] == "warning" and problem != "experimental"))
        elif problem != "format":
            parts.append(limit["allowed"])
    words = by_problem["format"]["limits"]["words"]
    return ", ".join(parts) + (f"; or {', '.join(words)}" if words else "")


def interactions(said: Iterable[Limit]) -> Iterator[str]:
    """Each limit on several parameters; those of sheets of frames in one phrase."""
    sheets: list[Limit] = []
    for limit in said:
        if "columns" in limit["limits"]:
            sheets.append(limit)
            continue
        name = limit["rule"].rpartition(".")[0]
        words = limit["allowed"] if limit["allowed"].startswith(name) else f"{name}: {limit['allowed']}"
        yield words + _SOFT * (limit["severity"] == "warning")
    if sheets:
        yield _sheets(sheets)


def _sheets(sheets: list[Limit]) -> str:
    when = sheets[0]["allowed"].partition(" and ")[0]
    layouts = {tuple(limit["limits"]["frames"]): f"{limit['limits']['columns']}x{limit['limits']['rows']}" for limit in sheets}
    placed = ", ".join(f"{low if low == high else f'{low} to {high}'} in {layout}" for (low, high), layout in layouts.items())
    bounds = list(dict.fromkeys(_of_sheet(limit) for limit in sheets))
    soft = _SOFT * all(limit["severity"] == "warning" for limit in sheets)
    return f"size {when}: frames stand on a sheet ({placed}), {', '.join(bounds)}{soft}"


def _of_sheet(limit: Limit) -> str:
    problem = limit["rule"].rpartition(".")[2]
    whole = "a frame" if problem == "ratio" else "its edges" if problem == "edge" else "with"
    bound = _SIZE[problem](limit["limits"])
    return f"{whole} {bound.removeprefix('edges ')}"
