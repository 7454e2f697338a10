"""What one run has found, as it is written down."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from .bulk import Bulk
from .cold import Start
from .growth import Curve
from .timing import Figure, Key

PACKAGES = ("imagespec", "attrs", "cattrs", "fastjsonschema", "jsonschema", "jsonschema-rs", "msgspec", "orjson", "pydantic")

Table = dict[str, dict[Key, Figure]]
"""For each set of requests, the figures of each contender."""


class Results(NamedTuple):
    """The parts that were measured; ``None`` where one was left out."""

    where: str
    calls: Table | None = None
    data: Table | None = None
    starts: dict[str, Start] | None = None
    bulk: Bulk | None = None
    growth: list[Curve] | None = None
    machine_code: bool = False
    """Whether the checks of the newest revision were machine code."""


def machine(ajv: dict[str, str] | None) -> str:
    """What ran where, in a sentence or two."""
    versions = dict.fromkeys(PACKAGES, "")
    for name in PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            del versions[name]
    versions |= {name: number for name, number in (ajv or {}).items() if name != "node"}
    said = ", ".join(f"{name} {number}" for name, number in versions.items())
    node = f", Node {ajv['node']}" if ajv else ""
    load = f"; {os.getloadavg()[0]:.1f} programs ran at the start" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}{node} on {processor()}, {os.cpu_count()} cores, {platform.system()}{load}. {said}."


def processor() -> str:
    """The name of the processor, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    if sys.platform == "linux" and info.exists():
        for line in info.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
