import Foundation

/// Writes what identifies people into exports: into each text that may hold it, each record's
/// notes and comments, titles and signatures, and now and then in place of any other value.
struct PersonalPlanting {
    private var next: Int
    private var occurrences: [String: Int] = [:]

    /// - Parameter start: another one puts other writings into the same places.
    init(from start: Int = 0) {
        next = start
    }

    /// The next of the ways to write what identifies somebody.
    mutating func writing() -> String {
        next += 1
        return PlantedPeople.writings[next % PlantedPeople.writings.count]
    }

    /// The same export with planted values, under a name that tells a person, too.
    mutating func plant(_ text: String, as name: String) -> (name: String, text: String) {
        let ending = name.suffix(4)
        let who = writing().replacing("/", with: "-")
        let named = "\(name.dropLast(4)) \(who)\(ending)"
        return (named, ending == ".xml" ? plant(xml: text) : plant(csv: text))
    }

    /// Whether this one of the places of a kind gets what it should not hold.
    private mutating func isMisused(_ place: String, each interval: Int) -> Bool {
        let count = occurrences[place, default: 0]
        occurrences[place] = count + 1
        return count % interval == (interval + place.utf8.count) % interval
    }
}

extension PersonalPlanting {
    /// Elements that hold free text.
    private static let texts: Set<String> = [
        "TenTTHC", "TenLinhVuc", "ChuHoSo", "MaDoiTuong", "DiaChi", "SoDienThoai", "TrichYeuHoSo",
        "TenTepDinhKem", "TenGiayTo", "TrichYeu", "NguoiKy", "NguoiXuLy", "NoiNhan", "mc:fullname",
        "mc:identityNumber", "mc:address", "mc:phoneNumber",
    ]
    private static let records: Set<Substring> = ["/HoSo", "/mc:dossier", "/VanBan"]

    private mutating func plant(xml text: String) -> String {
        let pieces = text.split(separator: "<", omittingEmptySubsequences: false)
        var planted = "\(pieces[0])"
        for (piece, next) in zip(pieces.dropFirst(), pieces.dropFirst(2) + [""]) {
            let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            let tag = parts[0]
            let body = parts.count > 1 ? parts[1] : ""
            if Self.records.contains(tag) {
                planted += "<GhiChu nguoi=\"\(writing())\">\(writing())</GhiChu>"
                planted += "<!-- \(writing()) --><Khac><![CDATA[\(writing())]]></Khac>"
            }
            let isLeaf = next.first == "/" && !body.isEmpty && tag.first != "/"
            let element = String(tag.prefix { $0 != " " })
            planted += "<\(attributes(of: tag))>"
            planted += isLeaf ? value(of: element, body) : String(body)
            if tag.first == "?" { planted += "<?nguoi-lap \(writing())?><!-- \(writing()) -->" }
        }
        return planted
    }

    private mutating func value(of element: String, _ value: Substring) -> String {
        if Self.texts.contains(element) { return "\(value) \(writing())" }
        return isMisused(element, each: 19) ? writing() : String(value)
    }

    private mutating func attributes(of tag: Substring) -> String {
        guard tag.first != "?", tag.contains("=\""), !tag.contains("xmlns") else {
            return String(tag)
        }
        let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
        var planted = "\(parts[0])"
        for (place, part) in parts.enumerated().dropFirst() {
            let isValue = !place.isMultiple(of: 2)
            let attribute = "\(tag.prefix { $0 != " " })@\(place)"
            let isReplaced = isValue && isMisused(attribute, each: 23)
            planted += "\"" + (isReplaced ? writing() : String(part))
        }
        return planted
    }
}

extension PersonalPlanting {
    /// Columns that hold free text.
    private static let textColumns: Set<String> = [
        "Người nộp", "Địa chỉ", "Tên thủ tục hành chính", "Tên thủ tục", "Lĩnh vực", "Ghi chú",
        "Trích yếu", "Người ký", "Người xử lý", "Lý do", "Nơi nhận",
    ]

    private mutating func plant(csv text: String) -> String {
        let separator: Character = text.prefix { !$0.isNewline }.contains(";") ? ";" : ","
        var rows = Self.rows(of: text.replacing("\u{FEFF}", with: ""), separator)
        let header = rows.removeFirst()
        var lines = ["SỔ THEO DÕI", "Người lập: \(writing())", ""].map { [$0] }
        lines.append(header + ["Ghi chú khác", "Xác nhận"])
        for cells in rows {
            lines.append(
                zip(header, cells).map { column, cell in
                    if Self.textColumns.contains(column) { return "\(cell) \(writing())" }
                    return isMisused(column, each: 19) ? writing() : cell
                } + [writing(), writing()])
        }
        let blanks = Array(repeating: "", count: header.count - 1)
        lines += [blanks + ["NGƯỜI LẬP SỔ"], blanks + [writing()]]
        let body = lines.map { line in
            line.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: "\(separator)")
        }
        return (text.hasPrefix("\u{FEFF}") ? "\u{FEFF}" : "") + body.joined(separator: "\n") + "\n"
    }

    /// The cells of a table as the sample writes it (RFC 4180).
    private static func rows(of text: String, _ separator: Character) -> [[String]] {
        var rows: [[String]] = [[""]]
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if isQuoted {
                rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
            } else if character == separator {
                rows[rows.count - 1].append("")
            } else if character.isNewline {
                rows.append([""])
            } else {
                rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
            }
        }
        return rows.filter { $0 != [""] }
    }
}
