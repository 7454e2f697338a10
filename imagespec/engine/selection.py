"""Which rules a caller wants to hear of: by name, by parameter, or by problem."""

from __future__ import annotations

from imagespec.values.names import remedy
from imagespec.values.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def keep_rules(select: Iterable[str] | None, ignore: Iterable[str] | None) -> Callable[[str], bool]:
    """A test of rule names against ``select`` and ``ignore`` as ``check`` takes them."""
    wanted = patterns(select)
    unwanted = patterns(ignore)

    def keep(rule: str) -> bool:
        return (wanted is None or not wanted.isdisjoint(meanings(rule))) and not (unwanted and not unwanted.isdisjoint(meanings(rule)))

    return keep


def patterns(given: Iterable[str] | None) -> frozenset[str] | None:
    """The names of ``select`` or ``ignore``, ``None`` where the option is not used."""
    if given is None:
        return None
    return frozenset((given,) if isinstance(given, str) else given)


def meanings(rule: str) -> set[str]:
    """What a rule can be chosen by: its name, its parameter, the parameter around that, its problem, or everything."""
    parameter, _, problem = rule.rpartition(".")
    return {rule, parameter, parameter.partition(".")[0], f"*.{problem}", "*"}


def no_rule(name: str, known: Iterable[str]) -> str:
    """The sentence about a name that chooses no rule."""
    return f"no rule '{visible(str(name))}'; {remedy(str(name), known, 'imagespec rules lists them.')}"
