"""Short ways to ask a revision about a request."""

from __future__ import annotations

from typing import Any

import imagespec

TODAY = "2026-11-26"
"""A day after every revision: what had an announced end before it, has ended."""

PNG = {"format": "png", "bytes": 1000, "width": 512, "height": 512, "mode": "RGBA"}


def generate(model: str, **parameters: Any) -> dict[str, Any]:
    return {"model": model, "prompt": "a fox in the snow", **parameters}


def edit(model: str, **parameters: Any) -> dict[str, Any]:
    return {"model": model, "prompt": "add a hat", "image": PNG, **parameters}


def edit_json(model: str, **parameters: Any) -> dict[str, Any]:
    return {"model": model, "prompt": "add a hat", "images": [{"file_id": "file-1"}], **parameters}


BODIES = {"generate": generate, "edit": edit, "edit-json": edit_json}


def found(body: Any, operation: str = "generate", on: str = "2026-11-26", today: str = TODAY, **options: Any) -> list[str]:
    """Severity, rule and place of every finding on a revision of openai."""
    report = imagespec.check(body, operation, spec=f"openai@{on}", today=today, **options)
    return [f"{d.severity} {d.rule} {d.pointer}" for d in report.diagnostics]
