"""Which places an article names: by what stands around their names, and by what the rest of the text says."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.model import Agency, Article, Place, SafeHtml
from plugins.newsroom.topics import places_of, places_told

HOME: Final = "Kabupaten Contoh"
SETDA = Agency("setda", "Sekretariat Daerah", "setda")
PLACES: Final = (
    Place("sumberjati", "Sumberjati", "kecamatan"), Place("karangasri", "Karangasri", "kecamatan"),
    Place("lembahwangi", "Lembahwangi", "kecamatan"), Place("banjaran", "Banjaran", "kecamatan"),
    Place("desa-sumberjati", "Sumberjati", "desa"), Place("desa-karangasri-utara", "Karangasri Utara", "desa"),
    Place("desa-maju", "Maju", "desa"), Place("desa-harapan", "Harapan", "desa"), Place("desa-tanjung", "Tanjung", "desa"),
    Place("desa-sukaramai", "Sukaramai", "desa"), Place("desa-margomulyo", "Margomulyo", "desa"),
    Place("desa-muara-dua", "Muara Dua", "desa"), Place("desa-kali-o", "Kali (O)", "desa"),
    Place("kel-wanasari", "Wanasari", "kelurahan"), Place("kel-pasar-baru", "Pasar Baru", "kelurahan"),
    Place("kel-merdeka", "Merdeka", "kelurahan"),
)  # fmt: skip


def article(text: str = "", *, title: str = "") -> Article:
    return Article(
        agency="setda", feed="", key="", guid="", url="", canonical="", title=title, summary="", html=SafeHtml(""),
        text=text, source_date=None,
    )  # fmt: skip


def places(text: str, title: str = "", agency: Agency = SETDA) -> list[str]:
    return list(places_of(article(text, title=title), agency, PLACES, HOME))


IN_TEXT: Final[list[tuple[str, list[str]]]] = [
    # the kind in front
    ("Warga Kecamatan Karangasri bergotong royong.", ["karangasri"]),
    ("Warga kecamatan KARANGASRI.", ["karangasri"]),
    ("Kader Kec. Karangasri hadir.", ["karangasri"]),
    ("Kader Kec Karangasri hadir.", ["karangasri"]),
    ("Kader se-Kecamatan Karangasri hadir.", ["karangasri"]),
    ("Lurah di Kel. Wanasari.", ["kel-wanasari"]),
    ("Kelurahan\nWanasari", ["kel-wanasari"]),
    ("Balai Ds. Sukaramai.", ["desa-sukaramai"]),
    ("warga desa sukaramai dan kec. lembahwangi", ["desa-sukaramai", "lembahwangi"]),
    ("WARGA DESA SUKARAMAI DAN KECAMATAN LEMBAHWANGI MENGIKUTI RAPAT", ["desa-sukaramai", "lembahwangi"]),
    ("Warga Desa Maju senang.", ["desa-maju"]),
    ("Rapat di Desa Kali (O) usai.", ["desa-kali-o"]),
    ("Desa Wanasari", []),
    ("Kecamatan Lembahwangirejo", []),
    ("kami maju dan penuh harapan", []),
    ("Harapan warga besar. Maju terus!", []),
    ("di desa maju dan mandiri", []),
    ("naik status Desa Maju tahun ini", []),
    # an office's address, an origin, a plain word, a region named with "di"
    ("Layanan di kantor dinas, Jalan Damai Nomor 30, Kelurahan Wanasari, pada jam kerja.", []),
    ("Layanan di Jl. Damai No. 30 Desa Sukaramai.", []),
    ("Jalan Damai di Kelurahan Wanasari dibeton.", ["kel-wanasari"]),
    ("Jalan Damai 30, Kelurahan Wanasari. Warga Kelurahan Wanasari senang.", ["kel-wanasari"]),
    ("Seorang pekerja asal Desa Sukaramai mengurus paspor di Kuala Lumpur.", []),
    ("Guru yang lahir di Desa Sukaramai itu meraih emas.", []),
    ("Truk parkir dekat muara dua kali sehari, kata warga Muara Dua.", []),
    ("Truk parkir sekali sehari, kata warga Muara Dua.", ["desa-muara-dua"]),
    ("Ia belajar di Desa Sukaramai di Kabupaten Bogor.", []),
    ("Ia belajar di Desa Sukaramai di Kabupaten Contoh.", ["desa-sukaramai"]),
    ("Tim SMA Negeri 1 Banjaran juara.", []),
    ("Murid SD Negeri Banjaran 2 berlatih.", []),
    ("Seorang nenek asal Karangasri berangkat haji.", []),
    ("Korban, warga Desa Sukaramai, sedang berlibur di pantai.", []),
    ("Kemarin warga Desa Sukaramai bergotong royong.", ["desa-sukaramai"]),
    ("Juara itu tinggal di Desa Sukaramai.", []),
    ("Sebanyak 40 peserta dari Desa Sukaramai hadir.", []),
    ("Pipa air dari Desa Sukaramai dipasang.", ["desa-sukaramai"]),
    ("Peserta asal Desa Harapan dan Desa Sukaramai lolos.", []),
    ("Sekolah di SMP Harapan dan Desa Sukaramai dibuka.", ["desa-sukaramai"]),
    # examples, and what was
    ("Cara ini ditiru dari Desa Sukaramai.", []),
    ("Bandingkan dengan Desa Sukaramai yang bersih.", []),
    ("Pengurus belajar dari bank sampah di Kelurahan Wanasari.", []),
    ("Tahun lalu gelar itu jatuh kepada Desa Sukaramai.", []),
    # another region
    ("Asap datang dari kebakaran di Kabupaten Rawa Jaya. Api menyala di Desa Sukaramai.", []),
    ("Asap datang dari kebakaran di Kabupaten Rawa Jaya.\nApi menyala di Desa Sukaramai.", ["desa-sukaramai"]),
    ("Kebakaran di Kabupaten Rawa Jaya menjalar ke Contoh. Api menyala di Desa Sukaramai.", ["desa-sukaramai"]),
    ("Rombongan dari Kabupaten Rawa Jaya tiba di Desa Sukaramai.", ["desa-sukaramai"]),
    ("Desa Sukaramai, Kabupaten Bogor, maju. Kepala Desa Sukaramai senang.", []),
    ("Truk menuju Kabupaten Rawa Jaya. Relawan bertugas di Desa Sukaramai.", []),
    ("Cara ini berasal dari Desa Sukaramai di Lombok Barat.", []),
    # a list announced from afar
    ("Tiga desa masih di atas delapan belas persen sehingga menjadi lokus tahun depan, yakni Sukaramai dan Harapan.",
     ["desa-sukaramai", "desa-harapan"]),
    # where it did not happen
    ("Kecamatan Banjaran tidak ikut dipadamkan.", []),
    ("Semua libur, kecuali Desa Sukaramai.", []),
    ("Bupati akan ke Desa Sukaramai, namun urung berangkat.", []),
    ("Kecamatan Banjaran ikut dipadamkan.", ["banjaran"]),
    # a dateline of another region is no home
    ("BREBES – Rombongan singgah di Kecamatan Karangasri, Kabupaten Brebes. Di Karangasri ada lelang.", []),
    ("MUARA KUNING – Rombongan singgah di Kecamatan Karangasri, Kabupaten Muara Kuning.", ["karangasri"]),
    # one name, two kinds
    ("Desa Sumberjati", ["desa-sumberjati"]),
    ("Kecamatan Sumberjati", ["sumberjati"]),
    ("Camat Sumberjati", ["sumberjati"]),
    ("SUMBERJATI – Warga bergotong royong.", ["sumberjati"]),
    ("Rapat di Sumberjati usai.", []),
    ("Rapat di Sumberjati usai. Kepala Desa Sumberjati hadir.", ["desa-sumberjati"]),
    # lists
    ("Kecamatan Karangasri, Lembahwangi, dan Banjaran", ["karangasri", "lembahwangi", "banjaran"]),
    ("Desa Harapan, Sukaramai, dan Tanjung menerima bantuan.", ["desa-harapan", "desa-sukaramai", "desa-tanjung"]),
    ("Desa Harapan, Mekarsari, dan Sukaramai", ["desa-harapan", "desa-sukaramai"]),
    ("Tiga desa, yakni Harapan, Sukaramai, dan Tanjung, menang.", ["desa-harapan", "desa-sukaramai", "desa-tanjung"]),
    ("Harapan, Sukaramai, dan Tanjung naik status.", ["desa-harapan", "desa-sukaramai", "desa-tanjung"]),
    ("Harapan dan Tanjung naik status.", []),
    ("Camat Karangasri, Lembahwangi, dan Banjaran", ["karangasri", "lembahwangi", "banjaran"]),
    ("Desa Sukaramai, Kecamatan Lembahwangi", ["desa-sukaramai", "lembahwangi"]),
    ("Desa Sukaramai Kecamatan Lembahwangi Kabupaten Contoh", ["desa-sukaramai", "lembahwangi"]),
    ("Kec. Karangasri, Ds. Sukaramai, Kel. Merdeka", ["karangasri", "desa-sukaramai", "kel-merdeka"]),
    ("Jalan Karangasri dan Lembahwangi", []),
    # datelines
    ("LEMBAHWANGI – Warga", ["lembahwangi"]),
    ("Lembahwangi, InfoPublik -- Warga", ["lembahwangi"]),
    ("LEMBAHWANGI, KABUPATEN CONTOH – Warga", ["lembahwangi"]),
    ("BANJARAN, KABUPATEN BANDUNG – Warga", []),
    ("BANJARAN, JAWA BARAT – Warga", []),
    # offices and people who live there
    ("Camat Lembahwangi menyampaikan hal itu.", ["lembahwangi"]),
    ("Ibu Camat Lembahwangi hadir.", ["lembahwangi"]),
    ("Polsek Lembahwangi dan Koramil Karangasri", ["lembahwangi", "karangasri"]),
    ("Puskesmas Lembahwangi menimbang balita.", ["lembahwangi"]),
    ("BUMDes Sukaramai untung.", ["desa-sukaramai"]),
    ("17 mata milik warga Sukaramai", ["desa-sukaramai"]),
    ("kapal nelayan Muara Dua", ["desa-muara-dua"]),
    # people
    ("Bapak Sukaramai dan Ibu Margomulyo hadir.", []),
    ("Ustaz Tanjung dan Haji Sukaramai", []),
    ("keluarga Sukaramai menampung barang", []),
    # streets, schools, mosques, companies
    ("di Jalan Sukaramai", []),
    ("di Jl. Sukaramai", []),
    ("SD Negeri 2 Sukaramai juara", []),
    ("SMAN 1 Lembahwangi juara", []),
    ("SMP Harapan Bangsa", []),
    ("Masjid Sukaramai diresmikan", []),
    ("PT Sukaramai Sejahtera", []),
    ("Hotel Merdeka dan Yayasan Harapan Sehat", []),
    ('tas bermerek "Sukaramai" laku', []),
    ("Kurikulum Merdeka diterapkan", []),
    ("jembatan Kali Tanjung", []),
    # other regions
    ("Kabupaten Banjaran dan Kota Wanasari", []),
    ("Bupati Banjaran berkunjung", []),
    ("Kecamatan Banjaran, Kabupaten Bandung", []),
    ("Desa Harapan, Kecamatan Lembahwangi, Kabupaten Lain", []),
    ("Desa Harapan, Kecamatan Lembahwangi, Kabupaten Contoh, Jawa Tengah", ["desa-harapan", "lembahwangi"]),
    ("Desa Sukaramai, Kecamatan Rancabali", []),
    ("tukang becak kelahiran Karangasri, Lombok Barat", []),
    ("warga asal Banjaran, Bandung, pulang", []),
    ("pejabat Kecamatan Lembahwangi, Ogan Komering Ulu Selatan", []),
    ("Studi tiru ke Banjaran, Jawa Barat. Warga Banjaran ramah.", []),
    # longer names
    ("warga Karangasri Selatan", []),
    ("Desa Karangasri Utara", ["desa-karangasri-utara"]),
    ("Desa Tanjung Harapan", []),
    ("Kecamatan Sumberjatirejo", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slugs"), IN_TEXT)
def test_places_in_a_running_text(text: str, slugs: list[str]) -> None:
    """What stands around a name makes it a place of the network, or something else."""
    assert places(text) == slugs


@pytest.mark.parametrize(
    ("title", "text", "slugs"),
    [
        ("Warga Lembahwangi Panen Raya", "Panen berlangsung.", ["lembahwangi"]),
        ("Dokter Praktik di Muara Dua", "Ibu hamil tak perlu menyeberang.", ["desa-muara-dua"]),
        ("Bus Karangasri–Lembahwangi–Banjaran Beroperasi", "x", ["karangasri", "lembahwangi", "banjaran"]),
        ("HUT Merdeka Dirayakan di Sukaramai", "x", ["desa-sukaramai"]),
        ("Pilkades Jujur, Maju, dan Penuh Harapan", "x", []),
        ("Banjir di Karangasri Selatan", "Air naik.", []),
        ("Bersama Warga Karangasri Wetan", "Kambing dipelihara di Desa Karangasri Wetan.", []),
        ("Kafilah Tanjung Harapan Juara", "Desa Tanjung Harapan mengirim santri.", []),
        ("Pedagang Pasar Baru Undi Kios", "Pasar Baru ramai.", []),
        ("Kelurahan Pasar Baru Bersih", "x", ["kel-pasar-baru"]),
        ("Bibit Didatangkan dari Banjaran", "Peternak di Kecamatan Banjaran, Kabupaten Bandung, mengirimnya.", []),
        ("Bupati Banjaran Pelajari Aduan", "Tamu datang.", []),
        ("Kontingen Kabupaten Lembahwangi Kalah", "x", []),
        ("Harapan Menang", "Juara lomba, Desa Harapan, membawa piala.", ["desa-harapan"]),
    ],
)
def test_places_in_a_title(title: str, text: str, slugs: list[str]) -> None:
    """A title's capitals say nothing, so that the text has a word in it."""
    assert places(text, title) == slugs


def test_an_agency_of_a_place_is_always_there() -> None:
    """First, whatever it writes about; but not where the network does not know the place. Of two places of one name it
    means its own."""
    camat = Agency("kec-lembahwangi", "Kecamatan Lembahwangi", "kecamatan", place="lembahwangi")
    assert places("Desa Sukaramai", agency=camat) == ["lembahwangi", "desa-sukaramai"]
    assert places("Kecamatan Lembahwangi", agency=camat) == ["lembahwangi"]
    stranger = Agency("kec-jauh", "Kecamatan Jauh", "kecamatan", place="jauh")
    assert places("", agency=stranger) == []
    village = Agency("sumberjati", "Pemerintah Desa Sumberjati", "desa", place="desa-sumberjati")
    assert places("Rapat di Sumberjati usai.", agency=village) == ["desa-sumberjati"]


def test_what_is_told_names_what_said_so() -> None:
    """The words of the text, or the agency."""
    camat = Agency("kec-lembahwangi", "Kecamatan Lembahwangi", "kecamatan", place="lembahwangi")
    told = places_told(article("KARANGASRI – Warga Ds. Sukaramai datang."), camat, PLACES, HOME)
    assert [(located.place.slug, located.because) for located in told] == [
        ("lembahwangi", "instansi: Kecamatan Lembahwangi"), ("karangasri", "KARANGASRI"),
        ("desa-sukaramai", "Ds. Sukaramai"),
    ]  # fmt: skip


def test_a_list_of_all_villages_names_no_place() -> None:
    """At most six: more than that is a list, not where it happened."""
    many = [Place(f"desa-{n}", f"Suka{n}maju", "desa") for n in range(20)]
    text = ", ".join(f"Desa {place.name}" for place in many)
    assert len(places_of(article(text), SETDA, many)) == 6


@given(st.permutations(PLACES), st.lists(st.sampled_from([text for text, _ in IN_TEXT]), max_size=6).map("\n\n".join))
@settings(max_examples=60)
def test_the_order_of_the_network_does_not_matter(order: list[Place], text: str) -> None:
    """network.toml may list its places as it likes."""
    assert places_of(article(text), SETDA, order, HOME) == places_of(article(text), SETDA, PLACES, HOME)


@given(st.text(), st.text())
def test_whatever_is_written_the_places_are_the_networks(title: str, text: str) -> None:
    """Each once, at most six, and nothing breaks."""
    found = places(f"Desa {text}", f"{title} Sukaramai")
    assert set(found) <= {place.slug for place in PLACES}
    assert len(set(found)) == len(found) <= 6


@pytest.mark.parametrize("name", ["", "...", "–", "(O)", "A" * 1000, "Desa", "Kecamatan Kecamatan"])
def test_a_strange_name_in_the_network_harms_nobody(name: str) -> None:
    """It is found as it is written, or not at all; its neighbours are."""
    strange = (Place("aneh", name, "desa"), *PLACES)
    assert "desa-sukaramai" in places_of(article(f"Desa {name}. Desa Sukaramai."), SETDA, strange)


def test_an_endless_text_is_read_to_its_bound() -> None:
    """Ten megabytes of names."""
    assert places("Desa Sukaramai, " * 600_000) == ["desa-sukaramai"]
