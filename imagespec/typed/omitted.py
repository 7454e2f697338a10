"""``OMIT``: the value of a parameter that is not sent, which is another thing than null."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal

from imagespec.report.frozen import NOTHING

if TYPE_CHECKING:
    from attrs import Attribute


class Omitted(Enum):
    """The type of ``OMIT``, for annotations. Test a field with ``is OMIT``; false in a boolean test."""

    OMIT = "OMIT"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "OMIT"


OMIT: Final = Omitted.OMIT


def omittable(cls: type, attributes: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Let required fields of a request start as ``OMIT``, so that a missing one is a finding among the others."""
    for attribute in attributes:
        if attribute.default is NOTHING:
            attribute.default = OMIT
    return attributes
