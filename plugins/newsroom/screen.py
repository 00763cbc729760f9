"""An article comes in, a verdict goes out, with reasons in plain Indonesian. Pure; tables of weights.

What hacked government sites carry is told from what honest news says about it: a seller's phrases count
wherever they stand outside a sentence of news; words that news also needs (bandar togel, situs judi) count only
in a text that is no news; words of daily life (slot parkir, bandar udara, bonus demografi) never count alone.
Whether a text is news is asked only where something was found: nearly all texts hold nothing to find.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from plugins.newsroom.model import Article, Decided, Verdict
from plugins.newsroom.screen_disguise import Said, flat, normalise, small, stands_for_a_letter
from plugins.newsroom.screen_words import (
    ABROAD,
    BRAND,
    BRAND_END,
    DISGUISED,
    DOORWAY,
    FOREIGN,
    NEWS,
    NOT_BRANDS,
    PLAY,
    PROMO,
    SALES,
    SPOKEN,
    TERMS,
)
from plugins.newsroom.strange_letters import one_line, strange

QUARANTINE: Final = 10
HOLD: Final = 5
LONGEST: Final = 120_000  # characters of a text that are looked through; longer ones are held for people
LOOKED_AT: Final = 60_000  # of a text its beginning and its end; what is longer than both is held anyway
LINE: Final = 400  # an advertisement that was slipped in is shorter
BEGINNING: Final = 2_000  # where a brand stands that is advertised
_HEAD: Final = re.compile(r"\W*(\w{3,18}\s?\w{0,6})\s*(?:[:>|»#–—]|-\s|$)")
_ADDRESS: Final = re.compile(r"https?://(\S+)")


class Copy:
    """An article as it is read here: its title and its text without their disguises."""

    def __init__(self, article: Article) -> None:
        text = article.text
        self.article: Final = article
        self.line: Final = normalise(article.title)  # the title with the signs that it is written with
        self.title: Final = Said(flat(self.line))
        self.text: Final = Said(normalise(text if len(text) <= 2 * LOOKED_AT else text[:LOOKED_AT] + text[-LOOKED_AT:]))

    @cached_property
    def told(self) -> bool:
        """Whether the title is of news."""
        return bool(NEWS.search(self.title.small))

    @cached_property
    def whole(self) -> Said:
        return Said(f"{self.title.written} {self.text.written}")

    @cached_property
    def news(self) -> bool:
        """Whether all of it is news."""
        return len(self.whole.kinds(NEWS)) >= 2


def judge(article: Article, *, off_network: bool = False) -> Verdict:
    """Publish, hold or quarantine. `off_network`: the article's own address lies outside the network."""
    copy = Copy(article)
    reasons = [
        *_of_title(copy),
        *_of_addresses(copy),
        *_of_text(copy),
        *_of_form(article, off_network=off_network),
    ]
    score = sum(weight for weight, _ in reasons)
    decision: Decided = "quarantine" if score >= QUARANTINE else "hold" if score >= HOLD else "publish"
    return Verdict(decision, tuple(reason for _, reason in reasons) if score >= HOLD else ())


Weighed = Iterator[tuple[int, str]]


def _of_title(copy: Copy) -> Weighed:
    title = copy.title
    if (hit := title.first(SALES)) and not copy.told:
        yield 10, f"judulnya memuat frasa judi daring “{hit}”"
    elif (hit := title.first(TERMS)) and not copy.told:
        yield (3 if copy.news else 6), f"judulnya memuat istilah judi “{hit}”"
    if (hit := title.first(ABROAD)) and not copy.told:
        yield 6, f"judulnya menawarkan barang atau jasa gelap “{hit}”"
    if len(FOREIGN.findall(copy.article.title)) >= 5:
        yield 6, "judulnya beraksara asing yang lazim pada situs yang diretas"
    head = _HEAD.match(copy.line)
    if head and _brands(Said(head[1])) and not copy.told:
        yield 5, f"judulnya berawal nama mirip merek judi “{head[1]}”"
    elif (brands := _brands(title)) and not copy.told and any(title.first(table) for table in (PROMO, PLAY, SPOKEN)):
        yield 5, f"judulnya memuat nama mirip merek judi “{brands[0]}”"


def _of_addresses(copy: Copy) -> Weighed:
    for address in (copy.article.url, *copy.article.links):
        words = Said(flat(address.partition("://")[2]))
        hit = words.first(SALES) or Said(address).first(DOORWAY)
        if not hit and (term := words.first(TERMS)) and not copy.news:
            hit = term
        if hit and not NEWS.search(words.small):
            yield 10, f"alamat atau tautannya menuju judi daring (“{hit.strip()}”)"
            return


def _of_text(copy: Copy) -> Weighed:
    """A seller's phrase counts unless its sentence is news; in a text that is news it takes two sentences."""
    text = copy.text
    selling = list(_sold(text))
    phrases, terms = sorted({hit.lower() for hit in selling}), sorted(text.kinds(TERMS))
    if phrases:
        weight = min(12, 6 * len(phrases)) if not copy.news else 6 if len(selling) >= 3 else 0
        yield weight, f"teksnya memuat frasa judi daring: {', '.join(phrases[:3])}"
    if terms and not copy.news:
        yield min(9, 3 + 3 * len(terms)), f"teksnya memuat istilah judi: {', '.join(terms[:3])}"
    core = text.kinds(PLAY)
    words = core | text.kinds(SPOKEN) if core else core
    if (len(core) >= 3 or len(words) >= 5) and not copy.news:
        yield 6, f"banyak kosakata judi: {', '.join(sorted(words)[:4])}"
    brands = [brand.lower() for brand in _brands(text)]
    suspect = phrases or terms or len(core) >= 2 or _brands(copy.title) or _brands(_beginning(text, whole=bool(brands)))
    if suspect and not copy.news and (promo := sorted(copy.whole.kinds(PROMO))):
        yield min(9, 3 * len(promo)), f"bahasa promosi: {', '.join(promo[:3])}"
    if (often := next((brand for brand, times in Counter(brands).items() if times >= 3), "")) and not copy.news:
        yield HOLD, f"teksnya mengulang nama mirip merek judi “{often}”"
    goods = sorted(text.kinds(ABROAD))
    if len(goods) >= 2 and not copy.news:
        yield HOLD, f"teksnya menawarkan barang atau jasa gelap: {', '.join(goods[:3])}"


def _disguised(text: str) -> str:
    """A brand in letters that are not what they look like; nobody honest writes a name and a number so."""
    if text.isascii() or not any(map(stands_for_a_letter, set(strange(text)))):
        return ""
    words = (word for word in text.split() if any(map(stands_for_a_letter, strange(word))))
    return next(filter(None, (Said(normalise(word)).first(DISGUISED) for word in words)), "")


def _of_form(article: Article, *, off_network: bool) -> Weighed:
    if brand := _disguised(f"{article.title} {article.text[: LINE * 8]}"):
        yield HOLD, f"nama mirip merek judi “{brand}” ditulis dengan huruf samaran"
    slipped_in = len(article.hidden) + ("baris-sisipan" in article.flags)
    if slipped_in >= 2:
        yield HOLD, f"ada {slipped_in} tautan tersembunyi atau baris yang disisipkan"
    if "banyak-sisipan" in article.flags:
        yield HOLD, "ada beberapa baris iklan yang disisipkan"
    if "kosong" in article.flags:
        yield HOLD, "tidak berjudul dan tidak berisi apa pun"
    if off_network:
        yield HOLD, "alamat artikelnya berada di luar domain jaringan"
    if {"terlalu-panjang", "terlalu-dalam"} & set(article.flags) or len(article.text) > LONGEST:
        yield HOLD, "isinya terlalu panjang atau bersarang terlalu dalam untuk diolah"


def injected(lines: Sequence[str]) -> list[bool]:
    """Which blocks of a text, each with the addresses it links to, are advertisements that somebody slipped in.

    A sentence of news that names what it is about is none, even where it names no police.
    """
    short = [one_line(line) if len(line) <= 4 * LINE else "" for line in lines]
    said = normalise("\n".join(short))  # no disguise reaches beyond its line
    return [_is_injected(line) for line in said.split("\n")] if _may_be_injected(said) else [False] * len(lines)


def _may_be_injected(lines: str) -> bool:
    """Whether there is anything to find in any of them: in nearly every text there is not."""
    whole = small(lines)
    if BRAND_END.within(whole) or DOORWAY.possible(whole) or TERMS.within(whole) or ABROAD.within(whole):
        return True
    if not SALES.possible(whole):
        return False
    return SALES.within(flat(_ADDRESS.sub(" ", whole))) or SALES.within(flat(" ".join(_ADDRESS.findall(whole))))


def _is_injected(said: str) -> bool:
    if len(said) > LINE:
        return False
    links = " ".join(map(flat, _ADDRESS.findall(said)))
    words = Said(_ADDRESS.sub(" ", said).strip())
    advert, brands = SALES.possible(words.small) and SALES.within(flat(words.small)), _brands(words)
    leads = DOORWAY.within(small(said)) or bool(links and (advert or SALES.within(small(links))))
    goods, terms = ABROAD.within(words.small), TERMS.within(words.small)
    if not (leads or advert or goods or terms or brands):
        return False
    news = len(words.kinds(NEWS))
    if leads or news:
        return leads and news < 2
    short = len(words.written.split()) <= 12 and not words.written.endswith((".", "?", "”", '"'))
    extra = len(words.kinds(PROMO)) + len(brands) + bool(links)
    if advert or goods:
        return short or extra > 0
    return (terms and extra > 0) or (extra >= 2 and bool(brands))


def _brands(text: Said) -> list[str]:
    if not BRAND_END.within(text.small):
        return []
    free = NOT_BRANDS.sub(lambda name: " " * len(name[0]), text.small)
    return [text.written[hit.start() : hit.end()] for hit in BRAND.finditer(free)]


def _beginning(text: Said, *, whole: bool) -> Said:
    """Of a text without any brand only the last word of its beginning is asked for: cut short it may look like one."""
    beginning = text.written[:BEGINNING]
    return Said(beginning if whole else beginning.rpartition(" ")[2])


def _sold(text: Said) -> Iterator[str]:
    """A seller's phrases, but not those in a sentence of news. The text as a whole is looked through first: what
    stands in a sentence of it stands in it."""
    if not SALES.possible(text.small) or not SALES.within(flat(text.small)):
        return
    for sentence in _sentences(text.written):
        hits = list(_unquoted(Said(flat(sentence))))
        if hits and not NEWS.search(small(sentence)):
            yield from hits


def _sentences(text: str) -> Iterable[str]:
    return re.split(r"(?<=[.!?])\s+|\n", text)


def _unquoted(sentence: Said) -> Iterator[str]:
    """What is said, not what is quoted: “slot gacor” between quotation marks is talked about."""
    for hit in SALES.finditer(sentence.small):
        if sentence.small[max(0, hit.start() - 1) : hit.start()] not in ("“", '"', "‘", "'", "«"):
            yield sentence.written[hit.start() : hit.end()]
