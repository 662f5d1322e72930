import Foundation
import TestSupport

/// The sqlite3 command line, which shares no code with what is tested.
enum Shell {
    /// What it prints for `sql` on `file`, without the last line's end.
    static func sqlite(_ file: URL, _ sql: String, _ options: String...) throws -> String {
        let text = try Command.output("sqlite3", ["-batch"] + options + [file.path, sql])
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
