"""The picture of the allowed sizes in the README."""

from __future__ import annotations

from imagespec.cli.size_plot import drawing
from imagespec.engine.sizes import SIZE, Taken
from imagespec.kinds import Resolution
from imagespec.kinds.nearest import STRATEGIES, nearest
from imagespec.spec.model import Spec

_MODEL, _OPERATION, _ASKED = "gpt-image-2", "generate", (1920, 1080)


def sizes_picture(spec: Spec) -> str:
    """What ``imagespec size gpt-image-2 1920x1080 --plot`` draws."""
    limit = next(kind for kind in spec.contract(_OPERATION, _MODEL)[SIZE].constraints if isinstance(kind, Resolution))
    near = {name: nearest(limit.grid, *_ASKED, name) for name in STRATEGIES}
    return drawing(spec.name, Taken(_MODEL, _OPERATION, limit), _ASKED, near["closest"], near)
