/// Exports as they come, small, with everything in them that the readers know.
enum Corpus {
    static let xml: [[UInt8]] =
        [
            """
            <?xml version="1.0" encoding="UTF-8"?><!-- xuất --><D xmlns:a="u"><a:HoSo id="&amp;1"><Ma>\
            000.00.21.H21-210701-0003</Ma><Ngay>20210701083000</Ngay><TrangThai>Đã trả</TrangThai><A \
            b='1'>Xã Ia Le<B>2</B></A><T n='a'>1.004194<![CDATA[.000]]></T><L><Tep><Ten>t.pdf</Ten></Tep>\
            <Tep/></L></a:HoSo><?p q?>
            <HoSo><Ma>A-2</Ma><Ngay>01/07/2021</Ngay></HoSo></D>
            """,
            """
            <DongBo>
              <DanhSach>
                <HoSo id='7'><Ma>H21-210701-0004</Ma><Ngay>2021-07-01T08:30:00+07:00</Ngay>
                  <Ten>Rơ Mah H'Bia</Ten><T n="b">x</T><T n="a">y</T></HoSo>
                <HoSo><HoSo><Ma>&lt;&#272;&gt;</Ma></HoSo><Ma/></HoSo>
              </DanhSach>
            </DongBo>
            """,
            "<?xml version='1.0' encoding='windows-1258'?><D><HoSo><Ma>1</Ma></HoSo></D>",
            "<!DOCTYPE D><D><HoSo><Ma>1</Ma></HoSo></D>", "<HoSo><Ma>1</Ma></HoSo>", "<D/>",
        ].map { Array($0.utf8) } + [
            utf16("<?xml version='1.0' encoding='UTF-16'?><D><HoSo><Ma>Đất</Ma></HoSo></D>", 0xFE),
            Array("<?xml version='1.0' encoding='ISO-8859-1'?><D><HoSo><Ma>".utf8) + [0xE9, 0xF1]
                + Array("</Ma></HoSo></D>".utf8),
        ]

    /// The same as Excel's "Unicode text" has it, with and without its mark.
    static let csvInUTF16: [[UInt8]] = csv.enumerated().map { index, bytes in
        let units = String(decoding: bytes, as: UTF8.self).utf16
        let marked = index % 2 == 0 ? [0xFEFF] + Array(units) : Array(units)
        return marked.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    static let csv: [[UInt8]] =
        [
            "\u{FEFF}Mã hồ sơ;\"Số\";Ngày nhận;Đơn vị\r\nA-1;1;01/07/2021;Xã Ia Le\r\n\r\n"
                + "\"A;2\";\"2\";\"Đất; \"\"nhà\"\"\r\n\";3\r\n;;;\r\n4;;5\r\n",
            "sep=,\nSTT,Mã hồ sơ,Họ tên,Ngày nhận,Ngày hẹn trả,Ký nhận\n1,A-1,Kpă Y Thuận,1/7/2021,"
                + "05/07/2021,x\n2,A-2,Siu H'Nhung,2/7/2021,,\nTổng cộng: 2,,,,,\n",
            "UBND XÃ IA LE\tSỔ THEO DÕI\n\nSố\tKý hiệu\tNgày ban hành\tTrích yếu\tNơi nhận\tHướng\n"
                + "01\tBC-UBND\t2021-02-01\tVề việc hạn hán\tIALE;TNMT\tĐi\n"
                + "2a\tTB-UBND\t05-02-2021\t\"Hai\ndòng\"\tSở\tĐến\n",
            "Số|Ngày nhận|Trong đó\n|Trực tiếp|Trực tuyến\n1|2021-07-01|\n", "a\n", "Số;Mã hồ sơ",
            "Mã\r1\r2\r",
        ].map { Array($0.utf8) } + [
            utf16("Số;Mã hồ sơ\r\n1;A-1\r\n", 0xFF),
            // TCVN3 and VISCII, which offices still type in.
            Array("S\u{E8}".unicodeScalars.map { UInt8($0.value) })
                + Array(";M".utf8) + [0xB7] + Array(" h".utf8) + [0xE5] + Array(" s".utf8) + [0xAC]
                + Array("\n1;A-1\n".utf8),
        ]

    /// - Parameter first: 0xFF for the little end first, 0xFE for the big one.
    private static func utf16(_ text: String, _ first: UInt8) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { unit -> [UInt8] in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return first == 0xFF ? bytes : bytes.reversed()
        }
    }
}
