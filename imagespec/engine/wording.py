"""How the API words a mistake where that follows from a limit and a value.

The shape of a request is judged by a validator that words each sort of mistake in one way, seen in the live audit of
2026-08-29 (``live-audit`` of the table); what it was not seen to say is said in our own words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from imagespec.kinds.row import Row
from imagespec.report.refusal import SCHEMA, USER, Refusal
from imagespec.report.report import Report
from imagespec.values.files import file_facts, sent_type
from imagespec.values.plain import plain
from imagespec.values.scalars import form_integer
from imagespec.values.text import quoted, visible

_FILES = ("file-type", "content-type", "file-size", "alpha", "dimensions")
"""Problems of an uploaded file."""


class Case(NamedTuple):
    """One finding with what its wording depends on.

    ``rule`` is that of the finding, which may be another than that of its row; ``name`` is the parameter as the API calls
    it, ``parameter`` the one of the request that it is or is in; ``limits`` are those of the row, ``listed`` is the order of
    values that the API was seen to list, ``taken`` asks for those of the model.
    """

    row: Row
    rule: str
    name: str
    parameter: str
    value: Any
    limits: Mapping[str, Any]
    report: Report
    listed: Mapping[str, tuple[tuple[str, ...], bool]]
    taken: Callable[[str], Sequence[str]]

    @classmethod
    def of(cls, row: Row, rule: str, finding: tuple[Any, ...], report: Report, listed: Any, taken: Callable[[str], Sequence[str]]) -> Case:
        """The case of a finding of a report."""
        name = visible(row.parameter(finding[3:]))
        head = name.partition("[")[0].partition(".")[0]
        limits = row.kind.limits(row.problem)
        return cls(row, rule, _as_the_api_names(name, row.problem), head, plain(finding[2]), limits, report, listed, taken)

    @property
    def shown(self) -> str:
        """The value in a sentence."""
        return visible(self.value) if isinstance(self.value, str) else quoted(self.value)

    @property
    def pixels(self) -> int:
        """The pixels of a value that is a size, 0 of any other."""
        width, _, height = self.shown.partition("x")
        return int(width) * int(height) if width.isdecimal() and height.isdecimal() else 0

    def in_order(self, values: Sequence[str]) -> list[str]:
        """The values that are taken, as the API lists them; what it was not seen to list comes first."""
        known, _ = self.listed.get(self.name, ((), False))
        return sorted(values, key=lambda value: known.index(value) if value in known else -1)


def _as_the_api_names(name: str, problem: str) -> str:
    """A list of files in a form is ``image[0]`` to what reads files, and ``image[]`` to what reads its types."""
    if problem in _FILES:
        return name.replace("[][", "[")
    return name.partition("[][")[0] + "[]" if "[][" in name else name


def by_limit(case: Case, otherwise: str) -> Refusal:
    """The words of the API for a finding; ``otherwise`` where they are not known."""
    say = _WORDS.get(case.rule.rpartition(".")[2])
    return (say(case) if say else None) or _shape(case, otherwise, "invalid_value")


def _shape(case: Case, message: str, code: str) -> Refusal:
    return Refusal(message, SCHEMA, case.name or None, code)


def _missing(case: Case) -> Refusal:
    request = case.report.request
    if request and case.name in request:  # null counts as left out here, but not there
        return _shape(case, f"Invalid type for '{case.name}': expected a string, but got null instead.", "invalid_type")
    return _shape(case, f"Missing required parameter: '{case.name}'.", "missing_required_parameter")


def _unknown(case: Case) -> Refusal | None:
    if case.rule in ("model.unknown", "model.unsupported") or "refused" in case.limits:
        return None
    return _shape(case, f"Unknown parameter: '{case.name}'.", "unknown_parameter")


def _type(case: Case) -> Refusal:
    got = "an array instead" if "list" in case.limits else f"{_json_type(case.value)} instead"
    if isinstance(case.value, str) and case.limits.get("type") == "integer" and case.row.kind.form:  # type: ignore[attr-defined]
        got = "a string value that could not be converted into an integer"
    return _shape(case, f"Invalid type for '{case.name}': expected {_expected(case)}, but got {got}.", "invalid_type")


def _expected(case: Case) -> str:
    kind = case.limits.get("type", "file")
    if kind == "string" and not case.listed.get(case.name, ((), False))[1] and (values := case.taken(case.name)):
        return f"one of {_joined(case.in_order(values), 'or')}"
    if kind == "files" and not case.name.endswith("]"):
        return "one of an array of files or file"
    return {
        "array": "an array of objects", "integer": "an integer", "object": "an object", "files": "a file",
    }.get(kind, f"a {kind}")  # fmt: skip


def _value(case: Case) -> Refusal:
    values = case.in_order(case.limits["values"])
    takes = f"Supported values are: {_joined(values, 'and')}" if len(values) > 1 else f"Value must be '{values[0]}'"
    return _shape(case, f"Invalid value: '{case.shown}'. {takes}.", "invalid_value")


def _range(case: Case) -> Refusal:
    least, most = case.limits.get("min"), case.limits.get("max")
    value = form_integer(case.value)
    if least is not None and value is not None and value < least:
        bound, expected, code = "below minimum", f">= {least}", "integer_below_min_value"
    else:
        bound, expected, code = "above maximum", f"<= {most}", "integer_above_max_value"
    return _shape(case, f"Invalid '{case.name}': integer {bound} value. Expected a value {expected}, but got {case.shown} instead.", code)


def _length(case: Case) -> Refusal:
    return _long(case, "string", len(case.value), "length")


def _count(case: Case) -> Refusal:
    return _long(case, "array", len(case.value), "length")


def _long(case: Case, what: str, length: int, unit: str) -> Refusal:
    """A text or an array that is too long, too short or empty."""
    least, most = case.limits.get("min"), case.limits.get("max")
    a = "an" if what == "array" else "a"
    if most is not None and length > most:
        flaw, expected, code = "too long", f"maximum {unit} {most}", f"{what}_above_max_length"
    else:
        flaw, expected, code = ("too short", f"minimum {unit} {least}", f"{what}_below_min_length")
    got = f"{a} {what} with {unit} {length}"
    if not length:
        said, got, code = f"empty {what}", f"an empty {what}", f"empty_{what}"
    else:
        said = f"{what} {flaw}"
    return _shape(case, f"Invalid '{case.name}': {said}. Expected {a} {what} with {expected}, but got {got} instead.", code)


def _file_type(case: Case) -> Refusal:
    """The content type of an upload is judged with the shape of the request, its bytes by the model."""
    formats = sorted(case.limits.get("formats", ()))
    facts = file_facts(case.value)
    if facts and facts.media is not None and facts.media not in formats and formats:
        media = sent_type(case.value)
        if media is None:
            how = "Ensure you are providing the file's mimetype as part of the 'Content-Type' header"
            return _shape(case, f"Invalid file '{case.name}': failed to determine mimetype. {how}.", "missing_file_mimetype")
        listed = _joined([f"image/{name}" for name in formats], "and")
        supported = f"Supported file formats are {listed}"
        said = f"Invalid file '{case.name}': unsupported mimetype ('{visible(media)}'). {supported}."
        return _shape(case, said, "unsupported_file_mimetype")
    number = case.name.partition("[")[2].removesuffix("]")
    index = int(number) + 1 if number.isdecimal() else 1
    message = f"Invalid image file or mode for image {index}, please check your image file."
    return Refusal(message, USER, None, "invalid_image_file")


def _joined(values: Sequence[str], word: str) -> str:
    """Values in a sentence: ``'a' and 'b'``, ``'a', 'b', and 'c'``."""
    quoted = [f"'{value}'" for value in values]
    if len(quoted) < 3:
        return f" {word} ".join(quoted)
    return f"{', '.join(quoted[:-1])}, {word} {quoted[-1]}"


def _json_type(value: Any) -> str:
    """The JSON type of a value as the API names it."""
    if value is None:
        return "null"
    for kind, name in _JSON.items():
        if isinstance(value, kind):
            return name
    return "an object"


_JSON = {bool: "a boolean", int: "an integer", float: "a decimal number", str: "a string", list: "an array", tuple: "an array"}

_WORDS: dict[str, Callable[[Case], Refusal | None]] = {
    "required": _missing,
    "unknown": _unknown,
    "unsupported": _unknown,
    "type": _type,
    "value": _value,
    "range": _range,
    "length": _length,
    "count": _count,
    "file-type": _file_type,
    "content-type": _file_type,
}
"""What words each problem."""
