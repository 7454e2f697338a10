"""The image tool in the ``tools`` of a Responses request: what it takes is the operation ``tool``, where the table has one."""

from __future__ import annotations

from typing import Any

from imagespec.places.documents.candidate import Candidate, Claim, Path, children
from imagespec.places.recognition import CALL
from imagespec.places.vocabulary import Vocabulary

KIND = "image_generation"
OPERATION = "tool"


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """An object whose ``tools`` make images."""
    tools = node.get("tools")
    if not isinstance(tools, list):
        return None
    found = [(index, tool) for index, tool in enumerate(tools) if isinstance(tool, dict) and tool.get("type") == KIND]
    if not found:
        return None
    rest = children(node, path, "tools")
    if OPERATION not in words.operations:
        return Claim(rest=rest, unchecked=f"the {KIND} tool of a Responses request is not checked: this table has no operation {OPERATION}")
    return Claim(tuple(Candidate(tool, (*path, "tools", index), (CALL,), (OPERATION,)) for index, tool in found), rest)
