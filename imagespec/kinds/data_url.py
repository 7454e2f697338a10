"""``data_url``: what a file may be that is written as a ``data:`` URL in place of its address."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate
from imagespec.report.frozen import frozen
from imagespec.values.data_urls import data_format
from imagespec.values.text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer


@frozen(kw_only=True)
class DataUrl(Predicate):
    """What a file may be that is written as a data: URL, in base64. Other texts are not judged.

    Attributes:
        formats: the image formats that are taken, by short name
    """

    KEY: ClassVar[str] = "data_url"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string"})
    JAVASCRIPT: ClassVar[str] = """
    problem: "file-type",
    find(l, text) {
      const format = dataFormat(text);
      return format !== undefined && !l.formats.includes(format);
    },
    limits: { formats: [] },
    message(l, problem, s, value) {
      const shown = l.formats.map((name) => `data:image/${name};base64,\u2026`).join(" or ");
      const why = l.reason ? ` (${l.reason})` : "";
      const start = `${s.parameter} is ${quoted(cut(value, 40))}, but a data: URL should be ${shown}${why}`;
      return `${start}; write its type, ;base64 and the content.`;
    },
    """

    formats: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return ("file-type",)

    def check(self, value: Any) -> Iterator[str]:
        if data_format(value) not in (None, *self.formats):
            yield "file-type"

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return f"{variable}[:5].lower() == 'data:' and data_format({variable}) not in {writer.constant(frozenset(self.formats))}"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"formats": list(self.formats)}

    def allowed(self, problem: str) -> str:
        return f"as a data: URL, a {' or '.join(self.formats)} image in base64"

    def json_schema(self) -> Fragment:
        return {}

    def unsaid(self) -> dict[str, str]:
        return {"file-type": "the parts of a data: URL are read, not matched"} if self.refuses("file-type") else {}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        shown = " or ".join(f"data:image/{name};base64,\u2026" for name in self.formats)
        why = f" ({self.provenance.reason})" if self.provenance.reason else ""
        return (
            f"{subject.parameter} is {quoted(value[:40])}, but a data: URL should be {shown}{why}; write its type, ;base64 and the content."
        )

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for name in (*self.formats, "gif", "svg+xml", "jpg", "", "png2"):
            for text in (f"data:image/{name};base64,AA==", f"DATA:Image/{name.upper()};BASE64,AA==", f"data:image/{name};a=b;base64,AA=="):
                yield text, tuple(self.check(text))
            for text in (
                f"data:image/{name},AA==",
                f"data:image/{name};base64,",
                f"data:image/{name};base64",
                f"data:image/{name};base64;a=b,A",
            ):
                yield text, ("file-type",)
        for text in ("data:", "data:,", "data:;base64,AA==", "data:text/plain;base64,AA==", "data:" + " " * 300 + ",A"):
            yield text, ("file-type",)
        for text in ("https://example.com/a.gif", "dat", "", "xdata:,"):
            yield text, ()
