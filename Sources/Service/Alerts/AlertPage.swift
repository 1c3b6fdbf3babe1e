package import Facts
import Ingest
import Reconciliation

/// Everything about one alert, as `doisoat alerts show` prints it: what it is, what happened to it
/// and what stands on both sides, masked.
package struct AlertPage {
    let history: AlertHistory
    let language: Language
    let units: UnitRegistry
    /// The rule as the catalogue has it; nil when it is no longer there.
    let rule: Rule?
    let sides: [Side]
    /// What a user who may read the archive types to see the records.
    let command: String

    /// A place of evidence and what was found there.
    struct Side {
        let place: ArchivedPlace
        let found: ArchivedEvidence.Found
    }

    /// - Parameters:
    ///   - instant: now: of units that share a name in turn, the one valid today is meant.
    ///   - command: what was typed, without `sudo`.
    package init(_ history: AlertHistory, settings: Settings, at instant: Instant, command: String)
    {
        self.history = history
        self.command = command
        language = settings.language
        units = settings.units
        rule = RuleCatalogue.rule(history.current.line.rule)
        let places = history.current.places
        let found = ArchivedEvidence(settings: settings, today: instant.localDay)
            .find(places, subject: history.current.line.subject.id)
        sides = zip(places, found).map { Side(place: $0, found: $1) }
    }

    /// Why it cannot be answered for the evidence: archived bytes that are not what they were, or
    /// that cannot be read. Nil when all is well.
    package var trouble: String? {
        let bad = sides.filter { side in
            switch side.found {
            case .altered, .notReadable: true
            default: false
            }
        }
        guard !bad.isEmpty else { return nil }
        return bad.map { "\($0.place.file): error: \(Self.words(of: $0.found, command).en)" }
            .joined(separator: "\n")
    }

    /// What is told where there is no record to show.
    static func words(of found: ArchivedEvidence.Found, _ command: String) -> Text {
        switch found {
        case .records:
            Text(
                vi: "Dòng này không phải là một bản ghi; xem cả tệp.",
                en: "No record begins on this line; look at the whole file.")
        case .notPermitted(let owner):
            Text(
                vi: "Người dùng này không được đọc kho lưu trữ. Để xem bản ghi: sudo -u \(owner)"
                    + " \(command)",
                en: "This user may not read the archive. To see the record: sudo -u \(owner)"
                    + " \(command)")
        case .notInArchive:
            Text(
                vi: "Tệp không còn trong kho lưu trữ (đã hết hạn lưu, hoặc bị từ chối nên không"
                    + " được lưu).",
                en: "The export is not in the archive any more (its time was over, or it was"
                    + " refused and never kept).")
        case .altered:
            Text(
                vi:
                    "!!! TỆP LƯU TRỮ ĐÃ BỊ THAY ĐỔI: nội dung không còn đúng SHA-256 này. Không dùng"
                    + " làm bằng chứng; báo ngay cho người quản trị.",
                en: "!!! THE ARCHIVED EXPORT WAS CHANGED: its bytes do not have this SHA-256 any"
                    + " more. It is no evidence; tell the administrator at once.")
        case .notReadable(let reason):
            Text(
                vi: "!!! Không đọc được tệp lưu trữ (\(reason)); báo cho người quản trị.",
                en: "!!! The archived export cannot be read (\(reason)); tell the administrator.")
        case .feedNotInSettings:
            Text(
                vi: "Nguồn này không còn trong cấu hình, nên không đọc lại được bản ghi.",
                en: "The feed is no longer in the settings, so the record cannot be read again.")
        case .refused(let refusal):
            Text(
                vi: "Cấu hình hiện nay không đọc được tệp này: \(refusal.message.vi)",
                en: "The settings of today cannot read this export: \(refusal.message.en)")
        }
    }
}
