import Facts

/// Reads the dates of a column: as the feed writes them, in ISO 8601, or as people type them.
extension FieldPlan {
    /// An instant by the patterns, in their order, else in ISO 8601, else as people type it.
    ///
    /// A year that no column can hold (0202, 3021) is a typing error and counts as unreadable.
    mutating func instant(_ text: UnsafeBufferPointer<UInt8>, line: UInt32) -> Instant? {
        for index in datePatterns.indices {
            guard let instant = datePatterns[index].parse(text) else { continue }
            if instant.raw != Instant.unknown { return instant }
        }
        if let instant = InstantParsing.iso(text), instant.raw != Instant.unknown {
            return instant
        }
        return looseInstant(text, line: line)
    }

    @inline(never)
    private mutating func looseInstant(
        _ text: UnsafeBufferPointer<UInt8>, line: UInt32
    ) -> Instant? {
        let known = memo.known(text)
        let date = known ?? looseDate(text)
        if known == nil { memo.keep(date, of: text) }
        switch date {
        case Self.nothing: return standingInstant(line)
        case Self.monthFirst: notes.swapped.count(line, text)
        case Self.unknown: break
        default:
            if date >> 32 > 0 { notes.serials.count(line, text) }
            return Instant(raw: UInt32(truncatingIfNeeded: date))
        }
        noteUnreadable(text, line: line)
        return nil
    }

    /// What a date is that no pattern understood: its raw value, above its 32 bits whether it is
    /// a spreadsheet's, or what else it may be.
    private func looseDate(_ text: UnsafeBufferPointer<UInt8>) -> Int64 {
        switch LooseDate(text, order: dateOrder, thisYear: today.year) {
        case .instant(let instant) where instant.raw != Instant.unknown: Int64(instant.raw)
        case .serial(let instant): Int64(instant.raw) | 1 << 32
        case .monthFirst: Self.monthFirst
        case .instant, nil: unwrappedDate(text)
        }
    }

    /// A date in the wrapping of a spreadsheet or in full-width digits, or what says there is none.
    private func unwrappedDate(_ text: UnsafeBufferPointer<UInt8>) -> Int64 {
        if !isKey, VietnameseText.saysNothing(text) || NotYet.isSaid(by: text) {
            return Self.nothing
        }
        guard CellWrapping.mayWrap(text) else { return Self.unknown }
        var plain = CellWrapping.plain(text)
        return plain.withUTF8 { plain in
            guard !plain.elementsEqual(text) else { return Self.unknown }
            for pattern in datePatterns {
                if let instant = pattern.parse(plain), instant.raw != Instant.unknown {
                    return Int64(instant.raw)
                }
            }
            if let instant = InstantParsing.iso(plain), instant.raw != Instant.unknown {
                return Int64(instant.raw)
            }
            return looseDate(plain)
        }
    }

    /// A date only with its month first.
    private static let monthFirst: Int64 = -1

    /// The default, which stands for a cell that says nothing.
    private mutating func standingInstant(_ line: UInt32) -> Instant? {
        let standing = defaultText
        return standing.withUnsafeBufferPointer { standing in
            guard !VietnameseText.saysNothing(String(decoding: standing, as: UTF8.self)) else {
                return nil
            }
            return instant(standing, line: line)
        }
    }
}
