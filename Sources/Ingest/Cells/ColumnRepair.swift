import Facts
import RecordReading

/// Watches the texts of a column for damage, or repairs the damage that it is known to have.
///
/// A column is repaired as a whole or not at all: many a sound word could be repaired too (domain
/// §7.1). So damage that shows only while an export is read makes it be read once more.
struct ColumnRepair {
    let damage: TextDamage?
    private var suspects: [String] = []

    /// So many different texts are enough to tell the damage by.
    private static let suspectsKept = 64

    init(_ damage: TextDamage?) {
        self.damage = damage
    }

    var hasSuspects: Bool { !suspects.isEmpty }

    /// A cell's text as people wrote it; nil where it is what stands there.
    mutating func written(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        if let damage { return damage.repaired(String(decoding: text, as: UTF8.self)) }
        if suspects.count < Self.suspectsKept, TextDamage.suspect(text) {
            let suspect = String(decoding: text, as: UTF8.self)
            // Not ==, to which a text and its decomposed form are the same.
            if !suspects.contains(where: { $0.utf8.elementsEqual(suspect.utf8) }) {
                suspects.append(suspect)
            }
        }
        return nil
    }

    /// The damage that the texts so far show.
    func found(by words: KnownWords) -> TextDamage? {
        TextDamage.found(in: suspects, vocabulary: words.count)
    }

    /// The damage by whose repair most of the texts so far become what they are not as they stand.
    func found(by isKnown: (String) -> Bool) -> TextDamage? {
        let unknown = suspects.filter { !isKnown($0) }
        var found: TextDamage?
        var most = 0
        for damage in [TextDamage.mojibake, .tcvn3, .vni] {
            let gain = unknown.count { damage.repaired($0).map(isKnown) ?? false }
            if gain > most { (found, most) = (damage, gain) }
        }
        return found
    }

    /// Whether any of the texts so far can be damaged so.
    func repairs(by damage: TextDamage) -> Bool {
        suspects.contains { damage.repaired($0) != nil }
    }

    /// Whether the texts so far gain a word by the repair of another column's damage.
    func gains(by damage: TextDamage, _ words: KnownWords) -> Bool {
        suspects.contains { text in
            damage.repaired(text).map { words.count(in: $0) > words.count(in: text) } ?? false
        }
    }
}

/// Thrown when an export has to be read once more: columns turned out to be damaged.
struct DamageFound: Error {
    let columns: [Field: TextDamage]
}
