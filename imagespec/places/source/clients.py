"""What clients of the API are called, in whatever language, and what of their arguments is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from imagespec.places.addresses import Service, is_template
from imagespec.places.found import Evidence
from imagespec.places.recognition import CALL
from imagespec.places.source.nodes import Call, Container, Member, Node, unknown
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.unknown import UNKNOWN

SDK: Mapping[str, str] = {
    "generate": "generate", "edit": "edit", "create_variation": "variation", "createVariation": "variation",
}  # fmt: skip
"""The methods of ``images`` of the official packages, with the operation of each."""

RAW = frozenset({"with_raw_response", "with_streaming_response"})
"""Parts of the name of a call that say how the answer is read."""

OPTIONS = frozenset({"extra_headers", "extra_query", "extra_body", "timeout", "idempotency_key"})
"""Arguments of the official packages that are not sent as parameters."""

OTHER_PACKAGES = frozenset({
    "together", "zhipuai", "zai", "xai_sdk", "groq", "replicate", "fal_client", "stability_sdk", "mistralai", "huggingface_hub",
    "volcenginesdkarkruntime", "dashscope", "fireworks", "runwayml", "ideogram", "lumaai", "ollama", "genai", "recraft", "runware", "g4f",
})  # fmt: skip
"""Packages of other services, some of whose clients are called as those of OpenAI."""

OTHER_JS_PACKAGES = frozenset({
    "together-ai", "groq-sdk", "replicate", "@fal-ai/client", "@fal-ai/serverless-client", "@google/genai", "@google/generative-ai",
    "@mistralai/mistralai", "@huggingface/inference", "@runware/sdk-js", "@luma/client", "@runwayml/sdk", "zhipuai", "ollama", "g4f",
})  # fmt: skip


_TELLING = frozenset({"prompt", "model", "image", "image[]", "images"})
"""Of a client that is not known, a call with none of these is no image request: so much else has images."""


class Models(Enum):
    """Whose names of models a client takes."""

    TABLE = "those of the API"
    DEPLOYMENTS = "names of one's own, as of deployments on Azure"
    ANY = "not known"
    OTHERS = "those of another service"


class Given(NamedTuple):
    """What a call is given: its named arguments, the last of a name last; whether there may be more; and what holds them."""

    members: Iterable[Member]
    open: bool
    home: Container | None


def models_of(service: Service) -> Models:
    """Whose models are named to a service."""
    return {Service.OURS: Models.TABLE, Service.OTHER: Models.OTHERS, Service.UNKNOWN: Models.ANY}[service]


def image_call(operation: str, given: Given, place: int, vocabulary: Vocabulary, what: str, models: Models = Models.ANY) -> Call | None:
    """The request of a call, ``None`` where it is none to this API.

    Args:
        operation: of the table.
        given: what is sent.
        place: where the call is named.
        vocabulary: the words of the table.
        what: the call, in words.
        models: whose names of models it takes.
    """
    if models is Models.OTHERS:
        return None
    members = {member.name: member for member in given.members}
    absent = [name for name, member in members.items() if member.node.absent]
    for name in absent:
        del members[name]
    partial = given.open or bool(absent)
    if models is Models.ANY and not partial and not members.keys() & _TELLING:
        return None
    if (model := members.get("model")) is not None and isinstance(model.node.value, str):
        if not _is_ours(model.node.value, vocabulary):
            if models is Models.ANY:
                return None
            if models is Models.DEPLOYMENTS or is_template(model.node.value):
                members["model"] = model._replace(node=unknown(model.node.start, model.node.end))
    elif models is Models.ANY and (partial if model is None else not _may_be_ours(model.node, vocabulary)):
        return None  # it may be a model of another service as well
    elif model is None and models is Models.DEPLOYMENTS:
        partial = True
    if operation == "edit" and "images" in members and "image" not in members and "edit-json" in vocabulary.operations:
        operation = "edit-json"
    fine = () if models is Models.TABLE else ("model.prefixed",)  # gateways and wrappers of several services take prefixes
    if operation not in vocabulary.operations and operation != "tool":
        return None
    return Call(operation, members, partial, place, Evidence(f"{CALL.what}: {what}", CALL.weight), given.home, fine)


def tolerant(given: Given, vocabulary: Vocabulary, operation: str) -> Given:
    """What a client sends that leaves out null, what it does not know, and options of its own."""
    known = vocabulary.parameters.get(operation, {})
    members = [member for member in given.members if member.name == "model" or member.name in known]
    sent = [member for member in members if member.node.value is not None and not _nothing(member.node)]
    return Given(sent, given.open or any(_nothing(member.node) for member in members), given.home)


def _nothing(node: Node) -> bool:
    """Whether nothing is known of a value, so that it may be null."""
    return node.absent or (node.value is UNKNOWN and not node.defaults)


def _may_be_ours(node: Node, vocabulary: Vocabulary) -> bool:
    """Whether a model that is not known may be one of the table, as far as the text tells; one of a wrong type surely is wrong."""
    return node.value is not UNKNOWN or any(vocabulary.model(default.value) for default in node.defaults)


def _is_ours(name: str, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.model(name)) or vocabulary.is_of_family(name)
