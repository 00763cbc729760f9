"""An article comes in, a verdict goes out, with reasons in plain Indonesian. Pure; a table of weights.

This first screen stops plain gambling spam, addresses outside the network and texts with several hidden
links. Words that honest news also uses (slot parkir, bandar udara, judi online in a police report) never
count alone. Sources for the patterns: what hacked government sites really carried.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from plugins.newsroom.model import Article, Decided, Verdict

QUARANTINE: Final = 10
HOLD: Final = 5

# Strong: in a title, an address or a link's host, one is enough.
_STRONG: Final = re.compile(
    r"slot\s*gacor|gacor\s*(?:hari ini|maxwin)|\bmaxwin\b|\brtp\s*(?:live|slot)|scatter\s*hitam|mahjong\s*ways"
    r"|gates\s*of\s*olympus|starlight\s*princess|sweet\s*bonanza|pragmatic\s*play|\bpg\s*soft\b|\bsbobet\b|\bibcbet\b"
    r"|domino\s?qq|bandar\s?qq|pkv\s*games|mix\s*parlay|\bfreebet\b|\btoto\s*(?:macau|sgp|hk|4d)\b"
    r"|togel\s*(?:online|sgp|hk|sidney|singapore|hongkong|macau)|live\s*draw\s*(?:sgp|hk|sdy)"
    r"|(?:pengeluaran|keluaran|prediksi)\s*(?:sgp|hk|sdy|togel)|akun\s*(?:pro|vip)\s*(?:thailand|kamboja|rusia)"
    r"|server\s*(?:thailand|kamboja)|slot\s*(?:88|77|777|online|dana|pulsa|qris|demo|deposit|bet\s*\d+)|situs\s*(?:slot|togel)"
    r"|(?:bandar|agen)\s*(?:togel|slot|judi\s*bola)|bonus\s*new\s*member|anti\s*rungkad|depo(?:sit)?\s*(?:25\+25|50\+50)"
    r"|(?:pola|bocoran)\s*(?:gacor|slot|rtp)",
    re.I,
)
_BRAND: Final = re.compile(r"\b[a-z]{3,12}(?:88|77|777|138|168|303|4d|5d|toto|slot|qq)\b", re.I)
_PROMO: Final = re.compile(
    r"link\s*alternatif|daftar\s*(?:sekarang|di\s?sini)|login\s*(?:resmi|terbaru)|gampang\s*menang|mudah\s*menang"
    r"|(?:slot|situs|agen)\s*terpercaya|tanpa\s*potongan|\bjackpot\b|garansi\s*kekalahan|deposit\s*(?:pulsa|dana|gopay|ovo|qris)"
    r"|minimal\s*deposit|🎰",
    re.I,
)
_NEWS: Final = re.compile(
    r"\b(?:polres|polda|polsek|polisi|kepolisian|kejaksaan|satgas|bssn|csirt|diskominfo|komdigi|kominfo|ungkap|tangkap"
    r"|menangkap|amankan|mengamankan|tersangka|berantas|pemberantasan|blokir|memblokir|sosialisasi|bahaya|waspada|cegah"
    r"|mencegah|pencegahan|larang|larangan|sanksi|imbau|mengimbau|edukasi|disusupi|peretasan|ppatk|pidana|penyidik)\b",
    re.I,
)
_DOORWAY: Final = re.compile(r"/(?:slot|togel|judi|gacor|rtp|casino)(?:[-/]|$)|[?&](?:tunnel|pafi)=", re.I)
_LOOKALIKES: Final = str.maketrans("аеорсухікмтгѕЅ", "aeopcyxikmtrss")
_LEET: Final = str.maketrans("4@31!05$7", "aaeiiosst")


def judge(article: Article, *, off_network: bool = False) -> Verdict:
    """Publish, hold or quarantine. `off_network`: the article's own address lies outside the network."""
    title, text = normalise(article.title), normalise(article.text)
    reasons: list[tuple[int, str]] = []
    news = len({m.lower() for m in _NEWS.findall(f"{title} {text}")}) >= 2
    where = " ".join((article.url, *article.links))
    if hit := _STRONG.search(title):
        reasons.append((0 if news else 10, f"judulnya memuat frasa judi daring “{hit[0]}”"))
    if hit := _STRONG.search(re.sub(r"[-_/.+]", " ", where)) or _DOORWAY.search(where):
        reasons.append((10, f"alamat atau tautannya menuju judi daring (“{hit[0].strip()}”)"))
    strong = sorted({m.lower() for m in _STRONG.findall(text)})
    if strong and not news:
        reasons.append((min(12, 6 * len(strong)), f"teksnya memuat frasa judi daring: {', '.join(strong[:3])}"))
    elif len(strong) >= 6:
        reasons.append((HOLD, "banyak frasa judi daring, meskipun bernada berita"))
    promo = sorted({m.lower() for m in _PROMO.findall(f"{title} {text}")})
    if promo and not news:
        reasons.append((min(9, 3 * len(promo)), f"bahasa promosi: {', '.join(promo[:3])}"))
    head = re.match(r"\s*([A-Z0-9]{4,15})\s*[:>|»#–-]", article.title)
    if head and _BRAND.fullmatch(head[1]):
        reasons.append((5, f"judulnya berawal nama mirip merek judi “{head[1]}”"))
    if len(article.hidden) >= 2:
        reasons.append((HOLD, f"ada {len(article.hidden)} tautan yang disembunyikan dari pembaca"))
    if off_network:
        reasons.append((HOLD, "alamat artikelnya berada di luar domain jaringan"))
    if {"terlalu-panjang", "terlalu-dalam"} & set(article.flags):
        reasons.append((HOLD, "isinya terlalu panjang atau bersarang terlalu dalam untuk diolah"))
    score = sum(weight for weight, _ in reasons)
    decision: Decided = "quarantine" if score >= QUARANTINE else "hold" if score >= HOLD else "publish"
    return Verdict(decision, tuple(reason for weight, reason in reasons if weight) if score >= HOLD else ())


def injected(line: str) -> bool:
    """Whether one line of a text is an advertisement that somebody slipped in."""
    said = normalise(line)
    if len(said) > 400 or len(_NEWS.findall(said)) >= 2:
        return False
    strong = bool(_STRONG.search(said) or _STRONG.search(re.sub(r"[-_/.+]", " ", said)))
    return strong or len({m.lower() for m in _PROMO.findall(said)}) >= 2


def normalise(text: str) -> str:
    """Undo the usual disguises: look-alike letters, full-width forms, digits for letters inside words,
    spaced or dotted letters."""
    plain = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    plain = re.sub(
        r"(?<![^\W\d_])((?:[^\W\d_][ .·_*-]){3,}[^\W\d_])(?![^\W\d_])", lambda m: re.sub(r"[ .·_*-]", "", m[1]), plain
    )
    return re.sub(r"(?=\w*[^\W\d_]{2})[^\W_]*[4@31!05$7][^\W_]*", _unleet, plain)


def _unleet(word: re.Match[str]) -> str:
    """`g4c0r` → `gacor`; digits at a word's end stay, for `slot88` and `zeus138` are brands as they stand."""
    stem = word[0].rstrip("0123456789")
    return stem.translate(_LEET) + word[0][len(stem) :]
