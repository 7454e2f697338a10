"""The ``tool`` shape: the subset of JSON Schema that function tools in strict mode and MCP inputs accept.

Every property is required; an optional one takes null, which the caller drops before sending. Limits that the subset
cannot hold stand in the descriptions. Names with brackets, which form fields have, are left out: they are spelled as an
object as well, and some models' APIs take words only.
"""

from __future__ import annotations

from imagespec.compile.shapes import body
from imagespec.kinds.schema import Fragment
from imagespec.spec.model import Contract, Operation, Parameter, Spec


def tool_shape(spec: Spec, operation: Operation, model: str) -> Fragment:
    """The input schema of a tool that makes requests for one model.

    Raises:
        KeyError: the operation does not serve the model.

    """
    contract = spec.contract(operation.name, model)
    said = [f"{operation.title} with {model} ({spec.name})."]
    said += [f"{' '.join(kind.said)}." for kind in contract.interactions if "[" not in "".join(kind.parameters)]
    properties = {p.name: _value(p, contract, optional=not p.required) for p in contract.parameters if "[" not in p.name}
    return {
        "type": "object",
        "description": " ".join(said),
        "properties": {"model": {"type": "string", "enum": [model], "description": "The image model."}, **properties},
        "required": ["model", *properties],
        "additionalProperties": False,
    }


def _value(parameter: Parameter, contract: Contract, *, optional: bool) -> Fragment:
    """One parameter in the subset: a type, members, nested properties and a description."""
    name = {"file": "string", "files": "array"}.get(parameter.type.name, parameter.type.name)
    schema: Fragment = {"type": [name, "null"] if optional else name, "description": _described(parameter, contract, optional=optional)}
    members = body.own_limits(parameter).get("enum")
    if members:
        schema["enum"] = [*members, *([None] if optional else [])]
    if parameter.type.name == "files":
        schema["items"] = {"type": "string", "description": "A path of one file."}
    if parameter.item:
        schema["items"] = _value(parameter.item, contract, optional=False)
    if parameter.fields:
        schema["properties"] = {entry.name: _value(entry, contract, optional=not entry.required) for entry in parameter.fields}
        schema["required"] = [entry.name for entry in parameter.fields]
        schema["additionalProperties"] = False
    return schema


def _described(parameter: Parameter, contract: Contract, *, optional: bool) -> str:
    text = body.describe(parameter, bounds=True, members=True)
    if optional and body.default_stands(parameter, contract):
        shown = str(parameter.default).lower() if isinstance(parameter.default, bool) else parameter.default
        return f"{text} Null means {shown}."
    return f"{text} Null leaves it out." if optional else text
