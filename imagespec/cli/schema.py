"""``imagespec schema``: the limits as JSON Schema, OpenAPI and TypeScript."""

from __future__ import annotations

import json
from pathlib import Path

import click

from imagespec.api import Handle
from imagespec.cli import options
from imagespec.cli.terminal import shown_path
from imagespec.compile.json_schema import DRAFTS, SHAPES

_WHOLE = {"openapi": "openapi.json", "typescript": "imagespec.d.ts", "table": "table.schema.json"}
"""Shapes that cover a revision as a whole, and the file that holds each."""


@click.command(short_help="Write JSON Schemas and types for front ends.")
@click.option("--operation", metavar="NAME", help="The operation: generate, edit, edit-json, variation. [default: generate]")
@click.option("--model", metavar="NAME", help="One model only.")
@click.option(
    "--shape", type=click.Choice((*SHAPES, *_WHOLE)), help="What to write. [default: model with --model, else form]"
)  # fmt: skip
@click.option("--draft", type=click.Choice(tuple(DRAFTS)), default="2020-12", show_default=True, help="The draft of JSON Schema.")
@click.option("--unknown-models", is_flag=True, help="In a form, let requests for unknown models pass.")
@options.revision_option
@click.option(
    "-o", "--output", metavar="PATH", type=click.Path(), help="Write to a file; to a folder, all schemas of the revision. [default: -]"
)
def schema(
    operation: str | None, model: str | None, shape: str | None, draft: str, unknown_models: bool, revision: str | None, output: str | None
) -> None:
    """Write the JSON Schema of the requests without an error.

    With --output and no --operation, --model or --shape, every schema of the revision is written to the folder.
    """
    handle = options.loaded(revision)
    if output is not None and operation is None and model is None and shape is None:
        _write_all(handle, Path(output))
        return
    text = _one(handle, operation or "generate", model, shape or ("model" if model else "form"), draft, unknown_models)
    if output is None or output == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_text(text, "utf-8")
    except OSError as error:
        raise click.UsageError(f"{shown_path(output)}: cannot be written ({error.strerror or error})") from None
    click.echo(f"wrote {shown_path(output)}")


def _one(handle: Handle, operation: str, model: str | None, shape: str, draft: str, unknown_models: bool) -> str:
    if shape in _WHOLE:
        from imagespec.compile.schema_files import schema_files

        return schema_files(handle.spec)[_WHOLE[shape]]
    try:
        found = handle.json_schema(operation, model, shape, draft, unknown_models=unknown_models)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _write_all(handle: Handle, folder: Path) -> None:
    from imagespec.compile.schema_files import schema_files

    files = schema_files(handle.spec)
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as error:
        raise click.UsageError(f"{shown_path(str(folder))}: cannot be written ({error.strerror or error})") from None
    click.echo(f"wrote {len(files)} files of {handle.name} to {shown_path(str(folder))}")
