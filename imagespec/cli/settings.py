"""How the requests of each file are judged: by its configuration and the command line."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import click

from imagespec.cli import options
from imagespec.cli.choice import Choice, Wanted
from imagespec.cli.config import Config, Configs
from imagespec.cli.inputs.exclusions import Exclusions, Patterns, patterns
from imagespec.cli.requests import Reading, reading


class Asked(NamedTuple):
    """What the command line asks for; empty or ``None`` where it leaves the word to configurations."""

    spec: str | None = None
    operation: str = ""
    model: str | None = None
    alias: tuple[str, ...] = ()
    today: str | None = None
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    strict: bool = False
    wanted: Wanted = Wanted()


class Settings:
    """How files of one configuration are judged.

    Attributes:
        handle: the revision.
        judged: the options of ``check``.
        choice: which findings are reported.
        reading: how requests are told.
        strict: whether warnings fail.
    """

    def __init__(self, config: Config, asked: Asked) -> None:
        """Prepare a configuration.

        Raises:
            click.UsageError, TableRefused: a name means nothing, or the table cannot be used.
        """
        self.config = config
        self.handle = options.loaded(asked.spec, config)
        operation = asked.operation or config.operation
        self.judged: dict[str, Any] = {
            "model": asked.model or config.model, "aliases": self._aliases(asked.alias), "today": asked.today or config.today,
        }  # fmt: skip
        self._refuse_unknown(operation, asked)
        self.choice = Choice(config, asked.wanted, options.rules_of(self.handle) if _names_rules(config, asked.wanted) else ())
        self.reading: Reading = reading(self.handle, operation, self.judged["model"] or "", self.judged["aliases"])
        self.strict = asked.strict or config.strict
        self.excluded: Patterns | None = None
        if config.exclude and config.file:
            self.excluded = _patterns(os.path.dirname(config.file), config.exclude, config.where("exclude"))

    def judged_of(self, partial: bool) -> dict[str, Any]:
        """The options of ``check`` for a request, or for a part of one."""
        return {**self.judged, "partial": True} if partial else self.judged

    def _aliases(self, alias: tuple[str, ...]) -> dict[str, str] | None:
        """The aliases of the configuration, and over them those of the command line."""
        options.refuse_unknown_aliases(self.config.aliases, self.handle, self.config.where("aliases"))
        return {**self.config.aliases, **options.aliases(alias, self.handle)} or None

    def _refuse_unknown(self, operation: str, asked: Asked) -> None:
        try:
            options.refuse_unknown(self.handle, operation, self.judged)
        except click.UsageError as error:
            by_option = asked.operation == operation and asked.model == self.judged["model"] and asked.today == self.judged["today"]
            raise error if by_option else click.UsageError(f"{self.config.shown}: {error.message}") from None

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that can be named."""
        return options.rules_of(self.handle)


class AllSettings:
    """The settings of every file, one for each configuration."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._configs = Configs()
        self._known: dict[str, Settings] = {}
        self.here = self._of(self._configs.here)
        excluded = [_patterns(".", asked.exclude, "--exclude")] if asked.exclude else []
        self.exclusions = Exclusions(excluded, lambda path: self.of(path).excluded, self._gitignore)

    def of(self, file: str) -> Settings:
        """The settings of a file by its path, or of standard input (``-``)."""
        return self._of(self._configs.of(file))

    def __iter__(self) -> Any:
        return iter(self._known.values())

    def _of(self, config: Config) -> Settings:
        key = config.file
        if key not in self._known:
            self._known[key] = Settings(config, self._asked)
        return self._known[key]

    def _gitignore(self, path: str) -> bool:
        chosen = self._asked.respect_gitignore
        return self._configs.of(path).respect_gitignore if chosen is None else chosen


def _names_rules(config: Config, wanted: Wanted) -> bool:
    """Whether any rule is named: the names of all rules are loaded for that only."""
    named = (*wanted, config.select, config.ignore, config.error, config.warn, config.per_file_ignores, config.per_custom_id_ignores)
    return any(named)


def _patterns(folder: str, lines: tuple[str, ...], where: str) -> Patterns:
    try:
        return patterns(folder, lines, where)
    except ValueError as error:
        raise click.UsageError(f"{where}: {error}") from None
