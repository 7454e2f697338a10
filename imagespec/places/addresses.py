"""What an address says about the body that is sent to it: an image operation, another call, or another service."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from imagespec.places.vocabulary import Vocabulary
from imagespec.values.patterns import pattern

_OURS = pattern(r"(?:.*\.)?(?:openai\.com|openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com|azure-api\.net)\Z")
"""Hosts of the API itself, and of Azure, which serves it."""

_OTHERS = pattern(
    r"(?:.*\.)?(?:x\.ai|together\.(?:xyz|ai)|deepinfra\.com|fireworks\.ai|nebius\.(?:ai|com)|volces\.com|bigmodel\.cn|aliyuncs\.com"
    r"|siliconflow\.(?:cn|com)|stability\.ai|recraft\.ai|replicate\.com|fal\.(?:ai|run)|googleapis\.com|novita\.ai|hyperbolic\.xyz"
    r"|huggingface\.co|venice\.ai|mistral\.ai|minimax(?:i)?\.(?:io|com|chat)|ideogram\.ai|leonardo\.ai|bfl\.(?:ai|ml)|runwayml\.com"
    r"|lumalabs\.ai|krea\.ai|segmind\.com|getimg\.ai|freepik\.com|clipdrop\.co|moonshot\.(?:ai|cn)|baidubce\.com|stepfun\.com)\Z"
)
"""Hosts of services with models of their own, whose paths may look the same."""

_HOST = pattern(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)", re.IGNORECASE)
_TEMPLATE = pattern(r"\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+|<[^<>]+>|\{[^{}/]*\}|%\w+%|:\w+(?=/)")
_IMAGES = pattern(r"/images?/(?:generations|edits|variations|generate|edit)\b|\bimages\.(?:generate|edit|create_variation)\b")
_DEPLOYMENT = pattern(r"/deployments/([^/?#]+)/")
_RESPONSES = pattern(r"/responses/?(?:[?#]|\Z)")


_PLACEHOLDER = pattern(
    r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{[^}]*\}|\$\([^)]*\)|\A\$\w+\Z|\A<[^<>]+>\Z|\A\{\w[\w. ]*\}\Z|\A%\w+%\Z|\A__\w+__\Z",
    re.DOTALL,
)


class Service(Enum):
    """Whose an address is."""

    OURS = "the API or Azure"
    OTHER = "another service"
    UNKNOWN = "a gateway, or not known"


class Address(NamedTuple):
    """What an address means.

    ``operations`` are those of an image endpoint, none for any other; ``is_other_call`` says that it is surely none;
    ``is_responses`` that it takes bodies of the Responses API; ``deployed`` that the model stands in the address.
    """

    operations: tuple[str, ...]
    service: Service
    is_other_call: bool
    is_responses: bool
    deployed: bool


def address(text: str, vocabulary: Vocabulary) -> Address:
    """Tell what an address means: a whole one, a path, or one with placeholders in it (``{{host}}/images/edits``)."""
    words = text.split()
    plain = words[-1].strip("\"'`").removeprefix("=") if words else ""
    found = vocabulary.handle.operations_of(plain) if "/" in plain else ()
    has_path = bool(_TEMPLATE.sub("", plain.partition("://")[2].partition("/")[2] if "://" in plain else plain).strip("/={} $"))
    is_open = bool(_TEMPLATE.search(plain)) and not has_path
    return Address(
        found, _service(plain), bool(plain) and not found and not is_open and not _IMAGES.search(plain) and "/" in plain,
        bool(_RESPONSES.search(plain)), bool(_DEPLOYMENT.search(plain)),
    )  # fmt: skip


def _service(text: str) -> Service:
    match = _HOST.match(text)
    host = match.group(1).lower() if match else ""
    if not match and re.match(r"[\w-]+(?:\.[\w-]+)+/", text):
        host = text.partition("/")[0].lower()
    if _OURS.match(host) or (not host and text.startswith("/")):
        return Service.OURS
    return Service.OTHER if _OTHERS.match(host) else Service.UNKNOWN


def is_template(value: object) -> bool:
    """Whether a text is, or holds, a placeholder that something fills in: ``{{ $json.size }}``, ``${SIZE}``, ``<size>``, ``{size}``."""
    return isinstance(value, str) and (value.startswith("=") or bool(_PLACEHOLDER.search(value)))
