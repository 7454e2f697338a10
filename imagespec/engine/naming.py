"""Which model of a table a name means: by itself, as an alias, by a pattern of aliases, or behind prefixes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any


def meant(name: str, checks: Any, aliases: Mapping[str, str] | None) -> tuple[str, bool]:
    """The model of a table that a name means, and whether it stands behind prefixes; the name itself where it means none.

    Exact names come first, those of aliases before those of the table; then patterns of aliases; then the same for what
    stands behind prefixes.
    """
    model = _known(name, checks, aliases)
    if model:
        return model, False
    model = next((model for bare in _unprefixed(name) if (model := _known(bare, checks, aliases))), "")
    return (model, True) if model else (name, False)


def _unprefixed(name: str) -> Iterator[str]:
    """What may be a name behind the prefixes of providers: ``openai/gpt-image-2`` and ``gpt-image-2`` of
    ``openrouter/openai/gpt-image-2``.

    Prefixes are printable ASCII characters other than the space, up to a slash.
    """
    prefix, slash, rest = name.partition("/")
    while slash and prefix.isascii() and prefix.isprintable() and " " not in prefix and rest:
        if prefix:
            yield rest
        more, slash, rest = rest.partition("/")
        prefix += f"/{more}"


def _known(name: str, checks: Any, aliases: Mapping[str, str] | None) -> str:
    if aliases and name in aliases:
        return _target(aliases[name], checks)
    if name in checks.MODELS or name in checks.OTHERS:
        return name
    if not aliases or not name:
        return ""
    from imagespec.values.names import is_pattern, matches

    return next((_target(aliases[key], checks) for key in aliases if is_pattern(key) and matches(name, key)), "")


def _target(name: str, checks: Any) -> str:
    """The model that an alias stands for, which may be written with prefixes; ``""`` where there is none."""
    return next((bare for bare in (name, *_unprefixed(name)) if bare in checks.MODELS or bare in checks.OTHERS), "")


def refuse_unknown(checks: Any, aliases: Mapping[str, str] | None, model: str | None) -> None:
    """Refuse options that name no model of the table.

    Raises:
        ValueError: an alias stands for no model, or ``model`` means none.
    """
    for name, target in aliases.items() if aliases else ():
        if not (isinstance(name, str) and isinstance(target, str)):
            raise ValueError("aliases must map text to text")
        if not _target(target, checks):
            from imagespec.values.text import visible

            raise ValueError(f"alias '{visible(name)}' stands for {_no_model(target, checks)}")
    if model is None:
        return
    if not isinstance(model, str):
        raise ValueError(f"model must be text, got {type(model).__name__}")
    name = meant(model, checks, aliases)[0]
    if name not in checks.MODELS and name not in checks.OTHERS:
        raise ValueError(_no_model(model, checks))


def _no_model(name: str, checks: Any) -> str:
    """The end of a sentence about a name that means no model of a table: neither one that the operation serves nor another."""
    from imagespec.values.names import remedy
    from imagespec.values.text import visible

    return f"no model '{visible(name)}'; {remedy(name, [*checks.MODELS, *sorted(checks.OTHERS)])}"
