"""``imagespec compile``: a revision or a user's own table as an importable package of checks."""

from __future__ import annotations

from pathlib import Path

import click

from imagespec.cli import options
from imagespec.cli.folders import write_folder
from imagespec.cli.terminal import shown_path
from imagespec.cli.writing import reported


@click.command(short_help="Write a revision or a table as a Python package of checks.")
@click.argument("spec", metavar="NAME|PATH")
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), metavar="DIR", help="The folder of the package.")
def compile(spec: str, output: str) -> None:
    """Write the checks of a revision (openai@2026-05-07) or of your own table as a package that needs no YAML when it runs,
    with its JSON Schemas in ``schemas``.

    The name of the folder is the name of the package. It is written whole or not at all; a folder that holds anything
    but an earlier package of this command, as it was written, is left alone.
    """
    from imagespec.compile.names import unimportable
    from imagespec.compile.schema_files import well_formed
    from imagespec.compile.user_package import MANIFEST, compile_user_package

    package = Path(output).absolute().name if output else ""
    fault = unimportable(package)
    if fault:
        raise click.UsageError(f"{shown_path(output)}: {fault}; name a folder such as gateway_checks")
    resolved = options.loaded(spec).spec
    with reported(output):
        write_folder(Path(output), well_formed(compile_user_package(resolved), "schemas/"), MANIFEST, alone=True)
    click.echo(f"wrote {resolved.name} to {shown_path(output)}; import {package} and call its check")
