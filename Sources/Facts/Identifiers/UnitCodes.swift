/// The codes by which dossier codes name the units of the registry (`codes` of `units.yaml`).
///
/// A code may be that of several units: those that follow each other, and a desk with its office.
package struct UnitCodes: Sendable {
    private var byAgency: [AgencyCode: [UnitID]] = [:]
    private var byOffice: [Int: [UnitID]] = [:]
    private var generations: [UnitID: Set<AgencyCode.Generation>] = [:]

    package init(_ registry: UnitRegistry) {
        for (index, unit) in registry.units.enumerated() {
            let id = UnitID(index: UInt16(index))
            for (scheme, text) in unit.codes where scheme != "gso" {
                let plain = text.uppercased()
                if let code = AgencyCode(plain) {
                    byAgency[code, default: []].append(id)
                    generations[id, default: []].insert(code.generation)
                } else if scheme == "motcua", plain.utf8.count <= 4, let office = Int(plain) {
                    byOffice[office, default: []].append(id)
                }
            }
        }
    }

    /// Whether any unit has a code that may stand in a dossier code.
    package var isEmpty: Bool { byAgency.isEmpty && byOffice.isEmpty }

    package func units(of code: AgencyCode) -> [UnitID] { byAgency[code] ?? [] }

    /// The units that a dossier code may mean, by its agency or its office.
    package func units(of code: DossierCode) -> [UnitID] {
        if let agency = code.agency { return units(of: agency) }
        return code.office.flatMap { byOffice[$0] } ?? []
    }

    /// Whether a unit's own code of this generation is known.
    package func knows(_ unit: UnitID, _ generation: AgencyCode.Generation) -> Bool {
        generations[unit]?.contains(generation) ?? false
    }

    /// Whether it is known how dossier codes like this one would name the unit.
    package func knows(_ unit: UnitID, inCodesLike code: DossierCode) -> Bool {
        if let agency = code.agency { return knows(unit, agency.generation) }
        return byOffice.values.contains { $0.contains(unit) }
    }
}
