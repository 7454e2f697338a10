"""Every finding of a request with the meanings of this project, by hand: as ``findings``, after ``full_limit``, and with warnings.

Warned of are models past their end, values that are advised against, and streams of several images.
"""

from .findings import CHECKS, KNOWN, KNOWN_2, KNOWN_3, sentence
from .findings import findings as mistakes
from .full_limit import plain
from .sizes import EDGES, SPANS, USUAL

RETIRED = {"dall-e-2": "2026-05-12", "dall-e-3": "2026-05-12"}
EXPERIMENTAL = 3_686_400
NEWEST = frozenset(("gpt-image-2", "gpt-image-2-2026-04-21"))
WARNINGS = frozenset(("retired", "experimental", "advised", "one"))
"""The problems that are warnings: the others are mistakes."""
KNOWN_TO = {"dall-e-2": KNOWN_2, "dall-e-3": KNOWN_3}
OMITTED = {model: KNOWN_TO.get(model, KNOWN) - {"prompt", "user"} for model in CHECKS}
"""The parameters of each model that may be ``null``."""


def findings(p):
    """Every mistake of a request, and every warning."""
    try:
        model = p["model"]
        found = CHECKS[model](p)
    except (KeyError, TypeError):
        return carefully(p)
    for _, problem, *_ in found:
        if problem == "type":  # or ``null``, or a value that means something else than it is
            return carefully(p)
    return warned(p, model, found)


def carefully(p):
    """The same of a request with other than the usual types, or for no model by its name."""
    p = plain(p) or p
    if p.get("model").__class__ is not str:
        return [("model", "type", p.get("model"), "text")]
    omitted = OMITTED.get(p.get("model"), ())
    p = {name: value for name, value in p.items() if value is not None or name not in omitted}
    return warned(p, p["model"], mistakes(p))


def warned(p, model, found):
    """The findings, with the warnings of a request."""
    if model in RETIRED:
        found.append(("model", "retired", model, None))
        if model == "dall-e-2" and "quality" in p:
            found.append(("quality", "advised", p["quality"], None))
        return found
    if "n" in p:
        n = p["n"]
        if n.__class__ is int and n > 1:
            if "stream" in p and p["stream"] is True:
                found.append(("stream", "one", True, "n 1"))
            if "partial_images" in p and p["partial_images"].__class__ is int and p["partial_images"] > 0:
                found.append(("partial_images", "one", p["partial_images"], "n 1"))
    if "size" in p and model in NEWEST:
        size = p["size"]
        if size.__class__ is str and size not in USUAL:
            width, _, height = size.partition("x")
            if width in SPANS and height in EDGES and EDGES[width] * EDGES[height] > EXPERIMENTAL:
                found.append(("size", "experimental", size, None))
    return found


def sentences(p):
    """What is to be said of a request, in words."""
    return [sentence(finding) for finding in findings(p)]
