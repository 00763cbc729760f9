"""What hacked sites carry is stopped, what honest ones say is printed: two long tables, and the rules between.

The spam is written in the manner of what was found on government sites, the honest texts are those that share
their words with it.
"""

from __future__ import annotations

import time
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.newsroom.model import Article, SafeHtml
from plugins.newsroom.screen import LONGEST, injected, judge
from plugins.newsroom.screen_disguise import normalise

URL = "https://disdag.contohkab.go.id/2026/11/kabar/"


def article(title: str, text: str = "", **more: Any) -> Article:
    plain = Article(
        agency="disdag", feed="", key="", guid="", url=URL, canonical=URL, title=title, summary="", html=SafeHtml(""),
        text=text, source_date=None,
    )  # fmt: skip
    return replace(plain, **more)


def decision(title: str, text: str = "", **more: Any) -> str:
    return judge(article(title, text, **more)).decision


# --- what is stopped -----------------------------------------------------------------------------------------

SPAM_TITLES = [
    "Slot Gacor Hari Ini Gampang Maxwin", "SLOT GACOR MALAM INI: RTP LIVE TERTINGGI", "ZEUS138: Link Alternatif Resmi",
    "NAGA88 | Daftar Situs Judi Slot Online Terpercaya", "Hoki777 » Login Resmi dan Link Alternatif 2026",
    "Bocoran RTP Slot Pragmatic Play Paling Akurat", "Pola Gacor Mahjong Ways 2 Scatter Hitam",
    "Akun Pro Thailand Anti Rungkad",
    "Gates of Olympus: Trik Perkalian 1000x", "Starlight Princess Gampang Jackpot",
    "Sweet Bonanza Versi Terbaru Mudah Menang",
    "Situs Slot Deposit Pulsa Tanpa Potongan", "Slot Bet 200 Modal Receh Pasti JP", "Slot Server Kamboja Winrate 99%",
    "Deposit 25+25 Bonus New Member di Awal", "Toto Macau 4D Hari Ini: Angka Jitu", "Prediksi SGP Jitu Malam Ini",
    "Pengeluaran HK Tercepat 2026", "Live Draw SDY Hari Ini", "Togel Hongkong: Pasang Angka Diskon Terbesar",
    "Bandar Togel Online Hadiah 2D 100 Ribu", "Agen Judi Bola Mix Parlay Terlengkap", "SBOBET88 Daftar Sekarang",
    "Bandarqq dan Dominoqq PKV Games Terbaru", "Link Slot Gacor Thailand Gampang Bocor",
    "Demo Slot PG Soft Gratis Tanpa Daftar",
    "Slot88: Raja Maxwin Nusantara", "Joker123 Apk Terbaru", "Situs Toto Resmi Hadiah Terbesar", "DEWATOTO - Login",
    "RAJASLOT: Tempat Bermain Paling Cuan", "Freebet Tanpa Deposit Langsung Withdraw",
    "Garansi Kekalahan 100% Uang Kembali",
    "Online Casino Bonus Without Deposit", "Deneme Bonusu Veren Siteler 2026", "Buy Essay Writing Service Cheap",
    "TikTok Downloader SSSTIK Tanpa Watermark", "Viagra Cialis 100mg", "Nonton Bokep Viral Terbaru",
    "สล็อตเว็บตรง แตกง่าย",
    "ブランド時計スーパーコピー", "онлайн казино бонус",
]  # fmt: skip

DISGUISED = [
    "S L O T  G A C O R hari ini", "S.L.O.T G.A.C.O.R", "S-L-O-T G-A-C-O-R", "s_l_o_t g_a_c_o_r", "SL0T GAC0R",
    "$l0t g4c0r",
    "5LOT 6ACOR M4XW1N", "sІоt gасоr", "ｓｌｏｔ ｇａｃｏｒ", "𝐒𝐋𝐎𝐓 𝐆𝐀𝐂𝐎𝐑", "𝓼𝓵𝓸𝓽 𝓰𝓪𝓬𝓸𝓻", "ⓢⓛⓞⓣ ⓖⓐⓒⓞⓡ", "🅂🄻🄾🅃 🄶🄰🄲🄾🅁",
    "🆂🅻🅾🆃 🅶🅰🅲🅾🆁", "🇸🇱🇴🇹 🇬🇦🇨🇴🇷", "s\u200bl\u200bo\u200bt g\u200ba\u200bc\u200bo\u200br", "s\u00adlot ga\u00adcor",
    "slot\u2060 gacor",
    "s̶l̶o̶t̶ g̶a̶c̶o̶r̶", "slоооt gасоооr", "gacorrrr maxwin slottt", "ꜱʟᴏᴛ ɢᴀᴄᴏʀ", "slοτ gαcοr", "SLOT•GACOR",
    "slot   gacor", "m@xw!n slot",
    "t0g3l sgp", "T*O*G*E*L hongkong", "s1ot gacor", "\ufeffs\u200dl\u200do\u200dt\u200dgacor", "m a x w i n",
    "sl\u0336ot gacor",
]  # fmt: skip

SPAM_BODIES = [
    "Nikmati permainan slot dengan RTP live 98 persen. Bonus new member menanti. Daftar sekarang di link resmi.",
    "Kami adalah agen slot terpercaya dengan deposit dana tanpa potongan. Rasakan sensasi maxwin setiap hari.",
    "Situs togel online kami memberi diskon terbesar. Pasang angka sekarang, keluaran sgp diumumkan pukul 17.40.",
    "Scatter hitam turun terus malam ini, bosku. Gabung sekarang di DEWA88 dan raih jackpot.",
    "Cara main di GARUDA138 mudah sekali. Login resmi, isi saldo, lalu putar. Modal receh pun cuan.",
    "Akun pro Thailand gampang menang. Akun pro Kamboja juga ada. Hubungi admin lewat WhatsApp.",
    "Taruhan bola, live casino, poker online, dan sabung ayam online tersedia dalam satu akun saja.",
    "Main judi online di sini aman. Withdraw cepat, winrate tinggi, jackpot setiap jam, provider lengkap.",
    "Prediksi hk malam ini kami racik dari paito sdy dan syair sgp yang sudah terbukti tembus.",
    "Slot qris, slot pulsa, dan slot thailand semuanya gacor hari ini. ✅ Klik link di bawah.",
    "Bocoran admin jarwo: putar 30 kali turbo, lalu beli fitur. Gates of Olympus sedang panas.",
    "S L O T  G A C O R  tanpa r u n g k a d, 𝐝𝐚𝐟𝐭𝐚𝐫 sekarang juga.",
    "Togel, taruhan, poker, parlay, roulette, baccarat: semua ada, semua cuan.",
    "Buy cialis online. Cheap viagra without prescription.",
    "Download video lewat tiktok downloader atau youtube downloader tanpa aplikasi.",
    "Nikmati suasana baru bersama SAPIT88. Tim SAPIT88 siap melayani. Cukup unduh SAPIT88 di ponsel.",
    "Deneme bonusu veren bahis siteleri listesi. Online casino oyna.",
]  # fmt: skip


@pytest.mark.parametrize("title", [*SPAM_TITLES, *DISGUISED])
def test_a_title_of_spam_is_stopped(title: str) -> None:
    """By the title alone, whatever the text says, and however the letters are dressed up."""
    verdict = judge(article(title, "Selamat datang di halaman kami."))
    assert verdict.decision in ("hold", "quarantine")
    assert verdict.reasons


@pytest.mark.parametrize("text", SPAM_BODIES)
def test_a_text_of_spam_is_stopped(text: str) -> None:
    """Under a harmless title, as abandoned accounts post it."""
    assert decision("Pengumuman Terbaru", text) in ("hold", "quarantine")
    assert decision("Kegiatan Dinas Perdagangan", f"Halo semua.\n{text}\n{text}") in ("hold", "quarantine")


@pytest.mark.parametrize(
    "title", ["Slot Gacor Hari Ini", "Pragmatic Play", "Bocoran RTP Slot Terbaru", "Anti Rungkad, Auto Maxwin"]
)
def test_what_is_plain_is_quarantined_at_once(title: str) -> None:
    """A seller's phrase in the title needs no second look."""
    assert decision(title) == "quarantine"


def test_words_of_the_police_do_not_launder_an_advertisement() -> None:
    """Who sprinkles a few of them over the text is held all the same."""
    text = (
        "Waspada situs palsu dan hindari penipuan.\nSlot gacor hari ini.\nLink slot gacor maxwin.\nRTP live 98 persen."
    )
    assert decision("Kabar Baik untuk Semua", text) != "publish"
    assert decision("Slot Gacor Maxwin", "Polisi menangkap tersangka. Diskominfo mengimbau warga.") != "publish"


@pytest.mark.parametrize(
    "link",
    ["https://slot-gacor.example/", "https://contoh.example/slot-gacor-hari-ini", "https://a.example/slot/",
     "https://a.example/?tunnel=zeus",
     "https://sbobet.example/", "https://maxwin.example/daftar", "https://a.example/rtp-live",
     "https://a.example/togel-online",
     "https://a.example/wp-content/uploads/judi/x.html"],
)  # fmt: skip
def test_a_link_to_gamblers_is_stopped(link: str) -> None:
    """Whatever stands around it; and so is an article whose own address is a doorway."""
    assert decision("Rapat Koordinasi", "Rapat berjalan lancar.", links=(link,)) == "quarantine"
    assert decision("Rapat Koordinasi", "Rapat berjalan lancar.", url=link) == "quarantine"


# --- what is printed -----------------------------------------------------------------------------------------

HONEST_TITLES = [
    "Dishub Tambah 200 Slot Parkir di Pasar Induk", "Masih Ada 88 Slot Parkir Kosong di Alun-Alun",
    "Slot Vaksinasi Dibuka Setiap Senin",
    "Pendaftar Rebutan Slot Online Pelatihan Kerja", "Slot Dana Desa Tahap Dua Tersisa Tiga Desa",
    "Kuota dan Slot Waktu Layanan Paspor",
    "Tim Bola Voli Toto Raharja Juara", "Kepala Seksi Bernama Toto Pensiun", "Bandar Udara Contoh Buka Rute Baru",
    "Bandar Lampung Belajar ke Contoh",
    "Pelabuhan Bandar Contoh Kembali Ramai", "Agen Elpiji Diminta Patuhi Harga", "ASN Jadi Agen Perubahan",
    "Agen Laku Pandai Layani Warga Desa",
    "Deposito Daerah Ditempatkan di Bank Jateng", "Bonus Demografi Harus Disiapkan Sejak Dini",
    "Bonus Atlet Peraih Medali Dicairkan",
    "RTP Unit Pelayanan Diresmikan", "Hutama Karya (HK) Mulai Bangun Jembatan", "Layanan Selesai dalam 10 HK",
    "Situs Purbakala Ditemukan di Lereng Bukit",
    "Situs Resmi Pemkab Diperbarui", "Link Alternatif Pendaftaran SPMB", "Daftar Sekarang: Pelatihan Barista Gratis",
    "Login Terbaru Aplikasi SIMPEG",
    "Jackpot! Petani Panen Melon Dua Kali Lipat", "Lomba Burung Berkicau Gacor Piala Bupati",
    "Burung Murai Gacor Jadi Juara",
    "Cuan dari Sampah: Bank Sampah Raih Omzet", "Server SPBE Pindah ke Pusat Data Nasional",
    "Provider Internet Desa Diseleksi",
    "Turnamen Mahjong Antarwarga Meriahkan Imlek", "Festival Zeus Band di Alun-Alun", "Lomba Domino Antar-RT Semarak",
    "Turnamen Catur dan Bridge Porkab",
    "Demo Masak Ikan di Pasar", "Demo Mahasiswa Berjalan Tertib", "Pola Tanam Padi Diubah", "Prediksi Cuaca Sepekan",
    "Pengeluaran Daerah Triwulan Tiga",
    "Keluaran Program Stunting Tercapai", "Data HK Diserahkan ke BPS", "Member Perpustakaan Naik 40 Persen",
    "Parkir Deposit Uang Elektronik Dimulai",
    "Scatter Plot dan Statistik untuk Guru", "SMAN77 Juara Lomba Debat", "#HUTRI77 Dimeriahkan Karnaval",
    "COVID19: Cakupan Dosis Ketiga", "PP 77: Aturan Baru Desa",
    "Polres Tangkap Bandar Togel Online", "Polisi Ringkus Dua Pelaku Judi Slot",
    "Satreskrim Bongkar Situs Judi, Tiga Tersangka Ditahan",
    "Diskominfo Blokir 120 Situs Judi", "Diskominfo: Laman Desa Disusupi Iklan Slot",
    "Sosialisasi Bahaya Judi Slot bagi Pelajar",
    "Stop Judi Online, Kata Bupati", "Waspada Situs Slot Gacor Menyusup ke Laman Sekolah",
    "Bahaya Slot Gacor bagi Keuangan Keluarga",
    "ASN Dilarang Main Judol", "Kejari Tuntut Bandar Togel Lima Tahun Penjara", "Ikrar Bersama Tolak Judi Daring",
    "Ceramah Ramadan: Judi Itu Haram",
    "Peretas Pasang Tautan Togel di Laman Kecamatan", "Cegah Kecanduan Judi Online, Puskesmas Buka Konseling",
    "Komdigi Turunkan Ribuan Konten Judol",
    "Casino Royale Diputar di Bioskop Rakyat", "Kejuaraan Tenis Meja Piala Bupati", "Selamat Tahun Baru Imlek 新年快樂",
    "Taklimat بلاغ untuk Jemaah Haji",
    "Hasil Rapat ꦫꦥꦠ꧀ Kabupaten", "Harga Elpiji 3 Kg Naik", "Bonus Pulsa untuk Kader Posyandu",
    "Layanan 24 Jam Nonstop di RSUD", "Gratis Ongkir UMKM Contoh", "Judol Merusak Keluarga",
    "BNNK Sita Ribuan Butir Tramadol",
    "𝗥𝗮𝗽𝗮𝘁 𝗞𝗼𝗼𝗿𝗱𝗶𝗻𝗮𝘀𝗶 Penurunan Stunting", "Kafé “Kopi 77” Milik BUMDes", "Lahan 100m² untuk Taman",
    "Kejuaraan Voli U17 dan U21",
]  # fmt: skip

HONEST_BODIES = [
    "Dinas Perhubungan menambah slot parkir di lantai dua. Pengendara dapat memesan slot online lewat aplikasi.",
    "Slot vaksin dibuka pukul delapan. Daftar sekarang melalui laman resmi, atau klik link di akun puskesmas.",
    "Link alternatif pendaftaran disiapkan bila laman utama padat. Login terbaru memakai NIK. Daftar di sini gratis.",
    "Bandar udara itu melayani empat rute. Bandar Lampung menjadi tujuan tersibuk, kata Kepala Dinas Perhubungan.",
    "Agen elpiji terpercaya dipasangi tanda. Minimal deposit bagi agen diatur pemerintah daerah.",
    "Bonus demografi menuntut lapangan kerja. Bonus bagi atlet cair tanpa potongan pajak, kata Kepala Dispora.",
    "Nasabah menaruh deposit di BPR. Modal kecil pun boleh, dan bunganya cuan bagi daerah.",
    "Satreskrim Polres menangkap bandar togel. Situs togel itu beromzet miliaran. Tersangka dijerat pasal 303 KUHP.",
    "Diskominfo memblokir situs judi. Kata kunci yang sering dipakai ialah “slot gacor”, “maxwin”, dan “RTP live”.",
    "Polisi mengungkap jaringan judi online. Slot online dan taruhan bola mereka tawarkan lewat akun palsu. Pelaku kabur.",
    "Peretas menyusupkan halaman slot gacor ke laman sekolah. Tim CSIRT membersihkannya dalam dua jam.",
    "Camat mengingatkan bahaya judi daring. Banyak keluarga terjerat utang karena slot, togel, dan taruhan bola.",
    "Khatib menyebut judi sebagai perbuatan haram. Taruhan apa pun, termasuk jackpot dan poker, menjauhkan rezeki.",
    "Penyuluh menjelaskan cara kerja judol: pemain diberi menang dulu, lalu kalah terus. Jauhi sebelum kecanduan.",
    "RTP Unit II melayani perekaman KTP-el. Pemohon dari HK (hari kerja) sebelumnya diprioritaskan.",
    "Situs purbakala itu dijaga juru pelihara. Situs web museum menampilkan koleksi dan slot kunjungan.",
    "Burung yang gacor dinilai dari irama lagu. Juara pertama membawa pulang piala dan hadiah utama.",
    "Peserta lomba domino berasal dari 12 RT. Panitia menyiapkan hadiah kambing dan sembako. 🔥✅",
    "Jackpot bagi petani: harga melon naik dua kali lipat. Cuan itu dipakai membeli pompa air.",
    "Server baru dipasang di pusat data. Provider yang menang lelang menyediakan dua jalur. Login resmi memakai SSO.",
]  # fmt: skip


@pytest.mark.parametrize("title", HONEST_TITLES)
def test_an_honest_title_is_printed(title: str) -> None:
    """Also where it shares every word with the other table."""
    text = "Kegiatan itu berlangsung pada Senin pagi di pendopo dan diikuti warga serta perangkat daerah."
    verdict = judge(article(title, text))
    assert (verdict.decision, verdict.reasons) == ("publish", ())


@pytest.mark.parametrize("text", HONEST_BODIES)
def test_an_honest_text_is_printed(text: str) -> None:
    """Reports of raids, lectures on gambling, parking and vaccination, in the words they need."""
    assert judge(article("Kabar dari Kabupaten Contoh", text)).reasons == ()


def test_a_report_may_name_what_was_sold_as_often_as_it_needs() -> None:
    """In sentences of news; three sentences that only sell are held, whatever stands around them."""
    raid = "Polisi menyita akun slot gacor. Pelaku menawarkan bonus new member. Tersangka memakai server Kamboja dan scatter hitam."
    assert decision("Polres Ungkap Jaringan Judi", f"{raid} Penyidik menemukan RTP live di ponselnya.") == "publish"
    sold = "Slot gacor hari ini. Bonus new member. Scatter hitam di semua meja."
    assert decision("Polres Ungkap Jaringan Judi", f"Polisi menahan pelaku. {sold}") == "hold"


def test_a_police_report_may_have_a_telling_address() -> None:
    """Its own address says the same as its title, and it links to others of its kind."""
    url = "https://polres.contohkab.go.id/polres-tangkap-bandar-togel-online/"
    text = "Polres menangkap bandar togel online. Dua tersangka ditahan."
    assert decision("Polres Tangkap Bandar Togel Online", text, url=url, links=(url,)) == "publish"


# --- form ------------------------------------------------------------------------------------------------------

CLEAN = ("Rapat Koordinasi Bakohumas", "Rapat dihadiri humas seluruh perangkat daerah.")


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, "publish"),
        ({"hidden": ("https://a.example/",)}, "publish"),
        ({"hidden": ("https://a.example/", "https://b.example/")}, "hold"),
        ({"flags": ("baris-sisipan",)}, "publish"),
        ({"flags": ("baris-sisipan",), "hidden": ("https://a.example/",)}, "hold"),
        ({"flags": ("banyak-sisipan",)}, "hold"),
        ({"flags": ("terlalu-panjang",)}, "hold"),
        ({"flags": ("terlalu-dalam",)}, "hold"),
        ({"flags": ("tautan-tersembunyi",)}, "publish"),
        ({"links": ("https://contoh.example/",) * 30}, "publish"),
    ],
)
def test_what_was_slipped_in_is_counted(more: dict[str, Any], wanted: str) -> None:
    """One hidden link or injected line costs only itself, two are held for people."""
    assert decision(*CLEAN, **more) == wanted


def test_a_brand_is_looked_for_where_texts_begin() -> None:
    """There one is enough for words of selling to count; far down a name like that is a name."""
    told = "Rapat berlangsung lancar. "
    ask = "Daftar sekarang di link resmi, terpercaya."
    assert decision("Kabar", f"{told * 75}ZEUS138. {ask}") == "hold"
    assert decision("Kabar", f"{told * 80}ZEUS138. {ask}") == "publish"


def test_a_word_of_daily_life_in_odd_letters_stays_one() -> None:
    """Three of them, however their i is written, are no three words of gambling."""
    said = "Provıder itu menerima deposıt; wıthdraw diatur peraturan."
    assert judge(article("Layanan Bank Daerah", f"{said} Ia meraih jackpot panen.")).reasons == ()


def test_an_address_outside_the_network_is_held() -> None:
    """It may be an agency's new domain, or somebody else's: people decide."""
    verdict = judge(article(*CLEAN), off_network=True)
    assert verdict.decision == "hold"
    assert any("luar domain" in reason for reason in verdict.reasons)


def test_a_text_too_long_to_look_through_is_held() -> None:
    """And soon: nobody hides an advertisement behind a book."""
    began = time.process_time()
    assert decision("Naskah Lengkap", "rapat dan kegiatan " * (LONGEST // 10)) == "hold"
    assert time.process_time() - began < 5


# --- one line ----------------------------------------------------------------------------------------------------

ADVERTS = [
    "tiktok downloader sssTIKTOK", "slot gacor hari ini", "SLOT GACOR MAXWIN",
    "Baca juga: link slot gacor https://a.example/",
    "Daftar sekarang di ZEUS138 gampang menang", "situs togel terpercaya", "Slot Thailand https://slot.example/",
    "Klik https://maxwin.example/rtp",
    "s l o t g a c o r", "𝐒𝐋𝐎𝐓 𝐆𝐀𝐂𝐎𝐑", "toto macau", "NAGA88 link alternatif", "RTP live 98%",
    "Kunjungi https://sbobet.example/ sekarang.",
    "online casino bonus", "buy viagra", "situs judi online terpercaya https://a.example/",
    "Judi bola https://bola.example/ daftar sekarang",
]  # fmt: skip
LINES = [
    "Polres menangkap bandar togel di Kecamatan Sumberjati.",
    "Situs slot gacor itu beromzet dua miliar rupiah per bulan.",
    "Slot parkir ditambah.", "Daftar sekarang melalui https://dinkes.contohkab.go.id/vaksin",
    "Link alternatif pendaftaran: https://spmb.contohkab.go.id/",
    "Bandar Lampung", "Bandar udara https://bandara.go.id/", "Agen elpiji wajib memasang papan harga.",
    "Toto, warga setempat, mengaku lega.",
    "Usia 77 tahun, ia masih mengajar; pasal 88 dan 99 mengaturnya.", "SMAN77 dan SMPN88 juara.",
    "Diskominfo memblokir situs judi online. https://diskominfo.contohkab.go.id/",
    "Judi online merusak keluarga.", "", "Foto: Humas", "Gacor betul suara burung itu.", "#HUTRI77 #Merdeka",
    "Polisi: jangan buka https://slot-penipuan.example/ karena bahaya.",
    "Ia menyebut istilah slot gacor, maxwin, dan scatter hitam yang kerap dipakai untuk memancing pelajar.",
]  # fmt: skip


@pytest.mark.parametrize("line", ADVERTS)
def test_an_injected_line_is_known(line: str) -> None:
    """Short, or with a link, or in the grammar of sellers."""
    assert injected([line]) == [True]


@pytest.mark.parametrize("line", LINES)
def test_an_honest_line_stays(line: str) -> None:
    """No sentence of a report is cut out of it, for that would be misreporting."""
    assert injected([line]) == [False]


@given(
    st.lists(
        st.sampled_from(
            [*ADVERTS, *LINES, "s l o t g a c o r", "Rapat\nkerja", "", "x" * 2000, "a", "o\u0301", "\x85", "s l\no t"]
        )
        | st.text()
    )
)
def test_lines_are_judged_one_by_one(lines: list[str]) -> None:
    """Whatever stands before or behind a line: it is an advertisement together with others if it is one alone."""
    assert injected(lines) == [injected([line])[0] for line in lines]


# --- disguises -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", DISGUISED[:7])
def test_a_disguise_is_undone(written: str) -> None:
    """To the words that are meant."""
    assert normalise(written).lower().replace(" ", "").startswith(("slotgacor", "siotgacor"))


@pytest.mark.parametrize(
    "text",
    ["Rapat pukul 13.30 WIB di Gedung B-3", "NIP 19800101 200501 1 001", "Rp1.250.000,00", "a b", "A. B. C. Dinas",
     "PM2.5", "2026/11/21"],
)  # fmt: skip
def test_numbers_and_dates_are_left_alone(text: str) -> None:
    """Digits stand for letters only inside words."""
    assert normalise(text) == text


@given(st.text(), st.text())
def test_no_text_raises(title: str, text: str) -> None:
    """Every text has a verdict, and reasons just where it is not printed."""
    verdict = judge(article(title, text))
    assert (verdict.decision == "publish") is (verdict.reasons == ())
    assert len(injected([text, title])) == 2


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a1" * 50_000, "a " * 50_000, "@" * 100_000, "slot " * 20_000, "\ufdfa" * 5_000,
    "a@" * 50_000, "s." * 50_000,
             "1" * 100_000, "😀" * 50_000, "Rp1 " * 25_000, "é4 " * 30_000,
    " ".join(f"{a}{b}{c}merek88" for a in ascii_lowercase for b in ascii_lowercase for c in "abcdefghij")],
    ids=lambda text: ascii(text[:4]),
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """The screen works in the house itself, outside the walls: time grows with the length alone."""
    began = time.process_time()
    judge(article("Judul", text))
    assert time.process_time() - began < 3


@pytest.mark.parametrize("unit", ["s l o t ", "a.b.c. ", "abcdefgh", "a1b2 ", "slot gacor "])
def test_a_long_text_costs_by_its_length(unit: str) -> None:
    """Twice the text costs about twice the time, never four times: the screen is no place to hang a pull."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        began = time.process_time()
        judge(article("Judul", text))
        return time.process_time() - began

    seconds(1_000)
    short = min(seconds(15_000) for _ in range(3))
    assert seconds(90_000) < 6 * 4 * short + 0.5
