import Silver

/// Something to import.
public enum CSVInput: Sendable, Hashable, CustomStringConvertible {
    /// A file, plain or gzip-compressed (told by its bytes, not by its name).
    case file(String)
    case standardInput

    /// The file's path, or `standard input`.
    public var description: String {
        switch self {
        case .file(let path): path
        case .standardInput: "standard input"
        }
    }
}

/// Which number comes first in dates like 08/02/2016.
public enum DateOrder: String, Sendable, Hashable, Codable, CaseIterable {
    case dayFirst = "dmy"
    case monthFirst = "mdy"
}

/// What to import, where to, and how.
public struct CSVImportOptions: Sendable {
    /// Read in this order, which decides which of two rows with one ID is the first.
    public var inputs: [CSVInput]
    /// Where the tables are written.
    public var warehouse: SilverWarehouse
    /// Adds to the Silver that is there instead of replacing it.
    public var appends = false
    /// Put before every ID, so that editions that reuse IDs for other accidents can live in one Silver.
    public var idPrefix = ""
    /// The order of day and month, where dates are not year first; nil decides it file by file from a number above 12.
    public var dateOrder: DateOrder?
    /// Drops rows that equal an earlier row of their month in all columns but ID; otherwise they are counted and kept.
    public var dropsCopies = false
    /// The import fails when a larger share of the rows read is rejected.
    public var maximumRejectedShare = 0.05
    /// Where rejected rows are listed; nil is `_rejected_rows.csv` in the warehouse, and `_rejected_rows.failed.csv` for an import that
    /// fails because of them.
    public var rejectsPath: String?
    /// Days since 1970-01-01 of today; nil asks the clock (UTC). Accidents after tomorrow are rejected.
    public var today: Int?
    /// Bytes of CSV that are parsed at a time by one task. The files written depend on it, rows do not.
    public var chunkSize = 4 << 20
    /// How the tables are written.
    public var writer = SilverWriterOptions()

    /// Makes options with the defaults of all others.
    public init(inputs: [CSVInput], warehouse: SilverWarehouse) {
        self.inputs = inputs
        self.warehouse = warehouse
    }

    var rejectedRowsPath: String { rejectsPath ?? "\(warehouse.path)/_rejected_rows.csv" }
}
