"""The base of the request classes: an instance holds a request that the compiled checks have passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from imagespec.report.errors import InvalidRequest
from imagespec.report.frozen import evolve, field, fields, frozen
from imagespec.report.report import Report
from imagespec.typed.kept import keep, sent
from imagespec.typed.made import Made, hash_of
from imagespec.typed.nested import given
from imagespec.typed.omitted import OMIT
from imagespec.values.entries import entry_number, numbered
from imagespec.values.foreign import natural

_R = TypeVar("_R", bound="Request")


def _names(given: Iterable[str] | None) -> str | tuple[str, ...] | None:
    return given if given is None or isinstance(given, str) else tuple(given)


def _mapping(given: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return None if given is None else keep(dict(given))


@frozen(kw_only=True)
class Context:
    """What a request was checked with, and what of it no field can say. The default is what most requests have.

    ``aliases``, ``select``, ``ignore``, ``strict`` and ``today`` are the options of ``check``, kept so that they serve for
    every check to come. ``spellings`` maps fields to the other name the request uses for them; ``extra`` holds keys that
    only an ignored rule could admit.
    """

    aliases: Mapping[str, str] | None = field(default=None, converter=_mapping)
    select: str | tuple[str, ...] | None = field(default=None, converter=_names)
    ignore: str | tuple[str, ...] | None = field(default=None, converter=_names)
    strict: bool = False
    today: str | None = None
    spellings: Mapping[str, str] = field(factory=dict, converter=keep)
    extra: Mapping[str, Any] = field(factory=dict, converter=keep)

    @property
    def options(self) -> dict[str, Any]:
        """The options of ``check``."""
        return {name: getattr(self, name) for name in ("aliases", "select", "ignore", "strict", "today")}

    def __hash__(self) -> int:
        return hash_of(self)


PLAIN = Context()


@frozen(kw_only=True)
class Request(Made):
    """A valid request for one operation.

    Attributes:
        context: what it was checked with.
    """

    operation: ClassVar[str] = ""
    """The operation this is a request of."""

    models: ClassVar[frozenset[str]] = frozenset()
    """The models and snapshots that take it; none where the class is for requests that name none."""

    _nameless: ClassVar[bool] = False
    """Whether a request without a model can be one of these."""

    _keys: ClassVar[dict[str, str]] = {}
    """The fields by the name that is sent."""

    _spellings: ClassVar[dict[str, str]] = {}
    """Other names the API takes, by parameter name."""

    _numbered: ClassVar[frozenset[str]] = frozenset()
    """Lists whose entries may be fields of their own."""

    context: Context = field(default=PLAIN, repr=False, hash=False)

    def __attrs_post_init__(self) -> None:
        if self.context is not PLAIN:
            self._judge(self.to_dict(), self.context)
            for attribute in _fields(type(self)):
                object.__setattr__(self, attribute.name, keep(getattr(self, attribute.name)))
            return
        body = self._body()
        try:
            model = body["model"]
            if model in self.models and self._revision.models(self.operation)[model][0](body):
                return
        except Exception:
            pass  # no model, or values of odd types: the careful way decides
        self._judge(body, PLAIN)

    def __repr__(self) -> str:
        return given(self, self._keys.values())

    def __hash__(self) -> int:
        return hash_of(self)

    @classmethod
    def _judge(cls, body: object, context: Context) -> None:
        check = cls._revision.handle.check
        if isinstance(body, dict) and body.get("model") is None and not cls._nameless:
            named = sorted(cls.models)
            report = check({**body, "model": named[0]}, cls.operation, **context.options)
            message = f"model is missing; name one of {', '.join(named)}."
            raise InvalidRequest(_about_model(cls, "model.required", "", message, report))
        report = check(body, cls.operation, **context.options)
        if not report.ok:
            raise InvalidRequest(report)
        if report.model not in cls.models and (cls.models or report.model or _named(body)):
            what = f"for {report.model}" if report.model else "for a model the table does not know"
            message = (
                f"This request is {what}, but {cls.__name__} is for {', '.join(sorted(cls.models)) or 'none'}; name one of them as model."
            )
            raise InvalidRequest(_about_model(cls, "model.unsupported", report.model, message))

    def to_dict(self) -> dict[str, Any]:
        """The JSON body, or the fields of the form: what was given only, in a new dict."""
        body = self._body()
        if self.context is PLAIN:
            return body
        extra: dict[str, Any] = sent(self.context.extra)
        fields = (field for key, value in body.items() for field in self._spelled(key, sent(value)))
        return dict(fields) | extra

    def _spelled(self, key: str, value: Any) -> Iterator[tuple[str, Any]]:
        """A field as the request spells it."""
        spelling = self.context.spellings.get(key, key)
        if key in self._numbered and entry_number(spelling, key) == 0:
            yield from ((f"{key}[{number}]", entry) for number, entry in enumerate(value if isinstance(value, list) else [value]))
        else:
            yield spelling, value

    def _body(self) -> dict[str, Any]:
        raise NotImplementedError

    @classmethod
    def from_dict(cls: type[_R], data: Mapping[str, Any], *, model: str | None = None, **options: Any) -> _R:
        """The request in a JSON body or in the fields of a form.

        Args:
            data: the request.
            model: the model of a request that names none.
            options: the other options of ``imagespec.check``.

        Raises:
            InvalidRequest: with every finding in ``.report``.
        """
        named = _naming(natural(data), model)
        context = Context(**options)
        cls._judge(named, context)
        return cls._adopt(named, context)

    @classmethod
    def _adopt(cls: type[_R], data: Any, context: Context, model: str | None = None) -> _R:
        """The instance for a request that has passed the check with these options and this model for one that names none."""
        data = _naming(natural(data), model)
        names = cls._keys
        spellings: dict[str, str] = {}
        extra: dict[str, Any] = {}
        values: dict[str, Any] = {}
        given = {str.__str__(key) if isinstance(key, str) else key: value for key, value in dict.items(data)}  # runs no code of theirs
        for name in cls._numbered:
            _gather(given, name, spellings)
        for key, value in given.items():
            own = cls._spellings.get(key, key)
            if own not in names or (own != key and own in given):
                extra[key] = value
                continue
            values[names[own]] = value
            if own != key:
                spellings[own] = key
        if spellings or extra:
            context = evolve(context, spellings=spellings, extra=extra)
        request = cls.__new__(cls)
        object.__setattr__(request, "context", PLAIN if context == PLAIN else context)
        for attribute in _fields(cls):
            object.__setattr__(request, attribute.name, (attribute.converter or keep)(values.get(attribute.name, OMIT)))
        return request


def _gather(given: dict[Any, Any], name: str, spellings: dict[str, str]) -> None:
    """Put the entries of a list that are fields of their own into the list, where they are all of it."""
    entries = numbered(given, name)
    if entries and name not in given and [number for number, _ in entries] == [*range(len(entries))]:
        given[name] = [given.pop(key) for _, key in entries]
        spellings[name] = entries[0][1]


def _named(body: Any) -> bool:
    """Whether a request names a model."""
    return isinstance(body, dict) and body.get("model") is not None


def _naming(data: Any, model: str | None) -> Any:
    """The request with a model where it names none."""
    return {**data, "model": model} if model is not None and isinstance(data, dict) and data.get("model") is None else data


def _fields(cls: type[Request]) -> tuple[Any, ...]:
    return tuple(attribute for attribute in fields(cls) if attribute.name != "context")


def _about_model(cls: type[Request], rule: str, model: str, message: str, others: Report | None = None) -> Report:
    """A report with a finding about ``model`` that the class makes and the check does not, before those of another report."""
    from imagespec.report.keys import MODEL_UNSUPPORTED

    models = sorted(cls.models)
    finding = (MODEL_UNSUPPORTED, True, model)
    (diagnostic,) = cls._revision.handle.engine.render(Report(cls.operation, model, (finding,)))
    said = evolve(diagnostic, rule=rule, fixes=(), params={"actual": model or None, "models": models}, message=message)
    findings = (finding, *(() if others is None else others.findings))
    every = (said, *(() if others is None else others.diagnostics))
    return Report(cls.operation, model, findings, lambda _: every, None, cls._revision.handle.engine.refusal)
