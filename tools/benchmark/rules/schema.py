"""The rules as one JSON Schema, written for speed: a chain of ``if`` over the model, flat objects, sizes by regular expression.

It is of draft 7, which every library of the comparison reads. The two expressions of a size are those of the schemas that this
project exports: what has edges on the grid, and not what has too few or too many pixels or is too long.
"""

import json
from pathlib import Path

FILE = Path(__file__).with_name("generate.schema.json")
SCHEMA = json.loads(FILE.read_text("utf-8"))
