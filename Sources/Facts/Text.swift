/// A text in both languages of the service.
package struct Text: Hashable, Sendable {
    package let vi: String
    package let en: String

    package init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    package subscript(language: Language) -> String {
        switch language {
        case .vi: vi
        case .en: en
        }
    }
}

/// A language that every text exists in.
package enum Language: String, CaseIterable, Sendable {
    case vi, en
}
