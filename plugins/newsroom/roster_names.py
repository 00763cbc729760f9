"""What an Indonesian agency's name tells: its kind, its usual abbreviation, and the name of its folder.

Names and addresses come in as people write them in lists; keys of `AGENCY_KINDS`, abbreviations and slugs go out.
A part of `roster`. It knows the usual names only, guesses nothing that it could not defend, and sees no other agency:
whether a slug is still free is seen where folders are made.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import Final
from urllib.parse import urlsplit

from plugins.newsroom.model import AGENCY_KINDS
from plugins.newsroom.roster_sites import is_address

LONGEST: Final = 60  # characters of a slug: it is part of every address of the agency
_SHORT: Final = 30  # characters of a slug that is made of a name's words
_TELLING: Final = 3  # words of it
NOBODY: Final = "instansi"  # the slug of whom nothing is known: it asks to be replaced

_KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("desa", r"(pemerintah(an)? )?(desa|nagari|gampong|kampung|pekon|pemdes)\b"),
        ("kelurahan", r"(kantor )?(kelurahan|lurah)\b"),
        ("kecamatan", r"(kantor )?(kecamatan|kec|camat|distrik)\b"),
        ("puskesmas", r"(.*\b)?(puskesmas|pusat kesehatan masyarakat)\b"),
        ("rsud", r"(uptd |uobk )?(rsud\w*|rsd|rumah sakit|rs)\b"),
        ("setwan", r"(kantor )?(sekretariat (dprd|dewan)|setwan|sekwan|dprd|dewan perwakilan rakyat daerah)\b"),
        ("forkopimda", r"forkopim(da|cam)\b|forum koordinasi pimpinan"),
        ("kepala_daerah", r"(wakil )?(bupati|wali ?kota|gubernur)\b|prokopim\b"),
        ("setda", r"(sekretariat (daerah|kabupaten|kota)|setda|setdakab|sekda|bagian|biro|asisten)\b"),
        ("inspektorat", r"(inspektorat|itda|itkab)\b"),
        ("satpol_pp", r"(kantor |dinas )?(satpol|satuan polisi pamong praja|polisi pamong praja)\b"),
        ("penyelenggara_pemilu", r"(sekretariat )?(kpud?|kip|komisi (independen )?pemilihan|bawaslu|panwas\w*)\b"
                                 r"|badan pengawas pemilihan"),
        ("instansi_vertikal",
         r"(kepolisian|polda|polres\w*|polsek\w*|korem|kodim|koramil|komando (distrik|rayon)|lanal|lanud|yonif)\b"
         r"|(kejaksaan|kejari|cabang kejaksaan|pengadilan|mahkamah syar.?iyah|imigrasi|lapas|lembaga pemasyarakatan"
         r"|rutan|rumah tahanan|bapas|balai pemasyarakatan|rupbasan|bpn|atr|kantah|kemenag|kementerian|bps|bnnk?p?"
         r"|bpjs|kpp|kp2kp|kppn|kpknl|bmkg|bea ?cukai|kua|loka pom|balai pom|bbpom|basarnas|syahbandar|ksop)\b"
         r"|kantor (imigrasi|pertanahan|kementerian|urusan agama|pelayanan (pajak|perbendaharaan|kekayaan)"
         r"|pengawasan dan pelayanan|pencarian|sar|wilayah|atr)|kantor kesyahbandaran"
         r"|badan (pusat statistik|pertanahan nasional|narkotika|meteorologi|penyelenggara jaminan|pengawas obat)"
         r"|stasiun (meteorologi|klimatologi|geofisika)"),
        ("bumd", r"(pdam|perumda|perumdam|perusda|perseroda|pd|bpr|bank (daerah|pembangunan|pasar|jateng|jatim|bjb))\b"
                 r"|perusahaan (umum )?daerah|.*\b(perseroda|perumda)\b|pt bpr\b|(pt )?bank perkreditan rakyat"),
        ("bumn_cabang", r"(pt )?(pln|pertamina|telkom\w*|pos indonesia|kai|kereta api|bri|bni|btn|bank (mandiri|rakyat"
                        r" indonesia|negara indonesia|tabungan negara|syariah indonesia)|pegadaian|jasa raharja"
                        r"|perhutani|pelni|pelindo|angkasa pura)\b|(perum )?(bulog|perhutani|damri)\b|kantor pos\b"),
        ("ptn", r"(universitas|politeknik|institut|uin|iain|stain|poltekkes|sekolah tinggi|akademi)\b"),
        ("sekolah", r"(uptd? )?(sekolah|sdn?|smpn?|sman?|smkn?|slbn?|min|mtsn?|man|paud|tk|satuan pendidikan)\b"),
        ("lpp", r"(lpp\b|lppl|rri|tvri|radio|lembaga penyiaran|rspd|rpd|televisi|tv)\b"),
        ("komunitas", r"(kim|komunitas|kelompok informasi|tp pkk|pkk|tim penggerak|fkub|karang taruna|dharma wanita"
                      r"|pramuka|kwartir|forum|relawan|pmi|baznas|koni|posyandu)\b"),
        ("badan", r"(kantor )?(badan|kesbang\w*|bakesbang\w*)\b|(bap\w+|bkpsdmd?|bkpp|bkd|bpkad|bpkd|bppkad|bpbd|brida"
                  r"|bpp?rd)\b|kantor (kesatuan bangsa|penanggulangan)"),
        ("uptd", r"(uptd?|unit pelaksana|balai|bpp|laboratorium|labkesda|samsat|pasar|terminal|museum)\b"),
        ("dinas", r"dinas\b|dis\w+"),
    )
)  # fmt: skip
"""Kind → how names of that kind begin; the first that fits. What fits none is taken for a dinas."""

_SHORTS: Final = tuple(
    (short, re.compile(pattern))
    for short, pattern in (
        ("Dinkes", r"dinas kesehatan"),
        ("Disdik", r"dinas pendidikan"),
        ("Disdikbud", r"dinas pendidikan dan kebudayaan"),
        ("Disdikpora", r"dinas pendidikan pemuda( dan)? olahraga"),
        ("Diskominfo", r"dinas komunikasi( dan)? informatika( (dan )?(statistik|persandian)){0,2}( dan persandian)?"),
        ("Dinsos", r"dinas sosial"),
        ("Dishub", r"dinas perhubungan"),
        ("DLH", r"dinas lingkungan hidup"),
        ("DPU", r"dinas pekerjaan umum"),
        ("DPUPR", r"dinas pekerjaan umum( dan)? penataan ruang"),
        ("Disdukcapil", r"dinas kependudukan( dan)? (pencatatan|catatan) sipil"),
        ("DPMD", r"dinas pemberdayaan masyarakat( dan)? desa"),
        ("DPMPTSP", r"dinas penanaman modal( dan)? pelayanan( perizinan)? terpadu satu pintu"),
        ("Dispar", r"dinas pariwisata"),
        ("Disparbud", r"dinas pariwisata( dan)? kebudayaan"),
        ("Disporapar", r"dinas kepemudaan olahraga( dan)? pariwisata"),
        ("Dispora", r"dinas (ke)?pemuda(an)?( dan)? olahraga"),
        ("Distan", r"dinas pertanian"),
        ("Diskan", r"dinas perikanan"),
        ("Disdag", r"dinas perdagangan"),
        ("Disperin", r"dinas perindustrian"),
        ("Disperindag", r"dinas perindustrian( dan)? perdagangan"),
        ("Disnaker", r"dinas (tenaga kerja|ketenagakerjaan)"),
        ("Disbud", r"dinas kebudayaan"),
        ("Damkar", r"dinas pemadam kebakaran( dan penyelamatan)?"),
        ("Bappeda", r"badan perencanaan pembangunan daerah"),
        ("Bappelitbangda", r"badan perencanaan pembangunan( daerah)? penelitian( dan)? pengembangan( daerah)?"),
        ("Bapperida", r"badan perencanaan pembangunan( daerah)? riset( dan)? inovasi daerah"),
        ("BKPSDM", r"badan kepegawaian( dan)? pengembangan sumber daya manusia"),
        ("BKD", r"badan kepegawaian daerah"),
        ("BPKAD", r"badan (pengelola(an)? )?keuangan( dan)? as[es]et daerah"),
        ("BPKD", r"badan pengelola(an)? keuangan daerah"),
        ("Bapenda", r"badan pendapatan daerah"),
        ("BPBD", r"badan penanggulangan bencana daerah"),
        ("Kesbangpol", r"(kantor|badan) kesatuan bangsa( dan)? politik"),
        ("Satpol PP", r"satuan polisi pamong praja|satpol pp"),
        ("Setda", r"sekretariat daerah"),
        ("Prokopim", r"bagian protokol dan komunikasi pimpinan"),
        ("Setwan", r"sekretariat (dprd|dewan perwakilan rakyat daerah)"),
        ("Inspektorat", r"inspektorat( daerah)?"),
        ("KPU", r"kpud?|komisi pemilihan umum"),
        ("Bawaslu", r"bawaslu|badan pengawas pemilihan umum"),
        ("BPS", r"bps|badan pusat statistik"),
        ("BPN", r"bpn|badan pertanahan nasional|kantor pertanahan"),
        ("BNNK", r"bnnk|badan narkotika nasional"),
        ("Kemenag", r"(kantor )?(kementerian agama|kemenag)"),
        ("Kejari", r"kejaksaan negeri"),
        ("PN", r"pengadilan negeri"),
        ("PA", r"pengadilan agama"),
        ("Imigrasi", r"kantor imigrasi( kelas \w+)?( (non )?tpi)?"),
        ("Polres", r"(polres|kepolisian resor)"),
        ("Kodim", r"(kodim|komando distrik militer)( \d{4})?"),
    )
)  # fmt: skip
"""Abbreviation → the name that it stands for everywhere, without the region behind it."""

_REGION: Final = re.compile(r"\b(provinsi|prov|kabupaten|kab|(?<!wali )kota)\b.*")
_DISTRICT: Final = re.compile(r"(?<=\w) (kecamatan|kec)\b.*")
_BRACKETED: Final = re.compile(r"\(\s*(?!(?:persero|tbk|lama|baru|eks)\b)([a-z][\w.-]{1,19}(?: pp)?)\s*\)", re.I)
_VILLAGES: Final = {"desa": "desa", "kelurahan": "kel", "kecamatan": "kec", "puskesmas": "puskesmas"}
_RANK: Final = re.compile(
    r"(uptd? |kantor |pemerintah(an)? )*"
    r"(desa|nagari|gampong|kampung|pekon|pemdes|kelurahan|lurah|kecamatan|kec|camat|distrik|puskesmas"
    r"|pusat kesehatan masyarakat) "
)
_SUFFIX: Final = re.compile(r"\.(?:(?:go|desa|co|or|ac|sch|web|my|biz|net|mil|ponpes)\.id|id|com|org|net|info|\w+)$")
_NOBODY: Final = frozenset(
    "www web website portal situs home info informasi ppid humas mail webmail berita news media profil cms app apps"
    " server staging dev demo new old official data youtube youtu".split()
)
"""First labels of hosts that name no agency."""


_SMALL: Final = frozenset("dan di ke dari untuk atas serta bagi pada yang".split())
_CAPITALS: Final = frozenset(
    "RSUD RSD RS UPTD UPT DPRD KPU BPS BPN BNN BNNK BPJS KUA PKK RRI TVRI LPPL PDAM BUMD BUMN PT PD TNI AD POLRI ATR"
    " SD SDN SMP SMPN SMA SMAN SMK SMKN SLB MTS MAN MIN TK PAUD KB BPBD BPKAD BKD BKPSDM DPUPR DLH PP KIM FKUB II III"
    " IV VI VII VIII IX".split()
)


def proper(name: str) -> str:
    """A name that was written in capitals throughout, as it is printed: DINAS KESEHATAN → Dinas Kesehatan."""
    words = name.split()
    if not name.isupper() or len(words) < 2:
        return name
    kept = (word if re.sub(r"\W", "", word) in _CAPITALS else word.title() for word in words)
    return " ".join(word.lower() if n and word.lower() in _SMALL else word for n, word in enumerate(kept))


def folded(name: str) -> str:
    """Small Latin letters, digits and single spaces: how names are compared. "Kec. Sumberjati" → "kec sumberjati"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


_NAMED: Final = {folded(word): kind for kind, label in AGENCY_KINDS.items() for word in (kind, label)}


def kind_of(name: str) -> str:
    """The key of AGENCY_KINDS that a name belongs to; "dinas" where it does not tell."""
    return kind_told(name) or "dinas"


def kind_named(word: str) -> str:
    """The kind that a list states: a key, its label, or a bare word such as "Kecamatan"; "" where it states none."""
    plain = folded(word)
    return _NAMED.get(plain) or (kind_told(plain) if plain and " " not in plain else "")


def kind_nearest(word: str) -> str:
    """The label of the kind that a word which names none may have meant; "" where nothing is near."""
    near = get_close_matches(folded(word), _NAMED, 1)
    kind = _NAMED[near[0]] if near else kind_told(word)
    return AGENCY_KINDS.get(kind, "")


def kind_told(name: str) -> str:
    """The kind that a name itself tells; "" where it tells none, as "Sumberjati" does not."""
    plain = folded(name)
    return next((kind for kind, pattern in _KINDS if pattern.match(plain)), "")


def short_of(name: str) -> str:
    """The abbreviation that everybody uses, or the one that the name gives in brackets; "" where there is none."""
    bracketed = _BRACKETED.search(name)
    if bracketed:
        return bracketed[1]
    plain = _without_region(folded(name))
    district, _, place = plain.partition(" ")
    if district in ("kecamatan", "kec") and place:
        return f"Kec. {place.title()}"
    return next((short for short, pattern in _SHORTS if pattern.fullmatch(plain)), "")


def slug_of(name: str, site: str = "", short: str = "") -> str:
    """The folder for an agency: `kec-<nama>` and the like, else the abbreviation that it is given (`short`), else what
    its host calls it, else its usual one, else its telling words, three of them where they are many: whoever reads an
    address aloud does not want the whole name.

    A host's first label counts where it abbreviates the name: dinkes.contohkab.go.id is the Dinas Kesehatan, but
    contohkab.bps.go.id is not "contohkab". Always a slug; that of another agency may be the same. A host or a number
    that stands in for the name is none: then it is the host's label, or NOBODY.
    """
    if is_address(name):
        return _cut(_label(site)) or NOBODY
    plain = _without_region(folded(_BRACKETED.sub(" ", name)))
    prefix = _VILLAGES.get(kind_of(plain), "")
    rank = _RANK.match(plain)
    place = _DISTRICT.sub("", plain[rank.end() :]) if rank else ""
    if prefix and place:
        return _cut(f"{prefix} {place}")
    stated = _cut(folded(short))
    if re.search("[a-z]{2}", stated):
        return stated
    label = _label(site)
    if label and _abbreviates(label, plain):
        return _cut(label)
    return _cut(folded(short_of(name))) or _brief(plain) or _cut(label) or NOBODY


def _brief(plain: str) -> str:
    """The telling words of a name, all of them where they are few; schools differ by their last."""
    telling = [word for word in plain.split() if word not in _SMALL] or plain.split()
    whole = _cut(" ".join(telling))
    fits = len(whole) <= _SHORT or kind_of(plain) == "sekolah"
    return whole if fits else _cut(" ".join(telling[:_TELLING]), _SHORT)


def _without_region(plain: str) -> str:
    """`dinas kesehatan kabupaten contoh` → `dinas kesehatan`; a name that is nothing but a region stays."""
    return _REGION.sub("", plain).strip() or plain


def _label(site: str) -> str:
    """The first label of a site's host where it can name an agency; "" where it names a region, or nobody."""
    try:
        host = (urlsplit(site).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    rest = _SUFFIX.sub("", host)
    label = rest.split(".")[0]
    region = re.match(r"(prov|kab|kota|pemkab|pemkot)(?![a-z])", label)
    named = rest != host and re.search(r"[a-z]", label) and len(label) > 1 and label not in _NOBODY
    return label if named and not region else ""


def _abbreviates(label: str, plain: str) -> bool:
    """Whether the label's letters stand in the name in this order, as d-i-n-k-e-s in dinas kesehatan."""
    letters = iter(plain.replace(" ", ""))
    return all(letter in letters for letter in re.sub(r"[^a-z]", "", label))


def _cut(text: str, longest: int = LONGEST) -> str:
    """The longest slug of whole words that fits."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    slug = words[0][:longest] if words else ""
    for word in words[1:]:
        if len(slug) + 1 + len(word) > longest:
            break
        slug += f"-{word}"
    return slug
