"""``imagespec lint``: check the requests of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import click

import imagespec
from imagespec.cli import fixing, formats, options
from imagespec.cli.config import Config, configured
from imagespec.cli.formats.format import Format, Found, Totals
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Record
from imagespec.cli.requests import Requests
from imagespec.cli.terminal import color_option, in_color
from imagespec.engine.selection import keep_rules
from imagespec.report.report import Report


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
@click.option("--model", metavar="MODEL", help="The model of requests that name none.")
@click.option(
    "--alias", multiple=True, metavar="NAME=MODEL", help="Your own name of a model, or a pattern of names (house-*=MODEL); repeatable."
)
@click.option("--today", metavar="DATE", help="The day for warnings about retired models, such as 2026-05-07. [default: today]")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@fixing.options
@click.option("--quiet", "-q", is_flag=True, help="One line for each finding, and no summary.")
@color_option
@click.pass_context
def lint(
    ctx: click.Context, paths: tuple[str, ...], operation: str, spec: str | None, format_: str, select: tuple[str, ...],
    ignore: tuple[str, ...], strict: bool, model: str | None, alias: tuple[str, ...], today: str | None, statistics: bool, quiet: bool,
    color: bool | None, fix: bool, unsafe_fixes: bool, diff: bool,
) -> None:  # fmt: skip
    """Check the requests of files, folders (.json, .jsonl, .ndjson, .yaml, .yml), patterns or standard input (-).

    A file holds one request, an array of requests, one request per line, or the lines of a Batch API file.
    Exit codes: 0 no errors, 1 errors (with --strict warnings too), 2 wrong use or unreadable input.
    """
    config = configured()
    handle = options.loaded(spec, config)
    judged = {"model": model, "aliases": options.all_aliases(handle, config, alias), "today": today or config.today}
    filter_ = _filter(handle, config, select, ignore)
    requests, mode, held, unwritten = Requests(handle, operation), fixing.mode(fix, unsafe_fixes, diff), None, 0
    if mode.wanted:
        options.refuse_unknown(handle, operation, judged)
        repairs = fixing.Repairs(handle, judged, lambda _, diagnostic: filter_.admits(diagnostic.rule))
        fixer = fixing.Fixer(requests, lambda _: repairs, unsafe=mode.unsafe)
        if mode.diff:
            changes = fixer.show(paths)
            ctx.exit(2 if requests.unread else 1 if changes else 0)
        held = fixer.write(paths, quiet=quiet)
        requests, unwritten = requests.again(held), fixer.unwritten
    linter = Linter(requests, handle, judged, filter_)
    with fixing.output_of_findings(held):
        output = formats.make(format_, color=in_color(color), quiet=quiet, statistics=statistics)
        totals = linter.run(paths, operation, output)
    failed = totals.errors or ((strict or config.strict) and totals.warnings)
    ctx.exit(2 if totals.unread or unwritten else 1 if failed else 0)


class Filter:
    """Which rules are reported: those that neither the command line nor the configuration leaves out.

    An option on the command line stands instead of the same key of the configuration.
    """

    def __init__(self, config: Config, keep: Callable[[str], bool], keep_configured: Callable[[str], bool]) -> None:
        self.config, self._keep, self._keep_configured = config, keep, keep_configured
        self.left_out = 0

    def admits(self, rule: str) -> bool:
        """Whether the findings of a rule are reported."""
        return self._keep(rule) and self._keep_configured(rule)

    def keeps(self, rule: str) -> bool:
        """Whether a finding is reported; counts those that only the configuration leaves out."""
        if not self._keep(rule):
            return False
        kept = self._keep_configured(rule)
        self.left_out += not kept
        return kept


def _filter(handle: imagespec.Handle, config: Config, select: tuple[str, ...], ignore: tuple[str, ...]) -> Filter:
    selected, ignored = options.split(select), options.split(ignore)
    configured_select = () if selected else config.select
    configured_ignore = () if ignored else config.ignore
    if selected or ignored or configured_select or configured_ignore:
        known = options.rules_of(handle)
        options.refuse_unknown_rules(selected or (), known, "--select")
        options.refuse_unknown_rules(ignored or (), known, "--ignore")
        options.refuse_unknown_rules(configured_select, known, config.where("select"))
        options.refuse_unknown_rules(configured_ignore, known, config.where("ignore"))
    return Filter(config, keep_rules(selected, ignored), keep_rules(configured_select or None, configured_ignore or None))


class Linter:
    """Checks the records of a reader against one revision."""

    def __init__(self, requests: Requests, handle: imagespec.Handle, judged: dict[str, Any], filter_: Filter) -> None:
        """``judged`` are the options of ``check``."""
        self._requests, self._handle, self._judged, self._filter = requests, handle, judged, filter_

    def run(self, arguments: tuple[str, ...], operation: str, output: Format) -> Totals:
        """Check every file of the arguments."""
        options.refuse_unknown(self._handle, operation, self._judged)
        totals = Totals()
        output.begin(self._handle.name)
        for record in self._requests.read(arguments):
            self._take(record, output, totals)
        totals.files, totals.unread = self._requests.files, self._requests.unread
        totals.left_out, totals.left_out_by = self._filter.left_out, self._filter.config.shown
        output.end(totals)
        return totals

    def _take(self, record: Record, output: Format, totals: Totals) -> None:
        found = []
        for problem, place in record.places():
            if self._filter.keeps(problem.diagnostic.rule):
                found.append(Found(problem.diagnostic, *place))
            elif problem.unread:  # whatever is not reported, nothing may seem to be checked that was not
                self._requests.say(f"{record.file}:{place[0]}", problem.diagnostic.message)
        if record.request is not ABSENT:
            report = self._handle.check(record.request, record.operation, **self._judged)
            record = record._replace(operation=report.operation)
            totals.requests += 1
            totals.ways[record.operation, record.found_by] += 1
            if len(report):
                found += [Found(d, *record.place(d.pointer)) for d in report.kept(self._filter.keeps, strict=False)]
            if record.parsed.other:
                found += self._only_in_other(record, report)
        for entry in found:
            totals.rules[entry.diagnostic.rule, entry.diagnostic.severity] += 1
            if entry.diagnostic.severity == "error":
                totals.errors += 1
            else:
                totals.warnings += 1
        output.take(record, found)

    def _only_in_other(self, record: Record, report: Report) -> Iterator[Found]:
        """What only those readers would find that keep the first of repeated keys: what they read must be right, too."""
        other = record.other()
        if other.request is ABSENT:
            return
        known = {(d.rule, d.pointer) for d in report}
        for d in self._handle.check(other.request, record.operation, **self._judged):
            if (d.rule, d.pointer) not in known and self._filter.keeps(d.rule):
                yield Found(d, *other.place(d.pointer))
