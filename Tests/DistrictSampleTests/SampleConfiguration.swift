import Facts

/// The units of a sample by every name that its `units.yaml` gives them in 2021.
struct UnitNames {
    private var keys: [String: String] = [:]

    /// - Parameter lines: the file, whose layout this follows.
    init(_ lines: [String]) {
        var units: [(key: String, level: String, names: [String])] = []
        var isInAliases = false
        for line in lines {
            let text = line.drop { $0 == " " }
            func value(_ name: String) -> String? {
                guard text.hasPrefix(name) else { return nil }
                return String(text.dropFirst(name.count).prefix { $0 != "#" })
                    .trimmingBlanks
            }
            if let key = value("- key: ") { units.append((key, "", [key])) }
            if let level = value("level: ") { units[units.count - 1].level = level }
            if let name = value("name: ") ?? value("short: ") {
                units[units.count - 1].names.append(name)
            }
            let isFirst = text.hasPrefix("aliases: [")
            guard isFirst || isInAliases else { continue }
            let list = isFirst ? text.dropFirst(10) : text
            isInAliases = !list.contains("]")
            let names = list.prefix { $0 != "]" }.split(separator: ",")
            units[units.count - 1].names += names.map { String($0).trimmingBlanks }
        }
        for unit in units where !unit.key.hasSuffix("_2025") {
            for name in unit.names { keys[VietnameseText.key(name)] = unit.key }
            guard unit.level == "commune" || unit.level == "district" else { continue }
            keys[VietnameseText.key("UBND \(unit.names[1])")] = unit.key
            let bare = unit.names[1].split(separator: " ").drop {
                ["Xã", "Thị", "trấn"].contains($0)
            }
            if unit.level == "commune" {
                keys[VietnameseText.key(bare.joined(separator: " "))] = unit.key
            }
        }
    }

    /// The key of a name, or `?`.
    subscript(name: String) -> String { keys[VietnameseText.key(name)] ?? "?" }

    /// The keys of the names in a list that are units of the registry.
    func list(_ text: String) -> [String] {
        text.split(separator: ";").map { self[String($0)] }.filter { $0 != "?" }
    }
}

/// The days off in 2021, as a sample's `calendar.yaml` has them.
struct CalendarDays {
    private(set) var daysOff: Set<Day> = []

    /// - Parameter lines: the file, whose layout this follows.
    init(_ lines: [String]) {
        for line in lines where line.contains("day: 2021") || line.contains("from: 2021") {
            let days = line.split { !($0.isNumber || $0 == "-") }.compactMap { Day($0) }
            guard let first = days.first, let last = days.last else { continue }
            var day = first
            while day <= last {
                daysOff.insert(day)
                day = day.adding(days: 1)
            }
        }
    }

    func isWorkingDay(_ day: Day) -> Bool { !day.isWeekend && !daysOff.contains(day) }

    func nextWorkingDay(after day: Day) -> Day {
        var next = day.adding(days: 1)
        while !isWorkingDay(next) { next = next.adding(days: 1) }
        return next
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let start = drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
