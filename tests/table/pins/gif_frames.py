"""The frames of GIFs, around every edge of the sheets on which they stand."""

from __future__ import annotations

from collections.abc import Iterator

from tests.table.pins.notation import GPT_26, Pin, base

PREVIEW = "output_format.preview?"

BY_ITSELF = {
    "auto": "",
    "1000x1000": "size.step>720x720",
    "3856x1296": "size.edge>960x320",
    "1024X1024": "size.format>720x720",
}
"""Sizes with what is found in a frame whatever the number of frames."""

SHEETS: dict[int | None, dict[str, str]] = {
    1: {"1024x1024": "size.edge?>960x960 size.pixels?"},
    2: {"976x640": "size.edge?>960x640", "960x640": "", "512x512": ""},
    6: {"1024x1024": "size.edge?>960x960 size.pixels?", "960x960": ""},
    8: {
        "960x1072": "",  # 3840x2144
        "960x1088": "size.pixels?>944x1072",
        "320x256": "",  # 655,360 pixels on the sheet
        "272x288": "size.pixels?>288x304",
        "1280x720": "size.edge?>960x720",
        "768x256": "",  # exactly 3:1
        "784x256": "size.ratio?>768x256",
    },
    9: {
        "512x512": "",
        "960x960": "",  # 2880x2880
        "976x960": "size.pixels?>960x944",
        "1280x720": "",  # 3840x2160
        "1296x720": "size.edge?>1280x720 size.pixels?",
        "272x272": "",
        "256x272": "size.pixels?>272x288",
        "16x16": "size.pixels?>272x272",
    },
    None: {"1280x720": "", "1296x720": "size.edge?>1280x720 size.pixels?", "256x272": "size.pixels?>272x288"},
    10: {"960x720": "", "832x832": "size.pixels?>816x816"},  # 3840x2160
    12: {"816x816": "", "960x736": "size.pixels?>944x720", "240x240": "", "224x240": "size.pixels?>240x256"},
    13: {"720x720": "", "240x160": "size.pixels?>256x160"},  # 2880x2880
    16: {"736x720": "size.pixels?>720x704", "720x720": "", "256x160": ""},  # 655,360 pixels on the sheet
    17: {"1024x1024": ""},
}
"""Sizes by the number of frames, with what is found in the sheet."""


def frames(operation: str, model: str) -> Iterator[Pin]:
    """Sizes of frames for a model with free sizes; those of the 2.6 models are doubtful by themselves, too."""
    gif = {**base(operation, model), "output_format": "gif"}
    for size, found in BY_ITSELF.items():
        rule, arrow, fix = found.partition(">")
        soft = model in GPT_26 and not rule.endswith("format") and rule
        yield Pin(operation, {**gif, "size": size}, f"{rule}{'?' if soft else ''}{arrow}{fix} {PREVIEW}".strip())
    for count, sizes in SHEETS.items():
        wrong = {1: "frame_count.range>2", 17: "frame_count.range>16"}.get(count or 0, "")
        for size, found in sizes.items():
            yield Pin(operation, {**gif, "size": size, "frame_count": count}, " ".join(filter(None, (PREVIEW, wrong, found))))
