"""The words of a sentence come in; the same words go out as whoever is not in a hurry writes them: short forms in full,
and every number in figures alone. A part of `match`, where two are compared; a text is printed as it was written.

One release says Rp1.350.000.000, its copy "1,35 miliar rupiah"; 23 and "dua puluh tiga" are one; so are 17/9 and
"17 September", 14.00 and "2 siang".
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

LONGEST: Final = 16  # words of a number

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari pebruari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
         "agustus agu agt ags", "september sep sept", "oktober okt", "november nopember nov nop", "desember des"), 1,
    )
    for name in names.split()
}  # fmt: skip

_IN_FULL: Final = dict(
    pair.split(":")
    for pair in """
    yg:yang dgn:dengan utk:untuk tdk:tidak gak:tidak ga:tidak nggak:tidak tak:tidak dr:dari pd:pada krn:karena
    karna:karena jg:juga sdh:sudah udah:sudah blm:belum bs:bisa dlm:dalam tsb:tersebut sbg:sebagai dll:lainnya
    bpk:bapak kpd:kepada spy:supaya agr:agar jln:jalan jl:jalan kec:kecamatan kab:kabupaten kel:kelurahan
    ds:desa dsn:dusun thn:tahun th:tahun tgl:tanggal bln:bulan hr:hari org:orang jd:jadi lbh:lebih msh:masih
    hrs:harus sblm:sebelum stlh:setelah setlh:setelah slama:selama scr:secara ttg:tentang tp:tetapi tapi:tetapi
    trs:terus shg:sehingga sehg:sehingga skrg:sekarang kmrn:kemarin bsk:besok mlm:malam pkl:pukul jam:pukul
    wrg:warga masy:masyarakat no:nomor rb:ribu jt:juta milyar:miliar senen:senin jum'at:jumat jumaat:jumat
    ahad:minggu jum’at:jumat kg:kilogram kilo:kilogram selusin:12 ha:hektare hektar:hektare km:kilometer x:kali
    """.split()
)
_UNITS: Final = {
    name: number
    for number, name in enumerate("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(), 1)
}
_DIGITS: Final = {"nol": 0} | {name: number for name, number in _UNITS.items() if number < 10}
_TENS: Final = {"belas": 2, "puluh": 10, "ratus": 100}
_POWERS: Final = {"ribu": 3, "juta": 6, "miliar": 9, "triliun": 12}
_ONE: Final = {"seratus": ("satu", "ratus"), "seribu": ("satu", "ribu"), "sejuta": ("satu", "juta")}
_WEIGHTS: Final = {"ton": 3, "kuintal": 2}  # of kilograms
_LATER: Final = {"siang": range(1, 4), "sore": range(1, 7), "petang": range(1, 8), "malam": range(6, 12)}
"""Hours that are said with a part of the day and written twelve hours later."""
_NUMBERS: Final = frozenset((*_UNITS, *_ONE))
_SAID: Final = frozenset(("persen", "rupiah"))
"""Behind a number: a sign, or nothing, says the same."""
_ROUND: Final = frozenset("hampir lebih sekitar kurang kisaran nyaris ratusan ribuan kira-kira".split())
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_HOUR: Final = re.compile(r"(\d\d?)[.:](\d\d)")


def in_full(tokens: list[str], words: list[str]) -> tuple[list[str], list[str]]:
    """`words` are the tokens in small letters. What together is one number becomes one word and one token; both lists
    are as long as each other."""
    words = [_IN_FULL.get(word, word) for word in words]
    if not words or (min(words) > ":" and _NUMBERS.isdisjoint(words)):  # figures come before all letters
        return tokens, words
    said: list[str] = []
    written: list[str] = []
    at = 0
    for spot in [place for place, word in enumerate(words) if word < ":" or word in _NUMBERS]:
        if spot < at:
            continue  # a part of the number before
        number, end = _number(words, spot)
        start = spot - 1 if spot > at and words[spot - 1] == "rp" and number < ":" else spot
        said += (*words[at:start], number)
        written += (*tokens[at:start], " ".join(tokens[spot:end]))
        at = end
    return [*written, *tokens[at:]], [*said, *words[at:]]


def _number(words: list[str], at: int) -> tuple[str, int]:
    """What is said from one word on, and where the rest begins."""
    if words[at][0].isdigit():
        number, end = _figures(words[at]), at + 1
    elif words[at] in _NUMBERS:
        number, end = _spelled(words, at)
        if number == "1" and words[end : end + 1] != ["koma"]:
            return words[at], end  # one alone is no number, for it says "a" as well
    else:
        return words[at], at + 1
    number, end = _and_part(number, words, end)
    behind = words[end] if end < len(words) else ""
    if (power := _POWERS.get(behind, 0)) and (larger := _times(number, power)):
        number, end = larger, end + 1
        behind = words[end] if end < len(words) else ""
    if behind in _SAID:
        return number, end + 1
    if (power := _WEIGHTS.get(behind, 0)) and (larger := _times(number, power)):
        words[end] = "kilogram"
        return larger, end
    if behind in MONTHS and number.isdecimal() and int(number) <= 31:
        words[end] = str(MONTHS[behind])
    elif behind in _LATER:
        number = _later(number, _LATER[behind])
    return number, end


def _figures(word: str) -> str:
    """1.350.000 is 1350000; 08.00 is 8, and 08:30 is 8.30."""
    number = word.replace(".", "") if _THOUSANDS.fullmatch(word) else word
    if hour := _HOUR.fullmatch(number):
        number = hour[1] if hour[2] == "00" else f"{hour[1]}.{hour[2]}"
    return number[1:] if number[0] == "0" and number[1:2].isdigit() else number


def _spelled(words: list[str], at: int) -> tuple[str, int]:
    """ "dua ratus tiga belas": 213."""
    said = [(part, n) for n, word in enumerate(words[at : at + LONGEST], at + 1) for part in _ONE.get(word, (word,))]
    whole = part = unit = 0
    end, below = at, 1000  # tens and hundreds come after larger ones
    for (word, reached), (behind, _) in zip(said, [*said[1:], ("", 0)], strict=True):
        if word in _UNITS and not unit and _TENS.get(behind, 1) < below:
            unit = _UNITS[word]
        elif word in _TENS and unit:
            part, unit, below = part + (unit * _TENS[word] if word != "belas" else unit + 10), 0, _TENS[word]
        elif word in _POWERS and part + unit:
            whole, part, unit, below = whole + (part + unit) * 10 ** _POWERS[word], 0, 0, 1000
        else:
            break
        end = reached
    return str(whole + part + unit), end


def _and_part(number: str, words: list[str], at: int) -> tuple[str, int]:
    """ "tujuh setengah" is 7,5; "satu koma nol enam" 1,06."""
    behind = words[at : at + 1]
    if behind == ["setengah"] and number.isdecimal():
        return f"{number},5", at + 1
    digits = list(takewhile(_DIGITS.__contains__, words[at + 1 : at + LONGEST])) if behind == ["koma"] else []
    if not digits or not number.isdecimal():
        return number, at
    return f"{number},{''.join(str(_DIGITS[digit]) for digit in digits)}", at + 1 + len(digits)


def is_figure(word: str) -> bool:
    """A number that is no day, no month and no hour."""
    return int(word) > 31 if word.isdecimal() else not _HOUR.fullmatch(word)


def about(words: list[str]) -> set[str]:
    """The numbers of a sentence beside which it says that they are round: "lebih dari 24300", "3300 lebih"."""
    return {
        word
        for at, word in enumerate(words)
        if word.isdecimal() and not _ROUND.isdisjoint((*words[max(0, at - 2) : at], *words[at + 1 : at + 3]))
    }


def rounds(round_: str, exact: str) -> bool:
    """Whether one number is the other in round figures: 24300 and 24318, 3300 and 3299."""
    if not (round_.isdecimal() and exact.isdecimal()):
        return False
    step = int("1" + "0" * (len(round_) - len(round_.rstrip("0"))))
    return step > 1 and abs(int(exact) - int(round_)) < step


def is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("19", "20")


def _times(number: str, power: int) -> str:
    """A number with its power of ten in figures; "" where it has none."""
    whole, _, part = number.partition(",")
    if not whole.isdecimal() or len(part) > power or not (part or "0").isdecimal():
        return ""
    return (whole + part.ljust(power, "0")).lstrip("0") or "0"


def _later(number: str, hours: range) -> str:
    hour, dot, minutes = number.partition(".")
    return f"{int(hour) + 12}{dot}{minutes}" if hour.isdecimal() and int(hour) in hours else number
