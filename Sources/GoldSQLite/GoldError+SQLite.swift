import GRDB
import Gold

/// Runs `body` and turns what it throws into a ``GoldError`` that names the store, and `table` when given.
func reporting<Result>(store: String, table: String? = nil, _ body: () throws -> Result) throws(GoldError) -> Result {
    do {
        return try body()
    } catch var error as GoldError {
        error.store = error.store ?? store
        error.table = error.table ?? table
        throw error
    } catch {
        throw GoldError(sqlite: error, store: store, table: table)
    }
}

extension GoldError {
    /// What `cause` means for whoever runs Datamart, and what to do about it.
    init(sqlite cause: any Error, store: String? = nil, table: String?) {
        let (code, message): (Code, String) =
            switch (cause as? DatabaseError)?.resultCode {
            case .SQLITE_NOTADB?: (.foreign, "the file that stands there is not a SQLite database; name another file")
            case .SQLITE_BUSY?, .SQLITE_LOCKED?: (.busy, "another program holds the database; close it, then run again")
            case .SQLITE_CANTOPEN?, .SQLITE_PERM?, .SQLITE_READONLY?, .SQLITE_AUTH?:
                (.unreachable, "the database cannot be opened for writing; check that the file and its folder may be written")
            case .SQLITE_FULL?: (.io, "the disk is full, or the folder for temporary files (SQLITE_TMPDIR) is; make room, then run again")
            case .SQLITE_CONSTRAINT?: (.rejected, "rows break the table's definition")
            case .SQLITE_CORRUPT?: (.io, "the database is damaged; move it away, then run again")
            default: (.io, "SQLite failed")
            }
        self.init(code, message, table: table, store: store, cause: cause)
    }
}
