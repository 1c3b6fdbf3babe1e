import Foundation

/// Made-up people, the many ways in which staff write what identifies them, and how to find it
/// again whatever became of it on the way.
enum PlantedPeople {
    static let names = [
        "Huỳnh Thị Khoạt", "HUYNH THI KHOAT", "Rmah H'Djưih", "RMAH H’DJƯIH", "Kpă Blơih",
        "Đinh Gyưnh", "Trịnh Quỳnh Thoại".decomposedStringWithCanonicalMapping,
        "Đinh Gyưnh".decomposedStringWithCanonicalMapping,
    ]

    static let numbers = [
        "064187000931", "064 187 000 931", "'064187000931", "64187000931", "231876543",
        "231.876.543", "0987650321", "0987.650.321", "+84 987 650 321", "(0269) 3765 021",
    ]

    static let places = [
        "khoatht87@vidu-gialai.vn", "Số 57 Trần Quốc Toản", "57/3 TRAN QUOC TOAN, tổ dân phố 6",
        "Rmah H'Djưih (064187000931), 57 Trần Quốc Toản, ĐT 0987650321",
    ]

    /// All of them, kinds mixed, so that few places in a row are enough for each kind.
    static let writings: [String] = {
        let kinds = [names, numbers, places]
        let longest = kinds.map(\.count).max() ?? 0
        return (0..<longest).flatMap { place in kinds.map { $0[place % $0.count] } }
    }()

    /// What gives one of them away in a text of nothing but lower-case letters and digits.
    static let traces = [
        "huynhthi", "khoat", "djuih", "bloih", "gyunh", "quynh", "thoai", "64187000931",
        "187000931", "231876543", "987650321", "3765021", "vidugialai", "tranquoctoan",
    ]

    /// Which traces stand in which text, with what stands around the first.
    static func found(in texts: [String: Data]) -> [String] {
        texts.flatMap { name, data in
            let plain = Data(plain(String(decoding: data, as: UTF8.self)).utf8)
            return traces.compactMap { trace -> String? in
                guard let range = plain.range(of: Data(trace.utf8)) else { return nil }
                let start = max(plain.startIndex, range.lowerBound - 60)
                let around = plain[start..<min(plain.endIndex, range.upperBound + 20)]
                return "\(trace) in \(name): \(String(decoding: around, as: UTF8.self))"
            }
        }
        .sorted()
    }

    /// Letters and digits alone: composed or not, in capitals or not, with marks or without,
    /// whatever stands between groups of digits, it is the same.
    static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": scalars.append(scalar)
            case "đ": scalars.append("d")
            default: continue
            }
        }
        return String(scalars)
    }
}
