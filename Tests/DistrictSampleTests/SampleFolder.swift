import DistrictSample
import Foundation

/// A sample written to a temporary folder, which goes with it.
final class SampleFolder: Sendable {
    let path: String

    init(dossiers: Int = 6015, seed: UInt64 = 2021) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("district-sample-\(UUID().uuidString)")
        path = folder.path
        try DistrictSample(dossiers: dossiers, seed: seed).write(to: path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    func lines(_ name: String) throws -> [String] {
        String(decoding: try bytes(name), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    /// All files below the folder, by path.
    func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
            if !isFolder.boolValue { files[name] = try bytes(name) }
        }
        return files
    }

    /// The records of an XML export: texts and attributes by their path below the record.
    func records(_ name: String, _ element: String) throws -> [Record] {
        let bytes = try bytes("inbox/\(name)")
        return bytes.withUnsafeBufferPointer { MarkupReader($0, element).records() }
    }

    /// The rows of a CSV export by header.
    func rows(_ name: String, separator: Character = ",") throws -> [Record] {
        let text = String(decoding: try bytes("inbox/\(name)"), as: UTF8.self)
        var rows = CellReader(text, separator).rows()
        let header = rows.removeFirst()
        return rows.map { row in
            Record(fields: Dictionary(uniqueKeysWithValues: zip(header, row.map { [$0] })))
        }
    }
}

/// A record of an export, as flat as these are.
struct Record: Sendable {
    var fields: [String: [String]] = [:]

    /// A field's only value; empty when it is missing.
    subscript(name: String) -> String { fields[name]?.first ?? "" }

    func count(_ name: String) -> Int { fields[name]?.count ?? 0 }
}

/// Reads the sample's own XML: well formed, no comments, no CDATA.
private struct MarkupReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let element: String
    private var path: [String] = []
    private var current: Record?
    private var found: [Record] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ element: String) {
        self.bytes = bytes
        self.element = element
    }

    func records() -> [Record] {
        var reader = self
        reader.read()
        return reader.found
    }

    private mutating func read() {
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<") {
                let end = index(of: UInt8(ascii: ">"), from: position)
                tag(text(position + 1, end))
                position = end + 1
            } else {
                let end = index(of: UInt8(ascii: "<"), from: position)
                let isLayout = bytes[position] == UInt8(ascii: "\n")
                if current != nil, !isLayout { take(text(position, end), at: path) }
                position = end
            }
        }
        precondition(current == nil, "a record is not closed")
    }

    private mutating func tag(_ tag: String) {
        if tag.hasPrefix("?") { return }
        if tag.hasPrefix("/") {
            if current == nil { return }
            let name = local(tag.dropFirst())
            precondition(name == (path.last ?? element), "\(name) closes another element")
            if path.isEmpty {
                if let current { found.append(current) }
                current = nil
            } else {
                path.removeLast()
            }
            return
        }
        let isEmpty = tag.hasSuffix("/")
        let parts = (isEmpty ? tag.dropLast() : tag[...]).split(separator: " ", maxSplits: 1)
        let name = local(parts[0])
        if current == nil {
            guard name == element else { return }
            current = Record()
        } else {
            path.append(name)
            current?.fields[path.joined(separator: "/"), default: []].append("")
        }
        if parts.count > 1 { attributes(parts[1]) }
        if isEmpty { path.removeLast() }
    }

    private mutating func attributes(_ text: Substring) {
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].drop { $0 == " " }
            let quoted = rest[rest.index(equals, offsetBy: 2)...]
            let value = quoted.prefix { $0 != "\"" }
            take(String(value), at: path + ["@\(name)"])
            rest = quoted.dropFirst(value.count + 1)
        }
    }

    private mutating func take(_ text: String, at path: [String]) {
        let name = path.joined(separator: "/")
        var values = current?.fields[name] ?? [""]
        values[values.count - 1] += text.utf8.contains(UInt8(ascii: "&")) ? plain(text) : text
        current?.fields[name] = values
    }

    private func plain(_ text: String) -> String {
        text.replacingOccurrences(of: "&quot;", with: "\"")
            .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
            .replacingOccurrences(of: "&amp;", with: "&")
    }

    private func local(_ name: Substring) -> String {
        String(name.split(separator: ":").last ?? "")
    }

    private func text(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }

    private func index(of byte: UInt8, from start: Int) -> Int {
        guard let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}

/// Reads CSV with quoted cells.
private struct CellReader {
    private let text: String
    private let separator: Character

    init(_ text: String, _ separator: Character) {
        self.text = text
        self.separator = separator
    }

    func rows() -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        for character in text where character != "\u{FEFF}" {
            switch character {
            case "\"": isQuoted.toggle()
            case separator where !isQuoted:
                row.append(cell)
                cell = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted:
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.append(character)
            }
        }
        precondition(row.isEmpty && cell.isEmpty && !isQuoted, "the last row is not ended")
        return rows
    }
}
