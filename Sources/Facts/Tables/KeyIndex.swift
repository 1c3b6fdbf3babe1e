/// From keys to rows: an open-addressing table over a key column that it does not copy.
///
/// Keys are uniform already (SipHash), so their low bits choose the slot.
package struct KeyIndex: Sendable {
    private var slots: ContiguousArray<UInt32>
    private let mask: Int

    /// - Parameter capacity: how many rows it will hold at most.
    package init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = ContiguousArray(repeating: 0, count: size)
        mask = size - 1
    }

    /// An index of the first row of each key; rows without a key are left out.
    package init(_ keys: Column<FactKey>) {
        self.init(capacity: keys.raws.count)
        for row in keys.raws.indices {
            _ = insert(row, in: keys)
        }
    }

    /// The row that already has this row's key, or nil after the row has been entered.
    ///
    /// A row without a key is not entered.
    package mutating func insert(_ row: Int, in keys: Column<FactKey>) -> Int? {
        let key = keys.raws[row]
        guard key != FactKey.unknown else { return nil }
        var slot = Int(truncatingIfNeeded: key) & mask
        while slots[slot] != 0 {
            let other = Int(slots[slot]) - 1
            if keys.raws[other] == key { return other }
            slot = (slot + 1) & mask
        }
        slots[slot] = UInt32(row + 1)
        return nil
    }

    /// The row of a key, or nil.
    package func row(of key: FactKey, in keys: Column<FactKey>) -> Int? {
        var slot = Int(truncatingIfNeeded: key.bits) & mask
        while slots[slot] != 0 {
            let row = Int(slots[slot]) - 1
            if keys.raws[row] == key.bits { return row }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
