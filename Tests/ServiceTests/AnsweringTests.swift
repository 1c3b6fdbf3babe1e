import AlertJournal
import Facts
import Reconciliation
import Testing

@testable import Service

@Suite struct `Who answers an alert` {
    private static func answer(
        _ references: [AlertReference] = [.alert(1)], by: String = "van-thu",
        note: String = "đã gọi điện", until: String? = nil, hoursLater: Int64 = 1,
        in district: Installation
    ) async throws -> String {
        let request = AnswerRequest(
            kind: .acknowledgement, by: by, note: note, until: until.flatMap { Day($0) },
            at: .firstMorning.adding(hours: hoursLater))
        return try await Answering(settings: try district.settings())
            .answer(references, request) { _ in }
    }

    @Test func `is told what was done`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        let said = try await Self.answer([.event(2), .alert(1)], until: "2021-08-15", in: district)
        #expect(
            said == """
                A000002 DOS-08 B1: tiếp nhận (van-thu, đến hết 15/08/2021)
                A000001 APO-01 B1: tiếp nhận (van-thu, đến hết 15/08/2021)
                """)
        #expect(
            try district.events(after: 3) == [
                "acknowledged DOS-08 B1 IALE", "acknowledged APO-01 B1 IALE",
            ])
    }

    @Test func `naming one alert twice answers it once`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        _ = try await Self.answer([.alert(2), .event(2)], in: district)
        #expect(try district.events(after: 3).count == 1)
    }

    @Test func `finds told what an interrupted run left, its digest too`() async throws {
        let undisturbed = try Installation.small()
        _ = try await undisturbed.run()
        let district = try Installation.small()
        try district.makeFolder("alerts/.alerts.jsonl.new")
        await #expect(throws: PublicationFault.self) { try await district.run() }
        try district.remove("alerts/.alerts.jsonl.new")
        for installation in [undisturbed, district] {
            _ = try await Self.answer(hoursLater: 24, in: installation)
        }
        let digests = try undisturbed.files(below: "alerts/digest")
        #expect(digests.count == 1)
        #expect(try district.files(below: "alerts/digest") == digests)
    }

    @Test(arguments: [
        "Nguyễn Văn Tèo", "", "a b", "12345", "0912345678_", "a@b.vn",
        String(repeating: "x", count: 33),
    ])
    func `gives a role or login, not a name`(_ by: String) async throws {
        let district = try Installation.small()
        _ = try await district.run()
        await #expect(throws: AnsweringFault.notARole) {
            try await Self.answer(by: by, in: district)
        }
    }

    @Test(arguments: [
        "0943 087 654", "gọi 064190000001", "số 0269.3765.021 không nghe máy", "0912-345-678",
    ])
    func `leaves a citizen's number out of the note`(_ note: String) async throws {
        let district = try Installation.small()
        _ = try await district.run()
        await #expect(throws: AnsweringFault.personalNote) {
            try await Self.answer(note: note, in: district)
        }
    }

    @Test(arguments: ["hồ sơ 000.00.21.H21-210701-0003", "hẹn lại 15/08/2021", "CV 123/UBND-VP"])
    func `may name a dossier, a day or a document in the note`(_ note: String) async throws {
        let district = try Installation.small()
        _ = try await district.run()
        _ = try await Self.answer(note: note, in: district)
    }

    @Test func `says why`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        await #expect(throws: AnsweringFault.noNote) {
            try await Self.answer(note: " \n", in: district)
        }
    }

    @Test func `gives a day to come`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        await #expect(throws: AnsweringFault.self) {
            try await Self.answer(until: "2021-07-27", in: district)
        }
        _ = try await Self.answer(until: "2021-07-28", in: district)
    }

    @Test func `learns which alert cannot be answered`() async throws {
        let district = try Installation.small()
        _ = try await district.run()
        await #expect(throws: AnsweringFault.answer(.noSuchAlert(AlertID(number: 77)))) {
            try await Self.answer([.alert(77)], in: district)
        }
        #expect(
            AnsweringFault.answer(.noSuchEvent(77)).description
                == "error: there is no event #77; alerts.log shows each event's number")
    }

    @Test(arguments: [
        ("A000417", AlertReference.alert(417)), ("a7", .alert(7)), ("#000417", .event(417)),
        ("417", .event(417)), ("", nil), ("A", nil), ("#", nil), ("A-1", nil), ("0", nil),
        ("B7", nil), ("4 17", nil), ("99999999999999999999", nil),
    ])
    func `names it by its number or by one of its events`(
        _ text: String, _ expected: AlertReference?
    ) {
        #expect(AlertReference(text) == expected)
    }
}
