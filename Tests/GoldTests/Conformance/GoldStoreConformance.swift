import Gold
import Testing

/// A kind of store under test: makes empty stores and reads them back without the store's own code.
protocol GoldStoreProbe: Sendable {
    /// A store at a new place.
    func makeStore() throws -> any GoldStore
    /// A reader of the place where the stores of this probe publish.
    func makeReader() throws -> any GoldReader
    /// Runs `sql` on what is published, behind the store's back.
    func execute(_ sql: String) throws
    /// What a client sees of `table`: one row per line in the order of `columns`, values as text, sorted by `orderBy`. Nil when there is no such table.
    func rows(of table: String, columns: [String], orderBy: String) throws -> [[String?]]?
}

/// What every store must do, written against the protocols alone. A store's tests run all checks with a probe of their own.
enum GoldStoreConformance {
    static let checks = publishing + partialPublications + reading

    // MARK: What the checks share

    /// Publishes `tables` with their batches as run `runID`.
    static func publish(
        _ store: any GoldStore, _ runID: String, _ tables: [(GoldTable, [RowBatch])], startedAt: Int64 = 1_700_000_000
    ) async throws {
        let publication = try await store.beginPublication(runID: runID)
        for (table, batches) in tables {
            try await publication.create(table)
            for batch in batches { try await publication.append(batch, to: table) }
        }
        try await publication.commit(GoldFixture.run(runID, startedAt: startedAt))
    }

    static func ids(_ probe: any GoldStoreProbe) throws -> [String?]? {
        try probe.rows(of: "accidents_summary", columns: ["id"], orderBy: "id")?.map { $0[0] }
    }

    @discardableResult
    static func expectError(_ code: GoldError.Code, _ body: () async throws -> Void) async -> GoldError? {
        let error = await #expect(throws: GoldError.self) { try await body() }
        #expect(error?.code == code, "\(error.map(String.init(describing:)) ?? "")")
        return error
    }
}
