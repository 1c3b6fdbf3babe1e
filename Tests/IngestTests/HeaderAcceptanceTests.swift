import Facts
import Ingest
import Testing

@Suite struct `A header typed without marks` {
    @Test func `is understood as the one it means`() throws {
        let header = "Ma ho so;Ngay nhan ho so;Ngay hẹn tra;TINH TRANG;Co quan giai quyet"
        #expect(
            try Office.read("\(header)\n", .csv(.dossiers)).provides
                == [.code, .receivedAt, .dueAt, .status, .handlingUnit])
    }

    @Test func `counts rows and names groups`() throws {
        let text = """
            So thu tu;Ma ho so;Tra ket qua;
            ;;Ngay, thang, nam;Ky nhan
            7;A-1;05/07/2021;x
            """
        let facts = try Office.read(text, .csv(.paperDossiers, defaults: [.unit: "IALE"]))
        #expect(facts.table.days[.returnedOn]?[0] == day("2021-07-05"))
        #expect(PaperDossiers(facts.table).number(0) == "7")
    }

    @Test(arguments: ["So", "Mã hồ sò", "Ngày nhẩn"])
    func `means nothing if it may mean two, or has other marks`(_ header: String) throws {
        let letters = FeedMapping.csv(
            .apologyLetters, defaults: [.unit: "IALE", .number: "1", .issuedOn: "2021-07-01"])
        let text = "Lý do;Ngày hẹn lại;\(header)\n"
        #expect(
            try Office.read(text, letters).provides
                == [.unit, .number, .issuedOn, .reason, .newDueOn])
    }
}
