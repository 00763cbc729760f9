"""The words of the six affairs that concern everybody first (UU 23/2014 pasal 12 ayat 1): no logic, tables alone.

Affair code → (sure, likely, hint), each a list between commas. `~tani` stands for the root in all its forms (petani,
pertanian, bertani); a phrase is read before its words, and takes them away from every other affair.
"""

from __future__ import annotations

from typing import Final

BASIC: Final[dict[str, tuple[str, str, str]]] = {
    "1.01": (  # pendidikan
        """~didik, pendidik, peserta didik, tenaga kependidikan, sekolah dasar, sekolah menengah, sekolah kejuruan,
        sekolah negeri, sekolah swasta, sekolah rakyat, sekolah inklusi, sekolah luar biasa, sekolah penggerak, sekolah menengah
        pertama, madrasah, pesantren, santri, ponpes, paud, tk pembina, taman kanak kanak, pelajar, siswa, siswi, murid,
        mahasiswa, mahasiswi, kampus, universitas, politeknik, perguruan tinggi, kuliah, perkuliahan, rektor, dekan, dosen,
        wisuda, wisudawan, skripsi, ijazah, rapor, kurikulum, guru penggerak, guru honorer, kepala sekolah, ruang kelas, ruang guru,
        ruang kelas baru, mata pelajaran, tahun ajaran, tahun pelajaran, penerimaan murid baru, ppdb, spmb, mpls,
        masa pengenalan lingkungan sekolah, asesmen nasional, anbk, ujian nasional, ujian sekolah, ujian akhir, ujian kesetaraan,
        osn, olimpiade sains, fls2n, o2sn, beasiswa, kip kuliah, program indonesia pintar, bantuan operasional
        sekolah, dana bos, bosp, dapodik, komite sekolah, putus sekolah, anak tidak sekolah, paket a, paket b, paket c,
        kejar paket, pkbm, sanggar kegiatan belajar, pusat kegiatan belajar, keaksaraan, buta aksara, buta huruf, literasi, numerasi,
        calistung, sekolah ramah anak, smart class, kelas digital, sekolah dasar negeri, wajib belajar, gerakan
        sekolah, hari guru, hardiknas, hari pendidikan, pgri, mgmp, kkg, kelompok kerja guru, pengawas sekolah,
        sertifikasi guru, tunjangan guru, tunjangan profesi, ~ajar, belajar mengajar, pengajar, pelajaran, pembelajaran, kelas
        rendah, muatan lokal, alat peraga, laboratorium sekolah, perpustakaan sekolah, bimbingan belajar, les membaca,
        dewan pendidikan, angka partisipasi, rata-rata lama sekolah, kokurikuler, ekstrakurikuler, seragam sekolah,
        cerdas cermat, karya ilmiah, lomba robot, robotika, kuliah kerja nyata, kkn, merdeka belajar, smk, sma, smp, sd,
        sdn, smpn, sman, smkn, mts, mtsn, slb, unbk, snbp, snbt, sbmptn, prestasi belajar, guru sd, guru tk,
        guru agama, guru ngaji, bunda paud, perundungan, literasi dasar, pemuda putus sekolah,
        sarjana, magister, doktor, akademi, kepsek, wali kelas, wali murid, adik kelas, kelulusan, lulusan sekolah, bangku sekolah,
        bangku kuliah, jam belajar, masuk sekolah, hari pertama sekolah, libur sekolah, kantin sekolah, toilet sekolah,
        gedung sekolah, bangunan sekolah, ruang belajar, papan tulis""",
        """guru, sekolah, kelas, kejuruan, akademik, akademisi, fakultas, jurusan, semester, ujian, nilai ujian, rombel,
        rombongan belajar, siswa baru, tutor, mengeja, berhitung, buku pelajaran, buku bacaan, matematika, olimpiade, lomba pidato, debat,
        uang sekolah, biaya sekolah, zonasi, daya tampung, jalur afirmasi, jalur prestasi, dinas pendidikan, disdik, dikbud, disdikbud,
        osis, anak usia dini, karakter, sains, riset, penelitian, kepala dinas pendidikan, orang tua murid, ajaran baru,
        tamat, alumni, almamater, cendekia, kecakapan, iptek, upacara bendera, raport, dongeng, mendongeng, membaca,
        menulis, gemar membaca, buku tulis, alat tulis, tas sekolah, sepatu sekolah, asrama, magang""",
        """belajar, pengetahuan, ilmu, remaja, usia dini, lulusan, komite, laboratorium, pengawas, yayasan, prestasi, soal,
        hafal, pensil, kapur tulis, tunas, generasi muda, aula sekolah, anak sekolah, usia sekolah""",
    ),
    "1.02": (  # kesehatan
        """kesehatan, rumah sakit, rsud, rsu, puskesmas, pustu, puskesmas pembantu, polindes, poskesdes, posbindu,
        posyandu, klinik, rawat inap, rawat jalan, gawat darurat, igd, icu, nicu, hemodialisis, cuci darah, dokter, dokter gigi,
        dokter spesialis,bidan, perawat, apoteker, tenaga medis, tenaga kesehatan, nakes, pasien, kader kesehatan,
        jumantik, imunisasi, vaksin, vaksinasi, vaksinator, stunting, tengkes, gizi, gizi buruk, balita, ibu hamil, bumil,
        ibu menyusui, persalinan, bersalin, melahirkan, kehamilan, kandungan, kematian ibu, kematian bayi, angka kematian ibu, bayi baru lahir, asi, asi
        eksklusif, pemberian makanan tambahan, tablet tambah darah, anemia, tbc, tuberkulosis, hiv, aids, malaria,
        demam berdarah, dbd, jentik, fogging, pengasapan, larvasida, nyamuk, aedes, rabies pada manusia, covid, corona,
        pandemi, omicron, campak, rubela, polio, difteri, hepatitis, kusta, filariasis, kaki gajah, diare, kolera, tifus, leptospirosis, cacingan,
        obat cacing, chikungunya, influenza, ispa, pneumonia, hipertensi, tekanan darah, gula darah, diabetes, kolesterol,
        asam urat, jantung, stroke, kanker, serviks, iva, payudara, ginjal, paru, paru-paru, katarak, mata katarak, operasi katarak, operasi mata, bibir
        sumbing, gangguan jiwa, odgj, kesehatan jiwa, jiwa, depresi, skrining, screening, cek kesehatan, cek kesehatan gratis,
        pemeriksaan kesehatan, periksa kesehatan, pengobatan gratis, pengobatan, berobat, obat, obat-obatan, apotek, apotik, farmasi,
        jkn, kis, bpjs kesehatan, jaminan kesehatan, universal health coverage, uhc, jaminan kesehatan nasional, donor
        darah, mendonorkan darah, kantong darah, menyumbangkan darah, pendonor, bank darah, golongan darah, transfusi,
        utd pmi, ambulans, ambulance, epidemiologi, wabah, klb, kejadian luar biasa, penyakit, penyakit
        menular, penyakit tidak menular, ptm, ~tular, germas, phbs, hidup bersih dan sehat, hidup bersih sehat, kawasan tanpa rokok, berhenti merokok,
        rokok, khitan, khitanan massal, sunatan massal, sunat massal, sanitarian, keracunan, keracunan makanan, medis, rekam medis,
        rekam jantung, ultrasonografi, usg, rontgen, laboratorium kesehatan, labkesda, akreditasi puskesmas, akreditasi rumah sakit, telemedicine,
        alat kesehatan, kesehatan gigi, gigi, sikat gigi, gizi seimbang, isi piringku, cuci tangan pakai sabun, thalasemia, hemofilia,
        disuntik, suntikan, hamil, senam hamil, kelas ibu hamil, tumbuh kembang, timbang balita, ~rawat pasien, kemoterapi,
        fisioterapi, terapi, autisme, alzheimer, demensia, osteoporosis, infeksi, virus, bakteri, kuman, batuk,
        demam, dahak, imun, dapur sehat, jamu, herbal, keluarga sehat, bebas asap rokok, kesehatan reproduksi, kanker serviks, hpv""",
        """~sehat, sakit, ~sakit, ~obat, ~rawat, rujukan, gejala, kambuh, kontrol, pemulihan, penderita, terpapar,
        pencegahan penyakit, darah, hemoglobin, jarum suntik, bpjs, spesialis, bedah, operasi gratis, kacamata gratis, mental,
        psikolog, kebugaran, antropometri, timbangan, berat badan, tinggi badan, nutrisi, protein, vitamin, susu, telur
        rebus, makanan bergizi, makan bergizi gratis, mbg, sppg, dapur mbg, pmi, palang merah, tensi, antre obat, pmt, bayi, lansia risiko,
        kader posyandu, dinkes, dinas kesehatan, steril, kebersihan tangan, medik, konseling gizi, sumbing, menyusui, tidur cukup, kematian""",
        """sembuh, lemas, luka, cedera, masker, higienis, napas, nyeri, kader, minum air, olahraga teratur, gula, garam, asupan,
        mata, tulang, dirawat, diperiksa, periksa""",
    ),
    "1.03": (  # pekerjaan umum dan penataan ruang
        """infrastruktur, pekerjaan umum, dinas pu, pupr, dpupr, bina marga, cipta karya, sumber daya air, jembatan, jembatan gantung,
        jembatan penghubung, ruas jalan, jalan rusak, jalan berlubang, jalan kabupaten, jalan provinsi, jalan nasional, jalan desa, jalan usaha tani, jalan poros,
        jalan lingkungan, jalan setapak, jalan tembus, jalan lingkar, jalan tol, jalan penghubung, jalan beton, jalan aspal, perbaikan jalan, pelebaran jalan, peningkatan jalan,
        pembangunan jalan, kondisi jalan, pemeliharaan jalan, betonisasi, rabat beton, ~aspal, hotmix, cor beton, perkerasan, pengerasan jalan,
        tambal sulam, lubang jalan, trotoar, pedestrian, drainase, gorong-gorong, saluran air, selokan, box culvert, talud,
        tembok penahan, turap, bronjong, tanggul, normalisasi sungai, pengerukan sungai, irigasi, saluran irigasi, pintu air, bendung, bendungan, embung, waduk, daerah irigasi,
        kolam retensi, pompa banjir, tata ruang, penataan ruang, rtrw, rdtr, rencana detail tata ruang, zonasi wilayah, sempadan, ~konstruksi,
        jasa konstruksi, kontraktor, pemborong, tender proyek, proyek pembangunan, paket pekerjaan, progres fisik, peletakan batu pertama, groundbreaking, pembangunan gedung, gedung baru,
        gedung kantor, bangunan gedung, persetujuan bangunan gedung, pbg, imb, izin mendirikan bangunan, sertifikat laik fungsi, tukang
        bangunan, besi beton, ~bangun jalan, ~bangun jembatan, tmmd, jembatan rusak, jembatan putus, jalan putus, akses jalan, infrastruktur
        jalan, alun-alun baru,revitalisasi terminal, alat berat, ekskavator, buldoser, pembebasan lahan jalan, spam regional,
        lampu jalan, lampu penerangan jalan, penerangan jalan, penerangan jalan umum, pju, pjuts""",
        """aspal, beton, jalan, konsultan perencana, pengecoran, dicor, semen, pasir, batu kali, pondasi, tiang pancang, bentang, badan jalan, bahu jalan, median
        jalan, lajur, ~lubang, ~baik jalan, kerusakan jalan, kontrak senilai, tahun jamak, penyedia jasa, revitalisasi, rehabilitasi gedung, direhab, renovasi, lelang, gapura, pagar, plafon, arsitektur,
        pelaksana proyek, masa pemeliharaan, serah terima pekerjaan, ~proyek, lanskap, ruang publik, gedung""",
        """~bangun, akses, kilometer, pembangunan, material, dikerjakan, rampung, jalur, lebar, ruas, meter""",
    ),
    "1.04": (  # perumahan rakyat dan kawasan permukiman
        """perumahan, permukiman, pemukiman kumuh, kawasan kumuh, permukiman kumuh, kotaku, rumah tidak layak huni, rutilahu, rtlh, rumah layak huni, layak huni, bedah
        rumah, bsps, bantuan stimulan perumahan, stimulan perumahan, bantuan stimulan, backlog, rumah susun, rusunawa, rusun, rumah subsidi, kpr, kredit pemilikan rumah, huntap, huntara, hunian tetap, hunian
        sementara, hunian, ~huni rumah, rumah bersubsidi, pengembang perumahan, prasarana sarana utilitas, psu perumahan, psu, tapera, rumah khusus, rumah swadaya,
        perkim, disperkim, disperakim, perbaikan rumah, dinding bambu, dinding anyaman, lantai tanah, atap bocor, atap rumbia, ~bangun rumah, ~bangun ulang rumah, rumah baru, kunci rumah, program sejuta rumah, tiga juta rumah""",
        """rumah panggung, kumuh, atap, genteng, dinding, lantai, kamar mandi, pengembang, developer, kavling, penghuni, swadaya, kontrakan""",
        """rumah, tukang, kayu, tinggal, kamar""",
    ),
    "1.05": (  # ketenteraman, ketertiban umum dan pelindungan masyarakat
        """bencana, kebencanaan, bpbd, bnpb, basarnas, tagana, tanggap darurat, siaga darurat, status siaga, siaga bencana, status darurat, mitigasi, mitigasi bencana, kesiapsiagaan, destana, desa tangguh bencana, tangguh bencana,
        banjir, banjir bandang, banjir rob, rob, genangan banjir, longsor, tanah longsor, tanah bergerak, pergerakan tanah, gempa, gempa bumi, tsunami, erupsi, gunung api, letusan, lahar, awan panas, abu vulkanik, puting beliung, angin kencang, angin ribut, badai, siklon,
        cuaca ekstrem, cuaca buruk, peringatan dini, prakiraan cuaca, prakirawan, bmkg, meteorologi, gelombang tinggi, hujan lebat, hujan deras, hujan es, petir, sambaran petir, kekeringan, kebakaran, kebakaran hutan dan lahan, kebakaran hutan, kebakaran lahan, karhutla, titik api, titik panas, hotspot, damkar,
        pemadam, pemadam kebakaran, ~padam api, kobaran, si jago merah, api melalap, dilalap api, ludes terbakar, hangus, hangus terbakar, korsleting, arus pendek, hubungan pendek arus, korban jiwa, korban hilang, pencarian korban, tim sar, sar gabungan, hanyut, tenggelam, terseret arus, terseret ombak, ~ungsi, pengungsi, pengungsian, mengungsi,
        evakuasi, jalur evakuasi, titik kumpul, sirene, pohon tumbang, tumbang, roboh, ambruk, tertimbun, tertimpa, orang hanyut, penyintas bencana, pascabencana, trantib, trantibum, ketertiban, ketenteraman, keamanan, kamtibmas, kondusif,
        satpol pp, satpol, polisi pamong praja, linmas, satlinmas, hansip, siskamling, ronda, pos kamling, poskamling, razia, operasi yustisi, penertiban, ditertibkan, ~tertib pkl, pedagang kaki lima liar, bangunan liar, reklame liar, spanduk liar, miras, minuman keras, minuman beralkohol, tuak, prostitusi, ~judi, judi online, perjudian, sabung ayam, narkoba,
        narkotika, sabu, sabu-sabu, ganja, pil koplo, obat terlarang, psikotropika, bnn, bnnk, p4gn, bandar narkoba, pengedar, pecandu, tes urine, rehabilitasi narkoba, kriminal, kejahatan, pencurian, pencuri, curanmor, maling, perampokan, perampok, begal, penipuan, penipu, penggelapan, penganiayaan, pengeroyokan, pembunuhan, pembunuh, perkelahian, tawuran, pelaku, komplotan, sindikat, korupsi,
        tipikor, gratifikasi, tersangka, terdakwa, terpidana, ditangkap, tertangkap, penangkapan, ditahan, diringkus, dibekuk, bekuk, diamankan polisi, barang bukti, ~sidik, penyidik, penyelidikan, penyidikan, reskrim, satreskrim, perkara, persidangan, sidang putusan, vonis, divonis, dakwaan, jaksa, kejaksaan, kejari, hakim, pengadilan, pengadilan negeri, keadilan restoratif, restorative justice,
        pidana, tindak pidana, hukum pidana, hukuman penjara, penjara, pasal berlapis, delik, penyuluhan hukum, penerangan hukum, jaksa masuk sekolah, kesadaran hukum, bantuan hukum, lapas, rutan, lembaga pemasyarakatan, pemasyarakatan, narapidana, napi, remisi, tilang, ditilang, e-tilang, operasi patuh,
        operasi zebra, operasi ketupat, operasi lilin, operasi keselamatan, balap liar, knalpot brong, knalpot bising, ugal-ugalan, kecelakaan, kecelakaan lalu lintas, laka lantas, lakalantas, tabrakan, ~tabrak, rem blong, terguling, pengendara, keselamatan berlalu lintas, tertib berlalu lintas, satlantas, kasat lantas,
        patroli, pengamanan, apel gelar pasukan, gelar pasukan, personel gabungan, terorisme, teroris, radikalisme, separatis, bom, bahan peledak, petasan, senjata tajam, senjata api, sajam, konflik sosial, kerusuhan, unjuk rasa, kerawanan, rawan longsor, rawan banjir, pelindungan masyarakat, perlindungan masyarakat,
        kebakaran rumah, alat pemadam ringan, apar, regulator gas, gas bocor, ular, sanca, kobra, sarang tawon, tawon, hewan buas, buaya, kena tipu, penipuan daring, phishing, tautan palsu, kode otp, pinjol ilegal, pinjaman online ilegal, arisan bodong, investasi bodong, premanisme, preman, pungli, pemerasan, perdagangan orang, tppo, rokok ilegal, cukai ilegal, gempur rokok ilegal, pita cukai, barang ilegal, penyelundupan, selundupan, ilegal, bea cukai, pembalakan liar, illegal logging, tambang ilegal, tambang liar, trawl, pukat harimau, bom ikan""",
        """helm, api, asap, terbakar, darurat, relawan bencana, korban, siaga, waspada, rawan, ancaman, bahaya, tim gabungan, aparat, penegakan hukum, penegakan perda, hukum, melanggar, pelanggar, pelanggaran, sanksi, ~jahat, diamankan, disita, sitaan, disidang, gugatan, sengketa hukum, posko, pos siaga, curah hujan, hujan, cuaca, kemarau panjang, ombak, bmkg,
        polisi, kepolisian, polres, polsek, polda, tni, kodim, koramil, babinsa, bhabinkamtibmas, danramil, brimob, aparat keamanan, jaga malam, penyergapan, buron, dpo, cctv, rekaman cctv, penyelamatan, diselamatkan, regu penyelamat, perahu karet, tenda darurat, dapur umum, garis polisi, kerugian ditaksir, pemadaman""",
        """personel, keselamatan, petugas gabungan, kapolres, dandim, kapolsek, prajurit, menyelamatkan, malam minggu, lalu lintas, kendaraan, sepeda motor, tni polri, aman""",
    ),
    "1.06": (  # sosial
        """bantuan sosial, sekolah lansia, wisuda lansia, bansos, penerima manfaat, keluarga penerima manfaat, kpm, pkh, program keluarga harapan, keluarga harapan, bpnt, sembako, paket sembako, bantuan sembako, bantuan langsung tunai, blt,bantuan tunai, dtks, dtsen, data terpadu kesejahteraan sosial, data kemiskinan, kemiskinan, kemiskinan ekstrem, ~miskin,
        fakir, fakir miskin, keluarga miskin, warga miskin, warga kurang mampu, kurang mampu, tidak mampu, tak mampu, prasejahtera, dhuafa, duafa, kesejahteraan sosial, perlindungan sosial, jaminan sosial, dinas sosial, dinsos, pekerja sosial, pendamping sosial, tksk, karang werda, disabilitas, penyandang disabilitas, difabel, tunanetra, tunarungu, tuna rungu, tuna netra, tunadaksa, tuna daksa, tunawicara, kursi roda, kaki palsu, tangan palsu, alat bantu dengar, alat bantu, kaki prostetik, prostetik, tongkat,
        lansia, lanjut usia, lanjut usia telantar, panti, panti asuhan, panti jompo, panti wreda, anak asuh, bapak asuh, orang tua asuh, yatim, yatim piatu, piatu, anak yatim, anak telantar, telantar, terlantar, anak jalanan, gelandangan, pengemis, gepeng, pmks, ppks, tunawisma, santunan, ~santun, dana santunan, zakat, baznas, mustahik, muzaki, infak, infaq, sedekah, wakaf, upz, amil, fidyah,bantuan korban, korban bencana alam,
        bantuan logistik, bantuan kemanusiaan, kemanusiaan, donasi, penggalangan dana, galang dana, bakti sosial, baksos, peduli sesama, kesetiakawanan sosial, rumah singgah, lembaga kesejahteraan sosial, lks, psks, taruna siaga, pahlawan nasional, taman makam pahlawan, veteran, rehabilitasi sosial, ~berdaya disabilitas, graduasi, janda tua, janda miskin, sebatang kara, kartu sembako, bantuan pangan nontunai, usulan bansos, musdes bansos, sanggah, ramah disabilitas, ramah difabel, penyintas, korban kebakaran, bantuan bagi korban""",
        """bantuan, uluran tangan, meringankan beban, beban hidup, keluarga rentan, rentan, janda, duda, sosial, kepedulian, penyaluran bantuan, bantuan disalurkan, disalurkan, pemulung, kesejahteraan, simpanan sosial, amal, dermawan, derma, donatur, beras, makan gratis, nasi bungkus, pangan bergizi, berbagi, bingkisan, tali asih, jompo, mbah, kakek, nenek, sepuh, subsidi, tunjangan hidup""",
        """~bantu, menerima bantuan, penerima, membutuhkan, peduli, relawan, keluarga, ekonomi lemah, tabungan""",
    ),
}
