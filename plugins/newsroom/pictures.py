"""A picture's bytes come in, our own re-encoded pictures go out: WebP in up to three widths, no metadata.

Only four formats are decoded, from memory, below a pixel limit. Nothing is fetched or stored here.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Final

from PIL import Image

from plugins.newsroom.model import Encoded

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
PIXELS: Final = 40_000_000
WIDTHS: Final = (400, 800, 1200)
SMALLEST: Final = 120  # narrower than this is an icon
QUALITY: Final = 76

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""EXIF orientation → what brings the picture upright (CIPA DC-008, tag 0x0112)."""

Image.MAX_IMAGE_PIXELS = PIXELS


def encode(body: bytes) -> Encoded:
    """Decode and re-encode. Raises ValueError where the bytes are no picture that we take."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns where we judge, and of odd metadata, which we drop
            picture = _decode(body)
    except (OSError, SyntaxError, Image.DecompressionBombError, MemoryError) as error:
        raise ValueError(f"not a picture: {error}") from error
    widest = min(picture.width, WIDTHS[-1])
    widths = [w for w in WIDTHS if w < widest] + [widest]
    files: list[tuple[int, bytes]] = []
    height = 0
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        out = io.BytesIO()
        picture.resize((width, height), Image.Resampling.LANCZOS).save(out, "WEBP", quality=QUALITY, method=3)
        files.append((width, out.getvalue()))
    return Encoded(hashlib.sha256(body).hexdigest()[:24], widest, height, tuple(files))


def _decode(body: bytes) -> Image.Image:
    """The picture, judged by its head before anything is decoded."""
    with Image.open(io.BytesIO(body), formats=FORMATS) as opened:
        if opened.width * opened.height > PIXELS:
            raise ValueError(f"too many pixels: {opened.width} × {opened.height}")
        if min(opened.width, opened.height) < SMALLEST:
            raise ValueError(f"too small: {opened.width} × {opened.height}")
        opened.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
        return _upright(opened)


def _turn(opened: Image.Image) -> Image.Transpose | None:
    """How the camera was held. Metadata that cannot be read costs the turn, not the picture."""
    try:
        return _TURNS.get(opened.getexif().get(0x0112, 1))
    except Exception:  # Pillow raises nearly anything over a damaged EXIF block: struct.error, TypeError, …
        return None


def _upright(opened: Image.Image) -> Image.Image:
    """Turned as its EXIF says, on white where it is transparent, plain RGB."""
    turn = _turn(opened)
    turned = opened if turn is None else opened.transpose(turn)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        layered = turned.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return turned.convert("RGB")
