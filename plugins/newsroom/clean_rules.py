"""The rules by which a text is cleaned: their names, each with a sentence for readers, and notes of what they did.

Names and words come in as the rules fire, a list of (rule, words) goes out. Nothing is decided here.
"""

from __future__ import annotations

from typing import Final

RULES: Final[dict[str, str]] = {
    # letters
    "huruf-rusak": "Huruf yang salah dibaca komputer (misalnya “ā€œ”) dikembalikan menjadi huruf aslinya.",
    "entitas-berganda": "Kode huruf yang tersandi berulang kali (misalnya “&amp;amp;quot;”) dikembalikan menjadi satu.",
    "spasi-khusus": "Spasi khusus dari pengolah kata diganti dengan spasi biasa.",
    "tanda-tak-terlihat": "Tanda kendali, tanda tanpa lebar, dan tanda pembalik arah tulisan dibuang.",
    # what was built around the words
    "kode-aktif": "Skrip, formulir, tombol, dan bagian lain yang dapat berjalan sendiri dibuang.",
    "elemen-tersembunyi": "Bagian yang disembunyikan dari pembaca dibuang; tautannya dicatat sebagai bukti.",
    "alat-halaman": "Alat halaman seperti tombol bagikan dan kiriman terkait, dikenali dari namanya, dibuang.",
    "piksel-pelacak": "Gambar satu piksel dan gambar penghitung pengunjung dibuang.",
    "kode-singkat": "Kode singkat CMS yang tersisa (misalnya “[vc_row]”) dibuang.",
    "sisa-word": "Sisa pengaturan dari Microsoft Word dibuang.",
    "sisa-gaya": "Pengaturan tampilan (CSS) yang ikut tercetak di tengah teks dibuang.",
    "sisa-gutenberg": "Penanda blok dari editor WordPress yang ikut tercetak dibuang.",
    "tabel-bingkai": "Tabel yang hanya membingkai satu bagian teks diganti dengan teksnya.",
    "sematan": "Video, peta, kiriman media sosial, dan dokumen yang disematkan diganti dengan tautan.",
    "poin-ketikan": "Butir yang diketik dengan tanda atau nomor dijadikan daftar.",
    "tanda-whatsapp": "Tanda tebal, miring, dan coret dari WhatsApp dijadikan huruf tebal, miring, dan coret.",
    # lines of the page
    "ekor-umpan": "Kalimat penutup dari umpan WordPress (“The post … appeared first on …”) dibuang.",
    "baca-juga": "Ajakan membaca berita lain (“Baca juga: …”) dibuang.",
    "daftar-terkait": "Judul “Berita Terkait” dan sejenisnya beserta daftar tautannya dibuang.",
    "bagikan": "Deretan tombol bagikan dibuang.",
    "penghitung": "Angka pembaca, angka bagikan, dan penghitung lain dibuang.",
    "komentar": "Ajakan dan formulir komentar dibuang.",
    "iklan": "Penanda iklan dibuang.",
    "lanjutan": "Tombol “Selengkapnya”, “Memuat…”, dan sejenisnya dibuang.",
    "ajakan-ikuti": "Ajakan mengikuti kanal berita di layanan lain dibuang.",
    "tagar": "Deretan tagar dijadikan tag berita.",
    "judul-berulang": "Judul yang diulang di awal teks dibuang karena halaman berita sudah memuatnya.",
    "baris-unduhan": "Baris iklan situs pengunduh yang diselipkan dibuang.",
    "baris-sisipan": "Satu baris iklan yang diselipkan orang lain dibuang; sumbernya ditandai.",
    # what becomes a field of its own
    "titimangsa": "Nama tempat di awal berita dicatat sebagai tempat berita dan tidak ikut dalam ringkasan.",
    "kode-redaksi": "Kode redaksi di akhir berita, misalnya “(Rls)”, dicatat dan tidak ikut dalam ringkasan.",
    "kredit": "Baris penulis, foto, dan penyunting dicatat dan tidak ikut dalam ringkasan.",
    "label-advertorial": "Tulisan berbayar diberi label advertorial.",
    # bounds
    "judul-panjang": "Judul yang terlalu panjang dipotong pada kata terakhir yang muat.",
    "terlalu-panjang": "Bagian naskah di luar batas panjang tidak dibaca.",
}
"""Every rule there is → what it does, in one sentence."""

MOST: Final = 60
LONGEST: Final = 200


class Notes:
    """What the rules did to one article, in the order in which they did it."""

    def __init__(self) -> None:
        self.all: list[tuple[str, str]] = []

    def __call__(self, rule: str, words: str) -> None:
        if (said := " ".join(words.split())) and (rule, said) not in self.all[-3:]:
            self.all.append((rule, said))

    def short(self) -> tuple[tuple[str, str], ...]:
        """At most sixty of them, none longer than two hundred characters."""
        return tuple(
            (rule, said if len(said) <= LONGEST else said[: LONGEST - 1] + "…") for rule, said in self.all[:MOST]
        )
