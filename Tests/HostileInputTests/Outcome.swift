import Ingest
import RecordReading

/// How the reading of an input ended.
enum Outcome {
    case read(Fingerprint)
    case refused(ExportRefusal)
    case failed(any Error)

    init(_ reader: InputReader, _ path: String, pieceBytes: Int) {
        do {
            self = .read(try reader.read(path, pieceBytes))
        } catch let error as RecordReadingError {
            self = .refused(ExportRefusal(error))
        } catch let refusal as ExportRefusal {
            self = .refused(refusal)
        } catch {
            self = .failed(error)
        }
    }

    func difference(from other: Outcome, exactly: Bool) -> String? {
        switch (self, other) {
        case (.read(let mine), .read(let its)): mine == its ? nil : "read in two ways"
        case (.refused(let mine), .refused(let its)):
            exactly && mine != its ? "refused in two ways" : nil
        case (.failed(let error), _), (_, .failed(let error)):
            "an error of another kind: \(type(of: error))"
        default: "read and refused"
        }
    }

    /// What is handed over is not more than an input of this size can have.
    func excess(over input: [UInt8]) -> String? {
        guard case .read(let result) = self else { return nil }
        // A cell may fill several fields, and a legacy character may take three bytes.
        let isWithin = result.rows <= input.count && result.bytes <= input.count * 24
        return isWithin ? nil : "more came out than went in"
    }
}
