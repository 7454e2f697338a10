"""The public calls. A ``Handle`` is one revision ready to use; the functions of the package work on the default one."""

from __future__ import annotations

from imagespec.engine.engine import Engine
from imagespec.engine.quick import checking_method, judging_method
from imagespec.values.days import day_number
from imagespec.values.revisions import in_force

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from os import PathLike
    from types import ModuleType
    from typing import Any

    from imagespec.engine.quick import Reports, Verdicts
    from imagespec.engine.sizes import Taken
    from imagespec.kinds.nearest import Strategy
    from imagespec.migration.migrated import Migrated
    from imagespec.repair.fixed import Fixed
    from imagespec.report.report import Report
    from imagespec.spec.model import Contract, Model, Operation, Spec

    Loadable = str | PathLike[str] | ModuleType
    Again = tuple[Callable[..., "Handle"], tuple[str, ...]]


class Handle:
    """One revision: the calls of the package, and its models, operations and contracts.

    Attributes:
        name: table and revision, such as ``openai@2026-05-07``.
        batch: the limits of a Batch API file, ``None`` where the table has none.
        paths: the operations of each endpoint path, such as ``/v1/images/edits``.
    """

    def __init__(self, engine: Engine, index: Any, spec: Callable[[], Spec], again: Again) -> None:
        self.name = engine.name
        self.engine = engine
        self._again = again
        self.batch: dict[str, Any] | None = index.BATCH
        self.paths: dict[str, tuple[str, ...]] = index.PATHS
        self._names = {name: (name,) for name in index.OPERATIONS} | index.PATHS | {sdk: (name,) for sdk, name in index.SDK_NAMES.items()}
        self._within: dict[str, tuple[str, tuple[str, ...]]] = getattr(index, "WITHIN", None) or {}  # compiled packages of before have none
        self._names |= {path.rpartition("/")[2]: names for path, names in index.PATHS.items() if names[0] in self._within}
        engine.also_named = {
            name: tuple(other for other, named_ in self._names.items() if other != name and tuple(named_) == (name,))
            for name in index.OPERATIONS
            if name not in self._within
        }
        self._spec = spec
        self._chosen: set[str] = set()

    def check(
        self,
        request: object,
        operation: str | None = "generate",
        *,
        model: str | None = None,
        aliases: Mapping[str, str] | None = None,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        strict: bool = False,
        partial: bool = False,
        today: str | None = None,
    ) -> Report:
        """Check a request and report every finding. Never raises for a request, never changes it.

        Args:
            request: the request body. Anything is taken, and a non-object is a finding; values are read as clients send
                them: mappings are objects, other sequences than text are arrays, members of enumerations are their values,
                and what SDKs leave out (``NOT_GIVEN``, ``omit``) is not there. Of paths it is asked whether a file is there.
            operation: ``generate``, ``edit``, ``edit-json``, ``variation``, ``tool``, an endpoint path or address, or an SDK name
                such as ``client.images.edit``; ``None`` goes by the keys of the request. ``responses.create`` and its path read
                a whole body for its image tools, with pointers into the body.
            model: the model of requests that name none.
            aliases: your own model names, or patterns of them (``house-*``), to names of the table. Exact names come first.
            select: keep only these rules: a name, a prefix (``size``) or a problem (``*.unsupported``).
            ignore: drop these rules.
            strict: count warnings as errors.
            partial: the request is a part of one, and values of it may be ``UNKNOWN``: report what holds whatever is added to
                it, and whatever the unknown values are. Without a model, that is what holds for every model of the operation.
            today: an ISO date that stands for the day of the call in lifecycle warnings.

        Raises:
            ValueError: an operation, model, rule or date means nothing; the message names the nearest that does.
        """
        name, is_body = self._meant(operation, request)
        if is_body:
            report = self._check_within(request, name, aliases, _day(today), model, partial)
        elif partial:
            report = self._check_part(request, name, aliases, _day(today), model)
        else:
            report = self.engine.check(request, name, aliases, _day(today), model)
        if select is None and ignore is None and not strict:
            return report
        return report.kept(self._keep(select, ignore), strict)

    def is_valid(
        self,
        request: object,
        operation: str | None = "generate",
        *,
        model: str | None = None,
        aliases: Mapping[str, str] | None = None,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        strict: bool = False,
        partial: bool = False,
    ) -> bool:
        """Whether a request has no errors: the fast path. Arguments as for ``check``."""
        if select is None and ignore is None and not strict and not partial:
            name, is_body = self._meant(operation, request)
            if not is_body:
                return self.engine.is_valid(request, name, aliases, model)
        return self.check(request, operation, model=model, aliases=aliases, select=select, ignore=ignore, strict=strict, partial=partial).ok

    if not TYPE_CHECKING:
        check = checking_method(check)
        is_valid = judging_method(is_valid)

    def validate(self, request: Any, operation: str | None = "generate", *, model: str | None = None, **options: Any) -> Any:
        """The typed request when it has no errors. Arguments as for ``check``.

        Returns:
            An instance of the request class for operation and model; it names ``model`` where the request names none. When
            the model is not known, which only an ignored ``model.unknown`` allows, there is no such class, and the request
            itself comes back.

        Raises:
            InvalidRequest: with every finding in ``.report``.
        """
        from imagespec.engine.operations import names_model
        from imagespec.typed.request import Context

        context = Context(**options)
        name, is_body = self._meant(operation, request)
        report = self.check(request, operation if is_body else name, model=model, **context.options)
        if not report.ok:
            from imagespec.report.errors import InvalidRequest

            raise InvalidRequest(report)
        if is_body:
            return request
        typed = self.classes.CLASSES[name].get(report.model)
        if typed is None or (not report.model and names_model(request)):
            return request
        return typed._adopt(request, context, model)

    def fix(
        self,
        request: Any,
        operation: str | None = "generate",
        *,
        unsafe: bool = False,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        **options: Any,
    ) -> Fixed:
        """The request after the fixes of its findings. Never raises for a request, never changes it.

        Args:
            request: as for ``check``.
            operation: as for ``check``.
            unsafe: make the fixes, too, that change what the request asks for, such as its size.
            select: repair only the findings of these rules, as for ``check``.
            ignore: leave the findings of these rules.
            options: ``model``, ``aliases``, ``partial`` and ``today`` of ``check``.

        Returns:
            A ``Fixed``: ``request``, the fixes that were ``applied``, and the ``report`` on what is left. Each fix took its
            finding away and brought no other; a second call finds nothing more to do.

        Raises:
            ValueError: as for ``check``.
        """
        from imagespec.repair.fixing import fixing

        keep = self._keep(select, ignore)
        name, is_body = self._meant(operation, request)
        return fixing(self, operation if is_body else name, lambda d: keep(d.rule), options, unsafe=unsafe).fixed(request)

    def migrate(self, request: Any, to: str | None = None, operation: str | None = "generate", **options: Any) -> Migrated:
        """The request for another model, with every change, what to look at, and why not where it could not be moved.

        Never raises for a request, never changes it.

        Args:
            request: as for ``check``.
            to: the model, by its name in the table; ``None`` moves requests for a model that ends, to the first of the
                replacements that the documents name, and leaves all others.
            operation: as for ``check``. A variation becomes an edit where the new model serves none.
            options: ``model``, ``aliases``, ``partial`` and ``today`` of ``check``.

        Raises:
            ValueError: as for ``check``, and where the table has no model ``to``.
        """
        from imagespec.migration.migrating import Migration

        name, is_body = self._meant(operation, request)
        if is_body:
            raise ValueError(f"a whole body cannot be moved to another model; move its entries, with operation {name!r}")
        return Migration(self, to, options).migrated(request, name)

    @property
    def classes(self) -> Any:
        """The module of the request classes."""
        classes = self.engine.classes()
        classes.REVISION.handle = self
        return classes

    def operations_of(self, name: str) -> tuple[str, ...]:
        """The operations that a name, an endpoint path, an address or an SDK name means; none where it means nothing."""
        found = self._names.get(name)
        if found is not None:
            return tuple(found)
        from imagespec.engine.operations import named

        return named(name, self._names)

    def _operation(self, name: str | None, request: object) -> str:
        found = self.operations_of(name) if isinstance(name, str) else ()
        if len(found) == 1:
            return str(found[0])
        from imagespec.engine.operations import inferred, no_operation, sent_keys

        if name is None:
            return inferred(sent_keys(request), self.engine.operations)
        if not found:
            raise ValueError(no_operation(name, self._names))
        keys = sent_keys(request)
        form = "image" in keys or "image[]" in keys
        return next((str(n) for n in found if n.endswith("-json") != form), str(found[0]))

    def _meant(self, name: str | None, request: object) -> tuple[str, bool]:
        """The operation that is meant, and whether the request is a body around such requests: its address and SDK name say so."""
        if name is not None:
            operation = self._operation(name, request)
            return operation, operation in self._within and operation != name
        from imagespec.engine.operations import inferred, sent_keys

        keys = sent_keys(request)
        for operation, (listed, _) in self._within.items():
            if listed in keys and "prompt" not in keys:
                return operation, True
        return inferred(keys, self.engine.operations), False

    def _check_within(
        self, body: object, name: str, aliases: Mapping[str, str] | None, today: int, model: str | None, partial: bool
    ) -> Report:
        """Check the requests of an operation inside a body."""
        from imagespec.engine.within import check_within

        check = self._check_part if partial else self.engine.check
        return check_within(lambda entry: check(entry, name, aliases, today, model), body, name, *self._within[name])

    def _check_part(self, request: object, name: str, aliases: Mapping[str, str] | None, today: int, model: str | None) -> Report:
        """Check a request that other parameters may come to."""
        from imagespec.engine.partial import PartialCheck

        return PartialCheck(self.engine, name, aliases, today, model).report(request)

    def _keep(self, select: Iterable[str] | None, ignore: Iterable[str] | None) -> Callable[[str], bool]:
        """The test of rule names for a report.

        Raises:
            ValueError: a name chooses no rule of this table, nor of the newest one of the package.
        """
        from imagespec.engine.selection import keep_rules, meanings, no_rule, patterns

        wanted, unwanted = patterns(select), patterns(ignore)
        for name in {*(wanted or ()), *(unwanted or ())} - self._chosen:
            if not any(name in meanings(rule) for rule in (*self.rules, *load().rules)):
                raise ValueError(no_rule(name, sorted({entry for rule in self.rules for entry in meanings(rule)})))
            self._chosen.add(name)
        return keep_rules(wanted, unwanted)

    def nearest_size(
        self,
        model: str,
        width: int,
        height: int,
        strategy: Strategy = "closest",
        *,
        operation: str | None = None,
        frames: int | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> tuple[int, int] | None:
        """The size that a model takes which is nearest to a wanted one. A size that it takes is nearest to itself.

        Changes are measured as ``|log|`` of the factor between old and new, so that half and double are equally far.

        * ``closest``: the least sum of the changes of both edges.
        * ``ratio``: keeps the shape: the least sum of twice the change of the ratio and the change of the pixels.
        * ``area``: keeps the pixels: the least sum of twice the change of the pixels and the change of the ratio.
        * ``cover``: at least as wide and as tall, to crop: the least change of the edge that changes most, then of the ratio.
        * ``contain``: at most as wide and as tall, to pad: the same.

        Of equals, the larger in pixels, then the nearest in ratio, then the wider. All is compared in integers.

        Args:
            model: a model, or a name among ``aliases``.
            width: 1 to 999,999,999 pixels.
            height: the same.
            strategy: what nearest means.
            operation: as for ``check``; ``None`` is the first that takes sizes of the model.
            frames: how many frames the file has whose frame is to have the size, such as a GIF; ``None`` for one image.
            aliases: as for ``check``.

        Returns:
            Width and height in pixels, ``None`` where no size of the model covers the wanted one, or none is contained in it,
            or its limits leave too many sizes to list.

        Raises:
            ValueError: an argument means nothing, or the model takes no sizes or no such number of frames.
        """
        from imagespec.engine.sizes import nearest_size

        return nearest_size(self.sizes(model, operation, frames, aliases).grid, width, height, strategy)

    def sizes(self, model: str, operation: str | None = None, frames: int | None = None, aliases: Mapping[str, str] | None = None) -> Taken:
        """The sizes that a model takes. Arguments and errors as for ``nearest_size``."""
        from imagespec.engine.sizes import taken

        return taken(self, model, "" if operation is None else self._operation(operation, None), frames, aliases)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules of the table, in its order."""
        return tuple(dict.fromkeys(rule for operation in self.engine.operations for rule in self.engine.rules(operation)))

    @property
    def spec(self) -> Spec:
        """The resolved table behind the checks, as attrs objects."""
        return self._spec()

    @property
    def models(self) -> Mapping[str, Model]:
        """The models and snapshots by name."""
        return self.spec.models

    @property
    def operations(self) -> Mapping[str, Operation]:
        """The operations by name."""
        return self.spec.operations

    def contract(self, operation: str, model: str) -> Contract:
        """What a model takes in an operation.

        Raises:
            KeyError: the operation does not serve the model.
        """
        return self.spec.contract(operation, model)

    def json_schema(
        self,
        operation: str = "generate",
        model: str | None = None,
        shape: str = "editor",
        draft: str = "2020-12",
        *,
        unknown_models: bool = False,
    ) -> dict[str, Any]:
        """The JSON Schema that accepts the requests without an error.

        Args:
            operation: as for ``check``.
            model: the model the schema is about; ``model`` and ``tool`` schemas need one.
            shape: ``editor`` (a closed branch per model), ``model`` (one flat object), ``form`` (for form libraries: never
                wider), ``union`` (``oneOf`` with ``discriminator``) or ``tool`` (the subset of function tools and MCP inputs).
            draft: ``2020-12`` or ``draft-07``.
            unknown_models: in the ``editor`` shape, let requests for models that the table does not know pass.

        Raises:
            ValueError: an option that does not exist or does not fit the others.
        """
        from imagespec.compile.json_schema import json_schema

        return json_schema(self.spec, self._operation(operation, None), model, shape, draft, unknown_models=unknown_models)

    def ui_schema(self, operation: str = "generate") -> dict[str, Any]:
        """The uiSchema that React JSON Schema Form takes beside the ``form`` shape of an operation: order, groups, widgets, labels.

        Args:
            operation: as for ``check``.
        """
        from imagespec.compile.forms.ui import ui_schema

        return ui_schema(self.spec, self.operations[self._operation(operation, None)])

    def __reduce__(self) -> Again:
        """Pickled and copied by where it comes from."""
        return self._again

    def __repr__(self) -> str:
        return f"<imagespec {self.name}>"


_HANDLES: dict[str, Handle] = {}

VERDICTS: Verdicts = {}
REPORTS: Reports = {}
"""The shortest ways to a verdict and to a report by the default revision, per operation that was used."""


def load(spec: Loadable = "openai") -> Handle:
    """A revision of the package, a table file of your own, or a package that ``imagespec compile`` wrote.

    Args:
        spec: ``openai`` (the newest revision), ``openai@2026-09-30`` (the revision in force that day), the path of a
            table (a ``PathLike``, or a text that ends in ``.yaml`` or ``.yml``), or a compiled package: the imported
            module, or the folder as a ``PathLike``, whose code is run as an import would.

    Raises:
        TableError: the file is no usable table.
        ValueError: the package has no such revision, or the module or folder is no compiled package.
    """
    if isinstance(spec, str) and not spec.endswith((".yaml", ".yml")):
        return _revision(spec)
    module: Any = spec
    if isinstance(spec, str) or hasattr(spec, "__fspath__"):
        from os.path import isdir

        path: Any = spec
        if not isdir(path):
            from imagespec.own import load_own

            return load_own(path)
        from imagespec.engine.packages import import_folder

        module = import_folder(path)
    handle = getattr(module, "_handle", None)
    if not isinstance(handle, Handle):
        raise ValueError(f"{getattr(module, '__name__', module)!r} is no package that imagespec compile wrote")
    return handle


def _revision(spec: str) -> Handle:
    try:
        return _HANDLES[spec]
    except KeyError:
        name = _in_force(spec)
        if name not in _HANDLES:
            handle = _shipped(name, (VERDICTS, REPORTS) if name == _in_force("openai") else None)
            _HANDLES.setdefault(name, handle)  # of several threads, the first has made it
        return _HANDLES.setdefault(spec, _HANDLES[name])


def _in_force(name: str) -> str:
    """The full name of the shipped revision that a name means."""
    from imagespec._compiled import REVISIONS

    found = in_force(name, REVISIONS)
    if found is None:
        from imagespec.values.names import nearest

        known = [f"{key}@{revision}" for key, dates in REVISIONS.items() for revision in dates]
        near = nearest(name, (*REVISIONS, *known), 0.85)
        meant = f" (did you mean {near}?)" if near else ""
        raise ValueError(f"no spec {name!r}{meant}; use openai, one of {', '.join(known)}, or a path that ends in .yaml")
    return found


def _shipped(name: str, short: tuple[Verdicts, Reports] | None) -> Handle:
    """A revision of the package. The newest of each table is compiled already, the others compile as they are used."""
    table = name.partition("@")[0]
    if name != _in_force(table):
        from imagespec.compile.runtime import load_revision

        return Handle(*load_revision(name), (load, (name,)))
    return compiled(f"imagespec._compiled.{table}", short, (load, (name,)))


def compiled(package: str, short: tuple[Verdicts, Reports] | None = None, again: Again | None = None) -> Handle:
    """The handle of a compiled package, such as one that ``imagespec compile`` wrote.

    Args:
        package: the full name of the package.
        short: filled with the shortest ways to a verdict and to a report, for each operation that is used.
        again: what gives the handle in another process, when it is not the name of the package.
    """
    index = __import__(package, fromlist=["NAME"])

    def part(kind: str, module: str) -> Any:
        suffix = "_rows" if kind == "rows" else ""
        return __import__(f"{package}.{module}{suffix}", fromlist=["NAME"])

    known: list[Spec] = []

    def spec() -> Spec:
        if not known:
            known.append(_compiled_spec(package, index))
        return known[0]

    return Handle(Engine(index.NAME, index.OPERATIONS, part, short), index, spec, again or (_package, (package,)))


def _compiled_spec(package: str, index: Any) -> Spec:
    """The table behind a compiled package: what is shipped holds it as data, another may be one of those revisions.

    Raises:
        LookupError: neither does.
    """
    from imagespec.spec import load

    if package.startswith("imagespec._compiled."):
        return load.load_compiled(package)
    from imagespec.spec.shipped import shipped

    found = load.load_shipped(index.NAME) if index.NAME in shipped() else None
    if found is None or found.digest != index.DIGEST:
        raise LookupError(f"{package} holds compiled checks only; load its table to see models and contracts")
    return found


def _package(name: str) -> Handle:
    """The handle of a compiled package by its name, or by the path of its folder."""
    if name.replace(".", "").isidentifier():
        return getattr(__import__(name, fromlist=["_handle"]), "_handle", None) or compiled(name)
    from imagespec.engine.packages import import_folder

    return load(import_folder(name))


def resolved(spec: Loadable | Handle | None) -> Handle:
    """The handle a ``spec=`` argument means."""
    return spec if isinstance(spec, Handle) else load(spec or "openai")


def _day(today: str | None) -> int:
    """An ISO date as yyyymmdd, 0 for none."""
    if today is None:
        return 0
    day = day_number(today)
    if not day:
        raise ValueError(f"today must be an ISO date such as 2026-05-07, got {today!r}")
    return day
