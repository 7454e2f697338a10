"""Where a request goes: what the address says of how it is to be read."""

from __future__ import annotations

from imagespec.engine.operations import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from imagespec.api import Handle

IMAGES, RESPONSES, FILES = "images", "responses", "files"
"""What is sent: a request of the Images API, one of the Responses API, or a file."""

RESPONSES_PATH = "/v1/responses"
"""The path that reads a whole request of the Responses API for its image tools."""

TOOL = "tool"
"""The operation of the image tool of the Responses API."""

FILE_FIELDS = ("image", "mask", "markup")
"""The fields of forms that take files, alone or in lists such as ``image[]``."""

_KINDS = {TOOL: RESPONSES, FILES: FILES}
_JSON_ONLY = ("generate", TOOL)
_FORMS_ONLY = ("variation",)
_MOST = 256
"""Most addresses that are remembered."""


def is_for_file(field: str) -> bool:
    """Whether a field of a form takes files."""
    return field.partition("[")[0] in FILE_FIELDS


class Endpoint:
    """What an address takes.

    Attributes:
        kind: ``IMAGES``, ``RESPONSES`` or ``FILES``.
        json, form: the operation of a JSON body and of a form, empty where the table knows none.
        deployment: the name of the deployment that the address holds, empty for none.
        verdicts: of each model, whether a JSON body is right, where that is all there is to ask; the shortest way to an answer.
    """

    __slots__ = ("deployment", "form", "json", "kind", "verdicts")

    def __init__(self, kind: str, operations: tuple[str, ...], deployment: str) -> None:
        self.kind = kind
        self.json = next((name for name in operations if name.endswith("-json")), "")
        self.form = next((name for name in operations if not name.endswith("-json") and name not in _JSON_ONLY), "")
        if not self.json:
            self.json = next((name for name in operations if name not in _FORMS_ONLY and name != self.form), "")
        self.deployment = deployment
        self.verdicts: Mapping[str, tuple[Any, ...]] = {}


class Endpoints(dict[str, "Endpoint | None"]):
    """The addresses that are judged by a table, each looked up once; ``None`` stands for one that is not judged."""

    def __init__(self, handle: Handle, *, short: bool) -> None:
        """``short`` says that nobody asks for more than whether a request is right."""
        super().__init__()
        self._checks = handle.engine.checks if short else None
        self._paths = dict(handle.paths)
        if handle.batch is not None:
            self._paths["/v1/files"] = (FILES,)

    def __missing__(self, url: str) -> Endpoint | None:
        if len(self) >= _MOST:
            self.clear()
        return self.setdefault(url, self._found(url))

    def _found(self, url: str) -> Endpoint | None:
        operations = named(url if "/" in url else f"/{url}", self._paths)
        if not operations:
            return None
        endpoint = Endpoint(_KINDS.get(operations[0], IMAGES), operations, _deployment(url))
        if self._checks and endpoint.kind is IMAGES and endpoint.json and not endpoint.deployment:
            endpoint.verdicts = self._checks(endpoint.json).MODELS
        return endpoint


def _deployment(url: str) -> str:
    """The name after ``/deployments/`` in an address of Azure."""
    from urllib.parse import unquote

    name = url.partition("?")[0].rpartition("/deployments/")[2].partition("/")[0] if "/deployments/" in url else ""
    return unquote(name)
