"""Where a request goes: what the address says of how it is to be read."""

from __future__ import annotations

from imagespec.engine.operations import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imagespec.api import Handle

IMAGES, RESPONSES, FILES = "images", "responses", "files"
"""What is sent: a request of the Images API, one of the Responses API, or a file."""

TOOL = "tool"
"""The operation of the image tool of the Responses API."""

_KINDS = {TOOL: RESPONSES, FILES: FILES}
_JSON_ONLY = ("generate", TOOL)
_FORMS_ONLY = ("variation",)
_MOST = 256
"""Most addresses that are remembered."""


class Endpoint:
    """What an address takes.

    Attributes:
        kind: ``IMAGES``, ``RESPONSES`` or ``FILES``.
        json, form: the operation of a JSON body and of a form, empty where the table knows none.
        deployment: the name of the deployment that the address holds, empty for none.
    """

    __slots__ = ("deployment", "form", "json", "kind")

    def __init__(self, kind: str, operations: tuple[str, ...], deployment: str) -> None:
        self.kind = kind
        self.json = next((name for name in operations if name.endswith("-json")), "")
        self.form = next((name for name in operations if not name.endswith("-json") and name not in _JSON_ONLY), "")
        if not self.json:
            self.json = next((name for name in operations if name not in _FORMS_ONLY and name != self.form), "")
        self.deployment = deployment


class Endpoints:
    """The addresses that are judged by a table."""

    def __init__(self, handle: Handle) -> None:
        self._paths = dict(handle.paths)
        if TOOL in handle.engine.operations:
            self._paths["/v1/responses"] = (TOOL,)
        if handle.batch is not None:
            self._paths["/v1/files"] = (FILES,)
        self._known: dict[str, Endpoint | None] = {}

    def __call__(self, url: str) -> Endpoint | None:
        """What an address or the end of its path takes, ``None`` where requests to it are not judged."""
        try:
            return self._known[url]
        except KeyError:
            if len(self._known) >= _MOST:
                self._known.clear()
            return self._known.setdefault(url, self._found(url))

    def _found(self, url: str) -> Endpoint | None:
        operations = named(url if "/" in url else f"/{url}", self._paths)
        if not operations:
            return None
        kind = _KINDS.get(operations[0], IMAGES)
        return Endpoint(kind, operations, _deployment(url))


def _deployment(url: str) -> str:
    """The name after ``/deployments/`` in an address of Azure."""
    from urllib.parse import unquote

    name = url.partition("?")[0].rpartition("/deployments/")[2].partition("/")[0] if "/deployments/" in url else ""
    return unquote(name)
