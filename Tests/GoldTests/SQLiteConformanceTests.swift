import Testing

/// A check of the conformance suite, by name.
struct ConformanceCheck: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (any GoldStoreProbe) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (any GoldStoreProbe) async throws -> Void) {
        testDescription = name
        self.run = run
    }

    static let all: [ConformanceCheck] = [
        ConformanceCheck("every type round trips", GoldStoreConformance.everyTypeRoundTrips),
        ConformanceCheck("nothing is visible before commit", GoldStoreConformance.nothingIsVisibleBeforeCommit),
        ConformanceCheck("a publication replaces the one before", GoldStoreConformance.aPublicationReplacesTheOneBefore),
        ConformanceCheck("abandon keeps the previous version", GoldStoreConformance.abandonKeepsThePreviousVersion),
        ConformanceCheck("the ledger is carried over", GoldStoreConformance.theLedgerIsCarriedOver),
        ConformanceCheck("a failed run leaves the tables alone", GoldStoreConformance.aFailedRunLeavesTheTablesAlone),
        ConformanceCheck("a failed first run publishes nothing", GoldStoreConformance.aFailedFirstRunPublishesNothing),
        ConformanceCheck("a second writer is refused", GoldStoreConformance.aSecondWriterIsRefused),
        ConformanceCheck("a run records itself before it abandons", GoldStoreConformance.aRunRecordsItselfBeforeItAbandons),
        ConformanceCheck("a duplicate key is refused", GoldStoreConformance.aDuplicateKeyIsRefused),
        ConformanceCheck("a row that does not fit is refused", GoldStoreConformance.aRowThatDoesNotFitIsRefused),
        ConformanceCheck("only tables of the publication", GoldStoreConformance.tablesOfThePublicationAlone),
        ConformanceCheck("a canceled task stops", GoldStoreConformance.aCancelledTaskStops),
        ConformanceCheck("null cities of a state are one", GoldStoreConformance.nullCitiesOfAStateAreOne),
        ConformanceCheck("a refresh replaces the days it names", GoldStoreConformance.aRefreshReplacesTheDaysItNames),
        ConformanceCheck("an abandoned refresh changes nothing", GoldStoreConformance.anAbandonedRefreshChangesNothing),
        ConformanceCheck("a refresh refuses a row that is kept", GoldStoreConformance.aRefreshRefusesARowThatIsKept),
        ConformanceCheck("a refresh needs a version before", GoldStoreConformance.aRefreshNeedsAVersionBefore),
        ConformanceCheck("published partitions are remembered", GoldStoreConformance.publishedPartitionsAreRemembered),
    ]
}

@Suite("SQLite store: conformance")
struct SQLiteConformanceTests {
    @Test(arguments: ConformanceCheck.all)
    func conforms(_ check: ConformanceCheck) async throws {
        try await check.run(SQLiteProbe())
    }
}
