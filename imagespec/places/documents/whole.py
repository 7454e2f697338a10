"""A whole value of a file: a request, one line of a list of jobs, or the settings of a program."""

from __future__ import annotations

from typing import Any

from imagespec.places.documents.bodies import surroundings
from imagespec.places.documents.candidate import Candidate
from imagespec.places.found import Evidence
from imagespec.places.recognition import NAMED, NEAR, OPERATION, WHOLE, references
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.names import nearest

_IMAGES = ("image", "image[]", "image[0]", "mask")


_OF_JOBS = frozenset({"out", "use_case", "scene", "composition", "lighting", "palette", "materials", "constraints", "negative", "augment"})
"""Keys of lines for the imagegen tool, which makes prompts of them."""


def whole(
    node: dict[str, Any], beside: tuple[Evidence, ...], words: Vocabulary, *, listed: bool = False, settings: bool = False
) -> Candidate:
    """What a whole value may be.

    ``beside`` is what its file says about it; ``listed`` that it is one of several; ``settings`` that such files hold settings.
    """
    unknown = [key for key in node if key != "model" and key not in words.every]
    is_asked = NAMED in beside or OPERATION in beside
    carries = "prompt" in node or references(node.get("images")) or any(key in node for key in _IMAGES)
    is_job = "model" not in node or not _OF_JOBS.isdisjoint(node)
    if settings or (listed and isinstance(node.get("prompt"), str) and is_job and unknown and not _slips(unknown, words)):
        own = partial = True
    elif not carries:
        own = partial = bool(unknown and not _slips(unknown, words)) or not is_asked
    else:
        own = partial = not is_asked and 2 * len(unknown) > len(node)
    return Candidate(node, (), (WHOLE, *beside, *surroundings(node, words)), partial=partial, own=own)


def _slips(unknown: list[str], words: Vocabulary) -> bool:
    return any(nearest(key, words.every, NEAR) for key in unknown)
