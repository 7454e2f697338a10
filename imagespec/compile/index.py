"""What the engine must know of a table before any operation is used: names, paths, modules, limits of batch files."""

from __future__ import annotations

from typing import Any

from imagespec.compile.names import module_names
from imagespec.spec.model import Spec


def index(spec: Spec) -> dict[str, Any]:
    """What is to be known of a table before any operation is used."""
    return {
        "NAME": spec.name,
        "OPERATIONS": module_names(spec.operations),
        "PATHS": _paths(spec),
        "SDK_NAMES": {row.sdk: name for name, row in spec.operations.items() if row.sdk},
        "WITHIN": {name: (row.within, row.types) for name, row in spec.operations.items() if row.within} or None,
        "BATCH": _batch(spec),
    }


def _paths(spec: Spec) -> dict[str, tuple[str, ...]]:
    """The operations of each endpoint."""
    paths: dict[str, tuple[str, ...]] = {}
    for name, row in spec.operations.items():
        paths[row.path] = (*paths.get(row.path, ()), name)
    return paths


def _batch(spec: Spec) -> dict[str, Any] | None:
    """The limits of a Batch API file, with the operation of each endpoint its lines may name."""
    row = spec.batch
    if row is None:
        return None
    doubtful = {
        model.name: (model.not_in_batch.reason, *_document(spec, model.not_in_batch.source), model.not_in_batch.basis)
        for model in spec.models.values()
        if model.not_in_batch
    }
    return {
        "method": row.method, "paths": {spec.operations[name].path: name for name in row.operations},
        "max_requests": row.max_requests, "max_bytes": row.max_bytes, "suffix": row.suffix, "unsupported": doubtful,
        "source": _document(spec, row.source),
    }  # fmt: skip


def _document(spec: Spec, keys: tuple[str, ...]) -> tuple[str, str, str, str]:
    """Key, title, address and date of the first of several documents."""
    source = spec.sources[keys[0]]
    return source.key, source.title, source.url, source.date
