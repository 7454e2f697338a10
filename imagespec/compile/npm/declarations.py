"""The TypeScript declarations of the npm package: what its functions take, and what they narrow a request to."""

from __future__ import annotations

from importlib.resources import files
from json import dumps
from string import Template

from imagespec.compile import escape
from imagespec.compile.javascript.files import operation_files
from imagespec.compile.request_types import shapes
from imagespec.compile.typescript import typescript
from imagespec.kinds.nearest import STRATEGIES
from imagespec.spec.model import Operation, Spec

DEFAULT = "generate"
"""The operation that calls mean which name none."""

_TEMPLATES = files("imagespec.compile.npm") / "templates"


def declarations(spec: Spec) -> dict[str, str]:
    """The declaration files of a revision by name: of all operations, of each, and of the requests."""
    found = shapes(spec)
    unions = {operation.name: found.union(operation) for operation in spec.operations.values()}
    made = {"requests.d.ts": typescript(spec), "index.d.ts": _all(spec, {name: union for name, (union, _) in unions.items()})}
    for name, file in operation_files(spec).items():
        made[f"{file}.d.ts"] = _one(spec.operations[name], unions[name][0])
    return made


def _one(operation: Operation, request: str) -> str:
    return written(
        "operation.d.ts",
        request=request,
        models=request.removesuffix("Request") + "Model",
        members="\n".join(f"  | {dumps(model)}" for model in operation.models) or "  never",
        title=escape.comment(operation.title).rstrip("."),
        operation=dumps(operation.name),
    )


def _all(spec: Spec, unions: dict[str, str]) -> str:
    with_default = DEFAULT in spec.operations
    return written(
        "index.d.ts",
        unions=", ".join(unions.values()),
        requests="\n".join(f"  {dumps(name)}: {union};" for name, union in unions.items()),
        strategies=", ".join(STRATEGIES),
        strategy=" | ".join(map(dumps, STRATEGIES)),
        default=f" = {dumps(DEFAULT)}" if with_default else "",
        given="?" if with_default else "",
    )


def written(template: str, **parts: str) -> str:
    """A file that differs from table to table."""
    return Template((_TEMPLATES / template).read_text("utf-8")).substitute(parts)
