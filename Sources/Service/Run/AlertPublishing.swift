import AlertJournal
import Facts

/// Brings the alert files of an installation up to its journal.
struct AlertPublishing {
    private let settings: Settings

    init(_ settings: Settings) {
        self.settings = settings
    }

    /// - Returns: what did not go as the settings want.
    func publish(_ journal: AlertJournal) throws(PublicationFault) -> [String] {
        do {
            let files = settings.alertFiles
            let isGone = try journal.hasPublished() && !files.areAny
            Ownership.makeParents(of: settings.alertDirectory)
            let warnings = try journal.publish(to: files).warnings
            return isGone ? [filesWereGone[settings.language]] + warnings : warnings
        } catch {
            throw PublicationFault(error)
        }
    }

    private var filesWereGone: Text {
        Text(
            vi: "\(settings.alertDirectory): warning: các tệp cảnh báo đã mất; đã tạo lại và"
                + " bắt đầu lại từ lần chạy này",
            en: "\(settings.alertDirectory): warning: the alert files were gone; they are made"
                + " anew and begin with this run")
    }
}
