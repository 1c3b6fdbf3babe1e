/// What a finding shows and where it was found, each as one number.
struct FindingDigests: Hashable {
    let state: Int64
    let evidence: Int64
}

/// A 64-bit FNV-1a of values that come one after the other; the same in every process.
struct Digest {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    var value: Int64 { Int64(bitPattern: hash) }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { for byte in $0 { mix(byte) } }
        mix(0xFF)  // in no UTF-8: "ab" + "c" is not "a" + "bc"
    }

    mutating func add(_ number: Int64) {
        var rest = UInt64(bitPattern: number)
        for _ in 0..<8 {
            mix(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    mutating func add(_ other: Digest) { add(other.value) }

    private mutating func mix(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
