"""What the AI SDK of Vercel sends: ``generateImage({model: openai.image("..."), ...})`` and its image tool."""

from __future__ import annotations

import re
from typing import Any

from imagespec.places.source.clients import Given, Models, image_call
from imagespec.places.source.js_constants import Constants
from imagespec.places.source.js_tree import Tree
from imagespec.places.source.nodes import Call, Member, Node
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.unknown import UNKNOWN

GENERATE = frozenset({"generateImage", "experimental_generateImage"})
_MODELS = frozenset({"image", "imageModel"})
_UPPER = re.compile(r"(?<=[a-z])([A-Z])")


class Vercel:
    """Reads the calls of one text. Of what is not sent as it stands, such as ``n``, nothing is claimed: the SDK makes several requests."""

    def __init__(self, tree: Tree, constants: Constants, vocabulary: Vocabulary) -> None:
        self._tree, self._constants, self._vocabulary = tree, constants, vocabulary

    def image(self, place: int, argument: Any) -> Call | None:
        """The request of ``generateImage``."""
        options = self._constants.node(argument)
        if options.members is None:
            return None
        model, models = self._model(argument, options)
        if models is Models.OTHERS:
            return None
        operation, sent = "generate", [options.members["size"]] if "size" in options.members else []
        prompt = options.members.get("prompt")
        if prompt is not None and prompt.node.members is not None:
            operation = "edit"
        given = options.members.get("providerOptions")
        own = (given.node.members or {}).get("openai") if given else None
        sent += self._snake(own.node, operation) if own else []
        known = [member for member in sent if member.node.value is not UNKNOWN]
        is_open = options.open or len(known) < len(sent) or prompt is None or operation != "generate"
        is_open = is_open or (given is not None and (given.node.members is None or given.node.open))
        is_open = is_open or (own is not None and (own.node.members is None or own.node.open))
        members = [*([model] if model else []), *([prompt] if prompt and operation == "generate" else []), *known]
        return image_call(operation, Given(members, is_open, None), place, self._vocabulary, "generateImage", models)

    def tool(self, place: int, options: Node) -> Call | None:
        """The request of ``openai.tools.imageGeneration``."""
        members = [member for member in self._snake(options, "tool") if member.node.value is not UNKNOWN]
        return image_call("tool", Given(members, True, None), place, self._vocabulary, "the image tool", Models.TABLE)

    def _snake(self, node: Node, operation: str) -> list[Member]:
        """The members of an object under the names that the API has for them, without those that it has none for."""
        named = [
            member._replace(name=_UPPER.sub(r"_\1", name).lower(), container=member.container)
            for name, member in (node.members or {}).items()
        ]
        known = self._vocabulary.parameters.get(operation, self._vocabulary.every)
        return [member for member in named if member.name in known and member.node.value is not None]

    def _model(self, argument: Any, options: Node) -> tuple[Member | None, Models]:
        """The name of the model, and whose it is."""
        member = (options.members or {}).get("model")
        if member is None:
            return None, Models.OTHERS
        if isinstance(member.node.value, str):
            return member, Models.ANY
        made = self._made(argument)
        if made is None:
            return None, Models.OTHERS
        function = made.child_by_field_name("function")
        owner, name = (
            self._tree.text(function.child_by_field_name("object") or function),
            self._tree.text(function.child_by_field_name("property") or function),
        )
        given = made.child_by_field_name("arguments").named_children
        provider = owner.rpartition(".")[2].lower()
        if name not in _MODELS or not given or provider not in ("openai", "azure", "gateway"):
            return None, Models.OTHERS
        node = self._constants.node(given[0])
        whose = Models.DEPLOYMENTS if provider == "azure" else Models.ANY
        return member._replace(node=node), whose

    def _made(self, argument: Any) -> Any:
        """The call that makes the model, which a constant may hold."""
        value: Any = None
        for pair in argument.named_children:
            if pair.type == "pair" and self._tree.text(pair.child_by_field_name("key")) == "model":
                value = pair.child_by_field_name("value")
            elif pair.type == "shorthand_property_identifier" and self._tree.text(pair) == "model":
                value = pair
        if value is not None and value.type in ("identifier", "shorthand_property_identifier"):
            bindings = self._tree.bound(value, self._tree.text(value))
            value = bindings[0].value if len(bindings) == 1 and not bindings[0].is_default else None
        return (
            value
            if value is not None and value.type == "call_expression" and value.child_by_field_name("function").type == "member_expression"
            else None
        )
