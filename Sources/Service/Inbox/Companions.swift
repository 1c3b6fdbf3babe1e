import Facts
import Glibc

/// What stands beside an export to say that it is whole: `<name>.sha256`, `<name>.ok`,
/// `<name>.manifest` or a `SHA256SUMS` of the folder.
struct Companions: Hashable, Sendable {
    private(set) var sha256: String?
    private(set) var bytes: Int?
    /// How many records the export has, by its manifest.
    private(set) var records: Int?
    /// Whether a mark without contents says that the export is finished.
    private(set) var isMarkedWhole = false
    /// Names of files beside it of which nothing could be understood.
    private var unclear: [String] = []
    /// Of all that was read: what refused an export once may confirm it when it changes.
    private(set) var digest = ""

    private static let suffixes = [".sha256", ".ok", ".manifest"]
    private static let checksums = "SHA256SUMS"

    static func isCompanion(_ name: String) -> Bool {
        name == checksums || suffixes.contains { name.lowercased().hasSuffix($0) }
    }

    init(of export: SeenExport) {
        var texts: [String] = []
        let folder = export.path.dropLast(export.name.count)
        if let text = Self.text(folder + Self.checksums) {
            sha256 = Self.checksum(in: text, of: export.name)
            if let sha256 { texts.append(sha256) }
        }
        if let text = Self.text(export.path + ".sha256") {
            sha256 = Self.checksum(in: text, of: nil)
            if sha256 == nil { unclear.append(".sha256") }
            texts.append(text)
        }
        if let text = Self.text(export.path + ".manifest") {
            if !read(manifest: text) { unclear.append(".manifest") }
            texts.append(text)
        }
        if let mark = FileStamp(path: export.path + ".ok") {
            // A mark older than the file is one of an earlier delivery.
            isMarkedWhole = mark.modified >= export.stamp.modified
            texts.append("ok \(mark.modified)")
        }
        digest = texts.isEmpty ? "" : Digest.sha256(of: texts.joined(separator: "\u{0}"))
    }

    /// Whether they confirm that an export of so many records is whole.
    func confirm(records count: Int) -> Bool {
        isMarkedWhole || sha256 != nil || bytes != nil || records == count
    }

    /// What contradicts the bytes of the export; nil when nothing does.
    func contradiction(sha256: String, bytes: Int) -> Refusal? {
        if let name = unclear.first {
            return Self.refusal(
                Text(
                    vi: "tệp \(name) đặt bên cạnh không đọc được",
                    en: "the \(name) beside the file cannot be understood"))
        }
        if let expected = self.sha256, expected != sha256 {
            return Self.refusal(
                Text(
                    vi: "tệp không khớp mã kiểm tra SHA-256 đặt bên cạnh",
                    en: "the file is not what the SHA-256 beside it says"))
        }
        if let expected = self.bytes, expected != bytes {
            return Self.refusal(
                Text(
                    vi: "tệp có \(bytes) byte, bảng kê đi kèm ghi \(expected)",
                    en: "the file has \(bytes) bytes, its manifest says \(expected)"))
        }
        return nil
    }

    func contradiction(records count: Int) -> Refusal? {
        guard let records, records != count else { return nil }
        return Self.refusal(
            Text(
                vi: "tệp có \(count) bản ghi, bảng kê đi kèm ghi \(records)",
                en: "the file has \(count) records, its manifest says \(records)"))
    }

    private static func refusal(_ message: Text) -> Refusal {
        Refusal(
            kind: .incomplete, message: message,
            remedy: Text(
                vi: "sao chép lại cả tệp và bảng kê, hoặc xuất lại",
                en: "copy both again, or export again"))
    }

    /// The first 64 hexadecimal digits, or those of the line that names the file: as sha256sum
    /// writes it, or as BSD does, `SHA256 (name) = …`.
    private static func checksum(in text: String, of name: String?) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split { $0.isWhitespace || $0 == "=" }
            let digits = words.first { $0.count == 64 && $0.allSatisfy(\.isHexDigit) }
            guard let digits else { continue }
            guard let name else { return digits.lowercased() }
            let marks = [" *\(name)", " \(name)", "/\(name)", "\t\(name)", "(\(name)) "]
            if marks.contains(where: { line.hasSuffix($0) || line.contains("(\(name))") }) {
                return digits.lowercased()
            }
        }
        return nil
    }

    /// Lines `key=value` or `key: value`, also as JSON has them; unknown keys are left alone.
    ///
    /// - Returns: whether something was understood, and nothing misunderstood.
    private mutating func read(manifest text: String) -> Bool {
        var isUnderstood = false
        for line in text.split(whereSeparator: { $0.isNewline || ",{}".contains($0) }) {
            let parts = line.split(maxSplits: 1) { $0 == "=" || $0 == ":" }.map { part in
                part.filter { !$0.isWhitespace && $0 != "\"" }
            }
            guard parts.count == 2 else { continue }
            switch parts[0].lowercased() {
            case "sha256": sha256 = parts[1].lowercased()
            case "bytes", "size":
                guard let count = Int(parts[1]) else { return false }
                bytes = count
            case "records", "rows":
                guard let count = Int(parts[1]) else { return false }
                records = count
            default: continue
            }
            isUnderstood = true
        }
        return isUnderstood
    }

    /// The text of a small regular file; nil when there is none.
    private static func text(_ path: some StringProtocol) -> String? {
        let path = String(path)
        guard let stamp = FileStamp(path: path), stamp.size <= 1 << 16 else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Int(stamp.size))
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        let read = bytes.prefix(max(0, count))
        // PowerShell writes UTF-16.
        if read.starts(with: [0xFF, 0xFE]) {
            let units = stride(from: 2, to: read.count - 1, by: 2).map {
                UInt16(read[$0]) | UInt16(read[$0 + 1]) << 8
            }
            return String(decoding: units, as: UTF16.self)
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return String(
            decoding: read.dropFirst(read.starts(with: mark) ? mark.count : 0), as: UTF8.self)
    }
}
