/// The code of a dossier in one of the forms that the law or the province gave it (domain §2.2).
package struct DossierCode: Hashable, Sendable {
    package enum Family: Sendable {
        /// Thông tư 01/2018/TT-VPCP, Điều 19: `000.00.53.H48-220921-0099`.
        case tt01
        /// The same with an agency code of Quyết định 20/2020: `H21.65-220914-0011`.
        case qd20
        /// The province's earlier software: `00352112000539` (office, year, month, sequence).
        case legacy
        /// National and ministries' portals, with a longer order: `H15.50-261008-090123`.
        case ministry
    }

    package let family: Family
    /// Who gave the code; nil in a legacy one.
    package let agency: AgencyCode?
    /// The number of the office in a legacy code, 35 in `0035…`; nil in others.
    package let office: Int?
    /// The day in the code; a legacy one tells the month only.
    package let day: Day?
    package let year: Int
    package let month: Int
    /// The place within the day, of a legacy code within the office's month or year.
    package let order: Int
    private let orderDigits: UInt8

    /// The code of exactly these bytes, in canonical spelling; nil when it obeys no family or has
    /// a day that does not exist.
    package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(bytes)
        guard let hyphen = bytes.prefix(16).firstIndex(of: UInt8(ascii: "-")) else {
            // The office starts with 0; 0000 is nobody's.
            guard bytes.count == 14, bytes[0] == 0x30, let office = cursor.number(digits: 4),
                office > 0, let year = cursor.number(digits: 2),
                let month = cursor.number(digits: 2), (1...12).contains(month),
                let order = cursor.number(digits: 6)
            else { return nil }
            family = .legacy
            agency = nil
            self.office = office
            day = nil
            self.year = 2000 + year
            self.month = month
            self.order = order
            orderDigits = 6
            return
        }
        let rest = bytes.count - hyphen - 1
        guard let agency = AgencyCode(UnsafeBufferPointer(rebasing: bytes[..<hyphen])),
            agency.hasPlainAuthority, agency.generation == .qcvn102 || agency.hasLowerGroup,
            rest == 11 || agency.generation == .qd20 && (rest == 13 || rest == 14)
        else { return nil }
        cursor = ByteCursor(UnsafeBufferPointer(rebasing: bytes[(hyphen + 1)...]))
        guard let year = cursor.number(digits: 2), let month = cursor.number(digits: 2),
            let dayOfMonth = cursor.number(digits: 2), cursor.take(UInt8(ascii: "-")),
            let order = cursor.number(digits: rest - 7),
            let day = Day(year: 2000 + year, month: month, day: dayOfMonth)
        else { return nil }
        family = rest > 11 ? .ministry : agency.generation == .qcvn102 ? .tt01 : .qd20
        self.agency = agency
        office = nil
        self.day = day
        self.year = 2000 + year
        self.month = month
        self.order = order
        orderDigits = UInt8(rest - 7)
    }

    package init?(_ text: some StringProtocol) {
        let code = ContiguousArray(text.utf8).withUnsafeBufferPointer { Self($0) }
        guard let code else { return nil }
        self = code
    }

    /// The canonical text.
    package var text: String {
        let order = Day.padded(order, Int(orderDigits))
        guard let agency, let day else {
            return Day.padded(office ?? 0, 4) + Day.padded(year % 100, 2) + Day.padded(month, 2)
                + order
        }
        return Self.head(agency, day) + "-" + order
    }

    /// What the codes of an agency's day begin with, `000.09.21.H21-210701`.
    package static func head(_ agency: AgencyCode, _ day: Day) -> String {
        let (year, month, dayOfMonth) = day.components
        return agency.text + "-" + Day.padded(year % 100, 2) + Day.padded(month, 2)
            + Day.padded(dayOfMonth, 2)
    }
}
