import Facts
import Glibc

/// Why the sample could not be written.
package enum SampleError: Error, CustomStringConvertible {
    /// - Parameter reason: the system's words for it.
    case notWritable(path: String, reason: String)

    package var description: String {
        switch self {
        case .notWritable(let path, let reason): "cannot write \(path): \(reason)"
        }
    }

    fileprivate static func ofSystem(_ path: String) -> SampleError {
        .notWritable(path: path, reason: String(cString: strerror(errno)))
    }
}

/// A file of the sample, written through a buffer so that a million records are cheap.
struct ExportFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    private static let bufferSize = 1 << 20

    /// Creates the file, or empties it.
    init(_ path: String) throws(SampleError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw .ofSystem(path) }
        buffer.reserveCapacity(Self.bufferSize + 65_536)
    }

    deinit {
        close(descriptor)
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(SampleError) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            folder += "/\(part)"
            if mkdir(folder, 0o755) != 0, errno != EEXIST { throw .ofSystem(folder) }
        }
    }

    /// Writes a whole file.
    static func write(_ text: String, to path: String) throws(SampleError) {
        var file = try ExportFile(path)
        file.write(plain: text)
        try file.finish()
    }

    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { buffer.append(contentsOf: $0) }
    }

    /// Text that needs no escaping.
    mutating func write(plain text: String) {
        buffer.append(contentsOf: text.utf8)
    }

    /// Text between tags or in an attribute.
    mutating func write(xml text: String) {
        let needsEscapes = text.utf8.contains {
            $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
                || $0 == UInt8(ascii: "\"")
        }
        guard needsEscapes else { return write(plain: text) }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): write("&amp;")
            case UInt8(ascii: "<"): write("&lt;")
            case UInt8(ascii: ">"): write("&gt;")
            case UInt8(ascii: "\""): write("&quot;")
            default: buffer.append(byte)
            }
        }
    }

    /// A cell, quoted where it has to be (RFC 4180).
    mutating func write(cell text: String) {
        let needsQuotes = text.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\"")
                || $0 == UInt8(ascii: "\n")
        }
        guard needsQuotes else { return write(plain: text) }
        write("\"")
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { buffer.append(byte) }
            buffer.append(byte)
        }
        write("\"")
    }

    /// A number with at least so many digits.
    mutating func write(_ number: Int, digits: Int = 1) {
        var divisor = 1
        for _ in 1..<max(digits, 1) { divisor *= 10 }
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            buffer.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// Ends a record; the buffer is written out when it is full.
    mutating func endRecord() throws(SampleError) {
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes out what is left.
    mutating func finish() throws(SampleError) {
        try flush()
    }

    private mutating func flush() throws(SampleError) {
        var start = 0
        while start < buffer.count {
            let written = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw .ofSystem(path)
            }
            start += written
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// How an export writes its dates.
enum DateForm {
    /// `20210728063000`
    case compact
    /// `2021-07-27T23:30:00.000+0000`, in UTC.
    case utc
    /// `2021/07/28 06:30:00`
    case slashed
    /// `28/07/2021 06:30`
    case vietnamese
}

extension ExportFile {
    /// An instant, or nothing.
    mutating func write(_ instant: Instant?, _ form: DateForm) {
        guard var instant else { return }
        if form == .utc {
            instant = Instant(
                secondsSince1970: instant.secondsSince1970 - Instant.offsetSeconds)
        }
        let day = instant.localDay
        let (hour, minute, second) = instant.localTime
        switch form {
        case .compact:
            write(day, separator: "")
            write(hour, digits: 2)
            write(minute, digits: 2)
            write(second, digits: 2)
            return
        case .utc:
            write(day, separator: "-")
            write("T")
        case .slashed:
            write(day, separator: "/")
            write(" ")
        case .vietnamese:
            write(day)
            write(" ")
        }
        write(hour, digits: 2)
        write(":")
        write(minute, digits: 2)
        if form == .vietnamese { return }
        write(":")
        write(second, digits: 2)
        if form == .utc { write(".000+0000") }
    }

    /// A day as `dd/MM/yyyy`, or nothing.
    mutating func write(_ day: Day?) {
        guard let (year, month, dayOfMonth) = day?.components else { return }
        write(dayOfMonth, digits: 2)
        write("/")
        write(month, digits: 2)
        write("/")
        write(year, digits: 4)
    }

    /// A day with the year first.
    mutating func write(_ day: Day, separator: StaticString) {
        let (year, month, dayOfMonth) = day.components
        write(year, digits: 4)
        write(separator)
        write(month, digits: 2)
        write(separator)
        write(dayOfMonth, digits: 2)
    }
}
