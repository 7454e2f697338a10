"""``file``: what an upload must be, as far as the request tells without reading it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import frozen

from imagespec.kinds.kind import UNSOURCED, Predicate, Provenance, Subject, Writer
from imagespec.kinds.schema import Fragment, any_case, any_of, none_of
from imagespec.values.files import ALPHA_MODES, SPELLINGS, Facts, file_facts
from imagespec.values.text import visible

_MIB = 1024 * 1024


@frozen(kw_only=True)
class Formats:
    """The image formats taken, by short name."""

    values: tuple[str, ...]
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Below:
    """The upload must have fewer than ``below`` bytes."""

    below: int
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Claim:
    """A property the image must have."""

    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class File(Predicate):
    """``formats``, ``bytes`` (an upper limit), ``square`` and ``alpha``; a limit that is ``None`` claims nothing."""

    KEY: ClassVar[str] = "file"
    TYPES: ClassVar[frozenset[str]] = frozenset({"file", "files"})
    FIELDS: ClassVar[dict[str, str]] = {"file-type": "formats", "file-size": "bytes", "dimensions": "square", "alpha": "alpha"}

    formats: Formats | None = None
    bytes: Below | None = None
    square: Claim | None = None
    alpha: Claim | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(problem for problem, name in self.FIELDS.items() if getattr(self, name) is not None)

    def provenance_of(self, problem: str) -> Provenance:
        own: Provenance = getattr(self, self.FIELDS[problem]).provenance
        return own

    def check(self, value: Facts) -> Iterator[str]:
        if self.formats and value.format is not None and value.format not in self.formats.values:
            yield "file-type"
        if self.bytes and value.size is not None and value.size >= self.bytes.below:
            yield "file-size"
        if self.square and value.width is not None and value.height is not None and value.width != value.height:
            yield "dimensions"
        if self.alpha and value.alpha is False:
            yield "alpha"

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        if problem == "file-type":
            formats = writer.constant(frozenset(self.formats.values if self.formats else ()))
            return f"{variable}.format is not None and {variable}.format not in {formats}"
        if problem == "file-size":
            return f"{variable}.size is not None and {variable}.size >= {self.bytes.below if self.bytes else 0}"
        if problem == "dimensions":
            return f"{variable}.width is not None and {variable}.height is not None and {variable}.width != {variable}.height"
        return f"{variable}.alpha is False"

    def limits(self, problem: str) -> dict[str, Any]:
        if problem == "file-type" and self.formats:
            return {"formats": list(self.formats.values)}
        if problem == "file-size" and self.bytes:
            return {"below": self.bytes.below, "unit": "bytes"}
        return {"square": True} if problem == "dimensions" else {"alpha": True}

    def allowed(self, problem: str) -> str:
        if problem == "file-type" and self.formats:
            return f"a {' or '.join(self.formats.values)} image"
        if problem == "file-size" and self.bytes:
            return f"a file of fewer than {self.bytes.below:,} bytes ({self.bytes.below / _MIB:g} MB)"
        return "a square image" if problem == "dimensions" else "an image with an alpha channel"

    def json_schema(self) -> Fragment:
        """What an object that describes a file may say; other values of the type say nothing."""
        says: dict[str, Fragment] = {}
        choices: list[Fragment] = []
        if self.formats and self.refuses("file-type"):
            says["content_type"], name = _named_formats(self.formats.values)
            choices.append({"anyOf": [{"required": ["content_type"]}, {"properties": {"format": name}}]})
        if self.bytes and self.refuses("file-size"):
            says["bytes"] = none_of({"type": "integer", "minimum": self.bytes.below})
        if self.alpha and self.refuses("alpha"):
            opaque = [mode for mode, alpha in ALPHA_MODES.items() if not alpha]
            says["alpha"] = none_of({"const": False})
            clear: Fragment = {"required": ["alpha"], "properties": {"alpha": {"const": True}}}
            choices.append({"anyOf": [clear, {"properties": {"mode": none_of({"enum": opaque})}}]})
        return {**({"properties": says} if says else {}), **({"allOf": choices} if choices else {})}

    def unsaid(self) -> dict[str, str]:
        if not self.refuses("dimensions"):
            return {}
        return {"dimensions": "JSON Schema cannot compare the width of an image with its height"}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        facts = file_facts(value) or Facts()
        has = {
            "file-type": f"a {visible(facts.format)} file" if facts.format else "sent without an image content type",
            "file-size": f"a file of {facts.size or 0:,} bytes",
            "dimensions": f"{facts.width}x{facts.height} pixels",
            "alpha": "an image without alpha channel",
        }[problem]
        return f"{subject.parameter} is {has}, but must be {self.allowed(problem)}; {_REMEDIES[problem]}."

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        described: list[dict[str, Any]] = [{"format": name} for name in ("png", "PNG", "jpg", "jpeg", "webp", "gif", "bmp", "svg")]
        described += [{"content_type": name} for name in ("image/png", "image/jpeg", "text/plain", "", None)]
        described += [{"mode": mode} for mode in ("RGB", "RGBA", "L", "LA")] + [{"alpha": True}, {"alpha": False}]
        described += [{"width": 200, "height": height} for height in (199, 200, 201)]
        if self.bytes:
            described += [{"bytes": self.bytes.below + step} for step in (-1, 0, 1)]
        for value in described:
            yield value, tuple(self.check(file_facts(value) or Facts()))


_IMAGE = "image/"


def _named_formats(formats: tuple[str, ...]) -> tuple[Fragment, Fragment]:
    """The content types and the names of formats, in any case and spelling."""
    known = [*formats, *(alias for alias, name in SPELLINGS.items() if name in formats)]
    typed = [*formats, *(alias.removeprefix(_IMAGE) for alias, name in SPELLINGS.items() if name in {_IMAGE + entry for entry in formats})]
    right: Fragment = {"type": "string", "pattern": f"^[ \\t]*{any_case(_IMAGE)}{any_of(typed)}[ \\t]*(?:;|$)"}
    right |= none_of({"type": "string", "pattern": r"^[^;]*\n"})
    wrong = [none_of({"type": "string", "pattern": f"^{any_of(known)}$"}), {"type": "string", "pattern": r"\n"}]
    return right, none_of({"type": "string", "anyOf": wrong})


_REMEDIES = {
    "file-type": "convert it, and name its content type",
    "file-size": "make it smaller",
    "dimensions": "crop or pad it",
    "alpha": "add one (save it as RGBA)",
}
