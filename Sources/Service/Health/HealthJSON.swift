import Facts

/// The health of an installation for programs (`--format json`).
extension Health {
    package var json: String { JSONText.of(Fields(self)) }

    private struct Fields: Encodable {
        struct Reason: Encodable {
            let kind: String
            let message: [String: String]
            let remedy: [String: String]
        }

        let verdict: String
        let status: Int32
        let now: Instant
        let reasons: [Reason]
        let lastSign: Instant?
        let service: ServiceRecord?
        let run: RunRecord?

        init(_ health: Health) {
            verdict = health.verdict.rawValue
            status = health.verdict.exitStatus
            now = health.signs.now
            reasons = health.reasons.map { reason in
                Reason(
                    kind: reason.kind.rawValue,
                    message: ["vi": reason.message.vi, "en": reason.message.en],
                    remedy: ["vi": reason.remedy.vi, "en": reason.remedy.en])
            }
            lastSign = health.signs.lastSign
            service = health.signs.service
            run = health.signs.run
        }
    }
}
