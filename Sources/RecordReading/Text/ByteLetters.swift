/// What the bytes of an encoding with one byte a character stand for, as UTF-8 ready to be stored.
///
/// Some encodings write a letter with its mark as two bytes; such a pair is one composed letter.
struct ByteLetters: Sendable {
    /// For each byte its letter.
    let letters: [Letter]
    /// For each byte the number, from 1, of the row of letters that it can begin; 0: none.
    let rows: [UInt8]
    /// Row by row what a base makes with each mark, by the mark's number.
    private let compositions: [Letter]
    private let columnCount: Int

    /// At most three bytes of UTF-8, how many they are, and which mark the byte can be.
    struct Letter: Sendable {
        private let bits: UInt32

        /// A byte, or a pair of bytes, that stands for nothing.
        static let none = Letter(bits: 0)

        private init(bits: UInt32) {
            self.bits = bits
        }

        /// - Parameter mark: the mark's number, from 1 to 63; 0: it is none.
        init(_ scalar: Unicode.Scalar, mark: Int = 0) {
            let utf8 = Array(scalar.utf8)
            precondition(utf8.count <= 3 && mark < 64, "a letter that does not fit")
            var bits = UInt32(utf8.count) << 24 | UInt32(mark) << 26
            for (index, byte) in utf8.enumerated() { bits |= UInt32(byte) << (8 * index) }
            self.bits = bits
        }

        /// The bytes in the order of memory, the first lowest.
        @inline(__always) var utf8: UInt32 { bits & 0xFF_FFFF }
        @inline(__always) var length: Int { Int(bits &>> 24 & 3) }
        @inline(__always) var mark: Int { Int(bits &>> 26) }
    }

    /// - Parameters:
    ///   - scalars: for each byte its character, if it has one.
    ///   - marks: for each mark the bytes that it is written with.
    ///   - bases: for each byte that takes marks what it makes with each of them, in their order.
    init(
        _ scalars: [Unicode.Scalar?], marks: [[UInt8]] = [],
        bases: [UInt8: [Unicode.Scalar?]] = [:]
    ) {
        var letters = scalars.map { $0.map { Letter($0) } ?? .none }
        for (index, bytes) in marks.enumerated() {
            for byte in bytes {
                guard let scalar = scalars[Int(byte)] else { continue }
                letters[Int(byte)] = Letter(scalar, mark: index + 1)
            }
        }
        columnCount = marks.count + 1
        var rows = [UInt8](repeating: 0, count: 256)
        var compositions = [Letter](repeating: .none, count: columnCount)
        for (number, (base, composed)) in bases.enumerated() {
            rows[Int(base)] = UInt8(number + 1)
            compositions.append(.none)
            compositions += composed.map { $0.map { Letter($0) } ?? .none }
        }
        self.letters = letters
        self.rows = rows
        self.compositions = compositions
    }

    /// The letter that a base makes with a mark; `none` if it is no base or takes no such mark.
    @inline(__always)
    func composition(of base: UInt8, withMark mark: Int) -> Letter {
        compositions[Int(rows[Int(base)]) &* columnCount &+ mark]
    }
}
