"""Letters that went wrong on their way: a text comes in, the text as it was written goes out, with what was mended.

UTF-8 that somebody read as windows-1252 or windows-1257, once or twice, with bytes lost on the way, among quotation
marks that are right; entities escaped again and again; characters that nobody sees. A gate tells within microseconds
whether there is anything to mend. What could also be somebody's language is left alone: É before a closing quote is
French, and only where the same text proves that it was misread is a doubtful pair of characters read again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final, TypeAlias

from plugins.newsroom.strange_letters import strange

Note: TypeAlias = Callable[[str, str], None]
"""Takes a rule's name and the words that it took out or changed."""

UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff"
    "\ufff9-\uffff]|(?<![\u0600-\u08ff\u0900-\u109f\u1780-\u17ff\u1a00-\u1cff\ua980-\ua9df\u2600-\u27bf\ufe0f"
    "\U0001f1e6-\U0001faff])[\u200c\u200d]"
)
"""What nobody sees. Joiners stay where a script or a picture of people needs them: Arabic, Javanese, 👩‍🌾."""

_UNSEEN_AT_ALL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff"
    "\ufff9-\uffff]"
)
_WIDE: Final = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NAMES: Final = (
    "amp|lt|gt|quot|apos|nbsp|[lr]dquo|[lr]squo|[nm]dash|hellip|bull|middot|copy|deg|#\\d{1,7}|#x[0-9a-f]{1,6}"
)
_ESCAPED_AGAIN: Final = re.compile(rf"&(?:amp;)+(?=(?:{_NAMES});)", re.I)
_ODD_ENTITY: Final = re.compile(
    "&(?:[aAEeIiOoUuCcDdNnSsYyZz](?:circ|tilde|uml|ring|macr|acute|grave|cedil|caron|elig|th|kcy);|eth;|ETH;|euro;|"
    "#(?:12[89]|1[3-9]\\d|2[0-4]\\d|25[0-7]|x[89a-f][0-9a-f]|x10[01]);)"
)
_ENTITY: Final = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos|#0*(?:34|38|39|60|62)|#x0*(?:22|26|27|3c|3e));)#?\w{2,8};", re.I
)

# --- reading again -----------------------------------------------------------------------------------


def _table(encoding: str) -> dict[str, int]:
    """Character → byte above 0x7F, of a code page whose holes are filled from windows-1252 and from Latin-1."""
    found: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        for page in (encoding, "cp1252", "latin-1"):
            try:
                found.setdefault(bytes([byte]).decode(page), byte)
                break
            except UnicodeDecodeError:
                continue
    return found | {chr(byte): byte for byte in range(0x80, 0xA0)}


def _letters(table: dict[str, int], first: int, last: int) -> str:
    return "".join(re.escape(sign) for sign, byte in table.items() if first <= byte <= last)


_MAY_END_A_WORD: Final = frozenset("’”“‘…–—»›•™°ªº²³¹·®‰\xa0") | frozenset("ƒŠŒŽšœžŸØŖÆøŗæµ")
"""What honest texts set behind a capital with an accent: signs of punctuation, and letters."""
_NEVER_LAST: Final = frozenset("ÂÃĀĆ")
"""Capitals that end no word written in small letters, and stand behind no number."""
_PLAUSIBLE: Final = re.compile(
    "[\x80-\u017f\u0192\u0218-\u021b\u02c6-\u02dd\u0300-\u036f\u0391-\u03c9\u0401-\u0451\u0600-\u06ff\u1e00-\u1eff"
    "\u200b-\u201f\u2021-\u206f\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2200-\u22ff\u2500-\u27bf\u2b00-\u2bff\ua980-\ua9df\ufb00-\ufb06\ufe0f"
    "\ufeff\ufffd\U0001f000-\U0001faff]"
)


class _Page:
    """One code page in which UTF-8 was misread."""

    def __init__(self, encoding: str) -> None:
        self.table: Final = _table(encoding)
        two, three, four = (_letters(self.table, *span) for span in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
        rest = _letters(self.table, 0x80, 0xBF)
        self.pairs: Final = re.compile(f"[{four}][{rest}]{{3}}|[{three}][{rest}]{{2}}|[{two}][{rest}]")
        self.leads: Final = re.compile(f"[{two}{three}{four}]")
        self.rest: Final = rest

    def read(self, found: str) -> str:
        """What these characters were before; "" where they cannot have been anything."""
        try:
            was = bytes(self.table[sign] for sign in found).decode()
        except UnicodeDecodeError:
            return ""
        return was if _PLAUSIBLE.match(was) else ""  # no †: it is what a closing quote and a space look like

    def proves(self, found: re.Match[str]) -> bool:
        """Whether no honest text has these characters side by side."""
        said, place = found[0], found.start()
        before = found.string[place - 1] if place else " "
        if not self.read(said):
            return False
        if any(sign not in _MAY_END_A_WORD for sign in said[1:]):
            return True
        return said[0] in _NEVER_LAST and (
            before.islower() or before.isdigit() or (said[1] == "\xa0" and not before.isupper())
        )

    def again(self, text: str) -> str:
        """The text as it is if it was misread once; the same where nothing proves that it was."""
        if not any(map(self.proves, self.pairs.finditer(text))):
            return text
        return self.pairs.sub(lambda found: self.read(found[0]) or found[0], text)


_PAGES: Final = (_Page("cp1252"), _Page("cp1257"))
_SUSPECT: Final = re.compile("|".join(page.leads.pattern for page in _PAGES) + "|[\x80-\x9f]")
_REST: Final = _PAGES[0].rest + _PAGES[1].rest
_CLOSED: Final = re.compile(f"[âā]€(?:\xa0|\ufffd|(?![{_REST}]))")
"""A closing quotation mark has lost its third byte, 0x9D, which windows-1252 does not know."""
_HALF_READ: Final = (
    (re.compile("Ä\ufffd?(?=ā(?:€|‚¬))"), "ā"),  # read twice in windows-1257, and 0x81 lost
    (re.compile(f"(?<=[âā]‚¬)[ÂĀ](?:\ufffd|(?![{_REST}]))"), "\x9d"),
    (re.compile(f"(?<=[âā]€)[ÂĀ](?:\ufffd|(?![{_REST}]))"), "\x9d"),
    (
        re.compile(f"(?<=[âā]€)[âā]€(?:\ufffd|(?![{_REST}]))"),
        "”",
    ),  # a dash read twice: its own last byte is the lost one
)
_LONE: Final = re.compile(r"(?<=[a-z0-9.,;:!?)%])[ÂĀ](?=[ <&]|$)")
"""What is left of a non-breaking space whose second half became a space."""
_PICTURE: Final = re.compile("ðŸ[^\\s\x00-\x7f]{0,3}")
"""A picture that has lost a byte: which one it was cannot be told any more."""


def mend(text: str, note: Note) -> str:
    """The text as it was written, its invisible characters aside. Costs three microseconds where nothing is wrong."""
    for _ in range(3):
        odd = strange(text)
        if odd and _SUSPECT.search(odd):
            mended = _read_again(text)
            if mended != text:
                note("huruf-rusak", _differing(text, mended))
                text = mended
        before, text = text, visible(text, note) if odd else text
        if text == before:
            break  # else what nobody sees stood between two halves of a letter
    return text


def mend_markup(markup: str, note: Note) -> str:
    """The same for HTML, whose entities may hide what is wrong."""
    if "&" in markup:
        if "&amp;" in markup and (again := _ESCAPED_AGAIN.sub("&", markup)) != markup and "<code" not in markup:
            note("entitas-berganda", " ".join(dict.fromkeys(_ESCAPED_AGAIN.findall(markup)[:20])))
            markup = again
        if _ODD_ENTITY.search(markup):
            markup = _ENTITY.sub(lambda entity: html.unescape(entity[0]), markup)
    return mend(markup, note)


def visible(text: str, note: Note | None = None) -> str:
    """The text without what nobody sees, every kind of space a common one."""
    odd = strange(text)
    if not odd:
        return text
    if _WIDE.search(odd):
        if note:
            note("spasi-khusus", f"{len(_WIDE.findall(odd))} spasi")
        text = _WIDE.sub(" ", text)
    if _UNSEEN_AT_ALL.search(odd):
        if note and (gone := UNSEEN.findall(text)):
            note("tanda-tak-terlihat", " ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(gone)))
        text = UNSEEN.sub("", text)
    return text


def seen(text: str) -> str:
    """A short text (an address, a name) without what nobody sees."""
    return text if text.isascii() and text.isprintable() else UNSEEN.sub("", text)


def _read_again(text: str) -> str:
    for _ in range(3):
        before = text
        for rest, was in _HALF_READ:
            text = rest.sub(was, text)
        for page in _PAGES:
            text = page.again(text)
        if text == before:
            break
    text = _CLOSED.sub(lambda found: "” " if found[0].endswith("\xa0") else "”", text).replace("” \xa0", "” ")
    text = _PICTURE.sub("", _LONE.sub("", text))
    return re.sub("[\x80-\x9f]", lambda sign: _BARE.get(sign[0], ""), text)


_BARE: Final = {
    chr(byte): bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""A byte of windows-1252 that was taken for a control character."""


def _differing(before: str, after: str) -> str:
    """The words that are no longer what they were."""
    known = set(after.split())
    return " ".join(dict.fromkeys(word for word in before.split() if word not in known))
