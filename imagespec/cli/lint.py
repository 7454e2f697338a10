"""``imagespec lint``: check the requests of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import click

import imagespec
from imagespec.cli import formats, options
from imagespec.cli.config import configured
from imagespec.cli.formats.format import Format, Found, Totals
from imagespec.cli.inputs import files
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Record, records
from imagespec.cli.terminal import color_option, in_color, shown_path
from imagespec.engine.selection import keep_rules
from imagespec.values.text import visible


@click.command(short_help="Check the requests of files.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option(
    "--operation",
    default="",
    help="generate, edit, edit-json, variation, an endpoint path or an SDK name. [default: found for each request]",
)
@options.spec_option
@click.option("--format", "format_", type=click.Choice(formats.NAMES), default="text", show_default=True, help="How findings are written.")
@click.option(
    "--select", multiple=True, metavar="RULES", help="Report only these: size.step, size, *.unsupported; repeatable, or with commas."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Do not report these.")
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@click.option("--alias", multiple=True, metavar="NAME=MODEL", help="Your own name of a model; repeatable.")
@click.option("--today", metavar="DATE", help="The day for warnings about retired models, such as 2026-05-07. [default: today]")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--quiet", "-q", is_flag=True, help="One line for each finding, and no summary.")
@color_option
@click.pass_context
def lint(
    ctx: click.Context, paths: tuple[str, ...], operation: str, spec: str | None, format_: str, select: tuple[str, ...],
    ignore: tuple[str, ...], strict: bool, alias: tuple[str, ...], today: str | None, statistics: bool, quiet: bool, color: bool | None,
) -> None:  # fmt: skip
    """Check the requests of files, folders (.json, .jsonl, .ndjson, .yaml, .yml), patterns or standard input (-).

    A file holds one request, an array of requests, one request per line, or the lines of a Batch API file.
    Exit codes: 0 no errors, 1 errors (with --strict warnings too), 2 wrong use or unreadable input.
    """
    config = configured()
    handle = options.loaded(spec)
    keep = keep_rules(options.rule_patterns(select or config.select), options.rule_patterns(ignore or config.ignore))
    linter = Linter(handle, operation, _aliases(handle, config.aliases, alias), today or config.today, keep)
    output = formats.make(format_, color=in_color(color), quiet=quiet, statistics=statistics)
    totals, unreadable = linter.run(paths, output)
    failed = totals.errors or ((strict or config.strict) and totals.warnings)
    ctx.exit(2 if unreadable else 1 if failed else 0)


def _aliases(handle: imagespec.Handle, declared: Mapping[str, str], values: tuple[str, ...]) -> dict[str, str] | None:
    """The aliases of the configuration, and over them those of the command line."""
    if not declared and not values:
        return None
    known = {model for name in handle.engine.operations for model in handle.engine.checks(name).MODELS}
    for name, model in declared.items():
        if model not in known:
            raise click.UsageError(f"tool.imagespec.aliases.{visible(name)}: {options.unknown(model, known, 'model')}")
    return {**declared, **(options.aliases(values, known) or {})}


class Linter:
    """Checks records against one revision."""

    def __init__(
        self, handle: imagespec.Handle, operation: str, aliases: dict[str, str] | None, today: str | None, keep: Callable[[str], bool]
    ) -> None:
        self._handle, self._operation, self._aliases, self._today, self._keep = handle, operation, aliases, today, keep
        try:
            handle.check({}, operation or next(iter(handle.engine.operations)), today=today)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    def run(self, arguments: tuple[str, ...], output: Format) -> tuple[Totals, bool]:
        """Check every file of the arguments. Answers what was counted, and whether anything could not be read."""
        totals = Totals()
        unreadable = False
        output.begin(self._handle.name)
        for path in _files(arguments):
            if isinstance(path, _Unreadable):
                unreadable = True
                click.echo(f"imagespec: {shown_path(path.name)}: {path.reason}", err=True)
                continue
            try:
                for record in self._records(path):
                    self._take(record, output, totals)
                totals.files += 1
            except OSError as error:
                if isinstance(error, BrokenPipeError):
                    raise
                unreadable = True
                click.echo(f"imagespec: {shown_path(path)}: cannot be read ({error.strerror or error})", err=True)
        output.end(totals)
        return totals, unreadable

    def _records(self, path: str) -> Iterator[Record]:
        name = "<stdin>" if path == files.STDIN else path
        return records(name, files.read(path), self._operation, self._handle.engine.operations, self._handle.batch)

    def _take(self, record: Record, output: Format, totals: Totals) -> None:
        found = [Found(problem.diagnostic, *place) for problem, place in record.places() if self._keep(problem.diagnostic.rule)]
        if record.request is not ABSENT:
            report = self._handle.check(record.request, record.operation, aliases=self._aliases, today=self._today)
            record = record._replace(operation=report.operation)
            totals.requests += 1
            totals.ways[record.operation, record.found_by] += 1
            if len(report):
                found += [Found(d, *record.place(d.pointer)) for d in report if self._keep(d.rule)]
        for entry in found:
            totals.rules[entry.diagnostic.rule, entry.diagnostic.severity] += 1
            if entry.diagnostic.severity == "error":
                totals.errors += 1
            else:
                totals.warnings += 1
        output.take(record, found)


class _Unreadable:
    """An argument that means no file, and why."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason


def _files(arguments: tuple[str, ...]) -> Iterator[str | _Unreadable]:
    """The files of the arguments, each once."""
    seen: set[str] = set()
    for argument in arguments:
        try:
            found = files.expanded(argument)
        except OSError as error:
            yield _Unreadable(argument, str(error))
            continue
        yield from (path for path in dict.fromkeys(found) if path not in seen)
        seen.update(found)
