/// An administrative procedure that the district or its communes offer.
///
/// Codes, names and terms are modelled on real ones; nothing depends on their being right.
struct Procedure: Sendable {
    /// The national core, `2.000815`.
    let core: String
    let name: String
    let sector: String
    /// Who handles it; nil: the communes.
    let unit: SampleUnit?
    /// Working days from reception to the promised result.
    let term: Int
    let resultIsPaper: Bool
    /// 2: in person; 3 and 4: online.
    let onlineLevel: Int
    /// Whether its results also went out by post in the report's half-year.
    let isPostal: Bool

    var isOnline: Bool { onlineLevel >= 3 }

    static let civilStatus = "Tư pháp - Hộ tịch"
    static let labour = "Lao động - Thương binh và Xã hội"
    static let land = "Đất đai"

    /// Those with dossiers in the sample; positions in this list name procedures.
    static let used = communal + district

    /// All that are offered: 471, of which 89 online, as the report counts them.
    static let offered = used + OfferedOnly.procedures

    static subscript(position: Int) -> Procedure { used[position] }
}

/// Procedures of the sample that fit a dossier, by unit and kind.
struct ProcedureChoice: Sendable {
    private let plain: [SampleUnit: [Int]]
    private let paper: [SampleUnit: [Int]]

    init() {
        var plain: [SampleUnit: [Int]] = [:]
        var paper: [SampleUnit: [Int]] = [:]
        for (position, procedure) in Procedure.used.enumerated() where !procedure.isOnline {
            let units = procedure.unit.map { [$0] } ?? SampleUnit.communes
            for unit in units {
                if procedure.resultIsPaper {
                    paper[unit, default: []].append(position)
                } else {
                    plain[unit, default: []].append(position)
                }
            }
        }
        // In Ia Hla only two sectors reach the system at all, says the report.
        let entered = [Procedure.civilStatus, Procedure.labour]
        plain[.iaHla]?.removeAll { !entered.contains(Procedure[$0].sector) }
        self.plain = plain
        self.paper = paper
    }

    /// Procedures handled in person by a unit.
    func inPerson(_ unit: SampleUnit, resultIsPaper: Bool) -> [Int] {
        (resultIsPaper ? paper[unit] : plain[unit]) ?? []
    }

    /// The unit's procedures that citizens used online.
    func online(_ unit: SampleUnit, resultIsPaper: Bool) -> [Int] {
        Procedure.used.indices.filter {
            let procedure = Procedure[$0]
            return procedure.unit == unit && procedure.isOnline
                && procedure.resultIsPaper == resultIsPaper
        }
    }

    /// What a commune keeps to its paper register: any procedure, in Ia Hla mostly other sectors.
    func onPaperOnly(_ unit: SampleUnit, _ draw: inout SplitMix64) -> Int {
        let all = Procedure.communal.indices
        guard unit == .iaHla, !draw.oneIn(8) else { return draw.below(all.count) }
        let entered = [Procedure.civilStatus, Procedure.labour]
        return draw.pick(all.filter { !entered.contains(Procedure[$0].sector) })
    }
}
