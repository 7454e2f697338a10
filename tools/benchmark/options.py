"""The options of ``tools/bench``."""

from __future__ import annotations

import argparse
from pathlib import Path

from .payloads import COUNT

PARTS = ("calls", "bytes", "cold", "bulk", "growth")


def parser(description: str | None = None) -> argparse.ArgumentParser:
    """The options that the measuring takes."""
    made = argparse.ArgumentParser(prog="tools/bench", description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--quick", action="store_true", help="fewer repetitions and smaller sizes: about two minutes instead of five")
    made.add_argument("--only", action="append", choices=PARTS, help="measure this part only; may be given again")
    made.add_argument("--check", action="store_true", help="say which targets hold; exit 1 when one does not")
    made.add_argument(
        "-o", "--output", type=Path, help="folder of performance.md and its pictures, such as docs; without it, tables are printed"
    )
    made.add_argument("--payloads", type=int, default=COUNT, help="number of requests (%(default)s)")
    made.add_argument("--repetitions", type=int, default=0, help="how often each contender judges, instead of 75 (with --quick, 15)")
    made.add_argument("--node", help=argparse.SUPPRESS)
    return made


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    options = parser().parse_args(arguments)
    options.only = options.only or list(PARTS)
    return options
