"""The shapes of a picture as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple

INK, GREY, BLUE, ORANGE, RED = "#1b2430", "#5b6675", "#2f6fdd", "#d9822b", "#d1324a"

Point = tuple[float, float]
Mark = Callable[[float], str]


class Frame(NamedTuple):
    """A square in which sizes are drawn.

    Attributes:
        left, top, side: the place of the square.
        most: the longest edge that fits, in pixels.
        start: the width and the height at the lower left corner.
    """

    left: float
    top: float
    side: float
    most: float
    start: Point = (0, 0)

    def at(self, width: float, height: float) -> Point:
        """The place of a size."""
        scale = self.side / self.most
        return self.left + (width - self.start[0]) * scale, self.top + self.side - (height - self.start[1]) * scale


def document(width: float, height: float, title: str, description: str, shapes: Iterable[str]) -> str:
    """A whole file, whose picture stands on white, so that it can be read on any page."""
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img"',
        '  font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description)}</desc>",
        '<defs><pattern id="experimental" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
        f'<rect width="7" height="7" fill="#fdeedd"/><line x1="0" y1="0" x2="0" y2="7" stroke="{ORANGE}" stroke-width="1.6"/>',
        "</pattern></defs>",
        f'<rect width="{width:g}" height="{height:g}" rx="10" fill="#ffffff"/>',
        *shapes,
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def line(start: Point, end: Point, stroke: str, *, width: float = 1, dashed: bool = False) -> str:
    """A straight line."""
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    dashes = ' stroke-dasharray="3 4"' if dashed else ""
    return f'<line {ends} stroke="{stroke}" stroke-width="{width:g}"{dashes}/>'


def polygon(points: Iterable[Point], fill: str, stroke: str) -> str:
    """A filled outline."""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}" stroke="{stroke}" stroke-width="1.2" stroke-linejoin="round"/>'


def dot(place: Point, fill: str, *, radius: float = 5) -> str:
    """A filled mark."""
    return f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{radius:g}" fill="{fill}" stroke="#ffffff" stroke-width="1.2"/>'


def ring(place: Point, stroke: str, *, radius: float = 7.5) -> str:
    """An open mark, which leaves what is in it to be seen."""
    return f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{radius:g}" fill="none" stroke="{stroke}" stroke-width="2.2"/>'


def text(
    x: float, y: float, said: str, *, size: float, fill: str = INK, anchor: str = "start", weight: int = 400, halo: bool = False
) -> str:
    """A line of text, with a white edge where it stands on something."""
    edge = ' paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}"{edge}>'
        f"{escape(said)}</text>"
    )
