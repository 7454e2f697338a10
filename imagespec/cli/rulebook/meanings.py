"""What each problem means and why it is worth a finding, for every parameter."""

from __future__ import annotations

from typing import NamedTuple

from imagespec.cli import catalogue


class Meaning(NamedTuple):
    """What a rule with this problem asks, and why."""

    what: str
    why: str


MEANINGS = {
    "required": Meaning("The parameter must be there.", "The API guesses nothing: without it there is no image."),
    "type": Meaning(
        "The value must have the JSON type of the parameter.",
        'The API reads values as they are written: "2" is a text and no number, and null is a value, too.',
    ),
    "value": Meaning(
        "The value must be one of a closed set.",
        "The API compares letter by letter: another spelling, or the word of another model, is none of them.",
    ),
    "range": Meaning("The number must be within its bounds.", "A number outside is not brought to the nearest bound by the API."),
    "length": Meaning(
        "The text must not be empty or too long.", "A text that is too long is not cut by the API, and an empty one says nothing."
    ),
    "count": Meaning("The array must not have too few or too many entries.", "Entries beyond the last are not dropped by the API."),
    "format": Meaning("The text must have a certain form.", "What a person still understands, a parser does not."),
    "step": Meaning(
        "Both edges of an image must be multiples of a number of pixels.",
        "Sizes lie on a grid, and one between two of its lines is not rounded by the API; usual sizes such as 1920x1080 are off it.",
    ),
    "ratio": Meaning(
        "An image must not be too long or too tall for its other edge.", "A banner or a column has to be cut from a less extreme image."
    ),
    "edge": Meaning("Neither edge of an image may be too long.", "A larger image has to be made from a smaller one afterwards."),
    "pixels": Meaning(
        "Width times height must be within bounds.", "Both edges can be allowed and the area between them still too small or large."
    ),
    "experimental": Meaning(
        "The value is accepted, but results are less reliable.", "Whoever depends on the result should know, or choose a value that is not."
    ),
    "preview": Meaning("The value is documented, but open to some accounts only.", "What works with one key can be refused with another."),
    "unsupported": Meaning(
        "The model or operation does not take the parameter or value, or takes it in doubt.",
        "Models differ: a request that was right for one carries what another refuses or does not heed.",
    ),
    "unknown": Meaning("The name must be one that the table knows.", "A misspelt name asks for nothing, however good its value is."),
    "prefixed": Meaning(
        "The API takes the bare name of a model; gateways take it behind a prefix.",
        "The request is right for a gateway and wrong for the API, and a file does not say where it is sent.",
    ),
    "requires": Meaning(
        "The parameter or value needs another one beside it.", "Each of them is allowed; one without the other has no meaning."
    ),
    "excludes": Meaning(
        "The parameter or value must not stand beside another one.", "Each of them is allowed; together they contradict each other."
    ),
    "deprecated": Meaning("It still works, but its end is announced.", "What works today stops on a day that is known."),
    "retired": Meaning("The model was shut down.", "Saved requests still name it, and every one of them fails."),
    "file-type": Meaning("The file must be of a certain format.", "The API goes by the format that the upload is sent as."),
    "content-type": Meaning(
        "The content type must be that of the file.", "A file that is sent as what it is not is refused, or read wrongly."
    ),
    "file-size": Meaning("The file must not be too large.", "A large file is uploaded in full before it is refused."),
    "dimensions": Meaning("The image must have certain dimensions.", "The API does not scale what it is given to fit."),
    "alpha": Meaning("The image must have an alpha channel.", "Transparent parts are what tells the API where to work."),
}
"""The closed set of problems."""


def meaning(rule: str, *, of_table: bool) -> Meaning:
    """What a rule asks and why: of a table by its problem, one of files alone by its row."""
    row = catalogue.RULES.get(rule)
    return MEANINGS[rule.rpartition(".")[2]] if of_table or not row else Meaning(row.what, row.why)
