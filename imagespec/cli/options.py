"""Options that several commands take, with the errors of wrong use."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click

import imagespec
from imagespec.cli.config import configured
from imagespec.values.text import visible

PROBLEMS = frozenset({
    "required", "type", "value", "range", "length", "count", "format", "step", "ratio", "edge", "pixels", "experimental", "preview",
    "unsupported", "unknown", "prefixed", "requires", "excludes", "deprecated", "retired", "file-type", "file-size", "dimensions", "alpha",
})  # fmt: skip
"""The second halves of the names of rules."""

spec_option = click.option(
    "--spec", metavar="NAME|PATH",
    help="What to check against: openai, a dated revision (openai@2026-05-07), or the path of a YAML table. [default: openai]",
)  # fmt: skip

format_option = click.option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to write."
)


def loaded(spec: str | None) -> imagespec.Handle:
    """The spec a user named, else the configured one.

    Raises:
        click.UsageError: there is no such revision, or the table cannot be used.
    """
    name = spec or configured().spec
    try:
        return imagespec.load(name)
    except (ValueError, OSError) as error:
        raise click.UsageError(visible(str(error), 500)) from None


def split(values: Iterable[str]) -> tuple[str, ...] | None:
    """The names of a repeatable option that takes lists with commas; ``None`` when it was not given."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    return names or None


def rule_patterns(values: Iterable[str]) -> tuple[str, ...] | None:
    """Rule names, prefixes (``size``) and problems (``*.unsupported``) of ``--select`` or ``--ignore``.

    Raises:
        click.UsageError: the second half of a name is no problem there is.
    """
    names = split(values)
    for name in names or ():
        _, dot, problem = name.rpartition(".")
        if dot and problem not in PROBLEMS:
            raise click.UsageError(f"no rule {visible(name)}: {unknown(problem, PROBLEMS, 'problem')}")
    return names


def aliases(values: Iterable[str], models: Iterable[str]) -> dict[str, str] | None:
    """The user's own names for models, from ``NAME=MODEL``.

    Raises:
        click.UsageError: the text has another form, or the table has no such model.
    """
    known = tuple(models)
    found: dict[str, str] = {}
    for value in values:
        name, equals, model = value.partition("=")
        if not (name and equals and model):
            raise click.UsageError(f"--alias takes NAME=MODEL, got {visible(value)}")
        if model not in known:
            raise click.UsageError(f"--alias {visible(value)}: {unknown(model, known, 'model')}")
        found[name] = model
    return found or None


def unknown(name: str, known: Iterable[str], noun: str) -> str:
    """The sentence about a name that does not exist, with the nearest that does."""
    names = sorted(known)
    near = get_close_matches(name[:64], names, 1, 0.6)
    remedy = f"did you mean {near[0]}?" if near else f"use one of {', '.join(names)}."
    return f"no {noun} {visible(name)}; {remedy}"
