/// A small seeded generator, so that a seed gives the same bytes on every machine.
///
/// SplitMix64 (Steele, Lea, Flood 2014). The draws below are its own: those of the standard library
/// may change their algorithm from one Swift to the next.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A generator for one thing of many, independent of those of the others.
    init(seed: UInt64, _ first: Int, _ second: Int, _ third: Int) {
        var mixer = SplitMix64(seed: seed)
        for part in [first, second, third] {
            mixer.state ^= UInt64(bitPattern: Int64(part)) &* 0xff51_afd7_ed55_8ccd
            mixer.state = mixer.next()
        }
        state = mixer.state
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, without, the bound.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True in one case of so many.
    mutating func oneIn(_ cases: Int) -> Bool {
        below(cases) == 0
    }

    mutating func pick<Element>(_ list: [Element]) -> Element {
        list[below(list.count)]
    }

    /// A list in random order (Fisher–Yates).
    mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
        var list = list
        for last in stride(from: list.count - 1, to: 0, by: -1) {
            list.swapAt(last, below(last + 1))
        }
        return list
    }
}
