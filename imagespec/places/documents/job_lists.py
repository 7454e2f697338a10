"""Lists of jobs, each a request with its own prompt, and what they share: ``defaults`` beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.places.documents.candidate import Candidate, Claim, Path, children
from imagespec.places.recognition import LISTED, is_meant
from imagespec.places.vocabulary import Vocabulary

_LISTS = (
    "jobs", "requests", "tasks", "images", "prompts", "generations", "shots", "assets", "entries", "variants", "variations", "items",
    "pictures", "illustrations", "batch", "queue", "renders", "scenes", "frames", "icons", "panels", "pages",
)  # fmt: skip
_SHARED = ("defaults", "default", "common", "shared", "base", "settings", "options", "params", "parameters", "config", "image")
"""What is set for all jobs."""


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """An object with a list of jobs."""
    for key in _LISTS:
        jobs = [*_entries(node.get(key), (*path, key))]
        if jobs and any(isinstance(job.get("prompt"), str) for _, job in jobs):
            shared, sources = _shared(node, path, words)
            found = tuple(_job(job, where, shared, sources) for where, job in jobs if isinstance(job.get("prompt"), str))
            return Claim(found, children(node, path, key, *_SHARED))
    return None


def _entries(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The objects of a list, or those that an object has by names."""
    entries = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, entry in entries:
        if isinstance(entry, dict):
            yield (*path, key), entry


def _shared(node: dict[str, Any], path: Path, words: Vocabulary) -> tuple[dict[str, Any], dict[str, Path]]:
    """The parameters that hold for all jobs, and where they stand: beside the list, or in an object of their own."""
    values: dict[str, Any] = {}
    sources: dict[str, Path] = {}
    for name, inner, where in ((None, node, path), *((name, node.get(name), (*path, name)) for name in _SHARED)):
        for key, value in inner.items() if isinstance(inner, dict) else ():
            is_one = isinstance(value, str) if key == "model" else key in words.every and is_meant(key, value, words.every[key])
            if is_one and (name or key != "prompt"):
                values[key], sources[key] = value, (*where, key)
    return values, sources


def _job(job: dict[str, Any], path: Path, shared: dict[str, Any], sources: dict[str, Path]) -> Candidate:
    if not shared.keys() - job.keys():
        return Candidate(job, path, (LISTED,), partial=True, own=True)
    merged = {**shared, **job}
    return Candidate(merged, path, (LISTED,), partial=True, own=True, sources=sources | {key: (*path, key) for key in job})
