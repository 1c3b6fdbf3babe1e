/// A record's canonical key as a hash: the same dossier has one key in every feed.
///
/// 128 bits under a secret made anew each run, so that nothing derived from a code, name or number
/// outlives the process, and so that nobody can craft exports whose keys collide.
public struct FactKey: Hashable, Sendable {
    public let bits: UInt128

    @inlinable
    public init(bits: UInt128) {
        self.bits = bits
    }
}

/// Makes keys: SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012).
package struct KeyMaker: Sendable {
    private let k0: UInt64
    private let k1: UInt64

    /// A maker with a secret of its own.
    package init() {
        var random = SystemRandomNumberGenerator()
        self.init(secret: (random.next(), random.next()))
    }

    package init(secret: (UInt64, UInt64)) {
        k0 = secret.0
        k1 = secret.1
    }

    /// The key of these bytes.
    package func key(of bytes: UnsafeBufferPointer<UInt8>) -> FactKey {
        var state = SipState(k0: k0, k1: k1)
        let raw = UnsafeRawBufferPointer(bytes)
        let whole = raw.count & ~7
        var offset = 0
        while offset < whole {
            state.absorb(
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var last = UInt64(truncatingIfNeeded: raw.count) << 56
        var shift: UInt64 = 0
        while offset < raw.count {
            last |= UInt64(raw[offset]) << shift
            shift += 8
            offset += 1
        }
        state.absorb(last)
        return FactKey(bits: state.finish())
    }

    /// The key of a canonical subject id; the case of plain letters does not matter.
    ///
    /// Every record's key is the hash of its subject's id, so an alert finds its record again.
    package func key(ofSubject id: String) -> FactKey {
        var bytes = ContiguousArray(id.utf8)
        return keyFoldingCase(&bytes)
    }

    /// The key of these bytes after putting their plain letters in capitals.
    package func keyFoldingCase(_ bytes: inout ContiguousArray<UInt8>) -> FactKey {
        bytes.withUnsafeMutableBufferPointer { buffer in
            for index in buffer.indices where (0x61...0x7A).contains(buffer[index]) {
                buffer[index] -= 0x20
            }
            return key(of: UnsafeBufferPointer(buffer))
        }
    }
}

private struct SipState {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    init(k0: UInt64, k1: UInt64) {
        v0 = k0 ^ 0x736f_6d65_7073_6575
        v1 = k1 ^ 0x646f_7261_6e64_6f6d ^ 0xee
        v2 = k0 ^ 0x6c79_6765_6e65_7261
        v3 = k1 ^ 0x7465_6462_7974_6573
    }

    mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    mutating func finish() -> UInt128 {
        v2 ^= 0xee
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xdd
        for _ in 0..<4 { round() }
        let high = v0 ^ v1 ^ v2 ^ v3
        return UInt128(high) << 64 | UInt128(low)
    }

    private mutating func round() {
        v0 &+= v1
        v1 = v1 << 13 | v1 >> 51
        v1 ^= v0
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v3
        v3 = v3 << 16 | v3 >> 48
        v3 ^= v2
        v0 &+= v3
        v3 = v3 << 21 | v3 >> 43
        v3 ^= v0
        v2 &+= v1
        v1 = v1 << 17 | v1 >> 47
        v1 ^= v2
        v2 = v2 << 32 | v2 >> 32
    }
}
