/// The code that identifies an agency: `000.00.53.H48`, or `H21.65.03` since 2020 (domain §2.1).
///
/// At most 15 bytes, kept in one integer, so that a million dossiers are told apart without a
/// String each.
package struct AgencyCode: Hashable, Sendable {
    /// The order that gave the code its form; the one does not follow from the other.
    package enum Generation: Sendable {
        /// QCVN 102:2016/BTTTT: `000.00.53.H48`, the smallest agency first.
        case qcvn102
        /// Quyết định 20/2020/QĐ-TTg: `H21.65.03`, the greatest agency first.
        case qd20
    }

    package let generation: Generation
    /// The province or ministry on top, `H21` or `G22`.
    package let authority: Authority
    /// The bytes of the text, the last in the lowest place.
    private let packed: UInt128

    /// Who stands at the top of an agency code.
    package struct Authority: Hashable, Sendable {
        /// `G` for ministries and central agencies, `H` for provinces; others in tests only.
        package let isMinistry: Bool
        fileprivate let packed: UInt32

        package var text: String { String(decoding: unpacked(UInt128(packed)), as: UTF8.self) }
    }

    /// The code of exactly these bytes; nil for junk such as `01.02.G22`, `vxp.saas.03`, `null`.
    package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard (3...15).contains(bytes.count) else { return nil }
        var cursor = ByteCursor(bytes)
        let top: Range<Int>
        if cursor.isAtDigit {
            guard cursor.number(digits: 3) != nil, cursor.take(Self.dot),
                cursor.number(digits: 2) != nil, cursor.take(Self.dot),
                cursor.number(digits: 2) != nil, cursor.take(Self.dot)
            else { return nil }
            let start = cursor.index
            guard cursor.takeCapital() else { return nil }
            _ = cursor.takeCapital()
            guard cursor.takeDigit() else { return nil }
            _ = cursor.takeDigit()
            top = start..<cursor.index
            generation = .qcvn102
        } else {
            guard bytes[0] == Self.ministry || bytes[0] == Self.province else { return nil }
            _ = cursor.takeCapital()
            guard cursor.number(digits: 2) != nil else { return nil }
            top = 0..<cursor.index
            for _ in 0..<3 where cursor.take(Self.dot) {
                guard cursor.number(digits: 2) != nil else { return nil }
                _ = cursor.takeDigit()
            }
            generation = .qd20
        }
        guard cursor.isAtEnd else { return nil }
        authority = Authority(
            isMinistry: bytes[top.lowerBound] == Self.ministry,
            packed: UInt32(packing(bytes, top)))
        packed = packing(bytes, bytes.indices)
    }

    package init?(_ text: some StringProtocol) {
        let code = ContiguousArray(text.utf8).withUnsafeBufferPointer { Self($0) }
        guard let code else { return nil }
        self = code
    }

    /// As it is written.
    package var text: String { String(decoding: unpacked(packed), as: UTF8.self) }

    /// Whether an agency below the top is named: `H21.65`, not `H21`.
    package var hasLowerGroup: Bool { packed > UInt128(authority.packed) }

    /// Whether the top is a province or ministry as dossier codes have it (`H21`, not `JB2`).
    var hasPlainAuthority: Bool {
        let letter = authority.packed >> 16
        let isDigit = UInt8(truncatingIfNeeded: authority.packed >> 8) &- 0x30 <= 9
        return isDigit && (letter == UInt32(Self.ministry) || letter == UInt32(Self.province))
    }

    private static let dot = UInt8(ascii: ".")
    private static let ministry = UInt8(ascii: "G")
    private static let province = UInt8(ascii: "H")
}

private func packing(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt128 {
    var packed: UInt128 = 0
    for index in range { packed = packed << 8 | UInt128(bytes[index]) }
    return packed
}

private func unpacked(_ packed: UInt128) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = packed
    while rest > 0 {
        bytes.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
    }
    return bytes.reversed()
}

/// Reads a grammar of digits, capitals and signs from bytes.
struct ByteCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    var isAtDigit: Bool { index < bytes.count && bytes[index] &- 0x30 <= 9 }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func takeDigit() -> Bool {
        guard isAtDigit else { return false }
        index += 1
        return true
    }

    mutating func takeCapital() -> Bool {
        guard index < bytes.count, (0x41...0x5A).contains(bytes[index]) else { return false }
        index += 1
        return true
    }

    /// The number that so many digits make, or nil without moving past what is none.
    mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard isAtDigit else { return nil }
            value = value * 10 + Int(bytes[index] &- 0x30)
            index += 1
        }
        return value
    }
}
