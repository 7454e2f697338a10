"""What the page shows of a revision beside its checks: words for people, fields of forms, and the allowed sizes to draw."""

from __future__ import annotations

from typing import Any

from imagespec.compile import words
from imagespec.compile.forms import fields
from imagespec.compile.shapes import body
from imagespec.kinds import Resolution, Sheet
from imagespec.kinds.nearest import Grid
from imagespec.kinds.sizes import Sizes
from imagespec.spec.model import Contract, Operation, Parameter, Spec

SIZE = "size"
"""The parameter with the size of an image."""

_WRONG_SIZE = "1920x1080"
"""A size that people ask for and that most grids refuse: the mistake of the first request."""

_PROMPT = "A lighthouse in a storm, oil on canvas"

_LONG = 400
"""Characters from which on a text is written in an area of several lines."""

Plain = dict[str, Any]


class _Once:
    """A list in which equal entries stand once."""

    def __init__(self) -> None:
        self.entries: list[Plain] = []

    def index(self, entry: Plain) -> int:
        if entry not in self.entries:
            self.entries.append(entry)
        return self.entries.index(entry)


def page_data(spec: Spec) -> Plain:
    """The data of the page as plain JSON.

    Returns:
        ``operations`` by name with their models and, by model, the index of its contract in ``contracts``; a contract has
        ``fields`` of the form and ``sizes``, with indexes into ``maps``; a map has ``columns`` of width, least and greatest
        height and step in pixels.
    """
    contracts, maps = _Once(), _Once()
    operations = [_operation(spec, operation, contracts, maps) for operation in spec.operations.values()]
    labels = {name: words.model_label(spec, name) for name in spec.models}
    return {"operations": operations, "models": labels, "contracts": contracts.entries, "maps": maps.entries}


def _operation(spec: Spec, operation: Operation, contracts: _Once, maps: _Once) -> Plain:
    models = words.models_in_order(spec, operation)
    of_models = {name: contracts.index(_contract(spec.contract(operation.name, name), maps)) for name in models}
    return {
        "name": operation.name, "title": operation.title, "path": operation.path, "multipart": operation.encoding == "multipart",
        "within": operation.within, "models": of_models, "example": _example(spec, operation, models),
    }  # fmt: skip


def _example(spec: Spec, operation: Operation, models: tuple[str, ...]) -> Plain:
    """A request to begin with, which has one mistake where some model refuses sizes that people ask for."""
    strict = (name for name in models if _refuses_sizes(spec.contract(operation.name, name)))
    model = next(strict, "") or words.recommended_model(spec, operation)
    contract = spec.contract(operation.name, model)
    request = body.example(contract, (model,))
    if "prompt" in request:
        request["prompt"] = _PROMPT
    return {**request, **({SIZE: _WRONG_SIZE} if _refuses_sizes(contract) else {})}


def _refuses_sizes(contract: Contract) -> bool:
    limit = _limit(contract)
    return isinstance(limit, Resolution) and limit.refuses("step") and any(limit.check(_WRONG_SIZE))


def _contract(contract: Contract, maps: _Once) -> Plain:
    shown = fields.shown(contract)
    return {"fields": [_field(parameter) for parameter in shown], "sizes": _sizes(contract, maps)}


# -- fields ---------------------------------------------------------------------------------------------------------


def _field(parameter: Parameter) -> Plain:
    """A field of the form; what it does not say is left out."""
    required = fields.needed(parameter)
    limits = body.own_limits(parameter)
    entry: Plain = {
        "name": parameter.name,
        "title": words.title(parameter),
        "help": fields.help_text(parameter, required=required),
        "type": parameter.type.name,
        "group": words.titled(parameter.group) if parameter.group else "",
        "required": required,
    }
    if "enum" in limits:
        entry["values"] = [[value, words.label(parameter, str(value))] for value in limits["enum"]]
    entry |= {key: limits[key] for key in ("minimum", "maximum") if key in limits}
    if parameter.type.name == "string" and "enum" not in limits and limits.get("maxLength", 0) >= _LONG:
        entry["long"] = True
    if body.default_fits(parameter):
        entry["default"] = parameter.default
    if parameter.fields:
        entry["fields"] = [_field(inner) for inner in parameter.fields]
    if parameter.item:
        one = parameter.item.title or words.title(parameter).removesuffix("s")
        entry["item"] = {**_field(parameter.item), "title": one}
    return {key: value for key, value in entry.items() if value is not False and value != ""}


# -- sizes ----------------------------------------------------------------------------------------------------------


def _sizes(contract: Contract, maps: _Once) -> Plain | None:
    """The sizes of a model: those of an image, and those of a frame where a file has several."""
    limit = _limit(contract)
    if limit is None or not limit.grid.widths:
        return None
    entry: Plain = {"map": maps.index(_map(limit.grid, limit))}
    sheets = [kind for kind in contract.interactions if isinstance(kind, Sheet) and kind.frame == SIZE]
    if sheets:
        first = sheets[0]
        entry["frames"] = {
            "when": first.when.parameter, "values": [*first.when.values], "count": first.frames, "default": first.default,
            "sheets": [[sheet.low, sheet.high, maps.index(_map(sheet.grid, sheet))] for sheet in sheets],
        }  # fmt: skip
    return entry


def _limit(contract: Contract) -> Resolution | Sizes | None:
    size = next((parameter for parameter in contract.parameters if parameter.name == SIZE), None)
    return next((kind for kind in (size.constraints if size else ()) if isinstance(kind, (Resolution, Sizes))), None)


def _map(grid: Grid, limit: Resolution | Sizes | Sheet) -> Plain:
    columns = [[width, run[0], run[-1], run.step] for width, run in grid]
    above = getattr(limit, "experimental", None)
    asked = [problem for problem in limit.problems if problem not in ("format", "experimental")]
    limits = [[limit.allowed(problem), limit.severity_of(problem)] for problem in asked]
    return {"columns": columns, "experimental": above.above if above else 0, "limits": limits}
