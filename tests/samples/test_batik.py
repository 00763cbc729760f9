"""The pictures of the sample sites: whole, the same every time, and each its own."""

from io import BytesIO
from itertools import combinations
from time import process_time

import pytest
from PIL import Image, ImageChops, ImageStat

from samples import batik
from samples.motifs import TILES, Inks


def opened(motif: str, number: int, color: str = "#0b6e4f", size: tuple[int, int] = batik.CANVAS) -> Image.Image:
    return Image.open(BytesIO(batik.draw(motif, color, number, size))).convert("RGB")


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How far apart two pictures are, 0 to 255: the mean over pixels and channels."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


@pytest.mark.parametrize("motif", batik.MOTIFS)
def test_same_arguments_give_same_bytes(motif: str) -> None:
    """A picture is a function of its arguments: its address may be kept for ever."""
    assert batik.draw(motif, "#8a3324", 7) == batik.draw(motif, "#8a3324", 7)


@pytest.mark.parametrize("size", [(1200, 675), (1024, 576), (300, 169), (72, 72)])
def test_size_is_kept(size: tuple[int, int]) -> None:
    """A picture has exactly the size that was asked for and is a PNG."""
    picture = Image.open(BytesIO(batik.draw("mega", "#1f4e79", 3, size)))
    assert (picture.format, picture.size) == ("PNG", size)


@pytest.mark.parametrize("motif", ["kawung", "lereng"])
def test_numbers_vary_the_picture(motif: str) -> None:
    """Twelve numbers of one motif are twelve pictures that nobody takes for each other."""
    small = [opened(motif, number, size=(300, 169)) for number in range(12)]
    assert min(unlike(one, other) for one, other in combinations(small, 2)) > 8


def test_motifs_differ() -> None:
    """With the same number and colour, every motif is still a picture of its own."""
    pictures = [opened(motif, 3) for motif in batik.MOTIFS]
    assert min(unlike(one, other) for one, other in combinations(pictures, 2)) > 8


@pytest.mark.parametrize("motif", batik.MOTIFS)
def test_tiles_have_no_seam(motif: str) -> None:
    """A tile meets itself: the step over its edge is no greater than steps within it."""
    tile = TILES[motif](Inks((20, 40, 30), (220, 230, 225), (10, 110, 80), (90, 170, 140), (205, 180, 120)), 120)
    wrapped = ImageChops.offset(tile, 1, 0)
    step = ImageChops.difference(tile, wrapped).convert("L").resize((tile.width, 1), Image.Resampling.BOX)
    steps = list(step.tobytes())
    assert steps[0] <= max(steps[1:]) + 2
    upward = ImageChops.difference(tile, ImageChops.offset(tile, 0, 1)).convert("L")
    rows = list(upward.resize((1, tile.height), Image.Resampling.BOX).tobytes())
    assert rows[0] <= max(rows[1:]) + 2


def test_colour_of_the_agency_shows() -> None:
    """A red agency's picture is redder than it is blue, and the other way round."""
    red = ImageStat.Stat(opened("kawung", 2, "#b3261e")).mean
    blue = ImageStat.Stat(opened("kawung", 2, "#1d4ed8")).mean
    assert red[0] - red[2] > 30
    assert blue[2] - blue[0] > 30


def test_unknown_motif_is_named() -> None:
    """A motif that does not exist is refused with the list of those that do."""
    with pytest.raises(ValueError, match=r"'polkadot'.*kawung"):
        batik.draw("polkadot", "#000000", 1)


@pytest.mark.parametrize("motif", batik.MOTIFS)
def test_drawing_is_quick(motif: str) -> None:
    """A picture costs less than a quarter of a second of a processor."""
    taken = []
    for number in (0, 5):
        start = process_time()
        batik.draw(motif, "#5b21b6", number)
        taken.append(process_time() - start)
    assert min(taken) < 0.25
