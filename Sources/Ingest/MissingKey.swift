import Facts

/// Why no record of an export has its key: what most of them lack of it, and how.
struct MissingKey {
    private let field: Field
    private let notes: ColumnNotes
    /// The element or attribute that the settings name; nil of a CSV.
    private let element: String?
    private let lackingCount: Int
    private let recordCount: Int

    init(_ mapping: FeedMapping, _ builder: borrowing ExportBuilder) {
        let table = builder.table
        let holds = mapping.holds
        // A year is implied by a day, but no key does without it.
        let needed = holds.key.filter { !holds.impliedKey.contains($0) || $0 == .year }
        var worst: (field: Field, notes: ColumnNotes, lacking: Int)?
        for field in needed {
            let told = field == .year && !builder.maps(.year) ? .issuedOn : field
            let notes = builder.notes(of: told)
            let lacking = table.count - table.knownCount(of: field)
            if let worst,
                (lacking, notes.spoiltCount) <= (worst.lacking, worst.notes.spoiltCount)
            {
                continue
            }
            worst = (told, notes, lacking)
        }
        field = worst?.field ?? .code
        notes = worst?.notes ?? ColumnNotes()
        element = mapping.format == .xml ? mapping.fields?[field]?.name : nil
        lackingCount = worst?.lacking ?? 0
        recordCount = table.count
    }

    /// Of cells that cannot be read it is the file that is at fault, of empty ones its columns.
    var refusal: ExportRefusal {
        let fault = notes.spoiltCount > 0 ? spoilt : absent
        let line = notes.spoiltCount > 0 ? spoiltCells.firstLine : 0
        return ExportRefusal(
            notes.spoiltCount > 0 ? .unreadable : .header, line: line,
            message: Text(
                vi: "không bản ghi nào có khóa: \(place.vi)\(fault.vi)",
                en: "no record has its key: \(place.en)\(fault.en)"),
            remedy: remedy)
    }

    /// `cột 3 (đơn vị)`.
    private var place: Text {
        let label = field.label
        if notes.column > 0 {
            return Text(
                vi: "cột \(notes.column) (\(label.vi))", en: "column \(notes.column) (\(label.en))")
        }
        guard let element else { return label }
        return Text(vi: "«\(element)» (\(label.vi))", en: "«\(element)» (\(label.en))")
    }

    private var isDestroyed: Bool { notes.destroyed.count > notes.unreadable.count }

    private var spoiltCells: NotedCells { isDestroyed ? notes.destroyed : notes.unreadable }

    private var spoilt: Text {
        let count = spoiltCells.count
        let shape = spoiltCells.places.first?.shape ?? ""
        let first = "\(spoiltCells.firstLine)" + (shape.isEmpty ? "" : " (\(shape))")
        let how =
            switch field.holdsUnits {
            case true:
                Text(vi: "không có trong danh mục đơn vị", en: "name no unit of the list")
            case false where isDestroyed:
                Text(
                    vi: "mất chữ số (dạng 3,52E+11)", en: "lost their digits (as in 3.52E+11)")
            case false: Text(vi: "không đọc được", en: "cannot be read")
            }
        return Text(
            vi: ": \(count) ô \(how.vi), đầu tiên dòng \(first)",
            en: ": \(count) cells \(how.en), first on line \(first)")
    }

    private var absent: Text {
        let isWhole = lackingCount == recordCount
        let vi = isWhole ? "cả \(recordCount)" : "\(lackingCount) trong \(recordCount)"
        let en = isWhole ? "all \(recordCount)" : "\(lackingCount) of \(recordCount)"
        return notes.column > 0
            ? Text(vi: " trống ở \(vi) bản ghi", en: " is empty in \(en) records")
            : Text(
                vi: " thiếu hoặc trống ở \(vi) bản ghi",
                en: " is missing or empty in \(en) records")
    }

    private var remedy: Text {
        guard notes.spoiltCount > 0 else {
            return element == nil
                ? ExportRefusal.sameNames
                : Text(
                    vi: "xuất lại theo mẫu như lần trước, hoặc báo người quản trị đối chiếu"
                        + " `record`, `fields` của nguồn với tệp xuất",
                    en: "export in the form of last time, or check the feed's `record` and `fields`"
                        + " against the export")
        }
        if field.holdsUnits {
            return Text(
                vi: "sửa tên đơn vị rồi xuất lại; nếu tên đúng thì báo người quản trị thêm vào"
                    + " `aliases` của đơn vị trong units.yaml",
                en: "correct the names and export again; if they are right, add them to the"
                    + " `aliases` of their units in units.yaml")
        }
        return Text(
            vi: "xem cột đó có đúng là \(field.name.vi) không, sửa rồi xuất lại; Excel hay đổi số,"
                + " mã thành dạng khác: định dạng cột là Text trước khi nhập",
            en: "check that it is the \(field.name.en), correct it and export again; spreadsheets"
                + " change numbers and codes: format the column as Text before typing")
    }
}

extension ColumnNotes {
    /// Cells with something in them that gives no value.
    fileprivate var spoiltCount: Int { unreadable.count + destroyed.count }
}

extension Field {
    fileprivate var holdsUnits: Bool {
        switch self {
        case .unit, .receivingUnit, .handlingUnit, .author, .fromUnit, .toUnit, .recipients: true
        default: false
        }
    }
}

extension FactTable {
    /// How many records have a value in a field of a key.
    fileprivate func knownCount(of field: Field) -> Int {
        texts[field]?.knownCount ?? unitColumns[field]?.knownCount
            ?? symbolColumns[field]?.knownCount ?? days[field]?.knownCount
            ?? instants[field]?.knownCount ?? counts[field]?.knownCount
            ?? numbers[field]?.knownCount ?? words[field]?.knownCount ?? 0
    }
}
