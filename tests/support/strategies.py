"""Hypothesis strategies over the same values as the plain generator: slower, but they shrink what they find."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from imagespec.spec.model import Spec
from tests.support.requests import ODD_KEYS, ODD_VALUES, Space, spaces


@st.composite
def requests_of(draw: st.DrawFn, space: Space) -> dict[str, Any]:
    """A request of one contract: the smallest valid one with parameters added, broken and left out."""
    request = space.baseline()
    for name in draw(st.lists(st.sampled_from(space.optional), max_size=5, unique=True)):
        request[name] = draw(st.sampled_from(space.good[name]))
    for name in draw(st.lists(st.sampled_from(list(space.edge)), max_size=2, unique=True)):
        request[name] = draw(st.sampled_from(space.edge[name]) | st.sampled_from(ODD_VALUES))
    for name in draw(st.lists(st.sampled_from([*space.foreign, *ODD_KEYS]), max_size=1)):
        request[name] = draw(st.sampled_from(ODD_VALUES))
    for name in draw(st.lists(st.sampled_from(list(request)), max_size=1)):
        del request[name]
    return request


def requests(spec: Spec) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """Operation and request, for any contract of a spec."""
    return st.sampled_from(spaces(spec)).flatmap(lambda pair: st.tuples(st.just(pair[0]), requests_of(pair[1])))
