/// What a feed's records are about; the schema of the facts (design §4).
package enum Holds: String, CaseIterable, Sendable {
    case dossiers
    case dossierEvents = "dossier_events"
    case pauses
    case dossierFiles = "dossier_files"
    case paperDossiers = "paper_dossiers"
    case documents
    case documentFiles = "document_files"
    case paperDocuments = "paper_documents"
    case apologyLetters = "apology_letters"
    case postalItems = "postal_items"
    case proceduresOffered = "procedures_offered"
    case reportFigures = "report_figures"

    /// The fields that together name a record.
    package var key: [Field] {
        switch self {
        case .dossiers: [.code]
        case .dossierEvents: [.dossierCode, .at, .kind]
        case .pauses: [.dossierCode, .from]
        case .dossierFiles: [.dossierCode, .ordinal]
        case .paperDossiers: [.unit, .book, .number]
        case .documents: [.direction, .unit, .author, .year, .number, .notation]
        case .documentFiles: [.direction, .unit, .author, .year, .number, .notation, .ordinal]
        case .paperDocuments: [.direction, .unit, .book, .year, .number]
        case .apologyLetters: [.unit, .number, .issuedOn]
        case .postalItems: [.trackingCode]
        case .proceduresOffered: [.procedureCode, .level]
        case .reportFigures: [.report, .section, .indicator, .unit, .cutoff]
        }
    }

    /// Key fields that a feed need not map because others imply them.
    package var impliedKey: Set<Field> {
        switch self {
        case .documents: [.author, .year, .notation]
        case .documentFiles: [.author, .notation, .ordinal]
        case .paperDocuments: [.year, .book]
        case .paperDossiers: [.book]
        case .apologyLetters: [.issuedOn]
        case .dossierFiles: [.ordinal]
        case .proceduresOffered: [.level]
        case .reportFigures: [.section, .cutoff]
        case .dossiers, .dossierEvents, .pauses, .postalItems: []
        }
    }

    /// The other fields.
    package var optional: [Field] {
        switch self {
        case .dossiers:
            [
                .nationalCode, .procedureCode, .procedureName, .sector, .receivingUnit,
                .handlingUnit, .channelIn, .channelOut, .onlineLevel, .applicantKind,
                .applicantName, .applicantId, .appliedAt, .receivedAt, .dueAt, .originalDueAt,
                .transferredAt, .finishedAt, .returnedAt, .status, .timeliness,
                .declaredFileCount, .fileCount, .resultFileCount, .resultSigned, .digitised,
            ]
        case .dossierEvents: [.fromUnit, .toUnit, .status, .hasFile, .slip]
        case .pauses: [.until, .kind, .newDueAt]
        case .dossierFiles: [.role, .name, .size, .sha256, .signed, .path]
        case .paperDossiers:
            [
                .dossierCode, .procedureCode, .procedureName, .sector, .applicantName,
                .receivedOn, .dueOn, .transferredOn, .resultOn, .returnedOn, .returnMethod,
                .signedFor,
            ]
        case .documents: Self.documentFields
        case .paperDocuments: [.author, .notation] + Self.documentFields
        case .documentFiles: [.name, .size, .sha256, .signed, .path]
        case .apologyLetters: [.dossierCode, .reason, .newDueOn, .signer]
        case .postalItems: [.dossierCode, .direction, .postedOn, .deliveredOn]
        case .proceduresOffered: [.name, .sector, .onlineLevel, .resultIsPaper]
        case .reportFigures:
            [
                .label, .value, .numerator, .denominator, .percent, .decimals, .set,
                .targetReport, .periodFrom, .periodTo, .quote,
            ]
        }
    }

    private static let documentFields: [Field] = [
        .issuedOn, .type, .subject, .signer, .signed, .signingMode, .personSignedAt,
        .agencySignedAt, .registeredAt, .releasedAt, .arrivalNumber, .arrivedOn, .recipients,
        .assignee, .dueOn, .replyRequired, .replyTo, .workflowComplete, .secrecy,
        .declaredFileCount, .fileCount,
    ]

    /// Every field, the key first.
    package var fields: [Field] { key + optional }

    /// What a field holds here; nil when records of this kind have no such field.
    package func kind(of field: Field) -> FieldKind? {
        guard fields.contains(field) else { return nil }
        switch (self, field) {
        case (.documents, .subject), (.paperDocuments, .subject): return .compared
        case (.dossierFiles, .name), (.documentFiles, .name): return .personal
        case (.paperDossiers, .number), (.apologyLetters, .number): return .text
        case (.postalItems, .direction): return .symbol
        case (.pauses, .from), (.pauses, .until): return .instant
        case (.proceduresOffered, .level): return .symbol
        default: return field.kind
        }
    }
}
