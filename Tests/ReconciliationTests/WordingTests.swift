import Facts
import Testing

@testable import Reconciliation

@Suite struct `The words of a finding` {
    @Test(arguments: [
        (FindingValue.count(3), "3", "3"), (.code("A-1"), "A-1", "A-1"),
        (.day(Day("2021-07-28")!), "28/07/2021", "2021-07-28"),
        (.instant(District.instant), "28/07/2021 06:30", "2021-07-28T06:30:00+07:00"),
        (.unit(District.unit("BINH")), "Xã Bình", "Xã Bình"),
        (.texts([Text(vi: "một", en: "one"), Text(vi: "hai", en: "two")]), "một; hai", "one; two"),
    ])
    func `a value is shown as each language writes it`(
        _ value: FindingValue, _ vi: String, _ en: String
    ) {
        #expect(value.shown(in: .vi, units: District.units) == vi)
        #expect(value.shown(in: .en, units: District.units) == en)
    }

    @Test func `each placeholder is filled, also twice`() {
        let finding = Finding("1", facts: [("a", .count(1)), ("b", .code("{a}"))])
        let rule = Rule(
            id: "T-01", severity: .low, faultClass: .data, title: .plain("t"),
            message: .plain("{a} và {b}, {a}."), remedy: .plain("{b}"), basis: .plain("b"),
            needs: []
        ) { _ in RuleOutcome(findings: [], checked: 0, unchecked: 0) { _ in .fine } }
        let units = District.units
        #expect(Wording.message(finding, rule, in: .vi, units: units) == "1 và {a}, 1.")
        #expect(Wording.remedy(finding, rule, in: .vi, units: units) == "{a}")
    }
}
