import Facts
import Foundation
import Testing

@testable import Service

@Suite struct `The text of an installation's health` {
    @Test func `is short when all is well`() {
        #expect(
            HealthText(HealthScene.health(), in: .vi).text == """
                Đối Soát: HOẠT ĐỘNG TỐT

                  Dịch vụ                chạy từ 23/11/2026 06:00
                  Lần đối soát gần nhất  23/11/2026 06:30, 42 giây, xong
                  Lần đối soát tới       23/11/2026 13:00
                  Số lần đối soát        2 xong, 0 không hoàn thành, 0 giờ chạy bị lỡ
                  Bản xuất               nhận mới 3, từ chối 0, giữ lại 0
                  Nguồn quá hạn          không
                  Cảnh báo đang mở       14 (nghiêm trọng 2, thấp 12); 1 chờ dữ liệu

                  ĐƠN VỊ    CỘNG  NGHIÊM TRỌNG  CAO  TRUNG BÌNH  THẤP
                  Xã Ia Le    12             ·    ·           ·    12
                  —            2             2    ·           ·     ·
                """)
    }

    @Test func `says in English what needs attention`() {
        let health = HealthScene.health { signs in
            HealthScene.refuse(&signs)
            signs.service?.settingsRefusedAt = HealthScene.at("08:00")
            signs.service?.settingsFaults = ["doisoat.yaml:3:1: error: a fault"]
            signs.service?.runningSince = HealthScene.at("09:58")
            signs.run?.openByUnit = []
        }
        #expect(
            HealthText(health, in: .en).text == """
                Đối Soát: NEEDS ATTENTION

                  Service        up since 2026-11-23T06:00:00+07:00
                  Last run       2026-11-23T06:30:00+07:00, 42 s, done, but not all of it
                  Run at work    since 2026-11-23T09:58:00+07:00
                  Next run       2026-11-23T13:00:00+07:00
                  Runs           2 done, 0 failed, 0 times missed
                  Exports        3 new, 1 refused (motcua), 1 held (so-giay)
                  Feeds overdue  so-giay (since 2026-11-16)
                  Open alerts    14 (critical 2, low 12); 1 wait for data

                The last run:
                  motcua.xml:7:1: error: it ends too early; export it again
                  so-giay.csv: error: too much is missing; see it

                What to do:
                  - The new settings were refused at 2026-11-23T08:00:00+07:00 (1 fault(s)); the older ones are in force
                    → mend what `doisoat check` tells, then: sudo systemctl reload doisoat
                  - 1 export(s) refused (motcua)
                    → why, and what would do: doisoat alerts --rule ING-01; doisoat alerts --rule ING-02
                  - 1 export(s) held, as too many records are missing (so-giay)
                    → see: doisoat alerts --rule ING-07; if it is right: doisoat check --accept SHA, if not: export again
                  - 1 feed(s) overdue (so-giay)
                    → check the exporting system and the inbox: doisoat alerts --rule ING-03
                """)
    }

    @Test func `says since when nothing runs`() {
        let health = HealthScene.health { signs in
            signs.isAlive = false
            signs.run?.openByUnit = []
        }
        #expect(
            HealthText(health, in: .vi).text == """
                Đối Soát: KHÔNG CHẠY

                  Dịch vụ                không chạy từ 23/11/2026 09:59
                  Lần đối soát gần nhất  23/11/2026 06:30, 42 giây, xong
                  Bản xuất               nhận mới 3, từ chối 0, giữ lại 0
                  Nguồn quá hạn          không
                  Cảnh báo đang mở       14 (nghiêm trọng 2, thấp 12); 1 chờ dữ liệu

                Việc cần làm:
                  - Tiến trình của dịch vụ không còn (dấu hiệu cuối lúc 23/11/2026 09:59)
                    → xem: systemctl status doisoat; journalctl -u doisoat -n 50
                """)
    }

    @Test(arguments: [
        (Language.vi, "23/11/2026 08:00, 31 phút, quá thời gian cho phép"),
        (.en, "2026-11-23T08:00:00+07:00, 31 min, took too long and was ended"),
    ])
    func `names a later run that was not recorded`(_ language: Language, _ line: String) {
        let health = HealthScene.health {
            $0.service?.lastRun = .init(
                beganAt: HealthScene.at("08:00"), endedAt: HealthScene.at("08:31"),
                reason: .deliveries, outcome: .timedOut, signal: 9)
        }
        #expect(HealthText(health, in: language).text.contains("  \(line)\n"))
    }

    @Test func `says that runs are started otherwise`() {
        let health = HealthScene.health { $0.service = nil }
        #expect(
            HealthText(health, in: .vi).text.contains(
                "  Dịch vụ                không có; đối soát được chạy cách khác\n"))
    }

    @Test func `says as of when a run judged another day`() {
        let health = HealthScene.health { $0.run?.judgedAt = .firstMorning }
        #expect(
            HealthText(health, in: .vi).text.contains(
                "  23/11/2026 06:30, tính đến 28/07/2021 06:30, 42 giây, xong\n"))
    }

    @Test func `is there for programs`() throws {
        let json = HealthScene.health(HealthScene.refuse).json
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["verdict"] as? String == "attention")
        #expect(object["status"] as? Int == 1)
        let reasons = try #require(object["reasons"] as? [[String: Any]])
        #expect(
            reasons.map { $0["kind"] as? String } == [
                "exports_refused", "exports_held", "feeds_overdue",
            ])
        let service = try #require(object["service"] as? [String: Any])
        #expect(service["started_at"] as? String == "2026-11-23T06:00:00+07:00")
        let run = try #require(object["run"] as? [String: Any])
        #expect(run["last_seq"] as? Int == 417)
    }
}
