"""Words for people: titles, labels of values and groups, from the table or made of names, and models in the order of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from imagespec.spec.model import Model, Operation, Parameter, Spec

MAIN = "main"
"""The group of what the table puts in none."""

ADVANCED = "advanced"
"""The group that stands last."""

_SAID = {"retired": "ended", "deprecated": "ends"}

_SPELLED = {
    "id": "ID", "ids": "IDs", "url": "URL", "urls": "URLs", "json": "JSON", "png": "PNG", "jpeg": "JPEG", "jpg": "JPG", "gif": "GIF",
    "svg": "SVG", "webp": "WebP", "hd": "HD", "ms": "(ms)", "px": "(px)", "gpt": "GPT", "api": "API",
}  # fmt: skip
"""Words that are not written as they sound, and units."""


def title(parameter: Parameter) -> str:
    """The name of a parameter for people."""
    return parameter.title or titled(parameter.name)


def titled(name: str) -> str:
    """A parameter's name as a title."""
    words = [_SPELLED.get(word.lower(), word) for word in re.split(r"[\W_]+", name) if word]
    text = " ".join(words) or name
    return f"{text[:1].upper()}{text[1:]}"


def label(parameter: Parameter, value: str) -> str:
    """The name of a value for people."""
    return parameter.labels.get(value) or (re.sub(r"(?<=\d)x(?=\d)", " \u00d7 ", value) if value[:1].isdigit() else titled(value))


def explained(parameter: Parameter, values: Iterable[object]) -> str:
    """The labels that the table gives to some values, as a sentence; empty without any."""
    return "; ".join(f"{value}: {parameter.labels[value]}" for value in values if isinstance(value, str) and value in parameter.labels)


def grouped(parameters: Iterable[Parameter]) -> list[Parameter]:
    """Parameters as they stand on a form: by group, main first and advanced last; in a group, required ones first."""
    every = list(parameters)
    groups = list(dict.fromkeys((MAIN, *(parameter.group or MAIN for parameter in every))))

    def rank(parameter: Parameter) -> tuple[bool, int, bool]:
        group = parameter.group or MAIN
        return group == ADVANCED, groups.index(group), not parameter.required

    return sorted(every, key=rank)


def model_label(spec: Spec, name: str) -> str:
    """A model for people, with its end where one is announced: what a revision says is as of its day."""
    model = spec.models[name]
    dated = name.removeprefix(model.snapshot_of).strip("-@") if model.snapshot_of else ""
    notes = [dated] if dated else []
    notes += [end] if (end := model_end(spec, name)) else []
    return f"{model.title} ({', '.join(notes)})" if notes else model.title


def model_end(spec: Spec, name: str) -> str:
    """That a model has ended, or will, and when; empty where it stays."""
    end = _end(spec, spec.models[name])
    return f"{_SAID[end]} {spec.models[name].shutdown}" if end else ""


def models_in_order(spec: Spec, operation: Operation) -> tuple[str, ...]:
    """The models of an operation: the recommended one, then the newest; those whose end is announced, and last those that have ended."""
    recommended = recommended_model(spec, operation)

    def rank(name: str) -> tuple[int, int, int]:
        model = spec.models[name]
        own = model.snapshot_of or name
        place = {"retired": 3, "deprecated": 2}.get(_end(spec, model), 0 if own == recommended else 1)
        return place, -int(model.released.replace("-", "") or 0), operation.models.index(own) if own in operation.models else 0

    return tuple(sorted(operation.models, key=rank))


def recommended_model(spec: Spec, operation: Operation) -> str:
    """The model to use: the one to which those that end last are to move, else the newest that stays, else the first."""
    own = [model for name in operation.models if not (model := spec.models[name]).snapshot_of]
    staying = [model for model in own if not _end(spec, model)] or own
    names = [model.name for model in staying]
    for model in sorted((model for model in own if model.shutdown), key=lambda model: model.shutdown, reverse=True):
        for name in model.replacement:
            if name in names:
                return name
    return max(staying, key=lambda model: model.released).name


def _end(spec: Spec, model: Model) -> str:
    """Whether a model has ended or will, as far as that is worth saying on the day of the revision."""
    return model.lifecycle.problem_on(spec.revision) if model.lifecycle else ""
