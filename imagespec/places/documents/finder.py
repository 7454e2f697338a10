"""The walk through a document: every object is shown to each kind of place where requests are kept, and what they say is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from imagespec.places.documents import (
    answers,
    bodies,
    comfyui,
    environment,
    exchange,
    gateways,
    job_lists,
    n8n,
    openapi,
    promptfoo,
    responses_tool,
)  # fmt: skip
from imagespec.places.documents.candidate import Candidate, Claim, Outside, Path, children
from imagespec.places.documents.cleaning import cleaned
from imagespec.places.documents.forms import Body, numbers, read
from imagespec.places.documents.whole import whole
from imagespec.places.found import Evidence, Found, Locate
from imagespec.places.recognition import ADDRESS, GATEWAY, Recognised, Recognition
from imagespec.places.texts import BRUNO, ENVIRONMENT, HTTP, SHELL

_KINDS = (answers, responses_tool, n8n, exchange, comfyui, promptfoo, openapi, gateways, job_lists)
"""The first of them that knows an object says all about it."""

_MODULES = {HTTP: "http_file", BRUNO: "bruno", ENVIRONMENT: "dotenv"}
"""What finds the requests of texts by their kinds; that and what reads curl commands is loaded for the first of them."""

_DEEPEST_TEXT = 3
"""How many texts of JSON inside each other are looked into."""

Tell = Callable[[Path, Recognised], None]
"""Is told what was looked at more closely: its path, and what spoke for and against it."""


class _Document(NamedTuple):
    """A document, or one that a text in it holds: its path from the outermost, how deep it is in texts, and its places."""

    prefix: Path
    depth: int
    outside: Outside


class Finder:
    """Finds the requests of documents.

    Attributes:
        looked: how many values were looked at.
        unchecked: what was found that cannot be checked, in sentences.
    """

    def __init__(self, recognition: Recognition, tell: Tell | None = None, files: Callable[[str], Any] = lambda name: None) -> None:
        """``files`` answers what the files are that a command names, ``None`` where they are not there."""
        self.looked = 0
        self.unchecked: list[str] = []
        self._files = files
        self._recognition, self._words, self._tell = recognition, recognition.vocabulary, tell

    def found(self, document: Any, outside: Outside, *beside: Evidence, listed: bool = False, settings: bool = False) -> Iterator[Found]:
        """The requests of a document, in its order.

        Args:
            document: plain values.
            outside: the places of its parts.
            beside: what speaks for the whole document as a request.
            listed: whether it is one of several in its file.
            settings: whether it is of a kind that holds the settings of programs.
        """
        top = _Document((), 0, outside)
        if isinstance(document, dict) and self._claim(document, ()) is None:
            found = self._judged(whole(document, beside, self._words, listed=listed, settings=settings), top)
            if found:
                yield found
                return
        yield from self._walk(document, top)

    def found_in_text(self, kind: str, text: str, outside: Outside) -> Iterator[Found]:
        """The requests of a text of a kind, in their order."""
        from imagespec.places.texts.outside import TextPlaces

        self.looked += 1
        document = _Document((), 0, TextPlaces(outside, (), text))
        for found in self._of(self._text_candidates(kind, text), document):
            yield found._replace(path=())

    def _text_candidates(self, kind: str, text: str) -> Iterator[Candidate]:
        if kind == SHELL:
            return self._curl(text)
        of_kind: Any = import_module(f"imagespec.places.texts.{_MODULES[kind]}")
        found: Iterator[Candidate] = of_kind.find(text, self._words)
        return found

    def _curl(self, text: str) -> Iterator[Candidate]:
        from imagespec.places.texts import curl

        return curl.find(text, self._words, self._files)

    def _walk(self, value: Any, document: _Document) -> Iterator[Found]:
        pending: list[tuple[Path, Any]] = [((), value)]
        done: set[int] = set()
        while pending:
            path, value = pending.pop()
            self.looked += 1
            if isinstance(value, str):
                yield from self._in_text(value, path, document)
            elif isinstance(value, list):
                pending += (((*path, index), value[index]) for index in range(len(value) - 1, -1, -1))
            elif isinstance(value, dict) and id(value) not in done:
                claim = self._claim(value, path)
                found = [] if claim is None else [*self._of(claim.candidates, document)]
                if claim is None:
                    found, claim = self._by_itself(value, path, document)
                done.update(id(candidate.value) for candidate in claim.candidates)
                yield from found
                pending += reversed(claim.rest)
                if claim.unchecked and claim.unchecked not in self.unchecked:
                    self.unchecked.append(claim.unchecked)

    def _claim(self, node: dict[str, Any], path: Path) -> Claim | None:
        return next((claim for kind in _KINDS if (claim := kind.find(node, path, self._words)) is not None), None)

    def _by_itself(self, node: dict[str, Any], path: Path, document: _Document) -> tuple[list[Found], Claim]:
        """What an object says that no kind of document knows, and what else is to be walked."""
        names = [*environment.find(node, path, self._words), *bodies.prefixed(node, path, self._words)]
        found = [*self._of(names, document)]
        rest = children(node, path, *(("response", "responses") if "request" in node else ()))
        if self._words.every.keys().isdisjoint(node):
            return found, Claim(rest=rest)
        is_sent = bool(document.depth) and not path  # a text of its own
        if itself := self._judged(bodies.find(node, path, self._words, is_sent=is_sent), document):
            found.append(itself)
            rest = tuple((where, value) for where, value in rest if where[-1] not in self._words.every)
        return found, Claim(rest=rest)

    def _in_text(self, text: str, path: Path, document: _Document) -> Iterator[Found]:
        """The requests in a text of JSON, or with curl commands."""
        if "/images/" in text and "curl" in text:
            from imagespec.places.texts.outside import TextPlaces

            inner = _Document((*document.prefix, *path), document.depth + 1, TextPlaces(document.outside, _tokens(path), text))
            for found in self._of(self._curl(text), inner):
                yield found._replace(path=inner.prefix)
        if document.depth >= _DEEPEST_TEXT or "{" not in text or not self._may_hold(text):
            return
        body = read(text)
        if body and body.fields is None and isinstance(body.value, (dict, list)):
            yield from self._walk(body.value, self._inner(document, path, body))

    def _may_hold(self, text: str) -> bool:
        return "prompt" in text or "image" in text or any(family in text for family in self._words.families)

    @staticmethod
    def _inner(document: _Document, path: Path, body: Body) -> _Document:
        outside = document.outside.within(_tokens(path), body.text)
        return _Document((*document.prefix, *path), document.depth + 1, outside)

    # -- candidates ------------------------------------------------------------------------------------------------

    def _of(self, candidates: Iterable[Candidate], document: _Document) -> Iterator[Found]:
        for candidate in candidates:
            found = self._of_text(candidate, document) if isinstance(candidate.value, str) else self._judged(candidate, document)
            if found:
                yield found

    def _of_text(self, candidate: Candidate, document: _Document) -> Found | None:
        """The request in the text of a body; where nobody can read it, only that there is one."""
        body = read(candidate.value)
        if body and isinstance(body.value, dict):
            inner = self._inner(document, candidate.path, body)
            return self._judged(candidate._replace(value=body.value, path=()), inner)
        if body and body.fields is not None:
            sources = dict.fromkeys(body.fields, candidate.path)
            return self._judged(candidate._replace(value=body.fields, sources=sources, is_form=True), document)
        if not candidate.value.strip() or not {ADDRESS, GATEWAY}.intersection(candidate.beside):
            return None
        operation = candidate.operation[0] if candidate.operation else ""
        locate = _locator(candidate, document)
        return Found({}, operation, (*document.prefix, *candidate.path), True, candidate.beside, locate, False)

    def _judged(self, candidate: Candidate, document: _Document) -> Found | None:
        request: dict[str, Any] = candidate.value
        if candidate.is_form:
            request = numbers(request, (name for name, known in self._words.every.items() if "integer" in known.types))
        wanted = self._operation(candidate)
        recognised = self._recognition.recognised(request, *candidate.beside, operation=wanted)
        where: Path = (*document.prefix, *candidate.path)
        if self._tell:
            self._tell(where, recognised)
        if not recognised.is_request:
            return None
        operation = recognised.operation
        partial, renamed = candidate.partial, False
        own: tuple[str, ...] = ()
        if candidate.path or document.depth or candidate.own or candidate.sources:
            request, own, is_open, renamed = cleaned(request, candidate, operation, self._words)
            partial = partial or is_open
        in_place = candidate.sources is None and not (document.depth or renamed or candidate.is_form)
        if not operation:
            operation = "generate" if "generate" in self._words.operations else next(iter(self._words.operations))
        return Found(request, operation, where, partial, recognised.evidence, _locator(candidate, document), in_place, own)

    def _operation(self, candidate: Candidate) -> str:
        """The operation that the surroundings name; of those of one address, the form of the body decides."""
        names = [name for name in candidate.operation if name in self._words.operations]
        return next((name for name in names if name.endswith("-json") != candidate.is_form), names[0] if names else "")


def _locator(candidate: Candidate, document: _Document) -> Locate:
    """The places of the parts of a request."""
    sources, path, outside = candidate.sources or {}, _tokens(candidate.path), document.outside

    def locate(tokens: tuple[str, ...], of_key: bool) -> tuple[int, int | None]:
        if tokens and tokens[0] in sources:
            return outside.locate((*_tokens(sources[tokens[0]]), *tokens[1:]), of_key)
        return outside.locate(path if candidate.sources else (*path, *tokens), of_key)

    return locate


def _tokens(path: Path) -> tuple[str, ...]:
    return tuple(map(str, path))
