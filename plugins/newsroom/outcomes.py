"""What asking a source can end in: words of the house, beside `model`. Values without behaviour.

`FAILURES` is the one list of everything that can go wrong with a source. Each has an identifier for programs,
one Indonesian sentence for the board, and one hint for whoever looks after the agency's site.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct


class Failure(NamedTuple):
    """`sentence` is shown to everybody, `hint` says what the site's own people can look for."""

    sentence: str
    hint: str


INVALID_SELECTOR: Final = "invalid selector for "
NO_ITEM: Final = "no selector says what an item is"
NOTHING_MATCHED: Final = "the selector matched nothing"
"""How the detail of the failure `selectors` begins; what it begins with otherwise is a number of items."""

FAILURES: Final[dict[str, Failure]] = {
    # --- nobody answered ---
    "dns": Failure(
        "nama situs tidak ditemukan",
        "Apakah alamatnya tertulis benar, dan apakah namanya masih aktif? Tanyakan kepada pengelola domainnya: domain"
        " yang tidak diperpanjang, atau nama yang dihapus dari DNS, tidak ditemukan.",
    ),
    "refused": Failure(
        "sambungan ditolak; peladen situs mati atau tidak menerima kunjungan",
        "Apakah layanan web berjalan, dan apakah dinding api menolak alamat mesin portal?",
    ),
    "connect": Failure(
        "peladen situs tidak dapat dihubungi",
        "Peladen atau jaringannya mati, atau dinding api membuang permintaan. Coba dari jaringan lain.",
    ),
    "timeout": Failure(
        "peladen tidak selesai menjawab dalam batas waktu",
        "Batasnya 10 detik untuk tersambung dan 30 detik seluruhnya. Nyalakan tembolok, kurangi jumlah tulisan dalam"
        " umpan.",
    ),
    "tls": Failure(
        "sertifikat keamanan situs bermasalah",
        "Periksa pemasangan sertifikat dan versi TLS peladen (paling rendah 1.2).",
    ),
    "tls-expired": Failure(
        "sertifikat keamanan situs sudah kedaluwarsa atau belum berlaku",
        "Perpanjang sertifikat, dan nyalakan perpanjangan otomatis. Periksa juga jam peladen.",
    ),
    "tls-chain": Failure(
        "rantai sertifikat keamanan situs tidak lengkap atau tidak dikenal",
        "Pasang juga sertifikat antara (`fullchain.pem`, bukan `cert.pem`), dan jangan memakai sertifikat buatan"
        " sendiri. Peramban sering menutupi kekurangan ini.",
    ),
    "tls-host": Failure(
        "sertifikat keamanan situs dibuat untuk nama lain",
        "Minta sertifikat yang memuat nama situs ini, atau perbaiki pengaturan host virtual.",
    ),
    "reset": Failure(
        "sambungan terputus sebelum isi selesai terbaca",
        "Periksa catatan kesalahan peladen: proses PHP mati, atau dinding api memutus sambungan.",
    ),
    "not-http": Failure(
        "jawaban peladen bukan jawaban HTTP yang sah",
        "Porta itu mungkin milik layanan lain, atau kepala jawabannya rusak atau terlalu panjang.",
    ),
    # --- not to be asked, or led astray ---
    "private-address": Failure(
        "alamatnya menunjuk jaringan pribadi, dan itu tidak diizinkan",
        "Nama situs mengarah ke alamat dalam (10.x, 192.168.x, 127.x). Beri alamat publik di DNS.",
    ),
    "off-network": Failure(
        "situs mengalihkan ke luar domain jaringan",
        "Pengalihan yang tidak dikenal bisa berarti situs diretas atau domainnya berpindah tangan: periksa segera."
        " Bila memang pindah, perbarui `agency.toml` dan `domains`.",
    ),
    "redirects": Failure(
        "pengalihan berputar atau terlalu panjang",
        "Lebih dari lima pengalihan. Biasanya aturan http ke https atau `www` saling bertentangan.",
    ),
    "odd-port": Failure(
        "alamatnya memakai porta yang tidak lazim",
        "Sajikan situs pada porta 80 atau 443 (boleh juga 8080 atau 8443).",
    ),
    "bad-address": Failure(
        "alamatnya bukan http atau https yang sah",
        "Alamat, atau tujuan pengalihannya, tidak sah atau memakai porta yang tidak lazim. Yang diterima: 80, 443,"
        " 8080, 8443.",
    ),
    # --- an answer, but no body that can be used ---
    "http-status": Failure(
        "peladen menjawab dengan kode kesalahan",
        "Lihat kodenya. 403: buka akses bagi portal. 404: alamat umpan berubah. 500 ke atas: kesalahan di peladen."
        " 429: batas kunjungan terlalu ketat.",
    ),
    "gone": Failure(
        "peladen menyatakan umpan ini sudah tidak ada (410)",
        "Bila umpan pindah, perbarui alamatnya di `agency.toml`. Bila situs ditutup, hapus bagian `[[feeds]]`.",
    ),
    "too-large": Failure(
        "isi melampaui batas ukuran",
        "Batasnya 10 MB. Kurangi jumlah tulisan dalam umpan; jangan menyisipkan gambar sebagai teks di dalamnya.",
    ),
    "encoding": Failure(
        "isi dikirim dengan pemampatan yang rusak atau tidak diminta",
        "Portal hanya meminta gzip. Matikan pemampatan ganda, misalnya dari PHP dan dari peladen web sekaligus.",
    ),
    "empty": Failure(
        "jawabannya kosong",
        "Biasanya kesalahan PHP yang tidak ditampilkan. Periksa catatan kesalahan peladen.",
    ),
    "truncated": Failure(
        "isi terpotong sebelum selesai",
        "Umpan berhenti di tengah: batas waktu atau memori PHP, atau berkas yang sedang ditulis.",
    ),
    # --- a page instead of a feed ---
    "challenge": Failure(
        "situs menampilkan halaman pemeriksaan peramban, bukan umpan",
        "Beri pengecualian bagi alamat umpan, atau bagi alamat mesin portal, di layanan pelindung situs.",
    ),
    "login": Failure(
        "situs menampilkan halaman masuk, bukan umpan",
        "Umpan harus dapat dibaca tanpa masuk. Periksa mode pemeliharaan dan pengaya keanggotaan.",
    ),
    "suspended": Failure(
        "situs menyatakan akunnya ditangguhkan",
        "Hubungi penyedia hosting: biasanya tagihan, kuota, atau situs yang diretas.",
    ),
    "rejected": Failure(
        "pelindung situs menolak permintaan",
        "Dinding api aplikasi (WAF) menolak portal. Izinkan User-Agent atau alamat mesin portal.",
    ),
    "parked": Failure(
        "domainnya diparkir atau ditawarkan untuk dijual",
        "Domain ini tampaknya tidak lagi dikuasai instansi. Perpanjang atau ambil kembali domainnya, dan sampai itu"
        " selesai hapus umpannya dari `agency.toml`.",
    ),
    "blocked": Failure(
        "akses ke situs diblokir oleh jaringan",
        "Penyedia internet menampilkan halaman pemblokiran. Minta normalisasi domain, atau periksa DNS mesin portal.",
    ),
    "maintenance": Failure(
        "situs sedang dalam pemeliharaan",
        "Bila pemeliharaan sudah selesai, matikan mode pemeliharaan; peladen sebaiknya menjawab 503.",
    ),
    "default-page": Failure(
        "peladen menampilkan halaman bawaan, bukan situs instansi",
        "Host virtual belum mengarah ke folder situs, atau situsnya terhapus. Pulihkan dari cadangan.",
    ),
    "comments": Failure(
        "umpan ini memuat komentar pembaca, bukan tulisan instansi",
        "Pakai alamat umpan tulisan, misalnya `/feed/`, bukan `/comments/feed/`.",
    ),
    "not-a-feed": Failure(
        "isinya halaman biasa, bukan umpan",
        "Alamat umpan berubah, atau CMS-nya tidak menyediakan umpan. Cari alamat yang benar dengan"
        " `./run sources.discover`.",
    ),
    "selectors": Failure(
        "penanda CSS di agency.toml tidak menemukan tulisan apa pun di halaman itu",
        "Tampilan situs berubah, atau penandanya keliru. Buka halaman itu, lalu perbaiki `[feeds.select]` menurut"
        " `panduan-sumber.md`.",
    ),
    "unreadable": Failure(
        "isinya tidak dapat dibaca sebagai umpan",
        "Periksa umpan dengan pemeriksa umpan W3C (validator.w3.org/feed), dan sajikan dalam UTF-8.",
    ),
    "worker": Failure(
        "isinya tidak dapat diolah dalam batas waktu dan memori",
        "Isi umpan sangat besar atau bersarang dalam. Kurangi jumlah tulisan; periksa apakah situs diretas.",
    ),
}
"""Every way in which asking a source can fail."""


class Fetched(Struct, frozen=True):
    """An answer with a body. `complete` is False where the body stopped before its end (`error` says how).

    `moved` is where permanent redirects alone lead (301, 308), "" where there was none; `fresh` is for how many
    seconds the answer says that it stays good (`Cache-Control`, `Expires`), None where it says nothing.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    complete: bool = True
    error: str = ""
    moved: str = ""
    fresh: float | None = None


class NotModified(Struct, frozen=True):
    """304: nothing new since the validators we sent."""

    url: str
    status: int = 304
    moved: str = ""
    fresh: float | None = None


class Failed(Struct, frozen=True):
    """Asked, and could not be read. `error` is a key of FAILURES, `detail` English for logs."""

    url: str
    error: str
    detail: str = ""
    status: int | None = None
    retry_after: float | None = None  # seconds
    page: bytes = b""  # the first bytes of what came instead, to name it truthfully
    moved: str = ""

    def sentence(self) -> str:
        """`identifier: sentence (status)` as the report and the board print it."""
        code = f" (HTTP {self.status})" if self.status and self.status != 200 else ""
        return f"{self.error}: {FAILURES[self.error].sentence}{code}"
