import AlertJournal
import Facts
import Reconciliation

extension AlertPage {
    /// The page as a clerk reads it, in the language of the settings.
    package var text: String {
        Self.plain(([head, answers, events].flatMap { $0 + [""] } + evidence))
    }

    private var line: PublishedAlerts.Line { history.current.line }

    private var head: [String] {
        let severity = Severity(rawValue: line.severity)?.label[language] ?? line.severity
        let kind = Subject.Kind(rawValue: line.subject.kind)?.name[language] ?? line.subject.kind
        var lines = ["\(history.id)  \(state)  \(severity)  \(line.rule)"]
        if let rule { lines.append(rule.title[language]) }
        lines += [
            "", say("Đơn vị: ", "Unit: ") + unit,
            say("Đối tượng: ", "Subject: ") + "\(kind) \(line.subject.id)",
            say("Nội dung: ", "What is wrong: ") + line.message[language],
            say("Cách xử lý: ", "How to mend it: ") + line.remedy[language],
        ]
        if let rule { lines.append(say("Căn cứ: ", "Why it is a fault: ") + rule.basis[language]) }
        return lines
    }

    private var state: String {
        let at = shown(history.current.line.at)
        switch history.state {
        case .open where history.isStale:
            return say("ĐANG MỞ, CHỜ DỮ LIỆU", "OPEN, WAITING FOR DATA")
        case .open: return say("ĐANG MỞ", "OPEN")
        case .resolved: return say("ĐÃ XỬ LÝ (\(at))", "RESOLVED (\(at))")
        case .withdrawn:
            let reason = history.reason.map { ": \($0[language])" } ?? ""
            return say("RÚT LẠI (\(at))", "WITHDRAWN (\(at))") + reason
        }
    }

    private var unit: String {
        guard let key = line.unit else { return "—" }
        return units.shortName(ofKey: key)
    }

    private var answers: [String] {
        var lines: [String] = []
        if let opened = history.current.details.openedAt ?? history.events.first?.line.at {
            let count = history.current.details.reopenCount ?? 0
            let again = say("; mở lại \(count) lần", "; opened again \(count) times")
            lines.append(
                say("Mở từ: ", "Opened: ") + shown(opened) + (count > 0 ? again : ""))
        }
        for answer in history.answers {
            let what =
                answer.kind == .acknowledgement
                ? say("Đã tiếp nhận: ", "Acknowledged by: ") : say("Tạm hoãn: ", "Snoozed by: ")
            lines.append(what + answer.by + until(answer.until?.iso))
        }
        return lines
    }

    private var events: [String] {
        let told = history.events.map { event in
            var words = [
                shown(event.line.at), number(event.seq),
                event.kind?.label[language] ?? event.line.event,
            ]
            if let by = event.details.by { words.append(by + until(event.details.until)) }
            if let reason = event.details.reason { words.append("(\(reason[language]))") }
            if let name = event.details.renamedFrom {
                words.append(say("(trước là \(name))", "(before: \(name))"))
            }
            return "  " + words.joined(separator: "  ")
        }
        let none = say(
            "  Các sự kiện nằm trong tệp cũ không còn ở đây.",
            "  Its events are in older files that are not here any more.")
        return [say("Diễn biến", "History")] + (told.isEmpty ? [none] : told)
    }

    private var evidence: [String] {
        guard !sides.isEmpty else {
            return [say("Không có nơi để đối chiếu.", "There is no place to look it up.")]
        }
        let heading = say(
            "Đối chiếu (bản ghi như đã đọc được; ●●● là có nội dung nhưng không hiển thị)",
            "Both sides (records as they were read; ●●● stands for what is not shown)")
        return [heading]
            + sides.flatMap { side in
                let place = side.place
                return [
                    "",
                    say("  Nguồn ", "  Feed ") + place.feed
                        + say(", tệp \(place.file), dòng ", ", file \(place.file), line ")
                        + String(place.line), "    SHA-256 \(place.sha256)",
                ] + records(side.found).map { "    " + $0 }
            }
    }

    private func records(_ found: ArchivedEvidence.Found) -> [String] {
        guard case .records(let records, let more) = found, !records.isEmpty else {
            return [Self.words(of: found, command)[language]]
        }
        var lines: [String] = []
        for (index, record) in records.enumerated() {
            if index > 0 { lines.append("") }
            lines += record.fields.map { "\($0.name[language]): \(shown($1))" }
        }
        if more > 0 {
            lines += [
                "",
                say("… và \(more) bản ghi khác trên dòng này", "… and \(more) more on this line"),
            ]
        }
        return lines
    }

    private func shown(_ appearance: MaskedRecord.Appearance) -> String {
        switch appearance {
        case .value(let value): return value.shown(in: language, units: units)
        case .masked: return say("●●● (có, không hiển thị)", "●●● (there, not shown)")
        case .unreadable(let shape):
            return say("không đọc được", "cannot be read") + (shape.map { " (\($0))" } ?? "")
        case .emptyOrUnreadable:
            return say("trống hoặc không đọc được", "empty or cannot be read")
        case .withheld:
            return say(
                "không dùng được: ngày của cả cột này đọc ra sai",
                "not usable: the days of this whole column are read wrongly")
        }
    }

    /// An instant of the files as people read it.
    private func shown(_ at: String) -> String {
        guard let instant = Instant(iso: at) else { return at }
        return language == .vi ? instant.vietnamese : instant.iso
    }

    private func until(_ day: String?) -> String {
        guard let day else { return "" }
        let shown = language == .vi ? Day(day)?.vietnamese ?? day : day
        return say(", đến hết ngày \(shown)", ", until \(shown)")
    }

    /// The number of an event as `alerts.log` has it.
    private func number(_ seq: Int) -> String {
        "#" + EventNumber.digits(seq)
    }

    private func say(_ vi: String, _ en: String) -> String { Text(vi: vi, en: en)[language] }

    /// Nothing that a terminal obeys, or that hides or turns the text around it.
    private static func plain(_ lines: [String]) -> String {
        lines.map { line in
            var scalars = String.UnicodeScalarView()
            for scalar in line.unicodeScalars {
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    scalars.append("\u{FFFD}")
                default: scalars.append(scalar)
                }
            }
            return String(scalars)
        }
        .joined(separator: "\n")
    }
}

extension Subject.Kind {
    /// What people call such a thing, in the middle of a sentence.
    fileprivate var name: Text {
        switch self {
        case .dossier: Text(vi: "hồ sơ", en: "dossier")
        case .paperEntry: Text(vi: "mục sổ giấy", en: "paper entry")
        case .document: Text(vi: "văn bản", en: "document")
        case .letter: Text(vi: "thư xin lỗi", en: "letter")
        case .procedure: Text(vi: "thủ tục", en: "procedure")
        case .column: Text(vi: "cột", en: "column")
        case .export: Text(vi: "tệp xuất", en: "export")
        case .feed: Text(vi: "nguồn", en: "feed")
        case .unit: Text(vi: "đơn vị", en: "unit")
        case .figure: Text(vi: "số liệu", en: "figure")
        case .calendar: Text(vi: "lịch", en: "calendar")
        }
    }
}
