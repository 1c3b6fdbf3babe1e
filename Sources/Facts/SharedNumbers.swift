/// Numbers of paper registers that name different dossiers.
extension PaperDossiers {
    /// A conflict for each number that was given to different dossiers within one year.
    ///
    /// Registers are opened anew each year, so the numbers of two years say nothing of each other.
    /// An entry without a code may be any dossier.
    package var numbersGivenTwice: [KeyConflict] {
        sharedNumbers.compactMap { rows in
            var byYear: [Int: [Int]] = [:]
            for row in rows where dossierKey[row] != nil {
                byYear[year(row), default: []].append(row)
            }
            let doubles = byYear.values.filter { Set($0.map { dossierKey[$0] }).count > 1 }
            guard !doubles.isEmpty else { return nil }
            let places = doubles.joined().map {
                RowPlace(export: table.exports[$0], line: table.lines[$0])
            }
            return KeyConflict(
                holds: table.holds, row: rows[0], fields: [.dossierCode], places: places.sorted())
        }
    }

    /// The year in which the dossier was received, by the entry or by its code; 0 when unknown.
    private func year(_ row: Int) -> Int {
        receivedOn[row]?.year ?? dossierCode(row).flatMap { DossierCode($0) }?.year ?? 0
    }
}
