import GRDB

/// The tables of the journal: each migration is a named sentence and is never edited.
///
/// Closed lists are written as `a OR b`: for `IN (a, b, c)` SQLite makes a temporary table for each
/// row that is written, which costs more than the row itself.
enum JournalSchema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("Runs and deliveries are remembered") { db in
            try db.execute(sql: runsAndDeliveries)
        }
        migrator.registerMigration("Alerts, their evidence and their events are remembered") { db in
            try db.execute(sql: alertsAndEvents)
        }
        migrator.registerMigration("What stands in the alert files is remembered") { db in
            try db.execute(sql: publishedFiles)
        }
        migrator.registerMigration("Deliveries may be held, and refusals are told in full") { db in
            try db.execute(sql: heldDeliveries)
        }
        migrator.registerMigration("What the inbox showed and what went missing is remembered") {
            try $0.execute(sql: inbox)
        }
        migrator.registerMigration("People answer alerts, and alerts remember when they were told")
        {
            try $0.execute(sql: answers)
        }
        return migrator
    }()

    /// Days are counted from 1970-01-01; instants are seconds since then, UTC.
    private static let runsAndDeliveries = """
        CREATE TABLE run (
          id INTEGER PRIMARY KEY CHECK (id > 0),
          instant_seconds INTEGER NOT NULL,
          settings_digest TEXT NOT NULL,
          event_count INTEGER NOT NULL CHECK (event_count >= 0),
          refreshed_count INTEGER NOT NULL CHECK (refreshed_count >= 0)
        ) STRICT;

        CREATE TABLE delivery (
          id INTEGER PRIMARY KEY CHECK (id > 0),
          run INTEGER NOT NULL REFERENCES run (id),
          feed TEXT NOT NULL CHECK (feed <> ''),
          part TEXT NOT NULL,
          path TEXT NOT NULL CHECK (path <> ''),
          file TEXT NOT NULL CHECK (file <> ''),
          sha256 TEXT NOT NULL CHECK (sha256 NOT GLOB '*[^0-9a-f]*'),
          size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
          inode INTEGER NOT NULL,
          modified_nanoseconds INTEGER NOT NULL,
          exported_at_day INTEGER,
          first_seen_seconds INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state = 'accepted' OR state = 'refused'),
          refusal TEXT,
          CHECK (length(sha256) = 64 OR (sha256 = '' AND state = 'refused')),
          CHECK ((state = 'refused') = (refusal IS NOT NULL))
        ) STRICT;
        """

    /// `opening_seq` names an event without a foreign key: the event's row refers to the alert's
    /// already, and of two rows that refer to each other SQLite looks for one by a whole scan.
    private static let alertsAndEvents = """
        CREATE TABLE export_name (
          id INTEGER PRIMARY KEY,
          feed TEXT NOT NULL CHECK (feed <> ''),
          part TEXT NOT NULL,
          file TEXT NOT NULL CHECK (file <> ''),
          sha256 TEXT NOT NULL CHECK (sha256 <> ''),
          UNIQUE (sha256, feed, part, file)
        ) STRICT;

        CREATE TABLE alert (
          id INTEGER PRIMARY KEY CHECK (id > 0),
          rule TEXT NOT NULL CHECK (rule <> ''),
          subject_kind TEXT NOT NULL CHECK (subject_kind <> ''),
          subject TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state = 'open' OR state = 'resolved' OR state = 'withdrawn'),
          is_stale INTEGER NOT NULL CHECK (is_stale = 0 OR is_stale = 1),
          severity TEXT NOT NULL CHECK (severity = 'critical' OR severity = 'high'
            OR severity = 'medium' OR severity = 'low'),
          unit TEXT CHECK (unit <> ''),
          state_digest INTEGER NOT NULL,
          evidence_digest INTEGER NOT NULL,
          class TEXT NOT NULL CHECK (class = 'data' OR class = 'service' OR class = 'control'
            OR class = 'operations'),
          opened_at_seconds INTEGER NOT NULL,
          opening_seq INTEGER NOT NULL CHECK (opening_seq > 0),
          reopen_count INTEGER NOT NULL CHECK (reopen_count >= 0),
          telling TEXT NOT NULL,
          message_vi TEXT NOT NULL,
          message_en TEXT NOT NULL,
          remedy_vi TEXT NOT NULL,
          remedy_en TEXT NOT NULL,
          facts TEXT NOT NULL,
          UNIQUE (subject, rule, subject_kind),
          CHECK (is_stale = 0 OR state = 'open')
        ) STRICT;
        CREATE INDEX alert_open ON alert (id) WHERE state = 'open';

        CREATE TABLE evidence (
          alert INTEGER NOT NULL REFERENCES alert (id),
          ordinal INTEGER NOT NULL CHECK (ordinal > 0),
          export INTEGER NOT NULL REFERENCES export_name (id),
          line INTEGER NOT NULL CHECK (line >= 0),
          PRIMARY KEY (alert, ordinal)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE event (
          seq INTEGER PRIMARY KEY CHECK (seq > 0),
          run INTEGER NOT NULL REFERENCES run (id),
          alert INTEGER NOT NULL REFERENCES alert (id),
          kind TEXT NOT NULL CHECK (kind = 'opened' OR kind = 'changed' OR kind = 'resolved'
            OR kind = 'reopened' OR kind = 'acknowledged' OR kind = 'acknowledgement_ended'
            OR kind = 'snoozed' OR kind = 'snooze_ended' OR kind = 'stale' OR kind = 'fresh'
            OR kind = 'reminded' OR kind = 'withdrawn'),
          at_seconds INTEGER NOT NULL,
          unit TEXT CHECK (unit <> ''),
          line TEXT NOT NULL CHECK (line <> ''),
          log_line TEXT NOT NULL CHECK (log_line <> '')
        ) STRICT;

        CREATE TABLE event_group (
          first_seq INTEGER PRIMARY KEY REFERENCES event (seq),
          last_seq INTEGER NOT NULL UNIQUE REFERENCES event (seq),
          unit TEXT CHECK (unit <> ''),
          list TEXT NOT NULL CHECK (list <> ''),
          log_line TEXT NOT NULL CHECK (log_line <> ''),
          CHECK (first_seq < last_seq)
        ) STRICT;
        """

    /// SQLite cannot change a CHECK, so the table is made anew.
    private static let heldDeliveries = """
        CREATE TABLE new_delivery (
          id INTEGER PRIMARY KEY CHECK (id > 0),
          run INTEGER NOT NULL REFERENCES run (id),
          feed TEXT NOT NULL CHECK (feed <> ''),
          part TEXT NOT NULL,
          path TEXT NOT NULL CHECK (path <> ''),
          file TEXT NOT NULL CHECK (file <> ''),
          sha256 TEXT NOT NULL CHECK (sha256 NOT GLOB '*[^0-9a-f]*'),
          size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
          inode INTEGER NOT NULL,
          modified_nanoseconds INTEGER NOT NULL,
          exported_at_day INTEGER,
          first_seen_seconds INTEGER NOT NULL,
          state TEXT NOT NULL
            CHECK (state = 'accepted' OR state = 'refused' OR state = 'held'),
          refusal_kind TEXT CHECK (refusal_kind = 'unreadable' OR refusal_kind = 'header'
            OR refusal_kind = 'incomplete' OR refusal_kind = 'loss'),
          refusal_line INTEGER CHECK (refusal_line >= 0),
          refusal_column INTEGER CHECK (refusal_column >= 0),
          refusal_vi TEXT,
          refusal_en TEXT,
          remedy_vi TEXT,
          remedy_en TEXT,
          refused_under TEXT,
          record_count INTEGER CHECK (record_count >= 0),
          CHECK (length(sha256) = 64 OR (sha256 = '' AND state = 'refused')),
          CHECK ((state = 'accepted') = (refusal_kind IS NULL)),
          CHECK ((refusal_kind IS NULL) = (refusal_line IS NULL)
            AND (refusal_kind IS NULL) = (refusal_column IS NULL)
            AND (refusal_kind IS NULL) = (refusal_vi IS NULL)
            AND (refusal_kind IS NULL) = (refusal_en IS NULL)
            AND (refusal_kind IS NULL) = (remedy_vi IS NULL)
            AND (refusal_kind IS NULL) = (remedy_en IS NULL))
        ) STRICT;
        INSERT INTO new_delivery
          SELECT id, run, feed, part, path, file, sha256, size_bytes, inode, modified_nanoseconds,
            exported_at_day, first_seen_seconds, state,
            CASE WHEN refusal IS NOT NULL THEN 'unreadable' END,
            CASE WHEN refusal IS NOT NULL THEN 0 END, CASE WHEN refusal IS NOT NULL THEN 0 END,
            refusal, refusal, CASE WHEN refusal IS NOT NULL THEN '' END,
            CASE WHEN refusal IS NOT NULL THEN '' END, NULL, NULL
          FROM delivery;
        DROP TABLE delivery;
        ALTER TABLE new_delivery RENAME TO delivery;
        """

    /// `heard` is what a file last looked like and when it was news; `missing_record` has no name
    /// of a citizen, for its subjects are canonical ids.
    private static let inbox = """
        CREATE TABLE feed (
          id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
          known_since_seconds INTEGER NOT NULL,
          part_pattern TEXT NOT NULL
        ) STRICT;

        CREATE TABLE heard (
          feed TEXT NOT NULL REFERENCES feed (id),
          path TEXT NOT NULL CHECK (path <> ''),
          sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
          size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
          inode INTEGER NOT NULL,
          modified_nanoseconds INTEGER NOT NULL,
          heard_at_day INTEGER NOT NULL,
          PRIMARY KEY (feed, path)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE missing_record (
          feed TEXT NOT NULL,
          part TEXT NOT NULL,
          holds TEXT NOT NULL CHECK (holds <> ''),
          subject TEXT NOT NULL CHECK (subject <> ''),
          file TEXT NOT NULL CHECK (file <> ''),
          sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
          line INTEGER NOT NULL CHECK (line >= 0),
          PRIMARY KEY (feed, part, holds, subject)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE released_delivery (
          delivery INTEGER PRIMARY KEY REFERENCES delivery (id),
          released_at_seconds INTEGER NOT NULL
        ) STRICT;
        """

    /// An answer keeps its note after its end: who looks back may ask why nobody was reminded.
    private static let answers = """
        ALTER TABLE alert ADD COLUMN opening_at_seconds INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE alert ADD COLUMN opening_run INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE alert ADD COLUMN told_at_seconds INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE alert ADD COLUMN ended_at_seconds INTEGER;
        ALTER TABLE alert ADD COLUMN fine_run_count INTEGER NOT NULL DEFAULT 0
          CHECK (fine_run_count >= 0);
        UPDATE alert SET opening_at_seconds = event.at_seconds, opening_run = event.run
          FROM event WHERE event.seq = alert.opening_seq;
        UPDATE alert SET told_at_seconds = last.at_seconds,
            ended_at_seconds = CASE WHEN state <> 'open' THEN last.at_seconds END
          FROM (SELECT alert AS id, max(at_seconds) AS at_seconds FROM event GROUP BY alert) AS last
          WHERE last.id = alert.id;

        CREATE TABLE answer (
          id INTEGER PRIMARY KEY,
          alert INTEGER NOT NULL REFERENCES alert (id),
          kind TEXT NOT NULL CHECK (kind = 'acknowledgement' OR kind = 'snooze'),
          answered_by TEXT NOT NULL CHECK (answered_by <> ''),
          note TEXT NOT NULL,
          at_seconds INTEGER NOT NULL,
          until_day INTEGER CHECK (kind = 'acknowledgement' OR until_day IS NOT NULL),
          severity TEXT NOT NULL CHECK (severity = 'critical' OR severity = 'high'
            OR severity = 'medium' OR severity = 'low'),
          is_in_force INTEGER NOT NULL CHECK (is_in_force = 0 OR is_in_force = 1)
        ) STRICT;
        CREATE UNIQUE INDEX answer_in_force ON answer (alert, kind) WHERE is_in_force = 1;

        CREATE TABLE waiting_finding (
          rule TEXT NOT NULL CHECK (rule <> ''),
          subject_kind TEXT NOT NULL CHECK (subject_kind <> ''),
          subject TEXT NOT NULL,
          run_count INTEGER NOT NULL CHECK (run_count > 0),
          PRIMARY KEY (rule, subject_kind, subject)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE publication ADD COLUMN digest_day INTEGER;
        """

    private static let publishedFiles = """
        CREATE TABLE published_file (
          file TEXT PRIMARY KEY NOT NULL,
          device INTEGER NOT NULL,
          inode INTEGER NOT NULL,
          length_bytes INTEGER NOT NULL CHECK (length_bytes >= 0),
          seq INTEGER NOT NULL CHECK (seq >= 0),
          is_appending INTEGER NOT NULL CHECK (is_appending = 0 OR is_appending = 1)
        ) STRICT;

        CREATE TABLE publication (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          seq INTEGER NOT NULL CHECK (seq >= 0),
          run INTEGER NOT NULL REFERENCES run (id)
        ) STRICT;
        """
}
