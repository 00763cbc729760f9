"""Draws the pictures of the sample sites: a motif, a colour and a number in, the bytes of a PNG out.

Abstract batik in tints of an agency's colour: one motif fills the cloth, a second field or a plain one gives
it rest, and the number picks the cut of the cloth, its inks and its scale. The same arguments give the same
bytes on the same Pillow. It reads no file, no clock and no randomness.
"""

from __future__ import annotations

import colorsys
import math
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageColor, ImageDraw, ImageOps

from samples.motifs import TILES, Colour, Inks

MOTIFS: Final[tuple[str, ...]] = tuple(TILES)
CANVAS: Final = (1200, 675)
_FINE: Final = 2  # masks are drawn this much larger and reduced, which smooths their edges
_GOLD: Final = 0.115  # the hue of sogan dye, the warm note in every cloth

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Cloth:
    """What a cut may use: two patterned fields, plain inks, and the mask-maker."""

    main: Image.Image
    second: Image.Image
    inks: Inks
    other: Inks

    def lay(self, what: Image.Image | Colour, *boxes: Box, shape: str = "rectangle") -> None:
        """Lay a field or a plain ink over the main field wherever one of the boxes reaches."""
        mask = Image.new("L", (CANVAS[0] * _FINE, CANVAS[1] * _FINE))
        pen = ImageDraw.Draw(mask)
        for box in boxes:
            scaled = [round(edge * _FINE) for edge in box]
            (pen.ellipse if shape == "ellipse" else pen.rectangle)(scaled, fill=255)
        self._through(what, mask)

    def cut(self, what: Image.Image | Colour, *outlines: list[tuple[float, float]]) -> None:
        """The same for polygons."""
        mask = Image.new("L", (CANVAS[0] * _FINE, CANVAS[1] * _FINE))
        pen = ImageDraw.Draw(mask)
        for outline in outlines:
            pen.polygon([(x * _FINE, y * _FINE) for x, y in outline], fill=255)
        self._through(what, mask)

    def _through(self, what: Image.Image | Colour, mask: Image.Image) -> None:
        layer = what if isinstance(what, Image.Image) else Image.new("RGB", CANVAS, what)
        self.main.paste(layer, (0, 0), mask.reduce(_FINE))


def draw(motif: str, color: str, number: int, size: tuple[int, int] = CANVAS) -> bytes:
    """A PNG of `size` (width, height) in pixels; `color`: ``"#rrggbb"``. ValueError for an unknown motif."""
    if motif not in TILES:
        raise ValueError(f"unknown motif {motif!r}; known: {', '.join(MOTIFS)}")
    schemes = _schemes(color)
    inks, other = schemes[number % 4], schemes[(number + 2) % 4]
    side = (150, 120, 190)[number % 3] + 14 * (number // 12 % 5)
    cloth = _Cloth(
        main=_fill(TILES[motif](inks, side)),
        second=_fill(TILES[motif](other, round(side * 0.72))),
        inks=inks,
        other=other,
    )
    _CUTS[number % len(_CUTS)](cloth)
    picture = ImageOps.mirror(cloth.main) if number // 6 % 2 else cloth.main
    if size != CANVAS:
        picture = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _schemes(color: str) -> tuple[Inks, Inks, Inks, Inks]:
    """Four ways to ink a cloth in one colour: on paper, on deep dye, on the colour itself, on a pale tint."""
    red, green, blue = (part / 255 for part in ImageColor.getrgb(color)[:3])
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    strength = min(strength, 0.62)

    def tint(lightness: float, keep: float = 1.0) -> Colour:
        return _rgb(hue, lightness, strength * keep)

    base = tint(min(max(light, 0.30), 0.42))
    deep, dark, mid, soft, pale = tint(0.15), tint(0.24), tint(0.58, 0.7), tint(0.76, 0.6), tint(0.88, 0.55)
    paper, gold = _rgb(_GOLD, 0.955, 0.42), _rgb(_GOLD, 0.66, 0.55)
    return (
        Inks(ground=deep, fill=pale, core=base, line=mid, accent=gold),
        Inks(ground=paper, fill=base, core=soft, line=dark, accent=gold),
        Inks(ground=base, fill=paper, core=mid, line=deep, accent=gold),
        Inks(ground=pale, fill=dark, core=mid, line=base, accent=gold),
    )


def _rgb(hue: float, lightness: float, strength: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, strength)
    return round(red * 255), round(green * 255), round(blue * 255)


def _fill(tile: Image.Image) -> Image.Image:
    """The whole canvas, tiled."""
    field = Image.new("RGB", CANVAS)
    for left in range(0, CANVAS[0], tile.width):
        for top in range(0, CANVAS[1], tile.height):
            field.paste(tile, (left, top))
    return field


# --- how the cloth is cut ------------------------------------------------------------------------


def _border(cloth: _Cloth) -> None:
    """A field above a hem: a plain band and a row of tumpal, the pointed teeth of a sarong's edge."""
    cloth.lay(cloth.other.ground, (0, 470, 1200, 675))
    cloth.lay(cloth.inks.accent, (0, 462, 1200, 469), (0, 650, 1200, 655))
    teeth = [[(x, 650.0), (x + 50.0, 505.0), (x + 100.0, 650.0)] for x in range(0, 1200, 100)]
    inner = [[(x + 18.0, 650.0), (x + 50.0, 552.0), (x + 82.0, 650.0)] for x in range(0, 1200, 100)]
    cloth.cut(cloth.other.fill, *teeth)
    cloth.cut(cloth.other.ground, *inner)
    cloth.lay(cloth.inks.accent, *((x + 42, 606, x + 58, 622) for x in range(0, 1200, 100)), shape="ellipse")


def _medallion(cloth: _Cloth) -> None:
    """One great disc off the centre, ringed."""
    for grow, what in ((34, cloth.inks.ground), (24, cloth.inks.accent), (19, cloth.inks.ground)):
        cloth.lay(what, _disc(790, 338, 245 + grow), shape="ellipse")
    cloth.lay(cloth.second, _disc(790, 338, 245), shape="ellipse")


def _slant(cloth: _Cloth) -> None:
    """Two fields that meet along a slant, a plain sash between them."""
    cloth.cut(cloth.second, [(720, 0), (1200, 0), (1200, 675), (420, 675)])
    cloth.cut(cloth.inks.ground, [(640, 0), (760, 0), (460, 675), (340, 675)])
    for x in (664, 729):
        cloth.cut(cloth.inks.accent, [(x, 0), (x + 7, 0), (x - 293, 675), (x - 300, 675)])


def _hills(cloth: _Cloth) -> None:
    """Three rounded hills under a plain sky and a disc of gold."""
    field = cloth.main.copy()
    cloth.lay(cloth.other.ground, (0, 0, 1200, 675))
    cloth.lay(cloth.inks.accent, _disc(880, 190, 84), shape="ellipse")
    for what, x, y, radius in (
        (cloth.second, 930, 830, 480),
        (field, 260, 880, 560),
        (cloth.inks.ground, 720, 1270, 700),
    ):
        cloth.lay(cloth.inks.accent, _disc(x, y, radius + 5), shape="ellipse")
        cloth.lay(what, _disc(x, y, radius), shape="ellipse")


def _sash(cloth: _Cloth) -> None:
    """A plain ground with one broad sash of pattern and two narrow ones."""
    field = cloth.main.copy()
    cloth.lay(cloth.inks.ground, (0, 0, 1200, 675))
    cloth.lay(cloth.inks.accent, (174, 0, 179, 675), (840, 0, 845, 675), (880, 0, 885, 675), (1110, 0, 1115, 675))
    cloth.lay(field, (200, 0, 820, 675))
    cloth.lay(cloth.second, (900, 0, 1095, 675))


def _leaves(cloth: _Cloth) -> None:
    """A quilt of eight squares, in each a great leaf along one diagonal, by turns patterned and plain."""
    field, side = cloth.main.copy(), CANVAS[1] / 2
    squares = [(column * side - 75, row * side, (column + row) % 2 == 0) for row in (0, 1) for column in range(4)]
    cloth.lay(cloth.inks.ground, (0, 0, *CANVAS))
    cloth.lay(cloth.other.ground, *((x, y, x + side, y + side) for x, y, even in squares if even))
    cloth.cut(cloth.inks.accent, *(_leaf(x, y, side, even, 1.0) for x, y, even in squares))
    for what, kind in ((field, True), (cloth.second, False)):
        cloth.cut(what, *(_leaf(x, y, side, even, 0.975) for x, y, even in squares if even == kind))


def _leaf(x: float, y: float, side: float, falling: bool, grow: float) -> list[tuple[float, float]]:
    """Where two quarter discs of a square overlap; `falling`: from its upper left to its lower right."""
    steps = [math.radians(90 * k / 40) for k in range(41)]
    arc = [(math.sin(t), 1 - math.cos(t)) for t in steps]
    outline = arc + [(v, u) for u, v in reversed(arc)]
    middle = [(0.5 + (u - 0.5) * grow, 0.5 + (v - 0.5) * grow) for u, v in outline]
    return [(x + side * (u if falling else 1 - u), y + side * v) for u, v in middle]


def _disc(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


_CUTS: Final[tuple[Callable[[_Cloth], None], ...]] = (_hills, _border, _medallion, _slant, _sash, _leaves)
