"""Every exported file of a revision: schemas by draft and shape with their index, what forms need, an OpenAPI document, types, rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jsonschema.validators import validator_for

from imagespec.compile import escape
from imagespec.compile.forms.ui import scripts, ui_schema
from imagespec.compile.json_schema import DRAFTS, WIDE, json_schema, origin
from imagespec.compile.manifest import sealed
from imagespec.compile.names import file_names
from imagespec.compile.request_types import shapes
from imagespec.compile.shapes import body
from imagespec.compile.shapes.dialects import with_choices
from imagespec.compile.shapes.model import flat
from imagespec.compile.table_schema import table_schema
from imagespec.compile.typescript import typescript
from imagespec.kinds.kind import Constraint
from imagespec.spec.model import Operation, Spec

INDEX = "index.json"
"""The list of the schemas, and the manifest of the folder."""


def schema_files(spec: Spec) -> dict[str, str]:
    """The files by their path in the folder of the schemas."""
    folders, files_of = file_names(spec.operations), file_names(spec.models)
    index = [entry for operation in spec.operations.values() for entry in _entries(spec, operation, folders[operation.name], files_of)]
    files: dict[str, Any] = {entry["path"]: _content(spec, entry) for entry in index}
    for entry in index:
        entry["bytes"] = len(json.dumps(files[entry["path"]], ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
    files |= {"openapi.json": openapi(spec), "table.schema.json": table_schema()}
    written = {path: _json(content) for path, content in files.items()}
    written |= {f"forms/{name}": text for name, text in scripts().items()}
    written |= {"imagespec.d.ts": typescript(spec), body.RULES: rules_page(spec)}
    said = {"spec": spec.name, "digest": spec.digest, "files": index, "wider": _wider(spec)}
    return written | {INDEX: _json(sealed(INDEX, said, written))}


def well_formed(files: dict[str, str], folder: str = "") -> dict[str, str]:
    """The files as they are, the schemas in a folder of them held against their meta-schemas.

    It is asked where files leave for a user's folder: nobody downstream should be the first to find a schema malformed.

    Raises:
        jsonschema.SchemaError: one is malformed.
    """
    for entry in json.loads(files[folder + INDEX])["files"]:
        if entry["shape"] != "ui":
            schema = json.loads(files[folder + entry["path"]])
            validator_for(schema).check_schema(schema)
    return files


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _entries(spec: Spec, operation: Operation, name: str, files: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the index says of each schema of an operation. Its files are called ``name``, those about models as in ``files``."""
    entries: list[dict[str, Any]] = []
    models = [model for model in operation.models if not spec.models[model].snapshot_of]
    for draft in DRAFTS:
        entries += [_entry(f"{draft}/{shape}/{name}.json", shape, draft, operation.name, None, operation.models) for shape in WIDE]
        for model in models:
            path = f"{draft}/model/{name}/{files[model]}.json"
            entries.append(_entry(path, "model", draft, operation.name, model, body.names(spec, operation, model)))
    entries += [_entry(f"tool/{name}/{files[model]}.json", "tool", None, operation.name, model, (model,)) for model in models]
    return [*entries, _entry(f"forms/{name}.ui.json", "ui", None, operation.name, None, operation.models)]


def _entry(path: str, shape: str, draft: str | None, operation: str, model: str | None, models: tuple[str, ...]) -> dict[str, Any]:
    return {"path": path, "shape": shape, "draft": draft, "operation": operation, "model": model, "models": [*models]}


def _content(spec: Spec, entry: dict[str, Any]) -> dict[str, Any]:
    """A uiSchema, or a schema."""
    if entry["shape"] == "ui":
        return ui_schema(spec, spec.operations[entry["operation"]])
    return json_schema(spec, entry["operation"], entry["model"], entry["shape"], entry["draft"] or next(iter(DRAFTS)))


def _wider(spec: Spec) -> list[dict[str, Any]]:
    """The rules that no schema sees, with the reasons, and where they hold."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for (operation, model), contract in spec.contracts.items():
        for rule, reason in body.gaps(contract):
            found.setdefault((operation, rule, reason), []).append(model)
    return [{"operation": op, "rule": rule, "reason": reason, "models": models} for (op, rule, reason), models in found.items()]


def openapi(spec: Spec) -> dict[str, Any]:
    """The requests as components of an OpenAPI 3.1 document. Its unions need ``model``, as discriminators do."""
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    found = shapes(spec)
    for operation in spec.operations.values():
        mapping: dict[str, str] = {}
        for shape in found.requests:
            if shape.operation is operation and shape.models:
                schemas[shape.name] = with_choices(flat(spec, operation, shape.contract, shape.models, named=True))
                mapping |= dict.fromkeys(shape.models, f"#/components/schemas/{shape.name}")
        union, _ = found.union(operation)
        branches = [{"$ref": reference} for reference in dict.fromkeys(mapping.values())]
        schemas[union] = {"oneOf": branches, "discriminator": {"propertyName": "model", "mapping": mapping}}
        _add_path(paths, operation, union)
    info = {"title": spec.title, "version": spec.revision, "description": f"Requests only; {origin(spec)}."}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _add_path(paths: dict[str, Any], operation: Operation, union: str) -> None:
    media = "multipart/form-data" if operation.encoding == "multipart" else "application/json"
    place = paths.setdefault(operation.path, {}).setdefault(operation.method.lower(), {
        "summary": operation.title,
        "operationId": operation.sdk or operation.name,
        "requestBody": {"required": True, "content": {}},
        "responses": {"200": {"description": "The images."}},
    })  # fmt: skip
    place["requestBody"]["content"][media] = {"schema": {"$ref": f"#/components/schemas/{union}"}}


def rules_page(spec: Spec) -> str:
    """Every rule of every parameter with its limits, where they hold, and their sources."""
    found: dict[str, dict[tuple[str, str, str, str], list[str]]] = {}
    spellings: dict[str, dict[str, None]] = {}
    for (operation, model), contract in spec.contracts.items():
        for parameter in contract.parameters:
            rules = found.setdefault(parameter.name, {})
            spellings.setdefault(parameter.name, {}).update(dict.fromkeys(parameter.names))
            for entry in parameter.walk():
                for kind in entry.limits():
                    _add(rules, spec, entry.rule, kind, f"{operation} {model}")
        for interaction in contract.interactions:
            _add(found[interaction.parameters[0]], spec, interaction.parameters[0], interaction, f"{operation} {model}")
    lines = ["# Rules", "", f"The limits of {spec.name}, by parameter. Generated by tools/build from the table; do not edit."]
    for name in sorted(found):
        places_of = "".join(f'<a id="{escape.html(spelling)}"></a>' for spelling in spellings[name])
        lines += ["", places_of, "", f"## `{name}`", ""]
        for (rule, severity, limit, source), places in found[name].items():
            lines += [f"- `{rule}` ({severity}): {escape.markdown(limit)}. {_source(spec, source)}  ", f"  {_places(places)}"]
    return "\n".join(lines) + "\n"


def _add(rules: dict[tuple[str, str, str, str], list[str]], spec: Spec, name: str, kind: Constraint, place: str) -> None:
    for problem in kind.problems:
        source = next(iter(kind.provenance_of(problem).source), "")
        key = (f"{name}.{problem}", kind.severity_of(problem), kind.allowed(problem), source)
        rules.setdefault(key, []).append(place)


def _source(spec: Spec, key: str) -> str:
    source = spec.sources.get(key)
    return f"[{escape.markdown(source.title)}]({escape.markdown_address(source.url)}), {source.date}." if source else ""


def _places(places: list[str]) -> str:
    """The models by operation; operations with the same models are named together."""
    models: dict[str, list[str]] = {}
    for place in places:
        operation, _, model = place.partition(" ")
        models.setdefault(operation, []).append(escape.markdown(model))
    operations: dict[str, list[str]] = {}
    for operation, names in models.items():
        operations.setdefault(", ".join(names), []).append(operation)
    return "; ".join(f"{', '.join(same)}: {names}" for names, same in operations.items())
