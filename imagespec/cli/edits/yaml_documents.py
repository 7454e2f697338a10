"""The requests of a YAML file, found again by the places they begin at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from imagespec.cli.edits.text_edit import Refused
from imagespec.cli.edits.yaml_nodes import Nodes
from imagespec.cli.inputs.yaml_document import documents

if TYPE_CHECKING:
    from imagespec.cli.inputs.parsed import Place


class Documents:
    """The documents of a text that begins at ``start``. Those that are no YAML hold nothing."""

    def __init__(self, text: str, start: int) -> None:
        self._found: dict[Place, tuple[Nodes, Any]] = {}
        for lines_before, offset, document in documents(text[start:]):
            try:
                nodes = Nodes(text, start + offset, document)
            except Refused:
                continue
            root = nodes.root
            for node in root.value if isinstance(root, yaml.SequenceNode) else [root] if root else []:
                place = (lines_before + node.start_mark.line + 1, node.start_mark.column + 1)
                self._found.setdefault(place, (nodes, node))

    def at(self, place: Place) -> tuple[Nodes, Any] | None:
        """The document and the node of the request at a place."""
        return self._found.get(place)
