import Facts
import Foundation
import Testing

@testable import AlertJournal
@testable import Reconciliation

@Suite struct `The digest of a day` {
    private let district: District
    private static let name = "digest/2021-07-28.txt"

    init() throws {
        district = try District()
    }

    @Test func `tells what the day brought and what is open`() throws {
        try district.reconcile(Scene("H1", "H2", "H3").on("2021-07-27"))
        let scene = Scene([
            Scene.Sketch("H1"), Scene.Sketch("H2"),
            Scene.Sketch("D1").with {
                $0.rule = "DOC-01"
                $0.unit = "IABLU"
            },
        ])
        try district.reconcile(scene)
        #expect(
            district.text(Self.name) == """
                TÓM TẮT NGÀY 28/07/2021 · Toàn huyện

                Đang mở: 3 (nghiêm trọng 2, cao 1)
                Trong ngày: mở 1, đã xử lý 1

                MỞ
                  A000004  DOC-01  D1  Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.

                ĐÃ XỬ LÝ
                  A000003  APO-01  H3  Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.

                MỞ LÂU NHẤT
                  A000001  APO-01  từ 27/07/2021  H1  Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.
                  A000002  APO-01  từ 27/07/2021  H2  Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.
                  A000004  DOC-01  từ 28/07/2021  D1  Trễ hạn 3 ngày (hẹn 25/07/2021), chưa có thư xin lỗi.

                """)
    }

    @Test func `of a unit tells its own`() throws {
        try district.reconcile(
            Scene([
                Scene.Sketch("H1"), Scene.Sketch("K1").with { $0.unit = "IABLU" },
                Scene.Sketch("N1").with { $0.unit = nil },
            ]))
        let text = district.text("units/IABLU/" + Self.name)
        #expect(text.hasPrefix("TÓM TẮT NGÀY 28/07/2021 · Xã Ia Blứ\n\nĐang mở: 1 "))
        #expect(text.contains("K1") && !text.contains("H1") && !text.contains("N1"))
        #expect(district.text(Self.name).contains("Đang mở: 3"))
    }

    @Test func `is made anew by a later run of the day that brings news`() throws {
        try district.reconcile(Scene("H1"))
        try district.reconcile(Scene("H1", "H2"))
        #expect(district.text(Self.name).contains("Trong ngày: mở 2\n"))
    }

    @Test func `is left alone by a later run of the day without news`() throws {
        try district.reconcile(Scene("H1"))
        let before = district.contents
        try FileManager.default.removeItem(atPath: district.path(Self.name))
        try district.reconcile(Scene("H1"))
        #expect(district.contents.count == before.count - 1)
    }

    @Test func `is made on a quiet day, too`() throws {
        try district.reconcile(Scene("H1").on("2021-07-27"))
        try district.reconcile(Scene("H1"))
        #expect(district.text(Self.name).contains("Trong ngày: không có gì thay đổi\n"))
        #expect(district.text("digest/2021-07-27.txt").contains("Trong ngày: mở 1\n"))
    }

    @Test func `counts what it does not list`() throws {
        let many = Scene((10...29).map { Scene.Sketch("H\($0)") })
        try district.reconcile(many)
        let text = district.text(Self.name)
        #expect(text.contains("A000015"))
        #expect(!text.contains("A000016"))
        #expect(text.contains("  … và 5 cảnh báo nữa, xem alerts.log\n"))
    }

    @Test func `says what people answered`() throws {
        try district.reconcile(Scene("H1", "H2"))
        let request = AnswerRequest(
            kind: .acknowledgement, by: "van-thu", note: "x", until: nil,
            at: Scene.instant("2021-07-28T07:00:00+07:00"))
        _ = try district.journal.answer(
            [AlertID(number: 1)], request, language: .vi, units: Scene().units)
        _ = try district.journal.publish(to: district.files())
        let text = district.text(Self.name)
        #expect(text.contains("Trong ngày: mở 2, tiếp nhận 1\nTrong đó: đã tiếp nhận 1\n"))
    }
}

@Suite struct `What is open, for those who answered it` {
    @Test func `shows the answer in both files`() throws {
        let district = try District()
        try district.reconcile(Scene("H1", "H2"))
        let request = AnswerRequest(
            kind: .snooze, by: "van-thu", note: "x", until: Scene.day("2021-08-15"),
            at: Scene.instant("2021-07-28T07:00:00+07:00"))
        _ = try district.journal.answer(
            [AlertID(number: 1)], request, language: .vi, units: Scene().units)
        _ = try district.journal.publish(to: district.files())
        #expect(
            district.text("open.csv").contains("ĐANG MỞ; TẠM HOÃN (van-thu, đến 15/08/2021)"))
        let open = try district.decodedLines("open.jsonl")
        let snoozed = try #require(open[0]["snoozed"] as? [String: String])
        #expect(
            snoozed == [
                "at": "2021-07-28T07:00:00+07:00", "by": "van-thu", "until": "2021-08-15",
                "severity": "critical",
            ])
        #expect(open[1]["snoozed"] == nil)
    }
}
