"""Checks the lines of Batch API files with Ray Data: python ray_data.py batch.jsonl (or a folder, or s3://...)."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import imagespec

if TYPE_CHECKING:
    import pandas


class Check:
    """Says of each line which rules it breaks; of one that cannot be read, ``request.format``."""

    def __init__(self, spec: str = "openai") -> None:
        self.spec = imagespec.load(spec)

    def rules(self, line: str) -> list[str]:
        """The rules that a line breaks."""
        try:
            entry = json.loads(line)
            request, url = entry["body"], entry["url"]
        except (ValueError, TypeError, KeyError):
            return ["request.format"]
        if self.spec.is_valid(request, url):
            return []
        return [found.rule for found in self.spec.check(request, url).errors]

    def __call__(self, batch: pandas.DataFrame) -> pandas.DataFrame:
        """The lines with their rules."""
        batch["rules"] = [" ".join(self.rules(line)) for line in batch["text"]]
        return batch


def main(path: str) -> None:
    """Count the lines by the rules that they break."""
    import ray

    lines = ray.data.read_text(path)  # not read_json, which turns keys that are not there into null
    checked = lines.map_batches(Check("openai@2026-11-26"), batch_format="pandas", batch_size=4096)
    for row in checked.groupby("rules").count().take_all():
        print(f"{row['count()']:>9,}  {row['rules'] or 'right'}")


if __name__ == "__main__":
    main(sys.argv[1])
