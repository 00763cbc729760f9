"""The words of the eight affairs that a region has by its nature (UU 23/2014 pasal 12 ayat 3), and of government itself:
no logic, tables alone.

Written as in `topics_words_basic`: affair code → (sure, likely, hint). What begins with 4 and more is no affair of the
law's list but the house that carries them all: secretariats, planning, money, staff, oversight, districts, unity.
"""

from __future__ import annotations

from typing import Final

CHOICE: Final[dict[str, tuple[str, str, str]]] = {
    "3.25": (  # kelautan dan perikanan
        """perikanan, kelautan, nelayan kecil, ~tangkap ikan, hasil tangkapan, perikanan tangkap,
        perikanan budidaya, budidaya ikan, budi daya ikan, pembudidaya, pembudi daya, pembudidaya ikan,
        pokdakan, kolam ikan, kolam terpal, keramba, keramba jaring apung, kja, tambak, petambak, udang, vaname,
        bandeng, lele, nila, gurami, patin, bawal, kerapu, kakap, tuna, cakalang, tongkol, kepiting, rajungan,
        rumput laut, garam rakyat, petambak garam, lobster, benih lobster, benih ikan, bibit ikan, restocking,
        tebar benih ikan, pakan ikan, pelet, bioflok, budikdamber, ikan dalam ember, jaring ikan, alat tangkap,
        pancing, jala, kapal nelayan, perahu nelayan, kapal ikan, tempat pelelangan ikan, tpi, pelelangan ikan,
        pelabuhan perikanan, kusuka, gemarikan, makan ikan, olahan ikan, ikan asin, ikan asap, cold storage,
        musim ikan, melaut, kampung nelayan, pengolah ikan, pengasap ikan""",
        """ikan, laut, melaut, kolam, perahu, pesisir, tangkapan, benur, ekspor ikan, jaring, mesin tempel,
        pukat, konservasi laut, nelayan""",
        """ombak, pantai, dermaga, ton""",
    ),
    "3.26": (  # pariwisata
        """wisata, ~wisata, pariwisata, kepariwisataan, objek wisata, destinasi wisata, destinasi, desa wisata,
        kampung wisata, daya tarik wisata, pokdarwis, kelompok sadar wisata, sadar wisata, wisatawan,
        wisatawan mancanegara, wisatawan nusantara, turis, kunjungan wisata, pengunjung wisata, homestay,
        okupansi, tingkat hunian hotel, perhotelan, pemandu wisata, agrowisata, ekowisata, wisata bahari,
        wisata religi, wisata alam, wisata kuliner, kuliner khas, air terjun, curug, pantai wisata,
        taman rekreasi, rekreasi, waterboom, kolam renang wisata, geopark, tiket masuk, loket wisata,
        retribusi wisata, kalender acara, calendar of event, duta wisata, putra putri pariwisata,
        putri indonesia, ekonomi kreatif, ekraf, disparbud, disbudpar, dispar, sapta pesona, spot foto, camping,
        glamping, arung jeram, pendaki, pendakian, liburan, libur lebaran wisata""",
        """pengunjung, kunjungan, keindahan, panorama, pemandangan, promosi, festival, pantai, bukit, libur,
        kuliner, akhir pekan, keliling kota, jelajah, hotel, gua, goa, swafoto""",
        """indah, menarik, tamu""",
    ),
    "3.27": (  # pertanian
        """~tani, kelompok tani, poktan, gapoktan, kwt, kelompok wanita tani, petani milenial,
        penyuluh pertanian, ppl, persawahan, ladang, huma, tanam padi, ~tanam padi, tandur, padi, gabah, gkp,
        panen, ~panen, panen raya, gagal panen, puso, masa tanam, musim tanam, jadwal tanam, indeks pertanaman,
        tanam perdana, benih padi, benih, varietas, pupuk, pupuk subsidi, pupuk bersubsidi, pupuk organik,
        pestisida, insektisida, hama, hama wereng, wereng, hama tikus, tikus sawah,
        organisme pengganggu tumbuhan, opt, gropyokan, traktor, combine harvester, alsintan,
        alat mesin pertanian, pompa air sawah, sekolah lapang, sekolah lapang petani, lahan pertanian, lp2b,
        cetak sawah, optimasi lahan, petani jagung, jagung, kedelai, bawang merah, bawang putih, cabai, cabe,
        kentang, wortel, kubis, tomat, hortikultura, buah-buahan, durian, mangga, manggis, salak, jeruk, nanas,
        alpukat, kelengkeng, pepaya, perkebunan, pekebun, kakao, kelapa sawit, sawit, tandan buah segar, tbs,
        karet, cengkih, cengkeh, lada, pala, vanili, tebu, tembakau, aren, gula aren, nilam, porang,
        serai wangi, jahe, kunyit, tanaman obat, peremajaan sawit, ~kebun, ~ternak, peternakan, peternak,
        hewan ternak, ternak, kesehatan hewan, kerbau, domba, unggas, ayam petelur, itik, bebek, pakan ternak,
        kandang, penyakit mulut dan kuku, pmk, lumpy skin, antraks, brucellosis, flu burung, rabies,
        vaksinasi rabies, vaksinasi ternak, inseminasi buatan, kawin suntik, inseminator, dokter hewan,
        puskeswan, rumah potong hewan, rph, pasar hewan, penyembelihan halal, juleha, bibit unggul,
        kontes ternak, kontes ayam, telur ayam, cocok tanam, bercocok tanam, bertanam, hidroponik, polybag,
        nursery, kebun sayur, sayur-mayur, tanaman pangan, budi daya tanaman, budi daya, budidaya, ~budidaya,
        bajak, mencangkul, cangkul, asuransi usaha tani, nilai tukar petani, brigade pangan, agribisnis,
        agroindustri, distan, distanbun, distanak, lebah madu, jamur tiram, buruh tani, pematang,
        penggilingan padi, giling""",
        """~tanam, menanam, tanah, bibit, hektare, sayur, sayuran, lahan, komoditas, kuintal, ton per hektare,
        hasil panen, musim kemarau, pengairan, biji, buah, kotoran ternak, bunting, betina, pejantan, susu,
        daging, telur, daun, dinas pertanian, sawah, kopi, ayam, sapi, kambing, pisang, teh, kelapa, tanaman,
        kebun, madu, susu sapi""",
        """subur, tumbuh, ton, akar, musim, petik, karung""",
    ),
    "3.28": (  # kehutanan
        """kehutanan, hutan, hutan lindung, hutan adat, hutan sosial, perhutanan sosial, hutan rakyat, hutan produksi, hutan desa, kawasan hutan, penebangan, penebangan liar, ~tebang, pembalakan, lahan kritis, rehabilitasi hutan, rehabilitasi lahan, reboisasi, kelompok tani hutan, kth, penyuluh kehutanan, polisi kehutanan, polhut, perhutani, kph, kesatuan pengelolaan hutan, taman nasional, bksda, cagar alam, suaka margasatwa, gaharu, kayu jati, hasil hutan bukan kayu, hhbk, pohon jati, cendana, sengon, persemaian, gambut, restorasi gambut, tebing gundul, gundul, bukit gundul""",
        """rimba, kayu, pohon, orang utan, harimau, gajah, lereng gundul, aren, trembesi, mahoni, tegakan""",
        """lereng, tebing, batang""",
    ),
    "3.29": (  # energi dan sumber daya mineral
        """energi, kelistrikan, listrik, listrik desa, listrik gratis, sambungan listrik, jaringan listrik,
        tiang listrik, gardu, gardu induk, trafo, pln, padam listrik, pemadaman listrik, listrik padam,
        ketenagalistrikan, pembangkit, pltu, plta, pltmh, plts, panel surya, tenaga surya, energi terbarukan,
        energi baru terbarukan, panas bumi, geotermal, biogas, elpiji, gas elpiji, lpg, bahan bakar minyak, bbm,
        spbu, pertamina, solar subsidi, pertalite, minyak tanah, mikrohidro, kilowatt, megawatt, watt,
        penerangan, teraliri listrik, rasio elektrifikasi, elektrifikasi, esdm, sumber daya mineral, air tanah,
        kendaraan listrik, spklu, jaringan gas""",
        """gelap, menyala, kabel, arus listrik, pertambangan, tambang, penambang, galian c, batu bara, mineral,
        genset, gas melon, meteran listrik, lampu""",
        """terang, bohlam, daya""",
    ),
    "3.30": (  # perdagangan
        """perdagangan, pedagang pasar, pedagang kaki lima, pkl, pasar rakyat, pasar tradisional, pasar induk,
        pasar murah, operasi pasar, sidak pasar, pasar malam, kios pasar, los pasar, revitalisasi pasar,
        retribusi pasar, ekspor, eksportir, impor, importir, harga barang, harga bahan pokok, harga pangan,
        harga beras, harga cabai, harga minyak goreng, minyak goreng, minyakita, harga eceran tertinggi, het,
        kenaikan harga, lonjakan harga, harga naik, harga turun, stabilisasi harga, stabilitas harga,
        pengendalian inflasi, inflasi, tpid, inflasi daerah, bahan pokok, kebutuhan pokok, bapok, bapokting,
        stok aman, penimbunan, metrologi, metrologi legal, tera, tera ulang, timbangan pedagang, alat ukur,
        takaran, ukuran takar, kemasan kurang, perlindungan konsumen, bpsk, distributor, agen elpiji,
        pangkalan elpiji, grosir, eceran, pengecer, ritel, toko modern, minimarket, swalayan,
        barang kedaluwarsa, sidak makanan, sni, resi gudang, pameran dagang, misi dagang, dagang, ~dagang,
        berniaga, neraca perdagangan, peti kemas, kontainer ekspor, pembeli luar negeri, buyer, pasar ekspor,
        disperindag, disdagperin, gebyar belanja, jual beli""",
        """kios, lapak, lapak pedagang, pembeli, stok, kedaluwarsa, dijual, penjual, jual, ~beli, toko, barang,
        kemasan, warung kelontong, gudang, kirim ke, dikirim ke, pasokan, pasaran, omzet, komoditas ekspor,
        kilogram, liter, kiloan, murah, mahal, pedagang, pasar, harga, transaksi, konsumen, barang beredar""",
        """stok, naik, turun, belanja, per kilogram, rak""",
    ),
    "3.31": (  # perindustrian
        """perindustrian, industri, industri kecil, industri kecil menengah, ikm, industri kecil dan menengah,
        sentra industri, kawasan industri, industri kreatif, kerajinan, perajin, pengrajin, anyaman, mebel,
        furnitur, konveksi, garmen, tekstil, batik tulis, manufaktur, hilirisasi, pengolahan hasil,
        pabrik pengolahan, gerabah, batu bata, tungku, gamping, tahu tempe, perajin tahu, perajin tempe,
        sentra kerajinan, siinas, standar industri, bordir, ukiran, rotan, eceng gondok kerajinan,
        penyamakan kulit, tas anyaman, produk kerajinan""",
        """produksi, bahan baku, mesin produksi, alat produksi, kapasitas produksi, ~olah, buatan, pengusaha,
        alat pemotong, kerajinan tangan, pabrik, sepatu, sandal, genteng, keramik""",
        """mesin, pesanan, hasil karya""",
    ),
    "3.32": (  # transmigrasi
        """transmigrasi, transmigran, calon transmigran, kawasan transmigrasi, permukiman transmigrasi, upt transmigrasi, ketransmigrasian, program transmigrasi, transmigrasi lokal, translok, jatah hidup transmigran""",
        """pemberangkatan keluarga, lahan pekarangan, lahan garapan, jatah hidup""",
        """diberangkatkan, pelepasan""",
    ),
    "4": (  # sekretariat daerah dan sekretariat DPRD
        """sekretariat daerah, reformasi birokrasi, birokrasi, zona integritas, wbk, wbbm, wilayah bebas korupsi, sakip, lkjip, akuntabilitas kinerja, reformasi pelayanan, pelayanan publik, standar pelayanan, mal pelayanan publik, mpp, ombudsman, survei kepuasan, survei kepuasan masyarakat, indeks kepuasan masyarakat, kepatuhan pelayanan, dprd, sekretariat dprd, anggota dprd, ketua dprd, pimpinan dprd, rapat paripurna, paripurna, sidang paripurna, pansus, panitia khusus, fraksi, komisi dprd, reses, dewan, raperda, rancangan peraturan daerah, perda, peraturan daerah, propemperda, peraturan bupati, perbup, produk hukum daerah, produk hukum, jdih, hak interpelasi, pokir, pergantian antarwaktu, legislatif, legislator, lkpj, laporan keterangan pertanggungjawaban, pandangan umum,
        kerja sama daerah, kerja sama antardaerah, nota kesepahaman, penataan organisasi, bagian organisasi, bagian hukum, tata pemerintahan, otonomi daerah, hari otonomi daerah, penyelenggaraan pemerintahan, lppd, kunjungan kerja, studi banding, studi tiru pemerintah, pelayanan administrasi terpadu, paten, loket pelayanan, pelayanan satu pintu kecamatan, pengadaan barang dan jasa, pengadaan barang, lpse, ukpbj, e-katalog, forkopimda, apel pagi, apel gabungan, hari jadi kabupaten, batas daerah, kode etik""",
        """sekda, pemerintah daerah, perangkat daerah, opd, kepala perangkat daerah, pemerintahan, kinerja, pelayanan, loket, antrean, kepuasan, tata kelola, akuntabel, akuntabilitas, rapat koordinasi, evaluasi kinerja, kunjungan, pejabat, audiensi, rombongan, gubernur, kesepakatan bersama, dokumen kerja sama, pertanggungjawaban, inovasi daerah, inovasi""",
        """bupati, wakil bupati, wali kota, sekretaris daerah, setda, pemkab, pemkot, koordinasi, kebijakan, pemerintah, birokrat, arahan, komitmen, sinergi""",
    ),
    "5": (  # perencanaan, keuangan, kepegawaian, penelitian
        """bappeda, bapperida, bappelitbangda, perencanaan pembangunan, rencana pembangunan, musrenbang, rkpd, rpjmd, rpjpd, renstra, renja, forum perangkat daerah, kua ppas, apbd, apbd perubahan, perubahan apbd, rapbd, anggaran daerah, anggaran pendapatan, belanja daerah, belanja pegawai, belanja modal, efisiensi anggaran, pergeseran anggaran, refocusing, serapan anggaran, realisasi anggaran, defisit, silpa, dana transfer, transfer ke daerah, dana alokasi khusus, dana alokasi umum, dana bagi hasil, keuangan daerah, pengelolaan keuangan, bpkad, bkad, aset daerah, barang milik daerah, lelang aset, bmd, laporan keuangan, lkpd, pendapatan asli daerah, pad, pendapatan daerah, bapenda, pajak daerah, wajib pajak, pajak bumi dan bangunan, pbb, pbb p2, sppt, bphtb, pajak kendaraan, pajak kendaraan bermotor, pkb, samsat, pemutihan pajak, opsen, opsen pajak, pajak restoran, pajak hotel, pajak reklame, retribusi daerah, piutang pajak, tunggakan pajak, spt tahunan, kpp pratama, kppn, perbendaharaan, djp, dana idle, kas daerah,
        asn, aparatur sipil negara, pns, cpns, casn, pppk, p3k, pegawai negeri, pegawai pemerintah, tenaga honorer, non asn, tenaga kontrak, seleksi cpns, seleksi casn, formasi cpns, formasi, bkn, bkd, bkpsdm, bkpp, bkppd, kepegawaian, kenaikan pangkat, pangkat, mutasi jabatan, mutasi pejabat, rotasi pejabat, rotasi, pelantikan pejabat, sumpah jabatan, eselon, jabatan pimpinan tinggi, jabatan fungsional, jpt, seleksi terbuka, lelang jabatan, uji kompetensi pejabat, manajemen talenta, sistem merit, pensiun, pensiunan, purnabakti, purnatugas, purna tugas, satyalancana, korpri, diklat, latsar, pelatihan dasar cpns, pelatihan kepemimpinan, pka, pkp, bimtek pegawai, disiplin pegawai, hukuman disiplin, absensi, absen wajah, tunjangan kinerja, tpp, tambahan penghasilan, netralitas asn, etika pegawai, sasaran kinerja, brida, inovasi daerah, lomba inovasi, indeks inovasi, riset daerah, penelitian dan pengembangan""",
        """anggaran, aset, pegawai, aparatur, dilantik, melantik, pelantikan, retribusi, pajak, honorer, pejabat, jabatan, penataan pegawai, seleksi, surat keputusan, sk pengangkatan, serah terima jabatan, perencanaan, rancangan, prioritas pembangunan, usulan prioritas, belanja, pendapatan, kas, pembayaran pajak, usulan warga, target pendapatan, tunggakan, pegawai teladan""",
        """miliar, rencana, program prioritas, target, dokumen perencanaan""",
    ),
    "6": (  # pengawasan
        """inspektorat, apip, bpk, bpk ri, bpkp, audit, auditor, opini wajar, wajar tanpa pengecualian, wtp, temuan bpk, laporan hasil pemeriksaan, lhp, tindak lanjut temuan, spip, sistem pengendalian intern, mcp, kpk, monitoring center for prevention, pencegahan korupsi, antikorupsi, anti korupsi, lhkpn, pengendalian gratifikasi, upg, saber pungli, whistle blowing, survei penilaian integritas, spi kpk, maturitas, manajemen risiko, pengawasan intern, reviu, kerugian daerah, tuntutan ganti rugi, kelebihan bayar, hari antikorupsi""",
        """pengawasan, pemeriksaan keuangan, temuan, integritas, catatan audit, ~audit, transparansi, transparan, diperiksa bpk""",
        """kepatuhan, laporan""",
    ),
    "7": (  # kewilayahan: kecamatan dan kelurahan
        """kantor kecamatan, pelayanan kecamatan, camat baru, serah terima camat, rapat minggon, minggon kecamatan, lokakarya mini kecamatan, musrenbang kecamatan, musrenbang kelurahan, penilaian kinerja camat, monitoring kecamatan, evaluasi kecamatan, pelimpahan wewenang camat, pemerintahan umum, dana kelurahan, kinerja kecamatan, sinergitas kecamatan""",
        """sekretaris camat, sekcam, aparat kecamatan, kasi pemerintahan""",
        """camat, lurah, tingkat kecamatan""",
    ),
    "8": (  # pemerintahan umum: kesatuan bangsa, pemilihan
        """kesbangpol, kesatuan bangsa, bakesbangpol, wawasan kebangsaan, ideologi pancasila, pancasila, hari lahir pancasila, bela negara, partai politik, parpol, bantuan keuangan partai, pendidikan politik, ormas, organisasi kemasyarakatan, pembauran kebangsaan, fpk, fkdm, kewaspadaan dini, pemilu, pemilihan umum, pilkada, pemilihan kepala daerah, pilgub, pilbup, kpu, bawaslu, panwaslu, panwascam, ppk pemilu, pps pemilu, kpps, tps pemilu, tempat pemungutan suara, pemungutan suara, penghitungan suara, rekapitulasi suara, surat suara, kotak suara, bilik suara, daftar pemilih, dpt, data pemilih, pemutakhiran data pemilih, coklit, pantarlih, pemilih, pemilih pemula, pemilih tetap, pasangan calon, calon bupati, kampanye, politik uang, netralitas, golput, dapil, daerah pemilihan, mencoblos, coblosan, verifikasi partai, quick count, hari kemerdekaan, hut ri, hut kemerdekaan, upacara hut, detik-detik proklamasi, upacara bendera, hari pahlawan, hari kebangkitan nasional, hari kesaktian pancasila, pembinaan ideologi""",
        """demokrasi, politik, kebangsaan, nasionalisme, persatuan, kontestasi, calon, suara, upacara, inspektur upacara, pengawas pemilu, pelanggaran pemilu, simulasi pemungutan, parpol peserta""",
        """pemilihan, kemerdekaan, hari besar nasional, bangsa""",
    ),
}

NOTHING: Final = """
    kepala dinas, kepala bidang, kepala badan, kepala bagian, kepala seksi, kepala kantor, rumah tangga, rumah dinas, rumah makan, rumah ibadat, air mata, mata uang, mata pencaharian, mata kepala,
    buah tangan, buah hati, buah bibir, buah pikiran, kambing hitam, meja hijau, tanah air, tanah lapang, jalan keluar, jalan tengah, jalan kaki, berjalan kaki, jalan buntu, jalan pikiran, jalan pintas, jalan masuk, jalan cerita,
    dokter jaganya, ruang bedah, dioperasi plastik, operasi plastik, banjir pujian, pujian membanjiri, banjir pesanan, banjir permohonan, banjir dukungan, banjir pengunjung, banjir peminat, banjir hadiah, banjir ucapan, banjir pertanyaan, banjir keluhan, banjir pendaftar, banjir orderan, kebanjiran pesanan, kebanjiran order, kebanjiran pembeli, kebanjiran pengunjung, tsunami informasi, gempuran, badai pasti berlalu,
    panen medali, panen prestasi, panen penghargaan, panen pujian, panen piala, panen juara, panen kritik, panen raihan, menuai pujian, bibit atlet, bibit muda, bibit unggul atlet, bibit penari, bibit pemain, ladang amal, ladang ilmu, ladang pahala, lahan subur, lahan basah, akar masalah, akar rumput, buah manis, buah kerja keras, virus semangat, virus positif, suntikan dana, suntikan modal, suntikan semangat, jantung kota, jantung pasar, urat nadi, denyut nadi, tulang punggung, mati suri, nyawa baru, napas baru, angin segar, obat rindu, obat kangen, vaksin antihoaks, imun dari hoaks,penyakit lama, demam panggung, demam batu, demam piala dunia, api semangat, bara semangat, kobaran semangat, bom waktu, perang melawan, senjata ampuh, peluru, medan perang, pasukan putih,
    sekolah kehidupan, guru terbaik, guru kehidupan, pekerjaan rumah, kawah candradimuka, kendaraan politik, panggung politik,bank soal, bank data, uji nyali, sidang isbat, tokoh masyarakat, tokoh pemuda, kepala keluarga, kartu as, setengah jalan, tengah jalan, jalan raya protokol, dunia maya, dunia nyata, pintu masuk, dapur redaksi, dapur rekaman, garis finis, garis start,
    polisi tidur, tidur nyenyak, hujan kritik, hujan protes, hujan pujian, hujan gol, hujan interupsi, sakit hati, mesin uang, bumbu penyedap, resep sukses, menabung uang, anak tangga, anak buah, anak sungai, ibu kota, ibu jari, ibu pertiwi, bapak pembangunan, orang tua, hari libur, hari kerja, jam kerja, kerja sama, kerjasama, kerja keras, kerja nyata, kerja cerdas, unit kerja, tim kerja, program kerja, rapat kerja, lingkungan kerja, wilayah kerja,lingkungan keluarga, lingkungan pemerintah, lingkungan pemkab, lingkungan pemkot, lingkungan pemerintah kabupaten, di lingkungan, air muka, api unggun, bulan madu, tangan besi, tangan dingin, turun tangan, tanda tangan, jabat tangan, tepuk tangan, turun temurun, harga diri, harga mati, surat kabar, gedung serbaguna, kantor dinas, aula dinas, aula kantor, aula kecamatan, halaman kantor, kantor bupati
"""
"""Phrases that speak of none of it: they take their words away from every affair."""
