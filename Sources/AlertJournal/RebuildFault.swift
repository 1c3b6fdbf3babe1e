/// Why a journal was not rebuilt from the alert files; then nothing was changed.
package enum RebuildFault: Error, Sendable, Hashable {
    /// There is a journal, and nothing is wrong with it.
    case sound(journal: String)
    /// There is no alert file that tells anything.
    ///
    /// - Parameter packed: names of files that may, once they are unpacked.
    case nothingTold(directory: String, packed: [String])
    /// A line, from 1, is not one that this program writes.
    case foreignLine(file: String, line: Int)
    /// A line tells an event otherwise than another file does.
    case contradiction(file: String, line: Int, seq: Int)
    /// Events are in no file, and no later file begins with what was open.
    case gap(first: Int, last: Int, file: String)
    /// A log tells later events than `alerts.jsonl`.
    case logAhead(file: String, seq: Int, lastSeq: Int)

    package var description: String {
        switch self {
        case .sound(let journal):
            "\(journal): error: this journal is sound, so nothing was done;"
                + " to restore it all the same, move it away first"
        case .nothingTold(let directory, let packed):
            packed.isEmpty
                ? "\(directory): error: no alerts.jsonl here tells an event; put back the journal or"
                    + " an alerts.jsonl; to begin anew, move all alert files away first"
                : "\(directory): error: no alerts.jsonl here tells an event; unpack the newest of"
                    + " \(packed.joined(separator: ", ")) beside it and run this again"
        case .foreignLine(let file, let line):
            "\(file):\(line): error: this is no line of alerts as this program writes them;"
                + " move the file away, or put back the one that belongs there"
        case .contradiction(let file, let line, let seq):
            "\(file):\(line): error: event #\(seq) is told otherwise in another file;"
                + " move away the file that does not belong to this journal"
        case .gap(let first, let last, let file):
            "\(file): error: the events #\(first) to #\(last) are in no file, and no later file"
                + " begins with what was open; unpack or put back the file that has them"
        case .logAhead(let file, let seq, let lastSeq):
            "\(file): error: it ends with event #\(seq), alerts.jsonl with #\(lastSeq);"
                + " put back the whole alerts.jsonl, or move this file away"
        }
    }
}
