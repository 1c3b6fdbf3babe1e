import Testing

@testable import Service

@Suite struct `Troubles that are told` {
    private static let folder = "/inbox: error: the folder does not exist; create it"
    private static let export = "a.xml:3:1: error: the file ends before its root element is closed"

    private func told(_ lines: String..., by troubles: ToldTroubles) -> [String] {
        lines.filter(troubles.isNews)
    }

    @Test func `a trouble is told once while it lasts, and once when it is over`() {
        let troubles = ToldTroubles()
        #expect(told(Self.folder, by: troubles) == [Self.folder])
        #expect(troubles.runEnded(isRecorded: true).isEmpty)
        #expect(told(Self.folder, Self.export, by: troubles) == [Self.export])
        #expect(troubles.runEnded(isRecorded: true).isEmpty)
        #expect(told(Self.export, by: troubles).isEmpty)
        #expect(troubles.runEnded(isRecorded: true) == [Self.folder])
        #expect(troubles.runEnded(isRecorded: true) == [Self.export])
        #expect(troubles.runEnded(isRecorded: true).isEmpty)
    }

    @Test func `one that comes back is told again`() {
        let troubles = ToldTroubles()
        _ = told(Self.folder, by: troubles)
        _ = troubles.runEnded(isRecorded: true)
        _ = troubles.runEnded(isRecorded: true)
        #expect(told(Self.folder, by: troubles) == [Self.folder])
    }

    @Test func `a run that did not come to its end says nothing of what it did not meet`() {
        let troubles = ToldTroubles()
        _ = told(Self.folder, by: troubles)
        _ = troubles.runEnded(isRecorded: true)
        #expect(troubles.runEnded(isRecorded: false).isEmpty)
        #expect(told(Self.folder, by: troubles).isEmpty)
    }

    @Test func `the times in it make it no other one`() {
        let troubles = ToldTroubles()
        func line(_ hour: Int) -> String {
            "error: the clock shows 2021-07-28T0\(hour):00:00+07:00, over a day before the last run"
        }
        #expect(told(line(1), by: troubles) == [line(1)])
        _ = troubles.runEnded(isRecorded: false)
        #expect(told(line(2), by: troubles).isEmpty)
    }

    @Test func `what is no error is told each time`() {
        let troubles = ToldTroubles()
        let line = "2 file(s) changed just now: waiting 31 s until they have stood still"
        #expect(told(line, line, by: troubles) == [line, line])
    }
}
