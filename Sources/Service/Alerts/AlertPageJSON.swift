import AlertJournal
import Facts
import Foundation
import Reconciliation

extension AlertPage {
    /// The page for programs; every key is always there, null where there is nothing.
    package var json: String {
        let line = history.current.line
        let page: [String: Any] = [
            "alert": history.id, "state": history.state.rawValue, "stale": history.isStale,
            "reason": Self.object(history.reason), "severity": line.severity,
            "class": history.current.details.faultClass ?? NSNull(), "rule": ruleObject,
            "unit": line.unit ?? NSNull(),
            "subject": ["kind": line.subject.kind, "id": line.subject.id],
            "message": Self.object(line.message), "remedy": Self.object(line.remedy),
            "opened_at": history.current.details.openedAt ?? history.events.first?.line.at
                ?? NSNull(),
            "reopen_count": history.current.details.reopenCount ?? 0, "answers": answerObjects,
            "events": history.events.map(Self.object), "evidence": sides.map(object),
        ]
        let data = try? JSONSerialization.data(
            withJSONObject: page, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data ?? Data("{}".utf8), as: UTF8.self)
    }

    private var ruleObject: [String: Any] {
        [
            "id": history.current.line.rule, "title": Self.object(rule?.title),
            "basis": Self.object(rule?.basis),
        ]
    }

    private var answerObjects: [[String: Any]] {
        history.answers.map { answer in
            [
                "kind": answer.kind.rawValue, "by": answer.by, "at": answer.at.iso,
                "until": answer.until?.iso ?? NSNull(),
            ]
        }
    }

    private static func object(_ event: AlertLine) -> [String: Any] {
        [
            "seq": event.seq, "at": event.line.at, "event": event.line.event,
            "by": event.details.by ?? NSNull(), "until": event.details.until ?? NSNull(),
            "reason": object(event.details.reason),
            "renamed_from": event.details.renamedFrom ?? NSNull(),
        ]
    }

    private func object(_ side: Side) -> [String: Any] {
        var records: [[String: Any]] = []
        var more = 0
        if case .records(let shown, let rest) = side.found {
            records = shown.map { ["fields": $0.fields.map(object)] }
            more = rest
        }
        let isShown = !records.isEmpty
        return [
            "feed": side.place.feed, "file": side.place.file, "line": side.place.line,
            "sha256": side.place.sha256, "found": Self.word(for: side.found),
            "note": isShown ? NSNull() : Self.object(Self.words(of: side.found, command)),
            "records": records, "more_records": more,
        ]
    }

    private static func word(for found: ArchivedEvidence.Found) -> String {
        switch found {
        case .records(let records, _): records.isEmpty ? "no_record" : "records"
        case .notPermitted: "not_permitted"
        case .notInArchive: "not_in_archive"
        case .altered: "altered"
        case .notReadable: "not_readable"
        case .feedNotInSettings: "feed_not_in_settings"
        case .refused: "refused"
        }
    }

    private func object(_ field: Field, _ appearance: MaskedRecord.Appearance) -> [String: Any] {
        var value: Any = NSNull()
        var shape: Any = NSNull()
        let shown: String
        switch appearance {
        case .value(let known):
            shown = "value"
            value = plain(known)
        case .masked: shown = "masked"
        case .unreadable(let kept):
            shown = "unreadable"
            shape = kept ?? NSNull()
        case .emptyOrUnreadable: shown = "empty_or_unreadable"
        case .withheld: shown = "withheld"
        }
        return [
            "field": field.rawValue, "label": Self.object(field.name), "shown": shown,
            "value": value, "shape": shape,
        ]
    }

    /// Units by their keys, days as ISO 8601, words as settings write them.
    private func plain(_ value: FindingValue) -> Any {
        switch value {
        case .count(let count): count
        case .unit(let unit): units[unit].key
        default: value.shown(in: .en, units: units)
        }
    }

    private static func object(_ text: Text?) -> Any {
        text.map { ["vi": $0.vi, "en": $0.en] } ?? NSNull()
    }

    private static func object(_ words: PublishedAlerts.Line.Words?) -> Any {
        words.map { ["vi": $0.vi, "en": $0.en] } ?? NSNull()
    }
}
