"""Rows about answers."""

from __future__ import annotations

from typing import Literal

from imagespec.report.frozen import field, frozen
from imagespec.spec.rows.parameters import WANTED, Names


@frozen(kw_only=True)
class ResponseFieldRow:
    """One field of an answer.

    ``type`` is ``string``, ``integer``, ``array`` (of ``items``) or the name of another response. ``values`` are the
    values known today; others are to be expected. An ``optional`` field may be missing or null.

    Attributes:
        type: string, integer, array, or the name of another response
        summary: what it holds, in a sentence
        items: the response that an array holds
        values: the texts known today
        optional: whether it may be missing or null
        encoding: how bytes are written in the text
        source: the documents that say so; without it, those of the response
    """

    type: str
    items: str = ""
    values: Names = ()
    optional: bool = False
    encoding: Literal["", "base64"] = ""
    summary: str
    source: Names = ()


@frozen(kw_only=True)
class ResponseRow:
    """One object that the API answers, or a choice between others (``any_of``).

    ``event`` is the ``type`` of a stream event; ``final`` says that no other follows it.

    Attributes:
        summary: what it is, in a sentence
        event: the type of the stream event that it is
        final: whether it is the last event of a stream
        any_of: instead of fields: the events that it may be
        source: the documents that describe it
        fields: its fields
    """

    summary: str
    event: str = ""
    final: bool = False
    any_of: Names = ()
    source: Names = field(default=(), metadata=WANTED)
    fields: dict[str, ResponseFieldRow] = field(factory=dict)
