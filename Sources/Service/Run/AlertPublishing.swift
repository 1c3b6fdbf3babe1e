import AlertJournal
import Facts

/// Brings the alert files of an installation up to its journal.
struct AlertPublishing {
    private let settings: Settings

    init(_ settings: Settings) {
        self.settings = settings
    }

    /// Completes what an interrupted run left, as it would have been, digests too; if that is not
    /// possible now, whoever publishes next says so.
    ///
    /// - Returns: what did not go as the settings want.
    func complete(_ journal: AlertJournal, talk: (String) -> Void) -> [String] {
        guard let publication = try? publication(of: journal) else { return [] }
        if publication.eventCount > 0 {
            talk("\(publication.eventCount) event(s) of an interrupted run were completed")
        }
        return publication.warnings
    }

    /// - Returns: what did not go as the settings want.
    func publish(_ journal: AlertJournal) throws(PublicationFault) -> [String] {
        try publication(of: journal).warnings
    }

    private func publication(of journal: AlertJournal) throws(PublicationFault) -> Publication {
        do {
            let files = settings.alertFiles
            let isGone = try journal.hasPublished() && !files.areAny
            Ownership.makeParents(of: settings.alertDirectory)
            var publication = try journal.publish(to: files)
            if isGone { publication.warnings.insert(filesWereGone[settings.language], at: 0) }
            return publication
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
