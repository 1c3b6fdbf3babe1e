import Glibc

/// Remembers what a text of few meant, so that the thousandth "Đã trả kết quả" costs a comparison.
struct ByteMemo {
    private struct Entry {
        let offset: Int
        let length: Int
        let value: Int64
    }

    private var entries: [Entry] = []
    private var bytes = ContiguousArray<UInt8>()
    private var slots = ContiguousArray<Int32>(repeating: -1, count: 64)
    private var last = -1

    /// More texts than this are not of few; they are understood anew each time.
    private static let capacity = 1 << 16

    /// The value of these bytes, where they were understood before.
    mutating func known(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        if last >= 0, equals(entries[last], text) { return entries[last].value }
        var slot = Self.hash(text) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if equals(entries[index], text) {
                last = index
                return entries[index].value
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Keeps the value of bytes that are not known yet.
    mutating func keep(_ value: Int64, of text: UnsafeBufferPointer<UInt8>) {
        guard entries.count < Self.capacity else { return }
        var slot = Self.hash(text) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(entries.count)
        last = entries.count
        entries.append(Entry(offset: bytes.count, length: text.count, value: value))
        bytes.append(contentsOf: text)
        if entries.count * 2 > slots.count { grow() }
    }

    private func equals(_ entry: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard entry.length == text.count else { return false }
        return bytes.withUnsafeBufferPointer { all in
            guard let mine = all.baseAddress, let other = text.baseAddress else { return true }
            return memcmp(mine + entry.offset, other, entry.length) == 0
        }
    }

    private mutating func grow() {
        slots = ContiguousArray(repeating: -1, count: slots.count * 2)
        bytes.withUnsafeBufferPointer { all in
            for (index, entry) in entries.enumerated() {
                let text = UnsafeBufferPointer(
                    rebasing: all[entry.offset..<entry.offset + entry.length])
                var slot = Self.hash(text) & (slots.count - 1)
                while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = Int32(index)
            }
        }
    }

    /// Eight bytes at a time; only this table's own slots depend on it.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let raw = UnsafeRawBufferPointer(text)
        var hash = UInt64(truncatingIfNeeded: raw.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= raw.count {
            hash =
                (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
            offset += 8
        }
        while offset < raw.count {
            hash = (hash ^ UInt64(raw[offset])) &* 0x100_0000_01B3
            offset += 1
        }
        hash ^= hash >> 29
        return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF)
    }
}
