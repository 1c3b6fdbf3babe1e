import Facts
import Testing

@Suite struct `A date as people type it` {
    private static func read(
        _ text: String, _ order: LooseDate.Order = .dayFirst, year: Int = 2021
    ) -> LooseDate? {
        var text = text
        return text.withUTF8 { LooseDate($0, order: order, thisYear: year) }
    }

    @Test(arguments: [
        "ngày 28 tháng 7 năm 2021", "Ngày 28 tháng 07 năm 2021", "NGÀY 28 THÁNG 7 NĂM 2021",
        "28 tháng 7 năm 2021", "28 tháng 07, 2021", "28 tháng 7/2021", "ngay 28 thang 7 nam 2021",
        "nga\u{300}y 28 tha\u{301}ng 7 na\u{306}m 2021", "28/7 năm 2021", "ngày 28/7/2021",
        "28/7/21", "28/07/21", "28-07-21", "28-7-2021", "28.07.2021", "28.7.2021", "28.07.21",
        "28 / 07 / 2021", "28/07/2021.", "28\u{A0}/07/2021", "2021-7-28", "2021.07.28",
        "2021/7/28", "28tháng7năm2021", "28-Jul-21", "28-Jul-2021", "28 Jul 2021", "28/JUL/21",
        "28 July 2021", "28-Thg7-21", "28 Jul, 2021",
    ])
    func `names its day in many ways`(_ text: String) {
        #expect(Self.read(text) == .instant(Instant(iso: "2021-07-28")!))
    }

    @Test(arguments: [
        ("08h30 ngày 28/07/2021", "08:30"), ("8 giờ 30 phút, ngày 28 tháng 7 năm 2021", "08:30"),
        ("8h30, 28/7/2021", "08:30"), ("8h30' ngày 28/7/21", "08:30"),
        ("lúc 8g30 ngày 28.7.2021", "08:30"), ("8h 28/7/2021", "08:00"),
        ("8h 28-7-2021", "08:00"), ("8h30 - 28-7-2021", "08:30"),
        ("8 giờ ngày 28 tháng 7 năm 2021", "08:00"), ("28/7/2021 8:30", "08:30"),
        ("28/07/2021 lúc 8h30", "08:30"), ("28/07/2021, 08:30:15", "08:30:15"),
        ("28/07/2021 2:30 CH", "14:30"), ("28/07/2021 8:30:00 SA", "08:30"),
        ("28/07/2021 12:05 AM", "00:05"), ("28/07/2021 12:05 PM", "12:05"),
        ("14:30 ngày 28/07/2021", "14:30"), ("2021-7-28 8:30", "08:30"),
        ("28-Jul-21 8:30", "08:30"),
    ])
    func `may have a time before or behind it`(_ text: String, _ time: String) {
        #expect(Self.read(text) == .instant(Instant(iso: "2021-07-28T" + time)!))
    }

    @Test(arguments: [
        ("44405", "2021-07-28T00:00"), ("44237", "2021-02-10T00:00"),
        ("44405.5", "2021-07-28T12:00"), ("44405,5", "2021-07-28T12:00"),
        ("44405.354166666664", "2021-07-28T08:30"), ("44405.0", "2021-07-28T00:00"),
        ("44404.999999", "2021-07-28T00:00"), ("30000", "1982-02-18T00:00"),
    ])
    func `may be a day of Excel's calendar`(_ text: String, _ iso: String) {
        #expect(Self.read(text) == .serial(Instant(iso: iso)!))
    }

    @Test(arguments: [("28/7/22", "2022"), ("28/7/23", "1923"), ("28/7/99", "1999")])
    func `has a year of two digits up to next year in this century`(
        _ text: String, _ year: String
    ) {
        #expect(Self.read(text) == .instant(Instant(iso: year + "-07-28")!))
    }

    @Test(arguments: [
        "07/28/2021", "7/28/2021", "07-28-2021", "7/28/21", "07/28/2021 14:30", "7/28/2021 2:30 PM",
    ])
    func `that is one only with its month first is told as such`(_ text: String) {
        #expect(Self.read(text) == .monthFirst)
    }

    @Test(arguments: [("7/8/2021", "2021-07-08"), ("7/28/21 14:30", "2021-07-28T14:30")])
    func `has its month first in a feed that writes so`(_ text: String, _ iso: String) {
        #expect(Self.read(text, .monthFirst) == .instant(Instant(iso: iso)!))
    }

    @Test func `with signs is no date in a feed that writes the month first`() {
        #expect(Self.read("28/7/2021", .monthFirst) == nil)
    }

    @Test(arguments: [
        "", "-", "hôm qua", "28.07", "7/2021", "tháng 7 năm 2021", "31/02/2021", "28/13/2021",
        "32/07/2021", "28/07/0202/1", "28/07-2021", "2021 tháng 7 năm 28", "28/07/202", "29999",
        "70001", "4440", "444055", "44405.", "44405.5x", "28/07/2021 25:00", "28/07/2021 8:61",
        "28/07/2021 và 29/07/2021", "28/007/2021", "13.28.2021", "8h30", "28 07 2021",
        "123456789", "x28/07/2021", "28-Jux-21", "28-Jul", "Jul-21", "31-Jun-2021", "28-Jul/21",
    ])
    func `that is none is not guessed`(_ text: String) {
        #expect(Self.read(text) == nil)
    }
}
