"""Whether two articles tell the same story: for each reason a pair in which it alone decides, and its neighbour in which
it does not."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.match_reading import Reading, read, sketch
from plugins.newsroom.match_verdict import (
    COVERED,
    LEARNED,
    MONTH,
    NEAR,
    Likeness,
    compare,
    corrects,
    of_one_event,
    share_figures,
)
from tests.releases import LEAD, RELEASE, Release, corrected, elsewhere, prices, refigured

DAY = date(2026, 11, 18)
TEXT = RELEASE.text()
UNDATED = replace(RELEASE, day="pekan ini")
TITLES = ("Pekan Imunisasi Polio Dibuka", "Ratusan Balita Terima Vaksin")
THREE = replace(corrected(), share="94,7", doses="3.120")
OTHER_LEAD = (
    "Pengurus kelompok nelayan muara bersyukur perahunya dapat dipakai untuk keperluan bersama. Mereka menolak dibayar"
    " dan hanya meminta bahan bakar diganti."
)
NEWS = (
    "Bupati meresmikan jembatan Kaliwungu di Kecamatan Tegalmulyo, Jumat. Jembatan sepanjang 120 meter itu menghubungkan"
    " Desa Wiradesa dan Desa Kertasari."
)
OWN = (
    "Kelompok wanita tani bertanam cabai di pekarangan sepanjang musim kemarau. Hasilnya dijual di pasar tiap akhir pekan."
    " Sebagian uangnya ditabung bersama untuk membeli bibit baru. Pendamping dari balai penyuluhan datang dua pekan sekali."
    " Pupuk dibuat sendiri dari sisa dapur dan daun kering yang dikumpulkan anak sekolah."
)
ELSE = (
    "Pengrajin anyaman rotan menerima pesanan dari toko perabot di kota. Mereka bekerja berkelompok agar pesanan selesai"
    " tepat waktu. Bahan baku masih didatangkan dari pulau seberang dengan kapal kayu. Pemerintah desa meminjamkan gedung"
    " serbaguna sebagai bengkel sementara. Anak muda mulai tertarik karena upahnya dibayar mingguan."
)


def reading(text: str, title: str = TITLES[0], day: date = DAY) -> Reading:
    return read(title, text, day)


def verdict(one: str, other: str, titles: tuple[str, str] = TITLES, days: int = 0) -> Likeness:
    """Of two texts; the second was published so many days later."""
    return compare(reading(one, titles[0]), reading(other, titles[1], DAY + timedelta(days)))


def figures(number: int, words: str) -> str:
    """A sentence for each word, with a figure that nobody else has."""
    return "".join(f"\nPetugas mencatat {number + n} {word} yang tersisa." for n, word in enumerate(words.split()))


def wrap(text: str) -> str:
    """As it is copied from a page of print: a line ends where it is full."""
    return "\n".join(line for part in text.split("\n") for line in textwrap.wrap(part, 60))


ANEW = (
    "Ratusan balita memadati Balai Desa Sumberjati pada Selasa (17/11/2026), saat Dinas Kesehatan memulai pekan imunisasi"
    " polio. Sejak pukul 08.30 sudah 214 anak ditetesi."
)

# --- the same ------------------------------------------------------------------------------------------------------

SAME = {
    "word for word": TEXT,
    "a lead of one's own": f"{LEAD}\n{TEXT}",
    "cut in half": "\n".join(RELEASE.paragraphs()[:4]),
    "its second half": "\n".join(RELEASE.paragraphs()[3:]),
    "another order": "\n".join([*RELEASE.paragraphs()[:1], *reversed(RELEASE.paragraphs()[1:])]),
    "one figure put right": corrected().text(),
    "two figures put right": replace(corrected(), share="94,7").text(),
    "three figures put right": THREE.text(),
    "typing errors": TEXT.replace("Sumberjati", "Sumberjatl").replace("vaksin", "vaksln").replace("petugas", "petu9as"),
    "in capitals": TEXT.replace("Dinas Kesehatan", "DINAS KESEHATAN"),
    "in other lines": wrap(TEXT),
    "in small letters, without marks": re.sub(r"[.,](?=\s)|[“”]", "", wrap(TEXT)).lower(),
    "in a hurry": re.sub(r"\byang\b", "yg", re.sub(r"\btidak\b", "tdk", re.sub(r"\bdan\b", "&", TEXT))),
    "figures written otherwise": TEXT.replace("enam pos", "6 pos")
    .replace("12 desa", "dua belas desa")
    .replace("3.750", "3750"),
    "a day left out": TEXT.replace("Selasa (17/11/2026)", "baru-baru ini"),
    "a beginning told anew": f"{ANEW}\n" + "\n".join(RELEASE.paragraphs()[1:]),
    "told with a lead in words of one's own": f"{OTHER_LEAD}\n{LEAD}\n{TEXT}",
    "round figures that say so": TEXT.replace("1.236", "lebih dari 1.200"),
    "a further day": f"{TEXT}\nTahap kedua dimulai 17 Desember 2026 di balai itu.",
    "a bulletin that has another release, too": f"{TEXT}\n{elsewhere().text()}",
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_however_it_was_passed_on(case: str) -> None:
    """Under another title, a day later."""
    found = verdict(TEXT, SAME[case], days=1)
    assert (found.answer, found.because) == ("same", ())
    assert 0.75 <= found.share <= 1
    assert 0 < found.whole <= found.share


def test_figures_put_right_within_the_day() -> None:
    """A text that names no day tells of the day on which it was published."""
    assert verdict(UNDATED.text(), replace(THREE, day=UNDATED.day).text(), days=0).answer == "same"


def test_days_of_what_else_each_tells() -> None:
    """Two that name one day in common may each name another where they tell of something else; in the same sentence
    another day is another event."""
    ours = f"{TEXT}\nPengukuran balita menyusul pada 24 November 2026 di rumah kader."
    theirs = f"{TEXT}\nSementara itu, gerak jalan warga digelar Minggu, 29 November 2026 mulai alun-alun."
    assert verdict(ours, theirs).answer == "same"
    assert verdict(ours, ours.replace("24 November", "26 November")).because == ("dates",)


@pytest.mark.parametrize(
    ("days", "answer"),
    [(("3", "10", "17", "24"), "same"), (("3", "10", "18", "25"), "same"), (("3", "11", "18", "25"), "different"),
     (("4", "11", "18", "25"), "different")],
    ids=["none", "one day", "two days", "all days"],
)  # fmt: skip
def test_days_of_a_schedule_that_were_put_right(days: tuple[str, ...], answer: str) -> None:
    """A schedule that has three days in common with another, and each at most two of its own, is the same one."""

    def schedule(*dates: str) -> str:
        lines = [f"Pos {number} melayani warga pada {day} Desember 2026." for number, day in enumerate(dates, 41)]
        return "\n".join([UNDATED.text(), *lines])

    ours = schedule("3", "10", "17", "24", "28")
    found = verdict(ours, schedule(*days, "28"))
    assert (found.answer == "same") == (answer == "same")


@pytest.mark.parametrize("fields", [{"place": "Karangasri"}, {"children": "377", "doses": "5.120", "drops": "881"}])
def test_a_text_told_anew_is_known_by_its_names_and_figures(fields: dict[str, str]) -> None:
    """Two of four sentences in other words, and most left out: with the same names and figures it is the same, with others it is not."""
    anew = (
        "Warga datang berbondong-bondong ke balai sejak fajar menyingsing, ada yang menggendong anak, ada yang menuntun."
        " Antrean mengular sampai ke jalan, namun petugas tetap ramah menyapa satu per satu orang yang datang dari jauh."
    )
    told, changed = (
        "\n".join([each.paragraphs()[0], anew, each.paragraphs()[4]]) for each in (RELEASE, replace(RELEASE, **fields))
    )
    assert verdict(TEXT, told).share < COVERED
    assert verdict(TEXT, told).answer == "same"
    assert verdict(TEXT, changed).answer != "same"


@pytest.mark.parametrize(
    ("case", "least", "most"), [("word for word", 1, 1), ("cut in half", 0.5, 0.6), ("a lead of one's own", 0.8, 0.9)]
)
def test_how_much_of_the_longer_one_it_is(case: str, least: float, most: float) -> None:
    """By which a copy is told from a part: all of the shorter one is shared, of the longer one as much as that is."""
    found = verdict(TEXT, SAME[case])
    assert found.share == 1
    assert least <= found.whole <= most


# --- each reason alone ---------------------------------------------------------------------------------------------

AGAINST: dict[str, tuple[str, str, str, tuple[str, str], int]] = {
    "published too far apart": ("far", UNDATED.text(), UNDATED.text(), TITLES, NEAR.days + 1),
    "each speaks of a day of its own": ("dates", TEXT, replace(RELEASE, day="Rabu (18/11/2026)").text(), TITLES, 0),
    "each has figures of its own": (
        "figures", TEXT + figures(610, "kotak pipet kapas termos meja kursi"), TEXT + figures(820, "payung topi buku pena tas peta"), TITLES, 0,
    ),
    "other figures in the same sentences": ("figures", TEXT, refigured().text(), TITLES, 0),
    "three other figures, and a sentence in other words": (
        "figures", TEXT, THREE.text().replace("kotak dingin", "wadah sejuk"), TITLES, 0,
    ),
    "three other figures, and no day": (
        "figures", UNDATED.text(), replace(THREE, day=UNDATED.day).text(), TITLES, 1,
    ),
    "three other figures, one of which is a name": (
        "figures", TEXT.replace("enam pos", "regu 3"), THREE.text().replace("enam pos", "regu 4"),
        TITLES, 0,
    ),
    "a name in each title": (
        "names", f"{TEXT}\nCamat Wiradesa hadir.", f"{TEXT}\nLurah Tegalmulyo hadir.",
        ("Camat Wiradesa Buka Imunisasi", "Lurah Tegalmulyo Buka Imunisasi"), 0,
    ),
    "a name twice in each text": (
        "names", f"{TEXT}\nCamat Wiradesa hadir. Menurut Wiradesa hal itu baik.",
        f"{TEXT}\nLurah Tegalmulyo hadir. Menurut Tegalmulyo hal itu baik.", TITLES, 0,
    ),
    "one name in the place of another": ("names", TEXT, replace(RELEASE, place="Karangasri").text(), TITLES, 0),
    "what each says first the other does not say": ("head", f"{LEAD}\n{TEXT}", f"{NEWS}\n{TEXT}", TITLES, 0),
    "too few of the words": (
        "words", "\n".join([*RELEASE.paragraphs()[:2], OWN]), "\n".join([*RELEASE.paragraphs()[:2], ELSE]), TITLES, 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", AGAINST)
def test_each_reason_decides_alone(case: str) -> None:
    """It is the only one that is named, the answer is not "same", and without it (the same text twice) it is."""
    why, one, other, titles, days = AGAINST[case]
    found = verdict(one, other, titles, days)
    assert found.because == (why,)
    assert found.answer in ("doubtful", "different")
    assert verdict(one, one, (titles[0], titles[0])).answer == "same"
    assert verdict(other, other, (titles[1], titles[1])).answer == "same"


@pytest.mark.parametrize(
    ("one", "other", "titles", "days"),
    [
        (UNDATED.text(), UNDATED.text(), TITLES, NEAR.days),
        (TEXT, f"{TEXT}\nKegiatan serupa digelar Jumat (20/11/2026) di desa lain.", TITLES, 0),
        (TEXT + figures(610, "kotak pipet kapas"), TEXT + figures(820, "payung topi buku"), TITLES, 0),
        (TEXT, replace(RELEASE, children="188", doses="3.120").text(), TITLES, 0),
        (TEXT, f"{TEXT}\nLurah Tegalmulyo hadir.", (TITLES[0], "Lurah Tegalmulyo Buka Imunisasi"), 0),
        (TEXT, f"{TEXT}\nLurah Tegalmulyo hadir. Menurut Tegalmulyo hal itu baik.", TITLES, 0),
        (TEXT, TEXT.replace("Puskesmas Sumberjati", "Puskesmas Karangasri"), TITLES, 0),
        (TEXT, f"{LEAD}\n{TEXT}", TITLES, 0),
        ("\n".join([*RELEASE.paragraphs()[:2], OWN]), "\n".join(RELEASE.paragraphs()[:2]), TITLES, 0),
    ],
    ids=["two weeks", "only one knows a further day", "three figures", "two other figures", "a name in one title",
         "a name twice in one text", "one name once", "a lead in one", "more in one"],
)  # fmt: skip
def test_what_does_not_yet_speak_against_it(one: str, other: str, titles: tuple[str, str], days: int) -> None:
    """The nearest neighbour of each reason: what only one of the two has is no difference, and a few figures are a
    correction."""
    assert verdict(one, other, titles, days).answer == "same"


@pytest.mark.parametrize("word", ["RALAT:", "Update:", "(Revisi)"])
def test_a_title_may_say_that_it_corrects(word: str) -> None:
    """One of two; a word that stands in both is how that notice is always called."""
    plain, said = reading(TEXT), reading(TEXT, f"{word} {TITLES[0]}")
    assert corrects(plain, said)
    assert corrects(said, plain)
    assert not corrects(plain, plain)
    assert not corrects(said, said)
    assert not corrects(plain, reading(TEXT, "Perbaikan Balai Desa"))


def test_what_differs_is_named_in_its_order() -> None:
    """Where the beginnings differ nothing further is looked for; two that are seen at a glance end it at once."""
    assert verdict(TEXT, ELSE).because == ("head",)
    other = replace(elsewhere(), place=RELEASE.place).text()
    two = verdict(TEXT + figures(610, "kotak pipet"), other + figures(820, "payung topi"))
    assert (two.answer, two.share, two.because) == ("different", 0.0, ("dates", "figures"))


BRIEF = (
    "Petugas balai desa menata ulang saluran air di jalan masuk pasar lama bersama warga sejak pagi. Pekerjaan itu"
    " melibatkan 12 orang dan selesai sebelum petang, kata ketua kelompok kerja setempat kepada wartawan."
)


@pytest.mark.parametrize(
    ("other", "titles", "answer"),
    [
        (BRIEF, ("Saluran Air Ditata", "Saluran Air Ditata"), "same"),
        (BRIEF.replace("12", "14"), ("Saluran Air Ditata", "Saluran Air Ditata"), "doubtful"),
        (BRIEF, ("Saluran Air di RW 3 Ditata", "Saluran Air di RW 4 Ditata"), "doubtful"),
        (BRIEF, ("Saluran Air di RW 3 Ditata", "Saluran Air Ditata"), "same"),
        (f"{OWN}\n{BRIEF}\n{ELSE}".replace("12", "14"), ("Saluran Air Ditata", "Saluran Air Ditata"), "doubtful"),
    ],
    ids=["none", "in the text", "in both titles", "in one title", "one is not brief"],
)
def test_a_brief_text_bears_no_other_figure(other: str, titles: tuple[str, str], answer: str) -> None:
    """In a few lines of one template a single figure is all that tells two events apart."""
    assert verdict(BRIEF, other, titles).answer == answer


# --- in doubt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "days", "answer"),
    [
        (refigured(), 0, "doubtful"),
        (refigured(), 5, "doubtful"),
        (replace(refigured(), day=UNDATED.day), 1, "doubtful"),
        (replace(refigured(), day=UNDATED.day), 2, "different"),
        (replace(refigured(), place="Karangasri"), 0, "different"),
        (replace(RELEASE, day="Rabu (18/11/2026)"), 1, "doubtful"),
        (replace(RELEASE, day="Rabu (18/11/2026)"), 2, "different"),
    ],
    ids=["at once", "the same day is meant", "no day, the next day", "no day, later", "two reasons", "next to it",
         "too late"],
)  # fmt: skip
def test_when_a_doubt_is_left(other: Release, days: int, answer: str) -> None:
    """Nearly all words alike, one reason against it, and the same day meant or published by the next: editors are
    asked. Else it is another story."""
    assert verdict(TEXT, other.text(), days=days).answer == answer


@pytest.mark.parametrize("case", ["what each says first the other does not say", "too few of the words"])
def test_other_words_leave_no_doubt(case: str) -> None:
    """Where the words themselves differ nobody need be asked."""
    _, one, other, titles, days = AGAINST[case]
    assert verdict(one, other, titles, days).answer == "different"


def test_what_is_alike_less_than_nearly_leaves_no_doubt() -> None:
    """Four fifths of the words and other figures: another event of one template."""
    one = TEXT + figures(610, "kotak pipet kapas termos handuk masker")
    other = TEXT + figures(820, "payung topi buku pena kalender stiker").replace("yang tersisa", "untuk para kader")
    found = verdict(one, other.replace("Petugas mencatat", "Bendahara membeli"))
    assert (found.answer, found.because) == ("different", ("figures",))
    assert 0.75 <= found.share < 0.85


# --- what comes round again ----------------------------------------------------------------------------------------


def test_next_weeks_prices_are_another_story() -> None:
    """The same words with the next week's figures."""
    (title, text), (next_title, next_text) = prices(0), prices(1)
    found = compare(read(title, text, date(2026, 11, 3)), read(next_title, next_text, date(2026, 11, 10)))
    assert found.answer == "different"


def test_what_is_said_every_week_speaks_for_nothing() -> None:
    """Two texts share a long background and differ in what is new. As long as nobody knows that the background comes
    round, they pass for the same; once it is known, they do not."""
    background = "\n".join(RELEASE.paragraphs()[2:])
    one = f"Dinas membuka pos baru di pasar ikan pagi tadi untuk para pedagang. {OWN}\n{background}"
    other = f"Dinas membuka pos baru di terminal pagi tadi untuk para penumpang. {ELSE}\n{background}"
    worn = set(sketch("", background).marks)
    assert compare(reading(one), reading(other)).answer == "same"
    now = compare(reading(one), reading(other), worn)
    assert (now.answer, now.because) == ("different", ("words",))
    assert now.share < 0.75
    assert compare(reading(one), reading(one), worn).answer == "same"


def test_slots_of_a_template_must_be_filled_alike() -> None:
    """Where next to nothing is left beside what comes round, only the very same words are the same: one other word in
    each short sentence, and it is another notice."""
    said = (
        "Posyandu melati buka besok pagi di teras balai dusun.\nIbu membawa buku kesehatan anak dan kartu keluarga.\n"
        "Petugas menimbang balita di teras sejak pagi sekali."
    )
    other = said.replace("melati", "mawar").replace("buku", "tas").replace("menimbang", "mengukur")
    worn = set(sketch("", said).marks)
    assert verdict(said, other).because == ("slots",)
    assert compare(reading(said), reading(other), worn).answer == "different"
    assert compare(reading(said), reading(said), worn).answer == "same"


# --- symmetry ------------------------------------------------------------------------------------------------------

ALL = {**SAME, **{f"{case}, one": pair[1] for case, pair in AGAINST.items()},
       **{f"{case}, other": pair[2] for case, pair in AGAINST.items()}, "prices": prices(0)[1], "nothing": "",
       "a word": "Bagikan", "nothing but figures": "12 34 56 78\n90 12 34 56"}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(ALL)), st.sampled_from(sorted(ALL)), st.integers(-40, 40), st.booleans())
def test_the_same_whichever_comes_first(one: str, other: str, days: int, swapped: bool) -> None:
    """Answer, shares and reasons; whatever is worn."""
    titles = TITLES[::-1] if swapped else TITLES
    a, b = reading(ALL[one], titles[0]), reading(ALL[other], titles[1], DAY + timedelta(days))
    worn = set(sketch("", RELEASE.paragraphs()[2]).marks)
    assert compare(a, b) == compare(b, a)
    assert compare(a, b, worn) == compare(b, a, worn)


WORDS = st.lists(
    st.sampled_from("Camat warga 12 340 pos Wanasari pagi desa vaksin 3 Mei balita".split()), min_size=1, max_size=9
)
TEXTS = st.lists(WORDS.map(lambda words: " ".join(words).capitalize() + "."), max_size=8).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, st.integers(0, 20))
def test_any_two_texts(one: str, other: str, days: int) -> None:
    """The same either way round, shares between nothing and all, a reason wherever the answer is not "same"."""
    a, b = reading(one), reading(other, TITLES[1], DAY + timedelta(days))
    found = compare(a, b)
    assert found == compare(b, a)
    assert 0 <= found.whole <= 1
    assert 0 <= found.share <= 1
    assert (found.answer == "same") == (found.because == ())


@pytest.mark.parametrize("text", ["", "Bagikan", "12 34", "…"])
def test_nothing_is_like_nothing(text: str) -> None:
    """What has no sentence is the same as nobody, not even as itself."""
    assert verdict(text, text).answer == "different"
    assert verdict(text, TEXT).answer == "different"


# --- of one event --------------------------------------------------------------------------------------------------

OWN_WORDS = (
    "Bidan desa memberi tetes vaksin kepada 214 balita di Sumberjati, Selasa (17/11/2026). Antrean sudah mengular sejak"
    " pukul 07.15, kata seorang ibu yang menggendong anak keduanya."
)


def known(common: int, *texts: str) -> dict[int, int]:
    """A vocabulary in which every word of these texts stands in so many articles."""
    return {word: common for text in texts for word in reading(text).words()}


def test_of_one_event_are_two_that_share_rare_words() -> None:
    """In words of their own: 214 toddlers at Sumberjati. Where the same words stand everywhere they tell nothing; where
    too little has been learned nobody says anything."""
    one, other = reading(TEXT), reading(OWN_WORDS)
    rest = known(LEARNED, TEXT, OWN_WORDS)
    told = {"214", "sumberjati", "tetes", "balita"}
    shared = one.words() & other.words()
    event = {word: 1 if word in told else many if word in shared else 10 for word, many in rest.items()}
    assert of_one_event(one, other, event, LEARNED)
    assert of_one_event(other, one, event, LEARNED)
    assert not of_one_event(one, other, event, LEARNED - 1)
    scarce = {word: (many if word in reading(OWN_WORDS).words() & one.words() else 1)
              for word, many in rest.items()}  # fmt: skip
    assert not of_one_event(one, other, scarce, LEARNED)


@pytest.mark.parametrize("figure", ["2026", "7", "1998", "31", "07.15", "17/11/2026"])
def test_a_year_or_a_digit_is_no_figure(figure: str) -> None:
    """What every article has may be shared by any two."""
    said = ("Perahu nelayan merapat di muara {} setelah badai semalam", "Ke muara {} kembali perahu yang membawa ikan")
    assert not share_figures(*(reading(each.format(figure)) for each in said))
    assert share_figures(*(reading(each.format("217")) for each in said))


@pytest.mark.parametrize(
    ("shared", "figure", "answer"),
    [(14, "217", False), (15, "217", True), (17, "", False), (18, "", True), (64, "", True), (65, "", False)],
)
def test_how_much_two_of_one_event_resemble_each_other(shared: int, figure: str, answer: bool) -> None:
    """So many of a hundred words that are all as rare; without a figure in common it must be more."""
    words = [f"{a}{b}{c}" for a in "bcd" for b in "aiueo" for c in "klmnprstwy"]
    both = [*words[: shared - bool(figure)], *([figure] if figure else [])]
    one, other = (both + [f"{word}{end}" for word in words[: 100 - shared]] for end in ("kan", "nya"))
    assert len(one) == len(set(one)) == 100
    assert of_one_event(reading(" ".join(one), ""), reading(" ".join(other), ""), {}, LEARNED) == answer


def test_two_of_one_template_are_not_of_one_event() -> None:
    """Whoever tells an event anew has other words for it."""
    said = (f"Perahu nelayan {each} muara 217 dari 34 kembali" for each in ("merapat", "melaut"))
    assert not of_one_event(*map(reading, said), {}, LEARNED)


def test_a_month_bounds_what_can_be_of_one_event() -> None:
    """Whoever looks for kin asks no further back; longer than the two weeks in which it can be the same."""
    assert NEAR < MONTH
