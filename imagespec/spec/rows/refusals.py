"""Rows about how the API words what it refuses, as far as that does not follow from a limit."""

from __future__ import annotations

from typing import Literal

from imagespec.report.frozen import field, frozen
from imagespec.spec.rows.parameters import Names

ErrorType = Literal["invalid_request_error", "image_generation_user_error"]


@frozen(kw_only=True)
class ListedRow:
    """The order in which the API lists the values of a parameter.

    Attributes:
        values: every value, in that order; a refusal lists those that the model takes
        any_text: whether any text is of the parameter's type, so that a value of another type is told the type and no list
        source: the documents that show it
        reason: what of it is not shown by them
    """

    values: Names
    any_text: bool = False
    source: Names = ()
    reason: str = ""


@frozen(kw_only=True)
class RefusalTextRow:
    """What the API says when a rule is broken.

    Attributes:
        message: its sentence, in which {value} and {model} stand for those of the request, and {max}, {of} and the like for the limit
        below: the sentence about what is too small, where that is another one
        type: the sort of error
        param: the parameter it names, where that is not the one of the rule; empty where it names none
        code: the name of the error; empty where it has none
        operations: the operations in which it says so; all of them when left out, and none that the table does not have
        models: the models of which it says so; all of them when left out
        needs: of rules about two parameters, the one that is needed
        source: the documents that show it
    """

    message: str
    type: ErrorType
    below: str = ""
    param: str | None = None
    code: str = ""
    operations: Names = ()
    models: Names = ()
    needs: str = ""
    source: Names = ()


@frozen(kw_only=True)
class RefusalsRow:
    """How the API words a refusal: it tells one mistake of a request, in words of its own.

    Attributes:
        order: the parameters in the order in which their mistakes are told; unknown are keys that are not taken, files content types
        listed: the order in which the values of a parameter are listed
        texts: what is said when a rule is broken, by the name of the rule, where it does not follow from the limit
        source: the documents that show the order
    """

    order: Names = ()
    listed: dict[str, ListedRow] = field(factory=dict)
    texts: dict[str, RefusalTextRow] = field(factory=dict)
    source: Names = ()
