"""The sizes that gpt-image-2 takes, as two tables written from the four sentences of the guide."""

STEP, EDGE, RATIO, LEAST, MOST = 16, 3840, 3, 655_360, 8_294_400

SPANS = {}
"""Width as text, to the least and the greatest height."""
EDGES = {str(edge): edge for edge in range(STEP, EDGE + 1, STEP)}
for _width in range(STEP, EDGE + 1, STEP):
    _low = max(-(-LEAST // _width), -(-_width // RATIO))
    _high = min(MOST // _width, _width * RATIO, EDGE)
    _low, _high = -(-_low // STEP) * STEP, _high // STEP * STEP
    if _low <= _high:
        SPANS[str(_width)] = (_low, _high)
USUAL = frozenset(("auto", "1024x1024", "1536x1024", "1024x1536"))
NOWHERE = (1, 0)


def takes(size):
    """Whether gpt-image-2 takes a text as its size."""
    if size in USUAL:
        return True
    width, _, height = size.partition("x")
    low, high = SPANS.get(width, NOWHERE)
    return low <= EDGES.get(height, 0) <= high
