package import Accidents
package import ORC

/// Which columns of the contract a file has, under which names and in which form.
package struct FileProjection: Equatable {
    /// The columns that were asked for, and those from which what the file lacks is derived.
    package private(set) var wanted: Set<AccidentColumn>
    /// The wanted columns that are there; their order is that of the reader's batches.
    package private(set) var columns: [AccidentColumn] = []
    /// Their names in the file.
    package private(set) var names: [String] = []
    /// Whether Start_Time is a long of microseconds (Spark's TIMESTAMP_NTZ) rather than a timestamp.
    private(set) var startTimeIsMicroseconds = false

    /// Looks up `wanted` in the file's schema by name, ignoring case.
    ///
    /// - Parameters:
    ///   - derives: whether to look up what acceptance needs as well, and what stands in for columns that the file lacks.
    ///   - positional: the table's column names in order, for files whose columns are called `_col0`, `_col1` …
    /// - Throws: ``SilverError`` when a required column is missing, a column has a type that the contract does not
    ///   allow, or names are positional and none were given.
    package init(_ schema: ORCType, file: String, wanted: [AccidentColumn], derives: Bool = false, positional: [String]?) throws {
        let fieldNames = try Self.names(of: schema, file: file, positional: positional)
        self.wanted = Set(wanted)
        if derives { self.wanted = Self.withSources(of: self.wanted) { !fieldNames.contains($0.rawValue.lowercased()) } }
        for column in AccidentColumn.allCases where self.wanted.contains(column) {
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
    package func vector<Vector: ColumnVector>(_ column: AccidentColumn, as type: Vector.Type = Vector.self, in batch: StructVector) -> Vector? {
        columns.firstIndex(of: column).flatMap { batch.children[$0] as? Vector }
    }

    /// Whether any of the 13 flags is wanted.
    var wantsFlags: Bool { InfrastructureFlag.allCases.contains { wanted.contains($0.column) } }

    /// `columns`, those that every scan reads, and those that stand in for the lacking ones.
    private static func withSources(of columns: Set<AccidentColumn>, lacking isLacking: (AccidentColumn) -> Bool) -> Set<AccidentColumn> {
        var wanted = columns.union(AccidentColumn.required).union([.hour, .dayOfWeek, .season])
        // A stored category is null where its number is beyond the limits, so that the number is always read along.
        if columns.contains(.temperatureCategory) { wanted.insert(.temperature) }
        if columns.contains(.visibilityCategory) { wanted.insert(.visibility) }
        if columns.contains(.weatherCategory), isLacking(.weatherCategory) { wanted.insert(.weatherCondition) }
        let counts = columns.intersection([.infrastructureCount, .safetyEquipmentScore])
        if counts.contains(where: isLacking) { wanted.formUnion(InfrastructureFlag.allCases.map(\.column)) }
        return wanted
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
        if column.kind == .time, type.kind == .long, type.attributes["spark.sql.catalyst.type"] == "timestamp_ntz" { return }
        throw SilverError(
            .layout, "expected \(allowed.map { "\($0)" }.joined(separator: " or ")), found \(type.kind)",
            at: .init(file: file, column: column.rawValue))
    }

    private static func allowedKinds(_ column: AccidentColumn) -> [ORCType.Kind] {
        switch column.kind {
        case .integer: [.int, .long, .short, .byte]
        case .double: [.double, .float]
        case .text: [.string, .varchar, .char]
        case .boolean, .time: [column.orcKind]
        }
    }
}
