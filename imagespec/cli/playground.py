"""``imagespec playground``: a page to try requests in a browser."""

from __future__ import annotations

import os

import click

from imagespec.cli import options
from imagespec.cli.terminal import is_terminal, shown_path


@click.command(short_help="Write a page to try requests in a browser.")
@options.spec_option
@click.option("-o", "--output", metavar="FILE", default="-", show_default=True, type=click.Path(), help="Write to a file.")
def playground(spec: str | None, output: str) -> None:
    """Write one HTML page with the checks of a revision or of your own table: a request as text and as a form, what is found
    about it with its fixes, and a map of the allowed sizes.

    The page works from the file system. It loads nothing and sends nothing.
    """
    if not output:
        raise click.UsageError("--output is empty; name a file")
    if output == "-" and is_terminal():
        raise click.UsageError("the page is not for a terminal; name a file: -o playground.html")
    resolved = options.loaded(spec).spec
    if output != "-" and os.path.isdir(output):
        raise click.UsageError(f"{shown_path(output)} is a folder; name a file, such as playground.html")
    from imagespec.playground.build import playground as page

    text = page(resolved)
    if output == "-":
        click.echo(text, nl=False)
        return
    from pathlib import Path

    from imagespec.cli.writing import reported, write_whole

    with reported(output):
        write_whole(Path(output), text)
    click.echo(f"wrote the playground of {resolved.name} to {shown_path(output)}")
