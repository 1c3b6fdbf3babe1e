/// A canonical field, named as settings name it (design §4).
package enum Field: String, CaseIterable, Sendable {
    case agencySignedAt = "agency_signed_at"
    case applicantId = "applicant_id"
    case applicantKind = "applicant_kind"
    case applicantName = "applicant_name"
    case appliedAt = "applied_at"
    case arrivalNumber = "arrival_number"
    case arrivedOn = "arrived_on"
    case assignee
    case at
    case author
    case book
    case channelIn = "channel_in"
    case channelOut = "channel_out"
    case code
    case cutoff
    case decimals
    case declaredFileCount = "declared_file_count"
    case deliveredOn = "delivered_on"
    case denominator
    case digitised
    case direction
    case dossierCode = "dossier_code"
    case dueAt = "due_at"
    case dueOn = "due_on"
    case fileCount = "file_count"
    case finishedAt = "finished_at"
    case from
    case fromUnit = "from_unit"
    case handlingUnit = "handling_unit"
    case hasFile = "has_file"
    case indicator
    case issuedOn = "issued_on"
    case kind
    case label
    case level
    case name
    case nationalCode = "national_code"
    case newDueAt = "new_due_at"
    case newDueOn = "new_due_on"
    case notation
    case number
    case numerator
    case onlineLevel = "online_level"
    case ordinal
    case originalDueAt = "original_due_at"
    case path
    case percent
    case periodFrom = "period_from"
    case periodTo = "period_to"
    case personSignedAt = "person_signed_at"
    case postedOn = "posted_on"
    case procedureCode = "procedure_code"
    case procedureName = "procedure_name"
    case quote
    case reason
    case receivedAt = "received_at"
    case receivedOn = "received_on"
    case receivingUnit = "receiving_unit"
    case recipients
    case registeredAt = "registered_at"
    case releasedAt = "released_at"
    case replyRequired = "reply_required"
    case replyTo = "reply_to"
    case report
    case resultFileCount = "result_file_count"
    case resultIsPaper = "result_is_paper"
    case resultOn = "result_on"
    case resultSigned = "result_signed"
    case returnMethod = "return_method"
    case returnedAt = "returned_at"
    case returnedOn = "returned_on"
    case role
    case secrecy
    case section
    case sector
    case set
    case sha256
    case signed
    case signedFor = "signed_for"
    case signer
    case signingMode = "signing_mode"
    case size
    case slip
    case status
    case subject
    case targetReport = "target_report"
    case timeliness
    case toUnit = "to_unit"
    case trackingCode = "tracking_code"
    case transferredAt = "transferred_at"
    case transferredOn = "transferred_on"
    case type
    case unit
    case until
    case value
    case workflowComplete = "workflow_complete"
    case year

    /// What the field holds, where `Holds.kind(of:)` does not say otherwise.
    var kind: FieldKind {
        switch self {
        case .code, .dossierCode, .nationalCode: .dossierCode
        case .procedureCode: .procedureCode
        case .receivingUnit, .handlingUnit, .unit, .author, .fromUnit, .toUnit: .unit
        case .recipients: .units
        case .appliedAt, .receivedAt, .dueAt, .originalDueAt, .transferredAt, .finishedAt,
            .returnedAt, .at, .newDueAt, .personSignedAt, .agencySignedAt, .registeredAt,
            .releasedAt:
            .instant
        case .receivedOn, .dueOn, .transferredOn, .resultOn, .returnedOn, .issuedOn, .arrivedOn,
            .newDueOn, .postedOn, .deliveredOn, .cutoff, .periodFrom, .periodTo, .from, .until:
            .day
        case .status: .status
        case .channelIn, .channelOut: .channel
        case .role: .role
        case .direction: .direction
        case .signingMode: .signingMode
        case .resultSigned, .digitised, .hasFile, .slip, .signed, .replyRequired,
            .workflowComplete, .resultIsPaper:
            .flag
        case .signedFor: .presence
        case .declaredFileCount, .fileCount, .resultFileCount, .size, .ordinal, .year, .decimals,
            .onlineLevel:
            .count
        case .number: .documentNumber
        case .value, .numerator, .denominator, .percent: .decimal
        case .applicantName, .applicantId, .signer, .assignee, .path: .personal
        case .book, .notation, .sector, .type, .kind, .applicantKind, .timeliness, .secrecy,
            .returnMethod, .report, .section, .indicator, .level:
            .symbol
        case .trackingCode, .arrivalNumber, .replyTo, .sha256: .text
        case .procedureName, .subject, .reason, .name, .label, .quote, .set, .targetReport:
            .display
        }
    }
}

/// How a field's text becomes a value and how a column stores it.
package enum FieldKind: Sendable {
    /// A dossier code: canonical text and key.
    case dossierCode
    /// A national procedure code, stored as its core.
    case procedureCode
    case unit
    /// A list of units, split at `;`.
    case units
    case instant
    case day
    case status, channel, role, direction, signingMode, flag
    /// Whether anything stands there (a signature): an empty cell says no.
    case presence
    case count
    /// The number of a document, with an optional letter.
    case documentNumber
    case decimal
    /// One of few texts (a book, a notation): stored once.
    case symbol
    /// Text of its own in each record, needed for keys.
    case text
    /// Text of which only counts whether it is the same: never stored, a hash under the run's key.
    case compared
    /// Text that is only shown: never stored, only that something stands there.
    case display
    /// A name, identity number or file name: never stored, at most a hash under the run's key.
    case personal
}
