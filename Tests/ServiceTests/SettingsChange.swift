import Testing

/// A change that makes one fault in the files of a small district, and what must be said of it.
struct SettingsChange: Sendable, CustomTestStringConvertible {
    var file = "doisoat.yaml"
    let old: String
    let new: String
    /// The text to which the message points, as it stands after the change.
    let place: String
    let message: String

    init(_ old: String, _ new: String, at place: String, _ message: String) {
        self.old = old
        self.new = new
        self.place = place
        self.message = message
    }

    var testDescription: String { new.replacing(Self.end, with: "") }

    func make(in installation: Installation) throws {
        try installation.replace(old, new, in: file)
    }

    /// The fault's description, once the change has been made.
    func fault(in installation: Installation) throws -> String {
        let text = try installation.text(file)
        let before = try #require(text.firstRange(of: place).map { text[..<$0.lowerBound] })
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        let column = (lines.last?.unicodeScalars.count ?? 0) + 1
        return "\(installation.path)/\(file):\(lines.count):\(column): error: \(message)"
    }

    /// Another line at the end of the settings.
    static func added(_ line: String, at place: String, _ message: String) -> SettingsChange {
        SettingsChange(end, end + line + "\n", at: place, message)
    }

    static func `in`(
        _ file: String, _ old: String, _ new: String, at place: String, _ message: String
    ) -> SettingsChange {
        var change = SettingsChange(old, new, at: place, message)
        change.file = file
        return change
    }

    private static let end = "    defaults: {unit: IALE}\n"

    static let ofSettings: [SettingsChange] = [
        .init(
            "settle_seconds", "setle_seconds", at: "setle_seconds",
            "unknown key `setle_seconds` in the settings; did you mean `settle_seconds`?"),
        .init(
            "settle_seconds: 0", "settle_seconds: sofort", at: "sofort",
            "`settle_seconds` should be a whole number from 0 to 1000000; correct it"),
        .init(
            "settle_seconds: 0", "settle_seconds: -1", at: "-1",
            "`settle_seconds` should be a whole number from 0 to 1000000; correct it"),
        .init(
            "alert_directory: alerts", "alert_directory: [alerts]", at: "[alerts]",
            "`alert_directory` should be a text; write one value there"),
        .init(
            "version: 1", "version: 2", at: "2\nunits",
            "version 2 is not known; this program reads `version: 1`"),
        .init("version: 1\n", "", at: "units:", "`version` is missing; begin with `version: 1`"),
        .init(
            "calendar: calendar.yaml", "calendar: lich.yaml", at: "lich.yaml",
            "the calendar file `lich.yaml` cannot be read; check the path and permissions"),
        .init(
            "calendar: calendar.yaml\n", "", at: "version",
            "`calendar` is missing; name the file"),
        .added("language: fr", at: "fr", "`fr` is no language; known are vi, en"),
        .added(
            "time_zone: Asia/Hanoi", at: "Asia/Hanoi",
            "`Asia/Hanoi` is no time zone; known are Asia/Ho_Chi_Minh"),
        .added(
            "group_above: -5", at: "-5",
            "`group_above` should be a whole number from 1 to 1000000; correct it"),
        .added(
            "rotate: {every_days: weekly}", at: "weekly",
            "`every_days` should be a whole number from 0 to 1000000; correct it"),
        .added(
            "rotate: {keep_day: 30}", at: "keep_day",
            "unknown key `keep_day` in `rotate`; did you mean `keep_days`?"),
        .added(
            "rotate: 7", at: "7", "`rotate` should be a mapping; write `key: value` lines there"),
        .added(
            "reconcile_at: [\"06:30\", \"25:00\"]", at: "\"25:00\"",
            "`25:00` is no time of day; write it as \"06:30\""),
    ]

    static let ofFeeds: [SettingsChange] = [
        .init(
            "mode: delta", "mod: delta", at: "mod:",
            "unknown key `mod` in a feed; did you mean `mode`?"),
        .init(
            "mode: delta", "mode: detla", at: "detla", "`detla` is no mode; known are full, delta"),
        .init(
            "holds: apology_letters", "holds: apology_leters", at: "apology_leters",
            "`apology_leters` is no holds; did you mean `apology_letters`?"),
        .init(
            "- id: thu", "- id: motcua", at: "id: motcua\n    holds: apology",
            "feed `motcua` stands twice; give each its own id"),
        .init("- id: thu\n    holds", "- holds", at: "holds: apology", "a feed needs `id`; add it"),
        .init(
            "finished_at: Xong", "finish_at: Xong", at: "finish_at",
            "dossiers have no field `finish_at`; did you mean `finished_at`?"),
        .init(
            "      code: Ma\n", "", at: "status: TrangThai",
            "dossiers need `code`, which is in their key; map it in `fields` or give it in"
                + " `defaults`"),
        .init(
            "code: Ma", "code: {path: \"So/\"}", at: "\"So/\"",
            "`So/` is no path (at its character 4); use steps, @attribute and [@attribute='value'],"
                + " as in TrangThai/Ten"),
        .init(
            "record: HoSo\n", "mode: full\n", at: "id: motcua",
            "an XML feed needs `record`; name the element of one record"),
        .init(
            "inbox/motcua/*.xml", "inbox/*/motcua.xml", at: "inbox/*/motcua",
            "`path` should be a folder and one file name; use * and ? in the file name only"),
        .init(
            "inbox/thu/*.csv", "inbox/thu/*", at: "id: thu",
            "the format cannot be told from `path`; add `format: xml` or `csv`"),
        .init(
            "-(?<year>\\\\d{4})-", "-(?<year>\\\\d{4}-", at: "\"-(?<year>\\\\d{4}-\"",
            "`part` is no pattern with a named group; write for example \"(?<year>\\\\d{4})\""),
        .init(
            "-(?<year>\\\\d{4})-", "-\\\\d{4}-", at: "\"-\\\\d{4}-\"",
            "`part` is no pattern with a named group; write for example \"(?<year>\\\\d{4})\""),
        .init(
            "\"-(?<yyyyMMdd>", "\"-(?<tag>", at: "\"-(?<tag>",
            "`exported_at` names no group by a date pattern; name the group by its digits, as in"
                + " \"(?<yyyyMMdd>\\\\d{8})\""),
        .init(
            "defaults: {unit: IALE}", "defaults: {unit: IALEE}", at: "IALEE",
            "`IALEE` is no unit of the units file; did you mean `IALE`?"),
        .init(
            "mode: delta", "mode: delta\n    dates: [dd/MM/yyyy, dd.MM.yy]", at: "dd.MM.yy]",
            "`dd.MM.yy` is no date pattern; use yyyy MM dd HH mm ss, d and M, as in dd/MM/yyyy"),
        .init(
            "record: HoSo", "record: HoSo\n    values: {status: {x: finishd}}", at: "finishd",
            "`finishd` is no status; did you mean `finished`?"),
        .init(
            "record: HoSo", "record: HoSo\n    defaults: {status: finishd}", at: "finishd",
            "`finishd` is no status; did you mean `finished`?"),
        .init(
            "record: HoSo", "record: HoSo\n    defaults: {file_count: viele}", at: "viele",
            "`file_count` should be a whole number from 0 to 1000000; correct it"),
        .init(
            "record: HoSo", "record: HoSo\n    defaults: {due_at: morgen}", at: "morgen",
            "`morgen` is no day or instant; write it as yyyy-MM-dd"),
    ]

    static let ofRules: [SettingsChange] = [
        .added(
            "rules: {DOS-8: off}", at: "DOS-8",
            "there is no rule `DOS-8`; did you mean `DOS-08`? `doisoat rules` lists them"),
        .added(
            "rules: {DOS-08: nein}", at: "nein",
            "`nein` says nothing about a rule; write `off`, `on` or {severity: …}"),
        .added(
            "rules: {DOS-08: {severty: low}}", at: "severty",
            "unknown key `severty` in rule DOS-08; did you mean `severity`?"),
        .added(
            "rules: {DOS-08: {severity: hight}}", at: "hight",
            "`hight` is no severity; did you mean `high`?"),
        .added(
            "rules: {SIG-02: {signals_needed: 0}}", at: "0}}",
            "`signals_needed` should be a whole number from 1 to 1000000; correct it"),
        .added(
            "rules: {DOC-01: {series: typ}}", at: "typ}", "`typ` is no series; did you mean `type`?"
        ),
        .added(
            "rules: {DOC-01: {series_by_unit: {IALEE: type}}}", at: "IALEE",
            "`IALEE` is no unit; did you mean `IALE`?"),
    ]

    private static let second = "{key: MOTCUA, level: desk, name: Một cửa huyện}"

    static let ofUnits: [SettingsChange] = [
        unit(
            "{key: MOTCUA, level: desk, name: Một cửa huyện, aliases: [Ia Le]}",
            at: "{key: MOTCUA",
            "`iale` means IALE and MOTCUA at the same time; take the alias from all but one of them"
        ),
        unit(
            "{key: MOTCUA, level: desk, name: Một cửa, successors: [X]}", at: "{key: MOTCUA",
            "successor `X` of `MOTCUA` is not in the list; add it or correct the key"),
        unit(
            "{key: MOTCUA, level: desk, name: Một cửa, successors: [MOTCUA]}", at: "{key: MOTCUA",
            "the successors of `MOTCUA` lead back to it; correct `successors`"),
        unit(
            "{key: motcua, level: desk, name: Một cửa}", at: "motcua",
            "unit key `motcua` has other signs than A–Z, 0–9, _ and -; choose a short plain key: it"
                + " names files and folders"),
        unit(
            "{key: IALE, level: desk, name: Một cửa}", at: "{key: IALE, level: desk",
            "unit `IALE` stands twice; give each its own key"),
        unit("{key: MOTCUA}", at: "{key: MOTCUA}", "a unit needs `key` and `name`; add them"),
        unit(
            "{key: MOTCUA, level: comune, name: Một cửa}", at: "comune",
            "`comune` is no level; did you mean `commune`?"),
        unit(
            "{key: MOTCUA, level: desk, name: Một cửa, valid_to: 30/06/2025}", at: "30/06/2025",
            "`valid_to` should be a day; write it as yyyy-MM-dd"),
        unit(
            "{key: MOTCUA, level: desk, nam: Một cửa, name: Một cửa}", at: "nam: ",
            "unknown key `nam` in a unit; did you mean `name`?"),
    ]

    private static func unit(
        _ new: String, at place: String, _ message: String
    ) -> SettingsChange {
        .in("units.yaml", second, new, at: place, message)
    }

    static let ofCalendar: [SettingsChange] = [
        calendar(
            "{day: 2022-04-30, name: Ngày Chiến thắng}", at: "{day: 2022",
            "these are no days of 2021; write `day`, or `from` and a later `to`"),
        calendar(
            "{from: 2021-05-02, to: 2021-05-01, name: x}", at: "{from",
            "these are no days of 2021; write `day`, or `from` and a later `to`"),
        calendar(
            "{day: 2021-04-30, nam: Ngày Chiến thắng}", at: "nam",
            "unknown key `nam` in a day; did you mean `name`?"),
        calendar(
            "{day: 30/04/2021, name: x}", at: "30/04/2021",
            "`day` should be a day; write it as yyyy-MM-dd"),
        .in(
            "calendar.yaml", "  2021:", "  năm 2021:", at: "năm 2021",
            "`năm 2021` is no year; write a year of four digits"),
    ]

    private static func calendar(
        _ new: String, at place: String, _ message: String
    ) -> SettingsChange {
        .in("calendar.yaml", "{day: 2021-04-30, name: Ngày Chiến thắng}", new, at: place, message)
    }
}
