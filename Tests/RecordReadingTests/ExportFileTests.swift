import Foundation
import RecordReading
import Testing

private func faults(_ path: String) -> [RecordReadingError.Kind?] {
    let xml = #expect(throws: RecordReadingError.self) {
        try XMLRecords.read(path: path, layout: layout(["Ma"])) { _ in }
    }
    let csv = #expect(throws: RecordReadingError.self) {
        try CSVRecords.read(
            path: path, layout: { CSVLayout($0.candidates[0], header: 0..<1, columns: [0]) },
            into: { _ in })
    }
    return [xml?.kind, csv?.kind]
}

@Test func `what is not a readable file is refused with its reason`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let fifo = folder.appendingPathComponent("fifo").path
    #expect(mkfifo(fifo, 0o600) == 0)
    let loop = folder.appendingPathComponent("loop").path
    #expect(symlink(loop, loop) == 0)

    #expect(faults(folder.path) == [.notRegularFile, .notRegularFile])
    #expect(faults(fifo) == [.notRegularFile, .notRegularFile])
    #expect(faults("/dev/null") == [.notRegularFile, .notRegularFile])
    #expect(faults(loop) == [.unreadable, .unreadable])
    #expect(faults(folder.appendingPathComponent("none").path) == [.notFound, .notFound])
    try withFile([]) { #expect(faults($0) == [.empty, .empty]) }
}

@Test(.enabled(if: geteuid() != 0, "root may read everything"))
func `a file that may not be read is refused with its reason`() throws {
    try withFile([1]) { path in
        #expect(chmod(path, 0) == 0)
        #expect(faults(path) == [.notPermitted, .notPermitted])
    }
}

@Test(arguments: RecordReadingError.Kind.allCases)
func `each kind of error says what is wrong and what would help`(kind: RecordReadingError.Kind) {
    let error = RecordReadingError(kind, line: 1, column: 2)
    #expect(!error.message.isEmpty && !error.remedy.isEmpty)
    #expect(error.message.first?.isLowercase == true && error.message.last != ".")
}
