"""``imagespec lint``: check the requests of files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli import fixing, formats, options
from imagespec.cli.bulk.reader import Bulk
from imagespec.cli.bulk.reader import Wanted as BulkWanted
from imagespec.cli.choice import Wanted
from imagespec.cli.formats.format import Style, Totals
from imagespec.cli.linter import Linter
from imagespec.cli.requests import Requests
from imagespec.cli.settings import AllSettings, Asked, Settings
from imagespec.cli.terminal import color_option, columns, counted, in_color, is_terminal

if TYPE_CHECKING:
    from imagespec.cli.baseline import Baseline
    from imagespec.cli.bulk.split import Split

_RULES = "RULES"


@click.command(short_help="Check the requests of files.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option(
    "--operation",
    default="",
    help="generate, edit, edit-json, variation, tool, an endpoint path or an SDK name. [default: found for each request]",
)
@options.spec_option
@click.option(
    "--format", "format_", type=click.Choice(formats.NAMES),
    help="How findings are written. [default: text; github where GITHUB_ACTIONS is set]",
)  # fmt: skip
@click.option(
    "--select", multiple=True, metavar=_RULES, help="Report only these: size.step, size, *.unsupported; repeatable, or with commas."
)
@click.option("--ignore", multiple=True, metavar=_RULES, help="Do not report these.")
@click.option("--error", multiple=True, metavar=_RULES, help="Report these as errors, such as model.retired.")
@click.option("--warn", multiple=True, metavar=_RULES, help="Report these as warnings.")
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@click.option("--exit-zero", is_flag=True, help="End with exit code 0 also where errors are found.")
@click.option(
    "--exclude", multiple=True, metavar="PATTERNS", help="Leave these out of folders and patterns, written as in .gitignore; repeatable."
)
@click.option("--respect-gitignore/--no-respect-gitignore", default=None, help="Leave out what .gitignore names. [default: on]")
@click.option("--baseline", metavar="FILE", help="Do not report the findings of this file.")
@click.option("--write-baseline", is_flag=True, help="Write what is found to the --baseline file instead of reporting it.")
@click.option("--model", metavar="MODEL", help="The model of requests that name none.")
@click.option(
    "--alias", multiple=True, metavar="NAME=MODEL", help="Your own name of a model, or a pattern of names (house-*=MODEL); repeatable."
)
@click.option("--today", metavar="DATE", help="The day for warnings about retired models, such as 2026-05-07. [default: today]")
@fixing.options
@click.option("--good", metavar="FILE", help="Copy the lines without errors to this file, byte for byte.")
@click.option("--bad", metavar="FILE", help="Copy the other lines to this file; those that cannot be read, too.")
@click.option("--jobs", "-j", type=click.IntRange(1, 256), default=1, help="How many processes check large files of lines. [default: 1]")
@click.option("--models", is_flag=True, help="Judge every name of an image model outside of comments, too.")
@click.option("--explain-found", is_flag=True, help="Say of what may be a request by what it was taken for one, or not.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule (text, json, markdown).")
@click.option("--quiet", "-q", is_flag=True, help="One line for each finding, and no summary.")
@color_option
@click.pass_context
def lint(ctx: click.Context, /, paths: tuple[str, ...], format_: str | None, baseline: str | None, **given: Any) -> None:
    """Check the requests of files, folders, patterns or standard input (-).

    A file holds one request, an array of requests, one request per line, the lines of a Batch API file, or requests anywhere in a
    document: in recordings of HTTP, workflows, lists of jobs, settings, curl commands.
    Exit codes: 0 no errors, 1 errors (with --strict warnings too), 2 wrong use or unreadable input.
    """
    if given["write_baseline"] and not baseline:
        raise click.UsageError("--write-baseline needs the file to write: --baseline FILE")
    chosen, format_ = format_, format_ or ("github" if os.environ.get("GITHUB_ACTIONS") else "text")
    if given["statistics"] and format_ not in ("text", "json", "markdown"):
        why = "" if chosen else ", which GITHUB_ACTIONS asks for; add --format text"
        raise click.UsageError(f"--statistics is written by text, json and markdown, not by {format_}{why}")
    mode = fixing.mode(given["fix"], given["unsafe_fixes"], given["diff"])
    done = fixing.NOTHING
    if mode.wanted:
        from imagespec.cli import fixer

        done = fixer.run(mode, paths, _asked(given), baseline, quiet=given["quiet"], models=given["models"])
    if mode.diff:
        ctx.exit(2 if done.unread else int(done.changed and not given["exit_zero"]))
    asked = _asked(given)
    settings = AllSettings(asked)
    known = _baseline(baseline, write=given["write_baseline"]) if baseline else None
    requests = Requests(
        lambda path: settings.of(path).reading, settings.exclusions, baseline, explains=given["explain_found"], models=given["models"]
    )
    if done.requests:
        requests.follow(done.requests, done.held)
    with fixing.output_of_findings(done.held), _splitting(given["good"], given["bad"]) as split:
        style = _style(given, settings)
        wanted = BulkWanted(every=format_ in formats.OF_EVERY_REQUEST, texts=format_ == "text" and style.terminal)
        bulk = Bulk(requests, settings, asked, given["jobs"], wanted, split)
        totals = Linter(requests, settings, formats.make(format_, style), bulk, known, split).run(paths)
    totals.unread += done.unwritten
    _say_unused(settings, None if given["write_baseline"] else known, requests, () if given["exclude"] else paths)
    if known and given["write_baseline"]:
        known.write(requests.begun, settings.here.choice.is_asked_for)
        click.echo(f"imagespec: wrote {counted(known.left_out, 'finding')} to {known.shown}", err=True)
    ctx.exit(_code(totals, exit_zero=given["exit_zero"]))


def _baseline(path: str, *, write: bool) -> Baseline:
    from imagespec.cli.baseline import Baseline

    return Baseline(path, write=write)


def _splitting(good: str | None, bad: str | None) -> AbstractContextManager[Split | None]:
    if good is None and bad is None:
        return nullcontext()
    from imagespec.cli.bulk.split import splitting

    return splitting(good, bad)


def _asked(given: dict[str, Any]) -> Asked:
    wanted = Wanted(*(options.split(given[key]) for key in Wanted._fields))
    values = {key: given[key] for key in Asked._fields if key not in ("wanted", "exclude")}
    return Asked(**values, wanted=wanted, exclude=options.split(given["exclude"]) or ())


def _style(given: dict[str, Any], settings: AllSettings) -> Style:
    return Style(
        color=in_color(given["color"]), quiet=given["quiet"], statistics=given["statistics"], strict=settings.here.strict,
        terminal=is_terminal(), width=columns(),
    )  # fmt: skip


def _code(totals: Totals, *, exit_zero: bool) -> int:
    if totals.unread:
        return 2
    return int(bool(totals.failures)) if not exit_zero else 0


def _say_unused(settings: AllSettings, baseline: Baseline | None, requests: Requests, paths: Iterable[str]) -> None:
    """Say what was to be left out and was not there: of a configuration where all files it is about were read, by their ``paths``."""
    every = [*settings]
    for rule in every[0].choice.unused_options:
        if all(rule in one.choice.unused_options for one in every):
            click.echo(f"imagespec: --ignore: {rule} matches nothing", err=True)
    for one in every:
        for said in one.choice.unused() if _covers(paths, one) else ():
            click.echo(f"imagespec: {said} matches nothing", err=True)
    if baseline and (gone := baseline.unused(requests.begun, settings.here.choice.is_asked_for)):
        click.echo(
            f"imagespec: {counted(gone, 'finding')} of {baseline.shown} not found any more; renew it with --write-baseline", err=True
        )


def _covers(paths: Iterable[str], settings: Settings) -> bool:
    """Whether the arguments hold the folder of a configuration."""
    file = settings.config.file
    return bool(file) and any(_holds(os.path.abspath(path), file) for path in paths if os.path.isdir(path))


def _holds(folder: str, file: str) -> bool:
    """Whether a file stands in a folder at any depth, both by their absolute paths."""
    return os.path.normcase(file).startswith(os.path.join(os.path.normcase(folder), ""))
