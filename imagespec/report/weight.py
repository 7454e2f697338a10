"""The words for how well a limit is known, and for how it is reported."""

from __future__ import annotations

from typing import Literal

Basis = Literal["documented", "observed", "inferred"]
Severity = Literal["error", "warning"]
