"""Which model of a table a name means: by itself, as an alias, by a pattern of aliases, or behind prefixes."""

from __future__ import annotations

from imagespec.values.names import is_pattern, matches, remedy
from imagespec.values.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def meant(name: str, checks: Any, aliases: Mapping[str, str] | None) -> tuple[str, bool]:
    """The model of a table that a name means, and whether it stands behind prefixes; the name itself where it means none.

    Exact names come first, those of aliases before those of the table; then patterns of aliases; then the same for what
    stands behind prefixes.
    """
    model = _known(name, checks, aliases)
    if model:
        return model, False
    model = _known(unprefixed(name), checks, aliases)
    return (model, True) if model else (name, False)


def unprefixed(name: str) -> str:
    """The name behind the prefixes of providers: ``gpt-image-2`` of ``openrouter/openai/gpt-image-2``, ``""`` without any.

    Prefixes are printable ASCII characters other than the space, up to the last slash.
    """
    prefix, _, bare = name.rpartition("/")
    return bare if prefix and prefix.isascii() and prefix.isprintable() and " " not in prefix else ""


def _known(name: str, checks: Any, aliases: Mapping[str, str] | None) -> str:
    if aliases and name in aliases:
        return _target(aliases[name], checks)
    if name in checks.MODELS or name in checks.OTHERS:
        return name
    if not aliases or not name:
        return ""
    return next((_target(aliases[key], checks) for key in aliases if is_pattern(key) and matches(name, key)), "")


def _target(name: str, checks: Any) -> str:
    """The model that an alias stands for, which may be written with prefixes; ``""`` where there is none."""
    known = {*checks.MODELS, *checks.OTHERS}
    return name if name in known else bare if (bare := unprefixed(name)) in known else ""


def refuse_unknown(checks: Any, aliases: Mapping[str, str] | None, model: str | None) -> None:
    """Refuse options that name no model of the table.

    Raises:
        ValueError: an alias stands for no model, or ``model`` means none.
    """
    known = {*checks.MODELS, *checks.OTHERS}
    for name, target in aliases.items() if aliases else ():
        if not (isinstance(name, str) and isinstance(target, str)):
            raise ValueError("aliases must map text to text")
        if target not in known and not _target(target, checks):
            raise ValueError(f"alias '{visible(name)}' stands for no model '{visible(target)}'; {remedy(target, known)}")
    if model is None:
        return
    if not isinstance(model, str):
        raise ValueError(f"model must be text, got {type(model).__name__}")
    if meant(model, checks, aliases)[0] not in known:
        raise ValueError(f"no model '{visible(model)}'; {remedy(model, known)}")
