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
    """di ke dari asal warga masyarakat penduduk petani nelayan peternak perajin pengrajin pedagang pemuda remaja
    pelajar kader pekebun pembudidaya perantau wilayah kawasan perkotaan perdesaan seputar sekitar menuju hingga sampai
    antara""".split()
)
"""Before a bare name in a running text: it is a place, where the name is nothing else besides."""

NOT_PLACES: Final = frozenset(
    """jalan jl jln gang gg lorong simpang perempatan blok kompleks komplek perumahan perum griya graha
    sd sdn sdit smp smpn smpit sma sman smk smkn mi min mts mtsn ma man tk paud ra slb tpq tpa mdta madrasah pesantren ponpes
    universitas stie stkip akademi politeknik institut sekolah almamater
    masjid musala musholla mushala langgar surau gereja pura vihara wihara kelenteng klenteng makam
    pt cv ud fa tbk perusahaan pabrik toko kedai warung restoran rm kafe koperasi kud bank bpr hotel wisma losmen apotek klinik
    rs rsia rsu hipermart minimarket swalayan kios bengkel merek bermerek cap
    gor stadion gedung aula ruang ruangan bangsal paviliun balai lapangan taman menara monumen tugu gapura museum galeri
    yayasan sanggar klub tim ps fc persatuan komunitas paguyuban kelompok poktan gapoktan kub kwt pokdarwis grup orkes band
    laskar kontingen partai majelis koalisi
    kali sungai gunung bukit danau situ waduk bendungan bendung embung pulau teluk selat laut tanjung pelabuhan dermaga
    bandara stasiun terminal halte pasar jembatan tol gua goa curug candi kebun hutan taman
    kurikulum program gerakan hari hut lagu judul tas batik kopi beras kapal km kmp kri operasi tari lomba piala liga
    bunga pohon kayu minyak daun bambu varietas dusun kampung dukuh dukuhan lingkungan jorong banjar rt rw padukuhan
    bapak ibu pak bu sdr saudara saudari tuan nyonya ny tn haji hajah h hj kh kiai nyai ustaz ustadz ustazah gus habib
    mas mbak kang mang bang teh uda uni dik adik nenek kakek mbah drs dra dr drg ir prof almarhum almarhumah
    keluarga marga bernama ananda kopral serka aiptu bripka
    pramuka armada kelas kamar lantai sektor pos""".split()
)
"""Before a name: it is the name of something or somebody else. The list ends where the field's own words begin: what
serves a place carries its name (OFFICES), what merely stands there does not."""

REGIONAL: Final = frozenset(
    """kabupaten kab kota kotamadya provinsi prov propinsi pemkab pemkot pemprov pemda bupati gubernur polres polresta
    polrestabes polda kapolres kapolresta kapolda kodim dandim korem kejari kejati dprd rsud ppid
    diskominfo dinkes disdik dinsos bpbd kpu bawaslu baznas lapas rutan imigrasi provinsi regensi""".split()
)
"""Before a name: a regency, a town or a province, not one of its places."""

OF_REGIONS: Final = frozenset("kabupaten kab kota kotamadya provinsi prov propinsi".split())

QUALIFIERS: Final = frozenset(
    """utara selatan timur barat tengah tenggara daya laut wetan kulon lor kidul hilir hulu ilir ulu atas bawah dalam luar
    baru lama besar kecil raya indah permai asri makmur mulya mulyo jaya sari rejo agung kota induk satu dua tiga empat
    lima i ii iii iv v vi""".split()
)
"""After a name: it is a longer name, also in a title where every word has a capital."""

NO_NAMES: Final = frozenset(
    """senin selasa rabu kamis jumat jum'at sabtu minggu ahad januari februari maret april mei juni juli agustus
    september oktober november desember wib wita wit rp kecamatan kec kelurahan kel desa ds dusun rt rw
    kabupaten kab kota provinsi prov pukul tahun dan serta""".split()
)
"""After a name, with a capital: a new word and not more of the name."""

CONNECTORS: Final = frozenset("dan serta atau maupun hingga sampai".split())
NAMELY: Final = frozenset("yakni yaitu ialah adalah meliputi mencakup lain masing antaranya".split())
CLASSES: Final = frozenset("status predikat kategori berstatus menjadi sebagai menuju bertajuk program".split())
"""Before "Desa Maju": it is a class of village and not the village of that name."""

COMMON: Final = frozenset(
    """harapan damai merdeka maju makmur sejahtera mulia mulya sentosa bahagia jaya baru lama indah subur mandiri berkah barokah rukun setia
    sukses karya bakti bhakti tunas bina satria perjuangan persatuan kebangsaan sumber tani rahayu utama agung rimba permata
    mutiara intan pertiwi nusantara pahlawan pancasila garuda merpati rajawali elang melati mawar cempaka cendana kemuning kenanga
    anggrek dahlia flamboyan teratai seroja bougenvil pandan tanjung pinang beringin jati mahoni meranti waru kelapa durian
    mangga manggis nangka rambutan salak jambu jeruk pisang bambu rotan sawah ladang kebun hutan padang lapangan pasar kota
    desa kampung gunung bukit lembah sungai kali muara teluk pulau laut pantai pasir karang batu tanah air sumur danau rawa
    telaga mata hulu hilir utara selatan timur barat tengah atas bawah besar kecil tinggi panjang lebar putih hitam merah
    kuning hijau biru emas perak surya bulan bintang cahaya fajar sinar terang gelap pusat pusaka taman bunga sari dewi sri
    budi dharma darma eka dwi tri panca satu dua tiga empat lima raya rumah balai benteng pelita obor api kartini sudirman
    diponegoro hasanuddin pattimura gajah macan kancil banteng kuda kerbau ayam ikan udang kepiting penyu simpang ujung
    pangkal induk sejati suka cita asri lestari sehat kuat teguh adil bijak arif amanah ikhlas sabar tabah aman tenteram
    tentram santun ramah cerdas pintar bersama bersatu bangkit bangun guna dana cipta kerja usaha mekar tumbuh kembang
    jernih bening wangi harum manis perdana pertama pelopor perintis""".split()
)
"""Words and first names that are also names of places: alone they say nothing."""

BUILT: Final = frozenset("pasar rumah balai taman lapangan kampung kota benteng simpang".split())
"""What begins the name of a place as well as that of what stands there: "Pasar Baru"."""

REGIONS: Final = frozenset(
    name.strip()
    for name in """
aceh, sumatera utara, sumatra utara, sumut, sumatera barat, sumatra barat, sumbar, riau, kepulauan riau, jambi, sumatera selatan, sumatra selatan, sumsel, bengkulu, lampung, bangka belitung, jakarta, dki jakarta, jawa barat, jabar, jawa tengah, jateng, yogyakarta, diy, jawa timur, jatim, banten, bali, nusa tenggara barat, ntb, nusa tenggara timur, ntt, kalimantan barat, kalbar, kalimantan tengah, kalteng, kalimantan selatan, kalsel, kalimantan timur, kaltim, kalimantan utara, kaltara, sulawesi utara, sulut, sulawesi tengah, sulteng, sulawesi selatan, sulsel, sulawesi tenggara, sultra, gorontalo, sulawesi barat, sulbar, maluku, maluku utara, papua, papua barat, papua selatan, papua tengah, papua pegunungan, papua barat daya,
banda aceh, aceh besar, pidie, bireuen, lhokseumawe, langsa, sabang, simeulue, nagan raya, gayo lues, bener meriah, subulussalam, medan, binjai, deli serdang, langkat, karo, simalungun, asahan, labuhanbatu, labuhanbatu utara, labuhanbatu selatan, tapanuli utara, tapanuli tengah, tapanuli selatan, toba, samosir, dairi, nias, nias selatan, mandailing natal, padang lawas, padangsidimpuan, sibolga, pematangsiantar, tebing tinggi, tanjungbalai, batu bara, serdang bedagai, humbang hasundutan, pakpak bharat, gunungsitoli, padang, bukittinggi, payakumbuh, pariaman, padang pariaman, padang panjang, solok, solok selatan, sijunjung, dharmasraya, pasaman, pasaman barat, agam, tanah datar, pesisir selatan, sawahlunto, mentawai, pekanbaru, dumai, kampar, rokan hulu, rokan hilir, siak, bengkalis, pelalawan, indragiri hulu, indragiri hilir, kuantan singingi, kepulauan meranti, batam, tanjungpinang, bintan, karimun, natuna, lingga, anambas, muaro jambi, batanghari, bungo, tebo, merangin, sarolangun, kerinci, sungai penuh, tanjung jabung barat, tanjung jabung timur, palembang, prabumulih, lubuklinggau, pagar alam, banyuasin, musi banyuasin, musi rawas, ogan ilir, ogan komering ilir, ogan komering ulu, ogan komering ulu selatan, ogan komering ulu timur, oku, oku selatan, oku timur, muara enim, lahat, empat lawang, pali, rejang lebong, kepahiang, seluma, kaur, mukomuko, lebong, bandar lampung, metro, lampung selatan, lampung tengah, lampung utara, lampung barat, lampung timur, tulang bawang, way kanan, tanggamus, pringsewu, pesawaran, mesuji, pesisir barat, pangkalpinang, bangka, bangka tengah, bangka selatan, bangka barat, belitung, belitung timur,
serang, cilegon, tangerang, tangerang selatan, lebak, pandeglang, bandung, bandung barat, cimahi, bogor, depok, bekasi, sukabumi, cianjur, garut, tasikmalaya, ciamis, banjar, pangandaran, kuningan, cirebon, majalengka, sumedang, indramayu, subang, purwakarta, karawang, semarang, salatiga, surakarta, solo, magelang, pekalongan, tegal, brebes, pemalang, batang, kendal, demak, kudus, jepara, pati, rembang, blora, grobogan, sragen, karanganyar, wonogiri, sukoharjo, klaten, boyolali, temanggung, wonosobo, purworejo, kebumen, banyumas, purwokerto, cilacap, purbalingga, banjarnegara, sleman, bantul, gunungkidul, kulon progo, surabaya, sidoarjo, gresik, lamongan, tuban, bojonegoro, mojokerto, jombang, nganjuk, madiun, magetan, ngawi, ponorogo, pacitan, trenggalek, tulungagung, blitar, kediri, malang, kota batu, pasuruan, probolinggo, lumajang, jember, bondowoso, situbondo, banyuwangi, bangkalan, sampang, pamekasan, sumenep, denpasar, badung, gianyar, tabanan, buleleng, singaraja, karangasem, bangli, klungkung, jembrana, mataram, lombok, lombok barat, lombok timur, lombok tengah, lombok utara, sumbawa, sumbawa barat, dompu, bima, kupang, ende, sikka, maumere, flores, flores timur, manggarai, manggarai barat, manggarai timur, ngada, nagekeo, lembata, alor, belu, malaka, timor tengah selatan, timor tengah utara, rote ndao, sabu raijua, sumba timur, sumba barat,
pontianak, singkawang, sambas, mempawah, bengkayang, landak, sanggau, sekadau, sintang, melawi, kapuas hulu, ketapang, kayong utara, kubu raya, palangka raya, kapuas, pulang pisau, katingan, kotawaringin timur, kotawaringin barat, seruyan, sukamara, lamandau, barito utara, barito selatan, barito timur, murung raya, gunung mas, banjarmasin, banjarbaru, tanah laut, tanah bumbu, kotabaru, tapin, hulu sungai selatan, hulu sungai tengah, hulu sungai utara, tabalong, balangan, barito kuala, samarinda, balikpapan, bontang, kutai kartanegara, kutai timur, kutai barat, mahakam ulu, berau, paser, penajam paser utara, tarakan, nunukan, malinau, bulungan, tana tidung, manado, bitung, tomohon, kotamobagu, minahasa, minahasa utara, minahasa selatan, minahasa tenggara, bolaang mongondow, sangihe, talaud, sitaro, palu, donggala, sigi, parigi moutong, poso, morowali, morowali utara, banggai, tojo una una, tolitoli, buol, makassar, gowa, maros, pangkep, barru, parepare, pinrang, sidrap, enrekang, tana toraja, toraja utara, palopo, luwu, luwu utara, luwu timur, wajo, soppeng, bone, sinjai, bulukumba, bantaeng, jeneponto, takalar, selayar, kendari, baubau, konawe, konawe selatan, konawe utara, kolaka, kolaka utara, kolaka timur, bombana, muna, buton, buton utara, wakatobi, boalemo, pohuwato, bone bolango, mamuju, majene, polewali mandar, mamasa, pasangkayu, ambon, tual, buru, seram, halmahera, ternate, tidore, jayapura, merauke, biak, nabire, mimika, timika, sorong, manokwari, fakfak, kaimana, raja ampat, wamena, jayawijaya, boven digoel, mappi, asmat
""".split(",")
)
"""Provinces, regencies and towns of Indonesia, as they stand after a place that lies there: "Gunungsari, Lombok Barat"."""
