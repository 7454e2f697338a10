"""Whether a value is an image request, of which operation, and how sure that is: the sum of weighted evidence, and a line.

Nothing is decided by ``image`` or ``images`` alone: those are keys of documents of every kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from imagespec.places.addresses import is_template
from imagespec.places.found import Evidence
from imagespec.places.vocabulary import Parameter, Vocabulary
from imagespec.values.names import nearest
from imagespec.values.sizes import dimensions, intended_dimensions
from imagespec.values.text import quoted

LINE = 5
"""The sum of weights from which on a value is a request."""

NAMED = Evidence("the file was named on the command line", 7)
OPERATION = Evidence("--operation says what the file holds", 4)
DEFAULT = Evidence("the user named a model for requests that name none", 3)
WHOLE = Evidence("it is a whole value of its file", 1)
SIBLING = Evidence("it stands among requests", 3)
LISTED = Evidence("it stands in a list of jobs", 2)
CALL = Evidence("it is what an image call is given", 10)
ADDRESS = Evidence("it is sent to an image endpoint of the API", 10)
GATEWAY = Evidence("it is sent to an image endpoint of a gateway", 6)
PLACE = Evidence("it stands where such a document keeps its image requests", 3)
ELSEWHERE = Evidence("it is sent to another service", -20)
ANOTHER_CALL = Evidence("it is sent to an endpoint that makes no images", -20)
"""What the surroundings of a value say."""

MODEL, FAMILY, TELLING, USUAL, FOREIGN, ANOTHER, CHAT, ANSWER, PRICE, NEITHER, MOSTLY = 4, 4, 2, 1, -4, -6, -20, -20, -20, -4, -5
"""The weights of what a value itself says: a model of the table, one of its families, a parameter of a telling name, any other
parameter; a model of others, parameters of other generators, those of a chat, those of an answer, and of a list of prices; that
there is neither a model nor a prompt, where nothing around it speaks of images, and that most of a named file is something else."""

_PIXELS = 3
"""The weight of a size in pixels as ``size``."""

NEAR = 0.8
"""How like a parameter a key must be to be one with a slip of the pen."""

_SILENT = frozenset({"image", "image[]", "images", "mask", "user", "stream", "safety_identifier", "metadata", "type", "action"})
"""Parameters whose names say nothing: so much else has them."""

_OF_OTHERS = frozenset({
    "negative_prompt", "num_inference_steps", "steps", "guidance_scale", "cfg_scale", "sampler_name", "sampler", "temperature",
    "max_tokens", "max_completion_tokens", "top_p", "top_k", "frequency_penalty", "presence_penalty", "aspect_ratio", "num_images",
    "image_size", "duration", "fps", "width", "height", "seconds",
})  # fmt: skip
_OF_CHATS = frozenset({"messages", "contents", "input"})
_OF_ANSWERS = frozenset({"b64_json", "revised_prompt", "created", "usage", "result", "created_at"})
_OF_PRICES = ("price", "pricing", "cost", "usd")


class Recognised(NamedTuple):
    """What a value is taken for: the operation (``""`` where it cannot be told), and why."""

    operation: str
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> int:
        """The sum of the weights."""
        return sum(evidence.weight for evidence in self.evidence)

    @property
    def is_request(self) -> bool:
        """Whether that is enough."""
        return self.score >= LINE


class Recognition:
    """Recognises requests by the words of one table."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def recognised(self, request: Mapping[str, Any], *beside: Evidence, operation: str = "") -> Recognised:
        """What a value is taken for.

        Args:
            request: an object. Values of other types than JSON has, such as unknown ones of source code, fit everything.
            beside: what its surroundings say.
            operation: the one that the surroundings name, empty for none.
        """
        itself: tuple[Evidence, ...] = tuple(self._of_itself(request, operation))
        is_misspelt = NAMED in beside and not any(evidence.weight > 0 for evidence in itself)
        slips = self._slips(request) if is_misspelt else []
        if slips:
            itself = (*itself, Evidence(f"{quoted(slips[0])} is nearly a parameter", USUAL))
        if not any(evidence.weight > 0 for evidence in (*itself, *(given for given in beside if given is CALL))):
            return Recognised("", (*beside, Evidence("nothing in it is a parameter with a value that fits", -20)))
        if not beside and not any(evidence.weight > 0 for evidence in self._of_model(request.get("model"))) and "prompt" not in request:
            itself = (*itself, Evidence("it names neither a model nor a prompt", NEITHER))
        if NAMED in beside and all(
            evidence.weight != ANOTHER for evidence in itself
        ):  # a name of one's own is no reason to look away there
            itself = tuple(evidence for evidence in itself if evidence.weight != FOREIGN)
        known = sum(key == "model" or key in self.vocabulary.every for key in request) + len(slips)
        if NAMED in beside and 2 * known < len(request):
            itself = (*itself, Evidence("most of its keys are no parameters", MOSTLY))
        return Recognised(operation or self.operation(request), (*beside, *itself))

    def operation(self, request: Mapping[str, Any]) -> str:
        """The operation that the values of a request speak for."""
        names = [*self.vocabulary.operations]
        first = names[0] if names else ""
        if references(request.get("images")):
            return "edit-json" if "edit-json" in names else first
        files = next((request[key] for key in ("image", "image[]") if key in request), None)
        if files is None:
            return "generate" if "generate" in names else first
        if not _is_file(files):
            return ""
        wanted = "edit" if "prompt" in request or "mask" in request else "variation"
        return wanted if wanted in names else first

    # -- what a value itself says ----------------------------------------------------------------------------------

    def _of_itself(self, request: Mapping[str, Any], operation: str) -> list[Evidence]:
        found = []
        known = self.vocabulary.parameters.get(operation, self.vocabulary.every)
        if (model := request.get("model")) is not None:
            found += self._of_model(model)
        is_known = bool(found) and found[0].weight > 0
        for name in request:
            if name in known and (weight := weight_of(name, request[name], known[name])):
                found.append(Evidence(f"{name}{_shown(request[name])}", weight))
        if references(request.get("images")):
            found.append(Evidence("images are references", MODEL))
        keys = {key for key in request if isinstance(key, str)}
        if others := sorted(keys & _OF_CHATS):
            found.append(Evidence(f"{others[0]} is of another kind of request", CHAT))
        if not is_known and (others := sorted((keys & _OF_OTHERS) - known.keys())):
            found.append(Evidence(f"{others[0]} is of other generators", ANOTHER))
        if others := sorted((keys & _OF_ANSWERS) - known.keys()):
            found.append(Evidence(f"{others[0]} is of an answer", ANSWER))
        if priced := next((key for key in keys if any(word in key.lower() for word in _OF_PRICES)), ""):
            found.append(Evidence(f"{quoted(priced)} is of a list of prices", PRICE))
        return found

    def _slips(self, request: Mapping[str, Any]) -> list[str]:
        """The keys that are nearly parameters; looked for only where somebody says that a request is there."""
        names = [name for name in (*self.vocabulary.every, "model") if name not in _SILENT]
        texts = (key for key, value in request.items() if isinstance(key, str) and isinstance(value, (str, int)))
        return [key for key in texts if key not in self.vocabulary.every and nearest(key, names, NEAR)]

    def _of_model(self, model: Any) -> list[Evidence]:
        if not isinstance(model, str):
            return []
        if self.vocabulary.model(model):
            return [Evidence(f"model is {quoted(model)}", MODEL)]
        if self.vocabulary.is_of_family(model):
            return [Evidence(f"model {quoted(model)} is named as image models are", FAMILY)]
        return [] if is_template(model) else [Evidence(f"model {quoted(model)} is none of the table", FOREIGN)]


def weight_of(name: str, value: Any, parameter: Parameter) -> int:
    """How much a parameter with a value says; 0 where the value is of a kind that the parameter never has."""
    if name in _SILENT or value is None:
        return 0
    telling = TELLING if "_" in name else USUAL
    if not isinstance(value, (str, int, float, bool, list, dict)) or (name != "prompt" and is_template(value)):
        return telling
    if isinstance(value, str):
        if name == "size" and dimensions(value):
            return _PIXELS
        if parameter.values:
            return telling if value in parameter.values else 0
        return telling if value and ("string" in parameter.types or value.isdigit()) else 0
    if isinstance(value, bool):
        return telling if "boolean" in parameter.types else 0
    if isinstance(value, (int, float)):
        return telling if {"integer", "number"} & parameter.types and value >= 0 else 0
    return 0


def is_meant(name: str, value: Any, parameter: Parameter) -> bool:
    """Whether a key of a program's own settings is meant as the parameter of its name, and not as something of that program."""
    if name in _SILENT:
        return False
    if name in ("style", "background"):
        return value in parameter.values if isinstance(value, str) else False
    if name == "size":
        return isinstance(value, str) and (value in parameter.values or intended_dimensions(value) is not None)
    if "string" in parameter.types or parameter.values:
        return isinstance(value, str)
    return isinstance(value, (int, float)) and (isinstance(value, bool) == ("boolean" in parameter.types))


def references(images: Any) -> bool:
    """Whether a value is a list of images as an edit in JSON has them."""
    return (
        isinstance(images, list)
        and bool(images)
        and all(isinstance(entry, dict) and any(isinstance(entry.get(key), str) for key in ("image_url", "file_id")) for entry in images)
    )


def _is_file(value: Any) -> bool:
    """Whether a value is, or names, a file with an image."""
    if isinstance(value, (list, tuple)):
        return bool(value) and all(map(_is_file, value))
    if isinstance(value, str):
        return value.startswith(("data:image/", "@")) or value.lower().endswith((".png", ".jpg", ".jpeg", ".webp"))
    return not isinstance(value, (int, float, bool, dict)) and value is not None


def _shown(value: Any) -> str:
    """A value in a sentence, where it is short."""
    return f" is {quoted(value)}" if isinstance(value, (str, int, float)) and len(str(value)) <= 24 else ""
