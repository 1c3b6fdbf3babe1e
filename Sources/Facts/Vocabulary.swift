/// A word of a closed vocabulary that a column stores in one byte.
package protocol Word: RawRepresentable<UInt8>, CaseIterable, Hashable, Sendable {
    /// The word as settings, value maps and JSON write it.
    var name: String { get }
    /// Further labels, in Vietnamese as the systems show them, that mean this word.
    var labels: [String] { get }
    /// The words by the keys of their names and labels, made once: `wordsByKey()`.
    static var byKey: [String: Self] { get }
}

extension Word {
    package init?(name: String) {
        guard let word = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = word
    }

    /// The word that a label stands for, whatever its case, spaces and tone placement.
    package init?(label: some StringProtocol) {
        let key = VietnameseText.key(label)
        guard let word = Self.byKey[key.isEmpty ? String(label) : key] else { return nil }
        self = word
    }

    /// A sign such as ✓ has no letter to make a key of and stands for itself.
    static func wordsByKey() -> [String: Self] {
        var words: [String: Self] = [:]
        for word in allCases {
            for label in [word.name] + word.labels {
                let key = VietnameseText.key(label)
                let form = key.isEmpty ? label : key
                words[form] = words[form] ?? word
            }
        }
        return words
    }
}

/// How far a dossier has come (national portal codes 1…10, domain §3.3).
///
/// Vendors give the same integers other meanings, so labels are understood and numbers are not: a
/// feed that exports numbers maps them in its `values`.
package enum DossierStatus: UInt8, Word {
    package static let byKey = wordsByKey()

    case registered = 1
    case accepted, refused, processing, awaitingSupplement, awaitingPayment, withdrawn, stopped
    case finished, returned

    package var name: String {
        switch self {
        case .registered: "registered"
        case .accepted: "accepted"
        case .refused: "refused"
        case .processing: "processing"
        case .awaitingSupplement: "awaiting_supplement"
        case .awaitingPayment: "awaiting_payment"
        case .withdrawn: "withdrawn"
        case .stopped: "stopped"
        case .finished: "finished"
        case .returned: "returned"
        }
    }

    package var labels: [String] {
        switch self {
        case .registered: ["Mới đăng ký", "Đăng ký mới trực tuyến"]
        case .accepted: ["Được tiếp nhận", "Đã tiếp nhận", "Mới tiếp nhận"]
        case .refused: ["Không được tiếp nhận", "Không tiếp nhận", "Từ chối"]
        case .processing: ["Đang xử lý", "Đang giải quyết", "Chờ xử lý", "Chờ ký duyệt"]
        case .awaitingSupplement:
            ["Yêu cầu bổ sung giấy tờ", "Chờ bổ sung", "Yêu cầu bổ sung", "Bổ sung hồ sơ"]
        case .awaitingPayment:
            [
                "Yêu cầu thực hiện nghĩa vụ tài chính", "Chờ thực hiện nghĩa vụ tài chính",
                "Chờ NVTC",
            ]
        case .withdrawn: ["Công dân yêu cầu rút hồ sơ", "Đã rút", "Rút hồ sơ"]
        case .stopped: ["Dừng xử lý"]
        case .finished: ["Đã xử lý xong", "Đã có kết quả", "Hoàn thành", "Đã giải quyết"]
        case .returned: ["Đã trả kết quả", "Đã trả"]
        }
    }

    /// Nobody works on it, or the clock waits for the citizen: never late.
    package var isEndedOrWaiting: Bool {
        switch self {
        case .refused, .withdrawn, .stopped, .awaitingSupplement, .awaitingPayment: true
        case .registered, .accepted, .processing, .finished, .returned: false
        }
    }
}

/// How a dossier came in or its result goes out.
package enum Channel: UInt8, Word {
    package static let byKey = wordsByKey()

    case direct = 1
    case online, postal

    package var name: String {
        switch self {
        case .direct: "direct"
        case .online: "online"
        case .postal: "postal"
        }
    }

    package var labels: [String] {
        switch self {
        case .direct: ["Trực tiếp", "Nhận trực tiếp", "Nộp trực tiếp", "Tại bộ phận một cửa"]
        case .online: ["Trực tuyến", "Nộp trực tuyến", "Qua mạng", "Dịch vụ công trực tuyến"]
        case .postal: ["Bưu chính", "Bưu chính công ích", "BCCI", "Qua bưu điện", "Bưu điện"]
        }
    }
}

/// What a dossier's file is for.
package enum FileRole: UInt8, Word {
    package static let byKey = wordsByKey()

    case component = 1
    case result, apology, other

    package var name: String {
        switch self {
        case .component: "component"
        case .result: "result"
        case .apology: "apology"
        case .other: "other"
        }
    }

    package var labels: [String] {
        switch self {
        case .component: ["Thành phần", "Thành phần hồ sơ"]
        case .result: ["Kết quả", "Kết quả giải quyết"]
        case .apology: ["Thư xin lỗi", "Phiếu xin lỗi"]
        case .other: ["Khác"]
        }
    }
}

/// Which way a document went.
package enum Direction: UInt8, Word {
    package static let byKey = wordsByKey()

    case incoming = 1
    case outgoing

    package var name: String { self == .incoming ? "incoming" : "outgoing" }

    package var labels: [String] {
        self == .incoming ? ["Đến", "Văn bản đến"] : ["Đi", "Văn bản đi"]
    }
}

/// How a document was signed, as its register says (domain §4.3).
package enum SigningMode: UInt8, Word {
    package static let byKey = wordsByKey()

    case digital = 1
    case paper, paperThenCertificate, none

    package var name: String {
        switch self {
        case .digital: "digital"
        case .paper: "paper"
        case .paperThenCertificate: "paper_then_certificate"
        case .none: "none"
        }
    }

    package var labels: [String] {
        switch self {
        case .digital: ["Ký số", "Đã ký số"]
        case .paper: ["Ký giấy", "Ký tay"]
        case .paperThenCertificate: ["Ký giấy rồi xác thực số", "Ký giấy, xác nhận bằng chữ ký số"]
        case .none: ["Chưa ký", "Không ký"]
        }
    }
}

/// Whether a register says yes or no; `x`, `có`, `1`, `✓` and `true` say yes.
package enum Flag: UInt8, Word {
    package static let byKey = wordsByKey()

    case no = 0
    case yes = 1

    package var name: String { self == .yes ? "true" : "false" }

    package var labels: [String] {
        self == .yes ? ["x", "có", "1", "yes", "✓", "đã ký", "rồi"] : ["không", "0", "no", "chưa"]
    }
}
