"""``file``: what an upload must be, as far as the request tells without reading it."""

from __future__ import annotations

from imagespec.kinds.kind import UNSOURCED, Parts, Provenance
from imagespec.kinds.schema import any_case, any_of, escaped, group, none_of, spelled
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import evolve, frozen
from imagespec.values.files import ALPHA_MODES, EXTENSIONS, SPELLINGS, USUAL, Facts, file_facts, sent_type
from imagespec.values.text import quoted, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Constraint, Flaw, Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer

_MIB = 1024 * 1024


@frozen(kw_only=True)
class Formats:
    """The image formats taken.

    Attributes:
        values: their short names, such as png
    """

    values: tuple[str, ...]
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Below:
    """A size that no upload may reach.

    Attributes:
        below: the first number of bytes that is too many
    """

    below: int
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Claim:
    """A property the image must have."""

    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class File(Parts):
    """What an uploaded image must be; a limit that is not given claims nothing.

    Attributes:
        formats: the image formats taken
        bytes: how large it may be
        square: that it must be as wide as high
        alpha: that it must have an alpha channel
    """

    KEY: ClassVar[str] = "file"
    TYPES: ClassVar[frozenset[str]] = frozenset({"file", "files"})
    FIELDS: ClassVar[dict[str, str]] = {"file-type": "formats", "file-size": "bytes", "dimensions": "square", "alpha": "alpha"}
    JAVASCRIPT: ClassVar[str] = """
    problems: (l) => Object.keys(FIELDS).filter((problem) => l[FIELDS[problem]]),
    find(l, { format, media, size, width, height, alpha }) {
      const found = [];
      const isOther = (name) => name !== undefined && !l.formats.values.includes(name);
      if (l.formats && (isOther(format) || isOther(media))) found.push("file-type");
      if (l.bytes && size >= l.bytes.below) found.push("file-size");
      if (l.square && width !== undefined && height !== undefined && width !== height) found.push("dimensions");
      if (l.alpha && alpha === false) found.push("alpha");
      return found.length ? found : undefined;
    },
    of: (l, problem) => l[FIELDS[problem]],
    limits(l, problem) {
      if (problem === "file-type") return { formats: l.formats.values };
      if (problem === "file-size") return { below: l.bytes.below, unit: "bytes" };
      return problem === "dimensions" ? { square: true } : { alpha: true };
    },
    allowed(l, problem) {
      if (problem === "file-type") return `a ${l.formats.values.join(" or ")} image`;
      if (problem === "file-size") return `a file of fewer than ${commas(l.bytes.below)} bytes (${l.mb} MB)`;
      return problem === "dimensions" ? "a square image" : "an image with an alpha channel";
    },
    message(l, problem, s, value) {
      const facts = fileFacts(value) ?? {};
      const has = {
        "file-type": () => this.typeOf(l, facts, value),
        "file-size": () => `a file of ${commas(facts.size ?? 0)} bytes`,
        dimensions: () => `${facts.width}x${facts.height} pixels`,
        alpha: () => "an image without alpha channel",
      }[problem]();
      const remedy = REMEDIES[problem] ?? this.retyped(l, facts, value);
      return `${s.parameter} is ${has}, but must be ${this.allowed(l, problem)}; ${remedy}.`;
    },
    typeOf(l, facts, value) {
      if (typeof value === "string") return `a ${facts.format} file by its name, ${quoted(value)}`;
      if (this.wrong(l, facts)) return KINDS[facts.format] ?? `a ${visible(facts.format)} file`;
      if (facts.media) return `sent as image/${visible(facts.media)}`;
      if (!(value instanceof Opaque)) return "sent without an image content type";
      return facts.type ? `sent as ${visible(facts.type)}` : "sent without a content type";
    },
    wrong: (l, { format }) => format !== undefined && l.formats !== undefined && !l.formats.values.includes(format),
    retyped(l, facts, value) {
      const format = this.named(l, facts);
      if (format) return sentAs(format);
      if (facts.format === "empty") return "send one with an image in it";
      if (facts.format === undefined && value instanceof Opaque && !facts.media) {
        return "give it a name that ends in the format it has";
      }
      return this.wrong(l, facts) ? "convert it" : "name its own content type, or convert it";
    },
    named(l, facts) {
      if (this.wrong(l, facts)) return "";
      const format = facts.format || (facts.media === "jpg" ? "jpeg" : "");
      return l.formats?.values.includes(format) ? format : "";
    },
    fixes(l, problem, s, value) {
      const facts = problem === "file-type" ? fileFacts(value) : undefined;
      const meant = facts ? this.named(l, facts) : "";
      return meant ? retype(s, meant, value) : [];
    },
    """

    formats: Formats | None = None
    bytes: Below | None = None
    square: Claim | None = None
    alpha: Claim | None = None

    def check(self, value: Facts) -> Iterator[str]:
        if self.formats and any(name is not None and name not in self.formats.values for name in (value.format, value.media)):
            yield "file-type"
        if self.bytes and value.size is not None and value.size >= self.bytes.below:
            yield "file-size"
        if self.square and value.width is not None and value.height is not None and value.width != value.height:
            yield "dimensions"
        if self.alpha and value.alpha is False:
            yield "alpha"

    def common(self, others: Sequence[Any]) -> Constraint | None:
        parts: dict[str, Any] = {}
        for name in self.FIELDS.values():
            own = [getattr(kind, name) for kind in (self, *others)]
            parts[name] = None if None in own else _widest(own)
        return evolve(self, **parts) if any(parts.values()) else None

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        if problem == "file-type":
            formats = writer.constant(frozenset(self.formats.values if self.formats else ()))
            return " or ".join(f"({variable}.{name} is not None and {variable}.{name} not in {formats})" for name in ("format", "media"))
        if problem == "file-size":
            return f"{variable}.size is not None and {variable}.size >= {self.bytes.below if self.bytes else 0}"
        if problem == "dimensions":
            return f"{variable}.width is not None and {variable}.height is not None and {variable}.width != {variable}.height"
        return f"{variable}.alpha is False"

    def in_javascript(self) -> dict[str, Any]:
        return {"mb": f"{self.bytes.below / _MIB:g}"} if self.bytes else {}

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

    def in_words(self, problems: Collection[str]) -> str:
        image = self.allowed("file-type") if "file-type" in problems else "an image"
        if "dimensions" in problems:
            image = f"a square {image.partition(' ')[2]}"
        size = f"below {_in_bytes(self.bytes.below)}" if self.bytes and "file-size" in problems else ""
        alpha = "with an alpha channel" if "alpha" in problems else ""
        return " ".join(filter(None, (image, size, alpha)))

    def json_schema(self) -> Fragment:
        """What an object that describes a file may say, and how the name of a file may not end; other values of the type say nothing."""
        says: dict[str, Fragment] = {}
        if self.formats and self.refuses("file-type"):
            says["format"], says["content_type"] = _named_formats(self.formats.values)
        if self.bytes and self.refuses("file-size"):
            says["bytes"] = none_of({"type": "integer", "minimum": self.bytes.below})
        if self.alpha and self.refuses("alpha"):
            says["alpha"] = none_of({"const": False})
            says["mode"] = none_of({"enum": [mode for mode, alpha in ALPHA_MODES.items() if not alpha]})
        names = _refused_names(self.formats.values) if self.formats and self.refuses("file-type") else []
        return {**({"properties": says} if says else {}), **none_of(*names)}

    def picked(self) -> Fragment:
        """The JSON Schema of a file that was picked in a form, as form libraries hold it: a data URL with its name.

        Format and size are judged, by what the browser says and by the first bytes; nothing else shows in such a text.
        """
        firm = self.formats.values if self.formats and self.refuses("file-type") else ()
        head = f"data:image/{group(map(escaped, firm))}" if firm else "data:[^;,]*"
        foreign = [start for name, start in _BASE64.items() if firm and name not in firm]
        result: Fragment = {"pattern": f"^{head};name=[^;,]*;base64,"}
        if foreign:
            result |= none_of({"type": "string", "pattern": f"^[^,]*,{group(foreign)}"})
        if self.bytes and self.refuses("file-size"):
            result["maxLength"] = 4 * -(-self.bytes.below // 3) + _SHORTEST_HEAD - 1
        return result

    def unsaid(self) -> dict[str, str]:
        if not self.refuses("dimensions"):
            return {}
        return {"dimensions": "JSON Schema cannot compare the width of an image with its height"}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        facts = file_facts(value) or Facts()
        has = {
            "file-type": self._type_of(facts, value),
            "file-size": f"a file of {facts.size or 0:,} bytes",
            "dimensions": f"{facts.width}x{facts.height} pixels",
            "alpha": "an image without alpha channel",
        }[problem]
        remedy = self._retyped(facts, value) if problem == "file-type" else _REMEDIES[problem]
        return f"{subject.parameter} is {has}, but must be {self.allowed(problem)}; {remedy}."

    def _type_of(self, facts: Facts, value: Any) -> str:
        """What is wrong with the type of a file: the file itself, its name, or how it is sent."""
        if isinstance(value, str):
            return f"a {facts.format} file by its name, {quoted(value)}"
        if self._wrong(facts):
            return _KINDS.get(facts.format or "", f"a {visible(facts.format or '')} file")
        if facts.media or isinstance(value, dict):
            return f"sent as image/{visible(facts.media)}" if facts.media else "sent without an image content type"
        sent = sent_type(value)
        why = "" if _typed(value) else ", as its name tells no image"
        return f"sent as {visible(sent)}{why}" if sent else "sent without a content type, as it has no name"

    def _wrong(self, facts: Facts) -> bool:
        """Whether it is the file itself that is not taken."""
        return facts.format is not None and self.formats is not None and facts.format not in self.formats.values

    def _retyped(self, facts: Facts, value: Any) -> str:
        """What to do about a wrong type: a file that is right is only sent wrongly."""
        format_ = self._meant(facts)
        if format_ and not isinstance(value, (dict, str)) and not facts.media and not _typed(value):
            return f'give it a name: ("image.{format_}", content)'
        if format_:
            return sent_as(format_)
        if facts.format == "empty":
            return "send one with an image in it"
        if facts.format is None and not isinstance(value, (dict, str)) and not facts.media:
            return "give it a name that ends in the format it has"
        return "convert it" if self._wrong(facts) else "name its own content type, or convert it"

    def _meant(self, facts: Facts) -> str:
        """The format of a file that is right, but sent wrongly; ``""`` where nothing tells, or the file itself is not taken."""
        if self._wrong(facts):
            return ""
        format_ = facts.format or SPELLINGS.get(facts.media or "", "")
        return format_ if self.formats and format_ in self.formats.values else ""

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        facts = file_facts(value)
        meant = self._meant(facts) if problem == "file-type" and facts else ""
        return retype(subject, meant, value) if meant else ()

    def flaws(self) -> Iterator[Flaw]:
        if not self.problems:
            yield (), "no limit", "name formats, bytes, square or alpha"
        if self.bytes and self.bytes.below <= 1:
            yield (), "no file has so few bytes", "raise below:"

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        described: list[dict[str, Any]] = [{"format": name} for name in ("png", "PNG", "jpg", "jpeg", "webp", "gif", "bmp", "svg")]
        described += [{"format": name} for name in (" png\n", "png\n\n", "p\nng", "\npngx", "", None, 5)]
        described += [{"content_type": name} for name in ("image/png", "image/jpeg", "text/plain", "png", "", None)]
        described += [
            {"content_type": f"{head}image/png{tail}"} for head in ("", " ", "x") for tail in ("\r\n", "\n;a=b", " ; a=b\n", "x", "\nx")
        ]
        described += [{"format": "gif", "content_type": "image/png"}, {"format": "png", "content_type": "image/gif"}]
        described += [{"mode": mode} for mode in ("RGB", "RGBA", "L", "LA")] + [{"alpha": True}, {"alpha": False}]
        described += [{"mode": mode, "alpha": alpha} for mode in ("RGB", "RGBA") for alpha in (True, False, None)]
        described += [{"width": 200, "height": height} for height in (199, 200, 201)]
        if self.bytes:
            described += [{"bytes": self.bytes.below + step} for step in (-1, 0, 1)]
        for value in (*described, *_names(), *_sent()):
            yield value, tuple(self.check(file_facts(value) or Facts()))


def _typed(value: Any) -> bool:
    """Whether an upload comes with a content type of its own."""
    return isinstance(value, tuple) and len(value) > 2 and isinstance(value[2], str)


def sent_as(format_: str) -> str:
    """What to do about a right file that is sent as another type."""
    return f"send it with the content type image/{format_}, as a client does when its name ends in .{format_}"


def retype(subject: Subject, format_: str, value: Any) -> tuple[Fix, ...]:
    """The repair of the content type of a described file; another file has its type from its sender."""
    if not isinstance(value, dict):
        return ()
    content_type = f"image/{format_}"
    return (Fix(f"set content_type to {quoted(content_type)}", (Edit("add", f"{subject.pointer}/content_type", content_type),)),)


def _in_bytes(number: int) -> str:
    """A number of bytes for people."""
    return f"{number // _MIB} MB" if number % _MIB == 0 else f"{number:,} bytes"


def _widest(parts: Sequence[Any]) -> Any:
    """The part of several limits that takes what any of them takes, as softly as the softest."""
    softest = next((part for part in parts if part.provenance.implied() == "warning"), parts[0])
    if isinstance(softest, Formats):
        return evolve(softest, values=tuple(dict.fromkeys(value for part in parts for value in part.values)))
    return evolve(softest, below=max(part.below for part in parts)) if isinstance(softest, Below) else softest


def _names() -> Iterator[str]:
    """Texts that name a file by each ending, in several spellings, and texts that only look like it."""
    for ending in EXTENSIONS:
        yield from (f"photo.{ending}", f"PHOTO.{ending.upper()}")
    yield from ("a/b.c/photo.heic", ".heic", "photo.heic\n", "photo.heic\n\n", "photo.gif.png", "photo.png.gif", "C:\\photo.BMP")
    yield from (
        "photo",
        "photo.",
        "heic",
        "photo.xyz",
        "photo.heic ",
        "photo.Heic",
        "photo.heicx",
        "photo.heic/",
        "photo.heic\r",
        "x.gif?a=b",
    )


def _sent() -> Iterator[tuple[Any, ...]]:
    """Uploads with a name, whose content type is taken from it where none is given."""
    yield from (("photo.heic", b""), ("photo.png", b"GIF89a"), ("photo.gif", b"\x89PNG\r\n\x1a\n"), ("notes.txt", b""), ("photo", b""))
    yield from (("photo.gif", b"", "image/png"), ("photo.png", b"", "image/gif"), ("photo.jpg", b"", None), (None, b""))


_IMAGE = "image/"


def _named_formats(formats: tuple[str, ...]) -> tuple[Fragment, Fragment]:
    """The names of formats, in any spelling, and the content types, in any case."""
    known = [*formats, *(alias for alias, name in SPELLINGS.items() if name in formats)]
    name: Fragment = {"type": ["string", "null"], "pattern": f"^{any_of(known)}\\n*$"}
    return name, {"type": "string", "pattern": f"^{any_case(_IMAGE)}{any_of(formats)} *(?:;|\\n*$)"}


_BASE64 = {"png": "iVBORw0KGg[o-r]", "jpeg": "/9j/", "gif": "R0lGO[A-P]", "bmp": "Qk[0-3]", "webp": "UklGR.{6}XRUJQ"}
"""The first bytes of the formats that are told by them, in base64."""

_SHORTEST_HEAD = len("data:;name=;base64,")
"""Characters before the bytes of a picked file, of which none that is too large may be let through."""


def _refused_names(formats: tuple[str, ...]) -> list[Fragment]:
    """The texts that name a file of another format by their ending; those that no model takes apart, the same for every parameter."""
    refused = [ending for ending, name in EXTENSIONS.items() if name not in formats]
    parts = ([ending for ending in refused if (EXTENSIONS[ending] in USUAL) is usual] for usual in (False, True))
    return [{"type": "string", "pattern": f"\\.{_endings(part)}\\n*$"} for part in parts if part]


def _endings(names: list[str]) -> str:
    """The pattern of several endings, in lower and in upper case."""
    return group([*spelled(names, escaped), *spelled([name.upper() for name in names], escaped)])


_KINDS = {"": "of a format that is no text", "empty": "an empty file", "unknown": "no image that is known"}
"""What a file is that is no image, where its format is no word for it."""

_REMEDIES = {
    "file-size": "make it smaller",
    "dimensions": "crop or pad it",
    "alpha": "add one (save it as RGBA)",
}
