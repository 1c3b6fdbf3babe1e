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
            sha256 = Self.checksum(in: text, of: nil) ?? "?"
            texts.append(text)
        }
        if let text = Self.text(export.path + ".manifest") {
            read(manifest: text)
            texts.append(text)
        }
        isMarkedWhole = FileStamp(path: export.path + ".ok") != nil
        digest = texts.isEmpty ? "" : Digest.sha256(of: texts.joined(separator: "\u{0}"))
    }

    /// Whether they confirm that an export of so many records is whole.
    func confirm(records count: Int) -> Bool {
        isMarkedWhole || sha256 != nil || bytes != nil || records == count
    }

    /// What contradicts the bytes of the export; nil when nothing does.
    func contradiction(sha256: String, bytes: Int) -> Refusal? {
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

    /// The first 64 hexadecimal digits, or those of the line that names the file (sha256sum).
    private static func checksum(in text: String, of name: String?) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ", maxSplits: 1)
            guard let digits = words.first?.lowercased(), digits.count == 64,
                digits.allSatisfy(\.isHexDigit)
            else { continue }
            let named = words.dropFirst().first?.drop { " *".contains($0) }
            if name == nil || named.map(String.init) == name { return digits }
        }
        return nil
    }

    /// Lines `key=value` or `key: value`; unknown keys are left alone.
    private mutating func read(manifest text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(maxSplits: 1) { $0 == "=" || $0 == ":" }.map { part in
                String(part.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
            }
            guard parts.count == 2 else { continue }
            switch parts[0].lowercased() {
            case "sha256": sha256 = parts[1].lowercased()
            case "bytes", "size": bytes = Int(parts[1])
            case "records", "rows": records = Int(parts[1])
            default: break
            }
        }
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
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
