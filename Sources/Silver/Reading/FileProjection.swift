import ORC

/// Which columns of the contract a file has, under which names and in which form.
struct FileProjection: Equatable {
    /// The columns that were asked for and are there; their order is that of the reader's batches.
    private(set) var columns: [AccidentColumn] = []
    /// Their names in the file.
    private(set) var names: [String] = []
    /// Whether Start_Time is a long of microseconds (Spark's TIMESTAMP_NTZ) rather than a timestamp.
    private(set) var startTimeIsMicroseconds = false

    /// Looks up `wanted` in the file's schema by name, ignoring case.
    ///
    /// - Parameter positional: the table's column names in order, for files whose columns are called `_col0`, `_col1` …
    /// - Throws: ``SilverError`` when a required column is missing, a column has a type that the contract does not
    ///   allow, or names are positional and none were given.
    init(_ schema: ORCType, file: String, wanted: [AccidentColumn], positional: [String]?) throws {
        let fieldNames = try Self.names(of: schema, file: file, positional: positional)
        for column in wanted {
            guard let index = fieldNames.firstIndex(of: column.rawValue.lowercased()) else {
                if column.isRequired { throw Self.missing(column, fieldNames: schema.fieldNames, file: file) }
                continue
            }
            try Self.check(column, schema.children[index], file: file)
            columns.append(column)
            names.append(schema.fieldNames[index])
            if column == .startTime { startTimeIsMicroseconds = schema.children[index].kind == .long }
        }
    }

    /// The vector of `column` in a batch read with this projection; nil when the file lacks the column.
    func vector<Vector: ColumnVector>(_ column: AccidentColumn, as type: Vector.Type = Vector.self, in batch: StructVector) -> Vector? {
        columns.firstIndex(of: column).flatMap { batch.children[$0] as? Vector }
    }

    /// Lower-case names by position.
    private static func names(of schema: ORCType, file: String, positional: [String]?) throws -> [String] {
        let isPositional = !schema.fieldNames.isEmpty && schema.fieldNames.enumerated().allSatisfy { $1 == "_col\($0)" }
        guard isPositional else { return schema.fieldNames.map { $0.lowercased() } }
        guard let positional else {
            throw SilverError(
                .layout,
                "the file names its columns _col0 … _col\(schema.fieldNames.count - 1); give the table's column names in order with --columns",
                at: .init(file: file))
        }
        return schema.fieldNames.indices.map { $0 < positional.count ? positional[$0].lowercased() : "" }
    }

    private static func missing(_ column: AccidentColumn, fieldNames: [String], file: String) -> SilverError {
        SilverError(
            .missingColumn, "the required column is missing; the file has \(fieldNames.joined(separator: ", "))",
            at: .init(file: file, table: SilverTable.accidents.rawValue, column: column.rawValue))
    }

    private static func check(_ column: AccidentColumn, _ type: ORCType, file: String) throws {
        let allowed = allowedKinds(column)
        if allowed.contains(type.kind) { return }
        if column.kind == .timestamp, type.kind == .long, type.attributes["spark.sql.catalyst.type"] == "timestamp_ntz" { return }
        throw SilverError(
            .layout, "expected \(allowed.map { "\($0)" }.joined(separator: " or ")), found \(type.kind)",
            at: .init(file: file, column: column.rawValue))
    }

    private static func allowedKinds(_ column: AccidentColumn) -> [ORCType.Kind] {
        switch column.kind {
        case .int: [.int, .long, .short, .byte]
        case .double: [.double, .float]
        case .string: [.string, .varchar, .char]
        default: [column.kind]
        }
    }
}
