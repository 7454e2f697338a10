"""``imagespec schema``: the limits as JSON Schema, OpenAPI, TypeScript and JavaScript."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from imagespec.cli import options
from imagespec.cli.terminal import shown_path
from imagespec.compile.json_schema import DRAFTS, SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imagespec.api import Handle

_WHOLE = {"openapi": "openapi.json", "typescript": "imagespec.d.ts", "table": "table.schema.json"}
"""Shapes that cover a revision as a whole, and the file that holds each."""

JS_MAKER = "imagespec schema --js"
"""What the headers of the package for npm name."""

_UI = "ui"
"""What stands beside the form of an operation: its uiSchema."""


@click.command(short_help="Write JSON Schemas and types for front ends.")
@click.option("--operation", metavar="NAME", help="The operation: generate, edit, edit-json, variation, tool. [default: generate]")
@click.option("--model", metavar="NAME", help="One model only.")
@click.option("--shape", type=click.Choice((*SHAPES, _UI, *_WHOLE)), help="What to write. [default: model with --model, else editor]")
@click.option("--draft", type=click.Choice(tuple(DRAFTS)), help="The draft of JSON Schema. [default: 2020-12]")
@click.option("--unknown-models", is_flag=True, help="In the editor shape, let requests for unknown models pass.")
@click.option("--js", is_flag=True, help="The checks themselves in JavaScript: a package for npm, in a folder.")
@options.spec_option
@click.option(
    "-o", "--output", metavar="PATH", default="-", show_default=True, type=click.Path(),
    help="Write to a file (a PATH with an extension); to a folder, all schemas of the revision.",
)  # fmt: skip
def schema(
    operation: str | None, model: str | None, shape: str | None, draft: str | None, unknown_models: bool, js: bool, spec: str | None,
    output: str,
) -> None:  # fmt: skip
    """Write the JSON Schema of the requests without an error.

    With the path of a folder and none of the options that pick a schema, every schema of the revision is written there,
    all of them or none. What this command did not write in that folder, as it is there now, is left alone.
    With --js, the checks of the revision are written there as a package for npm without dependencies.
    """
    given = {"--operation": operation, "--model": model, "--shape": shape, "--draft": draft, "--unknown-models": unknown_models or None}
    picked = [option for option, value in given.items() if value is not None]
    if js:
        _refuse_beside_js(picked, output)
        _write_js(options.loaded(spec), output)
        return
    handle = options.loaded(spec)
    if _is_folder(output, bool(picked)):
        if picked:
            raise click.UsageError(f"{shown_path(output)} is a folder, which takes all schemas; leave out {' and '.join(picked)}")
        _write_all(handle, output)
        return
    others = [option for option in picked if option != "--shape"]
    if shape in _WHOLE and others:
        raise click.UsageError(f"--shape {shape} covers the revision; leave out {' and '.join(others)}")
    others = [option for option in others if option != "--operation"]
    if shape == _UI and others:
        raise click.UsageError(f"--shape {shape} is for every model and draft; leave out {' and '.join(others)}")
    shape = shape or ("model" if model else "editor")
    text = _one(handle, operation or "generate", model, shape, draft or next(iter(DRAFTS)), unknown_models)
    if output == "-":
        click.echo(text, nl=False)
        return
    from pathlib import Path

    from imagespec.cli.writing import reported, write_whole

    with reported(output):
        write_whole(Path(output), text)
    click.echo(f"wrote {shown_path(output)}")


def _is_folder(output: str, picked: bool) -> bool:
    """Whether a path means a folder: one that is there, that ends like one, or, with nothing picked, that has no extension."""
    if output == "-":
        return False
    if not output:
        raise click.UsageError("--output is empty; name a file or a folder")
    separators = tuple(filter(None, (os.sep, os.altsep)))
    extension = os.path.splitext(output)[1].removeprefix(".")
    return os.path.isdir(output) or output.endswith(separators) or not (picked or extension)


def _one(handle: Handle, operation: str, model: str | None, shape: str, draft: str, unknown_models: bool) -> str:
    if shape in _WHOLE:
        from imagespec.compile.schema_files import schema_files

        return schema_files(handle.spec)[_WHOLE[shape]]
    try:
        found = (
            handle.ui_schema(operation)
            if shape == _UI
            else handle.json_schema(operation, model, shape, draft, unknown_models=unknown_models)
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _write_all(handle: Handle, folder: str) -> None:
    """Write every file of a revision, and take away the schemas that another one has left and listed in its index."""
    from imagespec.compile.schema_files import INDEX, schema_files, well_formed

    files = well_formed(schema_files(handle.spec))
    click.echo(f"wrote {len(files)} files of {handle.name} to {_into(folder, files, INDEX)}")


def _refuse_beside_js(picked: list[str], output: str) -> None:
    if picked:
        raise click.UsageError(f"--js covers the revision; leave out {' and '.join(picked)}")
    if output == "-":
        raise click.UsageError("--js writes a folder; name it with -o, such as -o checks/")
    if not _is_folder(output, picked=False):
        raise click.UsageError(f"{shown_path(output)} is named like a file, and --js writes a folder; name one, such as checks/")


def _write_js(handle: Handle, folder: str) -> None:
    """Write the package of a revision for npm."""
    from imagespec.compile.npm.package import MANIFEST, npm_name, npm_package

    files = npm_package(handle.spec, maker=JS_MAKER)
    click.echo(f"wrote {npm_name(handle.spec)}, {len(files)} files of {handle.name}, to {_into(folder, files, MANIFEST)}")


def _into(folder: str, files: Mapping[str, str], manifest: str) -> str:
    """Write files into a folder, and say which, and what of another revision was taken away."""
    from pathlib import Path

    from imagespec.cli.folders import write_folder
    from imagespec.cli.writing import reported

    path = Path(folder)
    with reported(str(path)):
        gone = write_folder(path, files, manifest, alone=False)
    return shown_path(str(path)) + (f", removed {len(gone)} of another revision" if gone else "")
