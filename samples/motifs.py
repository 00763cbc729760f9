"""The six motifs: inks and a side in pixels in, one seamless tile out. Knows nothing of pictures or files.

Tiles are drawn four times too large and reduced, so their edges are smooth. A tile repeats because every
shape on it is drawn at all its neighbours' places too. The slanted motifs are drawn upright and turned by
45 degrees; their rows are spaced so that the turned pattern still closes on the tile.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]
_FINE: Final = 4


@dataclass(frozen=True, slots=True)
class Inks:
    """Five inks: the ground, the large shapes, what lies in them, thin lines and small dots."""

    ground: Colour
    fill: Colour
    core: Colour
    line: Colour
    accent: Colour


class _Tile:
    """A tile being drawn. Coordinates are pixels of the finished tile."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * _FINE, height * _FINE), ground)
        self._pen = ImageDraw.Draw(self._image)

    def shape(self, points: Iterable[Point], ink: Colour) -> None:
        points = list(points)
        for dx in (-self.width, 0, self.width):
            for dy in (-self.height, 0, self.height):
                moved = [((x + dx) * _FINE, (y + dy) * _FINE) for x, y in points]
                xs, ys = [x for x, _ in moved], [y for _, y in moved]
                if max(xs) >= 0 and max(ys) >= 0 and min(xs) <= self._image.width and min(ys) <= self._image.height:
                    self._pen.polygon(moved, fill=ink)

    def dot(self, x: float, y: float, radius: float, ink: Colour) -> None:
        self.shape(_ring(x, y, radius), ink)

    def petal(self, x: float, y: float, length: float, width: float, angle: float, ink: Colour) -> None:
        """A lens centred on (x, y), its long axis at `angle` degrees."""
        self.shape(_turned(_lens(length, width), x, y, angle), ink)

    def done(self) -> Image.Image:
        return self._image.reduce(_FINE)


def _ring(x: float, y: float, radius: float) -> list[Point]:
    steps = 40 if radius > 6 else 20
    return [
        (x + radius * math.cos(math.tau * k / steps), y + radius * math.sin(math.tau * k / steps)) for k in range(steps)
    ]


def _lens(length: float, width: float) -> list[Point]:
    ts = [k / 16 for k in range(17)]
    upper = [(length * (t - 0.5), width / 2 * math.sin(math.pi * t) ** 0.8) for t in ts]
    return upper + [(x, -y) for x, y in reversed(upper)]


def _turned(points: Iterable[Point], x: float, y: float, angle: float) -> list[Point]:
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return [(x + u * cos - v * sin, y + u * sin + v * cos) for u, v in points]


def kawung(inks: Inks, side: int) -> Image.Image:
    """Four palm fruits about a centre, a small star in the space between them."""
    tile, quarter = _Tile(side, side, inks.ground), side / 4
    for turn in range(4):
        angle = 45 + 90 * turn
        x = side / 2 + quarter * math.sqrt(2) * math.cos(math.radians(angle))
        y = side / 2 + quarter * math.sqrt(2) * math.sin(math.radians(angle))
        tile.petal(x, y, side * 0.66, side * 0.40, angle, inks.fill)
        tile.petal(x, y, side * 0.50, side * 0.26, angle, inks.core)
        tile.petal(x, y, side * 0.44, side * 0.20, angle, inks.fill)
        for along in (-0.075, 0.075):
            dx, dy = (
                math.cos(math.radians(angle)) * side * along,
                math.sin(math.radians(angle)) * side * along,
            )
            tile.dot(x + dx, y + dy, side * 0.026, inks.ground)
    for x, y in ((side / 2, 0.0), (0.0, side / 2)):
        for angle in (0, 90):
            tile.petal(x, y, side * 0.22, side * 0.06, angle, inks.line)
        tile.dot(x, y, side * 0.035, inks.accent)
    for x, y in ((0.0, 0.0), (side / 2, side / 2)):
        tile.dot(x, y, side * 0.03, inks.accent)
    return tile.done()


def parang(inks: Inks, side: int) -> Image.Image:
    """Slanted rows of curved blades, parted by narrow strips of lozenges."""
    side = round(side * 1.25)
    tile, row = _Tile(side, side, inks.ground), side / math.sqrt(2)
    step, strip = row / 2, row * 0.17

    def put(points: Iterable[Point], ink: Colour) -> None:
        tile.shape(_turned(points, 0, 0, 45), ink)

    for column in range(4):
        u = column * step
        put(_blade(u, strip / 2, row - strip, step, 1.0), inks.fill)
        put(_blade(u, strip / 2, row - strip, step, 0.40), inks.core)
        for du, v in ((0.10, 0.23), (-0.10, 0.77)):
            put(_ring(u + step * du, row * v, row * 0.030), inks.accent)
    for column in range(8):
        u, thin = column * step / 2, strip * 0.32
        put([(u - step * 0.20, 0.0), (u, -thin), (u + step * 0.20, 0.0), (u, thin)], inks.accent)
    for v in (-strip / 2, strip / 2):
        put([(-2 * row, v - 1.1), (2 * row, v - 1.1), (2 * row, v + 1.1), (-2 * row, v + 1.1)], inks.line)
    return tile.done()


def _blade(u: float, top: float, height: float, step: float, grow: float) -> list[Point]:
    """An S-shaped blade from the upper edge of its row to the lower, thickest in its bends."""
    left, right = [], []
    for k in range(41):
        t = 0.5 + (k / 40 - 0.5) * (1 if grow == 1 else 0.72)
        centre = u - step * 0.75 * (t - 0.5) + step * 0.42 * math.sin(math.tau * t)
        thick = step * grow * (0.03 + 0.36 * math.sin(math.pi * t) ** 0.55)
        v = top + height * (0.03 + 0.94 * t)
        left.append((centre - thick, v))
        right.append((centre + thick, v))
    return left + right[::-1]


def mega(inks: Inks, side: int) -> Image.Image:
    """Mega mendung: clouds in nested outlines that darken inwards, every other row shifted."""
    width, height = round(side * 2.4), round(side * 1.5)
    tile, unit = _Tile(width, height, inks.ground), side / 10
    layers = ((1.1, inks.line), (0.86, inks.ground), (0.68, inks.fill), (0.34, inks.ground), (0.2, inks.core))
    for x, y, flip in ((width / 4, height / 4, 1), (width * 3 / 4, height * 3 / 4, -1)):
        for grow, ink in layers:
            for dx, dy, radius in _PUFFS:
                tile.dot(x + flip * dx * unit, y + dy * unit, (radius + grow) * unit, ink)
        for dx, dy, radius, turn in ((-2.9, 1.0, 1.35, -1), (0.1, 0.1, 1.9, 1), (3.1, 0.9, 1.35, 1)):
            curl = _curl(radius * unit, 0.16 * unit, turn * flip)
            tile.shape([(x + flip * dx * unit + u, y + dy * unit + v) for u, v in curl], inks.fill)
        for dx in (-5.2, 5.3):
            tile.dot(x + flip * dx * unit, y + 1.4 * unit, 0.42 * unit, inks.accent)
    return tile.done()


def _curl(radius: float, half: float, turn: int) -> list[Point]:
    """A spiral line about the origin, `half` its half thickness, tapering; `turn`: 1 or -1, its sense."""
    outer: list[Point] = []
    inner: list[Point] = []
    for k in range(49):
        t = k / 48
        reach, thick, angle = (
            radius * (1 - 0.86 * t),
            half * (1.3 - 0.7 * t),
            turn * (math.tau * 1.6 * t + 0.9),
        )
        for side, way in ((outer, 1), (inner, -1)):
            side.append(((reach + way * thick) * math.cos(angle), (reach + way * thick) * math.sin(angle)))
    return outer + inner[::-1]


_PUFFS: Final = (
    (0.0, -0.5, 2.5), (-2.4, 0.4, 2.2), (2.4, 0.2, 2.3), (-4.8, 1.2, 1.5), (4.9, 1.1, 1.6),
    (-1.0, 1.4, 1.6), (1.2, 1.4, 1.6), (3.2, 1.6, 1.4), (-3.2, 1.6, 1.4), (7.0, 1.7, 1.0), (-6.8, 1.8, 0.9),
)  # fmt: skip
"""The discs a cloud is made of: x, y and radius in tenths of the side."""


def truntum(inks: Inks, side: int) -> Image.Image:
    """Small stars like blossoms fallen on the ground, with dust between them."""
    side = round(side * 0.8)
    tile = _Tile(side, side, inks.ground)
    for x, y, big in ((side / 2, side / 2, 1.0), (0.0, 0.0, 0.62)):
        for turn in range(8):
            angle, reach = turn * 45.0, side * (0.20 if turn % 2 == 0 else 0.15) * big
            px = x + reach * math.cos(math.radians(angle))
            py = y + reach * math.sin(math.radians(angle))
            tile.petal(px, py, reach * 1.5, side * 0.075 * big, angle, inks.fill if turn % 2 == 0 else inks.core)
            tile.dot(x + 2.1 * (px - x), y + 2.1 * (py - y), side * 0.012, inks.line)
        tile.dot(x, y, side * 0.05 * big, inks.accent)
        tile.dot(x, y, side * 0.022 * big, inks.ground)
    for x, y in ((side / 2, 0.0), (0.0, side / 2)):
        for turn in range(4):
            angle = math.radians(45 + 90 * turn)
            tile.dot(x + side * 0.06 * math.cos(angle), y + side * 0.06 * math.sin(angle), side * 0.016, inks.line)
        tile.dot(x, y, side * 0.02, inks.accent)
    return tile.done()


def ceplok(inks: Inks, side: int) -> Image.Image:
    """Rosettes in rings, joined at the corners by small crossed leaves."""
    tile, half = _Tile(side, side, inks.ground), side / 2
    tile.dot(half, half, side * 0.47, inks.line)
    tile.dot(half, half, side * 0.45, inks.ground)
    tile.dot(half, half, side * 0.42, inks.fill)
    for turn in range(8):
        angle = math.radians(turn * 45)
        x, y = half + side * 0.255 * math.cos(angle), half + side * 0.255 * math.sin(angle)
        tile.petal(x, y, side * 0.29, side * 0.17, turn * 45, inks.ground)
        tile.petal(x, y, side * 0.22, side * 0.10, turn * 45, inks.core)
    for turn in range(8):
        angle = math.radians(turn * 45 + 22.5)
        tile.dot(half + side * 0.37 * math.cos(angle), half + side * 0.37 * math.sin(angle), side * 0.02, inks.line)
    tile.dot(half, half, side * 0.115, inks.fill)
    tile.dot(half, half, side * 0.075, inks.accent)
    tile.dot(half, half, side * 0.035, inks.ground)
    for angle_turn in (45, 135):
        tile.petal(0, 0, side * 0.40, side * 0.13, angle_turn, inks.fill)
        tile.petal(0, 0, side * 0.30, side * 0.06, angle_turn, inks.core)
    tile.dot(0, 0, side * 0.045, inks.accent)
    return tile.done()


def lereng(inks: Inks, side: int) -> Image.Image:
    """Udan liris: slanted stripes like fine rain, each with a small motif of its own."""
    side = round(side * 1.3)
    tile, row = _Tile(side, side, inks.ground), side / math.sqrt(2)

    def put(points: Iterable[Point], ink: Colour) -> None:
        tile.shape(_turned(points, 0, 0, 45), ink)

    def stripe(top: float, bottom: float, ink: Colour) -> None:
        put(
            [(-2 * row, top * row), (2 * row, top * row), (2 * row, bottom * row), (-2 * row, bottom * row)],
            ink,
        )

    stripe(0.00, 0.26, inks.fill)
    stripe(0.50, 0.68, inks.core)
    for line in (0.29, 0.47, 0.71, 0.97):
        stripe(line - 0.006, line + 0.006, inks.line)
    for column in range(8):
        u = column * row / 4
        put(_turned(_lens(row * 0.24, row * 0.09), u, row * 0.13, -35), inks.ground)
        put(_turned(_lens(row * 0.12, row * 0.03), u, row * 0.13, -35), inks.core)
        put(_ring(u + row / 8, row * 0.05, row * 0.014), inks.line)
        put(_ring(u + row / 8, row * 0.21, row * 0.014), inks.line)
        put(
            [(u - row * 0.10, row * 0.59), (u, row * 0.525), (u + row * 0.10, row * 0.59), (u, row * 0.655)],
            inks.fill,
        )
        put(_ring(u, row * 0.59, row * 0.022), inks.accent)
        for turn in range(4):
            angle = math.radians(90 * turn)
            x, y = u + row * 0.05 * math.cos(angle), row * 0.84 + row * 0.05 * math.sin(angle)
            put(_turned(_lens(row * 0.085, row * 0.042), x, y, 90 * turn), inks.fill)
        put(_ring(u, row * 0.84, row * 0.02), inks.accent)
    for column in range(16):
        put(
            _ring(column * row / 8, row * 0.38 + row * 0.03 * (1 if column % 2 else -1), row * 0.016),
            inks.accent,
        )
    return tile.done()


TILES: Final[dict[str, Callable[[Inks, int], Image.Image]]] = {
    "kawung": kawung,
    "parang": parang,
    "mega": mega,
    "truntum": truntum,
    "ceplok": ceplok,
    "lereng": lereng,
}
"""Motif → what draws its tile."""
