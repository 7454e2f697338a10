"""``frozen``, ``field``, ``evolve`` and ``fields`` as of attrs, for classes that a sentence needs before attrs could be loaded.

To load attrs takes longer than to check a request, say what is wrong with it and how to repair it. So the classes of findings,
kinds and tables get their methods here, ``__init__`` when the first instance is made. To attrs and what knows it (cattrs,
``attrs.fields``, ``attrs.asdict``, ``attrs.evolve``, subclasses) they are attrs classes: it describes them when it is asked.
"""

from __future__ import annotations

from operator import attrgetter

from imagespec.report import field as fields_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from attrs import NOTHING, Factory, evolve, field, fields, frozen, has
else:
    NOTHING, Factory, field = fields_.NOTHING, fields_.Factory, fields_.Field

    def frozen(
        cls: type | None = None, *, kw_only: bool = False, slots: bool = True, repr: bool = True, field_transformer: Any = None
    ) -> Any:
        """``attrs.frozen`` with some of its options. A transformer changes the attributes in place."""
        if cls is None:
            return lambda cls: _built(cls, kw_only, slots, repr, field_transformer)
        return _built(cls, kw_only, slots, repr, field_transformer)

    def fields(cls: type) -> tuple[fields_.Field, ...]:
        """The attributes of a class of ours, those of its bases first."""
        return cls.__imagespec_fields__

    def has(cls: Any) -> bool:
        """Whether a class is one of ours."""
        return hasattr(cls, "__imagespec_fields__")

    def evolve(instance: Any, **changes: Any) -> Any:
        """An instance of ours like another, but for some attributes by the names that ``__init__`` has for them."""
        names, values = instance.__imagespec_given__
        return instance.__class__(**{**dict(zip(names, values(instance), strict=True)), **changes})


__all__ = ["NOTHING", "Factory", "evolve", "field", "fields", "frozen", "has"]

_IN_CELLS = ("fget", "func", "__func__")
"""Where the functions are of what wraps one: properties, cached ones, and methods of classes."""


def _built(cls: Any, kw_only: bool, slots: bool, repr: bool, transformer: Any) -> Any:
    """A class anew, with slots and methods for its attributes."""
    written = dict(vars(cls))
    own = {
        name: _said(written.get(name, NOTHING)).named(name, kw_only)
        for name, annotation in cls.__annotations__.items()
        if not annotation.startswith("ClassVar")
    }
    if transformer:
        transformer(cls, [*own.values()])
    inherited = {each.name: each for base in reversed(cls.__mro__[1:]) for each in vars(base).get("__imagespec_own__", ())}
    every = tuple(({name: each for name, each in inherited.items() if name not in own} | own).values())
    namespace = {name: value for name, value in written.items() if name not in own and name not in ("__dict__", "__weakref__")}
    if slots:
        weak = () if any("__weakref__" in vars(base) for base in cls.__mro__[1:-1]) else ("__weakref__",)
        namespace["__slots__"] = (*(name for name in own if name not in inherited), *weak)
    namespace |= {"__imagespec_own__": tuple(own.values()), "__imagespec_fields__": every, "__attrs_attrs__": _Described(cls, own, kw_only)}
    given = [each for each in every if each.init]
    names = [each.name for each in given]
    namespace["__imagespec_given__"] = [each.alias for each in given], _values(names) if len(names) != 1 else _only(names[0])
    namespace["__qualname__"] = cls.__qualname__
    namespace["__match_args__"] = tuple(each.name for each in every if each.init and not each.kw_only)
    built = type(cls)(cls.__name__, cls.__bases__, namespace)
    for name, method in _methods(built, every, slots).items():
        if name not in written and (repr or name != "__repr__"):
            setattr(built, name, method)
    for value in written.values():
        _move(value, cls, built)
    return built


def _said(value: Any) -> Any:
    """What is said of an attribute; a bare value is its default."""
    return value if type(value) is fields_.Field else fields_.Field(default=value)


def _move(value: Any, cls: type, built: type) -> None:
    """Let ``super()`` in a method mean the class anew."""
    for name in _IN_CELLS:
        value = getattr(value, name, value)
    for cell in getattr(value, "__closure__", None) or ():
        if cell.cell_contents is cls:
            cell.cell_contents = built


class _Described:
    """The description of a class by attrs, made when it is asked for."""

    def __init__(self, cls: type, own: dict[str, Any], kw_only: bool) -> None:
        self._given: Any = cls, own, kw_only
        self._made: Any = None

    def __get__(self, instance: object, owner: type) -> Any:
        if self._made is None:
            from imagespec.report.described import described

            self._made = described(*self._given)
        return self._made


def _methods(cls: Any, every: tuple[Any, ...], slots: bool) -> dict[str, Any]:
    """The methods of a class with these attributes."""
    shown = [(each.name, each.repr if callable(each.repr) else repr) for each in every if each.repr]
    values = _values([each.name for each in every if each.eq])
    hashed = _values([each.name for each in every if (each.eq if each.hash is None else each.hash)])

    def __init__(self: Any, *args: Any, **given: Any) -> None:  # noqa: N807
        cls.__init__ = _initializer(cls, every)
        cls.__init__(self, *args, **given)

    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash((cls, hashed(self)))

    def __repr__(self: Any) -> str:  # noqa: N807
        inner = ", ".join(f"{name}={show(getattr(self, name))}" for name, show in shown)
        return f"{type(self).__qualname__.rpartition('>.')[2]}({inner})"

    def __getstate__(self: Any) -> dict[str, Any]:  # noqa: N807
        return {each.name: getattr(self, each.name) for each in every}

    def __setstate__(self: Any, state: dict[str, Any]) -> None:  # noqa: N807
        for name, value in state.items():
            object.__setattr__(self, name, value)

    methods = {
        "__init__": __init__, "__eq__": __eq__, "__hash__": __hash__, "__repr__": __repr__,
        "__setattr__": _refuse, "__delattr__": _refuse, "__replace__": evolve,
    }  # fmt: skip
    return methods | ({"__getstate__": __getstate__, "__setstate__": __setstate__} if slots else {})


def _refuse(self: object, name: str, value: object = None) -> None:
    from attrs.exceptions import FrozenInstanceError

    raise FrozenInstanceError


def _values(names: list[str]) -> Any:
    """What gives the values of attributes, in order."""
    return attrgetter(*names) if names else lambda instance: ()


def _only(name: str) -> Any:
    """What gives the value of one attribute as all there are."""
    return lambda instance: (getattr(instance, name),)


def _initializer(cls: type, every: tuple[Any, ...]) -> Any:
    """``__init__`` as attrs would write it. All names in it are those of attributes of our own classes."""
    known: dict[str, Any] = {"_None": NOTHING}
    lines: list[str] = []
    plain: list[str] = []
    keyword: list[str] = []
    for each in every:
        argument, name = each.alias, each.name
        slot = getattr(cls, name, None)
        if slot:
            known[f"_set_{name}"] = slot.__set__
        value = argument
        if isinstance(each.default, fields_.Factory):
            known[f"_make_{name}"] = each.default.factory
            made = f"_make_{name}({'self' if each.default.takes_self else ''})"
            value = f"{made} if {argument} is _None else {argument}" if each.init else made
        elif each.default is not NOTHING:
            known[f"_default_{name}"] = each.default
            value = argument if each.init else f"_default_{name}"
        if each.converter:
            known[f"_convert_{name}"] = each.converter
            value = f"_convert_{name}({value})"
        lines.append(f"    _set_{name}(self, {value})" if slot else f"    own[{name!r}] = {value}")
        if each.init:
            default = "" if each.default is NOTHING else "=_None" if isinstance(each.default, fields_.Factory) else f"=_default_{name}"
            (keyword if each.kw_only else plain).append(argument + default)
    if hasattr(cls, "__attrs_post_init__"):
        lines.append("    self.__attrs_post_init__()")
    arguments = ", ".join(["self", *plain, *(["*", *keyword] if keyword else [])])
    head = [f"def __init__({arguments}):", *(["    own = self.__dict__"] if any("own[" in line for line in lines) else [])]
    exec("\n".join([*head, *(lines or ["    pass"])]), known)
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return known["__init__"]
