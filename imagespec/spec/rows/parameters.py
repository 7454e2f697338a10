"""Rows about parameters."""

from __future__ import annotations

from typing import Any

from imagespec.kinds.kind import Kind, Provenance
from imagespec.report.frozen import field, frozen
from imagespec.report.weight import Basis

Names = tuple[str, ...]

WANTED = {"wanted": True}
"""Metadata of a field that a row can be read without, but that the rules about tables ask for."""


@frozen(kw_only=True)
class ParameterRow:
    """One parameter: an operation declares it with its type, a family or a model names what it changes.

    ``constraints`` holds the kinds of the row by their key.

    Attributes:
        type: the type of the value; needed where a parameter, or a field or entry in one, is declared
        nullable: whether null is taken, as if the parameter were left out
        required: whether the parameter must be there
        default: the value of a request without the parameter
        summary: what the parameter is for, in a sentence
        title: its name for people, on forms; without it, made of its name
        labels: names for people of its values, by value; without one, made of the value
        group: the part of a form in which it stands, such as format; main without it, which stands first, as advanced stands last
        also_named: other names that the API takes for the same parameter
        numbered: whether the entries of a list may be fields of their own in a form, such as image[0] and image[1]
        instead_of: parameters of other operations whose place it takes, so that a request with one of those is led here
        source: the sources of the limits in the row that name none
        basis: how firmly source has it that the operation takes the parameter; fields of an object have that of the object
        reason: why, where that is not documented
        unsupported: says that the parameter is refused here, though another model takes it
        fields: the fields of an object
        items: what every entry of an array must be
    """

    type: str | None = None
    nullable: bool | None = None
    required: bool | None = None
    default: Any = None
    summary: str = ""
    title: str = ""
    labels: dict[str, str] = field(factory=dict)
    group: str = ""
    also_named: Names = ()
    numbered: bool | None = None
    instead_of: Names = ()
    source: Names = ()
    basis: Basis | None = None
    reason: str = ""
    unsupported: Provenance | None = None
    constraints: dict[str, Kind] = field(factory=dict)
    fields: dict[str, ParameterRow] = field(factory=dict)
    items: ParameterRow | None = None
