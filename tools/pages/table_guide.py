"""The list of every key of a table for tables/README.md, made from the rows and kinds, with examples from tables that load."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

import attrs
import yaml

from imagespec.kinds.kind import Provenance
from imagespec.kinds.type_ import NAMES
from imagespec.spec import rows
from imagespec.spec.keys import Key, keys
from imagespec.spec.meanings import meaning, summary

BEGIN = "<!-- written by tools/build from the rows of tables -->"
END = "<!-- end of what tools/build writes -->"

_YAML = re.compile(r"^```yaml[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)

_WIDE = 64
"""Most characters of an example."""

_INSIDE = re.compile(r"^operations\.NAME\.parameters\.NAME\.(?=.)|^operations\.NAME\.(?=.)|^families\.NAME\.(?!operations)")
"""The beginning of a place that goes without saying, for what is inside it stands in several places."""

_WORDS = {str: "text", int: "whole number", bool: "true or false", Any: "value"}

Examples = dict[tuple[type, str], list[Any]]
"""The values of each key of each class of rows, in the order in which they were found."""


class Part(NamedTuple):
    """A class of rows, and the first place in a table where it stands, such as ``models.NAME``."""

    place: str
    cls: type


def with_guide(page: str, tables: Iterable[dict[str, Any]]) -> str:
    """A page with the list of keys between its marks.

    Args:
        page: Markdown with a line ``BEGIN`` and a line ``END``. The tables in its YAML blocks are the first to give examples.
        tables: parsed tables that give the others; whole ones are preferred to changes of one.
    """
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    own = [yaml.safe_load(text) for text in _YAML.findall(before)]
    return f"{before}{BEGIN}\n\n{guide(sorted([*own, *tables], key=lambda table: 'extends' in table))}\n{END}{after}"


def guide(tables: Iterable[dict[str, Any]]) -> str:
    """The list of keys as Markdown: a table for each part."""
    examples: Examples = {}
    for table in tables:
        _harvest(rows.TableRow, table, examples)
    found = {part.cls: part.place for part in parts()}
    return "\n".join(line for part in parts() for line in _section(part, found, examples))


def parts() -> list[Part]:
    """Every class of rows, each before those inside it; where a limit comes from is said once, at the end."""
    found: dict[type, str] = {}
    _collect(rows.TableRow, "", found)
    found[Provenance] = ", ".join(key.name for key in keys(Provenance))
    return [Part(place, cls) for cls, place in found.items()]


def _collect(cls: type, place: str, found: dict[type, str]) -> None:
    if cls is not Provenance and cls not in found:
        found[cls] = _INSIDE.sub("", place)
        for key in keys(cls):
            inner, steps = _row(key.hint)
            if inner:
                _collect(inner, f"{place}.{key.name}{steps}".removeprefix("."), found)


def _section(part: Part, places: dict[type, str], examples: Examples) -> Iterator[str]:
    sourced = "provenance" in attrs.fields_dict(part.cls)
    own = [key for key in keys(part.cls) if not sourced or key not in keys(Provenance)]
    yield f"### {_heading(part.place)}\n"
    beside = f" Also takes {_link(Provenance, places)}." if sourced else ""
    yield f"{summary(part.cls)}{beside}\n"
    if own:
        yield "| key | | value | says | example |"
        yield "|---|---|---|---|---|"
    for key in own:
        needed = "needed" if key.needed or key.wanted else ""
        cells = (f"`{key.name}`", needed, _value(part.cls, key, places), meaning(key), _example(part.cls, key, examples))
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    if own:
        yield ""


def _heading(place: str) -> str:
    return f"`{place}`" if place else "The top of the file"


def _link(cls: type, places: dict[type, str]) -> str:
    """A link to the section of a class, by the fragment under which pages show its heading."""
    fragment = re.sub(r"[^a-z0-9 _-]", "", _heading(places[cls]).lower()).replace(" ", "-")
    return f"[`{places[cls]}`](#{fragment})"


# -- values --------------------------------------------------------------------------------------------------------


def _value(cls: type, key: Key, places: dict[type, str]) -> str:
    if (cls, key.name) == (rows.ParameterRow, "type"):
        return " or ".join(f"`{name}`" for name in NAMES)
    return _words(key.hint, places)


def _words(hint: Any, places: dict[type, str]) -> str:
    """The values of a type, in words."""
    if hint in _WORDS:
        return _WORDS[hint]
    if hint == rows.Names:
        return "name, or list of names"
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return ", ".join(_words(option, places) for option in inner if option is not type(None)).replace("text, whole number", "value")
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in inner if word)
    if origin is dict:
        return f"by name: {_words(inner[1], places)}"
    if origin is tuple:
        return f"list of {_words(inner[0], places)}" if attrs.has(inner[0]) else "value, or list of values"
    return _link(hint, places)


def _row(hint: Any) -> tuple[type | None, str]:
    """The class of rows that a type holds, and the steps from the key to it."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return next((found for option in inner if (found := _row(option))[0]), (None, ""))
    if origin is dict:
        cls, steps = _row(inner[1])
        return cls, f".NAME{steps}"
    if origin is tuple:
        cls, steps = _row(inner[0])
        return cls, f"[]{steps}"
    return (hint, "") if isinstance(hint, type) and attrs.has(hint) else (None, "")


# -- examples ------------------------------------------------------------------------------------------------------


def _harvest(cls: type, data: Any, examples: Examples) -> None:
    if cls is rows.ConditionRow and not isinstance(data, dict):
        data = {"values": data}
    if not isinstance(data, dict):
        return
    for key in keys(cls):
        if key.name in data:
            for owner in (cls, Provenance) if key in keys(Provenance) else (cls,):
                examples.setdefault((owner, key.name), []).append(data[key.name])
            inner, steps = _row(key.hint)
            if inner:
                for entry in _entries(data[key.name], steps):
                    _harvest(inner, entry, examples)


def _entries(value: Any, steps: str) -> list[Any]:
    """The rows that a value holds; of a change of a list, those that it adds."""
    if steps == ".NAME":
        return [*value.values()] if isinstance(value, dict) else []
    if steps == "[]":
        added = value.get("add", []) if isinstance(value, dict) else value
        return added if isinstance(added, list) else []
    return [value]


def _example(cls: type, key: Key, examples: Examples) -> str:
    """The first example that fits a line, else the shortest with what is inside it left out."""
    found = [_flow(key.name, value) for value in examples.get((cls, key.name), ())]
    fitting = next((text for text in found if len(text) <= _WIDE), None)
    if fitting:
        return f"`{fitting}`"
    outlines = [_flow(key.name, _outline(value)) for value in examples.get((cls, key.name), ())]
    return f"`{min(outlines, key=len)}`" if outlines else ""


def _outline(value: Any) -> Any:
    """A value with its first entry only, and no more of that than that it is one."""
    if isinstance(value, dict):
        return dict.fromkeys([*value][:1], "…")
    return [_outline(value[0]) if isinstance(value[0], dict) else value[0], "…"] if isinstance(value, list) and value else value


def _flow(key: str, value: Any) -> str:
    """An entry of a table on one line."""
    text = yaml.safe_dump({key: value}, default_flow_style=True, width=10**6, sort_keys=False, allow_unicode=True)
    return re.sub(r"'((?:[^']|'')*)'", _in_double_quotes, text.strip()[1:-1])


def _in_double_quotes(quoted: re.Match[str]) -> str:
    """A text of YAML in double quotes, where it needs no escapes there."""
    text = quoted[1].replace("''", "'")
    return quoted[0] if '"' in text or "\\" in text else f'"{text}"'
