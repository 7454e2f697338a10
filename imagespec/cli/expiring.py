"""``imagespec models --expiring``: the models that end soon, and who still names them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli import options
from imagespec.cli.columns import table
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.requests import Requests, reading
from imagespec.cli.terminal import counted, shown_path
from imagespec.values.days import day_number
from imagespec.values.text import visible

if TYPE_CHECKING:
    import imagespec
    from imagespec.cli.config import Config

_PERIOD = re.compile(r"([0-9]{1,5})d?\Z")


def report(handle: imagespec.Handle, config: Config, period: str, paths: tuple[str, ...], today: str | None, format_: str) -> int:
    """Say which models end within a period; answers the exit code.

    What cannot be read of the files is said on standard error, and makes the exit code 2.

    Raises:
        click.UsageError: the period or the day cannot be read, or the configuration names a model that the table does not have.
    """
    start = _day(today or config.today)
    limit = start + timedelta(days=_days(period))
    requests = Requests(lambda _: reading(handle))
    used = _used(handle, config, requests, paths)
    ending = [row for row in handle.models.values() if row.shutdown and date.fromisoformat(row.shutdown) <= limit]
    rows = [
        {"model": row.name, "shutdown": row.shutdown, "replacement": list(row.replacement), "used_in": used.get(row.name, [])}
        for row in sorted(ending, key=lambda row: row.shutdown)
    ]
    if format_ == "json":
        click.echo(json.dumps({"spec": handle.name, "from": start.isoformat(), "to": limit.isoformat(), "models": rows}, indent=2))
    else:
        click.echo("\n".join(_text(handle, rows, start, limit)))
    return 2 if requests.unread else 1 if any(row["used_in"] for row in rows) else 0


def _text(handle: imagespec.Handle, rows: list[dict[str, Any]], start: date, limit: date) -> Iterator[str]:
    if rows:
        cells = [("model", "end", "named in", "instead")]
        for row in rows:
            ended = "ended" if date.fromisoformat(row["shutdown"]) <= start else "ends"
            places = row["used_in"]
            named = f"{places[0]} and {len(places) - 1} more" if len(places) > 1 else "".join(places)
            cells.append((row["model"], f"{ended} {row['shutdown']}", named, " or ".join(row["replacement"])))
        yield from table(cells)
        yield ""
    yield f"{counted(len(rows), 'model')} of {handle.name} ended or ending by {limit.isoformat()}"


def _used(handle: imagespec.Handle, config: Config, requests: Requests, paths: tuple[str, ...]) -> dict[str, list[str]]:
    """Where each model is named: in the configuration, or in requests, by file and line."""
    options.refuse_unknown_models(config.models, handle, config.where("models"))
    options.refuse_unknown_aliases(config.aliases, handle, config.where("aliases"))
    used: dict[str, list[str]] = {}
    meant = [handle.check({"model": alias}, aliases=config.aliases).model for alias in config.aliases]
    for model in (*config.models, *meant):
        used.setdefault(model, []).append(config.shown)
    for record in requests.read(paths):
        requests.say_unread(record)
        if record.request is not ABSENT:
            report = handle.check(record.request, record.operation, aliases=config.aliases or None)
            used.setdefault(report.model, []).append(f"{shown_path(record.file)}:{record.parsed.line}")
    return used


def _days(period: str) -> int:
    match = _PERIOD.match(period)
    if not match:
        raise click.UsageError(f"--expiring takes a number of days such as 90d, got {visible(period)}")
    return int(match[1])


def _day(today: str | None) -> date:
    if today is not None and not day_number(today):
        raise click.UsageError(f"--today takes an ISO date such as 2026-05-07, got {visible(today)}")
    return date.fromisoformat(today) if today is not None else date.today()
