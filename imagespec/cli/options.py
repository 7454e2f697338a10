"""Options that several commands take, with the errors of wrong use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

import click

import imagespec
from imagespec.cli.config import Config, configured
from imagespec.engine import naming
from imagespec.engine.selection import meanings
from imagespec.values.names import remedy
from imagespec.values.text import visible

spec_option = click.option(
    "--spec", metavar="NAME|PATH",
    help="What to check against: openai, a dated revision (openai@2026-05-07), or the path of a YAML table. [default: openai]",
)  # fmt: skip

format_option = click.option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to write."
)


class TableRefused(click.ClickException):
    """A table that cannot be used: each mistake in it on a line of its own, and nothing else."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


def loaded(spec: str | None, config: Config | None = None) -> imagespec.Handle:
    """The spec a user named, else the configured one; without ``config``, the configuration is looked for where that is needed.

    Raises:
        TableRefused: the table cannot be used.
        click.UsageError: there is no such revision.
    """
    where = ""
    if not spec:
        config = config or configured()
        spec, where = config.spec, f"{config.where('spec')}: " if config.file else ""
    try:
        return imagespec.load(spec)
    except imagespec.TableError as error:
        raise TableRefused(str(error)) from None
    except (ValueError, OSError) as error:
        raise click.UsageError(where + visible(str(error), 500)) from None


def split(values: Iterable[str]) -> tuple[str, ...] | None:
    """The names of a repeatable option that takes lists with commas; ``None`` when it was not given."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    return names or None


def rules_of(handle: imagespec.Handle) -> tuple[str, ...]:
    """Every rule that can be chosen: those of the table, of the newest one of the package as in ``check``, and of files and batch lines."""
    from imagespec.cli import catalogue

    return tuple(dict.fromkeys((*handle.rules, *imagespec.load().rules, *catalogue.RULES)))


def refuse_unknown_rules(patterns: Iterable[str], rules: Iterable[str], where: str) -> None:
    """Refuse what chooses no rule: by its name, its parameter (``size``) or its problem (``*.unsupported``).

    Raises:
        click.UsageError: with the nearest name that there is.
    """
    rules = tuple(rules)
    names = {pattern for rule in rules for pattern in meanings(rule)}
    problems = {rule.rpartition(".")[2] for rule in rules}
    for pattern in patterns:
        if pattern in names:
            continue
        parameter, _, problem = pattern.rpartition(".")
        said = unknown(pattern, names, "rule")
        if parameter in names and problem not in problems:
            said = f"no rule {visible(pattern)}: {unknown(problem, problems, 'problem')}"
        raise click.UsageError(f"{where}: {said}")


def refuse_unknown_models(models: Iterable[str], handle: imagespec.Handle, where: str) -> None:
    """Refuse a name that is no model of the table.

    Raises:
        click.UsageError: with the nearest name that there is.
    """
    checks = _checks(handle)
    for model in models:
        if model not in checks.MODELS and model not in checks.OTHERS:
            raise click.UsageError(f"{where}: {unknown(model, [*checks.MODELS, *checks.OTHERS], 'model')}")


def refuse_unknown_aliases(aliases: Mapping[str, str], handle: imagespec.Handle, where: str) -> None:
    """Refuse an alias that stands for no model of the table.

    Raises:
        click.UsageError: with the nearest name that there is.
    """
    try:
        if aliases:
            naming.refuse_unknown(_checks(handle), aliases, None)
    except ValueError as error:
        raise click.UsageError(f"{where}: {error}") from None


def _checks(handle: imagespec.Handle) -> Any:
    """The checks of some operation: those of each know every model."""
    return handle.engine.checks(next(iter(handle.engine.operations)))


def refuse_unknown(handle: imagespec.Handle, operation: str, options: Mapping[str, Any]) -> None:
    """Refuse an operation, or an option of ``check`` such as a day or a model, that the checks would refuse.

    Raises:
        click.UsageError: with what can be said instead.
    """
    try:
        handle.check({}, operation or next(iter(handle.engine.operations)), **options)
    except ValueError as error:
        raise click.UsageError(visible(str(error), 500)) from None


def aliases(values: Iterable[str], handle: imagespec.Handle) -> dict[str, str]:
    """The user's own names for models, from ``NAME=MODEL``.

    Raises:
        click.UsageError: the text has another form, or the table has no such model.
    """
    found: dict[str, str] = {}
    for value in values:
        name, equals, model = value.partition("=")
        if not (name and equals and model):
            raise click.UsageError(f"--alias takes NAME=MODEL, got {visible(value)}")
        refuse_unknown_aliases({name: model}, handle, f"--alias {visible(value)}")
        found[name] = model
    return found


def unknown(name: str, known: Iterable[str], noun: str) -> str:
    """The sentence about a name that does not exist, with the nearest that does."""
    return f"no {noun} {visible(name)}; {remedy(name, sorted(known))}"
