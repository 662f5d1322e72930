import Gold

/// A small Gold in which every table tells the version that it is of: a reader sees at once when two do not belong together.
enum VersionedGold {
    /// The day of `accidents_summary` that every version renews: 2019-04-17.
    static let day: Int32 = 18_003

    /// Publishes everything anew.
    static func publish(_ store: any GoldStore, _ runID: String) async throws {
        try await fill(try await store.beginPublication(runID: runID), runID, accidents: unchanged)
    }

    /// Renews ``day``, and whatever is not an accident. `more` accidents come with it.
    static func publishPartially(_ store: any GoldStore, _ runID: String, more: [RowBatch] = []) async throws {
        try await fill(try await store.beginPartialPublication(runID: runID, replacing: [day...day]), runID, accidents: more)
    }

    /// Creates and fills every table of `publication`, and commits it unless that fails.
    static func fill(_ publication: any GoldPublication, _ runID: String, accidents: [RowBatch]) async throws {
        do {
            for table in GoldCatalog.content { try await publication.create(table) }
            for batch in accidents + [marker(publication.version)] { try await publication.append(batch, to: .accidentsSummary) }
            for table in GoldCatalog.content.dropFirst() { try await publication.append(rows(of: table, publication.version), to: table) }
        } catch {
            await publication.abandon()
            throw error
        }
        try await publication.commit(GoldFixture.run(runID))
    }

    /// Nine accidents of other days.
    private static let unchanged = [GoldFixture.accidents(0, count: 3), GoldFixture.accidents(4, count: 6)]

    /// The accident of ``day``.
    private static func marker(_ version: Int64) -> RowBatch { GoldFixture.accident("marker", day: day, miles: Double(version)) }

    /// Three rows with the version in every number and long text that is not part of a key.
    private static func rows(of table: GoldTable, _ version: Int64) throws -> RowBatch {
        let keys = Set(table.primaryKey + table.indexes.filter(\.isUnique).flatMap(\.parts).map(\.column))
        return try RowBatch(
            for: table,
            columns: table.writtenColumns.map { ($0.name, values($0.type, keys.contains($0.name) ? [0, 1, 2] : [version, version, version])) })
    }

    private static func values(_ type: GoldColumn.ColumnType, _ numbers: [Int64]) -> RowBatch.Column {
        switch type {
        case .integer, .bigInteger: .integers(numbers)
        case .boolean: .integers([0, 1, 0])
        case .double: .doubles(numbers.map(Double.init))
        case .date: .dates(numbers.map { 18_000 + Int32($0) })
        case .timestamp: .timestamps(numbers.map { 1_600_000_000 + $0 })
        case .varchar: .text(numbers.map { "\($0 % 10)" })
        case .text, .json: .text(numbers.map { "\($0)" })
        case .enumeration(let cases): .text(numbers.map { cases[Int($0) % cases.count] })
        }
    }

    /// The column of `table` that tells the version.
    private static func mark(of table: GoldTable) -> String {
        if table == .accidentsSummary { return "IF(id = 'marker', distance_miles, NULL)" }
        let keys = Set(table.primaryKey + table.indexes.filter(\.isUnique).flatMap(\.parts).map(\.column))
        let column = table.columns.first { column in
            guard !keys.contains(column.name) else { return false }
            return switch column.type {
            case .integer, .bigInteger, .double, .text: true
            default: false
            }
        }
        return "`\(column?.name ?? "")`"
    }

    /// One query per table for the least and the greatest version that it tells, and whether it has no row; the published version is one of them.
    ///
    /// In the order of the alphabet, as docs/mysql.md advises, and with a column that no index has.
    static let queries: [String] = (GoldCatalog.content.map { ($0.name, mark(of: $0)) } + [("datamart_version", "version")]).sorted { $0.0 < $1.0 }
        .map {
            "SELECT ROUND(MIN(\($0.1))), ROUND(MAX(\($0.1))), COUNT(\($0.0 == "accidents_summary" ? "distance_miles" : "*")) = 0 FROM \($0.0)"
        }
}
