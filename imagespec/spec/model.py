"""A revision of the table, resolved: what each model takes in each operation, with nothing left to inherit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from imagespec.kinds import (
    Count,
    Interaction,
    KnownModel,
    Lifecycle,
    NamedModel,
    PrefixedModel,
    Required,
    ServedModel,
    SpelledOnce,
    Type,
    Unknown,
    Unsupported,
)
from imagespec.kinds.interaction import Condition
from imagespec.kinds.kind import Constraint, Kind, Provenance
from imagespec.report.frozen import Factory, evolve, field, frozen
from imagespec.report.source import Source
from imagespec.spec.rows import BatchRow, ConflictRow, RefusalsRow, ResponseRow


@frozen(kw_only=True)
class Instead:
    """The constraints that hold in place of a parameter's own ``when`` another parameter meets a condition."""

    when: Condition
    constraints: tuple[Kind, ...]


@frozen(kw_only=True)
class Parameter:
    """One parameter of a contract.

    ``fields`` are the parameters of an object, ``item`` describes each entry of an array, ``unknown`` judges the keys
    an object does not have. ``also_named`` are other names the API takes for the same field, ``instead_of`` the names that
    other operations have for it; ``numbered`` says that its entries may be fields of their own (``image[0]``), and ``once``
    that only one of all these names is used. ``instead`` may put others in place of ``constraints``. ``rule`` begins the names
    of its rules: the name, behind the name of the object around it where the operation has a parameter of that name.
    ``title``, ``labels`` (by value) and ``group`` are the words of the table for people, empty where it has none.
    """

    name: str
    rule: str
    type: Type
    required: Required | None = None
    default: Any = None
    summary: str = ""
    title: str = ""
    labels: dict[str, str] = field(factory=dict, hash=False)
    group: str = ""
    also_named: tuple[str, ...] = ()
    numbered: bool = False
    once: SpelledOnce | None = None
    instead_of: tuple[str, ...] = ()
    constraints: tuple[Kind, ...] = ()
    instead: Instead | None = None
    fields: tuple[Parameter, ...] = ()
    item: Parameter | None = None
    unknown: Unknown | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the other names of the parameter."""
        return (self.name, *self.also_named)

    @property
    def anyway(self) -> tuple[Kind, ...]:
        """The constraints that hold whatever the other parameters are; those in place of others say no more than these."""
        return self.instead.constraints if self.instead else self.constraints

    def beside(self, request: Mapping[Any, Any]) -> Parameter:
        """The parameter with the constraints that hold beside the other values of a request."""
        held = self.instead and self.instead.when.holds(request.get(self.instead.when.parameter))
        return evolve(self, constraints=self.anyway, instead=None) if held else self

    @property
    def most(self) -> int | None:
        """The most entries a list may have, as far as more are refused."""
        return next((kind.max for kind in self.constraints if isinstance(kind, Count) and kind.refuses("count")), None)

    def walk(self) -> Iterator[Parameter]:
        """The parameter, then every field and item inside it."""
        yield self
        for inner in (*self.fields, *([self.item] if self.item else [])):
            yield from inner.walk()

    def limits(self) -> Iterator[Constraint]:
        """What holds for the parameter itself: its type, whether it must be there, and its constraints."""
        yield self.type
        if self.required:
            yield self.required
        if self.once:
            yield self.once
        yield from self.constraints


def _by_name(contract: Contract) -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in contract.parameters}


@frozen(kw_only=True)
class Contract:
    """What one model takes in one operation. Contracts that differ in the model's name only are equal."""

    operation: str
    model: str = field(eq=False)
    parameters: tuple[Parameter, ...]
    interactions: tuple[Interaction, ...]
    unsupported: Mapping[str, Unsupported] = field(hash=False)
    unknown: Unknown
    named: Mapping[str, Parameter] = field(init=False, eq=False, repr=False, default=Factory(_by_name, takes_self=True))
    """The parameters by name."""

    def __getitem__(self, name: str) -> Parameter:
        return self.named[name]

    def walk(self) -> Iterator[Parameter]:
        """Every parameter with what is inside it."""
        for parameter in self.parameters:
            yield from parameter.walk()

    @property
    def switches(self) -> Iterator[tuple[str, Any]]:
        """The parameters on whose value the limits of others depend, each with a value that puts other limits in force."""
        return ((p.instead.when.parameter, p.instead.when.example) for p in self.walk() if p.instead)


@frozen(kw_only=True)
class DefaultModel:
    """The model a request without one is checked as: ``then`` when any of ``when_sent`` is there, else ``model``."""

    model: str
    when_sent: tuple[str, ...] = ()
    then: str = ""

    def pick(self, request: dict[Any, Any]) -> str:
        """The model for a request."""
        return self.then if any(request.get(name) is not None for name in self.when_sent) else self.model


@frozen(kw_only=True)
class Operation:
    """One request shape, and the limits on ``model`` in it.

    ``within`` is the list of a body of which requests are entries, known by their ``type``, one of ``types``. ``files`` are the
    names of the parameters that are files. ``unnamed`` holds where there is neither a default nor ``named``.
    """

    name: str
    title: str
    method: str
    path: str
    sdk: str
    within: str
    types: tuple[str, ...]
    files: tuple[str, ...]
    encoding: str
    model_type: Type
    known: KnownModel
    served: ServedModel
    prefixed: PrefixedModel
    named: NamedModel | None
    unnamed: Required
    default: DefaultModel | None

    @property
    def models(self) -> tuple[str, ...]:
        """The models the operation serves."""
        return self.served.models

    @property
    def may_be_unnamed(self) -> bool:
        """Whether a request that names no model can be right, if only with a warning."""
        return not self.named.refuses("required") if self.named else self.default is not None


@frozen(kw_only=True)
class Model:
    """One model or snapshot. Dates are ISO texts, empty where none is known; ``replacement`` names the models to move to.

    ``not_in_batch`` says why batches do not serve it, ``None`` where nothing speaks against it.
    """

    name: str
    title: str
    family: str
    snapshot_of: str
    snapshots: tuple[str, ...]
    released: str
    deprecated: str
    shutdown: str
    replacement: tuple[str, ...]
    not_in_batch: Provenance | None
    lifecycle: Lifecycle | None
    operations: tuple[str, ...]


@frozen(kw_only=True)
class Spec:
    """A revision loaded and resolved."""

    table: str
    revision: str
    title: str
    _digest: Callable[[], str] = field(repr=False, eq=False, alias="digest")  # attrs drops the underline by itself; pyright does not
    sources: dict[str, Source]
    operations: dict[str, Operation]
    models: dict[str, Model]
    contracts: Mapping[tuple[str, str], Contract]
    responses: dict[str, ResponseRow]
    conflicts: dict[str, ConflictRow]
    batch: BatchRow | None
    refusals: RefusalsRow | None = None
    _common: dict[str, Contract] = field(factory=dict, init=False, repr=False, eq=False)

    @property
    def digest(self) -> str:
        """What identifies the content of the table, without regard to comments and layout."""
        return self._digest()

    @property
    def name(self) -> str:
        """Table and revision, such as ``openai@2026-05-07``."""
        return f"{self.table}@{self.revision}"

    def contract(self, operation: str, model: str) -> Contract:
        """What a model takes in an operation.

        Raises:
            KeyError: the operation does not serve the model.
        """
        try:
            return self.contracts[operation, model]
        except KeyError:
            raise KeyError(f"{operation} does not serve {model} in {self.name}") from None

    def unnamed(self, operation: str) -> Contract | None:
        """What a request without a model must keep: what every current model asks for, ``None`` where there is a default model.

        Whether such a request is right all the same, ``Operation.may_be_unnamed`` tells.
        """
        if self.operations[operation].default:
            return None
        if operation not in self._common:
            from imagespec.spec.common import common_contract

            self._common[operation] = common_contract(self, operation)
        return self._common[operation]
