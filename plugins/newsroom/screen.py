"""An article comes in, a verdict goes out, with reasons in plain Indonesian. Pure; tables of weights.

What hacked government sites carry is told from what honest news says about it: a seller's phrases count
wherever they stand outside a sentence of news; words that news also needs (bandar togel, situs judi) count only
in a text that is no news; words of daily life (slot parkir, bandar udara, bonus demografi) never count alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from plugins.newsroom.model import Article, Decided, Verdict

QUARANTINE: Final = 10
HOLD: Final = 5
LONGEST: Final = 120_000  # characters of a text that are looked through; longer ones are held for people
LONGEST_WORD: Final = 80
_SIGNS: Final = re.compile(r"[\d@!$]")
LOOKED_AT: Final = 60_000  # of a text its beginning and its end; what is longer than both is held anyway
LINE: Final = 400  # an advertisement that was slipped in is shorter

_MARKETS: Final = r"(?:sgp|hk|sdy|sydney|sidney|singapore|singapura|hongkong|macau|macao|cambodia|togel)"

_SLOT: Final = (
    r"s[li]ots?(?!\s*(?:parkir|vaksin|waktu|antre|jadwal|kuota|lowongan|kosong|pelatihan|peserta|jabatan|kamar|kendaraan"
    r"|pesawat|penerbangan|memori|kartu|sim|usb|ram|iklan|siaran|tayang|pendaftar|layanan|konsultasi|pertemuan|dosis"
    r"|imunisasi|kunjungan|terminal|dermaga|kapal|kios|lapak|tersedia|tersisa|bus))"
)
_SALES: Final = re.compile(
    rf"{_SLOT}\s*gac[oh]+r|gac[oh]+r\s*(?:hari ini|malam ini|max|terbaru|terpercaya|banget|abis|parah)|max+\s?win+"
    rf"|\brtp\s*(?:live|s[li]ot|gacor)|(?:live|bocoran)\s*rtp|scatter\s*(?:hitam|merah|mahjong)|mahjong\s*(?:ways|wins)"
    r"|gates\s*of\s*(?:olympus|gatotkaca)|starlight\s*princess|sweet\s*bonanza|wild\s*west\s*gold|aztec\s*gems"
    r"|pragmatic\s*play|\bpg\s*soft\b|spade\s?gaming|joker\s?123|\bsbobet|\bibcbet|\bidn\s?poker|domino\s?qq|bandar\s?qq"
    r"|pkv\s*games?|mix\s*parlay|free\s?bet\b|free\s?spins?\b|\btoto\s*(?:macau|sgp|hk|4d|s[li]ot|togel)"
    rf"|live\s*draw\s*{_MARKETS}|(?:prediksi|bocoran|syair|paito|keluaran|pengeluaran)\s*(?:angka\s*)?{_MARKETS}\b"
    rf"|togel\s*{_MARKETS}|akun\s*(?:pro|vip|gacor)\s*(?:thailand|kamboja|rusia|myanmar|s[li]ot)|\bs[li]ot(?:88|77|777|99)\b"
    r"|\bs[li]ot\s*(?:qris|gopay|ovo|pulsa|bet\s*\d+|thailand|kamboja|mahjong|zeus|olympus|hoki|viral|terpercaya"
    r"|gampang|mudah|depo(?:sit)?|bonus|jackpot|jp|paling|maxwin|gratis|online\s*(?:terpercaya|gampang|resmi|terbaik))\b"
    rf"|(?:demo|link|login|agen|main|bermain|mesin|akun|game|judi|situs)\s*{_SLOT}\s*(?:terpercaya|online|gac|gratis|resmi)"
    rf"|demo\s*s[li]ot|bonus\s*new\s*member|anti\s*rungk?ad|depo(?:sit)?\s*(?:25|50|100)\s*\+\s*(?:25|50|100)"
    r"|pola\s*(?:gacor|s[li]ot|rtp|zeus)|bocoran\s*(?:gacor|s[li]ot|admin\s*jarwo|jitu)|garansi\s*kekalahan"
    r"|jackpot\s*progresif|(?:link|situs|info)\s*gac[oh]+r|permainan\s*s[li]ot|s[li]ot\s*maxwin",
    re.I,
)
"""What only sellers say. One in a title is enough."""

_TERMS: Final = re.compile(
    r"\btogel\b|\bjudi\s*(?:online|bola|slot)\b|situs\s*(?:s[li]ot|togel|judi|toto|taruhan|casino|kasino)"
    r"|(?:bandar|agen)\s*(?:togel|s[li]ot|judi|toto|bola|casino|kasino)|judi\s*s[li]ot|taruhan\s*bola"
    r"|server\s*(?:thailand|kamboja|luar negeri)|poker\s*online|sabung\s*ayam\s*online|casino\s*online|live\s*casino",
    re.I,
)
"""What news also says. It counts where nothing else makes the text news."""

_WORDS: Final = re.compile(
    r"\b(?:togel|judi|taruhan|jackpot|scatter|gac[oh]+r|gacir|maxwin|casino|poker|parlay|freespin|rungkad|baccarat|roulette"
    r"|sportsbook|jekpot|jp|wd|withdraw|cuan|olympus|s[li]ot|rtp|deposit|depo|provider|member baru|bettor|bet)\b",
    re.I,
)
_BRAND: Final = re.compile(
    r"\b[a-z]{3,14}(?:88|77|777|99|138|168|188|288|303|333|4d|5d|toto|s[li]ot|qq|togel|poker|casino|bet\d*|hoki\d*)\b",
    re.I,
)
_DISGUISED: Final = re.compile(r"[a-z]{3,14}(?:\d{1,4}|4d|toto|bet|win|s[li]ot)", re.I)
_NOT_BRANDS: Final = re.compile(
    r"\b(?:alfabet|tibet|time\s?s[li]ot|hut(?:ri)?\s?\d+|sman?\s?\d+|smpn?\s?\d+|sdn?\s?\d+)\b", re.I
)
_PROMO: Final = re.compile(
    r"link\s*(?:alternatif|resmi|daftar)|daftar\s*(?:sekarang|di\s?sini|segera)|login\s*(?:resmi|terbaru|disini)|klik\s*link"
    r"|(?:gampang|mudah|pasti)\s*(?:menang|jp|jackpot|jebol)|terpercaya|tanpa\s*potongan|\bjackpot\b|\bcuan\b|gampang\s*bocor"
    r"|deposit\s*(?:pulsa|dana|gopay|ovo|qris|\d)|minimal\s*depo(?:sit)?|winrate|member\s*baru|bonus\s*(?:harian|deposit|100)"
    r"|main\s*di\b|gabung\s*(?:sekarang|segera)|modal\s*(?:receh|kecil|tipis)|🎰|💰|🔥|✅|⚡",
    re.I,
)
_ABROAD: Final = re.compile(
    r"\b(?:online\s*casinos?|casino\s*(?:bonus|slots?|games?)|deneme\s*bonusu|bahis|kumar|nha\s*cai|xoso|viagra|cialis"
    r"|levitra|tramadol|payday\s*loans?|essay\s*(?:writing|service)|buy\s*(?:essay|followers|backlinks)|replica\s*watch(?:es)?"
    r"|(?:tiktok|youtube|instagram|video|mp3)\s*downloader|ssstik\w*|apk\s*mod|mod\s*apk|escort|porn\w*|bokep|xnxx|sex\s*video"
    r"|nonton\s*film\s*dewasa|seo\s*services?|guest\s*post|crypto\s*(?:casino|airdrop))\b",
    re.I,
)
"""Other goods that hacked sites sell."""

_FOREIGN: Final = re.compile("[\u0400-\u052f\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
"""Letters of Cyrillic, Thai, Japanese, Chinese and Korean: the keyword hacks of this region."""

_NEWS: Final = re.compile(
    r"\b(?:polres\w*|polda|polsek|polri|polisi|kepolisian|kapol(?:res\w*|da|sek)|\w*reskrim\w*|kejaksaan|kejari|jaksa|hakim"
    r"|pengadilan|terdakwa|tersangka|pelaku|satgas|bssn|csirt|diskominfo\w*|komdigi|kominfo|kementerian|satpol|bnnk?|ppatk|ojk|mui"
    r"|(?:meng|di|peng)?ungkap(?:an)?|(?:men|di|pen|ter)?t?angkap(?:an)?|ringkus|meringkus|diringkus|dibekuk|gerebek|digerebek"
    r"|penggerebekan|(?:meng|di)?amankan|(?:meny|di)?sita|razia|patroli|penindakan|menindak|(?:mem|pem)?berantas(?:an)?"
    r"|diberantas|(?:mem|di|pem)?blokir(?:an)?|sosialisasi|penyuluhan|edukasi|literasi|seminar|bahaya\w*|dampak\w*"
    r"|waspada\w*|mewaspadai|(?:men|pen)?cegah(?:an)?|larang(?:an)?|dilarang|melarang|sanksi|(?:meng)?h?imbau(?:an)?|mengimbau"
    r"|hindari|jauhi|menjauhi|perangi|memerangi|tolak|menolak|stop|lawan|melawan|kecanduan|candu|terjerat|jerat(?:an)?|korban"
    r"|disusupi|diretas|peretas(?:an)?|retas|siber|pidana|penyidik\w*|penyelidikan|kuhp|uu ite|penjara|ikrar|deklarasi"
    r"|haram|maksiat|dosa|judol|judi daring|merusak|merugikan|kerugian|utang|darurat|khatib"
    r"|kh[ou]tbah|ceramah|konseling|rehabilitasi|pinjol)\b",
    re.I,
)
_DOORWAY: Final = re.compile(r"/(?:slot|togel|judi|gacor|rtp|casino)(?:-\w|/|$)|[?&](?:tunnel|pafi)=", re.I)
_LOOKALIKES: Final = str.maketrans(
    "аеорсухікмтгѕЅвнјԁԛԝɡɑαορτνικυχəǝᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "aeopcyxikmtrssbhjdqwgaaoptvikuxeeabcdefghijklmnoprstuvwyz",
)
_LEET: Final = str.maketrans("4@31!05$7698", "aaeiiosstggb")


def judge(article: Article, *, off_network: bool = False) -> Verdict:
    """Publish, hold or quarantine. `off_network`: the article's own address lies outside the network."""
    seen = article.text if len(article.text) <= 2 * LOOKED_AT else article.text[:LOOKED_AT] + article.text[-LOOKED_AT:]
    title, text = _flat(normalise(article.title)), normalise(seen)
    news = len({m.lower() for m in _NEWS.findall(f"{title} {text}")}) >= 2
    reasons = [
        *_of_title(article.title, title, news=news),
        *_of_addresses(article, news=news),
        *_of_text(title, text, news=news),
        *_of_form(article, off_network=off_network),
    ]
    score = sum(weight for weight, _ in reasons)
    decision: Decided = "quarantine" if score >= QUARANTINE else "hold" if score >= HOLD else "publish"
    return Verdict(decision, tuple(reason for _, reason in reasons) if score >= HOLD else ())


Weighed = Iterator[tuple[int, str]]


def _of_title(written: str, title: str, *, news: bool) -> Weighed:
    told = bool(_NEWS.search(title))
    if (hit := _SALES.search(title)) and not told:
        yield 10, f"judulnya memuat frasa judi daring “{hit[0]}”"
    elif (hit := _TERMS.search(title)) and not told:
        yield (3 if news else 6), f"judulnya memuat istilah judi “{hit[0]}”"
    if (hit := _ABROAD.search(title)) and not told:
        yield 6, f"judulnya menawarkan barang atau jasa gelap “{hit[0]}”"
    if len(_FOREIGN.findall(written)) >= 5:
        yield 6, "judulnya beraksara asing yang lazim pada situs yang diretas"
    head = re.match(r"\W*(\w{3,18}\s?\w{0,6})\s*(?:[:>|»#–—]|-\s|$)", normalise(written))
    if head and not told and _brands(head[1]):
        yield 5, f"judulnya berawal nama mirip merek judi “{head[1]}”"
    elif not told and (brands := _brands(title)) and (_PROMO.search(title) or _WORDS.search(title)):
        yield 5, f"judulnya memuat nama mirip merek judi “{brands[0]}”"


def _of_addresses(article: Article, *, news: bool) -> Weighed:
    for address in (article.url, *article.links):
        words = _flat(address.partition("://")[2])
        if _NEWS.search(words):
            continue
        hit = _SALES.search(words) or _DOORWAY.search(address) or (not news and _TERMS.search(words))
        if hit:
            yield 10, f"alamat atau tautannya menuju judi daring (“{hit[0].strip()}”)"
            return


def _of_text(title: str, text: str, *, news: bool) -> Weighed:
    """A seller's phrase counts unless its sentence is news; in a text that is news it takes two sentences."""
    selling = [m for s in _sentences(text) if not _NEWS.search(s) for m in _unquoted(_SALES, _flat(s))]
    phrases = sorted({m.lower() for m in selling})
    terms = sorted({m.lower() for m in _TERMS.findall(text)})
    if phrases:
        weight = min(12, 6 * len(phrases)) if not news else 6 if len(selling) >= 3 else 0
        yield weight, f"teksnya memuat frasa judi daring: {', '.join(phrases[:3])}"
    if terms and not news:
        yield min(9, 3 + 3 * len(terms)), f"teksnya memuat istilah judi: {', '.join(terms[:3])}"
    words = {m.lower() for m in _WORDS.findall(text)}
    core = words - {"cuan", "deposit", "depo", "provider", "withdraw", "wd", "member baru", "slot", "rtp", "jp", "bet"}
    if not news and (len(core) >= 3 or (core and len(words) >= 5)):
        yield 6, f"banyak kosakata judi: {', '.join(sorted(words)[:4])}"
    promo = sorted({m.lower() for m in _PROMO.findall(f"{title} {text}")})
    suspect = bool(phrases or terms or len(core) >= 2) or _brands(title) or _brands(text[:2000])
    if promo and suspect and not news:
        yield min(9, 3 * len(promo)), f"bahasa promosi: {', '.join(promo[:3])}"
    brands = [brand.lower() for brand in _brands(text)]
    if not news and (often := next((b for b in brands if brands.count(b) >= 3), "")):
        yield HOLD, f"teksnya mengulang nama mirip merek judi “{often}”"
    goods = sorted({m.lower() for m in _ABROAD.findall(text)})
    if len(goods) >= 2 and not news:
        yield HOLD, f"teksnya menawarkan barang atau jasa gelap: {', '.join(goods[:3])}"


def _disguised(text: str) -> str:
    """A brand in letters that are not what they look like; nobody honest writes a name and a number so."""
    for word in text.split():
        odd = not word.isascii() and any(
            not c.isascii() and normalise(c).isascii() for c in word if c.isalpha() or c.isdecimal()
        )
        if odd and (hit := _DISGUISED.search(normalise(word))):
            return hit[0]
    return ""


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


def injected(line: str) -> bool:
    """Whether one block of a text, with the addresses it links to, is an advertisement that somebody slipped in.

    A sentence of news that names what it is about is none, even where it names no police.
    """
    if len(line) > 4 * LINE:
        return False
    said = normalise(line)
    if len(said) > LINE:
        return False
    links = " ".join(_flat(a) for a in re.findall(r"https?://(\S+)", said))
    words = re.sub(r"https?://\S+", " ", said).strip()
    news = {m.lower() for m in _NEWS.findall(words)}
    if len(news) >= 2:
        return False
    if _SALES.search(links) or _DOORWAY.search(said) or (links and _SALES.search(_flat(words))):
        return True
    if news:
        return False
    advert = bool(_SALES.search(_flat(words)))
    short = len(words.split()) <= 12 and not words.endswith((".", "?", "”", '"'))
    extra = len({m.lower() for m in _PROMO.findall(words)}) + len(_brands(words)) + bool(links)
    if advert or _ABROAD.search(words):
        return short or extra > 0
    return (bool(_TERMS.search(words)) and extra > 0) or (extra >= 2 and bool(_brands(words)))


def _brands(text: str) -> list[str]:
    return _BRAND.findall(_NOT_BRANDS.sub(" ", text))


def _flat(text: str) -> str:
    """Signs between words are spaces, as in addresses and in `SLOT•GACOR`."""
    return re.sub(r"[-_/.+?=&%•·|~*]+", " ", text)


def _sentences(text: str) -> Iterable[str]:
    return re.split(r"(?<=[.!?])\s+|\n", text)


def _unquoted(pattern: re.Pattern[str], sentence: str) -> Iterator[str]:
    """What is said, not what is quoted: “slot gacor” between quotation marks is talked about."""
    for hit in pattern.finditer(sentence):
        if sentence[max(0, hit.start() - 1) : hit.start()] not in ("“", '"', "‘", "'", "«"):
            yield hit[0]


def normalise(text: str) -> str:
    """Undo the usual disguises: invisible and look-alike letters, emblems, letters that are spaced or dotted,
    stretched or written as digits."""
    plain = text
    if not text.isascii():
        plain = "".join(map(_letter, unicodedata.normalize("NFKD", text)))
        plain = unicodedata.normalize("NFKC", plain).translate(_LOOKALIKES)
    plain = re.sub(
        r"(?<![^\W_])((?:[^\W_][ .·•_*|~\-]{1,2}){3,60}[^\W_])(?![^\W_])",
        lambda m: re.sub(r"[ .·•_*|~\-]", "", m[1]),
        plain,
    )
    plain = re.sub(r"([^\W\d_])\1{2,}", r"\1", plain)
    return re.sub(r"[\w@!$]+", _unleet_token, plain)


def _unleet_token(token: re.Match[str]) -> str:
    """A token without signs for letters stays; one that is longer than any word is nobody's disguise, and looking
    through it takes time by the square of its length."""
    if len(token[0]) > LONGEST_WORD or not _SIGNS.search(token[0]):
        return token[0]
    return re.sub(r"[^\W_]*(?:[@!$][^\W_]+|\d)[\w@!$]*", _unleet, token[0])


@lru_cache(4096)
def _letter(character: str) -> str:
    """A letter for an emblem of it, nothing for marks and what cannot be seen."""
    code = ord(character)
    for first, last in ((0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF)):
        if first <= code <= last:
            return chr(ord("a") + code - first)
    return "" if unicodedata.category(character) in ("Mn", "Me", "Cf") else character


def _unleet(word: re.Match[str]) -> str:
    """`g4c0r` → `gacor`; digits at a word's end stay, for `slot88` and `zeus138` are brands as they stand."""
    stem = word[0].rstrip("0123456789!")
    if sum(c.isalpha() for c in stem) < 2:
        return word[0]
    return stem.translate(_LEET) + word[0][len(stem) :]
