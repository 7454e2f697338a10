"""Rows about request shapes."""

from __future__ import annotations

from typing import Literal

from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import field, frozen
from imagespec.report.weight import Basis
from imagespec.spec.rows.parameters import WANTED, Names, ParameterRow


@frozen(kw_only=True)
class DefaultModelRow:
    """The model of a request that names none: ``then`` when any parameter of ``when_sent`` is there, else ``model``.

    Attributes:
        model: the model
        when_sent: parameters that make it another model
        then: that other model
        source: the documents that say so
        basis: how firmly they do
        reason: why, where that is not documented
    """

    model: str
    when_sent: Names = ()
    then: str = ""
    source: Names = ()
    basis: Basis = "documented"
    reason: str = ""


@frozen(kw_only=True)
class OperationRow:
    """One request shape.

    Attributes:
        title: what it does
        method: the HTTP method
        path: the path of the endpoint
        encoding: how the body is sent
        sdk: the name of the call in the client library
        within: the list of the body of which one entry is such a request; the parameter type tells which
        source: the documents of its parameters and limits
        default_model: the model of a request that names none; without it, naming one is required
        name_the_model: says that leaving the model to the default draws a warning
        parameters: every field of the body, with model among them
    """

    title: str
    method: str
    path: str
    encoding: Literal["json", "multipart"]
    sdk: str = ""
    within: str = ""
    source: Names = field(default=(), metadata=WANTED)
    default_model: DefaultModelRow | None = None
    name_the_model: Provenance | None = None
    parameters: dict[str, ParameterRow] = field(factory=dict, metadata=WANTED)


@frozen(kw_only=True)
class BatchRow:
    """Limits of a Batch API file.

    Attributes:
        method: the HTTP method of its lines
        operations: the operations that its lines may be
        max_requests: the most lines
        max_bytes: the most bytes
        suffix: how the name of the file ends
        source: the documents that say so
    """

    method: str
    operations: Names
    max_requests: int
    max_bytes: int
    suffix: str = ""
    source: Names = ()
