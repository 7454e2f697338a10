"""JSON Schema fragments: what the kinds say in them, and how two of them are said at once."""

from __future__ import annotations

from imagespec.report.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

Fragment = dict[str, "Any"]
"""A JSON Schema without a type: it judges only values of the type its kind is about."""


@frozen
class Clause:
    """The requests whose ``parameter`` meets ``schema``; with ``absent``, also those without it."""

    parameter: str
    schema: Fragment
    absent: bool = False


NOTHING: Fragment = {"not": {}}
"""The schema that no value meets."""

NULL: Fragment = {"type": "null"}


def none_of(*schemas: Fragment) -> Fragment:
    """The values that meet none of the schemas; no claim without any."""
    if not schemas:
        return {}
    return {"not": schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}}


def opposite(schema: Fragment) -> Fragment:
    """The values that do not meet a schema, without negating a negation."""
    inner: Fragment = schema["not"] if schema.keys() == {"not"} else none_of(schema)
    return inner


def one_of_several(*schemas: Fragment) -> Fragment:
    """The values that meet at least one of the schemas. Negated twice: a validator then reports one error, not one per schema."""
    return none_of(none_of({"anyOf": list(schemas)}))


def all_of(fragments: Iterable[Fragment]) -> Fragment:
    """The values that meet every fragment, in as few keywords as possible."""
    result: Fragment = {}
    for fragment in fragments:
        for keyword, value in fragment.items():
            if keyword not in result:
                result[keyword] = value
            elif keyword == "enum":
                result["enum"] = [member for member in result["enum"] if member in value]
            elif keyword == "not":
                result["not"] = none_of(*alternatives(result["not"]), *alternatives(value))["not"]
            elif keyword == "allOf":
                result["allOf"] = [*result["allOf"], *value]
            elif result[keyword] != value:
                result["allOf"] = [*result.get("allOf", ()), {keyword: value}]
    return _without_refused_members(result)


def alternatives(schema: Fragment) -> list[Fragment]:
    """The schemas of which a choice is made; of no choice the schema itself."""
    return list(schema["anyOf"]) if set(schema) == {"anyOf"} else [schema]


def _without_refused_members(schema: Fragment) -> Fragment:
    """``enum`` less the members that ``not`` names."""
    if not ("enum" in schema and set(schema.get("not", {})) == {"enum"}):
        return schema
    refused = schema["not"]["enum"]
    rest = {keyword: value for keyword, value in schema.items() if keyword != "not"}
    return rest | {"enum": [member for member in schema["enum"] if member not in refused]}


def escaped(text: str) -> str:
    """A text as a pattern that Python, Rust and ECMAScript read alike."""
    return "".join(_CONTROLS.get(char) or (f"\\{char}" if char in _SPECIAL else char) for char in text)


def any_case(text: str) -> str:
    """The pattern of the texts that Python's ``lower`` makes equal to a lower-case ASCII text."""
    return "".join(f"[{char.upper()}{char}{_KELVIN if char == 'k' else ''}]" if char.isalpha() else escaped(char) for char in text)


def group(alternatives: Iterable[str]) -> str:
    """One pattern for several, before and behind which something can stand."""
    patterns = list(alternatives)
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def any_of(texts: Iterable[str]) -> str:
    """The pattern, without anchors, of several texts in any case."""
    return group(spelled(texts, any_case))


def spelled(texts: Iterable[str], spell: Callable[[str], str]) -> list[str]:
    """The patterns of several texts. Of two that differ by one more letter, that letter is optional."""
    patterns: list[str] = []
    said: set[str] = set()
    longest_first = sorted(dict.fromkeys(texts), key=len, reverse=True)
    for text in longest_first:
        if text in said:
            continue
        cut = next((n for n in range(1, len(text)) if text[:n] + text[n + 1 :] in longest_first), None)
        patterns.append(spell(text) if cut is None else f"{spell(text[: cut + 1])}?{spell(text[cut + 1 :])}")
        said |= {text} if cut is None else {text, text[:cut] + text[cut + 1 :]}
    return patterns


_SPECIAL = frozenset("\\^$.*+?()[]{}|")
_CONTROLS = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_KELVIN = "\u212a"


def whole_number(low: int | None, high: int | None) -> str:
    """The pattern, without anchors, of the integers between inclusive bounds in plain decimals, such as ``-1`` and ``20``."""
    if low is None and high is None:
        return "(?:0|-?[1-9][0-9]*)"
    parts = []
    if low is None or low < 0:
        most = None if low is None else -low
        least = 1 if high is None or high >= 0 else -high
        parts += [f"-{part}" for part in _natural(least, most)]
    if high is None or high >= 0:
        parts += _natural(max(low or 0, 0), high)
    return group(parts) if parts else "[^\\s\\S]"


def _natural(low: int, high: int | None) -> list[str]:
    """Alternatives for the numbers from ``low`` on, which is not negative, in plain decimals."""
    if high is None:
        power = 1 if low < 2 else 10 ** len(str(low - 1))
        digits = len(str(power)) - 1
        return [*_natural(low, power - 1), f"[1-9][0-9]{{{digits},}}" if digits else "[1-9][0-9]*"]
    if low > high:
        return []
    parts = []
    if low < 2 and high > 98:
        parts, low = ["[1-9][0-9]?" if low else "[1-9]?[0-9]"], 100
    while low <= high:
        top = min(high, 10 ** len(str(low)) - 1)
        parts += _same_length(str(low), str(top))
        low = top + 1
    return parts


def _same_length(low: str, high: str) -> list[str]:
    """Alternatives for the numbers between two of the same number of digits."""
    if not low:
        return [""]
    if low[0] == high[0]:
        return [low[0] + group(_same_length(low[1:], high[1:]))]
    first, last = int(low[0]), int(high[0])
    parts = []
    if low[1:].strip("0"):
        parts += [low[0] + rest for rest in _same_length(low[1:], "9" * len(low[1:]))]
        first += 1
    tail = []
    if high[1:].strip("9"):
        tail = [high[0] + rest for rest in _same_length("0" * len(high[1:]), high[1:])]
        last -= 1
    if first <= last:
        digit = str(first) if first == last else f"[{first}-{last}]"
        parts.append(digit + "[0-9]" * len(low[1:]))
    return parts + tail


def literals(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts as literal types of TypeScript."""
    from json import dumps

    return tuple(map(dumps, texts))
