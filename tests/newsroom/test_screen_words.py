"""The tables of the screen, and the letters in which they are read: looking for less finds the same.

Everything is compared with the slow way: every phrase, in every text, whatever the case.
"""

from __future__ import annotations

import re
import string
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.newsroom import screen_words
from plugins.newsroom.screen import _sentences
from plugins.newsroom.screen_disguise import Said, flat, normalise, small
from plugins.newsroom.screen_words import BRAND, BRAND_END, SALES, Phrases

unhurried = settings(deadline=None)

TABLES = {name: value for name, value in vars(screen_words).items() if isinstance(value, Phrases)}
ROWS = [(name, at) for name, table in TABLES.items() for at in range(len(table.rows))]
PATTERNS = {name: value for name, value in vars(screen_words).items() if isinstance(value, re.Pattern)}

VOCABULARY = sorted(
    {
        word
        for pattern in (*PATTERNS.values(), *(row for table in TABLES.values() for _, row in table.rows))
        for word in re.findall(r"[a-z]{2,}|\d{2,}", re.sub(r"\\[a-zA-Z]", " ", pattern.pattern))
    }
)
PIECES = st.sampled_from(
    [*VOCABULARY, " ", " ", " ", ". ", "\n", "-", "/", "?", "=", "“", ", ", "zeus138", "gacor", "slot", "maxxwin", "ı", "ſ", "K"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text()
CASED = TEXTS | TEXTS.map(str.upper) | TEXTS.map(str.title)


@pytest.mark.parametrize(("name", "at"), ROWS)
def test_a_phrase_has_one_of_its_words(name: str, at: int) -> None:
    """Whatever a row describes holds one of the words that the row says it cannot do without."""
    words, phrases = TABLES[name].rows[at]

    @unhurried
    @given(st.from_regex(phrases))
    def every_text(text: str) -> None:
        if phrases.search(text):
            assert any(word in text for word in words), text

    every_text()


@unhurried
@given(st.from_regex(BRAND))
def test_a_brand_ends_as_brands_do(text: str) -> None:
    """Where a brand stands, the shorter pattern sees its end."""
    assert BRAND_END.within(text)


@pytest.mark.parametrize("name", TABLES)
@unhurried
@given(text=TEXTS)
def test_a_table_finds_what_its_phrases_find(name: str, text: str) -> None:
    """In the same places as all of them side by side, and what is possible is no less than what is there."""
    table, text = TABLES[name], small(text)
    slow = [hit.span() for hit in table._whole.finditer(text)]
    assert [hit.span() for hit in table.finditer(text)] == slow
    assert table.within(text) is bool(slow)
    assert table.possible(text) or not slow


@pytest.mark.parametrize("name", [*TABLES, *PATTERNS])
@unhurried
@given(text=CASED)
def test_small_letters_are_what_ignoring_case_is(name: str, text: str) -> None:
    """The same is found at the same places, told as it is written."""
    table = TABLES.get(name) or PATTERNS[name]
    pattern = table._whole if isinstance(table, Phrases) else table
    ignoring = re.compile(pattern.pattern, re.I)
    assert list(Said(text).each(table)) == [hit[0] for hit in ignoring.finditer(text)]


def test_small_letters_are_one_for_one() -> None:
    """Of every letter there is: as long as it was, the same to whoever ignores case, and of the same kind."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    said = small(everything)
    assert len(said) == len(everything)

    def places(pattern: str, text: str, flags: re.RegexFlag = re.NOFLAG) -> list[int]:
        return [hit.start() for hit in re.finditer(pattern, text, flags)]

    for kind in (r"\w", r"\d", r"\s"):
        assert places(kind, said) == places(kind, everything)
    for letter in string.ascii_lowercase:
        assert places(letter, said) == places(letter, everything, re.I)


@unhurried
@given(TEXTS)
def test_what_a_sentence_sells_its_text_sells(text: str) -> None:
    """So a text in which nothing is sold is not taken to pieces."""
    text = small(text)
    if any(SALES.within(flat(sentence)) for sentence in _sentences(text)):
        assert SALES.within(flat(text))


# --- disguises -------------------------------------------------------------------------------------------------

LOOKALIKES = str.maketrans(
    "аеорсухікмтгѕЅвнјԁԛԝɡɑαορτνικυχəǝᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "aeopcyxikmtrssbhjdqwgaaoptvikuxeeabcdefghijklmnoprstuvwyz",
)
DRESSED = st.lists(
    st.sampled_from([*"aZé4@3170$5!_9о𝐒ⓢ🅶🇸e\u0301\u200b", "ooo", "gacor", "s l o t", "g.a.c", "·", " ", " ", "\n", ". ", "“", "Rp14"]),
    max_size=40,
).map("".join) | st.text()  # fmt: skip


def _meant(character: str) -> str:
    for first, last in ((0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF)):
        if first <= ord(character) <= last:
            return chr(ord("a") + ord(character) - first)
    return "" if unicodedata.category(character) in ("Mn", "Me", "Cf") else character


def _unleet(word: re.Match[str]) -> str:
    stem = word[0].rstrip("0123456789!")
    if sum(map(str.isalpha, stem)) < 2:
        return word[0]
    return stem.translate(str.maketrans("4@31!05$7698", "aaeiiosstggb")) + word[0][len(stem) :]


def everything_undone(text: str) -> str:
    """What `normalise` does, done to all of a text without asking whether it is needed."""
    text = unicodedata.normalize("NFKC", "".join(map(_meant, unicodedata.normalize("NFKD", text))))
    gap = r"[ .·•_*|~\-]"
    spaced = rf"(?<![^\W_])((?:[^\W_]{gap}{{1,2}}){{3,60}}[^\W_])(?![^\W_])"
    text = re.sub(spaced, lambda letters: re.sub(gap, "", letters[1]), text.translate(LOOKALIKES))
    text = re.sub(r"([^\W\d_])\1{2,}", r"\1", text)
    signed = r"[^\W_]*(?:[@!$][^\W_]+|\d)[\w@!$]*"
    return re.sub(r"[\w@!$]+", lambda t: re.sub(signed, _unleet, t[0]) if len(t[0]) <= 80 else t[0], text)


@unhurried
@given(DRESSED)
@example("GA@1 COR")
@example("SLOOOT")
@example("a b c d")
def test_what_is_left_undone_needed_no_undoing(text: str) -> None:
    """The checks that spare a plain text its time never spare a disguise."""
    assert normalise(text) == everything_undone(text)
