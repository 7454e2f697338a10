"""Calls of image requests in Python."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from io import StringIO
from itertools import accumulate
from tokenize import COMMENT, TokenError, generate_tokens
from typing import Any

from imagespec.places.addresses import address
from imagespec.places.source.clients import OPTIONS, OTHER_PACKAGES, RAW, SDK, Given, Models, image_call, models_of, tolerant
from imagespec.places.source.constants import Constants
from imagespec.places.source.nodes import Call, Container, Member, Node, unknown
from imagespec.places.source.positions import Text
from imagespec.places.source.scopes import Scope, Scopes
from imagespec.places.vocabulary import Vocabulary

_OPENAI = frozenset({"OpenAI", "AsyncOpenAI", "openai"})
_AZURE = frozenset({"AzureOpenAI", "AsyncAzureOpenAI"})
_LEGACY = {"create": "generate", "acreate": "generate", "create_edit": "edit", "acreate_edit": "edit",
           "create_variation": "variation", "acreate_variation": "variation"}  # fmt: skip
_LITELLM = {"image_generation": "generate", "aimage_generation": "generate", "image_edit": "edit", "aimage_edit": "edit",
            "image_variation": "variation", "aimage_variation": "variation"}  # fmt: skip
_POSITIONS = {
    "generate": ("prompt", "model", "n", "quality", "response_format", "size", "style", "user"),
    "edit": ("image", "prompt", "model", "mask"),
    "variation": ("image", "model", "n", "response_format", "size", "user"),
}
"""What the functions of LiteLLM take by position."""

_LANGCHAIN = frozenset({"DallEAPIWrapper"})
_HTTP = frozenset({"post", "request", "fetch", "put", "stream", "build_request"})
_TOOLS = frozenset({"create", "acreate", "stream", "parse", "bind_tools", "bind", "retrieve"})


class NotPython(Exception):
    """A text that is no Python of the version that reads it, and the line where that shows."""


def comments(text: str) -> list[tuple[int, str]]:
    """The comments of a text that name this package, each with where it stands."""
    if "imagespec:" not in text:
        return []
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    try:
        tokens = [token for token in generate_tokens(StringIO(text).readline) if token.type == COMMENT]
    except (TokenError, SyntaxError):
        return []
    return [(starts[token.start[0] - 1] + token.start[1], token.string) for token in tokens]


class Python:
    """One text of Python."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise NotPython(f"line {getattr(error, 'lineno', None) or 1}") from None
        self._vocabulary = vocabulary
        self._text = Text(text)
        self._scopes = Scopes(self.tree)
        self._constants = Constants(self._scopes, self._text)
        self._elsewhere = not self._scopes.imports & {"openai", "litellm", "langchain_openai"} and bool(
            self._scopes.imports & OTHER_PACKAGES
        )

    def calls(self) -> Iterator[Call]:
        """The calls, in the order of the text."""
        for call, scope in self._scopes.calls:
            parts = _parts(call.func)
            if not parts:
                continue
            found = self._sdk(call, scope, parts) or self._by_name(call, scope, parts) or self._http(call, scope, parts)
            if found:
                yield found
            yield from self._tools(call, scope, parts)

    def strings(self) -> Iterator[tuple[int, int]]:
        """Where the texts stand that are in the code."""
        return (self._text.span(node) for node in ast.walk(self.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))

    def _place(self, call: ast.Call) -> int:
        """Where the call is named: its last part, on whatever line."""
        end = self._text.span(call.func)[1]
        return end - len(_parts(call.func)[-1])

    # -- the official package --------------------------------------------------------------------------------------

    def _sdk(self, call: ast.Call, scope: Scope, parts: list[str]) -> Call | None:
        names = [part for part in parts if part not in RAW]
        if len(names) > 1 and names[-2] == "images" and names[-1] in SDK:
            operation, models = SDK[names[-1]], self._models_of(_receiver(call.func, "images"), scope)
        elif len(names) > 1 and names[-2] == "Image" and names[-1] in _LEGACY and (len(names) == 2 or names[-3] == "openai"):
            operation, models = _LEGACY[names[-1]], Models.ANY
            if len(names) == 2 and not self._imported("Image", scope).startswith("openai."):
                return None
        else:
            return None
        members, is_open, home = self._constants.arguments(call, scope)
        given = Given([*_with_body(members)], is_open, home)
        return image_call(operation, given, self._place(call), self._vocabulary, ".".join(names[-2:]), models)

    def _models_of(self, receiver: ast.expr | None, scope: Scope, depth: int = 6) -> Models:
        """Whose models a client takes, as far as the file tells."""
        if receiver is None or depth <= 0:
            return Models.ANY
        if isinstance(receiver, ast.Call):
            return self._made_by(receiver, scope, depth)
        if isinstance(receiver, ast.Await):
            return self._models_of(receiver.value, scope, depth - 1)
        if isinstance(receiver, ast.Attribute):
            if receiver.attr in RAW:
                return self._models_of(receiver.value, scope, depth - 1)
            around = scope.around
            fields = around.fields.get(receiver.attr, []) if around else []
            if len(fields) == 1 and fields[0].value is not None:
                return self._models_of(
                    fields[0].value, self._scopes.inner.get(_function(fields[0].value, self._scopes.parents), scope), depth - 1
                )
            return Models.OTHERS if self._elsewhere else Models.ANY
        if isinstance(receiver, ast.Name):
            found = self._constants.bound(receiver.id, scope)
            if found:
                where, binding = found
                if binding.imported:
                    return Models.TABLE if binding.imported == "openai" else Models.ANY
                if binding.value is not None and not binding.is_default:
                    return self._models_of(binding.value, where, depth - 1)
        return Models.OTHERS if self._elsewhere else Models.ANY

    def _made_by(self, call: ast.Call, scope: Scope, depth: int) -> Models:
        parts = _parts(call.func)
        name = parts[-1] if parts else ""
        if name in _AZURE:
            return Models.DEPLOYMENTS
        if name in ("with_options", "copy") and isinstance(call.func, ast.Attribute):
            return self._models_of(call.func.value, scope, depth - 1)
        root = self._imported(parts[0], scope).partition(".")[0] if parts else ""
        if root in OTHER_PACKAGES:
            return Models.OTHERS
        if name not in _OPENAI:
            return Models.OTHERS if self._elsewhere else Models.ANY
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        if None in given:
            return Models.ANY
        if "base_url" not in given or self._constants.node(given["base_url"], scope).value is None:
            return Models.TABLE
        return models_of(address(self._constants.template(given["base_url"], scope), self._vocabulary).service)

    def _imported(self, name: str, scope: Scope) -> str:
        found = self._constants.bound(name, scope)
        return found[1].imported if found else ""

    # -- LiteLLM, LangChain ----------------------------------------------------------------------------------------

    def _by_name(self, call: ast.Call, scope: Scope, parts: list[str]) -> Call | None:
        name = parts[-1]
        if name in _LITELLM and self._is_litellm(call, scope, parts):
            operation = _LITELLM[name]
            members, is_open, home = self._constants.arguments(call, scope, _POSITIONS[operation])
            given = {member.name: member for member in members}
            if "drop_params" in given:
                members = [member for member in members if member.name == "model"]
            base = given.get("api_base") or given.get("base_url")
            models = (
                models_of(address(base.node.value, self._vocabulary).service) if base and isinstance(base.node.value, str) else Models.ANY
            )
            sent = tolerant(Given(members, True, home), self._vocabulary, operation)
            return image_call(operation, sent, self._place(call), self._vocabulary, f"litellm.{name}", models)
        if name in _LANGCHAIN:
            members, is_open, home = self._constants.arguments(call, scope)
            named = [member._replace(name="model") if member.name == "model_name" else member for member in members]
            is_open = is_open or not {"model", "model_name"} & {member.name for member in members}
            is_open = is_open or "model_kwargs" in {member.name for member in members}
            sent = tolerant(Given(named, is_open, home), self._vocabulary, "generate")
            prompt = Member("prompt", self._text.span(call), None, unknown(*self._text.span(call)), home, 0)  # comes with each run
            sent = sent._replace(members=[prompt, *sent.members])
            return image_call("generate", sent, self._place(call), self._vocabulary, name)
        return None

    def _is_litellm(self, call: ast.Call, scope: Scope, parts: list[str]) -> bool:
        if len(parts) == 1:
            return self._imported(parts[0], scope).startswith("litellm")
        return parts[-2] in ("litellm", "router", "llm_router") or self._imported(parts[0], scope).startswith("litellm")

    # -- HTTP ------------------------------------------------------------------------------------------------------

    def _http(self, call: ast.Call, scope: Scope, parts: list[str]) -> Call | None:
        if parts[-1] not in _HTTP:
            return None
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        urls = [*call.args[:2], *([given["url"]] if "url" in given else [])]
        found = next((found for url in urls if (found := address(self._constants.template(url, scope), self._vocabulary)).operations), None)
        if found is None:
            return None
        is_form = "files" in given
        body = given.get("json") or given.get("data") or given.get("content") or given.get("body")
        if body is None:
            return None
        if isinstance(body, ast.Call) and (inner := _dumped(body)) is not None:
            body = inner
        node = self._constants.node(body, scope)
        if node.members is None:
            return None
        operation = found.operations[0]
        if "edit" in found.operations:
            operation = "edit" if is_form or ("data" in given and "images" not in node.members) else "edit-json"
        models = Models.DEPLOYMENTS if found.deployed else models_of(found.service)
        sent = Given(node.members.values(), node.open or is_form, _home(node))
        return image_call(operation, sent, self._place(call), self._vocabulary, f"{parts[-1]} to {found.operations[0]}", models)

    # -- the image tool --------------------------------------------------------------------------------------------

    def _tools(self, call: ast.Call, scope: Scope, parts: list[str]) -> Iterator[Call]:
        given = [keyword.value for keyword in call.keywords if keyword.arg in ("tools", "tool_config")]
        if parts[-1] == "bind_tools":
            given += call.args[:1]
        for expression in given:
            node = self._constants.node(expression, scope)
            for entry in node.entries or [node]:
                if entry.members and "type" in entry.members and entry.members["type"].node.value == "image_generation":
                    sent = Given(entry.members.values(), entry.open, _home(entry))
                    found = image_call("tool", sent, entry.start, self._vocabulary, "the image tool", Models.TABLE)
                    if found:
                        yield found


def _home(node: Node) -> Container | None:
    """What holds the members of an object, where that is one place."""
    homes = {id(member.container): member.container for member in (node.members or {}).values()}
    return next(iter(homes.values())) if len(homes) == 1 else None


def _with_body(members: list[Member]) -> Iterator[Member]:
    """The members that are sent; those of ``extra_body`` among them."""
    for member in members:
        if member.name == "extra_body":
            yield from (member.node.members or {}).values()
        elif member.name not in OPTIONS:
            yield member


def _parts(function: ast.expr) -> list[str]:
    """The names of what is called, of which the first may be missing: ``client.images.generate``."""
    parts: list[str] = []
    while isinstance(function, ast.Attribute):
        parts.append(function.attr)
        function = function.value
    if isinstance(function, ast.Name):
        parts.append(function.id)
    return parts[::-1]


def _receiver(function: ast.expr, name: str) -> ast.expr | None:
    """What has an attribute of a name in the name of what is called."""
    while isinstance(function, ast.Attribute):
        if function.attr == name:
            return function.value
        function = function.value
    return None


def _function(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Any:
    """The function around a node."""
    found: ast.AST | None = node
    while found is not None and not isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
        found = parents.get(found)
    return found


def _dumped(call: ast.Call) -> ast.expr | None:
    """What ``json.dumps(...)`` writes, also where it is encoded then."""
    parts = _parts(call.func)
    if parts[-1:] == ["encode"] and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call):
        return _dumped(call.func.value)
    return call.args[0] if parts[-1:] == ["dumps"] and call.args else None
