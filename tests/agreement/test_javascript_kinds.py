"""No kind lacks its JavaScript, its sentence or its schema."""

from __future__ import annotations

import re
from typing import Any

import pytest

from imagespec import kinds
from imagespec.kinds import ROW_KINDS
from imagespec.kinds.kind import Constraint, Kind
from imagespec.kinds.sheet import FrameSize

NAMED = [getattr(kinds, name) for name in kinds.__all__]
CONSTRAINTS = sorted({kind for kind in NAMED if isinstance(kind, type) and issubclass(kind, Constraint) and kind is not Kind}
                     | {FrameSize}, key=lambda kind: kind.__name__)  # fmt: skip
FOUND_BY_TRAVERSAL = {
    "Type", "Required", "SpelledOnce", "Unsupported", "Unknown", "Misshapen", "KnownModel", "ServedModel", "PrefixedModel", "NamedModel",
    "Lifecycle",
}  # fmt: skip
"""What is told by going through a request, and not by a look at one value."""

IN_SHORT = {"problem": "problems", "meant": "fixes"}
"""What says the same as another: the one problem of a kind, and the value that its only fix puts in place."""

WITHOUT_SCHEMA = FOUND_BY_TRAVERSAL | {"Together", "SameDimensions", "Sheet"}
"""What a schema says of a request as a whole."""


def lacking(kind: type[Any]) -> list[str]:
    """What a kind does not say."""
    said = "".join(vars(base).get("JAVASCRIPT", "") for base in kind.__mro__)
    members = set(re.findall(r"^    (\w+)(?=[:(,])", said, re.MULTILINE))
    members |= {IN_SHORT[name] for name in members & IN_SHORT.keys()}
    wanted = {"message"} | (set() if kind.__name__ in FOUND_BY_TRAVERSAL else {"find", "problems"})
    wanted |= {"limits"} if kind.limits is not Constraint.limits else set()
    wanted |= {"fixes"} if kind.fixes is not Constraint.fixes else set()
    missing = [f"{name} in JavaScript" for name in sorted(wanted - members)]
    missing += [] if kind.message is not Constraint.message else ["message"]
    missing += [] if kind.allowed is not Constraint.allowed else ["allowed"]
    own_schema = getattr(kind, "json_schema", None) not in (None, Kind.json_schema)
    return missing + ([] if own_schema or kind.__name__ in WITHOUT_SCHEMA else ["json_schema"])


def test_all_kinds_are_known() -> None:
    assert {kind.__name__ for kind in ROW_KINDS.values()} <= {kind.__name__ for kind in CONSTRAINTS}
    assert len(CONSTRAINTS) >= 30


@pytest.mark.parametrize("kind", CONSTRAINTS, ids=lambda kind: kind.__name__)
def test_every_kind_is_whole(kind: type[Any]) -> None:
    assert lacking(kind) == []


def test_a_kind_that_lacks_something_is_told() -> None:
    class Half(kinds.Range):
        JAVASCRIPT = ""

    class Silent(Kind):
        KEY = "silent"

    assert lacking(Half) == []  # it says what Range says
    assert lacking(Silent) == ["find in JavaScript", "message in JavaScript", "problems in JavaScript", "message", "allowed", "json_schema"]
