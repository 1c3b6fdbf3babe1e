import Facts

/// The district of the report, with known faults planted.
///
/// Everything in it is synthetic: settings, the exports of eight kinds of registers up to 27 July
/// 2021, the instant at which to look at them (`as-of.txt`), and each planted fault with the
/// subject under which it must be found (`expected.jsonl`).
///
/// With 6,015 dossiers the figures are those of the report on the first half of 2021 where they can
/// be true together (6,015 = 710 + 5,305 received, 5,916 finished, 43 of them late, and so on).
/// Fewer shrink it in proportion, but keep each kind of fault. More leave the report's dossiers and
/// documents as they are and add the rest to the same units over the same days, with as many paper
/// entries and about as many documents, and five faults in a thousand over the same rules; nearly
/// all of the added volume is in the XML exports. Entries of a paper register are then numbered
/// anew, in order of reception.
package struct DistrictSample: Sendable {
    private let dossiers: Int
    private let seed: UInt64

    /// How many dossiers a sample can have; above, the four-digit orders of a day would run out.
    package static let dossierRange = 200...10_000_000

    /// - Parameter dossiers: how many, within `dossierRange`.
    package init(dossiers: Int = 6015, seed: UInt64 = 2021) {
        precondition(Self.dossierRange.contains(dossiers), "\(dossiers) dossiers are out of range")
        self.dossiers = dossiers
        self.seed = seed
    }

    /// Writes the sample; the same arguments give the same bytes.
    ///
    /// Files of the same names are overwritten, others are left alone.
    package func write(to directory: String) throws(SampleError) {
        for folder in SampleSettings.folders {
            try ExportFile.makeFolder("\(directory)/\(folder)")
        }
        try ExportFile.write(SampleSettings.text, to: "\(directory)/doisoat.yaml")
        try ExportFile.write(UnitsText.text, to: "\(directory)/units.yaml")
        try ExportFile.write(CalendarText.text, to: "\(directory)/calendar.yaml")
        try ExportFile.write("\(SampleDays.asOf.iso)\n", to: "\(directory)/as-of.txt")

        let inbox = "\(directory)/inbox"
        var plantings = Plantings()
        try writeDossiers(to: inbox, &plantings)
        try writeDocuments(to: inbox, &plantings)
        try ApologyLetter.write(
            plantings.letters, to: "\(inbox)/xin-loi/thu-xin-loi-20210728.csv")
        try OfferedProceduresExport.write(to: "\(inbox)/tthc/thu-tuc-20210728.csv")
        try plantings.write(to: "\(directory)/expected.jsonl")
    }

    private func writeDossiers(to inbox: String, _ plantings: inout Plantings) throws(SampleError) {
        let population = Population(dossiers: dossiers, seed: seed)
        var district = try DistrictDossierExport("\(inbox)/motcua-huyen/motcua-huyen-20210728.xml")
        for unit in SampleUnit.receiving {
            // One system, but an export a commune: each is a part of the feed.
            var commune =
                unit.isCommune
                ? try CommuneDossierExport("\(inbox)/motcua-xa/\(unit.fileName)-20210728.xml") : nil
            var register = try PaperRegisterExport(
                "\(inbox)/so-giay/\(unit.fileName)-20210728.csv", of: unit)
            var number = 0
            try population.forEachDossier(receivedBy: unit) { dossier throws(SampleError) in
                if dossier.isInSystem {
                    plantings.note(dossier)
                    if try commune?.write(dossier) == nil { try district.write(dossier) }
                }
                if dossier.isOnPaper {
                    number += 1
                    plantings.note(entryOf: dossier, number: number)
                    try register.write(dossier, number: number)
                }
            }
            try register.finish()
            try commune?.finish()
        }
        try district.finish()
    }

    private func writeDocuments(to inbox: String, _ plantings: inout Plantings) throws(SampleError)
    {
        let documents = DocumentPopulation(dossiers: dossiers, seed: seed)
        var district = try DistrictDocumentExport("\(inbox)/qlvb-huyen/qlvb-huyen-20210728.xml")
        var communes = try CommuneDocumentExport("\(inbox)/qlvb-xa/qlvb-xa-20210728.csv")
        for document in documents.outgoing + documents.incoming {
            plantings.note(document)
            if !document.course.isElectronic { continue }
            if document.unit.isCommune {
                try communes.write(document)
            } else {
                try district.write(document)
            }
        }
        try documents.added.forEachDocument { document throws(SampleError) in
            plantings.note(document)
            try district.write(document)
        }
        try district.finish()
        try communes.finish()
        try PaperDocumentExport.write(
            documents.outgoing.filter { $0.course == .onPaperOnly || $0.course == .alsoOnPaper },
            to: "\(inbox)/so-van-ban/so-van-ban-xa-20210728.csv")
    }
}
