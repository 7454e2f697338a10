"""``contents``: what is inside an uploaded image, where its format alone would do."""

from __future__ import annotations

from imagespec.kinds.file import Claim, retype, sent_as
from imagespec.kinds.kind import Parts
from imagespec.kinds.schema import none_of
from imagespec.report.frozen import frozen
from imagespec.values.files import USUAL, Facts, file_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer
    from imagespec.report.fix import Fix


@frozen(kw_only=True)
class Contents(Parts):
    """What is inside an uploaded image; a claim that is not made is not judged. A format that is not taken at all is left to file.

    Attributes:
        same_type: that the image is of the type that its content type names
        single: that it holds one picture, not several as the photos of some phones do (MPO)
    """

    KEY: ClassVar[str] = "contents"
    TYPES: ClassVar[frozenset[str]] = frozenset({"file", "files"})
    FIELDS: ClassVar[dict[str, str]] = {"content-type": "same_type", "file-type": "single"}
    JAVASCRIPT: ClassVar[str] = """
    problems: (l) => [...(l.same_type ? ["content-type"] : []), ...(l.single ? ["file-type"] : [])],
    find(l, { format, media, several }) {
      const isOther = l.same_type && format !== media && USUAL.includes(format) && USUAL.includes(media);
      const found = [...(isOther ? ["content-type"] : []), ...(l.single && several ? ["file-type"] : [])];
      return found.length ? found : undefined;
    },
    of: (l, problem) => (problem === "content-type" ? l.same_type : l.single),
    limits: (l, problem) => (problem === "content-type" ? { same_type: true } : { pictures: 1 }),
    message(l, problem, s, value) {
      const why = because(this.of(l, problem));
      if (problem === "file-type") {
        return `${s.parameter} holds several pictures in one file${why}; save the first as a file of its own.`;
      }
      const { format, media } = fileFacts(value) ?? {};
      return `${s.parameter} is a ${format} file, but sent as image/${media}${why}; ${sentAs(format ?? "")}.`;
    },
    fixes(l, problem, s, value) {
      const { format } = fileFacts(value) ?? {};
      return problem === "content-type" && format ? retype(s, format, value) : [];
    },
    """

    same_type: Claim | None = None
    single: Claim | None = None

    def check(self, value: Facts) -> Iterator[str]:
        if self.same_type and value.format != value.media and value.format in USUAL and value.media in USUAL:
            yield "content-type"
        if self.single and value.several:
            yield "file-type"

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        if problem == "file-type":
            return f"{variable}.several"
        usual = writer.constant(frozenset(USUAL))
        return f"{variable}.format != {variable}.media and {variable}.format in {usual} and {variable}.media in {usual}"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"same_type": True} if problem == "content-type" else {"pictures": 1}

    def allowed(self, problem: str) -> str:
        return "an image of the type that its content type names" if problem == "content-type" else "one picture"

    def in_words(self, problems: Collection[str]) -> str:
        return ""  # who fills in a form picks a file; its type and content come with it

    def json_schema(self) -> Fragment:
        return {"properties": {"multi_picture": none_of({"const": True})}} if self.refuses("file-type") else {}

    def unsaid(self) -> dict[str, str]:
        if not self.refuses("content-type"):
            return {}
        return {"content-type": "the type of an image and its content type are spelled in many ways, which JSON Schema cannot compare"}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        why = f": {reason}" if (reason := self.provenance_of(problem).reason) else ""
        if problem == "file-type":
            return f"{subject.parameter} holds several pictures in one file{why}; save the first as a file of its own."
        facts = file_facts(value) or Facts()
        return f"{subject.parameter} is a {facts.format} file, but sent as image/{facts.media}{why}; {sent_as(facts.format or '')}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        facts = file_facts(value)
        return retype(subject, facts.format, value) if problem == "content-type" and facts and facts.format else ()

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for format_ in ("png", "JPG", "webp", "gif", "", None):
            for media in ("image/png", "IMAGE/JPEG; a=b", "image/jpg", "text/plain", None):
                described = {"format": format_, "content_type": media}
                yield described, tuple(self.check(file_facts(described) or Facts()))
        for several in (True, False, None, 1, "true"):
            yield {"format": "jpeg", "multi_picture": several}, ("file-type",) if self.single and several is True else ()
