"""What becomes of a picture: turned upright, on white, stripped, in our sizes; and what is none is refused."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from plugins.newsroom.pictures import PIXELS, SMALLEST, WIDTHS, Encoded, encode

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
SECRET = b"-6.2088,106.8456"


def drawn(size: tuple[int, int] = (300, 200), mode: str = "RGB") -> Image.Image:
    """Red, with a blue top left quarter, so that a turn is seen."""
    picture = Image.new("RGB", size, RED)
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=BLUE)
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def opened(encoded: Encoded, which: int = -1) -> Image.Image:
    return Image.open(io.BytesIO(encoded.files[which][1]))


def near(pixel: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(pixel, wanted, strict=True))


def colours(encoded: Encoded) -> str:
    """The four quarters, row by row: b for blue, r for red, w for white, ? for anything else."""
    picture = opened(encoded).convert("RGB")
    spots = [(x * picture.width // 4, y * picture.height // 4) for y in (1, 3) for x in (1, 3)]
    names = {"b": BLUE, "r": RED, "w": WHITE}
    return "".join(
        next((name for name, colour in names.items() if near(picture.getpixel(spot), colour)), "?") for spot in spots
    )


# --- what is taken -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "widths"),
    [(120, (120,)), (399, (399,)), (400, (400,)), (401, (400, 401)), (800, (400, 800)), (1000, (400, 800, 1000)),
     (1200, WIDTHS), (3000, WIDTHS)],
)  # fmt: skip
def test_a_picture_comes_in_our_widths(width: int, widths: tuple[int, ...]) -> None:
    """Never wider than it was, the ratio kept, and the numbers are those of the files."""
    found = encode(saved(drawn((width, width * 2 // 3 + 40))))
    assert tuple(w for w, _ in found.files) == widths
    for number, width_told in enumerate(widths):
        assert opened(found, number).format == "WEBP"
        assert opened(found, number).width == width_told
    assert opened(found).size == (found.width, found.height)
    assert abs(found.height / found.width - (width * 2 // 3 + 40) / width) < 0.01


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_says(orientation: int) -> None:
    """All eight ways; the blue quarter ends where it was seen, and a turned picture is as tall as it was wide."""
    blue_at = {1: "brrr", 2: "rbrr", 3: "rrrb", 4: "rrbr", 5: "brrr", 6: "rbrr", 7: "rrrb", 8: "rrbr"}
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = encode(saved(drawn((400, 200)), exif=exif))
    assert colours(found) == blue_at[orientation]
    assert (found.width, found.height) == ((200, 400) if orientation >= 5 else (400, 200))


def _secrets() -> list[tuple[str, bytes]]:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "S"
    text = PngInfo()
    text.add_text("Comment", SECRET.decode())
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    return [
        ("JPEG", saved(drawn(), exif=exif, comment=SECRET, xmp=xmp, icc_profile=b"acsp" + SECRET * 9)),
        ("PNG", saved(drawn(), "PNG", pnginfo=text, exif=exif)),
        ("WEBP", saved(drawn(), "WEBP", exif=exif, xmp=xmp)),
        ("GIF", saved(drawn(mode="P"), "GIF", comment=SECRET)),
        ("JPEG", saved(drawn()) + SECRET),
    ]


@pytest.mark.parametrize(("kind", "body"), _secrets())
def test_nothing_but_the_picture_is_kept(kind: str, body: bytes) -> None:
    """No place, no camera, no comment, no profile, nothing that was hung on behind."""
    assert SECRET in body, f"the {kind} of this test holds what is to be lost"
    for number, (_, data) in enumerate(encode(body).files):
        assert SECRET not in data
        chunks = {data[at : at + 4] for at in _chunks(data)}
        assert chunks <= {b"VP8 ", b"VP8L", b"VP8X"}
        assert not dict(opened(encode(body), number).getexif())


def _chunks(data: bytes) -> list[int]:
    at, found = 12, []
    while at + 8 <= len(data):
        found.append(at)
        size = struct.unpack("<I", data[at + 4 : at + 8])[0]
        at += 8 + size + size % 2
    return found


def _transparent(mode: str) -> bytes:
    picture = Image.new("RGBA", (300, 200), (255, 0, 0, 0))
    picture.paste((0, 0, 255, 255), (0, 0, 150, 100))
    if mode == "P":
        return saved(picture.quantize(4), "PNG")
    if mode == "RGB":  # one colour is named as transparent
        return saved(drawn(), "PNG", transparency=RED)
    return saved(picture.convert(mode), "PNG")


@pytest.mark.parametrize("mode", ["RGBA", "P", "RGB"])
def test_what_is_transparent_stands_on_white(mode: str) -> None:
    """Not on black, as many viewers would have it: logos and letterheads stay readable."""
    assert colours(encode(_transparent(mode))) == "bwww"


def test_grey_and_transparent_stands_on_white() -> None:
    """Also without colours."""
    picture = Image.new("LA", (300, 200), (0, 0))
    assert colours(encode(saved(picture, "PNG"))) == "wwww"


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "P"), ("WEBP", "RGB"), ("GIF", "P")]
)
def test_every_usual_kind_is_read(kind: str, mode: str) -> None:
    """Whatever it is called outside: JPEG of a printing house and GIF of an old site, too."""
    assert colours(encode(saved(drawn(mode=mode), kind))) == "brrr"


@pytest.mark.parametrize("mode", ["L", "1", "I;16"])
def test_a_scan_without_colours_is_read(mode: str) -> None:
    """Eight bits, one, or sixteen: dark stays dark and light stays light."""
    picture = Image.new("L", (300, 200), 255)
    picture.paste(0, (0, 0, 150, 100))
    if mode == "I;16":
        deep = Image.new("I;16", (300, 200), 65535)
        deep.paste(0, (0, 0, 150, 100))
        body = saved(deep, "PNG")
    else:
        body = saved(picture.convert(mode), "PNG")
    grey = opened(encode(body)).convert("L").tobytes()
    assert grey[50 * 300 + 75] < 40
    assert grey[150 * 300 + 225] > 215


def test_of_a_film_the_first_picture_is_kept() -> None:
    """An animation stands still."""
    frames = [drawn(), Image.new("RGB", (300, 200), WHITE)]
    for kind in ("GIF", "WEBP", "PNG"):
        body = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)
        found = encode(body)
        assert colours(found) == "brrr"
        assert getattr(opened(found), "n_frames", 1) == 1


def test_a_name_is_of_the_bytes_that_came() -> None:
    """The same picture has the same name on every machine; another has another."""
    body = saved(drawn())
    assert encode(body).name == encode(body).name
    assert encode(body).name != encode(body + b" ").name
    assert len(encode(body).name) == 24


# --- what is refused ---------------------------------------------------------------------------------------


def _png_of(width: int, height: int) -> bytes:
    """A PNG that says it is that large and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


HTML = b"<!doctype html><html><body><img src=a.jpg></body></html>"
REFUSED = {
    "empty": b"",
    "html": HTML,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script>alert(1)</script></svg>',
    "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 300 300\nshowpage\n",
    "icon": saved(drawn((SMALLEST - 1, 400))),
    "stripe": saved(drawn((1200, 20))),
    "pixel": saved(drawn((1, 1)), "GIF"),
    "huge": _png_of(20_000, 20_000),
    "a little too large": _png_of(PIXELS // 5000 + 1, 5000),
    "twice too large": _png_of(9_000, 9_000),
    "absurd": _png_of(2**31 - 1, 2**31 - 1),
    "tiff": saved(drawn(), "TIFF"),
    "bmp": saved(drawn(), "BMP"),
    "ico": saved(drawn(), "ICO"),
    "ppm": saved(drawn(), "PPM"),
    "jpeg2000 by name": b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 90,
    "half a jpeg": saved(drawn((800, 600)))[:3000],
    "half a png": saved(drawn((800, 600)), "PNG")[:-500],
    "half a gif": saved(drawn(mode="P"), "GIF")[:300],
    "half a webp": saved(drawn((800, 600)), "WEBP")[:300],
    "head of a jpeg": saved(drawn())[:20],
    "only a signature": b"\x89PNG\r\n\x1a\n",
    "page behind a signature": b"\xff\xd8\xff\xe0" + HTML,
    "zip": b"PK\x03\x04" + b"\0" * 200,
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_picture_of_ours_is_refused(body: bytes) -> None:
    """By what it is, with a sentence: other formats, icons, what is cut, what would not fit into memory."""
    with pytest.raises(ValueError, match=r"\w"):
        encode(body)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_damaged_picture_is_a_picture_or_refused(kind: str) -> None:
    """Bytes that were changed, lost or doubled: re-encoded or a ValueError, nothing else, many times over."""
    luck = random.Random(kind)
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = saved(
        drawn((160, 130), mode="P" if kind == "GIF" else "RGB"), kind, **({} if kind == "GIF" else {"exif": exif})
    )
    taken = 0
    for _ in range(250):
        body = bytearray(whole)
        for _ in range(luck.randint(1, 6)):
            at = luck.randrange(len(body))
            match luck.randrange(3):
                case 0:
                    body[at] = luck.randrange(256)
                case 1:
                    del body[at : at + luck.randint(1, 30)]
                case _:
                    body[at:at] = body[at : at + luck.randint(1, 30)]
        try:
            found = encode(bytes(body))
        except ValueError:
            continue
        assert all(data[8:12] == b"WEBP" for _, data in found.files)
        taken += 1
    assert 0 < taken < 250
