"""Calls of image requests in JavaScript and TypeScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.places.addresses import address
from imagespec.places.source.clients import OTHER_JS_PACKAGES, RAW, SDK, Given, Models, image_call, models_of
from imagespec.places.source.js_constants import Constants
from imagespec.places.source.js_tree import Tree, parsed
from imagespec.places.source.nodes import Call, Container, Member, Node
from imagespec.places.source.vercel import GENERATE, Vercel
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.unknown import UNKNOWN

_HTTP = frozenset({"fetch", "post", "request", "axios", "put", "ky", "got", "$fetch", "ofetch"})
_NEVER_MISSING = frozenset({"prompt", "image", "model", "images"})
"""Parameters that a call does not leave out, even where their value may be undefined as far as the text tells."""


def read(text: str, suffix: str, vocabulary: Vocabulary) -> JavaScript:
    """A text that is parsed. ``suffix`` is the ending of the name of the file.

    Raises:
        MissingParser: tree-sitter is not there.
    """
    data = text.encode("utf-8", "surrogatepass")
    return JavaScript(Tree(data, parsed(data, suffix)), vocabulary)


class JavaScript:
    """One text of JavaScript or TypeScript."""

    def __init__(self, tree: Tree, vocabulary: Vocabulary) -> None:
        self.tree, self._vocabulary = tree, vocabulary
        self._constants = Constants(tree)
        self._source = tree.data.decode("utf-8", "replace")
        self._vercel = Vercel(tree, self._constants, vocabulary)
        self._elsewhere = "openai" not in tree.modules and bool(tree.modules & OTHER_JS_PACKAGES)

    def calls(self) -> Iterator[Call]:
        """The calls, in the order of the text."""
        for call in self.tree.calls:
            function = call.child_by_field_name("function")
            if function is None:
                continue
            parts = self._parts(function)
            if not parts:
                continue
            given = call.child_by_field_name("arguments")
            arguments = (
                [child for child in given.named_children if child.type != "comment"]
                if given is not None and given.type == "arguments"
                else []
            )
            found = self._sdk(function, parts, arguments) or self._http(function, parts, arguments)
            if found is None and parts[-1] in GENERATE and arguments:
                found = self._vercel.image(self._place(function), arguments[0])
            if found:
                yield found
            yield from self._tools(function, parts, arguments)

    def strings(self) -> Iterator[tuple[int, int]]:
        """Where the texts stand that are in the code."""
        return (self._constants.span(node) for node in self.tree.strings)

    def comments(self) -> list[tuple[int, str]]:
        """The comments, each with where it stands."""
        return [
            (self._constants.offset(node.start_byte), self.tree.text(node))
            for node in self.tree.comments
            if b"imagespec:" in self.tree.data
        ]

    def _place(self, function: Any) -> int:
        end = function.child_by_field_name("property") or function
        return self._constants.offset(end.start_byte)

    def _parts(self, function: Any) -> list[str]:
        parts: list[str] = []
        while function.type in ("member_expression", "non_null_expression", "parenthesized_expression"):
            if function.type == "member_expression":
                parts.append(self.tree.text(function.child_by_field_name("property")))
                function = function.child_by_field_name("object")
            else:
                function = function.named_children[0]
        if function.type in ("identifier", "this"):
            parts.append(self.tree.text(function))
        return parts[::-1]

    # -- the official package --------------------------------------------------------------------------------------

    def _sdk(self, function: Any, parts: list[str], arguments: list[Any]) -> Call | None:
        names = [part for part in parts if part not in RAW]
        if len(names) > 1 and names[-2] == "images" and names[-1] in SDK and arguments:
            operation = SDK[names[-1]]
        elif names[-1] == "createImage" and len(names) > 1 and "openai" in self.tree.modules and arguments:
            operation = "generate"
        else:
            return None
        node = self._constants.node(arguments[0])
        if node.members is None:
            return None
        models = self._models_of(function.child_by_field_name("object"), names)
        return image_call(operation, self._given(node), self._place(function), self._vocabulary, ".".join(names[-2:]), models)

    def _given(self, node: Node) -> Given:
        """What an object sends: a value that may be undefined may not be sent."""
        members, is_open = [], node.open
        for member in (node.members or {}).values():
            if member.node.value is UNKNOWN and self._may_be_undefined(member) and member.name not in _NEVER_MISSING:
                is_open = True
            else:
                members.append(member)
        return Given(members, is_open, _home(node))

    def _may_be_undefined(self, member: Member) -> bool:
        return not self._source[member.node.start : member.node.end].lstrip().startswith(("`", "'", '"', "[", "{"))

    def _models_of(self, receiver: Any, names: list[str], depth: int = 6) -> Models:
        """Whose models a client takes, as far as the text tells."""
        while receiver is not None and (
            receiver.type in ("non_null_expression", "parenthesized_expression", "await_expression") or self._is_part(receiver)
        ):
            receiver = receiver.child_by_field_name("object") or receiver.named_children[0]
        if receiver is None or depth <= 0:
            return Models.ANY
        if receiver.type == "new_expression":
            return self._made_by(receiver)
        if receiver.type == "identifier":
            bindings = self.tree.bound(receiver, self.tree.text(receiver))
            if len(bindings) == 1 and bindings[0].value is not None and not bindings[0].is_default and not bindings[0].kind:
                return self._models_of(bindings[0].value, names, depth - 1)
        if receiver.type == "member_expression" and self.tree.text(receiver.child_by_field_name("object")) == "this":
            made = self._set_to(self.tree.text(receiver.child_by_field_name("property")))
            return self._models_of(made, names, depth - 1) if made is not None else Models.OTHERS if self._elsewhere else Models.ANY
        return Models.OTHERS if self._elsewhere else Models.ANY

    def _is_part(self, node: Any) -> bool:
        return node.type == "member_expression" and self.tree.text(node.child_by_field_name("property")) in {"images", *RAW}

    def _set_to(self, name: str) -> Any:
        """The only ``new`` that a field of this name is set to in the text."""
        found = []
        for call in self.tree.calls:
            around = call.parent
            if call.type == "new_expression" and around.type in ("assignment_expression", "public_field_definition", "field_definition"):
                target = around.child_by_field_name("left") or around.child_by_field_name("name") or around.child_by_field_name("property")
                if target is not None and self.tree.text(target).rpartition(".")[2] == name:
                    found.append(call)
        return found[0] if len(found) == 1 else None

    def _made_by(self, call: Any) -> Models:
        name = self.tree.text(call.child_by_field_name("constructor")).rpartition(".")[2]
        if name == "AzureOpenAI":
            return Models.DEPLOYMENTS
        if name not in ("OpenAI", "OpenAIApi"):
            bindings = self.tree.bound(call, name)
            other = len(bindings) == 1 and bindings[0].imported in OTHER_JS_PACKAGES
            return Models.OTHERS if other or self._elsewhere else Models.ANY
        given = call.child_by_field_name("arguments")
        first = given.named_children[0] if given is not None and given.named_children else None
        node = self._constants.node(first) if first is not None else None
        if node is None:
            return Models.TABLE
        base = (node.members or {}).get("baseURL")
        if base is None:
            return Models.TABLE if node.members is not None and not node.open else Models.ANY
        return models_of(address(base.node.value, self._vocabulary).service) if isinstance(base.node.value, str) else Models.ANY

    # -- HTTP ------------------------------------------------------------------------------------------------------

    def _http(self, function: Any, parts: list[str], arguments: list[Any]) -> Call | None:
        if parts[-1] not in _HTTP or not arguments:
            return None
        options = [self._constants.node(argument) for argument in arguments[:3]]
        urls = [self._constants.template(argument) for argument in arguments[:2] if argument.type != "object"]
        configured = next((node.members["url"].node.value for node in options[:1] if node.members and "url" in node.members), None)
        urls += [configured] if isinstance(configured, str) else []
        found = next((found for url in urls if (found := address(url, self._vocabulary)).operations), None)
        if found is None:
            return None
        body = self._body(parts[-1], arguments, isinstance(configured, str))
        node = self._constants.node(body) if body is not None else None
        if node is None or node.members is None:
            return None
        operation = "edit-json" if "edit" in found.operations else found.operations[0]
        models = Models.DEPLOYMENTS if found.deployed else models_of(found.service)
        return image_call(
            operation, self._given(node), self._place(function), self._vocabulary, f"{parts[-1]} to {found.operations[0]}", models
        )

    def _body(self, name: str, arguments: list[Any], configured: bool) -> Any:
        """The expression of the body of a request: ``body`` of fetch, ``json`` of ky and got, ``data`` or the second argument of axios."""
        places = [argument for argument in arguments if argument.type == "object"]
        for place in places:
            for key in ("body", "json", "data"):
                value = self._value_of(place, key)
                if value is not None and (key != "body" or self._written(value) is not value or name not in ("fetch",)):
                    return self._written(value)
        if name in ("post", "put") and len(arguments) > 1 and not configured:
            return self._written(arguments[1])
        return None

    def _value_of(self, place: Any, key: str) -> Any:
        for pair in place.named_children:
            if pair.type == "pair" and self.tree.text(pair.child_by_field_name("key")).strip("\"'") == key:
                return pair.child_by_field_name("value")
            if pair.type == "shorthand_property_identifier" and self.tree.text(pair) == key:
                return pair
        return None

    def _written(self, value: Any) -> Any:
        """What ``JSON.stringify(...)`` writes; the value itself where it is anything else."""
        if value.type == "call_expression" and self.tree.text(value.child_by_field_name("function")) == "JSON.stringify":
            given = value.child_by_field_name("arguments").named_children
            return given[0] if given else value
        if value.type == "identifier":
            bindings = self.tree.bound(value, self.tree.text(value))
            if len(bindings) == 1 and bindings[0].value is not None and bindings[0].value.type == "call_expression":
                return self._written(bindings[0].value)
        return value

    # -- the image tool --------------------------------------------------------------------------------------------

    def _tools(self, function: Any, parts: list[str], arguments: list[Any]) -> Iterator[Call]:
        if parts[-1] == "imageGeneration" and parts[-2:-1] == ["tools"]:
            if arguments and (node := self._constants.node(arguments[0])).members is not None:
                found = self._vercel.tool(self._place(function), node)
                if found:
                    yield found
            return
        listed = []
        for argument in arguments[:1]:
            if argument.type == "object" and (tools := self._value_of(argument, "tools")) is not None:
                listed.append(self._constants.node(tools))
            elif parts[-1] == "bindTools":
                listed.append(self._constants.node(argument))
        for node in listed:
            for entry in node.entries or []:
                if entry.members and "type" in entry.members and entry.members["type"].node.value == "image_generation":
                    found = image_call("tool", self._given(entry), entry.start, self._vocabulary, "the image tool", Models.TABLE)
                    if found:
                        yield found


def _home(node: Node) -> Container | None:
    """What holds the members of an object, where that is one place."""
    homes = {id(member.container): member.container for member in (node.members or {}).values()}
    return next(iter(homes.values())) if len(homes) == 1 else None
