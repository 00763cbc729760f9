"""What hacked government sites carry, and what honest news says about it: the tables that `screen` weighs.

Texts come in as `small` makes them, in small letters; hits go out. Small letters let a table be read without a
regular expression that thinks of both cases, at a third of the time. Nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ahocorasick_rs import BytesAhoCorasick


class Phrases:
    """A table of phrases. Each row names the words of which one must stand in a text for any of its phrases to do so:
    one walk through a text finds the words of all tables, and in nearly all texts there is none."""

    def __init__(self, *rows: tuple[str, str], around: str = "%s") -> None:
        self.rows: Final = tuple((frozenset(words.split()), re.compile(phrases)) for words, phrases in rows)
        self.words: Final = frozenset(word for words, _ in self.rows for word in words)
        self._whole: Final = re.compile(around % f"(?:{'|'.join(phrases for _, phrases in rows)})")

    def possible(self, text: str) -> bool:
        """Whether there is a word for it."""
        return not self.words.isdisjoint(_standing_in(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        found = self.words & _standing_in(text)
        if found and any(row.search(text) for words, row in self.rows if not found.isdisjoint(words)):
            return self._whole.finditer(text)
        return iter(())

    def within(self, text: str) -> bool:
        """Whether any of them stands in it."""
        return self.possible(text) and any(True for _ in self.finditer(text))


_MARKETS: Final = r"(?:sgp|hk|sdy|sydney|sidney|singapore|singapura|hongkong|macau|macao|cambodia|togel)"

_SLOT: Final = (
    r"s[li]ots?(?!\s*(?:parkir|vaksin|waktu|antre|jadwal|kuota|lowongan|kosong|pelatihan|peserta|jabatan|kamar|kendaraan"
    r"|pesawat|penerbangan|memori|kartu|sim|usb|ram|iklan|siaran|tayang|pendaftar|layanan|konsultasi|pertemuan|dosis"
    r"|imunisasi|kunjungan|terminal|dermaga|kapal|kios|lapak|tersedia|tersisa|bus))"
)
SALES: Final = Phrases(
    ("gac", rf"{_SLOT}\s*gac[oh]+r|gac[oh]+r\s*(?:hari ini|malam ini|max|terbaru|terpercaya|banget|abis|parah)"),
    ("max", r"max+\s?win+"),
    ("rtp", r"\brtp\s*(?:live|s[li]ot|gacor)|(?:live|bocoran)\s*rtp"),
    ("scatter mahjong", r"scatter\s*(?:hitam|merah|mahjong)|mahjong\s*(?:ways|wins)"),
    ("gates starlight", r"gates\s*of\s*(?:olympus|gatotkaca)|starlight\s*princess"),
    ("bonanza wild aztec", r"sweet\s*bonanza|wild\s*west\s*gold|aztec\s*gems"),
    ("pragmatic soft spade", r"pragmatic\s*play|\bpg\s*soft\b|spade\s?gaming"),
    ("joker sbobet ibcbet idn", r"joker\s?123|\bsbobet|\bibcbet|\bidn\s?poker"),
    ("qq pkv parlay free", r"domino\s?qq|bandar\s?qq|pkv\s*games?|mix\s*parlay|free\s?bet\b|free\s?spins?\b"),
    ("toto", r"\btoto\s*(?:macau|sgp|hk|4d|s[li]ot|togel)"),
    ("draw", rf"live\s*draw\s*{_MARKETS}"),
    (
        "prediksi bocoran syair paito eluaran",
        rf"(?:prediksi|bocoran|syair|paito|keluaran|pengeluaran)\s*(?:angka\s*)?{_MARKETS}\b",
    ),
    ("togel", rf"togel\s*{_MARKETS}"),
    (
        "thailand kamboja rusia myanmar slot siot",
        r"akun\s*(?:pro|vip|gacor)\s*(?:thailand|kamboja|rusia|myanmar|s[li]ot)",
    ),
    (
        "slot siot",
        r"\bs[li]ot(?:88|77|777|99)\b"
        r"|\bs[li]ot\s*(?:qris|gopay|ovo|pulsa|bet\s*\d+|thailand|kamboja|mahjong|zeus|olympus|hoki|viral|terpercaya"
        r"|gampang|mudah|depo(?:sit)?|bonus|jackpot|jp|paling|maxwin|gratis|online\s*(?:terpercaya|gampang|resmi|terbaik))\b"
        rf"|(?:demo|link|login|agen|main|bermain|mesin|akun|game|judi|situs)\s*{_SLOT}\s*(?:terpercaya|online|gac|gratis|resmi)"
        r"|demo\s*s[li]ot",
    ),
    ("bonus", r"bonus\s*new\s*member"),
    ("rungad rungkad", r"anti\s*rungk?ad"),
    ("depo", r"depo(?:sit)?\s*(?:25|50|100)\s*\+\s*(?:25|50|100)"),
    ("pola bocoran", r"pola\s*(?:gacor|s[li]ot|rtp|zeus)|bocoran\s*(?:gacor|s[li]ot|admin\s*jarwo|jitu)"),
    ("garansi jackpot", r"garansi\s*kekalahan|jackpot\s*progresif"),
    ("gac", r"(?:link|situs|info)\s*gac[oh]+r"),
    ("slot siot", r"permainan\s*s[li]ot|s[li]ot\s*maxwin"),
)
"""What only sellers say. One in a title is enough."""

TERMS: Final = Phrases(
    ("togel", r"\btogel\b"),
    ("judi", r"\bjudi\s*(?:online|bola|slot)\b"),
    ("situs", r"situs\s*(?:s[li]ot|togel|judi|toto|taruhan|casino|kasino)"),
    ("bandar agen", r"(?:bandar|agen)\s*(?:togel|s[li]ot|judi|toto|bola|casino|kasino)"),
    ("judi", r"judi\s*s[li]ot"),
    ("taruhan", r"taruhan\s*bola"),
    ("server", r"server\s*(?:thailand|kamboja|luar negeri)"),
    ("poker", r"poker\s*online"),
    ("sabung", r"sabung\s*ayam\s*online"),
    ("casino", r"casino\s*online|live\s*casino"),
)
"""What news also says. It counts where nothing else makes the text news."""

_PLAY: Final = (
    "togel judi taruhan jackpot scatter gacir maxwin casino poker parlay freespin rungkad baccarat roulette sportsbook "
    "jekpot olympus siot bettor"
).split()
PLAY: Final = Phrases(*((word, word) for word in _PLAY), ("gac", "gac[oh]+r"), around=r"\b%s\b")
"""Words of gambling."""

SPOKEN: Final = re.compile(r"\b(?:cuan|deposit|depo|provider|withdraw|wd|member baru|slot|rtp|jp|bet)\b")
"""Words that gamblers share with banks, sports and car parks. They count beside words of gambling alone."""

_ENDS: Final = {
    **{end: end for end in "88 777 77 99 138 168 188 288 303 333 4d 5d toto qq togel poker casino".split()},
    "s[li]ot": "slot siot", r"bet\d*": "bet", r"hoki\d*": "hoki",
}  # fmt: skip
"""How a brand may end → words for it."""


def _behind_a_name(end: str) -> str:
    """The letters before it are asked for where it stands: that is found out in a tenth of the time."""
    told = end.removesuffix(r"\d*")
    return rf"{told}(?<=[a-z]{{3}}{told}){end[len(told) :]}\b"


BRAND: Final = re.compile(rf"\b[a-z]{{3,14}}(?:{'|'.join(_ENDS)})\b")
BRAND_END: Final = Phrases(*((words, _behind_a_name(end)) for end, words in _ENDS.items()))
"""Stands in whatever a brand stands in, and is looked for where one of its words is."""

NOT_BRANDS: Final = re.compile(
    r"\b(?:alfabet|tibet|time\s?s[li]ot|hut(?:ri)?\s?\d+|sman?\s?\d+|smpn?\s?\d+|sdn?\s?\d+)\b"
)
DISGUISED: Final = re.compile(r"[a-z]{3,14}(?:\d{1,4}|4d|toto|bet|win|s[li]ot)")

PROMO: Final = re.compile(
    r"link\s*(?:alternatif|resmi|daftar)|daftar\s*(?:sekarang|di\s?sini|segera)|login\s*(?:resmi|terbaru|disini)|klik\s*link"
    r"|(?:gampang|mudah|pasti)\s*(?:menang|jp|jackpot|jebol)|terpercaya|tanpa\s*potongan|\bjackpot\b|\bcuan\b|gampang\s*bocor"
    r"|deposit\s*(?:pulsa|dana|gopay|ovo|qris|\d)|minimal\s*depo(?:sit)?|winrate|member\s*baru|bonus\s*(?:harian|deposit|100)"
    r"|main\s*di\b|gabung\s*(?:sekarang|segera)|modal\s*(?:receh|kecil|tipis)|🎰|💰|🔥|✅|⚡"
)
ABROAD: Final = Phrases(
    ("casino", r"online\s*casinos?|casino\s*(?:bonus|slots?|games?)"),
    ("deneme bahis kumar", r"deneme\s*bonusu|bahis|kumar"),
    ("nha xoso", r"nha\s*cai|xoso"),
    ("viagra cialis levitra tramadol", r"viagra|cialis|levitra|tramadol"),
    ("payday essay", r"payday\s*loans?|essay\s*(?:writing|service)"),
    ("buy replica", r"buy\s*(?:essay|followers|backlinks)|replica\s*watch(?:es)?"),
    ("downloader ssstik", r"(?:tiktok|youtube|instagram|video|mp3)\s*downloader|ssstik\w*"),
    ("apk", r"apk\s*mod"),
    ("apk", r"mod\s*apk"),
    ("escort porn bokep xnxx", r"escort|porn\w*|bokep|xnxx"),
    ("sex nonton", r"sex\s*video|nonton\s*film\s*dewasa"),
    ("service guest crypto", r"seo\s*services?|guest\s*post|crypto\s*(?:casino|airdrop)"),
    around=r"\b%s\b",
)
"""Other goods that hacked sites sell."""

FOREIGN: Final = re.compile("[\u0400-\u052f\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
"""Letters of Cyrillic, Thai, Japanese, Chinese and Korean: the keyword hacks of this region."""

NEWS: Final = re.compile(
    r"\b(?:polres\w*|polda|polsek|polri|polisi|kepolisian|kapol(?:res\w*|da|sek)|\w*reskrim\w*|kejaksaan|kejari|jaksa|hakim"
    r"|pengadilan|terdakwa|tersangka|pelaku|satgas|bssn|csirt|diskominfo\w*|komdigi|kominfo|kementerian|satpol|bnnk?|ppatk|ojk|mui"
    r"|(?:meng|di|peng)?ungkap(?:an)?|(?:men|di|pen|ter)?t?angkap(?:an)?|ringkus|meringkus|diringkus|dibekuk|gerebek|digerebek"
    r"|penggerebekan|(?:meng|di)?amankan|(?:meny|di)?sita|razia|patroli|penindakan|menindak|(?:mem|pem)?berantas(?:an)?"
    r"|diberantas|(?:mem|di|pem)?blokir(?:an)?|sosialisasi|penyuluhan|edukasi|literasi|seminar|bahaya\w*|dampak\w*"
    r"|waspada\w*|mewaspadai|(?:men|pen)?cegah(?:an)?|larang(?:an)?|dilarang|melarang|sanksi|(?:meng)?h?imbau(?:an)?|mengimbau"
    r"|hindari|jauhi|menjauhi|perangi|memerangi|tolak|menolak|stop|lawan|melawan|kecanduan|candu|terjerat|jerat(?:an)?|korban"
    r"|disusupi|diretas|peretas(?:an)?|retas|siber|pidana|penyidik\w*|penyelidikan|kuhp|uu ite|penjara|ikrar|deklarasi"
    r"|haram|maksiat|dosa|judol|judi daring|merusak|merugikan|kerugian|utang|darurat|khatib"
    r"|kh[ou]tbah|ceramah|konseling|rehabilitasi|pinjol)\b"
)
DOORWAY: Final = Phrases(
    ("slot togel judi gacor rtp casino", r"/(?:slot|togel|judi|gacor|rtp|casino)(?:-\w|/|\s|$)"),
    ("tunnel pafi", r"[?&](?:tunnel|pafi)="),
)
"""Addresses within a good site that lead out of it."""

_TABLES: Final = (SALES, TERMS, PLAY, BRAND_END, ABROAD, DOORWAY)
_WORDS: Final = tuple(sorted(frozenset[str]().union(*(table.words for table in _TABLES))))
_FINDER: Final = BytesAhoCorasick([word.encode() for word in _WORDS])


@lru_cache(8)  # a text is asked for one table after the other
def _standing_in(text: str) -> frozenset[str]:
    """The words of any table that stand in a text, within other words too."""
    found = _FINDER.find_matches_as_indexes(text.encode("utf-8", "replace"), overlapping=True)
    return frozenset(_WORDS[which] for which, _, _ in found)
