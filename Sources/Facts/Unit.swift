/// An organisation that receives or handles work, as `units.yaml` lists it (domain §1).
package struct Unit: Sendable {
    /// What kind of organisation it is.
    package enum Level: String, CaseIterable, Sendable {
        case province, district, department, commune, hosted, desk

        /// Whether units of this level stand in addresses behind those of another.
        func isAbove(_ other: Level) -> Bool {
            switch self {
            case .province: other != .province
            case .district: other != .province && other != .district
            case .department, .commune, .hosted, .desk: false
            }
        }
    }

    package var key: String
    package var level: Level
    package var name: String
    package var short: String
    package var aliases: [String]
    /// Spellings that are taken for it, with a finding: probably a mistake (`Ia Hnú`).
    package var misspellings: [String]
    package var codes: [String: String]
    package var validFrom: Day?
    package var validTo: Day?
    package var successors: [String]
    /// File group of its alert folder; nil: the settings' `alert_group`.
    package var group: String?

    package init(
        key: String, level: Level, name: String, short: String? = nil, aliases: [String] = [],
        misspellings: [String] = [], codes: [String: String] = [:], validFrom: Day? = nil,
        validTo: Day? = nil,
        successors: [String] = [], group: String? = nil
    ) {
        self.key = key
        self.level = level
        self.name = name
        self.short = short ?? name
        self.aliases = aliases
        self.misspellings = misspellings
        self.codes = codes
        self.validFrom = validFrom
        self.validTo = validTo
        self.successors = successors
        self.group = group
    }

    /// Everything that rightly stands for the unit in an export.
    package var spellings: [String] { variants(of: name) + [key, short] + aliases }

    /// Every form in which a misspelling may stand in an export: `Ia Hnú`, `Xã Ia Hnú`.
    var misspelledForms: [(form: String, misspelling: String)] {
        misspellings.flatMap { misspelling in
            let prefix = Self.communeWords.first(where: name.hasPrefix) ?? ""
            let whole = misspelling.hasPrefix(prefix) ? misspelling : prefix + misspelling
            return (variants(of: whole) + [misspelling]).map { ($0, misspelling) }
        }
    }

    private static let communeWords = ["Xã ", "Thị trấn ", "Phường "]

    private func variants(of name: String) -> [String] {
        var spellings = [name]
        if level == .commune {
            for prefix in Self.communeWords where name.hasPrefix(prefix) {
                spellings.append(String(name.dropFirst(prefix.count)))
            }
        }
        if level == .commune || level == .district {
            spellings += ["UBND \(name)", "Ủy ban nhân dân \(name)"]
        }
        return spellings
    }

    func isValid(on day: Day) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// A unit's place in the registry; facts store this instead of a name.
public struct UnitID: Hashable, Comparable, Sendable {
    public let index: UInt16

    @inlinable
    public init(index: UInt16) {
        self.index = index
    }

    @inlinable
    public static func < (left: UnitID, right: UnitID) -> Bool { left.index < right.index }
}
