"""What stands before and after a name and tells whether it is a place of the network: no logic, tables alone.

Everything is in small letters, as the text is compared.
"""

from __future__ import annotations

from typing import Final

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "kecamatan": ("kecamatan",), "kec": ("kecamatan",), "distrik": ("kecamatan",), "kapanewon": ("kecamatan",),
    "kelurahan": ("kelurahan",), "kel": ("kelurahan",), "desa": ("desa",), "ds": ("desa",), "nagari": ("desa",),
    "gampong": ("desa",), "pekon": ("desa",), "kalurahan": ("desa",), "desa/kelurahan": ("desa", "kelurahan"),
}  # fmt: skip
"""A kind named in front of a name → which kinds of place it can be (UU 23/2014 pasal 221, 229; UU 6/2014 pasal 6)."""

OFFICES: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        "camat sekcam polsek kapolsek koramil danramil kua puskesmas muspika forkopimcam kwarran panwascam".split(),
        ("kecamatan",),
    ),
    **dict.fromkeys("kades pemdes bumdes bpd sekdes kadus".split(), ("desa",)),
    "lurah": ("kelurahan", "desa"),
    **dict.fromkeys("bhabinkamtibmas babinsa pkk posyandu linmas".split(), ("desa", "kelurahan")),
}
"""Offices that carry the name of the place they serve."""

PEOPLE: Final = frozenset(
    """
    antara dari di hingga kader kawasan ke masyarakat menuju nelayan pedagang pekebun pelajar pembudidaya
    pemuda penduduk pengrajin perajin perantau perdesaan perkotaan petani peternak remaja sampai sekitar seputar
    warga wilayah
    """.split()
)
"""Before a bare name in a running text: it is a place, where the name is nothing else besides."""

NOT_PLACES: Final = frozenset(
    """
    adik aiptu akademi almamater almarhum almarhumah ananda apotek armada aula balai bambu band bandara bang
    bangsal banjar bank bapak batik bendung bendungan bengkel beras bermerek bernama blok bpr bripka bu bukit
    bunga candi cap curug cv danau daun dermaga dik dr dra drg drs dukuh dukuhan dusun embung fa fc galeri gang
    gapoktan gapura gedung gerakan gereja gg goa gor graha griya grup gua gunung gus h habib hajah haji halte
    hari hipermart hj hotel hut hutan ibu institut ir jalan jembatan jl jln jorong judul kafe kakek kali kamar
    kampung kang kapal kayu kebun kedai kelas kelenteng kelompok keluarga kh kiai kios klenteng klinik klub km
    kmp koalisi komplek kompleks komunitas kontingen koperasi kopi kopral kri kub kud kurikulum kwt lagu langgar
    lantai lapangan laskar laut liga lingkungan lomba lorong losmen ma madrasah majelis makam man mang marga mas
    masjid mbah mbak mdta menara merek mi min minimarket minyak monumen mts mtsn musala museum mushala musholla negeri
    nenek ny nyai nyonya operasi orkes pabrik padukuhan paguyuban pak partai pasar paud paviliun pelabuhan
    perempatan persatuan perum perumahan perusahaan pesantren piala pohon pokdarwis poktan politeknik ponpes pos
    pramuka prof program ps pt pulau pura putra putri ra restoran rm rs rsia rsu rt ruang ruangan rw sanggar saudara
    saudari sd sdit sdn sdr sekolah sektor selat serka simpang situ slb sma sman smk smkn smp smpit smpn stadion stasiun
    stie stkip sungai surau swalayan taman tanjung tari tas tbk teh teluk terminal tim tk tn toko tol tpa tpq
    tuan tugu ud uda uni universitas ustadz ustaz ustazah varietas vihara waduk warung wihara wisma yayasan
    """.split()
)
"""Before a name: it is the name of something or somebody else. The list ends where the field's own words begin: what
serves a place carries its name (OFFICES), what merely stands there does not."""

ORIGINS: Final = frozenset("asal kelahiran".split())
"""Before the kind of a place: somebody comes from there."""

LIVING: Final = frozenset("lahir tinggal berdomisili bermukim".split())
"""The same, with "di"."""

PERSONS: Final = frozenset(
    """
    anak atlet bersaudara guru jemaah kader kakek keluarga korban lansia mahasiswa nelayan nenek pasien pelajar pelaku
    pemuda perempuan perwakilan peserta petani peternak remaja siswa siswi tersangka tim utusan wakil warga
    """.split()
)
"""The same, with "dari"."""

COMPARED: Final = frozenset("bandingkan dibandingkan dibanding ditiru ketimbang mencontoh meniru terinspirasi".split())
"""In a sentence before a place: it is an example."""

RESIDENTS: Final = frozenset("warga penduduk".split())
"""The same, where it is said beside who it is: "korban, warga Desa Sumberjati, ..."."""

LEFT: Final = frozenset("kecuali urung batal".split())
"""Right before the kind of a place, or among the words behind it: it is not there."""

LEFT_OUT: Final = frozenset(
    [("tidak", "ikut"), ("tidak", "termasuk"), ("tak", "termasuk"), ("belum", "termasuk"), ("tidak", "terdampak")]
)
"""Right behind a place: nor is it."""

STREETS: Final = frozenset("jalan jl jln".split())

REGIONAL: Final = frozenset(
    """
    bawaslu baznas bpbd bupati dandim dinkes dinsos disdik diskominfo dprd gubernur imigrasi kab kabupaten
    kapolda kapolres kapolresta kejari kejati kodim korem kota kotamadya kpu lapas pemda pemkab pemkot pemprov
    polda polres polresta polrestabes ppid propinsi prov provinsi regensi rsud rutan
    """.split()
)
"""Before a name: a regency, a town or a province, not one of its places."""

OF_REGIONS: Final = frozenset("kabupaten kab kota kotamadya provinsi prov propinsi".split())

QUALIFIERS: Final = frozenset(
    """
    agung asri atas barat baru bawah besar dalam daya dua empat hilir hulu i ii iii ilir indah induk iv jaya
    kecil kidul kota kulon lama laut lima lor luar makmur mulya mulyo permai raya rejo sari satu selatan tengah
    tenggara tiga timur ulu utara v vi wetan
    """.split()
)
"""After a name: it is a longer name, also in a title where every word has a capital."""

NO_NAMES: Final = frozenset(
    """
    agustus ahad april dan desa desember ds dusun februari januari juli jum'at jumat juni kab kabupaten kamis
    kec kecamatan kel kelurahan kota maret mei minggu november oktober prov provinsi pukul rabu rp rt rw sabtu
    selasa senin september serta tahun wib wit wita
    """.split()
)
"""After a name, with a capital: a new word and not more of the name."""

CONNECTORS: Final = frozenset("dan serta atau maupun hingga sampai".split())
NAMELY: Final = frozenset("yakni yaitu ialah adalah meliputi mencakup lain masing antaranya".split())
CLASSES: Final = frozenset("status predikat kategori berstatus menjadi sebagai menuju bertajuk program".split())
"""Before "Desa Maju": it is a class of village and not the village of that name."""

COMMON: Final = frozenset(
    """
    adil agung air aman amanah anggrek api arif asri atas ayam bahagia bakti balai bambu bangkit bangun banteng
    barat barokah baru batu bawah bening benteng beringin berkah bersama bersatu besar bhakti bijak bina bintang
    biru bougenvil budi bukit bulan bunga cahaya cempaka cendana cerdas cipta cita dahlia damai dana danau darma
    desa dewi dharma diponegoro dua durian dwi eka elang emas empat fajar flamboyan gajah garuda gelap guna
    gunung harapan harum hasanuddin hijau hilir hitam hulu hutan ikan ikhlas indah induk intan jambu jati jaya
    jernih jeruk kali kampung kancil karang kartini karya kebangsaan kebun kecil kelapa kembang kemuning kenanga
    kepiting kerbau kerja kota kuat kuda kuning ladang lama lapangan laut lebar lembah lestari lima macan mahoni
    maju makmur mandiri mangga manggis manis mata mawar mekar melati merah meranti merdeka merpati muara mulia
    mulya mutiara nangka nusantara obor padang pahlawan panca pancasila pandan pangkal panjang pantai pasar
    pasir pattimura pelita pelopor penyu perak perdana perintis perjuangan permata persatuan pertama pertiwi
    pinang pintar pisang pulau pusaka pusat putih rahayu rajawali ramah rambutan rawa raya rimba rotan rukun
    rumah sabar salak santun sari satria satu sawah sehat sejahtera sejati selatan sentosa seroja setia simpang
    sinar sri subur sudirman suka sukses sumber sumur sungai surya tabah taman tanah tani tanjung teguh telaga
    teluk tengah tenteram tentram terang teratai tiga timur tinggi tri tumbuh tunas udang ujung usaha utama
    utara wangi waru
    """.split()
)
"""Words and first names that are also names of places: alone they say nothing."""

BUILT: Final = frozenset("pasar rumah balai taman lapangan kampung kota benteng simpang".split())
"""What begins the name of a place as well as that of what stands there: "Pasar Baru"."""

REGIONS: Final = frozenset(
    name.strip()
    for name in """
    aceh, aceh besar, agam, alor, ambon, anambas, asahan, asmat, badung, balangan, bali, balikpapan, banda aceh,
    bandar lampung, bandung, bandung barat, banggai, bangka, bangka barat, bangka belitung, bangka selatan,
    bangka tengah, bangkalan, bangli, banjar, banjarbaru, banjarmasin, banjarnegara, bantaeng, banten, bantul,
    banyuasin, banyumas, banyuwangi, barito kuala, barito selatan, barito timur, barito utara, barru, batam,
    batang, batanghari, batu bara, baubau, bekasi, belitung, belitung timur, belu, bener meriah, bengkalis,
    bengkayang, bengkulu, berau, biak, bima, binjai, bintan, bireuen, bitung, blitar, blora, boalemo, bogor,
    bojonegoro, bolaang mongondow, bombana, bondowoso, bone, bone bolango, bontang, boven digoel, boyolali,
    brebes, bukittinggi, buleleng, bulukumba, bulungan, bungo, buol, buru, buton, buton utara, ciamis, cianjur,
    cilacap, cilegon, cimahi, cirebon, dairi, deli serdang, demak, denpasar, depok, dharmasraya, diy,
    dki jakarta, dompu, donggala, dumai, empat lawang, ende, enrekang, fakfak, flores, flores timur, garut,
    gayo lues, gianyar, gorontalo, gowa, gresik, grobogan, gunung mas, gunungkidul, gunungsitoli, halmahera,
    hulu sungai selatan, hulu sungai tengah, hulu sungai utara, humbang hasundutan, indragiri hilir,
    indragiri hulu, indramayu, jabar, jakarta, jambi, jateng, jatim, jawa barat, jawa tengah, jawa timur,
    jayapura, jayawijaya, jember, jembrana, jeneponto, jepara, jombang, kaimana, kalbar, kalimantan barat,
    kalimantan selatan, kalimantan tengah, kalimantan timur, kalimantan utara, kalsel, kaltara, kalteng, kaltim,
    kampar, kapuas, kapuas hulu, karanganyar, karangasem, karawang, karimun, karo, katingan, kaur, kayong utara,
    kebumen, kediri, kendal, kendari, kepahiang, kepulauan meranti, kepulauan riau, kerinci, ketapang, klaten,
    klungkung, kolaka, kolaka timur, kolaka utara, konawe, konawe selatan, konawe utara, kota batu, kotabaru,
    kotamobagu, kotawaringin barat, kotawaringin timur, kuantan singingi, kubu raya, kudus, kulon progo,
    kuningan, kupang, kutai barat, kutai kartanegara, kutai timur, labuhanbatu, labuhanbatu selatan,
    labuhanbatu utara, lahat, lamandau, lamongan, lampung, lampung barat, lampung selatan, lampung tengah,
    lampung timur, lampung utara, landak, langkat, langsa, lebak, lebong, lembata, lhokseumawe, lingga, lombok,
    lombok barat, lombok tengah, lombok timur, lombok utara, lubuklinggau, lumajang, luwu, luwu timur,
    luwu utara, madiun, magelang, magetan, mahakam ulu, majalengka, majene, makassar, malaka, malang, malinau,
    maluku, maluku utara, mamasa, mamuju, manado, mandailing natal, manggarai, manggarai barat, manggarai timur,
    manokwari, mappi, maros, mataram, maumere, medan, melawi, mempawah, mentawai, merangin, merauke, mesuji,
    metro, mimika, minahasa, minahasa selatan, minahasa tenggara, minahasa utara, mojokerto, morowali,
    morowali utara, muara enim, muaro jambi, mukomuko, muna, murung raya, musi banyuasin, musi rawas, nabire,
    nagan raya, nagekeo, natuna, ngada, nganjuk, ngawi, nias, nias selatan, ntb, ntt, nunukan,
    nusa tenggara barat, nusa tenggara timur, ogan ilir, ogan komering ilir, ogan komering ulu,
    ogan komering ulu selatan, ogan komering ulu timur, oku, oku selatan, oku timur, pacitan, padang,
    padang lawas, padang panjang, padang pariaman, padangsidimpuan, pagar alam, pakpak bharat, palangka raya,
    palembang, pali, palopo, palu, pamekasan, pandeglang, pangandaran, pangkalpinang, pangkep, papua,
    papua barat, papua barat daya, papua pegunungan, papua selatan, papua tengah, parepare, pariaman,
    parigi moutong, pasaman, pasaman barat, pasangkayu, paser, pasuruan, pati, payakumbuh, pekalongan,
    pekanbaru, pelalawan, pemalang, pematangsiantar, penajam paser utara, pesawaran, pesisir barat,
    pesisir selatan, pidie, pinrang, pohuwato, polewali mandar, ponorogo, pontianak, poso, prabumulih,
    pringsewu, probolinggo, pulang pisau, purbalingga, purwakarta, purwokerto, purworejo, raja ampat,
    rejang lebong, rembang, riau, rokan hilir, rokan hulu, rote ndao, sabang, sabu raijua, salatiga, samarinda,
    sambas, samosir, sampang, sanggau, sangihe, sarolangun, sawahlunto, sekadau, selayar, seluma, semarang,
    seram, serang, serdang bedagai, seruyan, siak, sibolga, sidoarjo, sidrap, sigi, sijunjung, sikka,
    simalungun, simeulue, singaraja, singkawang, sinjai, sintang, sitaro, situbondo, sleman, solo, solok,
    solok selatan, soppeng, sorong, sragen, subang, subulussalam, sukabumi, sukamara, sukoharjo, sulawesi barat,
    sulawesi selatan, sulawesi tengah, sulawesi tenggara, sulawesi utara, sulbar, sulsel, sulteng, sultra,
    sulut, sumatera barat, sumatera selatan, sumatera utara, sumatra barat, sumatra selatan, sumatra utara,
    sumba barat, sumba timur, sumbar, sumbawa, sumbawa barat, sumedang, sumenep, sumsel, sumut, sungai penuh,
    surabaya, surakarta, tabalong, tabanan, takalar, talaud, tana tidung, tana toraja, tanah bumbu, tanah datar,
    tanah laut, tangerang, tangerang selatan, tanggamus, tanjung jabung barat, tanjung jabung timur,
    tanjungbalai, tanjungpinang, tapanuli selatan, tapanuli tengah, tapanuli utara, tapin, tarakan, tasikmalaya,
    tebing tinggi, tebo, tegal, temanggung, ternate, tidore, timika, timor tengah selatan, timor tengah utara,
    toba, tojo una una, tolitoli, tomohon, toraja utara, trenggalek, tual, tuban, tulang bawang, tulungagung,
    wajo, wakatobi, wamena, way kanan, wonogiri, wonosobo, yogyakarta
    """.split(",")
)
"""Provinces, regencies and towns, as they stand after a place that lies there: "Gunungsari, Lombok Barat"."""
