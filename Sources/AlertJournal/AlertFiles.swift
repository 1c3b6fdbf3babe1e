package import Facts
import Reconciliation

/// Where the alert files stand and for whom they are written.
package struct AlertFiles: Sendable {
    /// `alert_directory`.
    package let directory: String
    /// Language of `open.csv`.
    package let language: Language
    /// `alert_group`, which may read the district's files; nil leaves the group as it is.
    package let group: String?
    /// Names of units, and the groups that may read their own folders.
    package let units: UnitRegistry
    package let rotation: Rotation

    package init(
        directory: String, language: Language, group: String?, units: UnitRegistry,
        rotation: Rotation = Rotation()
    ) {
        self.directory = directory
        self.language = language
        self.group = group
        self.units = units
        self.rotation = rotation
    }

    /// The group of a unit's folder.
    package func group(ofUnit key: String) -> String? {
        units.id(key: key).flatMap { units[$0].group } ?? group
    }

    /// The folder in which a unit's files stand.
    package func folder(ofUnit key: String) -> String {
        directory + "/units/" + FileName.safe(key)
    }

    func name(ofUnit key: String) -> String { units.shortName(ofKey: key) }
}

/// What a publication did.
package struct Publication: Sendable {
    /// How many events were appended.
    package var eventCount = 0
    /// What did not go as the settings want, and keeps nobody from working: a group that is unknown,
    /// a file that was emptied.
    package var warnings: [String] = []
}

/// A point of a publication at which a loss of power leaves something durable.
enum DurableStep: Hashable {
    /// A list of a group's members stands under its name.
    case listReplaced(String)
    /// A file that was long or old enough has another name.
    case rotated(String)
    /// The journal knows which files are about to grow, and from where.
    case intentRecorded
    /// Some more lines were handed to the system.
    case appended(String)
    /// A file's lines are on the disk.
    case synced(String)
    /// A rotated file, or a list that only it names, is no longer there.
    case removed(String)
    /// `open.csv` or `open.jsonl` stands under its name.
    case openReplaced(String)
    /// A day's digest stands under its name.
    case digestReplaced(String)
    /// The journal knows that everything is published.
    case positionRecorded
}

/// Names of files made of ids.
enum FileName {
    /// An id as a part of a path: two ids never share a name, and none leads elsewhere.
    static func safe(_ id: String) -> String {
        var name = ""
        for scalar in id.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_": name.unicodeScalars.append(scalar)
            case "." where !name.isEmpty: name.unicodeScalars.append(scalar)
            default:
                for byte in String(scalar).utf8 {
                    name += "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
                }
            }
        }
        return name
    }
}
