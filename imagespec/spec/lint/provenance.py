"""Sources: every one a document with an address, every limit with one, every key the key of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from imagespec.kinds import Contents, File
from imagespec.kinds.kind import Kind, Provenance
from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, meant
from imagespec.spec.lint.walk import Layer, layers, nested

_URL = re.compile(r"https?://[!-~]{1,500}\Z")

_Claim = tuple[Path_, Provenance]
"""Where a limit stands, and where it comes from, with all it inherits inside its parameter."""


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in where a table comes from. None of them changes what the table means."""
    for key, source in table.sources.items():
        if not _URL.match(source.url):
            yield Fault(("sources", key, "url"), "no address of a document", "write a full URL that begins with https://")
    if not table.sources:
        yield Fault((), "no sources", "add sources:, each with title, url and date of a document, and name them in source:")
        return
    for path, keys in _named(table):
        yield from missing_sources(path, keys, table)
    yield from _owners(table)
    for layer in layers(table):
        yield from _layer(layer)
    for key, conflict in table.conflicts.items():
        for part in ("claims", "sources"):
            if not getattr(conflict, part):
                yield Fault(("conflicts", key, part), "an empty list", "name at least one")


def missing_sources(path: Path_, keys: Iterable[str], table: rows.TableRow) -> Iterator[Fault]:
    """The keys that are those of no source."""
    for key in keys:
        if key not in table.sources:
            remedy = meant(key, table.sources, "add it under sources:, or correct the key")
            yield Fault(path, f"no source {key}", remedy, missing=("sources", key))


def _named(table: rows.TableRow) -> Iterator[tuple[Path_, tuple[str, ...]]]:
    """Every place that names sources, but for the responses."""
    for name, operation in table.operations.items():
        path: Path_ = ("operations", name)
        yield (*path, "source"), operation.source
        yield (*path, "default_model", "source"), operation.default_model.source if operation.default_model else ()
        yield (*path, "name_the_model"), operation.name_the_model.source if operation.name_the_model else ()
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            yield (group, name, "source"), family.source
            if family.not_in_batch:
                yield (group, name, "not_in_batch", "source"), family.not_in_batch.source
    for name, model in table.models.items():
        yield ("models", name, "lifecycle_source"), model.lifecycle_source
        yield ("models", name, "released_source"), model.released_source
        for snapshot, row in model.snapshots.items():
            yield ("models", name, "snapshots", snapshot), row.source
    for key, conflict in table.conflicts.items():
        yield ("conflicts", key, "sources"), conflict.sources
    if table.batch:
        yield ("batch", "source"), table.batch.source
    if table.refusals:
        yield ("refusals", "source"), table.refusals.source
        for group in ("listed", "texts"):
            for name, entry in getattr(table.refusals, group).items():
                yield ("refusals", group, name, "source"), entry.source
    for layer in layers(table):
        for path, parameter in _parameters(layer):
            yield (*path, "source"), parameter.source
        for path, provenance in _claims(layer):
            yield (*path, "source"), provenance.source


def _owners(table: rows.TableRow) -> Iterator[Fault]:
    for name, row in table.operations.items():
        if not row.source:
            yield Fault(("operations", name), "no source", "add source: with a key of sources:")
    if table.batch and not table.batch.source:
        yield Fault(("batch",), "no source", "add source: with a key of sources:")
    if table.refusals and not table.refusals.source:
        yield Fault(("refusals",), "no source", "add source: with a key of sources:")
    for name, model in table.models.items():
        if model.shutdown and not (model.lifecycle_source or model.source):
            yield Fault(("models", name, "shutdown"), "no source", "add lifecycle_source:", missing=("models", name, "source"))
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            if family.not_in_batch and not (family.not_in_batch.source or family.source):
                yield Fault((group, name, "not_in_batch"), "no source", "add source:", missing=(group, name, "source"))


def _layer(layer: Layer) -> Iterator[Fault]:
    """The limits of a layer without a source, and the severities without a reason."""
    for path, provenance in _claims(layer):
        if provenance.severity and not provenance.reason:
            yield Fault((*path, "severity"), "a severity without a reason", "say in reason: why it is not what the basis implies")
    if layer.source or layer.path[0] == "operations":  # an operation without a source is told as a whole
        return
    inherited = {path: row.source for path, row in _parameters(layer)}
    for path, provenance in _claims(layer):
        around = [inherited[start] for length in range(len(path)) if (start := path[: length + 1]) in inherited]
        if not provenance.source and not any(around):
            remedy = f"add source: with a key of sources:, here or to {'.'.join(map(str, layer.owner))}"
            yield Fault(path, "a limit without a source", remedy, missing=(*layer.owner, "source"))


def _parameters(layer: Layer) -> Iterator[tuple[Path_, rows.ParameterRow]]:
    for name, row in layer.parameters.items():
        yield from nested((*layer.path, "parameters", name), row)


def _claims(layer: Layer) -> Iterator[_Claim]:
    """Every limit of a layer with its own provenance."""
    for path, row in _parameters(layer):
        if row.unsupported:
            yield (*path, "unsupported"), row.unsupported
        for key, kind in row.constraints.items():
            for problem in kind.problems:
                yield _limit_path((*path, key), kind, problem), kind.provenance_of(problem)
    for index, interaction in enumerate(layer.interactions):
        provenance = Provenance(source=interaction.source, severity=interaction.severity, reason=interaction.reason)
        yield (*layer.path, "interactions", index), provenance


def _limit_path(path: Path_, kind: Kind, problem: str) -> Path_:
    """Where the limit behind a problem is written: a part of the kind, or the kind itself."""
    part = kind.FIELDS[problem] if isinstance(kind, (Contents, File)) else problem
    own = getattr(kind, part, None)
    return (*path, part) if own is not None and hasattr(own, "provenance") else path
