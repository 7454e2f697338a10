"""What a caller of ``preflight`` and of its like wants: the arguments that all of them take, checked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from imagespec.api import Handle, resolved
from imagespec.engine.selection import keep_rules, patterns
from imagespec.values.names import remedy
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.api import Loadable

Mode = Literal["raise", "warn", "fix", "off"]
UnknownModels = Literal["pass", "error"]

MODES = ("raise", "warn", "fix", "off")
_UNKNOWN = ("pass", "error")


class Settings:
    """How requests on their way are judged.

    Attributes:
        mode: ``raise`` refuses a request with an error, ``warn`` says what is wrong and lets it go, ``fix`` repairs what has
            a safe fix and refuses what is left, ``off`` does nothing.
        handle: what requests are checked against.
        model: the model of requests that name none.
        aliases: own model names, such as deployments, to names of the table.
        select, ignore: which rules count, ``None`` where the caller does not say.
        keep: whether a rule counts, ``None`` where all do.
        pass_unknown: whether requests for models that the table does not know are let go unchecked.
        on_report: is given a ``SentReport`` of each request with findings, fixes or something unchecked, once per call.
    """

    def __init__(
        self,
        *,
        mode: Mode = "raise",
        spec: Loadable | Handle | None = None,
        model: str | None = None,
        aliases: Mapping[str, str] | None = None,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        unknown_models: UnknownModels = "pass",
        on_report: Callable[[Any], object] | None = None,
    ) -> None:
        """Take the arguments.

        Raises:
            ValueError: a mode, revision, model or rule means nothing; the message names the nearest that does.
            TypeError: ``on_report`` cannot be called.
        """
        _one_of("mode", mode, MODES)
        _one_of("unknown_models", unknown_models, _UNKNOWN)
        if on_report is not None and not callable(on_report):
            raise TypeError(f"on_report must be callable, but is a {type(on_report).__name__}; give a function that takes a report")
        self.mode = mode
        self.handle = resolved(spec)
        self.model = model
        self.aliases = dict(aliases) if aliases else None
        self.select, self.ignore = patterns(select), patterns(ignore)
        self.keep = None if self.select is None and not self.ignore else keep_rules(self.select, self.ignore)
        self.pass_unknown = unknown_models == "pass"
        self.on_report = on_report
        first = next(iter(self.handle.engine.operations))
        self.handle.check({}, first, model=model, aliases=self.aliases, select=self.select, ignore=self.ignore)  # names that mean nothing

    def key(self) -> tuple[Any, ...]:
        """What two equal settings have in common."""
        aliases = tuple(self.aliases.items()) if self.aliases else None
        return self.mode, self.handle, self.model, aliases, self.select, self.ignore, self.pass_unknown, self.on_report


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"no {name} '{visible(str(value))}'; {remedy(str(value), allowed)}")
