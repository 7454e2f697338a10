"""Which findings are reported and how severely: by the command line, by the configuration of a file, by its baseline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from imagespec.cli import options
from imagespec.engine.selection import meanings
from imagespec.values.names import matches

if TYPE_CHECKING:
    from imagespec.cli.config import Config
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.weight import Severity

_SEVERITIES: tuple[tuple[str, Severity], ...] = (("error", "error"), ("warn", "warning"))


class Wanted(NamedTuple):
    """What the command line says about rules; ``None`` where an option was not used."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    error: tuple[str, ...] | None = None
    warn: tuple[str, ...] | None = None


class Tally(NamedTuple):
    """What a choice left out, and the entries that did."""

    left_out: int = 0
    used: frozenset[tuple[str, str]] = frozenset()


class Choice:
    """The rules of one configuration. An option on the command line stands instead of the same key of the configuration.

    Attributes:
        left_out: findings that the configuration left out.
    """

    def __init__(self, config: Config, wanted: Wanted, known: Iterable[str]) -> None:
        """``known`` are the names of all rules.

        Raises:
            click.UsageError: a name chooses no rule.
        """
        self.config = config
        self.left_out = 0
        self._used: set[tuple[str, str]] = set()
        self._by_option = {key for key in Wanted._fields if getattr(wanted, key) is not None}
        self._rules = {key: getattr(wanted, key) or getattr(config, key) for key in Wanted._fields}
        self._select = None if "select" not in self._by_option and not config.select else frozenset(self._rules["select"])
        self._refuse_unknown(tuple(known))

    def _refuse_unknown(self, known: tuple[str, ...]) -> None:
        for key, rules in self._rules.items():
            options.refuse_unknown_rules(rules, known, f"--{key}" if key in self._by_option else self.config.where(key))
        for key in ("per-file-ignores", "per-custom-id-ignores"):
            for pattern, rules in getattr(self.config, key.replace("-", "_")).items():
                options.refuse_unknown_rules(rules, known, self.config.where(f'{key}."{pattern}"'))

    def keeps(self, rule: str, file: str = "", custom_id: str = "") -> bool:
        """Whether a finding of a file, and of a batch line with a name, is reported."""
        meant = meanings(rule)
        wanted = not self._rejects(meant, by_option=True)
        configured = self._rejects(meant, by_option=False) or self._rejects_here(meant, file, custom_id)  # used, wanted or not
        self.left_out += wanted and configured
        return wanted and not configured

    def is_asked_for(self, rule: str) -> bool:
        """Whether the command line leaves a rule in."""
        meant = meanings(rule)
        selected = "select" not in self._by_option or self._select is None or not meant.isdisjoint(self._select)
        return selected and ("ignore" not in self._by_option or meant.isdisjoint(self._rules["ignore"]))

    def would_keep(self, rule: str, file: str = "") -> bool:
        """``keeps`` without any consequence."""
        before = self.left_out, {*self._used}
        try:
            return self.keeps(rule, file)
        finally:
            self.left_out, self._used = before

    def tally(self) -> Tally:
        """What was left out since the last time; it counts no more here."""
        tally = Tally(self.left_out, frozenset(self._used))
        self.left_out, self._used = 0, set()
        return tally

    def add(self, tally: Tally) -> None:
        """Count what was left out elsewhere."""
        self.left_out += tally.left_out
        self._used |= tally.used

    def _rejects(self, meant: set[str], *, by_option: bool) -> bool:
        if ("select" in self._by_option) == by_option and self._select is not None and meant.isdisjoint(self._select):
            return True
        return ("ignore" in self._by_option) == by_option and self._hit("ignore", self._rules["ignore"], meant)

    def _rejects_here(self, meant: set[str], file: str, custom_id: str) -> bool:
        config = self.config
        if config.per_file_ignores and self._hit_at("per-file-ignores", config.per_file_ignores, self._relative(file), meant):
            return True
        return bool(custom_id) and self._hit_at("per-custom-id-ignores", config.per_custom_id_ignores, custom_id, meant)

    def _hit(self, key: str, rules: Iterable[str], meant: set[str]) -> bool:
        hit = meant.intersection(rules)
        self._used.update((key, rule) for rule in hit)
        return bool(hit)

    def _hit_at(self, key: str, ignores: Mapping[str, tuple[str, ...]], name: str, meant: set[str]) -> bool:
        hit = [pattern for pattern, rules in ignores.items() if meant.intersection(rules) and _fits(name, pattern)]
        self._used.update((key, pattern) for pattern in hit)
        return bool(hit)

    def _relative(self, file: str) -> str:
        """A path from the folder of the configuration, as its patterns have it."""
        folder = os.path.dirname(self.config.file) or os.curdir
        return os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")

    def severe(self, diagnostic: Diagnostic) -> Diagnostic:
        """A finding as severe as it is wanted; of two words the one of the command line counts, else that for an error."""
        meant = meanings(diagnostic.rule)
        for by_option in (True, False):
            for key, severity in _SEVERITIES:
                if (key in self._by_option) == by_option and not meant.isdisjoint(self._rules[key]):
                    return diagnostic if diagnostic.severity == severity else diagnostic.with_severity(severity)
        return diagnostic

    def without(self, request: dict[str, object]) -> dict[str, object]:
        """A request without the keys that the sender strips."""
        kept = {}
        for key, value in request.items():
            hit = [pattern for pattern in self.config.ignore_keys if matches(key, pattern)]
            self._used.update(("ignore-keys", pattern) for pattern in hit)
            if not hit:
                kept[key] = value
        return kept

    @property
    def unused_options(self) -> tuple[str, ...]:
        """What the command line was to leave out and no finding had."""
        return self._unused_ignores() if "ignore" in self._by_option else ()

    def unused(self) -> Iterator[str]:
        """What the configuration was to leave out and nothing had, each with its place."""
        if "ignore" not in self._by_option:
            yield from (f"{self.config.where('ignore')}: {rule}" for rule in self._unused_ignores())
        for key in ("per-file-ignores", "per-custom-id-ignores", "ignore-keys"):
            entries = getattr(self.config, key.replace("-", "_"))
            yield from (f'{self.config.where(key)}: "{entry}"' for entry in entries if (key, entry) not in self._used)

    def _unused_ignores(self) -> tuple[str, ...]:
        return tuple(rule for rule in self._rules["ignore"] if ("ignore", rule) not in self._used)


def _fits(name: str, pattern: str) -> bool:
    """Whether a name, or the last part of a path, is one of those that a pattern means."""
    return matches(name, pattern) or ("/" not in pattern and matches(name.rpartition("/")[2], pattern))
