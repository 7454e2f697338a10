"""Requests as TypedDicts, so that a type checker checks dict literals: ``request: GptImage2Generate = {...}``.

The names are those of the request classes. Keys that a class keeps apart by ``None`` and ``OMIT`` are null or missing here.
"""

from imagespec._compiled.openai.types import *  # noqa: F403  # one name per operation and model
from imagespec.typed.files import FileInput as FileInput  # noqa: PLC0414  # the alias makes the name public to type checkers
